// Laws of knowing a file by its first bytes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniff } from '../../../src-core/media/sniff.ts';

const bytesOf = (latin1: string): Uint8Array => Uint8Array.from(latin1, (character) => character.charCodeAt(0) & 255);
const containerOf = (latin1: string): string | null => {
  const sniffed = sniff(bytesOf(latin1));
  return sniffed.kind === 'media' ? sniffed.container : null;
};

describe('sniff', () => {
  it.each([
    ['RIFF\x24\x00\x00\x00WAVEfmt ', 'wav'],
    ['RF64\xff\xff\xff\xffWAVEds64', 'wav'],
    ['RIFF\x24\x00\x00\x00AVI LIST', 'avi'],
    ['FORM\x00\x00\x00\x24AIFFCOMM', 'aiff'],
    ['\x00\x00\x00\x1cftypM4A \x00\x00', 'm4a'],
    ['\x00\x00\x00\x1cftypisom\x00\x00', 'mp4'],
    ['\x00\x00\x00\x14ftypqt  \x00\x00', 'mov'],
    ['\x00\x00\x00\x18ftyp3gp4\x00\x00', '3gp'],
    ['\x00\x00\x10\x00moov', 'mov'],
    ['ID3\x03\x00\x00\x00\x00\x00\x00', 'mp3'],
    ['\xff\xfb\x90\x64', 'mp3'],
    ['\xff\xf1\x50\x80', 'aac'],
    ['OggS\x00\x02', 'ogg'],
    ['fLaC\x00\x00', 'flac'],
    ['#!AMR\n\x3c', 'amr'],
    ['#!AMR-WB\n\x24', 'amr'],
    ['\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1f\x42\x86\x81\x01\x42\x82\x84webm', 'webm'],
    ['\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1f\x42\x82\x88matroska', 'matroska'],
    ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'wma'],
    [`\x47${'\0'.repeat(187)}\x47${'\0'.repeat(187)}\x47`, 'mpegts'],
  ])('knows %j', (head, container) => {
    expect(containerOf(head)).toBe(container);
  });

  it('sees a list of files through marks, blanks, capitals and wide letters', () => {
    const marks = fc.constantFrom('#EXTM3U', 'ffconcat version 1.0', '[playlist]', '<ASX version="3">', 'v=0\r\no=-', '<?xml version="1.0"?>\n<MPD>');
    fc.assert(
      fc.property(marks, fc.stringMatching(/^[ \t\r\n]{0,5}$/), fc.boolean(), fc.boolean(), (mark, blanks, isUpper, isWide) => {
        const text = `${blanks}${isUpper ? mark.toUpperCase() : mark.toLowerCase()}\n`;
        const head = isWide ? `\xff\xfe${[...text].map((letter) => `${letter}\0`).join('')}` : text;
        expect(sniff(bytesOf(head)).kind).toBe('playlist');
      }),
    );
  });

  it('neither throws nor follows anything for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (head) => void expect(['media', 'playlist', 'unknown']).toContain(sniff(head).kind)));
    expect(sniff(new Uint8Array(0))).toEqual({ kind: 'unknown' });
  });
});
