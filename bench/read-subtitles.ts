// Reading subtitle files of 100,000 cues, one of every kind our writers make, as words with times.
import { readSubtitles } from '../src-core/import/subtitles.ts';
import { makeCues } from '../src-core/subtitles/cueing.ts';
import { exportFormatOrNull } from '../src-core/subtitles/formats/list.ts';
import type { ExportSource } from '../src-core/subtitles/formats/export-format.ts';
import { profileFor } from '../src-core/subtitles/language-profile.ts';
import type { Transcript } from '../src-core/transcript/transcript.ts';
import type { Bench, Figure } from './bench.ts';
import { longTranscript } from './long-words.ts';
import { worked } from './stopwatch.ts';

const CUES = 100_000;
const FORMATS = ['srt', 'vtt', 'ttml', 'ass', 'sbv', 'microdvd', 'lrc', 'csv'];

/** Every kind of text our readers know; `String.split` into words is the floor of them all. */
export const readSubtitleFiles: Bench = {
  name: 'read-subtitles',
  against: 'its target, and the same text split at white space',
  async measure({ runs, cache, say }) {
    const source = manyCues(longTranscript(cache, 40_000));
    const figures: Figure[] = [];
    for (const id of FORMATS) {
      const format = exportFormatOrNull(id);
      if (!format) throw new Error(`no format ${id}`);
      const text = format.write(source, format.defaults);
      const count = readSubtitles(text)?.cues.length ?? 0;
      say(`${id}: ${(text.length / 1e6).toFixed(1)} million characters, ${count.toLocaleString('en')} cues`);
      const beside = { name: 'split at white space', values: worked(3, () => text.split(/\s+/)) };
      figures.push({
        what: `${count.toLocaleString('en')} cues of ${format.label} read: processor time`,
        unit: 'ms',
        ours: worked(runs ?? 5, () => readSubtitles(text), 0),
        beside,
        target: { most: 3000 },
      });
    }
    return figures;
  },
};

/** The talk said over and over until it has so many cues. */
function manyCues(talk: Transcript): ExportSource {
  const cues = makeCues(talk, profileFor(talk));
  const length = (cues.at(-1)?.end ?? 0) + 1000;
  const rounds = Math.ceil(CUES / cues.length);
  const turns = Array.from({ length: rounds }, (_, round) =>
    talk.turns.map((turn, at) => ({
      ...turn,
      id: round * talk.turns.length + at,
      words: turn.words.map((word) => ({ ...word, start: word.start + round * length, end: word.end + round * length })),
    })),
  ).flat();
  const shown = Array.from({ length: rounds }, (_, round) => {
    const there = (place: { readonly turn: number; readonly word: number }) => ({ ...place, turn: place.turn + round * talk.turns.length });
    return cues.map((cue) => ({
      ...cue,
      start: cue.start + round * length,
      end: cue.end + round * length,
      from: there(cue.from),
      to: there(cue.to),
      breaks: cue.breaks.map(there),
    }));
  }).flat();
  return { transcript: { ...talk, turns, nextTurnId: turns.length }, cues: shown.slice(0, CUES) };
}
