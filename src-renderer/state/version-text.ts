// Versions in words: what each is called and when it was made.
import type { Version } from './versions.svelte.ts';
import { dateText } from './wording.ts';

/** "“Final”", "As opened at 14:05", "Before: Replace 12 × “pier”". */
export function versionName({ kind, name, madeAt }: Version, now: number): string {
  if (kind === 'named') return `“${name}”`;
  if (kind === 'before') return name;
  return `${kind === 'opened' ? 'As opened,' : 'While editing,'} ${momentText(madeAt, now)}`;
}

/** "14:05", "Yesterday 14:05", "12 Nov 14:05". */
export function momentText(at: number, now: number): string {
  const day = dateText(at, now);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
  return day === time || day === 'just now' ? day : `${day} ${time}`;
}
