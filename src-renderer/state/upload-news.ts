// What is said aloud of an upload: each quarter, once (W6). The bar on the screen moves all the time; a voice must not.
import type { Job, JobProgress } from '../../src-core/library/job.ts';

/** The quarter an upload has come to since the last news, as a sentence, or null when there is nothing new to say. */
export function uploadNews(job: Job, before: Job | null): string | null {
  const [now, then] = [quarterOf(job.progress), before === null ? null : quarterOf(before.progress)];
  return now !== null && then !== null && now > then ? `${now * 25} % uploaded` : null;
}

function quarterOf({ step, bytesDone, bytesTotal }: JobProgress): number | null {
  if (step !== 'uploading' || bytesDone === null || bytesTotal === null || bytesTotal === 0) return null;
  return Math.floor((bytesDone / bytesTotal) * 4);
}
