// Words that go along when whole cues move in time: those whose times were only estimated from the cues they stand in. Words heard, carried or
// set by hand never move. It answers Edits and knows no track.
import type { Millis, Span } from '../span.ts';
import type { SetSpans } from '../transcript/edit.ts';
import type { Transcript, Word } from '../transcript/transcript.ts';
import { shareByWeight } from '../transcript/weight.ts';
import type { WordStretch } from '../transcript/word-stretch.ts';
import { keptTime } from './cue-edits.ts';

/** Words of a cue that moved, and when the cue is shown now. */
export interface MovedStretch extends WordStretch {
  readonly span: Span;
}

/** Where a time goes; a later time never goes before an earlier one. Rounded and kept from 0 on by who asks. */
export type TimeMap = (time: Millis) => number;

/**
 * The edits that take the estimated words of these stretches through `timeMap`, one a turn. Between words that stay they keep their order, so that a
 * word may be stopped by its neighbour; words that lost all their time that way are shared out over their cue when it next moves.
 */
export function moveWords(transcript: Transcript, stretches: readonly MovedStretch[], timeMap: TimeMap): SetSpans[] {
  const byTurn = new Map<number, Map<number, Span>>();
  for (const stretch of stretches) {
    for (let turn = stretch.from.turn; turn <= stretch.to.turn; turn += 1) {
      const words = transcript.turns[turn]?.words ?? [];
      const first = turn === stretch.from.turn ? stretch.from.word : 0;
      const last = turn === stretch.to.turn ? stretch.to.word : words.length - 1;
      const targets = byTurn.get(turn) ?? new Map<number, Span>();
      byTurn.set(turn, targets);
      aim(targets, words.slice(first, last + 1), { first, span: stretch.span, timeMap });
    }
  }
  return [...byTurn].flatMap(([turn, targets]): SetSpans[] => {
    const moved = settled(transcript.turns[turn]?.words ?? [], targets);
    return moved ? [{ kind: 'set-spans', place: { turn, word: moved.first }, spans: moved.spans, origin: 'estimated' }] : [];
  });
}

/** Where the estimated words of a part of a turn are to go. */
function aim(targets: Map<number, Span>, words: readonly Word[], { first, span, timeMap }: { first: number; span: Span; timeMap: TimeMap }): void {
  const isCollapsed = words.every(({ origin, start, end }) => origin === 'estimated' && start === end && start === words[0]?.start);
  const ends = isCollapsed
    ? shareByWeight(
        words.map(({ text }) => text),
        span.end - span.start,
      )
    : [];
  words.forEach((word, at) => {
    if (word.origin !== 'estimated') return;
    const target = isCollapsed
      ? { start: span.start + (ends[at - 1] ?? 0), end: span.start + (ends[at] ?? 0) }
      : { start: keptTime(timeMap(word.start)), end: keptTime(timeMap(word.end)) };
    targets.set(first + at, target);
  });
}

/** The spans of a turn's words from the first to the last that moves, each between its neighbours; null when none moves. */
function settled(words: readonly Word[], targets: ReadonlyMap<number, Span>): { first: number; spans: Span[] } | null {
  const highs: number[] = [];
  let high = Infinity;
  for (let index = words.length - 1; index >= 0; index -= 1) {
    highs[index] = high;
    if (!targets.has(index)) high = words[index]?.start ?? high;
  }
  let low = 0;
  const spans = words.map(({ start, end }, index): Span => {
    const target = targets.get(index);
    const limit = highs[index] ?? Infinity;
    const from = target ? Math.min(limit, Math.max(low, target.start)) : start;
    const span = target ? { start: from, end: Math.min(limit, Math.max(from, target.end)) } : { start, end };
    low = span.end;
    return span;
  });
  const isMoved = ({ start, end }: Span, index: number) => words[index]?.start !== start || words[index].end !== end;
  const first = spans.findIndex(isMoved);
  return first < 0 ? null : { first, spans: spans.slice(first, spans.findLastIndex(isMoved) + 1) };
}
