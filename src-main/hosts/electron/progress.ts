// The uploads on the taskbar and in the dock, and a machine that does not fall asleep over them.
import { powerSaveBlocker, type BrowserWindow } from 'electron';

import type { Job } from '../../../src-core/library/job.ts';
import type { Studio } from '../../studio.ts';
import { uploadShare } from './job-news.ts';

const NO_BAR = -1;

/** Shows progress until the studio stops. */
export function showProgress(studio: Studio, window: () => BrowserWindow | null): void {
  // An event tells of the jobs that changed, not of the others.
  const known = new Map<string, Job>();
  let awake: number | null = null;
  const show = (): void => {
    const share = uploadShare([...known.values()]);
    window()?.setProgressBar(share ?? NO_BAR);
    if (share !== null) awake ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (awake !== null) {
      powerSaveBlocker.stop(awake);
      awake = null;
    }
  };
  studio.subscribe((event, payload) => {
    if (event === 'jobs.changed')
      for (const job of (payload as { jobs: readonly Job[] }).jobs) known.set(job.id, job); // the studio's own event
    else if (event === 'library.changed') {
      const { removed } = payload as { removed: readonly string[] }; // the studio's own event
      for (const job of known.values()) if (removed.includes(job.recording)) known.delete(job.id);
    } else return;
    show();
  });
}
