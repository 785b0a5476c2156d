// The review of the open transcript: which words are doubtful, alternatives asked for once, and the comparison with the original.
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src-core/contract/settings.ts';
import { StudioError } from '../../../src-core/contract/errors.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { packTurn } from '../../../src-core/transcript/pack.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { ComparingState } from '../../../src-renderer/state/comparing.svelte.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { ReviewState } from '../../../src-renderer/state/review.svelte.ts';
import { SettingsState } from '../../../src-renderer/state/settings.svelte.ts';
import { transcriptOf } from '../../support/notation.ts';
import { ManualPageClock, ScriptedStudio } from '../page-fakes.ts';

const ORIGINAL = transcriptOf('A: to@0-500 many@500-900 | B: cooks@1000-1400');
const unsure = (transcript: Transcript, confidence: number): Transcript => ({
  ...transcript,
  turns: transcript.turns.map((turn) => ({ ...turn, words: turn.words.map((word) => ({ ...word, confidence })) })),
});

function desk(transcript: Transcript | null = unsure(ORIGINAL, 0.5)) {
  const studio = new ScriptedStudio()
    .answer('settings.set', (patch) => ({ ...defaultSettings, ...patch }) as typeof defaultSettings)
    .answer('review.alternatives', () => [[[0], ['to'], 'too']]);
  const clock = new ManualPageClock();
  const notices = new NoticesState(clock);
  const settings = new SettingsState(studio.client, notices, new Scope());
  const parts = { client: studio.client, settings, notices, clock, transcript: () => transcript };
  return { studio, clock, notices, settings, review: new ReviewState(parts), comparing: new ComparingState(parts) };
}

describe('the doubtful words', () => {
  it('are counted below the threshold, of everybody or of one speaker', () => {
    const { review } = desk();
    review.open('r1');
    expect(review.left).toBe(3);
    review.setSpeaker({ id: 'B' });
    expect(review.left).toBe(1);
    review.open('r2');
    expect(review.left).toBe(3);
  });

  it('change while the threshold is tried out, and are kept by the settings when it is let go', async () => {
    const { review, studio } = desk();
    review.tryBelow(0.4);
    expect([review.left, review.below]).toEqual([0, 0.4]);
    expect(studio.calls).toEqual([]);
    await review.setBelow(0.45);
    expect(studio.argsOf('settings.set')).toEqual([{ doubtBelow: 0.45 }]);
    expect(review.below).toBe(0.45);
  });

  it('are none without a transcript', () => {
    const { review } = desk(null);
    expect(review.left).toBe(0);
  });
});

describe('alternatives', () => {
  it('are asked for once a transcript', async () => {
    const { review, studio } = desk();
    review.open('r1');
    expect(review.alternatives).toBeNull();
    await Promise.all([review.fetchAlternatives(), review.fetchAlternatives()]);
    expect(review.alternatives?.choicesAt(unsure(ORIGINAL, 0.5), { turn: 0, word: 0 }).map(({ text }) => text)).toEqual(['too']);
    review.open('r1');
    await review.fetchAlternatives();
    expect(studio.argsOf('review.alternatives')).toHaveLength(2);
  });

  it('that cannot be had are none, and why is said once', async () => {
    const { review, studio, notices } = desk();
    studio.answer('review.alternatives', () => Promise.reject(new StudioError('library-damaged')));
    review.open('r1');
    await review.fetchAlternatives();
    await review.fetchAlternatives();
    expect(review.alternatives?.size).toBe(0);
    expect(notices.toasts).toHaveLength(1);
  });

  it('of a recording that was left meanwhile are dropped', async () => {
    const { review, studio } = desk();
    let answer: () => void = () => undefined;
    studio.answer('review.alternatives', () => new Promise((resolve) => (answer = () => resolve([[[0], ['to'], 'too']]))));
    review.open('r1');
    const fetched = review.fetchAlternatives();
    review.open('r2');
    answer();
    await fetched;
    expect(review.alternatives).toBeNull();
  });
});

describe('the comparison', () => {
  const wire = (transcript: Transcript) => ({
    language: transcript.language,
    nextTurnId: transcript.nextTurnId,
    speakers: transcript.speakers.map((speaker) => ({ ...speaker })),
    turns: transcript.turns.map(packTurn),
  });
  const now = applyEdit(ORIGINAL, { kind: 'replace-text', from: { turn: 0, offset: 0 }, to: { turn: 0, offset: 2 }, text: 'Too' }).transcript;

  it('tells the changes, and how wrong the original was once that is counted', async () => {
    const { comparing, studio, clock } = desk(now);
    studio.answer('review.original', () => wire(ORIGINAL));
    comparing.open('r1');
    await comparing.show();
    expect(comparing.changes.map(({ before, after }) => [before[0]?.text, after[0]?.text])).toEqual([['to', 'Too']]);
    expect(comparing.rows.map(({ turn }) => turn)).toEqual([0]);
    comparing.all = true;
    expect(comparing.rows).toHaveLength(2);
    expect(comparing.errors).toBeNull();
    await clock.pass(100);
    expect(comparing.errors).toMatchObject({ words: 3, substituted: 1, left: 0, inserted: 0 });
  });

  it('of words that stand as they came has no row, but tells of how many the letters differ', async () => {
    const italic = { from: 0, to: 2, italic: true, bold: false, underline: false, colour: null };
    const { comparing, studio } = desk(applyEdit(ORIGINAL, { kind: 'set-letters', words: [{ place: { turn: 0, word: 0 }, letters: [italic] }] }).transcript);
    studio.answer('review.original', () => wire(ORIGINAL));
    comparing.open('r1');
    await comparing.show();
    expect([comparing.rows, comparing.relettered]).toEqual([[], 1]);
    comparing.hide();
    expect(comparing.relettered).toBe(0);
  });

  it('does nothing while it is not shown, and keeps the original for the next time', async () => {
    const { comparing, studio } = desk(now);
    studio.answer('review.original', () => wire(ORIGINAL));
    comparing.open('r1');
    await comparing.show();
    comparing.hide();
    expect(comparing.changes).toEqual([]);
    await comparing.show();
    expect(comparing.changes).toHaveLength(1);
    expect(studio.argsOf('review.original')).toHaveLength(1);
  });

  it('says when there is no original, or why it cannot be had, and tries again', async () => {
    const { comparing, studio } = desk(now);
    studio.answer('review.original', () => null);
    comparing.open('r1');
    await comparing.show();
    expect(comparing.phase).toBe('none');
    studio.answer('review.original', () => Promise.reject(new StudioError('library-damaged')));
    await comparing.load();
    expect([comparing.phase, (comparing.error as StudioError).code]).toEqual(['failed', 'library-damaged']);
    studio.answer('review.original', () => wire(ORIGINAL));
    await comparing.load();
    expect(comparing.phase).toBe('ready');
  });

  it('chooses one change, never beyond the last', async () => {
    const { comparing, studio } = desk(now);
    studio.answer('review.original', () => wire(ORIGINAL));
    comparing.open('r1');
    expect(comparing.chosen).toBeNull();
    await comparing.show();
    comparing.choose(7);
    expect([comparing.at, comparing.chosen?.turn]).toEqual([0, 0]);
    comparing.choose(-3);
    expect(comparing.at).toBe(0);
  });
});
