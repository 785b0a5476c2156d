// How wide lines come out in the font cues are drawn in on a picture, for rules that count pixels and not characters.
// Measured on a canvas nobody sees; the picture is a full one whatever the window, so that findings do not hang on it.
import type { PreviewFont } from '../../src-core/subtitles/rules/check-cues.ts';
import { letterSize } from './picture-text.ts';

/** The picture lines are measured on, pixels. */
const PICTURE = { width: 1920, height: 1080 } as const;
/** The letters of CuePicture. */
const FAMILY = "'Source Sans 3 Variable', system-ui, 'Noto Sans', sans-serif";

/** The font for lines of so many characters; null where nothing can be drawn. */
export function previewFont(lineLength: number): PreviewFont | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return null;
  const size = Math.round(letterSize(PICTURE, lineLength));
  context.font = `500 ${size}px ${FAMILY}`;
  return { widthOf: (text) => context.measureText(text).width, width: PICTURE.width, picture: `${PICTURE.width} × ${PICTURE.height}, letters of ${size} px` };
}
