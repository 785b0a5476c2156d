// The whole job as a person does it, from an empty library to subtitles: one suite for every host.
import { describe, expect, it } from 'vitest';
import type { SpokenRecording } from '../support/spoken-recording.ts';
import { breakOff, findPlaceAgain } from './steps-break.ts';
import { correctByTyping, nameSpeaker, splitAndJoin, undoAndRedo } from './steps-correct.ts';
import { attachResult, refuseOther } from './steps-other.ts';
import { exportAll } from './steps-export.ts';
import { hearWords, seeTranscript, watchSpokenWords } from './steps-listen.ts';
import { addSample, setUpAws, transcribeSample } from './steps-transcribe.ts';
import { takeTrip, type StartStudio } from './trip.ts';

/** Runs the journey on a host. */
export function journeySuite(host: string, start: StartStudio): void {
  describe(`the whole job in ${host}`, () => {
    const trip = takeTrip(start, { inSteps: true });
    let topTurn = '';
    let other: SpokenRecording;
    it('connects to AWS: the settings name account, user, region and bucket, and make the bucket', () => setUpAws(trip));
    it('takes the sample recording in and says what it is', () => addSample(trip));
    it('sends it and tells of every state until the transcript is there', () => transcribeSample(trip));
    it('shows the transcript with its two speakers', () => seeTranscript(trip));
    it('puts the playhead on a clicked word, and plays it with Alt', () => hearWords(trip));
    it('lights the word that is spoken', () => watchSpokenWords(trip));
    it('changes a doubtful word typed over, and no other word’s time', () => correctByTyping(trip));
    it('takes the correction back to the very times, and makes it again', () => undoAndRedo(trip));
    it('splits a turn and joins it again', () => splitAndJoin(trip));
    it('names a speaker once, everywhere', () => nameSpeaker(trip));
    it('survives kill -9 right after “Saved”', async () => {
      topTurn = await breakOff(trip);
    });
    it('opens with the text, the caret and the scroll it was left with', () => findPlaceAgain(trip, topTurn));
    it('shows why the practice service refuses another recording, and what to do', async () => {
      other = await refuseOther(trip);
    });
    it('takes a Transcribe result for that recording instead, and corrections of it', () => attachResult(trip, other));
    it('saves SRT, WebVTT and text that other programs read alike', () => exportAll(trip));
    it('was never complained of by its page', () => {
      expect(trip.studio.complaints).toEqual([]);
    });
  });
}
