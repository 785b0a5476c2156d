// The laws every list of made cues keeps, as one check that every test can call. Exceptions are stated where they are allowed.
import { expect } from 'vitest';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { cueLines, cueSpeaker, cueWords } from '../../../src-core/subtitles/cue.ts';
import type { LabelOf } from '../../../src-core/subtitles/cueing.ts';
import { measureWidth } from '../../../src-core/subtitles/graphemes.ts';
import type { CueProfile } from '../../../src-core/subtitles/profile.ts';
import { soundEnd } from '../../../src-core/subtitles/turn-timeline.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';

/** Holds cues against everything `makeCues` promises. */
export function expectLawful(transcript: Transcript, cues: readonly Cue[], profile: CueProfile, labelOf?: LabelOf): void {
  expectEveryWordOnce(transcript, cues);
  const broken = cues.flatMap((cue, index) => {
    const before = cues[index - 1];
    const changes = !before || cueSpeaker(transcript, before) !== cueSpeaker(transcript, cue);
    const label = (changes && labelOf?.(cueSpeaker(transcript, cue))) || '';
    const room = measureWidth(labelOf?.(cueSpeaker(transcript, cue)) ?? '', profile.narrow);
    const laws = [...timeLaws(transcript, { before, cue, after: cues[index + 1], room }, profile), ...lineLaws(transcript, cue, profile, label)];
    return laws.filter(([, holds]) => !holds).map(([law]) => `cue ${index}: ${law}: ${JSON.stringify({ before, cue, after: cues[index + 1] })}`);
  });
  expect(broken).toEqual([]);
}

/** Every word in exactly one cue, and within a turn in the order of speech. */
function expectEveryWordOnce(transcript: Transcript, cues: readonly Cue[]): void {
  const words = transcript.turns.map((): number[] => []);
  for (const cue of cues) for (const { place } of cueWords(transcript, cue)) words[place.turn]?.push(place.word);
  expect(words).toEqual(transcript.turns.map((turn) => turn.words.map((_, index) => index)));
}

type Law = readonly [name: string, holds: boolean];

interface Neighbours {
  readonly before: Cue | undefined;
  readonly cue: Cue;
  readonly after: Cue | undefined;
  /** Width kept for a label. */
  readonly room: number;
}

function timeLaws(transcript: Transcript, { before, cue, after, room }: Neighbours, profile: CueProfile): Law[] {
  const words = [...cueWords(transcript, cue)].map(({ word }) => word);
  const first = words[0]?.start ?? 0;
  const silent = Math.max(cue.start, ...words.map(soundEnd));
  const duration = cue.end - cue.start;
  const late = cue.start - first;
  const latest = Math.min((after?.start ?? Infinity) - profile.minGap, cue.start + profile.maxDuration, silent + profile.leadOut);
  const stays = Math.max(silent + profile.leadOut, Math.max(first, cue.start) + profile.minDuration);
  const width = measureWidth(onOneLine(transcript, cue), profile.narrow);
  const speed = (width * 1000) / duration;
  const isHurried = ((width + room) * 1000) / (cue.end - first - 1) > profile.maxSpeed * 0.9;
  const nextWord = after && [...cueWords(transcript, after)][0]?.word.start;
  return [
    ['one speaker', cue.from.turn === cue.to.turn],
    ['not too long', duration <= profile.maxDuration],
    ['never shorter than the least', duration >= Math.min(profile.leastDuration, profile.minDuration)],
    [
      'too short only when the cue after may wait no longer',
      duration >= profile.minDuration || (after?.start ?? 0) - (nextWord ?? Infinity) >= profile.maxLate,
    ],
    ['a gap before it', !before || cue.start - before.end >= profile.minGap],
    ['not before its sound, but for a little where it could not be read', late >= 0 || (late >= -profile.leadIn && isHurried)],
    ['late only for the cue before', late <= 0 || before?.end === cue.start - profile.minGap],
    ['very late only in a crowd', late <= profile.maxLate || cue.start - (before?.start ?? 0) === profile.leastDuration + profile.minGap],
    ['too fast only when stretched to the utmost', speed <= profile.targetSpeed + 0.01 || cue.end >= latest],
    [
      'outlasts its sound only as allowed',
      cue.end <= stays || (cue.end === (after?.start ?? 0) - profile.minGap && cue.end + profile.minGap - stays < profile.chainBelow),
    ],
    ['no long pause inside', words.every((word, at) => (words[at + 1]?.start ?? 0) - soundEnd(word) < profile.longPause)],
  ];
}

function lineLaws(transcript: Transcript, cue: Cue, profile: CueProfile, label: string): Law[] {
  const lines = cueLines(transcript, cue);
  const opens = [cue.from.word, ...cue.breaks.map((place) => place.word), cue.to.word + 1];
  const isWide = (text: string): boolean => measureWidth(text, profile.narrow) > profile.lineLength;
  return [
    ['not too many lines', lines.length <= profile.maxLines],
    // A word is never cut, and neither is a name: each may be wider than the line it has to itself.
    [
      'no line too wide',
      lines.every((line, at) => !isWide((at === 0 ? label : '') + line) || (opens[at + 1] ?? 0) - (opens[at] ?? 0) <= (line === '' ? 0 : 1)),
    ],
    ['two lines only when one does not hold it', lines.length === 1 || isWide(label + onOneLine(transcript, cue))],
  ];
}

function onOneLine(transcript: Transcript, cue: Cue): string {
  return cueLines(transcript, { ...cue, breaks: [] })[0] ?? '';
}
