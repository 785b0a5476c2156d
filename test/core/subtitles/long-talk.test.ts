// Twenty minutes of speech at a natural pace become subtitles a client accepts: nothing of what Netflix asks of English is broken.
import { describe, expect, it } from 'vitest';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import { layCues } from '../../../src-core/subtitles/cueing.ts';
import type { FrameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { FRAME_RATE_IDS, frameRate } from '../../../src-core/subtitles/frame-rate.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import type { Finding } from '../../../src-core/subtitles/rules/finding.ts';
import { checkCues } from '../../../src-core/subtitles/rules/findings-keeper.ts';
import { ruleSetOrNull } from '../../../src-core/subtitles/rules/rule-sets.ts';
import type { Transcript } from '../../../src-core/transcript/transcript.ts';
import { spokenTalk } from '../../support/spoken-talk.ts';

function findingsOf(speech: Transcript, rate: FrameRate): Finding[] {
  const set = ruleSetOrNull('netflix');
  if (!set) throw new Error('no such set');
  const cues = layCues(speech, emptyTrack, { profile: profileFor(speech, rate), rate });
  expect(cues.length).toBeGreaterThan(250);
  // Nearly too fast is no fault yet.
  return checkCues(speech, cues, { set, rate }).filter(({ rule }) => rule !== 'nearly-fast');
}

describe('Twenty minutes of speech', () => {
  it.each(FRAME_RATE_IDS)('keep every rule of Netflix English at %s frames a second', (id) => {
    expect(findingsOf(spokenTalk({ minutes: 20 }), frameRate(id))).toEqual([]);
  });

  it('of two people with short answers keep them too', () => {
    expect(findingsOf(spokenTalk({ minutes: 20, speakers: 2 }), frameRate('25'))).toEqual([]);
  });
});
