// How two people in one cue are told apart where neither is named: the forms guides ask for, and how each is written.

/** A dash before both lines or before the second only, with or without a space. */
export const DASH_FORMS = ['both', 'both-spaced', 'second', 'second-spaced'] as const;
export type DashForm = (typeof DASH_FORMS)[number];

/** The form where a guide leaves it open: the one most languages have (Netflix, dual speakers). */
export const plainDashes: DashForm = 'both-spaced';

/** Each form by what it looks like, one person a line. */
export const dashFormText: Readonly<Record<DashForm, string>> = { both: '-A / -B', 'both-spaced': '- A / - B', second: 'A / -B', 'second-spaced': 'A / - B' };

/** What stands before what one of them says, "" for nothing. `isFirst`: nobody has spoken in the cue before. */
export function dashBefore(form: DashForm, isFirst: boolean): string {
  if (isFirst && form.startsWith('second')) return '';
  return form.endsWith('spaced') ? '- ' : '-';
}
