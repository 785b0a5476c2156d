// Spans of cues as files state them, made sound: an end that lies before its start, or on it, is estimated. Knows no format.
import type { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import type { RawFileCue } from './subtitles-cue.ts';

// How long a text is shown when the file does not say: reading speed and least duration of the default cue profile.
const PER_CHARACTER = 1000 / 17;
const LEAST = 833;

/** The cue with an end after its start: as long as its text takes to read, but no longer than until the next cue begins. */
export function repairedSpan(cue: RawFileCue, nextStart: number | undefined, problems: ProblemList): RawFileCue {
  if (cue.end > cue.start) return cue;
  const wanted = cue.start + Math.max(LEAST, Math.round(cue.lines.join(' ').length * PER_CHARACTER));
  const end = nextStart !== undefined && nextStart > cue.start ? Math.min(wanted, nextStart) : wanted;
  problems.add(
    'end-before-start',
    'repair',
    (count) => (count === 1 ? '1 cue has no end after its start; one was estimated.' : `${count} cues have no end after their start; it was estimated.`),
    {
      line: cue.line,
      time: cue.start,
    },
  );
  return { ...cue, end };
}

/** A picture's first timecode is often a whole hour; a first cue that lies near or behind one is told. Milliseconds. */
const LATE = 59 * 60_000;

/** Tells when cues of a format of timecodes begin so late that they may count from another start than the media's. */
export function addLateStart(problems: ProblemList, cues: readonly { readonly start: Millis }[]): void {
  const first = cues[0]?.start ?? 0;
  if (first < LATE) return;
  problems.add(
    'late-start',
    'note',
    () => `The first cue lies ${Math.round(first / 60_000)} minutes in: where the media starts at zero, shift all cues by its first timecode.`,
  );
}
