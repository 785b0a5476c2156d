// Subtitle readers against files made to stop them (S8): twice the input may cost at most two and a half times the time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSubtitles, subtitleKind } from '../../../src-core/import/subtitles.ts';
import { readSrt } from '../../../src-core/import/subtitles-srt.ts';
import { readWebvtt } from '../../../src-core/import/subtitles-webvtt.ts';
import { fault } from '../../faults/fault.ts';
import { XmlRefusal } from '../../../src-core/import/xml-tree.ts';
import { workTime } from '../../support/work-time.ts';

const CUE = '1\n00:00:01,000 --> 00:00:02,000\n';
const hostile: Record<string, (size: number) => string> = {
  'one endless line': (size) => CUE + 'a'.repeat(size),
  'one endless line of words': (size) => CUE + 'word '.repeat(size / 5),
  'opening brackets': (size) => CUE + '<'.repeat(size),
  'tags never closed': (size) => CUE + '<v a'.repeat(size / 4),
  'braces never closed': (size) => CUE + '{\\'.repeat(size / 2),
  ampersands: (size) => CUE + '&amp'.repeat(size / 4),
  'blank lines': (size) => CUE + '\n'.repeat(size),
  'carriage returns': (size) => CUE + '\r'.repeat(size),
  spaces: (size) => CUE + ' '.repeat(size),
  digits: (size) => CUE + '1'.repeat(size),
  'digits and colons': (size) => CUE + '1:'.repeat(size / 2),
  dashes: (size) => CUE + '-'.repeat(size),
  arrows: (size) => CUE + ' --> '.repeat(size / 5),
  'lines of times': (size) => '00:00:01,000 --> 00:00:02,000\n'.repeat(size / 30),
  'times that overlap': (size) => '1\n00:00:01,000 --> 09:00:02,000\nx\n\n'.repeat(size / 36),
  labels: (size) => `${CUE}A: `.repeat(size / 36),
  'combining marks': (size) => `${CUE}a${'\u0301\u0327'.repeat(size / 2)}`,
  'writing without spaces': (size) => CUE + '我们那天晚上一起去了港口'.repeat(size / 12),
  'voices and times': (size) => `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<v a>b<00:01.500>'.repeat(size / 17)}`,
  'XML tags never closed': (size) => `<tt>${'<p '.repeat(size / 3)}`,
  'XML attributes never closed': (size) => `<tt ${'a="b" '.repeat(size / 6)}`,
  'XML entities': (size) => `<tt><body><p begin="1s" end="2s">${'&amp;&#65;&x'.repeat(size / 12)}</p></body></tt>`,
  'XML paragraphs': (size) => `<tt><body>${'<p begin="1s" end="2s">x<br/></p>'.repeat(size / 33)}</body></tt>`,
  'ASS braces': (size) => `[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,${'{\\k1'.repeat(size / 4)}`,
  'ASS commas': (size) => `[Script Info]\n[Events]\nFormat: ${'a,'.repeat(size / 4)}Text\nDialogue: ${','.repeat(size / 2)}`,
  'LRC times': (size) => `${'[00:01.00]'.repeat(size / 10)}x\n`,
  'LRC lines': (size) => '[00:01.00]x\n'.repeat(size / 12),
  'MicroDVD codes': (size) => `{1}{2}${'{y:i'.repeat(size / 4)}`,
  'a table of quotes': (size) => `start,end,text\n1,2,"${'""'.repeat(size / 2)}`,
  'a table of separators': (size) => `start,end,text\n${','.repeat(size)}`,
  'SRT tags opened and opened': (size) => CUE + '<i>a'.repeat(size / 4),
  'SRT tags crossed': (size) => CUE + '<b><i>a</b></i>'.repeat(size / 15),
  'SRT colours': (size) => `${CUE}${'<font color="#ff0000">a'.repeat(size / 23)}`,
  'SRT words of their own letters': (size) => CUE + '<i>a</i> b '.repeat(size / 11),
  'SRT lines of their own letters': (size) => `${CUE}- One.\n${'<b>a</b>\n'.repeat(size / 9)}`,
  'SRT codes in braces': (size) => CUE + '{\\i1}a{\\i0} '.repeat(size / 12),
  'WebVTT styles': (size) => `WEBVTT\n\nSTYLE\n${'::cue(.a   '.repeat(size / 11)}`,
  'WebVTT classes': (size) => `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<c.a.b.c>x'.repeat(size / 10)}`,
  'TTML spans of their own letters': (size) =>
    `<tt><body><p begin="1s" end="2s">${'<span tts:fontStyle="italic">a</span> <br/>'.repeat(size / 43)}</p></body></tt>`,
  'TTML styles that refer to many': (size) =>
    `<tt><head><styling>${Array.from({ length: 20 }, (_, n) => `<style xml:id="s${n}" style="${`s${n + 1} `.repeat(size / 80)}"/>`).join('')}</styling></head><body><p style="s0" begin="1s" end="2s">x</p></body></tt>`,
  'TTML styles that refer on and on': (size) =>
    `<tt><head><styling>${Array.from({ length: Math.min(2000, size / 40) }, (_, n) => `<style xml:id="s${n}" style="s${n + 1}"/>`).join('')}</styling></head><body><p style="s0" begin="1s" end="2s">x</p></body></tt>`,
  'ASS styles': (size) => `[V4+ Styles]\n${'Style: a,b,c\n'.repeat(size / 13)}[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,a,,0,0,0,,x\n`,
  'ASS words of their own letters': (size) => `[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,${'{\\i1}a{\\r} \\N'.repeat(size / 13)}\n`,
  'ASS changes over time': (size) => `[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,{${'\\t((a)'.repeat(size / 6)}}x\n`,
  'ASS codes': (size) => `[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,{${'\\i1\\c&H'.repeat(size / 8)}}x\n`,
  'SCC codes': (size) => `Scenarist_SCC V1.0\n\n00:00:01:00\t${'9420 9170 c1c2 942f '.repeat(Math.min(4000, size / 20))}\n`,
  'SCC lines': (size) => `Scenarist_SCC V1.0\n\n${'00:00:01:00\t9420 9170 c1c2 942f\n\n'.repeat(size / 35)}`,
  comments: (size) => `WEBVTT\n\n${'NOTE\n\n'.repeat(size / 6)}`,
};

/** As a document is read: what is refused costs time too. */
function readWhatever(text: string): void {
  try {
    readSubtitles(text);
  } catch (thrown) {
    if (!(thrown instanceof XmlRefusal)) throw thrown;
  }
}

describe('Reading a hostile subtitle file', () => {
  fault('S8', 'SRT and WebVTT of endless lines, tags, braces, digits, blank lines, overlaps and combining marks', (seen) => {
    for (const [name, make] of Object.entries(hostile)) {
      const [small, large] = [make(30_000), make(120_000)];
      for (const read of [readSrt, readWebvtt, readWhatever]) {
        const short = workTime(() => read(small), 3);
        const long = workTime(() => read(large), 2);
        // Four times the input: 2.5 squared, and 60 ms for the collector, which runs when it likes.
        expect(long, name).toBeLessThan(short * 6.25 + 60);
      }
    }
    seen(`${Object.keys(hostile).length} shapes read in time proportional to their size`);
  });

  it('never throws, whatever the text', () => {
    const scrap = fc.constantFrom(
      'WEBVTT',
      '\n',
      '\n\n',
      '\r',
      '1',
      '00:00:01,000 --> 00:00:02,000',
      '00:01.000 --> 00:00.500',
      '-->',
      '<v A>',
      '</v>',
      '<00:00:01.500>',
      '&#xD800;',
      '{\\an8}',
      '- ',
      '>> ',
      'ANNA: ',
      'word',
      '\ufeff',
      '\0',
      '\ud800',
      'NOTE',
      'STYLE',
      '<i>',
      '</b>',
      '<font color=red>',
      'Scenarist_SCC V1.0\n\n00:00:01:00\t9420 c1c2 942f',
      '[Script Info]\n',
      'Dialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,{\\i1\\an8\\c&H}x',
      '{1}{9}{Y:i}{C:$00ff00}',
      '漢字',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 40 }), (scraps) => {
        const text = scraps.join('');
        const other = readSubtitles(text);
        for (const { transcript, cues } of [readSrt(text), readWebvtt(text), ...(other ? [other] : [])]) {
          for (const turn of transcript.turns) {
            turn.words.forEach((word, index) => {
              expect(word.text).not.toBe('');
              expect(word.start).toBeLessThanOrEqual(word.end);
              expect(word.start).toBeGreaterThanOrEqual(turn.words[index - 1]?.end ?? 0);
            });
          }
          for (const cue of cues) expect(cue.end).toBeGreaterThan(cue.start);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads 100,000 cues within three seconds of work', () => {
    const stamp = (n: number) =>
      `${String(Math.floor(n / 3600)).padStart(2, '0')}:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')},000`;
    const text = Array.from({ length: 100_000 }, (_, n) => `${n + 1}\n${stamp(n)} --> ${stamp(n + 1)}\nAnd then we went\nback to the harbour.\n`).join('\n');
    expect(workTime(() => expect(readSrt(text).cues).toHaveLength(100_000))).toBeLessThan(3000);
  });
});

describe('What kind of subtitle file a text is', () => {
  it('shows in its beginning', () => {
    expect(subtitleKind('\ufeffWEBVTT\r\n\r\n')).toBe('webvtt');
    expect(subtitleKind('\r\n1\r\n00:00:01,000 --> 00:00:02,000\r\nHi')).toBe('srt');
    expect(subtitleKind('{"jobName":"x"}')).toBeNull();
    expect(subtitleKind('WEBVTTX')).toBeNull();
    expect(subtitleKind('a'.repeat(1_000_000))).toBeNull();
    expect(readSubtitles('plain prose: 10:00 and so on')).toBeNull();
  });
});
