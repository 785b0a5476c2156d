// Text made comparable: without case and without accents, so that "cafe" finds "Café".

/** The folded form; only for comparing, never for showing. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
