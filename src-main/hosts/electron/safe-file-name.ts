// A name proposed in a save dialog, made fit for every file system (S12). The person still sees and may change it.

const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
/** Bytes of UTF-8 for the name before its ending: file systems allow 255 for the whole. */
const LONGEST_BYTES = 180;

/** The proposed name without folders, control characters or characters Windows refuses; "export" when nothing is left. */
export function safeFileName(name: string): string {
  const cleaned = name
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const dot = cleaned.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [cleaned.slice(0, dot), cleaned.slice(dot)] : [cleaned, ''];
  const short = startOf(stem) || 'export';
  return RESERVED.test(short) ? `_${short}${ending}` : short + ending;
}

/** As much of a text as fits, cut between characters. */
function startOf(text: string): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > LONGEST_BYTES) break;
    end += character.length;
  }
  return text.slice(0, end);
}
