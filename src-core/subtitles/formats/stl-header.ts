// The first block of an EBU STL file (GSI, 1,024 bytes of ASCII; Tech 3264 §3): which field stands where, to bytes and back.
import { baseLanguage } from '../cue-language.ts';
import { FRAME_RATE_IDS, frameRate, type FrameRate, type FrameRateId } from '../frame-rate.ts';
import type { StlTable } from './stl-letters.ts';

export const GSI_BYTES = 1024;
export const TTI_BYTES = 128;

/** Where each field stands and how long it is. Those not named are left blank. */
const FIELDS = {
  CPN: [0, 3],
  DFC: [3, 8],
  DSC: [11, 1],
  CCT: [12, 2],
  LC: [14, 2],
  OPT: [16, 32],
  CD: [224, 6],
  RD: [230, 6],
  RN: [236, 2],
  TNB: [238, 5],
  TNS: [243, 5],
  TNG: [248, 3],
  MNC: [251, 2],
  MNR: [253, 2],
  TCS: [255, 1],
  TCP: [256, 8],
  TCF: [264, 8],
  TND: [272, 1],
  DSN: [273, 1],
  UDA: [448, 576],
} as const satisfies Readonly<Record<string, readonly [at: number, length: number]>>;

export type StlField = keyof typeof FIELDS;

/** What our files say in the area left to users, for the standard has no field for it: timecodes pass over labels (drop-frame). */
export const STL_DROPS = 'Drop-frame timecode';

/** The block with these fields. Text is cut or filled to its length; fields are ASCII. */
export function stlHeader(fields: Readonly<Partial<Record<StlField, string>>>): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(GSI_BYTES).fill(0x20);
  for (const [name, [at, length]] of Object.entries(FIELDS)) {
    const text = fields[name as StlField] ?? ''; // its own keys
    for (let index = 0; index < Math.min(length, text.length); index += 1) block[at + index] = text.charCodeAt(index) & 0x7f;
  }
  return block;
}

/** A field of a block, without blanks around it. */
export function stlField(block: Uint8Array, name: StlField): string {
  const [at, length] = FIELDS[name];
  return String.fromCharCode(...block.subarray(at, at + length)).trim();
}

/** Whether bytes begin as an EBU STL file does. */
export function isStl(bytes: Uint8Array): boolean {
  return bytes.length >= GSI_BYTES && /^STL\d\d\.0\d$/.test(stlField(bytes, 'DFC'));
}

/** How a rate is called in a file. Tech 3264 knows 25 and 30; the others are in use. */
const RATE_CODES: Readonly<Record<FrameRateId, string>> = {
  '23.976': 'STL23.01',
  '24': 'STL24.01',
  '25': 'STL25.01',
  '29.97': 'STL30.01',
  '30': 'STL30.01',
  '50': 'STL50.01',
  '59.94': 'STL60.01',
  '60': 'STL60.01',
};

export function stlRateCode(id: FrameRateId): string {
  return RATE_CODES[id];
}

/** The rate a file means: "STL30.01" is NTSC's 29.97, as its readers take it. Null for a code of none. */
export function stlRate(code: string): FrameRate | null {
  const id = FRAME_RATE_IDS.find((each) => RATE_CODES[each] === code);
  return id === undefined ? null : frameRate(id);
}

/** Language codes of Tech 3264, appendix 3, in the order of their numbers; "-" for what has no two letters. */
const EUROPEAN = 'sq br ca hr cy cs da de en es eo et eu fo fr fy ga gd gl is it se la lv lb lt hu mt nl no oc pl pt ro rm sr sk sl fi sv tr'.split(' ');
const OTHERS: Readonly<Record<string, string>> = {
  ar: '7E', hy: '7D', bg: '77', be: '79', bn: '78', zh: '75', ka: '71', el: '70', ha: '6D', he: '6C', hi: '6B', id: '6A', ja: '69', kk: '67',
  ko: '65', mk: '63', ms: '61', fa: '5A', ru: '56', so: '51', sw: '4F', ta: '4D', te: '4B', th: '4A', uk: '49', ur: '48', vi: '46', zu: '45',
}; // prettier-ignore

/** A language as a file names it; "00" for one it has no name for. */
export function stlLanguage(language: string | null): string {
  const base = { nb: 'no', nn: 'no', iw: 'he' }[baseLanguage(language)] ?? baseLanguage(language);
  const index = EUROPEAN.indexOf(base);
  return index >= 0 ? (index + 1).toString(16).toUpperCase().padStart(2, '0') : (OTHERS[base] ?? '00');
}

/** The language a code names, or null. */
export function languageOfStl(code: string): string | null {
  const other = Object.entries(OTHERS).find(([, each]) => each === code.toUpperCase())?.[0];
  return EUROPEAN[parseInt(code, 16) - 1] ?? other ?? null;
}

/** The table of letters a file says it is written in; null for none of the five. */
export function stlTableOf(code: string): StlTable | null {
  return code === '00' || code === '01' || code === '02' || code === '03' || code === '04' ? code : null;
}
