// What a file is by its first bytes: a media container, a list of other files, or neither.
// It looks at content only; names and extensions are never asked (a WAV may be called .mp4).

/** How many first bytes `sniff` wants to see; fewer are fine. */
export const SNIFF_BYTES = 4096;

export type Sniffed =
  /** A container, in the words of MediaFacts. */
  | { readonly kind: 'media'; readonly container: string }
  /** A list or description of other files, which must never be followed (S10). */
  | { readonly kind: 'playlist'; readonly what: string }
  | { readonly kind: 'unknown' };

/** A container by a text at a place. `at` in bytes. */
interface Signature {
  readonly container: string;
  readonly at: number;
  readonly text: string;
}

const SIGNATURES: readonly Signature[] = [
  { container: 'ogg', at: 0, text: 'OggS' },
  { container: 'flac', at: 0, text: 'fLaC' },
  { container: 'amr', at: 0, text: '#!AMR' },
  { container: 'caf', at: 0, text: 'caff' },
  { container: 'au', at: 0, text: '.snd' },
  { container: 'flv', at: 0, text: 'FLV\x01' },
  { container: 'wavpack', at: 0, text: 'wvpk' },
  { container: 'ape', at: 0, text: 'MAC ' },
  { container: 'dsf', at: 0, text: 'DSD ' },
  { container: 'tta', at: 0, text: 'TTA1' },
  { container: 'realmedia', at: 0, text: '.RMF' },
  { container: 'wma', at: 0, text: '\x30\x26\xb2\x75\x8e\x66\xcf\x11' },
  { container: 'mpeg', at: 0, text: '\x00\x00\x01\xba' },
  { container: 'w64', at: 0, text: 'riff\x2e\x91\xcf\x11' },
  { container: 'wav', at: 8, text: 'WAVE' },
  { container: 'avi', at: 8, text: 'AVI ' },
  { container: 'aiff', at: 8, text: 'AIFF' },
  { container: 'aiff', at: 8, text: 'AIFC' },
];

/** Beginnings of text files that name other files. Compared in lower case after blanks and byte-order marks. */
const LISTS: readonly (readonly [start: string, what: string])[] = [
  ['#extm3u', 'an HLS or M3U playlist'],
  ['#exm3u', 'an HLS or M3U playlist'],
  ['#ext-x-', 'an HLS playlist'],
  ['ffconcat version', 'a list of files to join'],
  ["file '", 'a list of files to join'],
  ['[playlist]', 'a PLS playlist'],
  ['[reference]', 'a list of addresses'],
  ['v=0', 'a session description (SDP)'],
  ['rtsptext', 'an address'],
  ['rtsp://', 'an address'],
  ['http://', 'an address'],
  ['https://', 'an address'],
  ['<asx', 'an ASX playlist'],
  ['<smil', 'a SMIL playlist'],
  ['<mpd', 'a DASH description'],
  ['<playlist', 'an XSPF playlist'],
  ['<smoothstreamingmedia', 'a Smooth Streaming description'],
];

/** Elements that mark an XML document as a list of media when they stand near its beginning. */
const XML_LISTS = ['<mpd', '<asx', '<smil', '<playlist', '<smoothstreamingmedia', '<webm_dash'];

/** Boxes an ISO file may begin with. */
const ISO_BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'styp', 'moof'];

/** Says what the first bytes are. */
export function sniff(head: Uint8Array): Sniffed {
  const text = latin1(head);
  const list = listIn(text);
  if (list !== null) return { kind: 'playlist', what: list };
  const container = containerIn(head, text);
  return container === null ? { kind: 'unknown' } : { kind: 'media', container };
}

function containerIn(head: Uint8Array, text: string): string | null {
  for (const { container, at, text: mark } of SIGNATURES) if (text.startsWith(mark, at)) return container;
  if (ISO_BOXES.includes(text.slice(4, 8))) return isoBrand(text);
  if (text.startsWith('\x1a\x45\xdf\xa3')) return text.slice(0, 128).includes('webm') ? 'webm' : 'matroska';
  if (head[0] === 0x47 && head[188] === 0x47 && head[376] === 0x47) return 'mpegts';
  if (text.startsWith('ID3')) return 'mp3';
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0) return 'aac';
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) !== 0) return 'mp3';
  return null;
}

function isoBrand(text: string): string {
  if (text.slice(4, 8) !== 'ftyp') return 'mov';
  const brand = text.slice(8, 12);
  if (brand === 'qt  ') return 'mov';
  if (brand.startsWith('M4A') || brand.startsWith('M4B')) return 'm4a';
  return brand.startsWith('3g') ? '3gp' : 'mp4';
}

function listIn(text: string): string | null {
  const start = unwrapped(text).slice(0, 1024).toLowerCase();
  const known = LISTS.find(([mark]) => start.startsWith(mark));
  if (known) return known[1];
  if (!start.startsWith('<?xml') && !start.startsWith('<!')) return null;
  return XML_LISTS.some((mark) => start.includes(mark)) ? 'an XML playlist' : null;
}

/** Text without byte-order mark, leading blanks and the zero bytes of UTF-16. */
function unwrapped(text: string): string {
  const wide = /^(?:\xff\xfe|\xfe\xff)+/.exec(text);
  const narrow = wide ? text.slice(wide[0].length).replaceAll('\0', '') : text;
  return narrow.replace(/^\xef\xbb\xbf/, '').trimStart();
}

/** Each byte as the character of its number. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes.subarray(0, SNIFF_BYTES)) text += String.fromCharCode(byte);
  return text;
}
