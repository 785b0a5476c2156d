// Where the window stood: kept between starts, and used only if somebody could see it there.
// Displays come and go; a window must not come back on one that is gone.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import * as v from 'valibot';

const whole = v.pipe(v.number(), v.safeInteger());

const boundsShape = v.strictObject({ x: v.nullable(whole), y: v.nullable(whole), width: whole, height: whole, maximized: v.boolean() });
export type WindowBounds = v.InferOutput<typeof boundsShape>;

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = { width: 720, height: 480 } as const;
const FIRST: WindowBounds = { x: null, y: null, width: 1280, height: 860, maximized: false };
/** So much of the window's top must lie on a display that it can be seized, in pixels. */
const SEIZABLE = { width: 120, height: 32 } as const;

/** The bounds to open with: the kept ones where they can be seen, otherwise the same size wherever the system likes. */
export function visibleBounds(kept: WindowBounds, displays: readonly Rectangle[]): WindowBounds {
  const width = Math.max(SMALLEST.width, kept.width);
  const height = Math.max(SMALLEST.height, kept.height);
  const { x, y } = kept;
  const isSeizable =
    x !== null &&
    y !== null &&
    displays.some(
      (area) => Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= SEIZABLE.width && y >= area.y && y + SEIZABLE.height <= area.y + area.height,
    );
  return { ...kept, width, height, ...(!isSeizable && { x: null, y: null }) };
}

/** The kept bounds, or the first ones when there are none or they cannot be read. */
export function readBounds(path: string): WindowBounds {
  try {
    const parsed = v.safeParse(boundsShape, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : FIRST;
  } catch {
    return FIRST; // never a reason not to open
  }
}

/** Keeps the bounds; a folder that cannot be written costs nothing but the memory of a place. */
export function writeBounds(path: string, bounds: WindowBounds): void {
  try {
    writeFileSync(`${path}.new`, JSON.stringify(bounds));
    renameSync(`${path}.new`, path);
  } catch {
    return;
  }
}
