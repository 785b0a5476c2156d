// Re-timing a passage, measured on the sample interview: its true word times are known from the synthesiser, its sound is decoded here.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PeakPyramid } from '../../../src-core/media/peak-pyramid.ts';
import { PeakReducer } from '../../../src-core/media/peaks.ts';
import { speechIn } from '../../../src-core/media/speech-stretches.ts';
import { applyEdit, applyEdits } from '../../../src-core/transcript/edit.ts';
import { estimatedRuns, retimeRunOver } from '../../../src-core/transcript/retime-passage.ts';
import type { Transcript, Turn, Word } from '../../../src-core/transcript/transcript.ts';
import { shareByWeight } from '../../../src-core/transcript/weight.ts';

interface TruthWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const folder = fileURLToPath(new URL('../../../assets/sample/', import.meta.url));
const truth = JSON.parse(readFileSync(`${folder}truth.json`, 'utf8')) as { duration: number; turns: { words: TruthWord[] }[] }; // written by make-sample.ts
const FFMPEG = '/usr/bin/ffmpeg';
const RATE = 16_000;

function samplePeaks(noise: number): PeakPyramid {
  const decode = ['-v', 'error', '-i', `${folder}interview.ogg`, '-f', 's16le', '-ar', String(RATE), '-ac', '1', '-'];
  const bytes = execFileSync(FFMPEG, decode, { maxBuffer: 2 ** 26 });
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1).slice();
  let state = 1;
  for (let at = 0; at < samples.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    samples[at] = Math.max(-32_768, Math.min(32_767, (samples[at] ?? 0) + Math.round((state / 2 ** 31 - 1) * noise)));
  }
  const reducer = new PeakReducer(RATE, 1);
  reducer.addS16(samples);
  reducer.finish();
  const pyramid = new PeakPyramid(1);
  pyramid.append(reducer.take());
  return pyramid;
}

/** The truth as the editor would have it after a passage was typed in: its words gone, then put back by an insertion. */
function withTypedPassage(turn: number, from: number, to: number): Transcript {
  const turns = truth.turns.map(({ words }, id): Turn => ({
    id,
    speaker: null,
    tail: '',
    words: words
      .filter((_, index) => id !== turn || index < from || index >= to)
      .map(({ text, start, end }, index): Word => ({
        text,
        start,
        end,
        space: index > 0 ? ' ' : '',
        origin: 'heard',
        confidence: 1,
        channel: null,
        source: index,
      })),
  }));
  const before = turns[turn]?.words.slice(0, from) ?? [];
  const offset = before.reduce((sum, word) => sum + word.space.length + word.text.length, 0);
  const typed = (truth.turns[turn]?.words ?? []).slice(from, to).map(({ text }) => text);
  const text = from > 0 ? ` ${typed.join(' ')}` : `${typed.join(' ')}${to < (truth.turns[turn]?.words.length ?? 0) ? ' ' : ''}`;
  const place = { turn, offset };
  return applyEdit({ language: 'en-US', speakers: [], turns, nextTurnId: turns.length }, { kind: 'replace-text', from: place, to: place, text }).transcript;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

interface Errors {
  readonly typed: number[];
  readonly interpolated: number[];
  readonly retimed: number[];
}

/** Distance of each word's start and end from the truth, for passages of a length all over the interview. */
function measure(peaks: PeakPyramid, length: number): Errors {
  const errors: Errors = { typed: [], interpolated: [], retimed: [] };
  truth.turns.forEach(({ words }, turn) => {
    for (let from = 0; from < words.length; from += length) {
      const to = Math.min(words.length, from + length);
      if (to - from < Math.min(length, words.length) / 2) continue;
      const typed = withTypedPassage(turn, from, to);
      const [run, ...more] = estimatedRuns(typed, { from: { turn, word: from }, to: { turn, word: to - 1 } }, truth.duration);
      if (!run) throw new Error('no estimated words');
      expect(more).toEqual([]);
      const { room } = run;
      const retimed = applyEdits(typed, retimeRunOver(run, speechIn(peaks, room))).transcript;
      const ends = shareByWeight(
        words.slice(from, to).map(({ text }) => text),
        room.end - room.start,
      );
      for (let at = from; at < to; at += 1) {
        const real = words[at];
        const tell = (list: number[], word: { start: number; end: number } | undefined) => {
          if (real && word) list.push(Math.abs(word.start - real.start), Math.abs(word.end - real.end));
        };
        tell(errors.typed, typed.turns[turn]?.words[at]);
        tell(errors.retimed, retimed.turns[turn]?.words[at]);
        tell(errors.interpolated, { start: room.start + (ends[at - from - 1] ?? 0), end: room.start + (ends[at - from] ?? 0) });
      }
    }
  });
  return errors;
}

test('re-timed words lie within 120 ms of the truth by the median, nearer than interpolated ones', (context) => {
  context.skip(!existsSync(FFMPEG), `no ffmpeg at ${FFMPEG}`);
  for (const noise of [0, 600, 2000]) {
    const peaks = samplePeaks(noise);
    for (const length of [8, 20, 60]) {
      const { typed, interpolated, retimed } = measure(peaks, length);
      const figures = [typed, interpolated, retimed].map((errors) => Math.round(median(errors)));
      console.log(`${length} words inserted, noise ${noise}: as typed ${figures[0]} ms, interpolated ${figures[1]} ms, re-timed ${figures[2]} ms off`);
      expect(figures[2]).toBeLessThan(120);
      expect(figures[2]).toBeLessThan(figures[1] ?? 0);
    }
  }
});
