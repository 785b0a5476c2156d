// The subtitles of a page: cues only while they are looked at, a choice that follows its words, and where findings lead.
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src-core/contract/settings.ts';
import { splitAtWord } from '../../../src-core/subtitles/cue-cuts.ts';
import { leaveOut } from '../../../src-core/subtitles/cue-choices.ts';
import { applyCueEdit } from '../../../src-core/subtitles/cue-edits.ts';
import { RULES } from '../../../src-core/subtitles/rules/finding.ts';
import { emptyTrack, mapTrack, type CueTrack } from '../../../src-core/subtitles/cue-track.ts';
import { cueText } from '../../../src-core/subtitles/cue.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { SettingsState } from '../../../src-renderer/state/settings.svelte.ts';
import { SubtitlesState } from '../../../src-renderer/state/subtitles.svelte.ts';
import { said, transcript, turn } from '../../core/subtitles/written-speech.ts';
import { ManualPageClock, ScriptedStudio } from '../page-fakes.ts';

const SPEECH = 'We went out before it was light, my father and I. He never said a word until the nets were in. Then he told me everything he knew.';
const talk = transcript([turn(said(SPEECH), 'spk_0'), turn(said('And what was it that he knew?', 12_000), 'spk_1')]);

/** A page over a transcript and a track that may be put in place of. */
class Desk {
  words: Transcript = $state.raw(talk);
  track: CueTrack = $state.raw(emptyTrack);
  readonly subtitles: SubtitlesState;

  constructor() {
    const studio = new ScriptedStudio().answer('settings.set', (patch) => ({ ...defaultSettings, ...patch }) as typeof defaultSettings); // a patched default
    const settings = new SettingsState(studio.client, new NoticesState(new ManualPageClock()), new Scope());
    this.subtitles = new SubtitlesState({
      settings,
      transcript: () => this.words,
      track: () => this.track,
      recording: () => null,
      shots: () => [],
    });
  }

  texts(): string[] {
    return this.subtitles.cues.map((cue) => cueText(this.words, cue).replaceAll('\n', ' '));
  }
}

describe('the subtitles of a page', () => {
  it('are made only while they are looked at', () => {
    const { subtitles } = new Desk();
    expect(subtitles.cues).toEqual([]);
    subtitles.show();
    expect(subtitles.cues.length).toBeGreaterThan(2);
    subtitles.hide();
    expect([subtitles.cues, subtitles.index]).toEqual([[], -1]);
  });

  it('keep the chosen cue through an edit before it', () => {
    const desk = new Desk();
    const { subtitles } = desk;
    subtitles.show();
    subtitles.choose(2);
    const text = desk.texts()[2];
    const before = desk.words;
    const { transcript: after, map } = applyEdit(before, { kind: 'replace-text', from: { turn: 0, offset: 0 }, to: { turn: 0, offset: 2 }, text: 'They' });
    desk.track = mapTrack(desk.track, { before, after, map });
    desk.words = after;
    expect(desk.texts()[subtitles.index]).toBe(text);
  });

  it('keep the chosen cue when turns come, go or part before it', () => {
    const desk = new Desk();
    const { subtitles } = desk;
    subtitles.show();
    subtitles.choose(subtitles.cues.length - 1);
    const text = desk.texts().at(-1);
    const words = desk.words;
    const added = { id: 90, speaker: 'spk_1', words: said('Wait.', 0), tail: '' };
    desk.words = { ...words, turns: [added, ...words.turns] };
    expect(desk.texts()[subtitles.index]).toBe(text);
    desk.words = { ...words, turns: words.turns.slice(1) };
    expect(desk.texts()[subtitles.index]).toBe(text);
  });

  it('go where an operation wants to be', () => {
    const desk = new Desk();
    const { subtitles } = desk;
    subtitles.show();
    const [first] = subtitles.cues;
    const edit = first && splitAtWord(subtitles.source, 0, { turn: 0, word: 2 });
    if (!edit) throw new Error('the first cue cannot be cut');
    desk.track = applyCueEdit(desk.words, edit).track;
    subtitles.follow(edit);
    expect([subtitles.index, desk.texts()[0]]).toEqual([1, 'We went']);
  });

  it('choose several with the other end held, and one again without', () => {
    const { subtitles } = new Desk();
    subtitles.show();
    subtitles.choose(1);
    subtitles.choose(3, true);
    expect(subtitles.selected).toEqual([1, 2, 3]);
    subtitles.choose(0, true);
    expect(subtitles.selected).toEqual([0, 1]);
    subtitles.choose(2);
    expect(subtitles.selected).toEqual([2]);
  });

  it('tell which cue is on screen at a time, and which was last', () => {
    const { subtitles } = new Desk();
    subtitles.show();
    for (const [index, { start, end }] of subtitles.cues.entries()) {
      expect([subtitles.indexAt(start), subtitles.indexAt(end - 1), subtitles.indexBefore(end)]).toEqual([index, index, index]);
    }
    expect([subtitles.indexBefore(-1), subtitles.indexAt(1e9)]).toEqual([-1, null]);
  });

  it('lead to findings round the end, and name the worst of each cue', () => {
    const desk = new Desk();
    const { subtitles } = desk;
    subtitles.show();
    const [cue] = subtitles.cues;
    if (!cue) throw new Error('there is no cue');
    const pin = { id: 1, from: cue.from, to: cue.to, start: cue.start, end: cue.start + 200, breaks: null, look: null, shown: true, waivers: [] };
    desk.track = { ...emptyTrack, pins: [pin] };
    expect(subtitles.worst.get(0)).toBe('error');
    expect([subtitles.findingFrom(1, 1), subtitles.findingFrom(1, -1)]).toEqual([0, 0]);
    expect(subtitles.findingsOf(0).map(({ rule }) => rule)).toContain('short');
  });

  it('tell the worst that is found in a cue first', () => {
    const desk = new Desk();
    const { subtitles } = desk;
    subtitles.show();
    const [cue] = subtitles.cues;
    if (!cue) throw new Error('there is no cue');
    const pin = { id: 1, from: cue.from, to: cue.to, start: 7, end: 1003, breaks: null, look: null, shown: true, waivers: [] };
    desk.track = { pins: [pin], plan: { ...emptyTrack.plan, frameRate: '25' } };
    const order = ['error', 'warning', 'hint'];
    const ranks = subtitles.findingsOf(0).map(({ rule }) => order.indexOf(RULES[rule].severity));
    expect(new Set(ranks).size).toBeGreaterThan(1);
    expect(ranks).toEqual(ranks.toSorted());
    expect(subtitles.findingsOf(0).map(({ rule }) => rule)).not.toEqual(subtitles.checked.open[0]?.map(({ rule }) => rule));
  });

  it('are held to frames only where somebody told the rate, and measured in the font they are drawn in', () => {
    const desk = new Desk();
    const { subtitles } = desk;
    subtitles.show();
    const [cue] = subtitles.cues;
    if (!cue) throw new Error('there is no cue');
    const pin = { id: 1, from: cue.from, to: cue.to, start: 7, end: cue.end, breaks: null, look: null, shown: true, waivers: [] };
    desk.track = { ...emptyTrack, pins: [pin] };
    const found = (): string[] => subtitles.findingsOf(0).map(({ rule }) => rule);
    expect(found()).not.toContain('off-frame');
    desk.track = { pins: [pin], plan: { ...emptyTrack.plan, frameRate: '25' } };
    expect(found()).toContain('off-frame');
    desk.track = { ...emptyTrack, plan: { ...emptyTrack.plan, ruleSet: 'bbc' } };
    subtitles.drawnIn({ widthOf: (text) => text.length * 100, width: 1000, picture: '1000 × 562' });
    expect(found()).toContain('wide-picture');
  });

  it('keep left-out words apart', () => {
    const desk = new Desk();
    const { subtitles } = desk;
    subtitles.show();
    const count = subtitles.cues.length;
    const edit = leaveOut(subtitles.source, [0]);
    if (!edit) throw new Error('nothing was left out');
    desk.track = edit.track;
    expect([subtitles.cues.length, subtitles.leftOut.length, subtitles.leftOutSpans[0]?.start]).toEqual([count - 1, 1, 0]);
  });
});
