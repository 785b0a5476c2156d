// Files in encodings other than UTF-8: bytes that every decoder reads back, and what is said and written where letters are lacking.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportFile, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import { CODE_PAGES } from '../../../src-core/subtitles/formats/code-pages.ts';
import { exportFormats } from '../../../src-core/subtitles/formats/list.ts';
import { srtFormat } from '../../../src-core/subtitles/formats/srt.ts';
import { encodeText, lackedBy, pageText, TEXT_ENCODINGS, type TextEncoding } from '../../../src-core/subtitles/formats/text-encoding.ts';
import { said, transcript, turn, word } from './written-speech.ts';

const decoded = (bytes: Uint8Array, encoding: TextEncoding): string => new TextDecoder(encoding).decode(bytes);

describe('An encoding', () => {
  it.each(['utf-8', 'utf-16le'] as const)('%s holds every text', (encoding) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decoded(encodeText(text, encoding), encoding)).toBe(text.toWellFormed());
        expect(lackedBy(text, encoding)).toEqual([]);
      }),
    );
    expect(encodeText('a\ud800b', 'utf-8')).toEqual(new TextEncoder().encode('a\ufffdb'));
  });

  it.each(Object.keys(CODE_PAGES) as (keyof typeof CODE_PAGES)[])('%s writes each of its letters as every decoder reads it', (page) => {
    const letters = [...CODE_PAGES[page]].filter((letter) => letter !== '\ufffd').join('');
    expect(letters.length).toBeGreaterThan(80);
    expect(decoded(encodeText(letters, page), page)).toBe(letters);
    expect(lackedBy(letters, page)).toEqual([]);
  });

  it('begins UTF-16 with its mark, once, and a code page never', () => {
    expect([...encodeText('a', 'utf-16le')]).toEqual([0xff, 0xfe, 0x61, 0]);
    expect(encodeText('\ufeffa', 'utf-16le')).toEqual(encodeText('a', 'utf-16le'));
    expect([...encodeText('\ufeffa', 'windows-1252')]).toEqual([0x61]);
  });

  it('writes plainer forms for what it lacks, else a question mark', () => {
    expect(pageText('Łódź “naïve” – 5 → ｛日｝…', 'windows-1252')).toBe('Lódz “naïve” – 5 -> {?}…');
    expect(pageText('“Привет” – ёж', 'iso-8859-5')).toBe('"Привет" - ёж');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...TEXT_ENCODINGS.map(({ id }) => id)), (text, encoding) => {
        const written = pageText(text, encoding);
        expect(lackedBy(written, encoding)).toEqual([]);
        if (lackedBy(text, encoding).length === 0) expect(written).toBe(text.replaceAll('\ufeff', encoding.startsWith('utf') ? '\ufeff' : ''));
      }),
    );
  });
});

describe('An export in an encoding', () => {
  const speech = transcript([turn([word('Łódź', 0, 900), word('日本', 900, 1800), word('naïve', 1800, 2500)])]);

  it('is written in it, and says which characters it lacks', () => {
    const file = exportFile(speech, srtFormat, { ...srtFormat.defaults, encoding: 'windows-1252', crlf: true });
    expect(decoded(fileBytes(file), 'windows-1252')).toContain('\r\nLódz ?? naïve\r\n');
    const lacked = file.losses.find(({ code }) => code === 'not-in-encoding');
    expect(lacked?.count).toBe(4);
    expect(lacked?.message).toContain('Ł ź 日 本');
    expect(exportFile(speech, srtFormat).losses.some(({ code }) => code === 'not-in-encoding')).toBe(false);
  });

  it('is UTF-8 for formats that are nothing else', () => {
    for (const format of exportFormats.filter(({ uses, pack }) => !uses.includes('encoding') && !pack)) {
      const file = exportFile(speech, format, { ...format.defaults, encoding: 'windows-1252' });
      expect(file.encoding, format.id).toBe('utf-8');
      expect(decoded(fileBytes(file), 'utf-8'), format.id).toContain('Łódź');
    }
  });
});

describe('An export that is shifted', () => {
  const talk = transcript([turn(said('One two three.', 1000)), turn(said('Four five six.', 9000))]);
  const startsOf = (offset: number) => {
    const { text, losses } = exportFile(talk, srtFormat, { ...srtFormat.defaults, offset });
    return { times: [...text.matchAll(/^(\S+) -->/gm)].map(([, time]) => time), told: losses.map(({ code }) => code) };
  };

  it('moves every cue, before zero to zero, and leaves out what would end before it', () => {
    expect(startsOf(0).times).toEqual(['00:00:01,000', '00:00:09,000']);
    expect(startsOf(3_600_500).times).toEqual(['01:00:01,500', '01:00:09,500']);
    expect(startsOf(-1200).times).toEqual(['00:00:00,000', '00:00:07,800']);
    expect(startsOf(-1200).told).toContain('begins-at-zero');
    expect(startsOf(-6000).times).toEqual(['00:00:03,000']);
    expect(startsOf(-6000).told).toContain('before-zero');
  });

  it('is the same shift in every format of cues', () => {
    for (const format of exportFormats.filter(({ madeOf, pack }) => madeOf === 'cues' && !pack)) {
      expect(format.uses, format.id).toContain('offset');
      const moved = exportFile(talk, format, { ...format.defaults, offset: 2000 });
      const later = exportFile(talk, format, format.defaults, { cues: moved.cues.map((cue) => ({ ...cue, start: cue.start + 2000, end: cue.end + 2000 })) });
      expect(moved.text, format.id).toBe(later.text);
    }
  });
});
