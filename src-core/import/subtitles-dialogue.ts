// Who speaks, as subtitle files hint at it in their text: dialogue dashes, ">>" and "NAME:" labels.
// Hints are taken out of the text and named as Problems; nothing else is.
import type { ProblemList } from '../problem.ts';
import type { DashForm } from '../subtitles/dialogue-dash.ts';
import { joinStyled, plainText, sliceStyled, splitStyled } from '../transcript/styled-text.ts';
import { endsSentence } from './paragraphs.ts';
import { plural } from './spoken-item.ts';
import { CuePieces, type CuePiece, type FileCue } from './subtitles-cue.ts';

/** A mark that opens a line of another speaker: "- ", "-W", "-- ", "–", ">>"; not the minus of a number. */
const OPENING_MARK = /^[ \t]*(?:>{2,3}[ \t]*|(?:--|[-‐–—])(?:[ \t]+|(?=[\p{L}"'“«¿¡[(])))(?=\S)/u;
/** A dash before a figure: a minus, but in a cue that marks its speakers without spaces. */
const FIGURE_DASH = /^[ \t]*[-‐–](?=\p{N})/u;
const CLOSE_DASH = /^[ \t]*[-‐–][ \t]?\p{Lu}/u;

/**
 * The cue with its pieces split at lines that open with a dialogue mark, where its lines show that dialogue is meant. Pieces with voices stay whole:
 * of two people who are named and marked as well, the marks go.
 */
export function splitDialogue(cue: FileCue, problems: ProblemList): FileCue {
  const voiced = withoutVoiceMarks(cue.pieces);
  const pieces = voiced.flatMap(splitPiece);
  if (voiced === cue.pieces && !pieces.some((piece) => piece.changesSpeaker)) return cue;
  problems.add('dialogue-marks', 'note', (count) => `${count} cue${plural(count)} with dialogue marks (“-”, “>>”) became turns; the marks were left out.`, {
    line: cue.line,
    time: cue.start,
  });
  return { ...cue, pieces };
}

function splitPiece(piece: CuePiece): CuePiece[] {
  if (piece.speaker !== null) return [piece];
  const lines = piece.text.split('\n');
  const opens = lines.map((line, index) => OPENING_MARK.test(line) && (index === 0 || /^\s*>>/.test(line) || isDialogue(lines, index)));
  if (!opens.some(Boolean)) return [piece];
  lines.forEach((line, index) => (opens[index] ||= FIGURE_DASH.test(line) && isMarkedClose(lines)));
  const split = new CuePieces();
  splitStyled(piece, '\n').forEach((line, index) => {
    const unmarked = opens[index] ? sliceStyled(line, markLength(line.text)) : line;
    const text = index > 0 ? joinStyled([plainText('\n'), unmarked]) : unmarked;
    split.add({ ...piece, ...text, changesSpeaker: opens[index] === true });
  });
  return split.pieces();
}

/** The pieces without the marks before voices, where each change of voice after the first has one; else the same pieces. */
function withoutVoiceMarks(pieces: readonly CuePiece[]): readonly CuePiece[] {
  const spoken = pieces.filter(({ speaker, text }) => speaker !== null && text.trim() !== '');
  const changes = spoken.filter(({ speaker }, index) => speaker !== spoken[index - 1]?.speaker);
  const isMarked = ({ text }: CuePiece): boolean => OPENING_MARK.test(text.trimStart());
  if (changes.length < 2 || !changes.slice(1).every(isMarked)) return pieces;
  const marked = new Set(changes.filter(isMarked));
  return pieces.map((piece) => {
    const lead = piece.text.length - piece.text.trimStart().length;
    return marked.has(piece) ? { ...piece, ...sliceStyled(piece, lead + markLength(piece.text.slice(lead))) } : piece;
  });
}

/** A further dash in a line that opens with one: behind the end of a sentence, before a new one. */
const FURTHER_DASH = /(?<=[.?!…—"”»’)\]]) (?=[-‐–—] ?["“«¿¡[(]?\p{Lu})/gu;

/** A line of a format without line breaks, in which two people were joined by a space: broken before each further dash, where it opens with one. */
export function dialogueLines(line: string): string[] {
  return OPENING_MARK.test(line) && !/^\s*>>/.test(line) ? line.split(FURTHER_DASH) : [line];
}

/** How much of a line is the mark it opens with. */
function markLength(line: string): number {
  return ((OPENING_MARK.exec(line) ?? FIGURE_DASH.exec(line))?.[0] ?? '').length;
}

/** The form of dashes most cues with two people have; null where none has. `split` are the cues by splitDialogue, place by place. */
export function dashesOf(cues: readonly FileCue[], split: readonly FileCue[]): DashForm | null {
  const counts = new Map<DashForm, number>();
  cues.forEach((cue, index) => {
    const form = split[index] === cue ? null : dashesIn(cue);
    if (form) counts.set(form, (counts.get(form) ?? 0) + 1);
  });
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function dashesIn({ pieces }: FileCue): DashForm | null {
  const lines = pieces
    .map(({ text }) => text)
    .join('')
    .split('\n');
  const spaces = lines.map((line) => /^[ \t]*[-‐–—]([ \t]*)/u.exec(line)?.[1]);
  const last = spaces.findLast((space, index) => index > 0 && space !== undefined);
  if (last === undefined) return null;
  const dashed = spaces[0] === undefined ? 'second' : 'both';
  return last === '' ? dashed : `${dashed}-spaced`;
}

/** Whether every line opens with a dash and no space, and not all of them with a figure. */
function isMarkedClose(lines: readonly string[]): boolean {
  return lines.every((line) => /^[ \t]*[-‐–][^\s\p{P}]/u.test(line)) && !lines.every((line) => FIGURE_DASH.test(line));
}

/** A dash inside a cue is dialogue when the first line has one too, or (Dutch, Finnish) when the line above ends its sentence. */
function isDialogue(lines: readonly string[], index: number): boolean {
  if (OPENING_MARK.test(lines[0] ?? '')) return true;
  return CLOSE_DASH.test(lines[index] ?? '') && endsSentence((lines[index - 1] ?? '').trim());
}

const LONGEST_LABEL = 40;
const LABEL = /^\s*([\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}\p{N} .'’_-]*?) ?[:：](?:\s+|(?=\p{Lo}))/u;
const KNOWN_LABEL = /^(?:speaker|spk|sprecher|sprecherin|locuteur|interlocuteur|hablante|orador|voce|spreker|channel|agent|customer)[ _]?\d*$/i;

function labelOf(text: string): { name: string; length: number } | null {
  const match = LABEL.exec(text.slice(0, LONGEST_LABEL + 4));
  return match?.[1] ? { name: match[1], length: match[0].length } : null;
}

/**
 * Takes "NAME:" labels out of pieces and makes them speakers. A label counts when it is in capitals, a known word ("Speaker 1"),
 * or when the file uses it more than once.
 */
export function readLabels(cues: readonly FileCue[], problems: ProblemList): { readonly cues: readonly FileCue[]; readonly labels: boolean } {
  const uses = new Map<string, number>();
  for (const cue of cues) {
    for (const piece of cue.pieces) {
      const label = piece.speaker === null ? labelOf(piece.text) : null;
      if (label) uses.set(label.name, (uses.get(label.name) ?? 0) + 1);
    }
  }
  if (uses.size === 0) return { cues, labels: false };
  let labels = false;
  const counts = (name: string): boolean => isCapitals(name) || KNOWN_LABEL.test(name) || (uses.get(name) ?? 0) > 1;
  const named = cues.map((cue) => {
    const pieces = cue.pieces.map((piece) => {
      const label = piece.speaker === null ? labelOf(piece.text) : null;
      if (!label || !counts(label.name) || piece.text.slice(label.length).trim() === '') return piece;
      problems.add('labels', 'note', (count) => `${count} label${plural(count)} before the text (“Name:”) became speakers.`, {
        line: cue.line,
        time: cue.start,
      });
      labels = true;
      return { ...piece, ...sliceStyled(piece, label.length), speaker: label.name };
    });
    return { ...cue, pieces };
  });
  return { cues: named, labels };
}

function isCapitals(name: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(name) && !/[\p{Ll}\p{Lo}]/u.test(name);
}
