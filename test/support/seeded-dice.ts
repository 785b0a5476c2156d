// Chance that falls the same way each time: a sequence by its seed.

/** Throws in a fixed order. */
export interface Dice {
  /** A whole number from 0 to below `sides`. */
  readonly roll: (sides: number) => number;
  /** One of the list. Throws RangeError on an empty one. */
  readonly pick: <T>(list: readonly T[]) => T;
}

/** Dice of a seed: a linear congruential generator (Numerical Recipes), its upper bits. */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (sides: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  return {
    roll,
    pick: (list) => {
      const picked = list[roll(list.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
  };
}
