// How tests write down which letters are italic: what stands between asterisks.
import { noRuns, stretchesOf } from '../../../src-core/transcript/letters.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';

/** The text of every turn with what is italic in asterisks, word by word. */
export function starred({ turns }: Transcript): string[] {
  return turns.map(({ words }) =>
    words
      .map(({ space, text, marks }) => {
        const runs = stretchesOf(marks?.letters ?? noRuns, text.length);
        return space + runs.map((run) => (run.italic ? `*${text.slice(run.from, run.to)}*` : text.slice(run.from, run.to))).join('');
      })
      .join(''),
  );
}
