// Laws of shot changes: cuts are told from motion, flashes and noise; lists stay rising whatever is put in or taken out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShotFinder, type PictureChange } from '../../../src-core/media/shot-finder.ts';
import { nearestShot, shotFrom, shotList, withoutShot, withShot } from '../../../src-core/media/shot-list.ts';

const FRAME = 40;

/** Differences of pictures in a row, percent; scores follow as scdet makes them. */
function pictures(differences: readonly number[]): PictureChange[] {
  return differences.map((difference, index) => ({
    time: index * FRAME,
    difference,
    score: Math.min(difference, Math.abs(difference - (differences[index - 1] ?? 0))),
  }));
}

function cutsOf(differences: readonly number[]): number[] {
  const finder = new ShotFinder();
  const found = pictures(differences).flatMap((picture) => finder.add(picture));
  return [...found, ...finder.finish()].map((time) => time / FRAME);
}

const still = (count: number, level = 0.4): number[] => Array.from({ length: count }, () => level);

describe('a cut', () => {
  it('is one picture that differs from all around it', () => {
    expect(cutsOf([0, ...still(30), 25, ...still(40), 31, ...still(30)])).toEqual([31, 72]);
  });

  it('is seen in the dark, where all differences are small', () => {
    expect(cutsOf([0, ...still(30), 4.8, ...still(30)])).toEqual([31]);
  });

  it('is seen to and from a moving picture', () => {
    expect(cutsOf([0, ...still(30, 6), 33, ...still(30, 9), 28, ...still(30)])).toEqual([31, 62]);
  });

  it('is seen where it leads into much motion, or from one dark picture full of grain to another', () => {
    expect(cutsOf([0, ...still(30), 33, ...still(30, 24)])).toEqual([31]);
    expect(cutsOf([0, ...still(30, 1.1), 5, ...still(30, 1.1)])).toEqual([31]);
  });

  it('is found at the very end, and once in a list of one', () => {
    expect(cutsOf([0, ...still(20), 30])).toEqual([21]);
    expect(cutsOf([0])).toEqual([]);
    expect(cutsOf([])).toEqual([]);
  });
});

describe('no cut', () => {
  it.each<[string, number[]]>([
    ['is even motion, however strong', [0, ...still(60, 18)]],
    ['is motion that sets in by and by', [0, ...Array.from({ length: 60 }, (_, at) => at * 0.4)]],
    ['is a faint jump among others', [0, ...Array.from({ length: 60 }, (_, at) => (at % 9 === 0 ? 5 : 0.4))]],
    ['is a flash of one picture', [0, ...still(30), 48, 47, ...still(30)]],
    ['is a flash of three pictures', [0, ...still(30), 48, 0.4, 0.4, 46, ...still(30)]],
  ])('%s', (_, differences) => {
    expect(cutsOf(differences)).toEqual([]);
  });

  it('hides a cut just because it comes a second after a flash', () => {
    expect(cutsOf([0, ...still(30), 48, 47, ...still(25), 30, ...still(30)])).toEqual([58]);
  });
});

describe('lists of shot changes', () => {
  const list = fc.array(fc.nat(10_000)).map(shotList);

  it('rise, hold each time once, and nothing but whole times', () => {
    expect(shotList([30, 10.4, 10, Number.NaN, -5, 30, Infinity])).toEqual([10, 30]);
    fc.assert(
      fc.property(list, (shots) => {
        expect(shots).toEqual([...new Set(shots)].sort((a, b) => a - b));
      }),
    );
  });

  it('are the same again when a shot change was put in and taken out', () => {
    fc.assert(
      fc.property(list, fc.nat(10_000), (shots, time) => {
        const added = withShot(shots, time);
        expect(added).toEqual(shotList([...shots, time]));
        expect(withoutShot(added, time)).toEqual(shots.filter((shot) => shot !== time));
        expect(withShot(added, time)).toBe(added);
      }),
    );
  });

  it('name the nearest within reach', () => {
    fc.assert(
      fc.property(list, fc.nat(10_000), fc.nat(500), (shots, time, reach) => {
        const distances = shots.map((shot) => Math.abs(shot - time)).filter((distance) => distance <= reach);
        const nearest = nearestShot(shots, time, reach);
        expect(nearest === null ? null : Math.abs(nearest - time)).toBe(distances.length === 0 ? null : Math.min(...distances));
        expect(shotFrom(shots, time)).toBe(shots.filter((shot) => shot < time).length);
      }),
    );
  });
});
