// One turn's share of a cue replaced by typed text: the edit of the transcript, and where the text stands after it.
// Only what differs is replaced, so that words keep their times. Knows no track.
import { needsSpace } from '../transcript/joint-space.ts';
import type { Edit } from '../transcript/edit.ts';
import { fillGaps } from '../transcript/gap.ts';
import { rangeOfWord } from '../transcript/query.ts';
import { retimeRun } from '../transcript/retime.ts';
import { tokenize } from '../transcript/tokens.ts';
import type { Transcript, Word } from '../transcript/transcript.ts';
import type { JoinedText, Part } from './cue-parts.ts';
import { sameEnds } from './shown-words.ts';

/** What replacing one part comes to. */
export interface ReplacedPart {
  readonly edit: Edit | null;
  /** Where its text begins and ends in the turn afterwards, and where its lines begin. */
  readonly from: number;
  readonly to: number;
  readonly lineStarts: readonly number[];
}

/** Makes a part read as typed. Words that stay keep their times; offsets answered are UTF-16 units of the turn's text afterwards. */
export function replacedPart(transcript: Transcript, part: Part, typed: JoinedText): ReplacedPart {
  const { shown: old } = part;
  const { text, starts } = typed;
  const { prefix, suffix } = sameEnds(old, text);
  if ((prefix === 0 && isGlued(part, part.first)) || (suffix === 0 && isGlued(part, part.last + 1))) return exactPart(transcript, part, typed);
  const base = old.places[0] ?? 0;
  const end = old.places.at(-1) ?? base;
  const [cutFrom, cutTo] = [old.places[prefix] ?? base, old.places[old.text.length - suffix] ?? end];
  const put = text.slice(prefix, text.length - suffix);
  const grown = put.length - (cutTo - cutFrom);
  const placeOf = (at: number): number => {
    if (at <= prefix) return old.places[at] ?? base;
    return at >= text.length - suffix ? (old.places[at - text.length + old.text.length] ?? end) + grown : cutFrom + at - prefix;
  };
  const isSame = put === '' && cutFrom === cutTo;
  const edit: Edit = { kind: 'replace-text', from: { turn: part.index, offset: cutFrom }, to: { turn: part.index, offset: cutTo }, text: put };
  return { edit: isSame ? null : edit, from: base, to: end + grown, lineStarts: starts.map(placeOf) };
}

/** Whether a word and the one before it run on without white space: text typed between them would become part of one or the other. */
function isGlued({ turn: { words } }: Part, index: number): boolean {
  return index > 0 && words[index]?.space === '';
}

/** The part replaced word for word, so that no neighbour it runs on with is touched but for the white space between. */
function exactPart({ language, nextTurnId, speakers }: Transcript, part: Part, { text, starts }: JoinedText): ReplacedPart {
  const { index, turn, first, last } = part;
  const { tokens } = tokenize(text, language);
  const [before, behind] = [turn.words[first - 1], turn.words[last + 1]];
  const timed = retimeRun({ old: turn.words.slice(first, last + 1), tokens, growsAtStart: false, growsAtEnd: false });
  const filled = fillGaps([...(before ? [before] : []), ...timed.words, ...(behind ? [behind] : [])], { above: null, below: null });
  const own = filled.slice(before ? 1 : 0, before ? tokens.length + 1 : tokens.length);
  const words = [...turn.words.slice(0, first), ...own, ...turn.words.slice(last + 1)].map((word, at, all): Word => {
    if (at !== first && at !== first + own.length) return word;
    const space = at === first ? (turn.words[first]?.space ?? '') : word.space;
    return { ...word, space: space === '' && needsSpace(all[at - 1]?.text ?? '', word.text) && at > 0 ? ' ' : space };
  });
  const made = { ...turn, words };
  const from = rangeOfWord(made, first).from;
  const edit: Edit = { kind: 'splice-turns', splices: [{ from: index, remove: 1, turns: [made] }], nextTurnId, speakers };
  return { edit, from, to: rangeOfWord(made, first + own.length - 1).to, lineStarts: starts.map((start) => from + start) };
}
