// What every Library keeps to of the steps of editing, and of the highlights and cues that are saved with the words.
import { describe, expect, it } from 'vitest';
import { plainLook } from '../../../src-core/subtitles/cue-look.ts';
import { defaultPlan } from '../../../src-core/subtitles/cue-track.ts';
import type { PackedPin } from '../../../src-core/subtitles/packed-track.ts';
import type { PackedHighlight } from '../../../src-core/transcript/highlight.ts';
import type { HistoryStep } from '../../../src-core/history/history-step.ts';
import type { Library } from '../../../src-main/ports/library.ts';
import { aChange, aRecording, aTranscript } from './library-samples.ts';
import type { LibraryMaker } from './library-maker.ts';

export function historyLaws(maker: LibraryMaker): void {
  describe('the editing history and highlights', () => {
    const step = (label: string): HistoryStep => {
      const at = { anchor: { turn: 0, offset: 0 }, head: { turn: 0, offset: 0 } };
      return { at: 1, label, change: { splices: [], nextTurnId: 9, speakers: null, highlights: null, cues: null }, before: at, after: at };
    };
    const highlight = (id: string, comment = ''): PackedHighlight => ({
      id,
      label: 'Quote',
      comment,
      madeAt: 1,
      words: { from: [0, 0], to: [0, 0] },
      gone: null,
    });
    const pin = (id: number): PackedPin => ({
      ...{ id, from: [0, 0], to: [0, 1], start: null, end: 900, breaks: [[0, 1]], look: { ...plainLook, italic: true } },
      ...{ shown: true, waivers: [{ rule: 'fast', note: 'as agreed', value: 24.5, detail: '' }] },
    });
    const opened = (): Library => {
      const library = maker.fresh();
      library.recordings.put(aRecording('a'));
      library.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [] });
      return library;
    };
    const none = { first: 1, last: 0, done: 0 };

    it('are saved with the words and read back after a new start', () => {
      const library = opened();
      expect([library.history.range('a'), library.history.highlights('a')]).toEqual([none, []]);
      const put = [1, 2, 3].map((number) => ({ number, step: step(`step ${number}`) }));
      const highlights = { put: [highlight('h1'), highlight('h2')], remove: [] };
      const cues = { put: [pin(2), pin(1)], remove: [], plan: { ...defaultPlan, ruleSet: 'bbc' } };
      library.transcripts.save('a', 1, { ...aChange([]), highlights, cues, history: { first: 1, last: 3, done: 2, put } });
      const again = maker.reopened(library);
      expect(again.history.range('a')).toEqual({ first: 1, last: 3, done: 2 });
      expect(again.history.steps('a', 2, 9)).toEqual(put.slice(1));
      expect(again.history.highlights('a')).toEqual([highlight('h1'), highlight('h2')]);
      expect(again.history.cues('a')).toEqual({ pins: [pin(1), pin(2)], plan: cues.plan });
      again.transcripts.save('a', 2, {
        ...aChange([]),
        cues: { put: [{ ...pin(2), start: 80 }], remove: [1], plan: null },
        highlights: { put: [highlight('h2', 'changed')], remove: ['h1'] },
        history: { first: 1, last: 2, done: 2, put: [{ number: 2, step: step('another') }] },
      });
      expect(again.history.highlights('a')).toEqual([highlight('h2', 'changed')]);
      expect(again.history.cues('a')).toEqual({ pins: [{ ...pin(2), start: 80 }], plan: cues.plan });
      expect(again.history.steps('a', 1, 9).map((one) => one.step.label)).toEqual(['step 1', 'another']);
    });

    it('come with the cues of the file that was read, and go when another transcript takes its place', () => {
      const library = opened();
      library.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [], cues: { pins: [pin(1)], plan: { ...defaultPlan } } });
      expect(library.history.cues('a').pins).toEqual([pin(1)]);
      library.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [] });
      expect(library.history.cues('a')).toEqual({ pins: [], plan: { ...defaultPlan } });
    });

    it('are void once the transcript moved on without them, and begin anew', () => {
      const library = opened();
      const put = [{ number: 1, step: step('old') }];
      library.transcripts.save('a', 1, { ...aChange([]), history: { first: 1, last: 1, done: 1, put } });
      library.transcripts.save('a', 2, aChange([]));
      expect([library.history.range('a'), library.history.steps('a', 1, 9)]).toEqual([none, []]);
      library.transcripts.save('a', 3, { ...aChange([]), history: { first: 1, last: 1, done: 1, put: [{ number: 1, step: step('new') }] } });
      expect(library.history.steps('a', 1, 9).map((one) => one.step.label)).toEqual(['new']);
    });

    /** A step that weighs so many bytes and a little more. */
    const heavy = (bytes: number, label = 'heavy'): HistoryStep => {
      const light = step(label);
      return { ...light, change: { ...light.change, speakers: [{ id: 's', name: 'x'.repeat(bytes) }] } };
    };
    const numbers = (library: Library, from: number, to: number): number[] => library.history.steps('a', from, to).map(({ number }) => number);

    it('are read from one step towards another, falling or rising, as many as weigh 1 MB, a heavier one by itself', () => {
      const library = opened();
      const put = [0, 0, 700_000, 700_000, 3_000_000, 0, 0].map((bytes, index) => ({ number: index + 1, step: heavy(bytes, `step ${index + 1}`) }));
      library.transcripts.save('a', 1, { ...aChange([]), history: { first: 1, last: 7, done: 7, put } });
      const again = maker.reopened(library);
      expect([numbers(again, 7, 1), numbers(again, 5, 1), numbers(again, 4, 1), numbers(again, 3, 1)]).toEqual([[7, 6], [5], [4], [3, 2, 1]]);
      expect([numbers(again, 1, 7), numbers(again, 4, 7), numbers(again, 5, 7), numbers(again, 6, 7)]).toEqual([[1, 2, 3], [4], [5], [6, 7]]);
      expect(again.history.steps('a', 5, 5)).toEqual(put.slice(4, 5));
      expect([numbers(again, 9, 8), numbers(again, 8, 9)]).toEqual([[], []]);
    });

    it('are those nearest to where the transcript stands when all together weigh more than 64 MB', { timeout: 60_000 }, () => {
      const library = opened();
      const third = 30 * 1024 * 1024;
      const put = [1, 2, 3, 4].map((number) => ({ number, step: heavy(number === 4 ? 0 : third) }));
      library.transcripts.save('a', 1, { ...aChange([]), history: { first: 1, last: 4, done: 3, put } });
      expect(library.history.range('a')).toEqual({ first: 2, last: 4, done: 3 });
      library.transcripts.save('a', 2, { ...aChange([]), history: { first: 2, last: 4, done: 1, put: [] } });
      expect(library.history.range('a')).toEqual({ first: 2, last: 4, done: 1 });
      library.transcripts.save('a', 3, { ...aChange([]), history: { first: 1, last: 4, done: 1, put: [{ number: 1, step: heavy(third) }] } });
      expect(library.history.range('a')).toEqual({ first: 1, last: 2, done: 1 });
      const tooHeavy = [{ number: 2, step: heavy(65 * 1024 * 1024) }];
      library.transcripts.save('a', 4, { ...aChange([]), history: { first: 1, last: 2, done: 2, put: tooHeavy } });
      library.transcripts.save('a', 5, { ...aChange([]), history: { first: 1, last: 3, done: 3, put: [{ number: 3, step: step('light') }] } });
      expect(library.history.range('a')).toEqual({ first: 3, last: 3, done: 3 });
    });

    it('go with the transcript they belong to', () => {
      const library = opened();
      library.transcripts.save('a', 1, {
        ...aChange([]),
        highlights: { put: [highlight('h1')], remove: [] },
        history: { first: 1, last: 1, done: 1, put: [{ number: 1, step: step('x') }] },
      });
      library.transcripts.replace('a', aTranscript(['another']), 'SRT', { problems: [] });
      expect([library.history.range('a'), library.history.highlights('a')]).toEqual([none, []]);
    });
  });
}
