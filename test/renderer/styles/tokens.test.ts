// The palette's promise: every ink can be read on every ground it may lie on, in both themes (WCAG 1.4.3, 1.4.11).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src-renderer/styles/tokens.css', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

function colour(token: string, theme: Theme): string {
  const pair = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const found = pair?.[theme === 'light' ? 1 : 2];
  if (found === undefined) throw new Error(`no pair of colours called --${token}`);
  return found;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string, theme: Theme): number {
  const [low = 0, high = 0] = [luminance(colour(a, theme)), luminance(colour(b, theme))].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const SPEAKERS = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `speaker-${number}`);
const GROUNDS = ['desk', 'sheet', 'raised', 'well'];

describe.each(THEMES)('the %s theme', (theme) => {
  it('can be read: every ink on every ground has 4.5:1', () => {
    const inks = ['ink', 'ink-2', 'ink-3', 'pencil', 'good', 'doubt', 'bad', ...SPEAKERS];
    const poor = inks.flatMap((ink) => GROUNDS.filter((ground) => contrast(ink, ground, theme) < 4.5).map((ground) => `${ink} on ${ground}`));
    expect(poor).toEqual([]);
  });

  it('can be read where the pointer is and where a row is chosen', () => {
    const poor = ['hover', 'selected'].flatMap((ground) =>
      ['ink', 'ink-2', 'pencil', 'good', 'doubt', 'bad'].filter((ink) => contrast(ink, ground, theme) < 4.5).map((ink) => `${ink} on ${ground}`),
    );
    expect(poor).toEqual([]);
  });

  it.each([
    ['on-pencil', 'pencil-fill'],
    ['on-pencil', 'pencil-fill-hover'],
    ['on-bad', 'bad-fill'],
    ['on-bad', 'bad-fill-hover'],
    ['pencil', 'pencil-wash'],
    ['good', 'good-wash'],
    ['doubt', 'doubt-wash'],
    ['bad', 'bad-wash'],
    ['ink-2', 'bad-wash'],
    ['ink-2', 'doubt-wash'],
    ['ink', 'lit'],
  ])('can be read: %s on %s has 4.5:1', (ink, ground) => {
    expect(contrast(ink, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it('shows where controls end and where the sound is: edges, needle and wave have 3:1', () => {
    const poor = ['edge', 'needle', 'pencil', 'wave', 'wave-played'].flatMap((sign) =>
      GROUNDS.filter((ground) => contrast(sign, ground, theme) < 3).map((ground) => `${sign} on ${ground}`),
    );
    expect(poor).toEqual([]);
  });

  it('gives no two speakers the same colour', () => {
    expect(new Set(SPEAKERS.map((speaker) => colour(speaker, theme))).size).toBe(SPEAKERS.length);
  });
});

it('says every colour for both themes', () => {
  const single = css.split('\n').filter((line) => /#[0-9a-f]{3,8}/i.test(line) && !line.includes('light-dark('));
  expect(single).toEqual([]);
});
