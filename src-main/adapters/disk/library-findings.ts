// What a thorough check of a library's file finds, in words for a report. It reads only.
import { join } from 'node:path';

import { StudioError } from '../../../src-core/contract/errors.ts';
import { checkContent } from './library-check.ts';

/** Findings, none when all is well. Never throws: being unreadable is a finding. */
export function libraryFindings(folder: string): string[] {
  try {
    checkContent(join(folder, 'library.db'), Number.MAX_SAFE_INTEGER, true);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) return [String(thrown)];
    const { reason } = thrown.details;
    return [typeof reason === 'string' ? `${thrown.code}: ${reason}` : thrown.code];
  }
}
