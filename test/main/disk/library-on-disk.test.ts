// The library on disk keeps the laws of a library.
import { dirname } from 'node:path';
import { describe } from 'vitest';
import { diskLibrary, reopened } from './disk-library.ts';
import { libraryLaws } from './library-laws.ts';

describe('the library on disk', () => {
  libraryLaws({ fresh: () => diskLibrary(), reopened, readingOnly: (library) => diskLibrary({ folder: dirname(library.path) }) });
});
