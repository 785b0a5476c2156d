// How well a colour is read on black, the ground subtitles are drawn on. Knows colours alone.

/** Contrast of "#rrggbb" with black, 1 to 21 (WCAG 2.2, relative luminance). Anything else counts as black: 1. */
export function contrastOnBlack(colour: string): number {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!parts) return 1;
  const [red, green, blue] = parts.slice(1).map((part) => linear(Number.parseInt(part, 16) / 255));
  return (0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)) / 0.05 + 1;
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
