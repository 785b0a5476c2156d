// Saves a report where the person says, for when there is no page that could: the same parts the page would show, without words of a transcript.
import { dialog, type BrowserWindow } from 'electron';

import { zipFile } from '../../../src-core/archive/zip-file.ts';
import type { CallResult } from '../../../src-core/contract/studio-api.ts';
import { errorSentence } from '../../../src-core/contract/error-text.ts';
import { fromWireError } from '../../../src-core/contract/errors.ts';
import { SaveFile } from '../../adapters/disk/save-file.ts';
import { randomIds } from '../../adapters/machine/random-ids.ts';
import type { Studio } from '../../studio.ts';

/** Asks where, and writes it there. A failure is told in a dialog. */
export async function saveReport(studio: Studio, window: BrowserWindow): Promise<void> {
  try {
    const reply = await studio.dispatch('report.make', { recording: null });
    if (!reply.ok) throw fromWireError(reply.error);
    const { fileName, parts } = reply.value as CallResult<'report.make'>; // the studio's own answer to a call of the contract
    const chosen = await dialog.showSaveDialog(window, { defaultPath: fileName });
    if (chosen.canceled || chosen.filePath === '') return;
    const utf8 = new TextEncoder();
    const bytes = zipFile(
      parts.map(({ name, text }) => ({ name, bytes: utf8.encode(text) })),
      Date.now(),
    );
    const file = await SaveFile.begin(chosen.filePath, randomIds.uuid());
    await file.write(bytes);
    await file.finish();
  } catch (thrown) {
    await dialog.showMessageBox(window, { type: 'warning', message: 'The report was not saved.', detail: errorSentence(thrown) });
  }
}
