// Tells the person outside the window that a transcript is there, or that a job failed. A click opens the recording.
import { Notification, type BrowserWindow } from 'electron';

import type { Recording } from '../../../src-core/library/recording.ts';
import type { Job } from '../../../src-core/library/job.ts';
import type { Studio } from '../../studio.ts';
import { sendEvent } from './ipc.ts';
import { JobNews, type EndedJob } from './job-news.ts';

/** Watches the jobs until the studio stops. The window is asked for, because it may be closed and opened again. */
export async function notifyOfJobs(studio: Studio, window: () => BrowserWindow | null): Promise<void> {
  const news = new JobNews();
  news.begin(await answerOf<readonly Job[]>(studio, 'jobs.list'));
  studio.subscribe((event, payload) => {
    if (event !== 'jobs.changed') return;
    const { jobs } = payload as { jobs: readonly Job[] }; // the studio's own event
    for (const ended of news.hear(jobs)) void notify(studio, window, ended);
  });
}

async function notify(studio: Studio, window: () => BrowserWindow | null, ended: EndedJob): Promise<void> {
  // Whoever looks at the window sees it there.
  if (window()?.isFocused() === true || !Notification.isSupported()) return;
  const recordings = await answerOf<readonly Recording[]>(studio, 'library.list');
  const name = recordings.find(({ id }) => id === ended.recording)?.name;
  if (name === undefined) return;
  const notification = new Notification({
    title: ended.outcome === 'done' ? 'Transcript ready' : 'Transcription failed',
    body: ended.reason === null ? name : `${name}: ${ended.reason}`,
  });
  notification.on('click', () => {
    const open = window();
    if (!open) return;
    if (open.isMinimized()) open.restore();
    open.focus();
    sendEvent(open, 'shell.show', { recording: ended.recording });
  });
  notification.show();
}

async function answerOf<T>(studio: Studio, call: string): Promise<T> {
  const reply = await studio.dispatch(call, {});
  return (reply.ok ? reply.value : []) as T; // the studio's own answer to a call of the contract
}
