// What Netflix's guides ask by language: characters in a line, reading speed, dashes. As encoded by Subtitle Edit.
import type { DashForm } from '../dialogue-dash.ts';
import type { Limit, LimitName } from './rule-set.ts';

const SOURCE = 'Netflix Timed Text Style Guide, the language’s own page';

type Row = readonly [lineLength: number, speed: number, dashes: DashForm];

/** For whom a programme is subtitled: reading speeds differ. SDH is for viewers who do not hear it. */
export type Audience = 'adults' | 'children' | 'sdh';

/** Characters a second for children, and with SDH for adults, where a language's are not 13 and 20. */
const OTHER_SPEEDS: Readonly<Record<string, Readonly<Record<'children' | 'sdh', number>>>> = {
  en: { children: 17, sdh: 20 },
  ar: { children: 17, sdh: 23 },
  hi: { children: 18, sdh: 25 },
  ja: { children: 4, sdh: 7 },
  ko: { children: 9, sdh: 14 },
  zh: { children: 7, sdh: 11 },
  yue: { children: 7, sdh: 11 },
};

/** Characters a second where a language says nothing else. */
export const netflixSpeed: Readonly<Record<Audience, number>> = { adults: 17, children: 13, sdh: 20 };

/** Languages with a page of their own: characters in a line, characters a second for adults, and dashes. */
const ROWS: Readonly<Record<string, Row>> = {
  en: [42, 20, 'both'],
  de: [42, 17, 'both'],
  fr: [42, 17, 'both-spaced'],
  es: [42, 17, 'both-spaced'],
  pt: [42, 17, 'both-spaced'],
  it: [42, 17, 'both-spaced'],
  nl: [42, 17, 'second'],
  sv: [42, 17, 'both'],
  da: [42, 17, 'both'],
  nb: [42, 17, 'both'],
  no: [42, 17, 'both'],
  fi: [42, 17, 'second'],
  pl: [42, 17, 'both-spaced'],
  cs: [42, 17, 'both-spaced'],
  sk: [42, 17, 'both-spaced'],
  hu: [42, 17, 'both-spaced'],
  ro: [42, 17, 'both-spaced'],
  ru: [42, 17, 'both-spaced'],
  tr: [42, 17, 'both'],
  el: [42, 17, 'both'],
  bg: [42, 17, 'second-spaced'],
  vi: [42, 17, 'both-spaced'],
  id: [42, 17, 'both-spaced'],
  ms: [42, 17, 'both-spaced'],
  ar: [42, 20, 'both-spaced'],
  he: [42, 17, 'second'],
  hi: [42, 22, 'both'],
  th: [35, 17, 'both-spaced'],
  ja: [23, 4, 'both'],
  ko: [16, 12, 'both-spaced'],
  zh: [16, 9, 'both'],
  yue: [16, 9, 'both'],
};

/** Japanese cues may be shorter and their gaps are left alone. */
const JAPANESE: Readonly<Partial<Record<LimitName, Limit>>> = {
  minDuration: { value: 500, unit: 'ms', source: SOURCE },
  chainBelow: { value: 0, unit: 'ms', source: SOURCE },
};

/** Limits by language. */
export function netflixByLanguage(audience: Audience): Readonly<Record<string, Readonly<Partial<Record<LimitName, Limit>>>>> {
  return Object.fromEntries(
    Object.entries(ROWS).map(([language, [lineLength, adults]]) => {
      const speed = audience === 'adults' ? adults : (OTHER_SPEEDS[language]?.[audience] ?? netflixSpeed[audience]);
      const limits: Partial<Record<LimitName, Limit>> = {
        lineLength: { value: lineLength, unit: 'graphemes', source: SOURCE },
        maxSpeed: { value: speed, unit: 'graphemes/s', source: SOURCE },
        ...(language === 'ja' ? JAPANESE : {}),
      };
      return [language, limits];
    }),
  );
}

/** Dashes by language. */
export const netflixDashes: Readonly<Record<string, DashForm>> = Object.fromEntries(Object.entries(ROWS).map(([language, [, , dashes]]) => [language, dashes]));
