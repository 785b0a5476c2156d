// Cues deleted together with their words. What only leaves them out of the subtitles is leaveOut (cue-choices.ts).
import { applyEdit, type SpliceTurns, type TurnSplice } from '../transcript/edit.ts';
import type { Transcript, Turn, Word } from '../transcript/transcript.ts';
import type { WordStretch } from '../transcript/word-stretch.ts';
import { putPins, type CueEdit, type CueSource } from './cue-edits.ts';
import { mapTrack } from './cue-track.ts';

/** Deletes cues and their words from the transcript; a turn that said nothing else goes too. */
export function deleteWithWords({ transcript, track, cues }: CueSource, indexes: readonly number[]): CueEdit | null {
  const gone = [...new Set(indexes)].flatMap((index) => cues[index] ?? []);
  if (gone.length === 0) return null;
  const edit = withoutWords(transcript, gone);
  const { transcript: after, map } = applyEdit(transcript, edit);
  const left = putPins(
    track,
    [],
    gone.flatMap(({ pin }) => pin ?? []),
  );
  const label = gone.length === 1 ? 'Delete a cue and its words' : `Delete ${gone.length} cues and their words`;
  return { label, edits: [edit], track: mapTrack(left, { before: transcript, after, map }) };
}

/** The edit that takes stretches of words out and touches no other word but for the white space before the first of a line. */
export function withoutWords(transcript: Transcript, stretches: readonly WordStretch[]): SpliceTurns {
  const gone = new Map<number, Set<number>>();
  for (const { from, to } of stretches) {
    for (let turn = from.turn; turn <= to.turn; turn += 1) {
      const last = turn === to.turn ? to.word : (transcript.turns[turn]?.words.length ?? 0) - 1;
      const words = gone.get(turn) ?? new Set<number>();
      for (let word = turn === from.turn ? from.word : 0; word <= last; word += 1) words.add(word);
      if (words.size > 0) gone.set(turn, words);
    }
  }
  const splices = [...gone]
    .sort(([a], [b]) => a - b)
    .map(([turn, words]): TurnSplice => ({ from: turn, remove: 1, turns: turnWithout(transcript.turns[turn], words) }));
  return { kind: 'splice-turns', splices, nextTurnId: transcript.nextTurnId, speakers: transcript.speakers };
}

/** The first word behind a gap has the white space that stood before the gap where it opens the line or had none. */
function turnWithout(turn: Turn | undefined, gone: ReadonlySet<number>): Turn[] {
  const words: Word[] = [];
  let opening: Word | null = null;
  for (const [index, word] of (turn?.words ?? []).entries()) {
    if (gone.has(index)) {
      opening ??= word;
      continue;
    }
    const space: string = opening && (words.length === 0 || word.space === '') ? opening.space : word.space;
    words.push(space === word.space ? word : { ...word, space });
    opening = null;
  }
  return turn && words.length > 0 ? [{ ...turn, words }] : [];
}
