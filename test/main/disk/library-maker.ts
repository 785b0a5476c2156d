// How the laws of libraries come by one, whatever it is made of.
import { expect } from 'vitest';
import type { Library } from '../../../src-main/ports/library.ts';

/** Makes an empty library, opens it again as a new start would, or opens it for reading only. */
export interface LibraryMaker {
  fresh(): Library;
  reopened(library: Library): Library;
  readingOnly(library: Library): Library;
}

/** What is thrown is a StudioError of this code. */
export const failsWith = (code: string): unknown => expect.objectContaining({ code });
