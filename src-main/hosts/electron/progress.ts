// The uploads on the taskbar and in the dock, and a machine that does not fall asleep over them.
import { powerSaveBlocker, type BrowserWindow } from 'electron';

import type { Job } from '../../../src-core/library/job.ts';
import type { Studio } from '../../studio.ts';
import { uploadShare } from './job-news.ts';

const NO_BAR = -1;

/** Shows progress until the studio stops. */
export function showProgress(studio: Studio, window: () => BrowserWindow | null): void {
  let awake: number | null = null;
  studio.subscribe((event, payload) => {
    if (event !== 'jobs.changed') return;
    const share = uploadShare((payload as { jobs: readonly Job[] }).jobs); // the studio's own event
    window()?.setProgressBar(share ?? NO_BAR);
    if (share !== null) awake ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (awake !== null) {
      powerSaveBlocker.stop(awake);
      awake = null;
    }
  });
}
