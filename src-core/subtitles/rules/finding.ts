// A Finding: one cue and one rule it breaks, with the figures. Data; how it is found is check-cues.ts.
import type { Millis } from '../../span.ts';

/** The rules a cue is checked by. Ids are stable: waivers and reports name them. */
export const RULES = {
  'no-length': { severity: 'error', about: 'Ends before it begins' },
  order: { severity: 'error', about: 'Begins before the cue above' },
  overlap: { severity: 'error', about: 'Overlaps the next cue' },
  gap: { severity: 'error', about: 'Too close to the next cue' },
  chain: { severity: 'warning', about: 'A gap that should be closed' },
  short: { severity: 'error', about: 'Shown too briefly' },
  long: { severity: 'error', about: 'Shown too long' },
  fast: { severity: 'error', about: 'Too fast to read' },
  'nearly-fast': { severity: 'hint', about: 'Nearly too fast to read' },
  'word-speed': { severity: 'hint', about: 'Too many words a minute' },
  'wide-line': { severity: 'error', about: 'Line too long' },
  lines: { severity: 'error', about: 'Too many lines' },
  'needless-break': { severity: 'hint', about: 'Two lines where one would do' },
  'unbalanced-lines': { severity: 'hint', about: 'Lines of very different length' },
  'line-split': { severity: 'warning', about: 'Line break parts what belongs together' },
  'cue-split': { severity: 'hint', about: 'Ends on a word that belongs to the next cue' },
  'two-sentences': { severity: 'hint', about: 'Ends one sentence and begins another' },
  'off-frame': { severity: 'hint', about: 'Not on a frame' },
  early: { severity: 'warning', about: 'Shown before it is said' },
  late: { severity: 'warning', about: 'Shown after it is said' },
  lingers: { severity: 'warning', about: 'Stays after it was said' },
  'shot-change': { severity: 'warning', about: 'Close to a shot change, not on it' },
  'two-speakers': { severity: 'error', about: 'Two people in one line' },
  'unbalanced-marks': { severity: 'warning', about: 'A bracket or note sign without its pair' },
  glyphs: { severity: 'error', about: 'Characters players may not show' },
  'double-word': { severity: 'hint', about: 'A word twice in a row' },
  doubtful: { severity: 'hint', about: 'Holds doubtful words' },
  'outside-media': { severity: 'error', about: 'Beyond the end of the media' },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly about: string }>>;

export type Severity = 'error' | 'warning' | 'hint';
export type RuleId = keyof typeof RULES;

/** What a number in a finding counts. */
export type FigureUnit = 'ms' | 'graphemes' | 'graphemes/s' | 'words/min' | 'lines' | 'share' | 'count';

/** One rule one cue breaks. */
export interface Finding {
  readonly rule: RuleId;
  /** Place of the cue in showing order, from 0. */
  readonly cue: number;
  /** When the cue begins. */
  readonly time: Millis;
  /** What was measured, and the limit it passes; null where the rule is not a matter of a number. */
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: FigureUnit | null;
  /** Words the finding is about, for people; "" when the rule says it all. */
  readonly detail: string;
  /** Where the rule is written. */
  readonly source: string;
}
