// The walk through doubtful words where cues stand in place of the page: the same queue, without what no cue shows.
import { describe, expect, it } from 'vitest';
import { nextDoubt } from '../../../src-core/transcript/doubt.ts';
import type { Transcript, WordPlace } from '../../../src-core/transcript/transcript.ts';
import type { AskedDoubt } from '../../../src-renderer/editor/doubt-card.ts';
import type { TranscriptEditor } from '../../../src-renderer/editor/transcript-editor.ts';
import type { StudioState } from '../../../src-renderer/state/studio-state.svelte.ts';
import { DoubtQueue, type CueStage } from '../../../src-renderer/views/doubt-queue.svelte.ts';
import { transcriptOf } from '../../support/notation.ts';

const HEARD = transcriptOf('A: one@0-100 two@100-200 three@200-300 four@300-400 | B: five@400-500 six@500-600');
const unsure = new Set(['two', 'three', 'five']);
const TALK: Transcript = {
  ...HEARD,
  turns: HEARD.turns.map((turn) => ({ ...turn, words: turn.words.map((word) => ({ ...word, confidence: unsure.has(word.text) ? 0.3 : 0.9 })) })),
};
const question = { below: 0.6 };

/** A queue over a page that asks and answers and does nothing else; `shown` tells which words are in cues, null while no cues are shown. */
function desk(shown: ((place: WordPlace) => boolean) | null) {
  const said: string[] = [];
  const chosen: WordPlace[] = [];
  const focused: boolean[] = [];
  const editor = {
    transcript: TALK,
    asked: null as AskedDoubt | null, // grows into one
    ask(asked: AskedDoubt | null, focus = true) {
      editor.asked = asked;
      if (asked) focused.push(focus);
      queue.changed(asked);
    },
    doubtsFrom: () => ({ turn: 0, word: -1 }),
    focus: () => focused.push(true),
  };
  const studio = {
    review: { question, left: 3, alternatives: { choicesAt: () => [] }, speaker: 'everybody' },
    hearing: { spans: [], share: 0 },
    session: { readOnly: false },
    playback: { phase: 'none' },
    notices: { say: (text: string) => said.push(text) },
  };
  const queue = new DoubtQueue(
    () => studio as unknown as StudioState, // as much of a studio as the queue asks
    () => editor as unknown as TranscriptEditor, // as much of an editor
  );
  const stage: CueStage | null = shown && {
    before: () => ({ turn: 0, word: 1 }),
    at: () => ({ turn: 0, word: 1 }),
    holds: shown,
    show: (place) => chosen.push(place),
  };
  queue.cues = stage;
  return { queue, said, chosen, focused, editor };
}

/** Where so many steps of the queue lead. */
function walk({ queue }: ReturnType<typeof desk>, steps: number): (WordPlace | undefined)[] {
  return Array.from({ length: steps }, () => {
    queue.next();
    return queue.asked?.place;
  });
}

describe('the doubtful words', () => {
  it('come in the order of the words in either view, each word asked about once round', () => {
    const [on, round] = [desk(null), desk(() => true)];
    expect(walk(on, 4)).toEqual([
      { turn: 0, word: 1 },
      { turn: 0, word: 2 },
      { turn: 1, word: 0 },
      { turn: 0, word: 1 },
    ]);
    // Among cues it begins at the caret there.
    expect(walk(round, 3)).toEqual([
      { turn: 0, word: 2 },
      { turn: 1, word: 0 },
      { turn: 0, word: 1 },
    ]);
    expect(round.chosen).toHaveLength(3);
  });

  it('go on from the word in question when cues take the place of the page', () => {
    const page = desk(null);
    walk(page, 1);
    page.queue.cues = { before: () => null, at: () => null, holds: () => true, show: (place) => page.chosen.push(place) };
    expect(walk(page, 1)).toEqual([nextDoubt(TALK, { turn: 0, word: 1 }, question)]);
    expect(page.focused).toEqual([true, false]);
  });

  it('are passed over where no cue shows them, and none is asked about where no cue shows any', () => {
    expect(
      walk(
        desk(({ turn }) => turn === 1),
        2,
      ),
    ).toEqual([
      { turn: 1, word: 0 },
      { turn: 1, word: 0 },
    ]);
    const none = desk(() => false);
    expect(walk(none, 1)).toEqual([undefined]);
    expect(none.said).toEqual(['The doubtful words that are left are in no cue']);
    expect(none.chosen).toEqual([]);
  });

  it('nobody heard are gone to in their cues, too', () => {
    const cues = desk(({ turn }) => turn === 1);
    cues.queue.nextUnheard();
    expect(cues.chosen).toEqual([{ turn: 1, word: 0 }]);
    const none = desk(() => false);
    none.queue.nextUnheard();
    expect(none.said).toEqual(['Every word of the subtitles was listened to']);
  });
});
