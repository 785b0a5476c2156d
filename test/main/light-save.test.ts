// That a save which goes as one message fits one: the heaviest JSON of its length, weighed as each wire weighs it.
import { describe, expect, it } from 'vitest';
import { LIGHT_SAVE_CHARACTERS, SAVE_PART_BYTES } from '../../src-core/contract/save-parts.ts';
import { encodeFrame, MESSAGE_LIMIT_BYTES } from '../../src-core/contract/wire.ts';
import { weighMessage } from '../../src-main/hosts/electron/ipc-message.ts';

const encoder = new TextEncoder();
const utf8 = { encode: (text: string) => encoder.encode(text), decode: () => '' };

describe('a light save', () => {
  it.each([
    ['numbers of one digit', (count: number) => Array.from({ length: Math.floor((count - 1) / 2) }, () => 0)],
    ['empty lists', (count: number) => Array.from({ length: Math.floor((count - 1) / 3) }, () => [])],
    ['words', (count: number) => Array.from({ length: Math.floor((count - 1) / 8) }, () => ['a', 0])],
    ['one text in another script', (count: number) => '東'.repeat(count - 2)],
    ['quotation marks', (count: number) => '"'.repeat(Math.floor((count - 2) / 2))],
  ])('of %s fits into one message on either wire', (_, make) => {
    const args = make(LIGHT_SAVE_CHARACTERS);
    const length = JSON.stringify(args).length;
    expect(length).toBeLessThanOrEqual(LIGHT_SAVE_CHARACTERS);
    expect(length).toBeGreaterThan(LIGHT_SAVE_CHARACTERS * 0.9);
    const message = { id: 9_999_999, verb: 'call', call: 'library.save', args };
    expect(weighMessage(message)).toBeLessThan(MESSAGE_LIMIT_BYTES);
    expect(encodeFrame(message, utf8).byteLength).toBeLessThan(MESSAGE_LIMIT_BYTES);
  });

  it('in parts sends parts that fit', () => {
    const message = {
      id: 9_999_999,
      call: 'library.savePart',
      args: { save: 'x'.repeat(64), at: 0, of: SAVE_PART_BYTES, bytes: new Uint8Array(SAVE_PART_BYTES) },
    };
    expect(weighMessage(message)).toBeLessThan(MESSAGE_LIMIT_BYTES);
    expect(encodeFrame(message, utf8).byteLength).toBeLessThan(MESSAGE_LIMIT_BYTES);
  });
});
