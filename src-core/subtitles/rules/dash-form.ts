// How two people in one cue are marked, as examples for people. The forms themselves are a rule set's (rule-set.ts).
import type { DashForm } from './rule-set.ts';

/** Each form by what it looks like, one person a line. */
export const dashFormText: Readonly<Record<DashForm, string>> = { both: '-A / -B', 'both-spaced': '- A / - B', second: 'A / -B', 'second-spaced': 'A / - B' };
