// The text of a cue as a person types it: lines as they will be shown. Knows no cue and no words.

/** The lines of typed text in NFC, trimmed, without empty ones. */
export function linesTyped(text: string): string[] {
  return text
    .toWellFormed()
    .normalize('NFC')
    .split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/)
    .map((line) => line.trim())
    .filter(Boolean);
}
