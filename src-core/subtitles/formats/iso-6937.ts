// ISO 6937, the Latin letters of EBU STL (Tech 3264, appendix 2): accents are bytes of their own before their letter. To bytes and back.

/** What stands from 0xA0 to 0xFF: a letter, U+FFFD for nothing, or a mark that goes before a letter. */
const UPPER =
  '\u00a0¡¢£$¥\ufffd§¤‘“«←↑→↓' +
  '°±²³×µ¶·÷’”»¼½¾¿' +
  '\ufffd\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\ufffd\u030a\u0327\ufffd\u030b\u0328\u030c' +
  '—¹®©™♪¬¦\ufffd\ufffd\ufffd\ufffd⅛⅜⅝⅞' +
  'ΩÆÐªĦ\ufffdĲĿŁØŒºÞŦŊŉ' +
  'ĸæđðħıĳŀłøœßþŧŋ\u00ad';

/** The letters each mark may stand on. */
const ACCENTED: Readonly<Record<string, string>> = {
  '\u0300': 'AEIOUaeiou',
  '\u0301': 'ACEILNORSUYZaceilnorsuyz',
  '\u0302': 'ACEGHIJOSUWYaceghijosuwy',
  '\u0303': 'AINOUainou',
  '\u0304': 'AEIOUaeiou',
  '\u0306': 'AGUagu',
  '\u0307': 'CEGIZcegz',
  '\u0308': 'AEIOUYaeiouy',
  '\u030a': 'AUau',
  '\u0327': 'CGKLNRSTcgklnrst',
  '\u030b': 'OUou',
  '\u0328': 'AEIUaeiu',
  '\u030c': 'CDELNRSTZcdelnrstz',
};

const DOLLAR = 0x24;
/** Letters of the standard's table that other characters are written by. */
const SAME: Readonly<Record<string, string>> = { '\u2126': 'Ω', Đ: 'Ð', '\u2015': '—', '\u2013': '-', '\u2212': '-', '…': '...', '„': '"', '‚': ',' };

/** Every character and its bytes: one, or a mark and a letter. */
const BYTES: ReadonlyMap<string, readonly number[]> = makeBytes();

function makeBytes(): ReadonlyMap<string, readonly number[]> {
  const bytes = new Map<string, readonly number[]>();
  for (let byte = 0x20; byte < 0x7f; byte += 1) if (byte !== DOLLAR) bytes.set(String.fromCharCode(byte), [byte]);
  [...UPPER].forEach((character, index) => {
    const letters = ACCENTED[character];
    if (letters !== undefined) for (const letter of letters) bytes.set((letter + character).normalize('NFC'), [0xa0 + index, letter.charCodeAt(0)]);
    else if (character !== '\ufffd') bytes.set(character, [0xa0 + index]);
  });
  return bytes;
}

/** The bytes of a character; null when the standard has none. */
export function iso6937Bytes(character: string): readonly number[] | null {
  return BYTES.get(character) ?? null;
}

/** What is written for a character that has no place of its own but a twin; null when it has none. */
export function iso6937Twin(character: string): string | null {
  return SAME[character] ?? null;
}

const CHARACTERS: ReadonlyMap<string, string> = new Map([...BYTES].map(([character, bytes]) => [bytes.join(), character]));

/** The text of bytes; what stands for nothing is U+FFFD. Bytes below 0x20 are the caller's business. */
export function iso6937Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const pair = CHARACTERS.get(`${byte},${bytes[at + 1] ?? 0}`);
    if (byte >= 0xc1 && byte <= 0xcf) {
      text += pair ?? '\ufffd';
      at += 1;
    } else text += byte === DOLLAR ? '$' : (CHARACTERS.get(String(byte)) ?? '\ufffd');
  }
  return text;
}
