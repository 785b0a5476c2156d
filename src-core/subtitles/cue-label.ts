// The speaker's label before the words of a cue: shown where the speaker changes. Knows no format.
import type { SpeakerId, Transcript } from '../transcript/transcript.ts';
import { joinStyled, plainText, type StyledText } from '../transcript/styled-text.ts';
import { speakerName } from '../transcript/transcript.ts';
import type { Cue } from './cue.ts';
import { cueSpeaker, styledLines } from './cue.ts';
import type { LabelOf } from './cueing.ts';
import { dashBefore, type DashForm } from './dialogue-dash.ts';

/** A speaker's name on one line without control characters or a closing colon; null when there is none to show. */
export function shownName(transcript: Transcript, speaker: SpeakerId | null): string | null {
  const name = speakerName(transcript, speaker)
    ?.replace(/[\s\p{Cc}\ufeff]+/gu, ' ')
    .toWellFormed()
    .trim()
    .replace(/ ?[:：]+$/u, '');
  return name === undefined || name === '' ? null : name;
}

/** "Anna: " for every named speaker. The same function reserves the room and writes the label. */
export function labelsOf(transcript: Transcript): LabelOf {
  const labels = new Map<SpeakerId | null, string>();
  return (speaker) => {
    let label = labels.get(speaker);
    if (label === undefined) {
      const name = shownName(transcript, speaker);
      label = name === null ? '' : `${name}: `;
      labels.set(speaker, label);
    }
    return label;
  };
}

/** What is written before words to say whose they are: labels where they are asked for, and dashes where two people in one cue have none. */
export interface VoiceMarks {
  readonly labelOf?: LabelOf | undefined;
  /** Null for none. */
  readonly dashes: DashForm | null;
}

/** A line of a cue as written, the letters of its single words, and the turn they are from. */
export interface WrittenLine extends StyledText {
  readonly turn: number;
}

/**
 * The lines of a cue as written: with its speaker's label where labels are written and the speaker changes. A cue over several turns
 * (read from a file, never made by cueing) opens each of them by its label or, unnamed, by the guide's dash.
 * No line is empty; there is none at all for a cue without visible text. `before` is the cue shown before it.
 */
export function writtenLines(transcript: Transcript, cue: Cue, before: Cue | undefined, { labelOf, dashes }: VoiceMarks): WrittenLine[] {
  const isDialogue = cue.breaks.some((place) => place.turn > cue.from.turn && place.word === 0);
  const lines: WrittenLine[] = [];
  const texts = styledLines(transcript, cue);
  if (!texts.some(({ text }) => text !== '')) return [];
  texts.forEach((styled, index) => {
    const turn = index === 0 ? cue.from.turn : (cue.breaks[index - 1]?.turn ?? cue.to.turn);
    const label = labelOf?.(transcript.turns[turn]?.speaker ?? null) ?? '';
    let opening = '';
    if (isDialogue && turn !== lines.at(-1)?.turn) opening = label || (dashes ? dashBefore(dashes, lines.length === 0) : '');
    else if (index === 0 && changesSpeaker(transcript, cue, before)) opening = styled.text === '' ? label.trimEnd() : label;
    const written = opening === '' ? styled : joinStyled([plainText(opening), styled]);
    if (written.text !== '') lines.push({ ...written, turn });
  });
  return lines;
}

/** Whether a cue's speaker differs from the last speaker of the cue shown before it; the first cue's always does. */
function changesSpeaker(transcript: Transcript, cue: Cue, before: Cue | undefined): boolean {
  return before === undefined || cueSpeaker(transcript, cue) !== (transcript.turns[before.to.turn]?.speaker ?? null);
}
