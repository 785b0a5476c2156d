// Somebody who corrects a transcript by keys alone: finds places as a person does and types. What is wrong they know from the seeded errors.
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { phraseAt, type Misheard, type SeededError } from '../support/seeded-errors.ts';
import { see } from '../support/test-browser.ts';
import { caretPlace, sheetOf } from './transcript-sheet.ts';

/** How a misheard word is put right: selected and typed over, or taken out first, from behind or from before. */
const WAYS = ['over', 'forward', 'back'] as const;
/** More than a window has places for the focus. */
const MOST_TABS = 60;
/** Which doubtful word and which place found is photographed: one in the midst of the work. */
const STATION = 18;

export class CorrectingHand {
  readonly #page: Page;
  readonly #misheard: Misheard;
  readonly #photograph: (station: string) => Promise<void>;
  /** The word the caret is at. */
  #caret = 0;
  #found = 0;

  constructor(page: Page, misheard: Misheard, photograph: (station: string) => Promise<void>) {
    this.#page = page;
    this.#misheard = misheard;
    this.#photograph = photograph;
  }

  /** Goes through the queue of doubtful words, from the text's beginning to the last. */
  async walkDoubts(): Promise<void> {
    const { errors, falseDoubts, heard } = this.#misheard;
    const doubts = [
      ...errors.flatMap((error) => (error.kind === 'doubtful' ? [{ word: error.word, answer: error.offered ? ('take' as const) : ('type' as const) }] : [])),
      ...falseDoubts.map((word) => ({ word, answer: 'confirm' as const })),
    ].sort((a, b) => a.word - b.word);
    await this.#toBeginning();
    await this.#press('Control+Enter');
    for (const [index, { word, answer }] of doubts.entries()) {
      const asked = heard[word];
      const panel = this.#page.locator('.doubt-panel');
      await see(panel).toHaveAttribute('aria-label', `Doubtful word: ${asked?.doubt?.heard ?? ''}${asked?.punctuation ?? ''}`);
      await see(panel.locator('.doubt-left')).toHaveText(`${doubts.length - index} doubtful word${doubts.length - index === 1 ? '' : 's'} left`);
      if (answer === 'take') await see(panel.getByRole('listitem').first()).toHaveText(`1${this.#truth(word)}${asked?.punctuation ?? ''}`);
      if (index === STATION) await this.#photograph('doubt');
      await this.#answer(word, answer, index === doubts.length - 1);
    }
    await see(this.#page.getByText('No doubtful words are left')).toBeVisible();
    await this.#press('F4');
  }

  async #answer(word: number, answer: 'take' | 'type' | 'confirm', isLast: boolean): Promise<void> {
    if (answer === 'take') await this.#press('1');
    else if (answer === 'confirm') await this.#press('Enter');
    else {
      await this.#page.keyboard.type(this.#truth(word) + (this.#misheard.words[word]?.punctuation ?? ''));
      await this.#press('Control+Enter');
    }
    if (!isLast) await see(sheetOf(this.#page)).toBeFocused();
  }

  /** Cuts turns that were run together and gives sentences to who says them. */
  async putTurnsRight(): Promise<void> {
    await this.#toBeginning();
    for (const error of this.#misheard.errors) {
      if (error.kind === 'joined') await this.#cutOut(error);
      else if (error.kind === 'speaker') await this.#giveBack(error);
    }
  }

  /** Types what was misheard or left out. */
  async putWordsRight(): Promise<void> {
    await this.#toBeginning();
    let way = 0;
    for (const { kind, word } of this.#misheard.errors) {
      if (kind === 'missing') await this.#insert(word);
      if (kind === 'wrong') await this.#typeOver(word, WAYS[(way += 1) % WAYS.length] ?? 'over');
    }
  }

  /** Three turns run together: Enter before the second and before the third, each given to who speaks it. */
  async #cutOut({ turn, word, behind }: Extract<SeededError, { kind: 'joined' }>): Promise<void> {
    for (const [at, speaker] of [
      [word, turn],
      [behind, turn + 1],
    ] as const) {
      await this.#find(at, 'from');
      await this.#press('ArrowLeft');
      await this.#press('Enter');
      await this.#give(speaker);
    }
  }

  /** A sentence that became a turn of somebody else: given back, and joined to the words before and behind it. */
  async #giveBack({ turn, word, behind }: Extract<SeededError, { kind: 'speaker' }>): Promise<void> {
    await this.#find(word, 'from');
    await this.#press('ArrowLeft');
    await this.#give(turn);
    await this.#press('Backspace');
    await this.#find(behind, 'from');
    await this.#press('ArrowLeft');
    await this.#press('Backspace');
  }

  /** The host has every other turn, from the first on. */
  #give(turn: number): Promise<void> {
    return this.#press(turn % 2 === 0 ? 'Alt+Shift+Digit1' : 'Alt+Shift+Digit2');
  }

  async #insert(word: number): Promise<void> {
    await this.#find(word, 'before');
    await this.#press('ArrowRight');
    await this.#page.keyboard.type(` ${this.#truth(word)}`);
  }

  async #typeOver(word: number, way: (typeof WAYS)[number]): Promise<void> {
    await this.#find(word, 'before');
    await this.#press('ArrowRight');
    await this.#press('ArrowRight');
    if (way === 'over') await this.#press('Control+Shift+ArrowRight');
    else if (way === 'forward') await this.#press('Control+Delete');
    else {
      await this.#press('Control+ArrowRight');
      await this.#press('Control+Backspace');
    }
    await this.#page.keyboard.type(this.#truth(word));
  }

  /** Finds words by which a place is known and comes back to the text with them selected. */
  async #find(word: number, direction: 'from' | 'before'): Promise<void> {
    const { text, nth } = phraseAt(this.#misheard, word, { direction, caret: this.#caret });
    const field = this.#page.getByRole('textbox', { name: 'Find', exact: true });
    await this.#press('Control+f');
    await see(field).toBeFocused();
    await this.#page.keyboard.type(text);
    await see(field).toHaveValue(text);
    await this.#press('Enter');
    const here = this.#page.locator('.cm-hit-here');
    await expect.poll(async () => (await here.allInnerTexts()).join('').toLowerCase()).toBe(text.toLowerCase());
    // What is sought is found: from here on a press is a step.
    for (let count = 1; count < nth; count += 1) await this.#press('Enter');
    if ((this.#found += 1) === STATION) await this.#photograph(`find-${direction}`);
    await this.#press('Escape');
    await see(sheetOf(this.#page)).toBeFocused();
    await expect.poll(async () => (await caretPlace(this.#page)).selected.toLowerCase()).toBe(text.toLowerCase());
    this.#caret = word;
  }

  async #toBeginning(): Promise<void> {
    const isThere = (): Promise<boolean> => sheetOf(this.#page).evaluate((sheet) => sheet === document.activeElement);
    for (let presses = 0; presses < MOST_TABS && !(await isThere()); presses += 1) await this.#press('Tab');
    await see(sheetOf(this.#page)).toBeFocused();
    await this.#press('Control+Home');
    this.#caret = 0;
  }

  /** A word of the truth without its marks. */
  #truth(word: number): string {
    const truth = this.#misheard.words[word];
    if (!truth) throw new RangeError(`there is no word ${word}`);
    return truth.text;
  }

  #press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }
}
