// Heavy saves put together from their parts: in order, bounded, and given up when their page is gone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SAVE_BYTES } from '../../src-core/contract/save-parts.ts';
import { SaveParts } from '../../src-main/services/save-parts.ts';
import { ManualClock, settle } from '../fakes/manual-clock.ts';

const bytes = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, at) => (at * 7) & 0xff);
const failsWith = (code: string): unknown => expect.objectContaining({ code });

describe('a save in parts', () => {
  it('is its bytes once the last part has come, however they were cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }), (lengths) => {
        const parts = new SaveParts(new ManualClock());
        const of = lengths.reduce((sum, length) => sum + length, 0);
        const whole = bytes(of);
        let at = 0;
        for (const length of lengths) {
          const answer = parts.take({ save: 'a', at, of, bytes: whole.slice(at, at + length) });
          at += length;
          expect(answer).toEqual(at < of ? null : whole);
        }
        expect(parts.held).toBe(0);
      }),
    );
  });

  it('may come beside another', () => {
    const parts = new SaveParts(new ManualClock());
    expect(parts.take({ save: 'a', at: 0, of: 4, bytes: bytes(2) })).toBeNull();
    expect(parts.take({ save: 'b', at: 0, of: 3, bytes: bytes(2) })).toBeNull();
    expect(parts.take({ save: 'a', at: 2, of: 4, bytes: new Uint8Array([1, 2]) })).toEqual(new Uint8Array([0, 7, 1, 2]));
    expect(parts.take({ save: 'b', at: 2, of: 3, bytes: new Uint8Array([3]) })).toEqual(new Uint8Array([0, 7, 3]));
  });

  it('begins anew with a part from the beginning', () => {
    const parts = new SaveParts(new ManualClock());
    parts.take({ save: 'a', at: 0, of: 4, bytes: bytes(2) });
    expect(parts.take({ save: 'a', at: 0, of: 2, bytes: new Uint8Array([5]) })).toBeNull();
    expect(parts.take({ save: 'a', at: 1, of: 2, bytes: new Uint8Array([6]) })).toEqual(new Uint8Array([5, 6]));
  });

  it.each([
    ['of a save that was never begun', { save: 'b', at: 2, of: 4, bytes: bytes(1) }],
    ['that leaves a gap', { save: 'a', at: 3, of: 4, bytes: bytes(1) }],
    ['that came already', { save: 'a', at: 1, of: 4, bytes: bytes(1) }],
    ['of another length', { save: 'a', at: 2, of: 5, bytes: bytes(1) }],
    ['beyond the end', { save: 'a', at: 2, of: 4, bytes: bytes(3) }],
    ['without a byte', { save: 'a', at: 2, of: 4, bytes: bytes(0) }],
  ])('refuses a part %s', (_, part) => {
    const parts = new SaveParts(new ManualClock());
    parts.take({ save: 'a', at: 0, of: 4, bytes: bytes(2) });
    expect(() => parts.take(part)).toThrow(failsWith('bad-message'));
    expect(parts.held).toBe(part.save === 'a' ? 0 : 4);
  });

  it('is refused beyond 64 MB before a byte is held, and while others leave no room', () => {
    const parts = new SaveParts(new ManualClock());
    expect(() => parts.take({ save: 'a', at: 0, of: MOST_SAVE_BYTES + 1, bytes: bytes(1) })).toThrow(failsWith('too-large'));
    expect(parts.held).toBe(0);
    parts.take({ save: 'a', at: 0, of: MOST_SAVE_BYTES - 10, bytes: bytes(1) });
    expect(() => parts.take({ save: 'b', at: 0, of: 11, bytes: bytes(1) })).toThrow(failsWith('library-busy'));
    expect(parts.take({ save: 'c', at: 0, of: 10, bytes: bytes(10) })).toEqual(bytes(10));
    expect(parts.held).toBe(MOST_SAVE_BYTES - 10);
  });

  it('is given up when nothing of it came for ten seconds, and goes on when it did', async () => {
    const clock = new ManualClock();
    const parts = new SaveParts(clock);
    parts.take({ save: 'gone', at: 0, of: 4, bytes: bytes(1) });
    parts.take({ save: 'slow', at: 0, of: 4, bytes: bytes(1) });
    await clock.advance(6_000);
    parts.take({ save: 'slow', at: 1, of: 4, bytes: bytes(1) });
    await clock.advance(6_000);
    await settle();
    expect(parts.held).toBe(4);
    expect(() => parts.take({ save: 'gone', at: 1, of: 4, bytes: bytes(1) })).toThrow(failsWith('bad-message'));
    expect(parts.take({ save: 'slow', at: 2, of: 4, bytes: bytes(2) })).not.toBeNull();
    parts.take({ save: 'next', at: 0, of: 9, bytes: bytes(1) });
    await clock.advance(30_000);
    await settle();
    expect(parts.held).toBe(0);
  });
});
