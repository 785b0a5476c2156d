// A subtitle file's own cues, held: laid again they are the same, whatever the rules say of them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import { defaultsFor, exportFile } from '../../../src-core/subtitles/export-file.ts';
import { assFormat } from '../../../src-core/subtitles/formats/ass.ts';
import { srtFormat } from '../../../src-core/subtitles/formats/srt.ts';
import { webvttFormat } from '../../../src-core/subtitles/formats/webvtt.ts';
import { FRAME_RATE_IDS, frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { trackOfCues } from '../../../src-core/subtitles/imported-track.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { cueProfileFor, withDashes } from '../../../src-core/subtitles/rules/rule-set.ts';
import { ruleSetFor } from '../../../src-core/subtitles/rules/rule-sets.ts';
import { defaultProfile } from '../../../src-core/subtitles/profile.ts';
import { anyTranscript } from './written-speech.ts';

const anyRate = fc.constantFrom(null, ...FRAME_RATE_IDS.map((id) => frameRate(id)));
const clock = (time: number): string => new Date(time).toISOString().slice(11, 23).replace('.', ',');

/** SubRip as found in the world: overlapping, touching, of any length, with any number of lines. */
const foundSrt = fc
  .array(
    fc.record({
      start: fc.integer({ min: 0, max: 90_000 }),
      length: fc.integer({ min: 1, max: 9_000 }),
      lines: fc.array(fc.constantFrom('Yes.', '- No, no.', 'Anna Keller lives by the harbour', '你好世界', '<i>softly</i>', '{\\an8}Up there'), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    { maxLength: 12 },
  )
  .map((cues) => cues.map(({ start, length, lines }, index) => `${index + 1}\n${clock(start)} --> ${clock(start + length)}\n${lines.join('\n')}\n`).join('\n'));

/** What a file says of a cue. */
const said = ({ start, end, from, to, breaks, look }: Cue): unknown => ({ start, end, from, to, breaks, look: look ?? null });

describe('the track of a subtitle file', () => {
  test('lays the very cues the file has, at any frame rate and by any limits', () => {
    fc.assert(
      fc.property(foundSrt, anyRate, fc.boolean(), (text, rate, isNarrow) => {
        const read = readSubtitles(text);
        if (!read) return;
        const profile = isNarrow ? { ...defaultProfile, lineLength: 12, maxLines: 1 as const, maxDuration: 1000 } : profileFor(read.transcript);
        const cues = layCues(read.transcript, trackOfCues(read.cues), { profile, rate });
        expect(cues.map(said)).toEqual(read.cues.map(said));
        expect(cues.every(({ pin }) => pin !== undefined)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('writes names before words where the file did, and nowhere else', () => {
    const file = '1\n00:00:01,000 --> 00:00:02,000\nANNA: The tide turns.\n\n2\n00:00:03,000 --> 00:00:04,000\nBEN: So it does.\n';
    const [named, bare] = [file, file.replace(/^[A-Z]+: /gm, '')].map((text) => readSubtitles(text));
    if (!named || !bare) throw new Error('not taken for subtitles');
    expect([named, bare].map(({ cues, manner }) => trackOfCues(cues, manner).plan.labels)).toEqual([true, false]);
    const options = defaultsFor(srtFormat, named.manner.labels);
    expect(exportFile(named.transcript, srtFormat, options, { cues: named.cues }).text).toBe(file);
    expect(defaultsFor(srtFormat, bare.manner.labels)).toEqual(srtFormat.defaults);
  });

  test('lays the cues of our own files again', () => {
    fc.assert(
      fc.property(anyTranscript, fc.constantFrom(srtFormat, webvttFormat, assFormat), (transcript, format) => {
        const read = readSubtitles(exportFile(transcript, format, format.defaults).text);
        if (!read) return;
        const cues = layCues(read.transcript, trackOfCues(read.cues), { profile: profileFor(read.transcript), rate: null });
        expect(cues.map(said)).toEqual(read.cues.map(said));
      }),
      { numRuns: 60 },
    );
  });

  test('has nothing for a plain look', () => {
    const read = readSubtitles('1\n00:00:01,000 --> 00:00:02,000\nYes.\n');
    expect(trackOfCues(read?.cues ?? []).pins).toMatchObject([{ id: 1, start: 1000, end: 2000, breaks: [], look: null, shown: true }]);
  });

  test.each([
    ['both-spaced', '- The tide turns.', '- So it does.'],
    ['both', '-The tide turns.', '-So it does.'],
    ['second', 'The tide turns.', '-So it does.'],
    ['second-spaced', 'The tide turns.', '- So it does.'],
  ])('writes two people in one cue as the file did (%s), whatever the rules have', (form, ...lines) => {
    const cue = (n: number): string => `${n}\n00:00:0${n},000 --> 00:00:0${n},900\n${lines.join('\n')}\n`;
    const file = [1, 2, 3].map(cue).join('\n');
    const read = readSubtitles(file);
    if (!read) throw new Error('not taken for subtitles');
    expect(read.manner.dashes).toBe(form);
    const track = trackOfCues(read.cues, read.manner);
    for (const id of ['netflix', 'bbc']) {
      const profile = cueProfileFor(withDashes(ruleSetFor(id, []), track.plan.dashes), 'en', frameRate('25'));
      const cues = layCues(read.transcript, track, { profile, rate: null });
      expect(exportFile(read.transcript, srtFormat, srtFormat.defaults, { cues, profile }).text).toBe(file);
    }
  });
});
