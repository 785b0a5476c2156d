// Checks of how a cue's text is laid out: lines, widths, speed, breaks.
import { baseLanguage } from '../cue-language.ts';
import { functionWordsOf } from '../function-words.ts';
import { endingOf, isAbbreviation } from '../sentence.ts';
import type { Trial } from './check-cues.ts';

export function layoutChecks(trial: Trial): void {
  checkSpeed(trial);
  checkLines(trial);
  checkSplits(trial);
}

/** A share of the fastest speed from which a cue is worth a second look. */
const NEARLY = 0.9;

function checkSpeed({ cue, limit, find }: Trial): void {
  const most = limit('maxSpeed');
  if (most && Number.isFinite(cue.speed)) {
    const figures = { value: cue.speed, limit: most.value, unit: 'graphemes/s', source: most.source } as const;
    // Shown to one decimal: what reads as the limit is not beyond it.
    if (cue.speed > most.value + 0.05) find('fast', figures);
    else if (cue.speed > most.value * NEARLY) find('nearly-fast', figures);
  }
  const words = limit('maxWordSpeed');
  if (words && cue.wordSpeed > words.value) find('word-speed', { value: cue.wordSpeed, limit: words.value, unit: 'words/min', source: words.source });
}

function checkLines({ cue, limit, find, set, preview }: Trial): void {
  const wide = limit('lineLength');
  const widest = Math.max(0, ...cue.widths);
  if (wide && widest > wide.value) {
    const line = cue.lines[cue.widths.indexOf(widest)]?.text ?? '';
    find('wide-line', { value: widest, limit: wide.value, unit: 'graphemes', source: wide.source, detail: line });
  }
  checkPicture({ cue, limit, find, preview });
  const most = limit('maxLines');
  if (most && cue.lines.length > most.value) find('lines', { value: cue.lines.length, limit: most.value, unit: 'lines', source: most.source });
  if (cue.lines.length !== 2 || cue.lines[0]?.turn !== cue.lines[1]?.turn) return;
  if (wide && cue.width <= wide.value) find('needless-break', { value: cue.width, limit: wide.value, unit: 'graphemes', source: set.name });
  const balance = limit('leastBalance');
  const share = Math.min(...cue.widths) / Math.max(1, widest);
  if (balance && share < balance.value) find('unbalanced-lines', { value: share, limit: balance.value, unit: 'share', source: balance.source });
}

/** Letters are not equally wide: "MMMM" fills what "iiiiiiiiii" does (Channel 4; BBC counts a share of the picture). */
function checkPicture({ cue, limit, find, preview }: Pick<Trial, 'cue' | 'limit' | 'find' | 'preview'>): void {
  const share = limit('lineShare');
  if (!share || !preview) return;
  const most = Math.round(share.value * preview.width);
  const pixels = cue.lines.map(({ text }) => Math.round(preview.widthOf(text)));
  const widest = Math.max(0, ...pixels);
  if (widest <= most) return;
  const line = cue.lines[pixels.indexOf(widest)]?.text ?? '';
  find('wide-picture', { value: widest, limit: most, unit: 'px', source: share.source, detail: `${line} (${preview.picture})` });
}

/** What a line or a cue should not end on: articles, prepositions, conjunctions, negations, titles (Netflix N13, N14). */
function checkSplits({ cue, after, language, set, find }: Trial): void {
  const { tight } = functionWordsOf(baseLanguage(language));
  const binds = (text: string): boolean =>
    tight.has(
      text
        .replace(/^["'“‘„«‹([{¿¡]+/u, '')
        .replace('’', "'")
        .toLowerCase(),
    ) || isAbbreviation(text);
  cue.lines.forEach((line, index) => {
    const last = lastWord(line.text);
    if (index < cue.lines.length - 1 && binds(last) && cue.lines[index + 1]?.turn === line.turn) find('line-split', { detail: last });
  });
  const end = lastWord(cue.lines.at(-1)?.text ?? '');
  if (after?.from.turn === cue.cue.to.turn && binds(end)) find('cue-split', { detail: end });
  if (!set.oneSentence) return;
  const inside = cue.words.findIndex((word, index) => index < cue.words.length - 1 && endingOf(word.text, cue.words[index + 1]?.text ?? null) === 'sentence');
  if (inside >= 0 && !endsSentence(cue.words)) find('two-sentences', { detail: cue.words[inside]?.text ?? '' });
}

function endsSentence(words: readonly { readonly text: string }[]): boolean {
  const last = words.at(-1);
  return last !== undefined && endingOf(last.text, null) === 'sentence';
}

const lastWord = (line: string): string => /\S+$/.exec(line)?.[0] ?? '';
