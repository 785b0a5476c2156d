// Words made to break out of an export: what comes back is as many cues, and nothing that a player or a spreadsheet would run (S5).
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { readStl } from '../../../src-core/import/subtitles-stl.ts';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { exportFile, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import { jsonFormat } from '../../../src-core/subtitles/formats/json.ts';
import { exportFormatOrNull, exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import { srtFormat } from '../../../src-core/subtitles/formats/srt.ts';
import { textFormat } from '../../../src-core/subtitles/formats/text.ts';
import { webvttFormat } from '../../../src-core/subtitles/formats/webvtt.ts';
import type { Letters } from '../../../src-core/transcript/letters.ts';
import { turnText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { fault } from '../../faults/fault.ts';
import { withLetters } from '../../support/random-transcripts.ts';
import { transcript, turn, word } from './written-speech.ts';

/** What a word or a name may hold once somebody has typed or an engine has written it. */
const payloads = [
  '00:00:09,000 --> 00:00:10,000',
  '-->',
  '- - >',
  '2',
  'WEBVTT',
  'NOTE x',
  'STYLE',
  '::cue { background: url(https://evil.example/x) }',
  '</v><v Mallory>',
  '<c.x>',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<font color="red">',
  '{\\an8}{\\p1}',
  '&lt;b&gt; &amp; &#x3c;',
  '"quoted", and; more',
  '\\N\\n\\h',
  'x\u2028y',
  'x\u0085y',
  '\u202eEVIL',
] as const;
const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', "=cmd|'/c calc'!A0", '\t=1', '=HYPERLINK("http://evil.example")'] as const;

const spoken = (texts: readonly string[], name = 'Anna'): Transcript => ({
  ...transcript([
    turn(
      texts.map((text, at) => word(text, at * 1500, at * 1500 + 900)),
      'spk_0',
    ),
  ]),
  speakers: [{ id: 'spk_0', name }],
});
const payload = fc.constantFrom<string>(...payloads, ...formulas, 'harbour', 'and', 'nets.');

/** Speech of such words, some of whose letters are in styles of their own, so that tags of ours stand among what looks like tags. */
const hostile: fc.Arbitrary<Transcript> = withLetters(
  fc.record({ texts: fc.array(payload, { minLength: 1, maxLength: 12 }), name: payload }).map(({ texts, name }) => spoken(texts, name)),
);

/** Every way in which some letters of a speech look. */
function stylesOf({ transcript: { turns }, cues }: { readonly transcript: Transcript; readonly cues: readonly Cue[] }): Set<string> {
  const letters: Letters[] = [...cues.flatMap(({ look }) => look ?? []), ...turns.flatMap(({ words }) => words.flatMap(({ marks }) => marks?.letters ?? []))];
  return new Set(
    letters.flatMap(({ italic, bold, underline, colour }) =>
      [italic && 'i', bold && 'b', underline && 'u', colour].filter((style) => style !== false && style !== null),
    ),
  );
}

describe('an export of hostile words', () => {
  fault('S5', 'words and names that hold times, arrows, cue numbers, tags, escapes and line separators, exported as SRT and WebVTT and read again', (seen) => {
    for (const format of [srtFormat, webvttFormat]) {
      fc.assert(
        fc.property(hostile, fc.constantFrom(...format.speakerStyles), (speech, speakers) => {
          const { text, cues } = exportFile(speech, format, { ...format.defaults, speakers });
          const again = readSubtitles(text);
          expect(again?.cues.map(({ start, end }) => [start, end])).toEqual(cues.map(({ start, end }) => [start, end]));
        }),
        { numRuns: 400 },
      );
    }
    seen('as many cues as were written, with their times');
  });

  fault('S5', 'the same in every other format of subtitles that is read again, binary ones as well', (seen) => {
    const others = exportFormats.filter(({ group, id }) => group === 'subtitles' && id !== 'srt' && id !== 'vtt');
    for (const format of others) {
      fc.assert(
        fc.property(hostile, fc.constantFrom(...format.speakerStyles), (speech, speakers) => {
          const made = exportFile(speech, format, { ...format.defaults, speakers });
          const bytes = fileBytes(made);
          const again = readStl(bytes) ?? readSubtitles(new TextDecoder().decode(bytes));
          expect(again?.cues.length, format.id).toBe(made.cues.length);
          // No word puts a cue in another place or writes it otherwise than its letters are.
          expect(
            again?.cues.every(({ look }) => look === undefined || (look.vertical === 'bottom' && look.side === 'centre')),
            format.id,
          ).toBe(true);
          const meant = stylesOf({ transcript: speech, cues: [] });
          expect(again && [...stylesOf(again)].filter((style) => !meant.has(style)), format.id).toEqual(again && []);
        }),
        { numRuns: 150 },
      );
    }
    seen('as many cues as were written, in no place and no letters but their own');
  });

  fault('S5', 'markup in words and names, exported as WebVTT', (seen) => {
    for (const text of payloads) {
      const file = exportFile(spoken([text], text), webvttFormat).text;
      for (const line of file.split('\n').slice(1)) {
        if (/^[\d:.]+ --> [\d:.]+$/.test(line)) continue;
        expect(line.replace(/^<v [^<>&]*>|<\/v>$/g, ''), text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
      }
    }
    seen('every <, > and & of the text is an escape');
  });

  fault('S5', 'the same words exported as text and JSON', (seen) => {
    for (const text of payloads) {
      const source = spoken([text, 'harbour']);
      expect(exportFile(source, textFormat).text.trimEnd().split('\n')).toHaveLength(1);
      const again = JSON.parse(exportFile(source, jsonFormat).text) as { turns: { text: string }[] }; // our own format
      expect(again.turns[0]?.text).toBe(turnText(source.turns[0] ?? { id: 0, ...turn([]) }));
    }
    seen('one paragraph a turn; JSON gives back exactly the words');
  });

  const tables = ['csv', 'tsv'].map(exportFormatOrNull).filter((format) => format !== null);
  fault(
    'S5',
    'words and names that begin as formulas, exported as a table',
    (seen) => {
      for (const format of tables) {
        for (const formula of formulas) {
          const { text } = exportFile(spoken([formula], formula), format, { ...format.defaults, bom: false, crlf: false });
          const cells = text.split(/[\n\t]|,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
          for (const cell of cells) expect(cell.replace(/^"/, ''), `${format.id} ${formula}`).not.toMatch(/^[=+\-@\t\r]/);
        }
      }
      seen('no cell begins with a sign a spreadsheet calculates with');
    },
    { skip: tables.length === 0 && 'no format of tables is offered yet' },
  );

  fault('S5', 'control characters in words, exported in every format', (seen) => {
    const source = spoken(['a\u0000b', 'c\u0007\u001bd', '\u009fe', 'f\ufffe']);
    for (const format of exportFormats) expect(exportFile(source, format).text, format.id).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/);
    seen('none is written');
  });
});
