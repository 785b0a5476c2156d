// Checks of what a cue says and how it is written: speakers, marks, glyphs, spaces, repeated and doubtful words.
import { isDoubtful } from '../../transcript/doubt.ts';
import { baseLanguage } from '../cue-language.ts';
import type { Trial } from './check-cues.ts';
import { dashFormText } from '../dialogue-dash.ts';
import { isRedaction } from './redaction-mark.ts';
import { dashFormFor } from './rule-set.ts';

/** What is written: two-speakers, dash-form, markup, marks of songs and sounds, italics, glyphs, empty, spaces, double-word, doubtful. */
export function textChecks(trial: Trial): void {
  checkSpeakers(trial);
  checkDashes(trial);
  checkMarkup(trial);
  checkMarks(trial);
  checkGlyphs(trial);
  checkSpaces(trial);
  checkWords(trial);
}

/** A line holds one person's words: a change of turn inside a line is two people in it. */
function checkSpeakers({ cue, find }: Trial): void {
  if (cue.sharesLine) find('two-speakers');
}

const DASH = /^[-–—‐](\s?)/u;

/**
 * Dashes somebody typed. Those put before the turns of a cue when it is written are the writer's affair, and so never missing (Q19):
 * only words of one turn that open their lines with dashes are two people nobody has told apart.
 */
function checkDashes({ cue, language, set, find }: Trial): void {
  const form = dashFormFor(set, language);
  const dashes = cue.typed.map((line) => DASH.exec(line)?.[1]);
  if (form === null || !set.dashes || cue.typed.length < 2 || dashes.at(-1) === undefined) return;
  const onlyLast = dashes.slice(0, -1).every((space) => space === undefined);
  // A dash on the last line alone is Dutch or Finnish style only where that is asked for; else it may open an aside.
  const isPair = dashes.every((space) => space !== undefined) || (onlyLast && form.startsWith('second'));
  if (!isPair) return;
  const spaced = form.endsWith('spaced');
  const right = dashes.every((space, index) => (space === undefined ? form.startsWith('second') && index === 0 : (space !== '') === spaced));
  const firstBare = form.startsWith('second') === onlyLast;
  if (!right || !firstBare) find('dash-form', { detail: dashFormText[form], source: set.dashes.source });
}

/** Tags, ASS codes and the arrow of SRT: our writers make them harmless where the format can, SRT and SBV cannot. */
const MARKUP = /<\/?[a-z!][^<>]*>|-->|\{\\[^{}]*\}|\\[Nnh](?![\p{L}])/iu;

function checkMarkup({ cue, find }: Trial): void {
  const found = MARKUP.exec(cue.text)?.[0];
  if (found !== undefined) find('markup', { detail: found });
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
];
const DESCRIBED = /^(?:[-–—‐]\s?)?([[(（])([^\])）]*)[\])）]$/u;

function checkMarks({ cue: { text, typed, cue, lines }, language, set: { letters }, find }: Trial): void {
  // Quotations often run over several cues and open anew in each: only brackets and notes are counted.
  const lonely = PAIRS.find(([open, close]) => count(text, open) !== count(text, close));
  const notes = count(text, '♪') + count(text, '♫');
  if (lonely) find('unbalanced-marks', { detail: lonely.join(' ') });
  else if (notes % 2 === 1) find('unbalanced-marks', { detail: '♪' });
  const { source, songMark, soundMark, soundCase, upright } = letters;
  const other = songMark === '♪' ? /^#\s|\s#$/mu : songMark === '#' ? /[♪♫]/u : null;
  if (other?.test(text)) find('note-form', { detail: songMark ?? '', source });
  for (const line of typed) {
    const [, open = '', sound = ''] = DESCRIBED.exec(line) ?? [];
    const isSquare = open === '[';
    if (open === '' || (isSquare && isRedaction(sound))) continue;
    const isLoud = soundCase === 'lower' && /\p{Lu}{2}/u.test(sound) && !/\p{Ll}/u.test(sound);
    if ((soundMark !== null && isSquare !== (soundMark === 'square')) || isLoud) {
      find('sound-form', { detail: line, source });
      break;
    }
  }
  if (!upright.includes(baseLanguage(language))) return;
  if (cue.look?.italic || lines.some((line) => line.letters.some((run) => run.italic))) find('italics', { source });
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** Private-use, unassigned, replacement and control characters, and invisible ones that only steer layout: boxes or nothing on a screen. */
const UNSHOWN = /[\p{Co}\p{Cn}\ufffd\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;
/** Anything but letters, figures, marks of writing, money and the signs players share. */
const ORNATE = /[^\p{L}\p{M}\p{N}\p{P}\p{Sc}\p{Z}\n+<=>|~^`´¨°©®™♪♫\u200c-\u200f\u061c]/u;

function checkGlyphs({ cue: { text }, set: { letters }, find }: Trial): void {
  const unshown = UNSHOWN.exec(text)?.[0];
  const ornate = letters.plainGlyphs ? ORNATE.exec(text)?.[0] : undefined;
  if (unshown !== undefined) find('glyphs', { detail: `U+${hex(unshown)}` });
  else if (text !== text.normalize('NFC')) find('glyphs', { detail: 'not in composed form (NFC)' });
  else if (ornate !== undefined) find('glyphs', { detail: `${ornate} U+${hex(ornate)}`, source: letters.source });
}

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** Files never show more than one space; who copies the text or opens it elsewhere sees them all. */
const MANY_SPACES = /[ \t\u00a0]{2,}/u;

function checkSpaces({ cue: { lines, words }, find }: Trial): void {
  if (lines.length === 0) return find('empty');
  const word = words.find(({ space, text }) => MANY_SPACES.test(space) || MANY_SPACES.test(text));
  if (word) find('spaces', { detail: word.text });
}

const BARE = /[^\p{L}\p{N}'’]/gu;
/** Punctuation around a word, as a list of words has no use for it. */
const MARKS = /^\p{P}+(?=\P{P})|(?<=\P{P})\p{P}+$/gu;

function checkWords({ cue: { words }, doubtBelow, find }: Trial): void {
  const bare = words.map((word) => word.text.replace(BARE, '').toLowerCase());
  // "no, no" is somebody insisting: only words without punctuation between them are a slip.
  const twice = bare.findIndex((word, index) => index > 0 && word !== '' && word === bare[index - 1] && /[\p{L}\p{N}]$/u.test(words[index - 1]?.text ?? ''));
  if (twice > 0) find('double-word', { detail: words[twice]?.text ?? '' });
  if (doubtBelow === null) return;
  const doubtful = words.filter((word) => isDoubtful(word, doubtBelow)).map((word) => word.text.replaceAll(MARKS, ''));
  if (doubtful.length > 0) find('doubtful', { value: doubtful.length, unit: 'count', detail: doubtful.join(', ') });
}
