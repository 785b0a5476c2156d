// The guides we know, as rule sets. Figures are facts of the guides named beside them; the wording is ours.
import { netflixByLanguage, netflixDashes, netflixSpeed, type Audience } from './language-limits.ts';
import type { LetterRules, Limit, LimitUnit, RuleSet } from './rule-set.ts';

/** A maker of limits that all come from one source. */
const from =
  (source: string) =>
  (value: number, unit: LimitUnit): Limit => ({ value, unit, source });

const netflix = from('Netflix Timed Text Style Guide, general requirements');
const bbc = from('BBC Subtitle Guidelines');
const ted = from('TED Translators, subtitling guidelines');
const dcmp = from('DCMP Captioning Key');
const teletext = from('Ofcom guidance on subtitles (formerly ITC)');
const channel4 = from('Channel 4, foreign-language subtitle guidelines');
const amazon = from('Prime Video delivery preset of Subtitle Edit');
const arte = from('Arte preset of Subtitle Edit');
const shorts = from('Short vertical video preset of Subtitle Edit');

/** A guide that leaves letters and marks open. */
const openLetters = (source: string): LetterRules => ({
  source,
  upright: [],
  songMark: null,
  soundMark: null,
  soundCase: null,
  ellipsis: null,
  colours: null,
  plainGlyphs: false,
});

const firstSet: RuleSet = {
  id: 'netflix',
  name: 'Netflix',
  about: 'Streaming services in general; limits follow the language.',
  limits: {
    lineLength: netflix(42, 'graphemes'),
    maxLines: netflix(2, 'lines'),
    targetSpeed: netflix(17, 'graphemes/s'),
    maxSpeed: netflix(17, 'graphemes/s'),
    minDuration: netflix(833, 'ms'),
    maxDuration: netflix(7007, 'ms'),
    minGap: netflix(2, 'frames'),
    chainBelow: netflix(500, 'ms'),
    maxEarly: netflix(3, 'frames'),
    maxLate: netflix(3, 'frames'),
    maxLinger: netflix(500, 'ms'),
    shotZone: netflix(500, 'ms'),
    shotGap: netflix(2, 'frames'),
  },
  byLanguage: netflixByLanguage('adults'),
  dashes: { form: 'both', byLanguage: netflixDashes, source: 'Netflix Timed Text Style Guide, dual speakers' },
  oneSentence: false,
  onFrames: true,
  letters: {
    source: 'Netflix Timed Text Style Guide, general requirements and the language’s own page',
    upright: ['ar', 'he', 'hi', 'th', 'ko', 'zh', 'yue'],
    songMark: '♪',
    soundMark: 'square',
    soundCase: 'lower',
    ellipsis: '…',
    colours: null,
    plainGlyphs: true,
  },
};

/** The same guide for other viewers, who read at other speeds. */
function netflixFor(audience: Audience, { id, name, about }: Pick<RuleSet, 'id' | 'name' | 'about'>): RuleSet {
  const speed = netflix(netflixSpeed[audience], 'graphemes/s');
  const limits = { ...firstSet.limits, targetSpeed: netflix(Math.min(17, netflixSpeed[audience]), 'graphemes/s'), maxSpeed: speed };
  return { ...firstSet, id, name, about, limits, byLanguage: netflixByLanguage(audience) };
}

/** The rule sets Galley brings. */
export const RULE_SETS: readonly RuleSet[] = [
  firstSet,
  netflixFor('sdh', { id: 'netflix-sdh', name: 'Netflix SDH', about: 'For viewers who do not hear the sound: faster to read, sounds described.' }),
  netflixFor('children', { id: 'netflix-children', name: 'Netflix, children', about: 'Programmes for children: slower to read.' }),
  {
    id: 'bbc',
    name: 'BBC',
    about: 'British broadcasting, and players that follow it: short lines, measured in words a minute.',
    limits: {
      lineLength: bbc(37, 'graphemes'),
      lineShare: bbc(0.68, 'share'),
      maxLines: bbc(2, 'lines'),
      maxWordSpeed: bbc(180, 'words/min'),
      minDuration: bbc(833, 'ms'),
      maxDuration: bbc(7000, 'ms'),
      minGap: bbc(0, 'ms'),
      chainBelow: bbc(1000, 'ms'),
      maxEarly: bbc(1500, 'ms'),
      maxLate: bbc(1500, 'ms'),
      maxLinger: bbc(1500, 'ms'),
      shotZone: bbc(1000, 'ms'),
      shotGap: bbc(0, 'frames'),
    },
    byLanguage: {},
    dashes: null,
    oneSentence: true,
    onFrames: false,
    letters: {
      ...openLetters('BBC Subtitle Guidelines'),
      songMark: '#',
      colours: ['#ffffff', '#ffff00', '#00ffff', '#00ff00'],
    },
  },
  {
    id: 'ted',
    name: 'TED',
    about: 'Talks, and volunteers who translate them.',
    limits: {
      lineLength: ted(42, 'graphemes'),
      maxLines: ted(2, 'lines'),
      maxSpeed: ted(21, 'graphemes/s'),
      minDuration: ted(1000, 'ms'),
      maxDuration: ted(7000, 'ms'),
      maxEarly: ted(100, 'ms'),
      leastBalance: ted(0.5, 'share'),
    },
    byLanguage: {},
    dashes: null,
    oneSentence: true,
    onFrames: false,
    letters: { ...openLetters('TED Translators, subtitling guidelines'), soundMark: 'round' },
  },
  {
    id: 'dcmp',
    name: 'DCMP',
    about: 'Captions for education: slow, short lines.',
    limits: {
      lineLength: dcmp(32, 'graphemes'),
      maxLines: dcmp(2, 'lines'),
      maxWordSpeed: dcmp(160, 'words/min'),
      minDuration: dcmp(1333, 'ms'),
      maxDuration: dcmp(6000, 'ms'),
    },
    byLanguage: {},
    dashes: null,
    oneSentence: false,
    onFrames: false,
    letters: openLetters('DCMP Captioning Key'),
  },
  {
    id: 'teletext',
    name: 'Teletext',
    about: 'European broadcasters who deliver EBU STL or teletext: what its pages can show.',
    limits: { lineLength: teletext(36, 'graphemes'), maxLines: teletext(2, 'lines') },
    byLanguage: {},
    dashes: null,
    oneSentence: false,
    onFrames: true,
    letters: { ...openLetters('Ofcom guidance on subtitles (formerly ITC)'), songMark: '#', colours: ['#ffffff', '#ffff00', '#00ffff', '#00ff00'] },
  },
  {
    id: 'channel4',
    name: 'Channel 4',
    about: 'Foreign-language programmes on British television.',
    limits: { lineLength: channel4(38, 'graphemes'), maxLines: channel4(2, 'lines'), minDuration: channel4(1000, 'ms'), maxDuration: channel4(7000, 'ms') },
    byLanguage: {},
    dashes: null,
    oneSentence: false,
    onFrames: false,
    letters: openLetters('Channel 4, foreign-language subtitle guidelines'),
  },
  {
    id: 'amazon',
    name: 'Prime Video',
    about: 'Deliveries to Prime Video.',
    limits: {
      lineLength: amazon(42, 'graphemes'),
      maxLines: amazon(2, 'lines'),
      maxSpeed: amazon(17, 'graphemes/s'),
      minDuration: amazon(1000, 'ms'),
      maxDuration: amazon(7007, 'ms'),
      minGap: amazon(2, 'frames'),
    },
    byLanguage: { ar: { maxSpeed: amazon(20, 'graphemes/s') } },
    dashes: null,
    oneSentence: false,
    onFrames: true,
    letters: openLetters('Prime Video delivery preset of Subtitle Edit'),
  },
  {
    id: 'arte',
    name: 'Arte',
    about: 'French and German public television.',
    limits: {
      lineLength: arte(40, 'graphemes'),
      maxLines: arte(2, 'lines'),
      maxSpeed: arte(20, 'graphemes/s'),
      minDuration: arte(1000, 'ms'),
      maxDuration: arte(10_000, 'ms'),
      minGap: arte(5, 'frames'),
    },
    byLanguage: {},
    dashes: null,
    oneSentence: false,
    onFrames: true,
    letters: openLetters('Arte preset of Subtitle Edit'),
  },
  {
    id: 'shorts',
    name: 'Shorts 9:16',
    about: 'Vertical video: few words at a time, one after the other.',
    limits: {
      lineLength: shorts(24, 'graphemes'),
      maxLines: shorts(2, 'lines'),
      maxSpeed: shorts(25, 'graphemes/s'),
      minDuration: shorts(700, 'ms'),
      maxDuration: shorts(5000, 'ms'),
      minGap: shorts(0, 'ms'),
    },
    byLanguage: {},
    dashes: null,
    oneSentence: false,
    onFrames: false,
    letters: openLetters('Short vertical video preset of Subtitle Edit'),
  },
];

/** The rule set of ours with this id, or null. */
export function ruleSetOrNull(id: string): RuleSet | null {
  return RULE_SETS.find((set) => set.id === id) ?? null;
}

/** Ours, then a person's own. */
export function ruleSetsWith(own: readonly RuleSet[]): readonly RuleSet[] {
  return own.length === 0 ? RULE_SETS : [...RULE_SETS, ...own];
}

/** The rule set a plan names, among ours and a person's own; the first of ours when it is none of them, as after a set was removed. */
export function ruleSetFor(id: string, own: readonly RuleSet[]): RuleSet {
  const found = ruleSetOrNull(id) ?? own.find((set) => set.id === id);
  return found ?? firstSet;
}
