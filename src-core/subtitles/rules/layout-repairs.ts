// Attempts to mend how words are parted into cues and lines: lines laid anew, a cue cut where speech pauses, a word handed on.
import type { Edit } from '../../transcript/edit.ts';
import { wordAtPlace } from '../../transcript/query.ts';
import type { Transcript, WordPlace } from '../../transcript/transcript.ts';
import { turnText } from '../../transcript/transcript.ts';
import { wordsOfStretch } from '../../transcript/word-stretch.ts';
import { breakPlaces } from '../break-cost.ts';
import { unpinCues } from '../cue-choices.ts';
import { mergeWithNext, splitAtWord } from '../cue-cuts.ts';
import { holdsWord, joinCueEdits, type CueEdit, type CueSource } from '../cue-edits.ts';
import { changeLettersOf } from '../cue-letters.ts';
import { balanceLines, setBreaks } from '../cue-lines.ts';
import { firstWordFromNext, firstWordToPrevious, lastWordToNext } from '../cue-words.ts';
import { shownWord } from '../shown-text.ts';
import { RULES } from './finding.ts';
import { judgeFor } from './check-cues.ts';
import type { Attempt, RepairSite, RepairSource } from './repair-site.ts';
import { sourceAfter } from './source-after.ts';
import { lengthen } from './time-repairs.ts';

/** Lays the lines anew: by the rules, on one line, or broken where it does least harm. */
export function layLines(site: RepairSite): Attempt[] {
  const { source, index, cue } = site;
  const turns = cue.breaks.filter(({ turn, word }) => turn > cue.from.turn && word === 0);
  return [
    () => balanceLines(source, [index]),
    () => setBreaks(source, index, turns),
    ...lineBreaks(site)
      .slice(0, 3)
      .map(
        (place): Attempt =>
          () =>
            setBreaks(source, index, [...turns, place]),
      ),
  ];
}

const WEIGHT = { error: 100, warning: 10, hint: 1 } as const;

/** The words a second line might open with, the best first: those that leave the least to find, then where the lines are most alike. */
function lineBreaks({ source, index, cue, measured }: RepairSite): WordPlace[] {
  const { transcript, cues, setting } = source;
  if (cue.from.turn !== cue.to.turn) return [];
  const judge = judgeFor(transcript, setting);
  const around = cues.slice(Math.max(0, index - 1), index + 2);
  const at = Math.min(index, 1);
  const places = wordsOfStretch(transcript, cue).slice(1);
  const judged = places.map((place) => {
    const { findings, measured: broken } = judge(
      around.map((one, where) => (where === at ? { ...cue, breaks: [place] } : one)),
      at,
    );
    const [first = 0, second = 0] = broken.widths;
    const harm = findings.reduce((sum, { rule }) => sum + WEIGHT[RULES[rule].severity], 0);
    return { place, harm, tilt: Math.abs(first - second) / Math.max(1, measured.width) };
  });
  return judged.sort((a, b) => a.harm - b.harm || a.tilt - b.tilt).map(({ place }) => place);
}

/** Cuts a cue in two where speech pauses or a thought ends, best places first. Both sides take the true times of their words. */
export function cut({ source, index, cue, language }: RepairSite): Attempt[] {
  return cutPlaces(source.transcript, wordsOfStretch(source.transcript, cue), language)
    .slice(0, 4)
    .map(
      (place): Attempt =>
        () =>
          splitAtWord(source, index, place),
    );
}

/** Milliseconds of silence that are worth a point of break cost. */
const PAUSE_WORTH = 20;
/** What a cut at the very edge costs against one in the middle. */
const LOPSIDED = 60;

function cutPlaces(transcript: Transcript, places: readonly WordPlace[], language: string | null): WordPlace[] {
  const words = places.map((place) => wordAtPlace(transcript, place));
  const known = words.filter((word) => word !== null && word !== undefined);
  if (known.length !== places.length) return [];
  const { cost } = breakPlaces(known, known.map(shownWord), language);
  const costs = places.map((place, at) => {
    const [word, before] = [known[at], known[at - 1]];
    const pause = word && before ? Math.max(0, word.start - before.end) : 0;
    const isTurn = place.turn !== places[at - 1]?.turn;
    return { place, cost: (isTurn ? -100 : (cost[at] ?? 0)) - pause / PAUSE_WORTH + LOPSIDED * Math.abs((2 * at) / places.length - 1) };
  });
  return costs
    .slice(1)
    .sort((a, b) => a.cost - b.cost)
    .map(({ place }) => place);
}

/** A line too wide, or too many of them: laid anew where lines can hold the words at all, else cut. */
export function narrower(site: RepairSite): Attempt[] {
  const { measured, limit } = site;
  const room = (limit('lineLength') ?? Infinity) * (limit('maxLines') ?? Infinity);
  const share = measured.width / room;
  return [...(share > 1 ? [] : layLines(site)), ...(share > 2 ? [] : cut(site)), ...cutAnew(site)];
}

/** Gives the words of a cue back to the rules, to be cut into as many cues as they need. */
export function cutAnew({ source, index }: RepairSite): Attempt[] {
  return [() => unpinCues(source, [index])];
}

/** A cue too fast to read: longer into silence, else a word less, else put together with the next or cut. */
export function slower(site: RepairSite): Attempt[] {
  const { source, index } = site;
  return [
    ...moreTime(site, 1),
    () => lastWordToNext(source, index),
    () => firstWordToPrevious(source, index),
    () => mergeWithNext(source, index),
    ...cut(site),
    ...cutAnew(site),
  ];
}

/** Longer into silence, until no more than this share of the fastest speed is used. */
export function moreTime(site: RepairSite, share: number): Attempt[] {
  const { measured, limit } = site;
  const speed = limit('maxSpeed');
  const words = limit('maxWordSpeed');
  const spoken = measured.words.filter((word) => /[\p{L}\p{N}]/u.test(word.text)).length;
  const needed = Math.max(speed === null ? 0 : (measured.width * 1000) / (speed * share), words === null ? 0 : (spoken * 60_000) / (words * share));
  return lengthen(site, Math.ceil(needed));
}

/** The word a cue should not end on goes to the next one, or the one it belongs to comes here. */
export function handOn({ source, index, cue }: RepairSite): Attempt[] {
  return [() => lastWordToNext(source, index), () => lastTwo(source, index, cue.from), () => firstWordFromNext(source, index)];
}

function lastTwo(source: RepairSource, index: number, from: WordPlace): CueEdit | null {
  const first = lastWordToNext(source, index);
  const next = first && sourceAfter(source, first);
  const at = next ? next.cues.findIndex((cue) => holdsWord(cue, from)) : -1;
  const second = next && at >= 0 ? lastWordToNext(next, at) : null;
  return first && second && joinCueEdits(first, second);
}

/** One sentence a cue: cut after each that ends within it. */
export function oneSentence({ source, cue, language, measured }: RepairSite): Attempt[] {
  const places = wordsOfStretch(source.transcript, cue);
  const { sentenceEnds } = breakPlaces(measured.words, measured.words.map(shownWord), language);
  return [
    () =>
      cutAt(
        source,
        places.filter((_, at) => at > 0 && sentenceEnds[at] === 1),
      ),
    ...places.flatMap((place, at) => (at > 0 && sentenceEnds[at] === 1 ? [() => cutAt(source, [place])] : [])),
  ];
}

/** Each speaker a line of their own, else a cue. */
export function onePerLine({ source, index, cue }: RepairSite): Attempt[] {
  const openings = wordsOfStretch(source.transcript, cue).filter(({ turn, word }) => turn > cue.from.turn && word === 0);
  return [() => setBreaks(source, index, openings), () => cutAt(source, openings)];
}

/** Cuts before each of these words, wherever their cues are by then. Null when one of the cuts cannot be made. */
function cutAt(source: RepairSource, places: readonly WordPlace[]): CueEdit | null {
  let edit: CueEdit | null = null;
  let now: CueSource = source;
  for (const place of places) {
    const index = now.cues.findIndex((cue) => holdsWord(cue, place));
    const next = index < 0 ? null : splitAtWord(now, index, place);
    if (!next) return null;
    edit = edit ? joinCueEdits(edit, next) : next;
    now = sourceAfter(source, next);
  }
  return edit;
}

/** Upright letters, those of single words too. */
export function upright({ source, index }: RepairSite): Attempt[] {
  return [() => changeLettersOf(source, [index], { italic: false })];
}

const MANY = /[ \t\u00a0]{2,}/gu;

/** One space where there were several before the words of a cue. White space is not spoken; spaces within a word are its own and stay. */
export function oneSpace({ source, cue }: RepairSite): Attempt[] {
  return [
    () => {
      const edits = wordsOfStretch(source.transcript, cue).flatMap((place) => spaceEdit(source.transcript, place) ?? []);
      // From the end, so that places before stay right.
      return edits.length === 0 ? null : { label: '', edits: edits.reverse(), track: source.track };
    },
  ];
}

function spaceEdit(transcript: Transcript, { turn, word }: WordPlace): Edit | null {
  const line = transcript.turns[turn];
  const found = line?.words[word];
  const space = found?.space.replaceAll(MANY, ' ');
  if (!line || !found || space === undefined || space === found.space) return null;
  const offset = turnText({ ...line, words: line.words.slice(0, word), tail: '' }).length;
  return { kind: 'replace-text', from: { turn, offset }, to: { turn, offset: offset + found.space.length }, text: space };
}
