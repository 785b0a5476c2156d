// What a file is, by its first bytes.
import { describe, expect, it } from 'vitest';
import { fileContent } from '../../../src-core/library/file-content.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Uint16Array.from(`\ufeff${text}`, (unit) => unit.charCodeAt(0)).buffer);
const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

describe('the content of a file', () => {
  it.each([
    ['a Transcribe result', utf8('{"jobName":"x","results":{}}')],
    ['JSON after a byte order mark and blanks', utf8('\ufeff \n[{"a":1}]')],
    ['SRT', utf8('1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n')],
    ['SRT in Windows-1251', bytes(0x31, 0x0d, 0x0a, 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2)],
    ['SRT in Shift JIS', bytes(0x31, 0x0a, 0x93, 0x8c, 0x8b, 0x9e)],
    ['SRT in UTF-16', utf16('1\n00:00:01,000 --> 00:00:02,000\nПривет\n')],
    ['SRT in UTF-16 without a mark', utf16('1\n00:00:01,000 --> 00:00:02,000\nПривет\n').subarray(2)],
    ['WebVTT', utf8('WEBVTT\n\n00:01.000 --> 00:02.000\nHello')],
    ['TTML', utf8('<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"/>')],
    ['EBU STL', new Uint8Array([...utf8('850STL25.01'), ...new Array<number>(1013).fill(0x20), 0, 1, 0, 0xff, 0, 0, 0, 1])],
    ['text packed by gzip', bytes(0x1f, 0x8b, 8, 0, 0, 0)],
  ])('is a document for %s', (_, head) => {
    expect(fileContent(head)).toBe('document');
  });

  it.each([
    ['WAV', bytes(0x52, 0x49, 0x46, 0x46, 0x24, 0, 0, 0, 0x57, 0x41, 0x56, 0x45)],
    ['MP4', bytes(0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70)],
    ['MP3 with tags', bytes(0x49, 0x44, 0x33, 4, 0, 0, 0)],
    ['an MPEG frame', bytes(0xff, 0xfb, 0x90, 0x64, 0, 0)],
    ['an MPEG frame that begins like UTF-16', bytes(0xff, 0xfe, 0x00, 0x00, 0x01, 0x00)],
    ['AMR', utf8('#!AMR\n')],
    ['a playlist', utf8('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd')],
    ['a playlist after a byte order mark', utf8('\ufeff#EXTM3U\n')],
    ['a manifest', utf8('<?xml version="1.0"?>\n<!-- x -->\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">')],
    ['a list of files', utf8('ffconcat version 1.0\nfile a.mp4')],
  ])('is left to the media reader for %s', (_, head) => {
    expect(fileContent(head)).toBe('media');
  });

  it('is nothing for no bytes', () => {
    expect(fileContent(bytes())).toBe('empty');
  });
});
