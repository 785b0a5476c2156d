// Two people in one cue are told apart as the guide asks in their language: when it is written, when it is counted, and when it is read again.
import { describe, expect, it } from 'vitest';
import { readSubtitles } from '../../../src-core/import/subtitles.ts';
import { newPin } from '../../../src-core/subtitles/cue-edits.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import { DASH_FORMS, dashFormText, type DashForm } from '../../../src-core/subtitles/dialogue-dash.ts';
import { exportFile } from '../../../src-core/subtitles/export-file.ts';
import { srtFormat } from '../../../src-core/subtitles/formats/srt.ts';
import { frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { defaultProfile } from '../../../src-core/subtitles/profile.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import { measureCue } from '../../../src-core/subtitles/rules/measured-cue.ts';
import { cueProfileFor, dashFormFor } from '../../../src-core/subtitles/rules/rule-set.ts';
import { duplicateRuleSet, readRuleSet, writeRuleSet } from '../../../src-core/subtitles/rules/rule-set-file.ts';
import { RULE_SETS, ruleSetFor } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { said, transcript, turn } from './written-speech.ts';

const rate = frameRate('25');

/** Two turns put together into one cue. */
function dialogue(language: string | null, texts: readonly [string, string] = ['Did you sleep?', 'Not much.']): { speech: Transcript; cues: Cue[] } {
  const first = said(texts[0], 1000);
  const speech = transcript([turn(first), turn(said(texts[1], (first.at(-1)?.end ?? 0) + 300))], language);
  const to = { turn: 1, word: (speech.turns[1]?.words.length ?? 1) - 1 };
  const pins = [newPin(0, { from: { turn: 0, word: 0 }, to })];
  return { speech, cues: layCues(speech, { ...emptyTrack, pins }, { profile: profileFor(speech, rate), rate }) };
}

/** The text of the only cue in a file. */
function writtenText({ speech, cues }: ReturnType<typeof dialogue>, dashes?: DashForm): string {
  const profile = dashes ? { ...defaultProfile, dashes } : profileFor(speech);
  return exportFile(speech, srtFormat, srtFormat.defaults, { cues, profile }).text.split('\n').slice(2).join('\n').trimEnd();
}

describe('Two people in one cue', () => {
  it.each([
    ['en-US', '-Did you sleep?\n-Not much.'],
    ['de-DE', '-Did you sleep?\n-Not much.'],
    ['fr-FR', '- Did you sleep?\n- Not much.'],
    ['es-ES', '- Did you sleep?\n- Not much.'],
    ['nl-NL', 'Did you sleep?\n-Not much.'],
    ['bg-BG', 'Did you sleep?\n- Not much.'],
  ])('are marked in %s as Netflix asks', (language, text) => {
    expect(writtenText(dialogue(language))).toBe(text);
  });

  it.each(DASH_FORMS)('are read again from the form %s', (form) => {
    const { speech, cues } = dialogue('en-US');
    const file = exportFile(speech, srtFormat, srtFormat.defaults, { cues, profile: { ...defaultProfile, dashes: form } }).text;
    const again = readSubtitles(file);
    expect(again?.transcript.turns.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual(['Did you sleep?', 'Not much.']);
    expect(again && exportFile(again.transcript, srtFormat, srtFormat.defaults, { cues: again.cues, profile: { ...defaultProfile, dashes: form } }).text).toBe(
      file,
    );
  });

  it('are read again where one of them begins with a figure', () => {
    for (const texts of [['How many boats?', '12 of them.'] as const, ['12 boats?', 'Not so many.'] as const]) {
      const { speech, cues } = dialogue('en-US', texts);
      expect(readSubtitles(exportFile(speech, srtFormat, srtFormat.defaults, { cues }).text)?.transcript.turns).toHaveLength(2);
    }
  });

  it('count with their marks, as they are written, for width and for speed', () => {
    const { speech, cues } = dialogue('en-US');
    const widths = (dashes: DashForm): readonly number[] => measureCue(speech, cues[0] as Cue, undefined, { labelOf: undefined, narrow: 1, dashes }).widths; // it has one
    expect(DASH_FORMS.map(widths)).toEqual([
      [15, 10],
      [16, 11],
      [14, 10],
      [14, 11],
    ]);
    const set = ruleSetFor('netflix', []);
    const wide = dialogue('en-US', ['Not one of us who were there had slept at', 'all.']);
    const rules = (language: string): string[] => checkCues({ ...wide.speech, language }, wide.cues, { set, rate }).map(({ rule }) => rule);
    expect([rules('en-US').includes('wide-line'), rules('fr-FR').includes('wide-line')]).toEqual([false, true]);
  });

  it('are shown long enough for their marks, too', () => {
    const ends = DASH_FORMS.map((dashes) => {
      const { speech, cues } = dialogue('en-US');
      const pins = [newPin(0, cues[0] as Cue)]; // it has one
      return layCues(speech, { ...emptyTrack, pins }, { profile: { ...defaultProfile, targetSpeed: 12, leadOut: 2000, dashes }, rate: null })[0]?.end ?? 0;
    });
    expect(ends[1]).toBeGreaterThan(ends[0] ?? Infinity);
    expect(ends[0]).toBeGreaterThan(ends[2] ?? Infinity);
  });
});

describe('The form of dashes', () => {
  it('is part of a rule set with its source, and kept when the set is passed on', () => {
    for (const set of RULE_SETS) if (set.dashes) expect(set.dashes.source).not.toBe('');
    const own = {
      ...duplicateRuleSet(ruleSetFor('netflix', []), []),
      dashes: { form: 'second' as const, byLanguage: { fr: 'both' as const }, source: 'Our own' },
    };
    const read = readRuleSet(writeRuleSet(own), []);
    expect(read.kind === 'read' && [cueProfileFor(read.set, 'en', rate).dashes, cueProfileFor(read.set, 'fr-CA', rate).dashes]).toEqual(['second', 'both']);
  });

  it('is that of most languages where a guide leaves it open, or a file says nothing', () => {
    const bbc = ruleSetFor('bbc', []);
    expect(dashFormFor(bbc, 'en')).toBeNull();
    expect(dashFormText[cueProfileFor(bbc, 'en', rate).dashes]).toBe('- A / - B');
    const { dashes: _, ...older } = duplicateRuleSet(bbc, []);
    const read = readRuleSet(JSON.stringify({ format: 'galley-rules', version: 1, ruleSet: older }), []);
    expect(read.kind === 'read' && read.set.dashes).toBeNull();
  });
});
