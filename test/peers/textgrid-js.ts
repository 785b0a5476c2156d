// PraatTextGridJS, the reader of TextGrids of a linguists' notebook: a second opinion beside Praat's own. It tells of its reading on the console.
import { readFileSync } from 'node:fs';
import textgrid from 'textgrid';
import type { PeerCue } from './peer.ts';

/** Its reading of every interval that holds text; the tier is the voice. */
export function readByTextGridJs(path: string): PeerCue[] {
  const { log } = console;
  console.log = () => undefined;
  try {
    const millis = (seconds: string): number => Math.round(Number(seconds) * 1000);
    return textgrid.TextGrid.textgridToIGT(readFileSync(path, 'utf8')).items.flatMap(({ name, intervals }) =>
      intervals.filter(({ text }) => text !== '').map(({ xmin, xmax, text }) => ({ start: millis(xmin), end: millis(xmax), voice: name, text })),
    );
  } finally {
    console.log = log;
  }
}
