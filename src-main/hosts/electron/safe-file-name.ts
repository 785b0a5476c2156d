// A name proposed in a save dialog, made fit for every file system (S12). The person still sees and may change it.

const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
const LONGEST = 120;

/** The proposed name without folders, control characters or characters Windows refuses; "export" when nothing is left. */
export function safeFileName(name: string): string {
  const cleaned = name
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const dot = cleaned.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [cleaned.slice(0, dot), cleaned.slice(dot)] : [cleaned, ''];
  // By characters, not code units: a name cut inside one could not be written.
  const short = [...stem].slice(0, LONGEST).join('') || 'export';
  return RESERVED.test(short) ? `_${short}${ending}` : short + ending;
}
