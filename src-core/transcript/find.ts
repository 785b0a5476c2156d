// Finding text in turns, and what stands there after replacing: plain text or patterns, whole words, case and accents as asked.
// It sees texts, not words: replacing goes through applyEdit. How long a pattern may run is the caller's business.

/** One thing to find, and what to put in its place. */
export interface FindRule {
  readonly find: string;
  /** With `pattern`: "$1", "$<name>", "$&", "$$", "\n" and "\t" are understood. Else taken as it stands. */
  readonly replace: string;
  /** Whether `find` is a regular expression of JavaScript, with its `u` flag. */
  readonly pattern: boolean;
  readonly wholeWord: boolean;
  readonly matchCase: boolean;
  /** Also tells typographic from typewriter quotes, and kinds of spaces. */
  readonly matchAccents: boolean;
}

/** A place a rule was found at: UTF-16 offsets in the turn's text, and what replacing puts there. */
export interface FindHit {
  readonly turn: number;
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
  /** Which rule it was. */
  readonly rule: number;
}

/** Found places in reading order; `more` when the search ended at the limit. */
export interface FindResult {
  readonly hits: readonly FindHit[];
  readonly more: boolean;
}

/** A pattern that cannot be read, with the reason as JavaScript gives it. */
export class PatternError extends Error {
  /** Which rule it was. */
  readonly rule: number;

  constructor(rule: number, reason: string) {
    super(reason);
    this.name = 'PatternError';
    this.rule = rule;
  }
}

/** What may stand inside a word: letters, their marks, digits. Where scripts are written without spaces a whole word cannot be told. */
const IN_WORD = '[\\p{L}\\p{M}\\p{N}_]';
/** Accents of Latin, Greek and Cyrillic, Hebrew and Arabic points. Vowel signs of Indic scripts are letters to their readers and stay. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/gu;
/** Letters Unicode does not decompose, and signs that people type in one way and engines write in another. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ...{ ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', '’': "'", '‘': "'", ʼ: "'", '“': '"', '”': '"', '„': '"' },
  ...{ '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '‑': '-' },
};
const IS_PLAIN = /^[\0-\x7f]*$/;

/** A text without accents, and where each of its units stood; null where nothing had to change. */
interface Folded {
  readonly text: string;
  /** By unit of `text`: its offset in the original; one more for the end. */
  readonly offsets: Int32Array;
}

/**
 * Finds every rule in the texts of turns. Of rules that meet, the one that comes first in the list wins; matches of no length are none.
 * Throws PatternError for a pattern that cannot be read. A pattern may run for ever: call it where it can be ended.
 */
export function findInTexts(texts: readonly string[], rules: readonly FindRule[], limit: number): FindResult {
  const matchers = rules.map((rule, index) => ({ rule, index, pattern: patternOf(rule, index) })).filter(({ rule }) => rule.find !== '');
  const hits: FindHit[] = [];
  for (const [turn, text] of texts.entries()) {
    const found: FindHit[] = [];
    let folded: Folded | null | undefined;
    for (const { rule, index, pattern } of matchers) {
      if (!rule.matchAccents && folded === undefined) folded = fold(text);
      for (const hit of matchesOf(rule, pattern, text, rule.matchAccents ? null : (folded ?? null))) {
        if (matchers.length === 1 || !found.some((other) => hit.from < other.to && other.from < hit.to)) found.push({ turn, ...hit, rule: index });
        if (hits.length + found.length > limit) return { hits: [...hits, ...inOrder(found)].slice(0, limit), more: true };
      }
    }
    if (found.length > 0) hits.push(...(matchers.length === 1 ? found : inOrder(found)));
  }
  return { hits, more: false };
}

function inOrder(hits: FindHit[]): FindHit[] {
  return hits.sort((a, b) => a.from - b.from);
}

function patternOf(rule: FindRule, index: number): RegExp {
  const wanted = rule.matchAccents ? rule.find.normalize('NFC') : withoutAccents(rule.find);
  const source = rule.pattern ? wanted : wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const whole = rule.wholeWord ? `(?<!${IN_WORD})(?:${source})(?!${IN_WORD})` : source;
  try {
    // Alone first, so that the reason names what was written and a pattern cannot close our brackets.
    if (rule.pattern) new RegExp(source, 'u');
    return new RegExp(whole, rule.matchCase ? 'dgu' : 'dgiu');
  } catch (thrown) {
    throw new PatternError(index, thrown instanceof Error ? thrown.message.replace(/^.*: /su, '') : '');
  }
}

function* matchesOf(rule: FindRule, pattern: RegExp, text: string, folded: Folded | null): Generator<Omit<FindHit, 'turn' | 'rule'>> {
  for (const match of (folded?.text ?? text).matchAll(pattern)) {
    const placeOf = (at: number): number => folded?.offsets[at] ?? at;
    const [from, to] = [placeOf(match.index), endOf(text, placeOf(match.index + match[0].length))];
    if (from === to) continue;
    const piece = (span: readonly [number, number] | undefined): string => (span ? text.slice(placeOf(span[0]), endOf(text, placeOf(span[1]))) : '');
    const replacement = rule.pattern ? expand(rule.replace, match, piece) : rule.replace;
    yield { from, to, replacement: replacement.normalize('NFC') };
  }
}

/** Marks behind a letter belong to it, though they were not looked at. */
function endOf(text: string, at: number): number {
  let end = at;
  while (end < text.length && end > 0 && text.slice(end, end + 1).search(ACCENTS) === 0) end += 1;
  return end;
}

function expand(template: string, match: RegExpExecArray, piece: (span: readonly [number, number] | undefined) => string): string {
  return template.replace(
    /\$(\$|&|\d{1,2}|<([^>]*)>)|\\([nt\\])/gu,
    (whole, kind: string | undefined, name: string | undefined, escape: string | undefined) => {
      if (escape !== undefined) return { n: '\n', t: '\t' }[escape] ?? '\\';
      if (kind === '$') return '$';
      if (kind === '&') return piece(match.indices?.[0]);
      if (name !== undefined) return piece(match.indices?.groups?.[name]);
      const number = Number(kind);
      return number > 0 && number < match.length ? piece(match.indices?.[number]) : whole;
    },
  );
}

function withoutAccents(text: string): string {
  return fold(text)?.text ?? text;
}

/** The text without accents, or null when there is nothing to take away. */
function fold(text: string): Folded | null {
  if (IS_PLAIN.test(text)) return null;
  let made = '';
  const offsets: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = SPELLINGS[letter] ?? (letter < '\u1100' || letter >= '\u1e00' ? letter.normalize('NFD').replace(ACCENTS, '') : letter);
    // Hangul comes apart into its parts, which are no accents.
    const kept = plain.length > letter.length ? letter : plain;
    for (let unit = 0; unit < kept.length; unit += 1) offsets.push(at + Math.min(unit, letter.length - 1));
    made += kept;
    at += letter.length;
  }
  offsets.push(at);
  return { text: made, offsets: Int32Array.from(offsets) };
}
