// Writing and reading back is the identity on cues: count, times to the millisecond, lines, speakers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { readStl } from '../../../src-core/import/subtitles-stl.ts';
import { cueLines, cueSpeaker } from '../../../src-core/subtitles/cue.ts';
import { FRAME_RATE_IDS } from '../../../src-core/subtitles/frame-rate.ts';
import { exportFile } from '../../../src-core/subtitles/export-file.ts';
import type { ExportOptions } from '../../../src-core/subtitles/formats/export-format.ts';
import { ebuStlFormat } from '../../../src-core/subtitles/formats/ebu-stl.ts';
import { microdvdFormat } from '../../../src-core/subtitles/formats/microdvd.ts';
import { srtFormat } from '../../../src-core/subtitles/formats/srt.ts';
import { webvttFormat } from '../../../src-core/subtitles/formats/webvtt.ts';
import { speakerName } from '../../../src-core/transcript/transcript.ts';
import { withoutDashes } from './written-speech.ts';

const anyOptions: fc.Arbitrary<Pick<ExportOptions, 'bom' | 'crlf' | 'startIndex'>> = fc.record({
  bom: fc.boolean(),
  crlf: fc.boolean(),
  startIndex: fc.constantFrom(0, 1, 501),
});

const lookAlike = (line: string): string => line.replaceAll('-->', '→').replaceAll('<i>', '‹i›').normalize('NFC');

describe('Cues written and read back', () => {
  it('as WebVTT are the same, voices included', () => {
    fc.assert(
      fc.property(withoutDashes, anyOptions, (transcript, options) => {
        const { text, cues } = exportFile(transcript, webvttFormat, { ...webvttFormat.defaults, ...options });
        const again = readSubtitles(text);
        expect(again?.problems.filter(({ code }) => code !== 'no-words')).toEqual([]);
        expect(
          again?.cues.map((cue) => [cue.start, cue.end, cueLines(again.transcript, cue), speakerName(again.transcript, cueSpeaker(again.transcript, cue))]),
        ).toEqual(
          cues.map((cue) => [
            cue.start,
            cue.end,
            cueLines(transcript, cue).map((line) => line.normalize('NFC')),
            speakerName(transcript, cueSpeaker(transcript, cue)),
          ]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('as SRT are the same but for look-alikes, and written again are the same file', () => {
    fc.assert(
      fc.property(withoutDashes, anyOptions, (transcript, options) => {
        const chosen = { ...srtFormat.defaults, ...options };
        const { text, cues } = exportFile(transcript, srtFormat, chosen);
        const again = readSubtitles(text);
        if (cues.length === 0) return;
        expect(again?.problems).toEqual([]);
        expect(again?.cues.map((cue) => [cue.start, cue.end, cueLines(again.transcript, cue)])).toEqual(
          cues.map((cue) => [cue.start, cue.end, cueLines(transcript, cue).map(lookAlike)]),
        );
        const known = again && { ...again.transcript, language: transcript.language }; // SRT cannot say it; the direction of a line hangs on it
        expect(known && exportFile(known, srtFormat, chosen, { cues: again.cues }).text).toBe(text.normalize('NFC'));
      }),
      { numRuns: 100 },
    );
  });

  it('as a file that counts frames stand where they were laid, for they were laid on its frames', () => {
    const rates = fc.constantFrom(...FRAME_RATE_IDS);
    fc.assert(
      fc.property(withoutDashes, rates, (transcript, rate) => {
        const { text, cues } = exportFile(transcript, microdvdFormat, { ...microdvdFormat.defaults, frameRate: rate });
        const spans = cues.map(({ start, end }) => [start, end]);
        expect(readSubtitles(text)?.cues.map(({ start, end }) => [start, end]) ?? []).toEqual(spans);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(withoutDashes, (transcript) => {
        const { packed, cues } = exportFile(transcript, ebuStlFormat);
        const spans = cues.map(({ start, end }) => [start, end]);
        expect(readStl(packed ?? new Uint8Array())?.cues.map(({ start, end }) => [start, end]) ?? []).toEqual(spans);
      }),
      { numRuns: 60 },
    );
  });
});
