// What each fault of a cue costs, in one table. The scale is the cost of one more cue. docs/decisions/2026-11-22-cutting-cues.md tells why.
export const WEIGHT = {
  cue: 10,
  secondLine: 2,
  /** Per point of break cost between cues and between lines. */
  cueBreak: 2.4,
  lineBreak: 1.6,
  /** A break the rules forbid, of either kind, on top of the break itself: about what a cue too fast costs, so that neither gives way to the other. */
  forbidden: 50,
  /** A cue that does not end with its sentence, on top of the break itself. */
  unfinished: 8,
  /** A pause halves what a break costs when it is this long, milliseconds. */
  easingPause: 350,
  /** But a break that parts what belongs together never becomes cheaper than by this. */
  mostEaseTight: 1.6,
  innerSentence: 6,
  /** One sentence ends and another begins but does not end: more than a few faults of any other kind. */
  torn: 400,
  /** The rest of a sentence, then a whole one; double for guides that want one sentence a cue (TED, BBC). */
  mixedStart: 60,
  innerPause: 0.05,
  /** Too short, by the millisecond and for being so at all. */
  tooShort: 0.12,
  short: 60,
  /** Faster than aimed at, from nearly too fast on, and too fast; by share of the limit, and for being so at all. */
  aboveTarget: 60,
  nearlyFast: 22,
  aboveMax: 200,
  fast: 80,
  openGap: 24,
  lingering: 3,
  crumb: 20,
  interrupted: 14,
  innerShot: 6,
  /** A cue that begins just behind a shot change and cannot be moved onto it. */
  offShot: 20,
  imbalance: 24,
  /** Lines less balanced than the guide asks. */
  unbalanced: 16,
  topHeavy: 1,
  labelAlone: 14,
  tooWide: 400,
  /** Per grapheme a line is wider than allowed, where no cut is free to help. */
  overflow: 40,
} as const;
