// A Finding: one cue and one rule it breaks, with the figures. Data; how it is found is check-cues.ts.
import type { Millis } from '../../span.ts';

/**
 * The rules a cue is checked by. Ids are stable: waivers and reports name them. `asks` are the points of the check list they answer
 * (docs/decisions tells what is left out of it, and why).
 */
export const RULES = {
  'no-length': { severity: 'error', about: 'Ends before it begins', asks: ['Q01'] },
  order: { severity: 'error', about: 'Begins before the cue above', asks: ['Q02'] },
  overlap: { severity: 'error', about: 'Overlaps the next cue', asks: ['Q03'] },
  gap: { severity: 'error', about: 'Too close to the next cue', asks: ['Q04'] },
  chain: { severity: 'warning', about: 'A gap that should be closed', asks: ['Q05'] },
  short: { severity: 'error', about: 'Shown too briefly', asks: ['Q06'] },
  long: { severity: 'error', about: 'Shown too long', asks: ['Q06'] },
  fast: { severity: 'error', about: 'Too fast to read', asks: ['Q07'] },
  'nearly-fast': { severity: 'hint', about: 'Nearly too fast to read', asks: ['Q07'] },
  'word-speed': { severity: 'hint', about: 'Too many words a minute', asks: ['Q08'] },
  'wide-line': { severity: 'error', about: 'Line too long', asks: ['Q09'] },
  'wide-picture': { severity: 'error', about: 'Line too wide for the picture', asks: ['Q09'] },
  lines: { severity: 'error', about: 'Too many lines', asks: ['Q10'] },
  'needless-break': { severity: 'hint', about: 'Two lines where one would do', asks: ['Q11'] },
  'unbalanced-lines': { severity: 'hint', about: 'Lines of very different length', asks: ['Q12'] },
  'line-split': { severity: 'warning', about: 'Line break parts what belongs together', asks: ['Q13'] },
  'cue-split': { severity: 'hint', about: 'Ends on a word that belongs to the next cue', asks: ['Q14'] },
  'two-sentences': { severity: 'hint', about: 'Ends one sentence and begins another', asks: ['Q15'] },
  'off-frame': { severity: 'warning', about: 'Not on a frame', asks: ['Q16'] },
  'shot-change': { severity: 'warning', about: 'Close to a shot change, not on it', asks: ['Q17'] },
  early: { severity: 'warning', about: 'Shown before it is said', asks: ['Q18'] },
  late: { severity: 'warning', about: 'Shown after it is said', asks: ['Q18'] },
  lingers: { severity: 'warning', about: 'Stays after it was said', asks: ['Q18'] },
  'two-speakers': { severity: 'error', about: 'Two people in one line', asks: ['Q19'] },
  'dash-form': { severity: 'warning', about: 'Two people marked in another way than asked', asks: ['Q19', 'Q20'] },
  italics: { severity: 'warning', about: 'Italics in a language that has none', asks: ['Q21'] },
  markup: { severity: 'warning', about: 'Text that players take for formatting', asks: ['Q21', 'Q31'] },
  'unbalanced-marks': { severity: 'warning', about: 'A bracket or note sign without its pair', asks: ['Q22'] },
  'note-form': { severity: 'warning', about: 'Song marked in another way than asked', asks: ['Q22'] },
  'sound-form': { severity: 'warning', about: 'Sound described in another way than asked', asks: ['Q22'] },
  glyphs: { severity: 'error', about: 'Characters players may not show', asks: ['Q23'] },
  empty: { severity: 'error', about: 'Shows nothing', asks: ['Q24'] },
  spaces: { severity: 'warning', about: 'More than one space between words', asks: ['Q24'] },
  'ellipsis-form': { severity: 'hint', about: 'Ellipsis written in another way than elsewhere', asks: ['Q25'] },
  'quote-form': { severity: 'hint', about: 'Quotation marks written in another way than elsewhere', asks: ['Q25'] },
  colour: { severity: 'warning', about: 'A colour the client does not use', asks: ['Q26'] },
  'shared-colour': { severity: 'warning', about: 'One colour for several speakers', asks: ['Q26'] },
  'low-contrast': { severity: 'warning', about: 'Colour hard to read on black', asks: ['Q26'] },
  'double-word': { severity: 'hint', about: 'A word twice in a row', asks: ['Q27'] },
  doubtful: { severity: 'hint', about: 'Holds doubtful words', asks: ['Q28'] },
  'outside-media': { severity: 'error', about: 'Beyond the end of the media', asks: ['Q30'] },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly about: string; readonly asks: readonly string[] }>>;

/** Points of the check list no rule answers, and why not. */
export const NOT_ASKED: Readonly<Record<string, string>> = {
  Q29: 'A cue holds places of words and no text of its own: what is shown cannot differ from the transcript.',
};

export type Severity = 'error' | 'warning' | 'hint';
export type RuleId = keyof typeof RULES;

/** All rule ids, in the order they are told. */
export const RULE_IDS = Object.keys(RULES) as readonly RuleId[]; // its own keys

/** What a number in a finding counts. */
export type FigureUnit = 'ms' | 'graphemes' | 'graphemes/s' | 'words/min' | 'lines' | 'share' | 'count' | 'px' | 'to 1';

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
