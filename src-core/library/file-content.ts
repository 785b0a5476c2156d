// Tells a document of words from media by the first bytes of a file. File names are not asked: they lie (F23).

/** How many bytes from the start are enough to tell. */
export const SNIFF_BYTES = 4096;

/** `document`: text, or text packed by gzip, for a reader of transcripts and subtitles. `media`: anything else. */
export type FileContent = 'empty' | 'document' | 'media';

/** What a file holds, from its first bytes. */
export function fileContent(head: Uint8Array): FileContent {
  if (head.length === 0) return 'empty';
  if (startsWith(head, [0x1f, 0x8b])) return 'document';
  // EBU STL, subtitles that are no text (Tech 3264).
  if (/^...STL\d\d\.0\d/.test(asciiOf(head.subarray(0, 11)))) return 'document';
  if (!isNarrowText(head)) return isWideText(head, true) || isWideText(head, false) ? 'document' : 'media';
  // Text that players take for media: the media reader knows how to refuse it in its own words.
  return MEDIA_TEXT.test(asciiOf(head)) ? 'media' : 'document';
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const FORM_FEED = 0x0c;
const CARRIAGE_RETURN = 0x0d;
/** Opens the shifts of ISO-2022-JP, an encoding of old subtitles. */
const ESCAPE = 0x1b;
const SPACE = 0x20;
const TEXT_CONTROLS = [TAB, LINE_FEED, FORM_FEED, CARRIAGE_RETURN, ESCAPE];

/** Playlists and manifests, and AMR, whose header is text. */
const MEDIA_TEXT =
  /^(?:\u00ef\u00bb\u00bf)?\s*(?:#EXT|#!AMR|ffconcat|\[playlist\]|(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:MPD|SmoothStreamingMedia|smil|asx)\b)/is;

function isNarrowText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= SPACE || TEXT_CONTROLS.includes(byte));
}

/**
 * UTF-16, with or without its mark: no control characters, and mostly characters of the first 256, as times and markup
 * are. An MPEG frame may begin with the same two bytes as the mark, but not go on like this.
 */
function isWideText(head: Uint8Array, littleEndian: boolean): boolean {
  let units = 0;
  let simple = 0;
  for (let at = startsWith(head, littleEndian ? [0xff, 0xfe] : [0xfe, 0xff]) ? 2 : 0; at + 1 < head.length; at += 2) {
    const [first = 0, second = 0] = head.subarray(at, at + 2);
    const unit = littleEndian ? first | (second << 8) : (first << 8) | second;
    if (unit < SPACE && !TEXT_CONTROLS.includes(unit)) return false;
    units += 1;
    if (unit < 0x100) simple += 1;
  }
  return units > 0 && simple * 4 >= units;
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}

function asciiOf(head: Uint8Array): string {
  return String.fromCharCode(...head);
}
