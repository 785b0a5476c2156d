// Figures in words: lengths, bytes, rates, dates, languages, money. English for now; every number through Intl.
import { languageName } from '../../src-core/library/languages.ts';
import type { Choice } from '../../src-core/transcript/alternatives.ts';
import type { Change } from '../../src-core/transcript/compare.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import type { WordErrors } from '../../src-core/transcript/word-error-rate.ts';

const LOCALE = 'en';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "45 s", "12 min 5 s", "1 h 4 min"; at most two units, never more exact than the length deserves. */
export function lengthText(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const whole = Math.round(seconds / 60);
  if (whole < 60) return `${whole} min`;
  return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** "820 bytes", "4.2 MB": decimal units, as systems show file sizes. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)} ${BYTE_UNITS[unit] ?? ''}`;
}

/** "12.4 of 48.0 MB": both in the unit of the whole. */
export function bytesOfText(done: number, total: number): string {
  const [figure = '', unit = ''] = bytesText(total).split(' ');
  const scale = 1000 ** Math.max(0, BYTE_UNITS.indexOf(unit as (typeof BYTE_UNITS)[number])); // one of ours, just made
  const digits = figure.includes('.') ? 1 : 0;
  return `${new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(done / scale)} of ${figure} ${unit}`;
}

/** "about 40 s left"; rounded so that it does not flicker. */
export function timeLeftText(millis: number): string {
  const seconds = Math.ceil(millis / 1000);
  if (seconds <= 5) return 'a few seconds left';
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `about ${minutes} min left` : `about ${lengthText(minutes * MINUTE)} left`;
}

/** "just now", "14:05", "Yesterday", "12 Nov", "12 Nov 2024": as exact as its age deserves. */
export function dateText(at: number, now: number): string {
  const age = now - at;
  if (age >= 0 && age < MINUTE) return 'just now';
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  if (at >= midnight.getTime() && at <= now) return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
  if (at >= midnight.getTime() - DAY && at < midnight.getTime()) return 'Yesterday';
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

/** The whole date, for tooltips and screen readers. */
export function fullDateText(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(at);
}

/** Kept: making one costs more than all else about a number, and counts are told anew with every key. */
const wholeNumbers = new Intl.NumberFormat(LOCALE);

/** "1 word", "1,204 words". */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${wholeNumbers.format(count)} ${count === 1 ? one : many}`;
}

/** An alternative as it is offered: what would stand there, and in place of what where that is more than one word. */
export function choiceText(transcript: Transcript, { from, to, text }: Choice): string {
  const replaced = transcript.turns[from.turn]?.words.slice(from.word, to.word + 1).map((word) => word.text) ?? [];
  if (text === '') return `leave out “${replaced.join(' ')}”`;
  return replaced.length > 1 ? `${text} (for “${replaced.join(' ')}”)` : text;
}

/** A change in words: "“peer” became “pier”". */
export function changeText({ before, after }: Change): string {
  const text = (words: Change['before']): string => `“${words.map((word) => word.text).join(' ')}”`;
  if (before.length === 0) return `${text(after)} was put in`;
  return after.length === 0 ? `${text(before)} was taken out` : `${text(before)} became ${text(after)}`;
}

/** "Italics, bold, underlining or colour differ in 3 words": beside words that are compared, lest nothing be said to differ. */
export function lettersDifferText(words: number): string {
  return `Italics, bold, underlining or colour differ in ${countText(words, 'word')}`;
}

/** "Word error rate of the original: 4.3 % (7 wrong, 1 left out, 1 put in; 211 words)". */
export function errorRateText({ words, substituted, left, inserted, rate, exact }: WordErrors): string {
  if (rate === null) return 'There are no words to measure the original against';
  const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 }).format(rate).replace('%', ' %');
  return `Word error rate of the original: ${exact ? '' : 'at most '}${percent} (${substituted} wrong, ${left} left out, ${inserted} put in; ${countText(words, 'word')})`;
}

/** "94 %"; never 100 before everything is there, nor 0 once something is. */
export function percentText(share: number): string {
  const rounded = Math.round(share * 100);
  return `${share < 1 && rounded === 100 ? 99 : share > 0 && rounded === 0 ? 1 : rounded} %`;
}

/** "$0.07"; tiny amounts keep the figures that matter. */
export function moneyText(amount: number, currency: string): string {
  const digits = amount > 0 && amount < 0.01 ? 4 : 2;
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount);
}

/** A language as people name it; null reads as unknown. */
export function languageText(code: string | null): string {
  return code === null ? 'Language unknown' : languageName(code);
}

/** What a control does, with its key where it has one: "Play (Esc)". */
export function withKeys(label: string, keys: string | null): string {
  return keys === null ? label : `${label} (${keys})`;
}
