// Valid arguments for every call, once: a call added to the contract without a sample here does not compile.
import type { CallArgs, StudioCall } from '../../src-core/contract/studio-api.ts';

type Samples = { readonly [C in StudioCall]: CallArgs<C> };

const place = { turn: 1, offset: 4, topTurn: 0, playhead: 1234 };

/** For the recording "interview" of the studio in memory, and the offer its test makes first. */
export function sampleArgs(offer: string): Samples {
  return {
    'session.hello': {},
    'session.licences': {},
    'report.make': { recording: 'interview' },
    'updates.get': {},
    'updates.look': {},
    'updates.install': {},
    'settings.get': {},
    'settings.set': { theme: 'dark', rewindOnResume: 0 },
    'credentials.profiles': {},
    'credentials.status': {},
    'credentials.enter': { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not a real one', sessionToken: null },
    'credentials.forget': {},
    'credentials.test': {},
    'credentials.makeBucket': {},
    'library.list': {},
    'library.import': { offer, into: null },
    'library.addSample': {},
    'library.open': { recording: 'interview' },
    'library.save': {
      recording: 'interview',
      base: 3,
      splices: [{ from: 0, remove: 1, turns: [{ id: 0, speaker: 'spk_0', tail: ' ', words: [['Grüße', '', 400, 900, 2, 0.5, null, 0]] }] }],
      nextTurnId: 12,
      speakers: [{ id: 'spk_0', name: 'Ägir 🎙' }],
      place,
      highlights: {
        put: [{ id: 'h1', label: 'Quote', comment: '«ja»', madeAt: 1, words: { from: [0, 0], to: [0, 0] }, gone: null }],
        remove: ['h0'],
      },
      cues: {
        put: [{ id: 1, from: [0, 0], to: [0, 0], start: 40, end: null, breaks: null, look: null, shown: false, waivers: [] }],
        remove: [7],
        plan: { ruleSet: 'netflix', frameRate: '25', startTimecode: '01:00:00:00', labels: false, dashes: 'both', file: null },
      },
      history: { first: 1, last: 0, done: 0, put: [] },
    },
    'library.savePart': { save: 'a-save', at: 0, of: 9, bytes: new Uint8Array([123, 34, 0, 255]) },
    'library.steps': { recording: 'interview', from: 1, to: 100 },
    'library.versions': { recording: 'interview' },
    'library.keepVersion': { recording: 'interview', kind: 'named', name: 'Vor dem „Kürzen“' },
    'library.version': { recording: 'interview', version: 1 },
    'library.nameVersion': { recording: 'interview', version: 1, name: 'Final' },
    'library.removeVersion': { recording: 'interview', version: 2 },
    'library.keepPlace': { recording: 'interview', place },
    'library.rename': { recording: 'interview', name: 'مقابلة "x" \u2028 \\' },
    'library.remove': { recording: 'text-only' },
    'library.relink': { recording: 'missing', offer, anyway: true },
    'library.relinkMany': { offers: [offer] },
    'library.readAgain': { recording: 'interview' },
    'library.readings': { recording: 'interview' },
    'library.readAs': { recording: 'interview', encoding: 'windows-1251' },
    'library.backups': {},
    'library.backUp': {},
    'library.restore': { backup: 'library-v4-g412-2026-11-21T17-42-10-000Z.db' },
    'library.startNew': {},
    'library.search': { words: 'lighthouse', limit: 5 },
    'library.rawResult': { recording: 'interview' },
    'review.alternatives': { recording: 'interview' },
    'review.original': { recording: 'interview' },
    'review.heard': { recording: 'interview' },
    'review.hear': {
      recording: 'interview',
      spans: [
        [400, 9000],
        [12_000, 30_000],
      ],
      words: 60,
    },
    'jobs.list': {},
    'jobs.start': {
      recording: 'interview',
      options: { language: { kind: 'identify', among: ['en-GB', 'de-DE'] }, maxSpeakers: 2, channels: false, maxAlternatives: null },
    },
    'jobs.cancel': { job: 'job-uploading' },
    'jobs.retry': { job: 'job-failed' },
    'media.grant': { recording: 'interview' },
    'media.peaks': { recording: 'interview', from: 12 },
    'media.pushPeaks': { recording: 'interview', channels: 1, from: 0, bytes: new Uint8Array([0, 127, 128, 255]), complete: false, failure: null },
    'media.shots': { recording: 'interview' },
    'media.setShots': { recording: 'interview', shots: [480, 2040] },
  };
}
