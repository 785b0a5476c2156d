// MPL2 and TMPlayer, the formats of old players, as found in the world and as somebody might forge them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSubtitles, subtitleKind } from '../../../src-core/import/subtitles.ts';
import { cueText } from '../../../src-core/subtitles/cue.ts';
import { exportFile } from '../../../src-core/subtitles/export-file.ts';
import { srtFormat } from '../../../src-core/subtitles/formats/srt.ts';
import { checkTranscript } from '../../../src-core/transcript/check.ts';

const MPL2 = '[10][35]Gdzie byłeś?|W domu.\n[40][62]/Naprawdę?\n[70][90]/Słuchaj|teraz.\n';
const TMPLAYER = '00:00:01:Where were you?|At home.\n00:00:04:Really?\n00:00:06:\n00:00:09:Yes.\n';

/** "1000–3500 words/in lines" for each cue. */
function cuesIn(text: string): string[] {
  const read = readSubtitles(text);
  if (!read) throw new Error('it is no subtitle file');
  return read.cues.map((cue) => `${cue.start}–${cue.end} ${cueText(read.transcript, cue).replaceAll('\n', '/')}`);
}
const problemsOf = (text: string): string[] => readSubtitles(text)?.problems.map(({ code }) => code) ?? [];

/** The text of the cues as SRT writes them, with their letters. */
function srtOf(text: string): string[] {
  const read = readSubtitles(text);
  const file = read && exportFile(read.transcript, srtFormat, srtFormat.defaults, { cues: read.cues }).text;
  return (file ?? '').split('\n\n').map((block) => block.trimEnd().split('\n').slice(2).join('/'));
}

describe('MPL2', () => {
  it('counts tenths of a second, and breaks lines at bars', () => {
    expect([subtitleKind(MPL2), problemsOf(MPL2)]).toEqual(['mpl2', []]);
    expect(cuesIn(MPL2)).toEqual(['1000–3500 Gdzie byłeś?/W domu.', '4000–6200 Naprawdę?', '7000–9000 Słuchaj/teraz.']);
  });

  it('makes a line italic, bold or underlined by the signs before it', () => {
    expect(srtOf(MPL2)).toEqual(['Gdzie byłeś?/W domu.', '<i>Naprawdę?</i>', '<i>Słuchaj</i>/teraz.']);
    expect(srtOf('[1][20]/one|/two\n[30][40]\\_three / four\n')).toEqual(['<i>one/two</i>', '<b><u>three / four</u></b>']);
  });

  it('gives a cue without an end one, never past the next, and tells lines it cannot read', () => {
    expect(cuesIn('[10][]A line that takes a while to read.\n[20][40]Next.\n')).toEqual(['1000–2000 A line that takes a while to read.', '2000–4000 Next.']);
    expect(problemsOf('[10][]A line.\nWhat is this?\n[20][40]Next.\n')).toEqual(expect.arrayContaining(['end-before-start', 'lines-unreadable']));
  });
});

describe('TMPlayer', () => {
  it('counts seconds; a cue is shown until an empty one, else as long as it takes to read', () => {
    expect([subtitleKind(TMPLAYER), problemsOf(TMPLAYER)]).toEqual(['tmplayer', ['end-before-start']]);
    expect(cuesIn(TMPLAYER)).toEqual(['1000–2412 Where were you?/At home.', '4000–6000 Really?', '9000–9833 Yes.']);
  });

  it('is read in the dialects other programs write', () => {
    const wanted = ['1000–2412 Where were you?/At home.', '4000–6000 Really?'];
    expect(cuesIn('0:00:01:Where were you?|At home.\n0:00:04:Really?\n0:00:06:\n')).toEqual(wanted);
    expect(cuesIn('00:00:01=Where were you?|At home.\n00:00:04=Really?\n00:00:06=\n')).toEqual(wanted);
    expect(cuesIn('00:00:01,1=Where were you?\n00:00:01,2=At home.\n00:00:04,1=Really?\n00:00:04,2=\n00:00:06,1=\n00:00:06,2=\n')).toEqual(wanted);
  });

  it('is not taken for what other formats write', () => {
    expect(subtitleKind('00:00:01:12 --> 00:00:02:00\nHello\n')).toBe('srt');
    expect(subtitleKind('00:00:01:12 00:00:02:00 Hello\n')).toBeNull();
    expect(subtitleKind('00:00:01 Hello\n')).toBeNull();
    expect(subtitleKind('[00:01.00]Hello\n')).toBe('lrc');
    expect(subtitleKind('{10}{35}Hello\n')).toBe('microdvd');
  });
});

describe('Any text after the times', () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/[\r\n]/g, ' '));
  it.each([
    ['MPL2', (text: string, index: number) => `[${index * 20}][${index * 20 + 15}]${text}`],
    ['TMPlayer', (text: string, index: number) => `00:00:${String(index).padStart(2, '0')}:${text}`],
  ])('of %s becomes a sound transcript', (_, lineOf) => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 8 }), (texts) => {
        const read = readSubtitles([lineOf('Begin.', 0), ...texts.map((text, index) => lineOf(text, index + 1))].join('\n'));
        expect(read && checkTranscript(read.transcript)).toEqual([]);
      }),
    );
  });
});
