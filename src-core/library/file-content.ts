// Tells a document of words from media by the first bytes of a file. File names are not asked: they lie (F23).

/** How many bytes from the start are enough to tell. */
export const SNIFF_BYTES = 4096;

/** `document`: text, or text packed by gzip, for a reader of transcripts and subtitles. `media`: anything else. */
export type FileContent = 'empty' | 'document' | 'media';

/** What a file holds, from its first bytes. */
export function fileContent(head: Uint8Array): FileContent {
  if (head.length === 0) return 'empty';
  if (startsWith(head, [0x1f, 0x8b])) return 'document';
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) return isWideText(head) ? 'document' : 'media';
  if (!isNarrowText(head)) return 'media';
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

/** UTF-16 after its byte order mark. An MPEG frame may begin with the same two bytes, but not go on without control characters. */
function isWideText(head: Uint8Array): boolean {
  const littleEndian = head[0] === 0xff;
  for (let at = 2; at + 1 < head.length; at += 2) {
    const unit = littleEndian ? (head[at] ?? 0) | ((head[at + 1] ?? 0) << 8) : ((head[at] ?? 0) << 8) | (head[at + 1] ?? 0);
    if (unit < SPACE && !TEXT_CONTROLS.includes(unit)) return false;
  }
  return true;
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}

function asciiOf(head: Uint8Array): string {
  return String.fromCharCode(...head);
}
