// Versions in words: what each is called and when it was made.
import type { Version } from './versions.svelte.ts';
import { dateText } from './wording.ts';

/** What a row in the list of versions is called; when stands beside it. */
export function versionTitle({ kind, name }: Version): string {
  if (kind === 'named') return `“${name}”`;
  return kind === 'before' ? name : kind === 'opened' ? 'As opened' : 'While editing';
}

/** "“Final”", "As opened, 14:05", "Before: Replace 12 × “pier”". */
export function versionName(version: Version, now: number): string {
  const title = versionTitle(version);
  return version.kind === 'opened' || version.kind === 'hourly' ? `${title}, ${momentText(version.madeAt, now)}` : title;
}

/** "14:05", "Yesterday 14:05", "12 Nov 14:05". */
export function momentText(at: number, now: number): string {
  const day = dateText(at, now);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
  return day === time || day === 'just now' ? day : `${day} ${time}`;
}
