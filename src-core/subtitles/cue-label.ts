// The speaker's label before the words of a cue: shown where the speaker changes. Knows no format.
import type { SpeakerId, Transcript } from '../transcript/transcript.ts';
import { speakerName } from '../transcript/transcript.ts';
import type { Cue } from './cue.ts';
import { cueLines, cueSpeaker } from './cue.ts';
import type { LabelOf } from './cueing.ts';

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

/** Whether a cue's speaker differs from the speaker of the cue shown before it; the first cue always does. */
export function changesSpeaker(transcript: Transcript, cue: Cue, before: Cue | undefined): boolean {
  return before === undefined || cueSpeaker(transcript, cue) !== cueSpeaker(transcript, before);
}

/** The lines of a cue with its label, when labels are written and the speaker changes here. No line is empty; none at all for a cue without visible text. */
export function labelledLines(transcript: Transcript, cue: Cue, before: Cue | undefined, labelOf: LabelOf | undefined): string[] {
  const lines = cueLines(transcript, cue);
  if (!lines.some(Boolean)) return [];
  if (labelOf && changesSpeaker(transcript, cue, before)) lines[0] = (labelOf(cueSpeaker(transcript, cue)) + (lines[0] ?? '')).trimEnd();
  return lines.filter(Boolean);
}
