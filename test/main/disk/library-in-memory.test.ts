// The library fake keeps the laws of a library, so that what is tested on it holds on the disk.
import { describe } from 'vitest';
import { makeMemoryLibrary } from '../../fakes/memory-library.ts';
import { libraryLaws } from './library-laws.ts';

describe('the library in memory', () => {
  libraryLaws({ fresh: () => makeMemoryLibrary(), reopened: (library) => library, readingOnly: () => makeMemoryLibrary({ readOnly: 'busy' }) });
});
