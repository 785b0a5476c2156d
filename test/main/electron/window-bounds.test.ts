// The window comes back where it was, unless nobody could see it there.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBounds, SMALLEST, visibleBounds, writeBounds } from '../../../src-main/hosts/electron/window-bounds.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const kept = { x: 100, y: 100, width: 1000, height: 700, maximized: false };

describe('window bounds', () => {
  it('are kept on a display that is still there', () => {
    expect(visibleBounds(kept, [screen])).toEqual(kept);
    expect(visibleBounds({ ...kept, x: -1500 }, [screen, { ...screen, x: -1920 }])).toMatchObject({ x: -1500 });
  });

  it('are left to the system when the display is gone or the title bar is out of reach', () => {
    for (const lost of [{ x: 5000 }, { y: 2000 }, { y: -50 }, { x: -950 }, { x: 1900 }])
      expect(visibleBounds({ ...kept, ...lost }, [screen])).toMatchObject({ x: null, y: null, width: 1000 });
    expect(visibleBounds(kept, [])).toMatchObject({ x: null, y: null });
  });

  it('are never smaller than the window may be, wherever it is', () => {
    fc.assert(
      fc.property(fc.record({ x: fc.integer(), y: fc.integer(), width: fc.integer(), height: fc.integer(), maximized: fc.boolean() }), (bounds) => {
        const shown = visibleBounds(bounds, [screen]);
        expect(shown.width >= SMALLEST.width && shown.height >= SMALLEST.height).toBe(true);
      }),
    );
  });

  it('are read back as written, and a broken file is no reason not to open', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'galley-bounds-')), 'window.json');
    const first = readBounds(path);
    writeBounds(path, kept);
    expect(readBounds(path)).toEqual(kept);
    for (const broken of ['', '{', '[]', '{"x":"1"}', JSON.stringify({ ...kept, extra: 1 })]) {
      writeFileSync(path, broken);
      expect(readBounds(path)).toEqual(first);
    }
  });
});
