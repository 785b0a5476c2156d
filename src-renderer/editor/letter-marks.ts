// Italics and the like of single words, drawn in the visible part of the text. A colour is a band under the letters: on paper yellow ink is not read.
import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { isSameLetters, type LetterRun, type Letters } from '../../src-core/transcript/letters.ts';
import type { Word } from '../../src-core/transcript/transcript.ts';
import { transcriptOf } from './transcript-document.ts';

const known = new Map<string, Decoration>();

/** The mark of letters; the same object for the same letters. */
function markOf({ italic, bold, underline, colour }: Letters): Decoration {
  const classes = [italic && 'cm-italic', bold && 'cm-bold', underline && 'cm-underlined', colour !== null && 'cm-coloured'].filter(Boolean).join(' ');
  const key = `${classes} ${colour ?? ''}`;
  let mark = known.get(key);
  if (!mark) known.set(key, (mark = Decoration.mark({ class: classes, ...(colour !== null && { attributes: { style: `--letters: ${colour}` } }) })));
  return mark;
}

/** Marks words whose letters somebody chose. */
export const letterMarks: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marksOf(view);
    }

    update(update: ViewUpdate): void {
      if (update.viewportChanged || transcriptOf(update.startState).turns !== transcriptOf(update.state).turns) this.decorations = marksOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function marksOf(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  const { turns } = transcriptOf(view.state);
  // A word may reach from one visible range into the next: it is marked once.
  let done = 0;
  for (const visible of view.visibleRanges) {
    const last = doc.lineAt(visible.to).number;
    for (let number = doc.lineAt(visible.from).number; number <= last; number += 1) {
      for (const run of runsOf(turns[number - 1]?.words ?? [], doc.line(number).from, visible)) {
        if (run.to <= done) continue;
        marks.add(Math.max(done, run.from), run.to, markOf(run));
        done = run.to;
      }
    }
  }
  return marks.finish();
}

/** The runs of a line's words that are seen, by place in the document; `line` is where the line begins. A space between letters that look alike looks like them. */
export function runsOf(words: readonly Word[], line: number, seen: { readonly from: number; readonly to: number }): LetterRun[] {
  const runs: LetterRun[] = [];
  let at = line;
  for (const { space, text, marks } of words) {
    const before = at;
    const start = at + space.length;
    at = start + text.length;
    if (start > seen.to) break;
    if (marks?.letters === undefined || at < seen.from) continue;
    for (const run of marks.letters) {
      const last = runs.at(-1);
      const goesOn = last && run.from === 0 && last.to === before && isSameLetters(last, run);
      if (goesOn) runs[runs.length - 1] = { ...last, to: start + run.to };
      else runs.push({ ...run, from: start + run.from, to: start + run.to });
    }
  }
  return runs;
}
