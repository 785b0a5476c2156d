// A new cue with new words: typed where nobody is heard, or doubled from another. Its words get times inside its span, estimated, and a place in the
// transcript: in the silence of the turn that was speaking, or as a turn of their own.
import { needsSpace } from '../transcript/joint-space.ts';
import type { Millis, Span } from '../span.ts';
import { applyEdit, type SpliceTurns } from '../transcript/edit.ts';
import { timeIndex } from '../transcript/query.ts';
import { withLetters } from '../transcript/kept-letters.ts';
import { plainText, sliceStyled, type StyledText } from '../transcript/styled-text.ts';
import { tokenize } from '../transcript/tokens.ts';
import type { SpeakerId, Transcript, Turn, Word, WordPlace } from '../transcript/transcript.ts';
import { shareByWeight } from '../transcript/weight.ts';
import { styledLines } from './cue.ts';
import type { CueLook } from './cue-look.ts';
import { holdsWord, newPin, pinsOf, putAmong, soundSpan, type CueEdit, type CueSource } from './cue-edits.ts';
import { mapTrack, nextPinId, type CueTrack } from './cue-track.ts';
import { linesTyped } from './typed-lines.ts';
import { isSamePlace } from '../transcript/word-stretch.ts';

/** A cue to be. */
export interface NewCue extends Span {
  /** Line feeds break its lines. */
  readonly text: string;
  /** Who speaks, where the words become a turn of their own; nobody unless told. */
  readonly speaker?: SpeakerId | null;
}

/**
 * Inserts a cue with new words, shown for its span whatever lies beside it. Null without any text or time.
 * Others keep their words; one cut automatically across the place is cut anew on both sides.
 */
export function insertCue(source: CueSource, { start, end, text, speaker = null }: NewCue): CueEdit | null {
  const lines = linesTyped(text);
  const span = soundSpan({ start, end });
  if (lines.length === 0 || !span) return null;
  return { ...placed(source, { span, parts: [{ speaker, lines: lines.map(plainText), runsOn: false }], look: null }), label: 'Insert a cue' };
}

/** How long at least a doubled cue is shown even if the next begins before that, milliseconds: a second, what most guides ask of any cue. */
const LEAST_SHOWN: Millis = 1000;

/** Doubles a cue behind itself, `gap` milliseconds later: the same text, letters, look and speakers, shown as long as the time before the next cue allows. */
export function duplicateCue(source: CueSource, index: number, gap: Millis = 0): CueEdit | null {
  const { transcript, track, cues } = source;
  const cue = cues[index];
  const [pin] = cue ? pinsOf(track, [cue]) : [];
  if (!cue || !pin) return null;
  const start = cue.end + gap;
  const length = cue.end - cue.start;
  const room = (cues[index + 1]?.start ?? Infinity) - gap - start;
  const span = soundSpan({ start, end: start + Math.min(length, Math.max(room, LEAST_SHOWN)) });
  if (!span) return null;
  const parts: SaidPart[] = [];
  for (let turn = cue.from.turn; turn <= cue.to.turn; turn += 1) {
    const from = turn === cue.from.turn ? cue.from : { turn, word: 0 };
    const to = turn === cue.to.turn ? cue.to : { turn, word: (transcript.turns[turn]?.words.length ?? 0) - 1 };
    if (to.word < from.word) continue;
    const breaks = cue.breaks.filter((place) => place.turn === turn && place.word > from.word);
    const lines = styledLines(transcript, { ...span, from, to, breaks }).filter(({ text }) => text !== '');
    const runsOn = parts.length > 0 && !cue.breaks.some((place) => isSamePlace(place, from));
    if (lines.length > 0) parts.push({ speaker: transcript.turns[turn]?.speaker ?? null, lines, runsOn });
  }
  return parts.length > 0 ? { ...placed(source, { span, parts, look: pin.look }), label: 'Duplicate a cue' } : null;
}

/** What one speaker says in the new cue. */
interface SaidPart {
  readonly speaker: SpeakerId | null;
  readonly lines: readonly StyledText[];
  /** Whether its first line goes on from the part before. */
  readonly runsOn: boolean;
}

interface Placing {
  readonly span: Span;
  readonly parts: readonly SaidPart[];
  readonly look: CueLook | null;
}

function placed(source: CueSource, { span, parts, look }: Placing): Omit<CueEdit, 'label'> {
  const { transcript, track } = source;
  const [only] = parts;
  const silence = parts.length === 1 ? silenceAt(source, span) : null;
  const put = silence && only ? intoTurn(transcript, silence, only) : ownTurns(source, span, parts);
  const { transcript: after, map } = applyEdit(transcript, put.edit);
  const id = nextPinId(track.pins);
  const [from, to] = [put.places[0] ?? { turn: 0, word: 0 }, put.places.at(-1) ?? { turn: 0, word: 0 }];
  const breaks = put.places.filter((_, index) => index > 0 && put.opens[index]);
  const mapped: CueTrack = mapTrack(track, { before: transcript, after, map });
  return { edits: [put.edit], track: putAmong(mapped, { ...newPin(id, { from, to }), ...span, breaks, look }, after), chosen: id };
}

/** Words put into the transcript: the edit, where they stand after it, and which of them open a line. */
interface PutWords {
  readonly edit: SpliceTurns;
  readonly places: readonly WordPlace[];
  readonly opens: readonly boolean[];
}

/** The silence inside a turn that most of a span lies in, and the word behind it; null where somebody is heard or a held cue goes on across it. */
interface Silence extends Span {
  readonly before: WordPlace;
}

function silenceAt({ transcript, track }: CueSource, span: Span): Silence | null {
  const place = timeIndex(transcript).wordBefore((span.start + span.end) / 2);
  const words = place && transcript.turns[place.turn]?.words;
  const [last, next] = [words?.[place?.word ?? -1], words?.[(place?.word ?? -1) + 1]];
  if (!place || !last || !next) return null;
  const behind = { turn: place.turn, word: place.word + 1 };
  if (track.pins.some((pin) => holdsWord(pin, place) && holdsWord(pin, behind))) return null;
  const room = { start: Math.max(span.start, last.end), end: Math.min(span.end, next.start) };
  return (room.end - room.start) * 2 >= span.end - span.start ? { ...room, before: behind } : null;
}

function intoTurn({ turns, language, nextTurnId, speakers }: Transcript, { before: place, ...room }: Silence, part: SaidPart): PutWords {
  const turn = turns[place.turn];
  const old = turn?.words ?? [];
  const [last, next] = [old[place.word - 1], old[place.word]];
  const { words, opens } = wordsFor([part], room, language);
  const joined = words.map((word, index): Word => ({ ...word, channel: last?.channel ?? null, space: index === 0 ? joint(last, word) : word.space }));
  const tail = next ? [{ ...next, space: next.space === '' ? joint(joined.at(-1), next) : next.space }] : [];
  const made = [...old.slice(0, place.word), ...joined, ...tail, ...old.slice(place.word + 1)];
  const splices = turn ? [{ from: place.turn, remove: 1, turns: [{ ...turn, words: made }] }] : [];
  const places = joined.map((_, index) => ({ turn: place.turn, word: place.word + index }));
  return { edit: { kind: 'splice-turns', splices, nextTurnId, speakers }, places, opens };
}

function ownTurns({ transcript, track }: CueSource, span: Span, parts: readonly SaidPart[]): PutWords {
  const { turns, language, nextTurnId, speakers } = transcript;
  let at = 1 + turns.findLastIndex(({ words: [first] }) => first !== undefined && first.start <= span.start);
  // A held cue over several turns is not parted.
  for (const { from, to } of track.pins) if (from.turn < at && at <= to.turn) at = to.turn + 1;
  const { words, opens, counts } = wordsFor(parts, span, language);
  let done = 0;
  const made = parts.map(({ speaker }, index): Turn => {
    const own = words.slice(done, (done += counts[index] ?? 0));
    return { id: nextTurnId + index, speaker, words: own, tail: '' };
  });
  const places = made.flatMap((turn, index) => turn.words.map((_, word) => ({ turn: at + index, word })));
  const edit: SpliceTurns = { kind: 'splice-turns', splices: [{ from: at, remove: 0, turns: made }], nextTurnId: nextTurnId + made.length, speakers };
  return { edit, places, opens };
}

/** Words of lines, sharing a span by how long they take to say; `opens` tells which open a line, `counts` how many each part has. */
function wordsFor(parts: readonly SaidPart[], span: Span, language: string | null): { words: Word[]; opens: boolean[]; counts: number[] } {
  const tokens = parts.flatMap(({ lines, runsOn }, part) =>
    lines.flatMap((line, at) =>
      styledTokens(line, language).map((token, index) => ({
        ...token,
        joins: index === 0,
        opensLine: index === 0 && !(runsOn && at === 0),
        part,
      })),
    ),
  );
  const ends = shareByWeight(
    tokens.map(({ text }) => text),
    span.end - span.start,
  );
  const words = tokens.map(({ text, letters, space, joins, part }, index): Word => {
    const before = tokens[index - 1]?.part === part ? tokens[index - 1] : undefined;
    const times = { start: span.start + (ends[index - 1] ?? 0), end: span.start + (ends[index] ?? 0) };
    const word: Word = { text, space: joins ? joint(before, { text }) : space, ...times, origin: 'estimated', confidence: null, channel: null, source: null };
    return withLetters(word, letters);
  });
  return { words, opens: tokens.map(({ opensLine }) => opensLine), counts: parts.map((_, part) => tokens.filter((token) => token.part === part).length) };
}

/** The words of a line, each with its letters. */
function styledTokens(line: StyledText, language: string | null): (StyledText & { readonly space: string })[] {
  let at = 0;
  return tokenize(line.text, language).tokens.map(({ text, space }) => {
    const from = at + space.length;
    at = from + text.length;
    return { space, ...sliceStyled(line, from, at) };
  });
}

/** What stands between two words, the second of which opens a line. */
function joint(before: { readonly text: string } | undefined, after: { readonly text: string }): string {
  return before && needsSpace(before.text, after.text) ? ' ' : '';
}
