// The index on disk finds what a plain reading of the text finds: same words, same places, same snippets.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMemoryLibrary } from '../../fakes/memory-library.ts';
import { diskLibrary } from './disk-library.ts';
import { aChange, aRecording, aTranscript, aTurn } from './library-samples.ts';

const VOCABULARY = [
  'hello',
  'help',
  'Straße',
  'strasse',
  'café,',
  '東京',
  '東京大学',
  '京都。',
  'ไทย',
  'हिन्दी',
  'don’t',
  '3,5',
  'İstanbul',
  'м',
  'Ё',
  '🙂',
  '½',
  '—',
  'a',
];
const anyWord = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...VOCABULARY) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }) },
);
const anyText = fc.array(anyWord, { maxLength: 8 }).map((words) => words.join(' '));
const anyQuestion = fc.record({ words: fc.array(anyWord, { minLength: 1, maxLength: 3 }), quoted: fc.boolean(), cut: fc.nat(3) });

describe('searching', () => {
  it('agrees with a plain reading of every turn, before and after edits', () => {
    fc.assert(
      fc.property(
        fc.array(anyText, { minLength: 1, maxLength: 10 }),
        anyText,
        fc.array(anyQuestion, { minLength: 1, maxLength: 8 }),
        (texts, edit, questions) => {
          const libraries = [diskLibrary(), makeMemoryLibrary()];
          for (const library of libraries) {
            library.recordings.put(aRecording('a'));
            library.transcripts.replace('a', aTranscript(texts), 'SRT', { problems: [] });
            library.transcripts.save('a', 1, aChange([{ from: 0, remove: 1, turns: [aTurn(0, edit)] }]));
          }
          for (const { words, quoted, cut } of questions) {
            const asked = quoted ? `"${words.join(' ')}"` : words.join(' ').slice(0, cut > 0 ? -cut : undefined);
            const [disk, memory] = libraries.map((library) => library.transcripts.search(asked, 500));
            expect(disk, asked).toEqual(memory);
          }
          for (const library of libraries) library.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
