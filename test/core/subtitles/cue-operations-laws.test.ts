// Laws of the operations on cues, on random transcripts and tracks, mixed with edits of the text.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyCueEdit, type CueSource } from '../../../src-core/subtitles/cue-edits.ts';
import { defaultPlan, mapTrack, type CueTrack, type PinnedCue } from '../../../src-core/subtitles/cue-track.ts';
import type { Cue } from '../../../src-core/subtitles/cue.ts';
import { cueLayer, type CueSetting } from '../../../src-core/subtitles/cueing.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import { ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import { checkTranscript } from '../../../src-core/transcript/check.ts';
import { applyEdit } from '../../../src-core/transcript/edit.ts';
import { transcriptText, type Transcript, type WordPlace } from '../../../src-core/transcript/transcript.ts';
import { isBehind, wordsOfStretch } from '../../../src-core/transcript/word-stretch.ts';
import { anyReplacement, replacementIn, withLetters } from '../../support/random-transcripts.ts';
import { anyOperation, asksForLetters, movingOperation, silentOperation, tryOperation, writes } from './cue-operations.ts';
import { allPlaces, withPins } from './random-tracks.ts';
import { seenLetters } from './seen-letters.ts';
import { anyTranscript } from './written-speech.ts';

const nameOf = ({ turn, word }: WordPlace): string => `${turn}:${word}`;

/** Every law of pins, of words in cues, and of the words themselves. */
function expectSound({ transcript, track, cues }: CueSource): void {
  expect(checkTranscript(transcript)).toEqual([]);
  const { pins } = track;
  expect(new Set(pins.map(({ id }) => id)).size).toBe(pins.length);
  expect(pins.flatMap((pin, index) => faultsOf(transcript, pin, pins[index - 1]))).toEqual([]);
  const hidden = pins.filter(({ shown }) => !shown).flatMap((pin) => wordsOfStretch(transcript, pin));
  const shown = cues.flatMap((cue) => wordsOfStretch(transcript, cue));
  expect([...shown, ...hidden].map(nameOf).sort()).toEqual(allPlaces(transcript).map(nameOf).sort());
  expect(cues.filter(({ start, end }) => !(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start < end))).toEqual([]);
}

function faultsOf(transcript: Transcript, pin: PinnedCue, before: PinnedCue | undefined): string[] {
  const { from, to, start, end, breaks } = pin;
  const laws = {
    'its words exist': Boolean(transcript.turns[from.turn]?.words[from.word] && transcript.turns[to.turn]?.words[to.word]),
    'ends behind its beginning': !isBehind(from, to),
    'stands behind the one before': !before || isBehind(from, before.to),
    'whole times from 0 on': [start, end].every((time) => time === null || (Number.isSafeInteger(time) && time >= 0)),
    'starts before it ends': start === null || end === null || start < end,
    'breaks within, in order': (breaks ?? []).every((place, at, all) => isBehind(place, all[at - 1] ?? from) && !isBehind(place, to)),
  };
  return Object.entries(laws).flatMap(([law, holds]) => (holds ? [] : [`pin ${pin.id}: ${law}: ${JSON.stringify({ before, pin })}`]));
}

const wordAt = ({ turns }: Transcript, { turn, word }: WordPlace) => turns[turn]?.words[word];

const start = withPins(withLetters(anyTranscript)).map(({ transcript, pins }): { transcript: Transcript; track: CueTrack } => ({
  transcript,
  track: { pins, plan: defaultPlan },
}));

/** Lays cues as the desk would, remembering. */
function layerFor(transcript: Transcript): (transcript: Transcript, track: CueTrack) => CueSource {
  const setting: CueSetting = { profile: profileFor(transcript), rate: null };
  const lay = cueLayer();
  return (now, track) => ({ transcript: now, track, cues: lay(now, track, setting) });
}

describe('any mix of operations and edits of the text', { timeout: 120_000 }, () => {
  test('leaves every word in one cue or left out, pins in order, and the cue it names as it was asked', () => {
    let done = 0;
    fc.assert(
      fc.property(start, fc.array(fc.oneof({ weight: 4, arbitrary: anyOperation }, anyReplacement), { maxLength: 14 }), ({ transcript, track }, steps) => {
        const lay = layerFor(transcript);
        let source = lay(transcript, track);
        for (const step of steps) {
          if (!('seed' in step)) {
            const result = applyEdit(source.transcript, replacementIn(source.transcript, step));
            source = lay(result.transcript, mapTrack(source.track, { before: source.transcript, after: result.transcript, map: result.map }));
            expectSound(source);
            continue;
          }
          const tried = tryOperation(source, step);
          if (!tried?.edit) continue;
          const result = applyCueEdit(source.transcript, tried.edit);
          const after = lay(result.transcript, result.track);
          expectSound(after);
          tried.holds?.(after);
          if (tried.edit.chosen !== undefined) expect(after.track.pins.map(({ id }) => id)).toContain(tried.edit.chosen);
          if (!writes(step)) expect(transcriptText(after.transcript)).toBe(transcriptText(source.transcript));
          done += 1;
          source = after;
        }
      }),
      { numRuns: 400 },
    );
    expect(done).toBeGreaterThan(300);
  });

  test('is undone by the track before and the inverse of its edits', () => {
    fc.assert(
      fc.property(start, anyOperation, ({ transcript, track }, step) => {
        const source = layerFor(transcript)(transcript, track);
        const tried = tryOperation(source, step);
        if (!tried?.edit) return;
        const before = JSON.stringify(source);
        const { transcript: after, inverse } = applyCueEdit(transcript, tried.edit);
        expect(applyEdit(after, inverse).transcript).toEqual(transcript);
        expect(JSON.stringify(source)).toBe(before);
      }),
      { numRuns: 300 },
    );
  });

  test('makes no overlap that the rules do not find', () => {
    const rules = ruleSetOrNull('netflix');
    if (!rules) throw new Error('no such set');
    fc.assert(
      fc.property(start, fc.array(anyOperation, { maxLength: 6 }), ({ transcript, track }, steps) => {
        const lay = layerFor(transcript);
        let source = lay(transcript, track);
        for (const step of steps) {
          const edit = tryOperation(source, step)?.edit;
          if (edit) source = lay(applyCueEdit(source.transcript, edit).transcript, edit.track);
        }
        const { cues } = source;
        const found = checkCues(source.transcript, cues, { set: rules }).flatMap(({ rule, cue }) => (rule === 'overlap' ? [cue] : []));
        // At the top and at the bottom of the picture two may be shown at once.
        const heightOf = (cue: Cue | undefined) => cue?.look?.vertical ?? 'bottom';
        const overlapping = cues.flatMap((cue, index) => {
          const next = cues.slice(index + 1).find((other) => heightOf(other) === heightOf(cue));
          return next && next.start < cue.end ? [index] : [];
        });
        expect(found).toEqual(expect.arrayContaining(overlapping));
      }),
      { numRuns: 150 },
    );
  });

  test('never moves a word that was heard, carried or set', () => {
    fc.assert(
      fc.property(start, silentOperation, ({ transcript, track }, step) => {
        const edit = tryOperation(layerFor(transcript)(transcript, track), step)?.edit;
        if (!edit) return;
        const after = applyCueEdit(transcript, edit).transcript;
        const firm = ({ turns }: Transcript) =>
          turns.flatMap(({ words }) => words.filter(({ origin }) => origin !== 'estimated').map(({ marks: _letters, ...word }) => word));
        expect(firm(after)).toEqual(firm(transcript));
      }),
      { numRuns: 300 },
    );
  });

  test('that does not ask for other letters leaves every letter of the words it keeps as it looked, in whatever cue they stand', () => {
    let done = 0;
    fc.assert(
      fc.property(start, fc.oneof(movingOperation, movingOperation, anyOperation), ({ transcript, track }, step) => {
        const edit = asksForLetters(step) ? null : tryOperation(layerFor(transcript)(transcript, track), step)?.edit;
        if (!edit) return;
        const after = applyCueEdit(transcript, edit);
        for (const place of allPlaces(transcript)) {
          const now = after.map.map(place);
          const [was, is] = [wordAt(transcript, place), now && wordAt(after.transcript, now)];
          // Of a word that was written anew only its own letters can be compared.
          if (!now || was?.text !== is?.text || (writes(step) && was?.source !== is?.source)) continue;
          expect(seenLetters(after.transcript, after.track, now)).toEqual(seenLetters(transcript, track, place));
          done += 1;
        }
      }),
      { numRuns: 600 },
    );
    expect(done).toBeGreaterThan(1000);
  });
});
