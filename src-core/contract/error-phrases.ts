// What the details of a failure add to its sentence, each empty or general where the detail is not there.
// Parts of sentences only; the sentences stand in error-text.ts.
import type { ErrorDetails } from './errors.ts';

/** One detail as text; null where it is not there or empty. */
export function detail(details: ErrorDetails, name: string): string | null {
  const value = details[name];
  return value === undefined || value === null || value === '' ? null : String(value);
}

/** “…” around a detail, with a word before it; empty when the detail is not there. */
export function quoted(details: ErrorDetails, name: string, before = ' '): string {
  const value = detail(details, name);
  return value === null ? '' : `${before}“${value.replace(/\.$/, '')}”`;
}

/** Brackets around a text, with a space before them; empty without a text. */
export function bracketed(text: string | null): string {
  return text === null ? '' : ` (${text})`;
}

/** A limit as bytes or as the words of who set it. */
export function limitText({ limit }: ErrorDetails): string {
  if (typeof limit === 'number') return limit >= 1024 * 1024 ? bracketed(`${Math.floor(limit / (1024 * 1024))} MB`) : '';
  return bracketed(typeof limit === 'string' && limit !== '' ? limit : null);
}

/** How far the clock is off, as far as it is known. */
export function driftText({ aheadBySeconds }: ErrorDetails): string {
  if (typeof aheadBySeconds !== 'number' || Math.abs(aheadBySeconds) < 60) return 'wrong';
  const minutes = Math.round(Math.abs(aheadBySeconds) / 60);
  const length = minutes < 120 ? `${minutes} minute${minutes === 1 ? '' : 's'}` : `${Math.round(minutes / 60)} hours`;
  return `${length} ${aheadBySeconds > 0 ? 'fast' : 'slow'}`;
}

/** Which action on which resource, as far as it is known (A3). */
export function rightText(details: ErrorDetails): string | null {
  const [action, resource] = [detail(details, 'action'), detail(details, 'resource')];
  return action === null || resource === null ? action : `${action} on ${resource}`;
}

const BAD_FILES: Readonly<Record<string, string>> = {
  'unknown-kind': 'Galley does not know this kind of file.',
  'not-a-file': 'This is a folder or a device, not a file.',
  'closed-folder': 'This file lies where Galley reads nothing: among keys, or among its own files.',
  'not-allowed': 'The system does not allow reading this file.',
  'bad-name': 'The system does not accept this file’s name.',
  'no-path': 'This is not a file on this machine.',
  unreadable: 'This file could not be read.',
};

/** Why a file is refused: a known code's sentence, or the reader's own sentence, or the general one. */
export function badFileText(reason: string | null): string {
  if (reason !== null && Object.hasOwn(BAD_FILES, reason)) return BAD_FILES[reason] ?? reason;
  if (reason === null || !reason.includes(' ')) return 'This file cannot be read as a recording, a transcript or subtitles.';
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1).replace(/\.$/, '')}.`;
}
