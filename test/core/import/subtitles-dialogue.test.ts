// Two people in one cue: told by voices, by dashes, by both, and in formats that have one line for both.
import { describe, expect, it } from 'vitest';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { exportFile } from '../../../src-core/subtitles/export-file.ts';
import { exportFormatOrNull } from '../../../src-core/subtitles/formats/list.ts';

const VTT = (text: string): string => `WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n${text}\n`;
const SRT = (text: string): string => `1\n00:00:01,000 --> 00:00:03,000\n${text}\n`;
const LRC = (text: string): string => `[00:01.00]${text}\n[00:03.00]\n`;

/** "Anna: where" for each turn; "-" for one nobody is named in. */
function turnsOf(text: string): string[] {
  const read = readSubtitles(text);
  const names = new Map(read?.transcript.speakers.map(({ id, name }) => [id, name]));
  return (read?.transcript.turns ?? []).map(({ speaker, words }) => `${names.get(speaker ?? '') ?? '-'}: ${words.map((word) => word.text).join(' ')}`);
}

describe('Voices', () => {
  it('say who speaks, with a dash before them or without: no dash is among the words', () => {
    const both = ['Anna: Where were you?', 'Ben: At home.'];
    expect(turnsOf(VTT('<v Anna>Where were you?</v>\n<v Ben>At home.</v>'))).toEqual(both);
    expect(turnsOf(VTT('<v Anna>- Where were you?</v>\n<v Ben>- At home.</v>'))).toEqual(both);
    expect(turnsOf(VTT('<v Anna>Where were you?</v>\n<v Ben>-At home.</v>'))).toEqual(both);
    expect(turnsOf(VTT('<v Anna>-Where were you?\n<v Ben>-At home.'))).toEqual(both);
  });

  it('leave a dash alone that tells no two people apart', () => {
    expect(turnsOf(VTT('<v Anna>- Where were you?</v>'))).toEqual(['Anna: - Where were you?']);
    expect(turnsOf(VTT('<v Anna>-5 degrees.</v>\n<v Ben>Cold.</v>'))).toEqual(['Anna: -5 degrees.', 'Ben: Cold.']);
  });
});

describe('Two people on one line', () => {
  it('are told apart where the line opens with a dash and another follows the end of a sentence', () => {
    expect(turnsOf(LRC('- Where were you? - At home.'))).toEqual(['-: Where were you?', '-: At home.']);
    expect(turnsOf(LRC('-Where were you? -At home.'))).toEqual(['-: Where were you?', '-: At home.']);
    expect(turnsOf('start\tend\ttext\n1.0\t3.0\t- ¿Dónde? - ¡Aquí!\n')).toEqual(['-: ¿Dónde?', '-: ¡Aquí!']);
  });

  it('are nobody’s where a dash is a pause, a minus or a hyphen', () => {
    for (const line of ['Where were you? - At home.', 'Up - and away.', 'Minus -5. Plus 5.']) expect(turnsOf(LRC(line))).toEqual([`-: ${line}`]);
    expect(turnsOf(LRC('- Well - I was home.'))).toEqual(['-: Well - I was home.']);
  });

  it.each(['lrc', 'tsv', 'csv', 'srt', 'vtt', 'sbv', 'microdvd'])('come back as they were through %s', (id) => {
    const read = readSubtitles(SRT('- Where were you?\n- At home.'));
    const format = exportFormatOrNull(id);
    if (!read || !format) throw new Error('the test has nothing to write');
    const { text } = exportFile(read.transcript, format, format.defaults, { cues: read.cues });
    expect(turnsOf(text)).toEqual(turnsOf(SRT('- Where were you?\n- At home.')));
  });
});
