// Every call and every event of the studio, once. All other types of the contract are derived from these two constants.
import * as v from 'valibot';
import { READ_ENCODINGS } from '../import/text-reading.ts';
import { jobOptionsShape, jobShape } from '../library/job.ts';
import { backupShape, libraryNoteShape } from '../library/backup.ts';
import { recordingShape } from '../library/recording.ts';
import { MOST_SHOTS } from '../media/shot-list.ts';
import { packedTrackShape, trackChangeShape } from '../subtitles/packed-track.ts';
import { packedHighlightShape } from '../transcript/highlight.ts';
import { historyStepShape } from '../history/history-step.ts';
import { packedTurnShape } from '../transcript/pack.ts';
import { bundledPackageShape, reportPartShape } from './report.ts';
import { settingsPatchShape, settingsShape } from './settings.ts';
import { updateStatusShape } from './updates.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const nothing = v.strictObject({});
const bytes = v.instance(Uint8Array);

const speakerShape = v.strictObject({ id: v.pipe(v.string(), v.maxLength(100)), name: v.pipe(v.string(), v.maxLength(500)) });

/** A transcript as it crosses the wire: packed turns. */
const wireTranscriptShape = v.strictObject({
  language: v.nullable(v.string()),
  speakers: v.array(speakerShape),
  turns: v.array(packedTurnShape),
  nextTurnId: count,
});

const problemShape = v.strictObject({
  code: v.string(),
  severity: v.picklist(['note', 'repair', 'loss']),
  message: v.string(),
  count,
  places: v.array(v.strictObject({ item: v.optional(v.number()), line: v.optional(v.number()), time: v.optional(v.number()) })),
});

/** Where the reader was: caret and scroll come back on reopening. */
export const placeShape = v.strictObject({
  /** Caret: turn index and UTF-16 offset in its text. */
  turn: count,
  offset: count,
  /** First visible turn. */
  topTurn: count,
  /** Playhead, milliseconds. */
  playhead: count,
});

/** Steps of the editing history that are kept: `first` … `last`, of which those up to `done` are done. */
const historyRange = { first: count, last: v.pipe(v.number(), v.safeInteger()), done: count };
const numberedStepShape = v.strictObject({ number: count, step: historyStepShape });

/** A kept state of a transcript. */
const versionShape = v.strictObject({
  number: count,
  kind: v.picklist(['named', 'opened', 'hourly', 'before']),
  name: v.string(),
  madeAt: v.number(),
  revision: count,
  turns: count,
  words: count,
});

/** [start, end], milliseconds. */
const heardSpanShape = v.strictTuple([count, count]);

const endpointShape = v.strictObject({
  service: v.picklist(['s3', 'transcribe', 'transcribe-streaming', 'sts']),
  url: v.string(),
  /** "AWS_ENDPOINT_URL_S3", "profile practice" … */ from: v.string(),
});

const profileShape = v.strictObject({
  name: v.string(),
  /** How it proves who it is; `process` runs a program of the user's. */
  kind: v.picklist(['static', 'sso', 'process', 'assume-role', 'web-identity', 'login', 'unknown']),
  region: v.nullable(v.string()),
});

const credentialsStatusShape = v.strictObject({
  /** What is in use: a named profile, the environment, keys entered this session or kept by the system, or nothing. */
  source: v.picklist(['profile', 'environment', 'entered', 'none']),
  profile: v.nullable(v.string()),
  region: v.nullable(v.string()),
  /** Custom endpoints that will be used, shown before use (S18). */
  endpoints: v.array(endpointShape),
  /** Proxies and certificates the environment prescribes: variable, and value without secrets (S18). */
  network: v.array(v.strictObject({ name: v.string(), value: v.string() })),
  /** Whether entered keys can be kept, or only used until the studio closes. */
  keepsKeys: v.boolean(),
});

const bucketCheckShape = v.strictObject({
  name: v.string(),
  state: v.picklist(['ready', 'missing', 'denied', 'other-region', 'other-owner']),
  region: v.nullable(v.string()),
  /** The account it must belong to, when known. */
  owner: v.nullable(v.string()),
  /** Whether making it broke off half-way. */
  unfinished: v.boolean(),
});

const rightShape = v.strictObject({
  /** IAM action: "s3:PutObject". */
  action: v.string(),
  resource: v.string(),
  /** `untried` when it cannot be found out without doing it, or another missing right stood before it. */
  state: v.picklist(['allowed', 'denied', 'untried']),
  /** What a person loses without it. */
  purpose: v.string(),
});

const importResultShape = v.strictObject({
  recording: recordingShape,
  /** What was made of the file: media added, a transcript imported, media attached to a recording that lacked it. */
  outcome: v.picklist(['media-added', 'transcript-imported', 'media-attached', 'already-there']),
  /** What the file turned out to be, in words: "Amazon Transcribe, 2 speakers". */
  described: v.string(),
  problems: v.array(problemShape),
});

const readEncoding = v.picklist(READ_ENCODINGS.map((encoding) => encoding.id));

/** The same bytes read in one encoding. */
const readingShape = v.strictObject({
  encoding: readEncoding,
  label: v.string(),
  certainty: v.picklist(['certain', 'likely', 'guess']),
  /** The first lines that tell it from others. */
  lines: v.array(v.string()),
});

/** Where the picture cuts. */
const shotsShape = {
  /** Rising times, milliseconds: the edited list where there is one, else what was found so far. */
  shots: v.pipe(v.array(count), v.maxLength(MOST_SHOTS)),
  edited: v.boolean(),
  /** Whether the whole picture was looked through; otherwise how far, milliseconds. */
  complete: v.boolean(),
  until: count,
  /** Why it is not looked through; null when it is, or will be. */
  bar: v.nullable(v.picklist(['no-picture', 'no-media', 'no-ffmpeg', 'read-only', 'failed'])),
};

interface CallShape {
  readonly args: v.GenericSchema;
  readonly result: v.GenericSchema;
}
const call = <A extends v.GenericSchema, R extends v.GenericSchema>(args: A, result: R): { readonly args: A; readonly result: R } => ({ args, result });

/** Every call: parser of its arguments and of its result. */
export const studioCalls = {
  'session.hello': call(
    nothing,
    v.strictObject({
      host: v.picklist(['electron', 'loopback', 'cli', 'test']),
      version: v.string(),
      platform: v.string(),
      /** Where the library lies, for display. */
      libraryPath: v.string(),
      /** A sentence's code when the library is open for reading only. */
      readOnly: v.nullable(v.picklist(['busy', 'folder', 'newer', 'damaged'])),
      /** What a person should know of the library as a whole. */
      notes: v.array(libraryNoteShape),
      /** Whether ffmpeg was found, and its version for display. */
      ffmpeg: v.nullable(v.string()),
    }),
  ),

  /** The packages whose code is in this Galley, with their licences; empty when it runs from its sources. */
  'session.licences': call(nothing, v.array(bundledPackageShape)),

  /** A report of trouble, to be shown and saved by the page. Holds a transcript's words only when a recording is named. */
  'report.make': call(v.strictObject({ recording: v.nullable(id) }), v.strictObject({ fileName: v.string(), parts: v.array(reportPartShape) })),

  'updates.get': call(nothing, updateStatusShape),
  /** Looks for a newer Galley now; `host-cannot` where it never may. */
  'updates.look': call(nothing, updateStatusShape),
  /** Restarts into the fetched version; `conflict` (details.what) while a job is under way or nothing is ready. */
  'updates.install': call(nothing, nothing),

  'settings.get': call(nothing, settingsShape),
  'settings.set': call(settingsPatchShape, settingsShape),

  'credentials.profiles': call(nothing, v.array(profileShape)),
  'credentials.status': call(nothing, credentialsStatusShape),
  /** Write-only: keys go in, never out. */
  'credentials.enter': call(
    v.strictObject({ accessKeyId: name, secretAccessKey: name, sessionToken: v.nullable(v.pipe(v.string(), v.maxLength(8000))) }),
    credentialsStatusShape,
  ),
  'credentials.forget': call(nothing, credentialsStatusShape),
  /** Asks AWS who we are, and checks the bucket when one is set. */
  'credentials.test': call(
    nothing,
    v.strictObject({
      account: v.string(),
      user: v.string(),
      region: v.string(),
      bucket: v.nullable(bucketCheckShape),
      /** Each right a job needs and whether it is there; null when the bucket cannot be used yet. */
      rights: v.nullable(v.array(rightShape)),
      /** IAM policies to copy: for what is missing (null when nothing is), and for everything. */
      policies: v.strictObject({ missing: v.nullable(v.string()), full: v.nullable(v.string()) }),
      /** How far this machine's clock is ahead of AWS's, seconds. */
      clockAheadSeconds: v.nullable(v.number()),
    }),
  ),
  /** Makes the bucket named in the settings, private and encrypted; one whose making broke off gets what it lacks. */
  'credentials.makeBucket': call(nothing, nothing),

  'library.list': call(nothing, v.array(recordingShape)),
  /** Takes in an offered file. With `into`, a transcript or media file is joined to that recording. */
  'library.import': call(v.strictObject({ offer: id, into: v.nullable(id) }), importResultShape),
  /** Puts the sample interview that ships with the studio into the library, or answers the one that is already there. */
  'library.addSample': call(nothing, importResultShape),
  'library.open': call(
    v.strictObject({ recording: id }),
    v.strictObject({
      recording: recordingShape,
      transcript: v.nullable(wireTranscriptShape),
      revision: count,
      place: v.nullable(placeShape),
      problems: v.array(problemShape),
      highlights: v.optional(v.array(packedHighlightShape)),
      cues: v.optional(packedTrackShape),
      history: v.optional(v.strictObject(historyRange)),
    }),
  ),
  /** Saves what an edit touched. Answers only when durable. `conflict` when `base` is not the current revision. */
  'library.save': call(
    v.strictObject({
      recording: id,
      base: count,
      splices: v.array(v.strictObject({ from: count, remove: count, turns: v.array(packedTurnShape) })),
      nextTurnId: count,
      /** The whole list when it changed, else null. */
      speakers: v.nullable(v.array(speakerShape)),
      place: v.nullable(placeShape),
      /** Highlights that came, changed or went. */
      highlights: v.optional(v.nullable(v.strictObject({ put: v.array(packedHighlightShape), remove: v.array(id) }))),
      /** Pinned cues that came, changed or went, and the plan where it changed. */
      cues: v.optional(v.nullable(trackChangeShape)),
      /** The editing history after this edit and the steps that differ. Without it the history kept before is void. */
      history: v.optional(v.nullable(v.strictObject({ ...historyRange, put: v.array(numberedStepShape) }))),
    }),
    v.strictObject({ revision: count }),
  ),
  /**
   * One part of a save too heavy for one message: bytes `at` … of the `of` bytes of the arguments of `library.save` as JSON, parts in order. The last
   * one saves and answers as `library.save`; until then nothing is kept but in memory, and not for long. Throws also `too-large` and `library-busy`.
   */
  'library.savePart': call(v.strictObject({ save: id, at: count, of: count, bytes }), v.strictObject({ revision: v.nullable(count) })),
  /**
   * Steps of the editing history from `from` towards `to`, in that order: what undo (falling) and redo (rising) reach after a new start. As many as
   * one answer may hold, a heavy one by itself.
   */
  'library.steps': call(v.strictObject({ recording: id, from: count, to: count }), v.array(numberedStepShape)),
  /** Kept versions, newest first. */
  'library.versions': call(v.strictObject({ recording: id }), v.array(versionShape)),
  /** Keeps what is stored now: by a name, or before a change of many places. */
  'library.keepVersion': call(v.strictObject({ recording: id, kind: v.picklist(['named', 'before']), name }), versionShape),
  /** A version's words, highlights and cues; versions of before there were cues have none. */
  'library.version': call(
    v.strictObject({ recording: id, version: count }),
    v.strictObject({ transcript: wireTranscriptShape, highlights: v.array(packedHighlightShape), cues: v.optional(packedTrackShape) }),
  ),
  /** Names a version; a named one is never thinned out. Answers the list. */
  'library.nameVersion': call(v.strictObject({ recording: id, version: count, name }), v.array(versionShape)),
  'library.removeVersion': call(v.strictObject({ recording: id, version: count }), v.array(versionShape)),
  /** Remembers caret and scroll alone. */
  'library.keepPlace': call(v.strictObject({ recording: id, place: placeShape }), nothing),
  'library.rename': call(v.strictObject({ recording: id, name }), recordingShape),
  'library.remove': call(v.strictObject({ recording: id }), nothing),
  /** Points a recording at its moved media. With `anyway` false a file with another fingerprint is refused (`media-differs`). */
  'library.relink': call(v.strictObject({ recording: id, offer: id, anyway: v.boolean() }), recordingShape),
  /**
   * Finds lost media among offered files by content: each file goes to the recordings whose media is missing or replaced and has
   * its fingerprint. Offers that fit nothing are given back. Answers the recordings that have their media again.
   */
  'library.relinkMany': call(v.strictObject({ offers: v.pipe(v.array(id), v.maxLength(1000)) }), v.strictObject({ found: v.array(recordingShape) })),
  /** Reads the kept result of the engine again, into a recording beside a damaged one. */
  'library.readAgain': call(v.strictObject({ recording: id }), importResultShape),
  /** What the kept file of a recording says in each encoding it may have, the likeliest first; empty when it is no text. */
  'library.readings': call(v.strictObject({ recording: id }), v.array(readingShape)),
  /** Reads the kept file again in that encoding: in place while nothing has been corrected, else into a recording beside. */
  'library.readAs': call(v.strictObject({ recording: id, encoding: readEncoding }), importResultShape),
  /** The kept backups of the library, newest first. Answered also when the library itself cannot be opened. */
  'library.backups': call(nothing, v.array(backupShape)),
  /** Makes a backup when anything changed since the last one. */
  'library.backUp': call(nothing, v.strictObject({ made: v.boolean(), backups: v.array(backupShape) })),
  /** Puts a backup in the library's place. The file from before is set aside, never deleted; `setAside` is its folder within the library's. */
  'library.restore': call(v.strictObject({ backup: v.pipe(v.string(), v.maxLength(200)) }), v.strictObject({ setAside: v.string() })),
  /** Sets a library that cannot be opened aside and begins an empty one. `bad-message` when it can be opened. */
  'library.startNew': call(nothing, v.strictObject({ setAside: v.string() })),
  /** Full-text search over every transcript. */
  'library.search': call(
    v.strictObject({ words: v.pipe(v.string(), v.maxLength(500)), limit: count }),
    v.array(
      v.strictObject({
        recording: v.string(),
        turn: v.number(),
        time: v.number(),
        /** The found turn shortened around the hit; hits lie between U+E000 and U+E001. */
        snippet: v.string(),
      }),
    ),
  ),
  /** The engine's result as it came, for saving as JSON; null when there is none. */
  'library.rawResult': call(v.strictObject({ recording: id }), v.nullable(v.strictObject({ fileName: v.string(), bytes }))),

  /** What else the engine might have heard, by the items it heard: [items, what they were, what they might be]. Empty when its result holds none. */
  'review.alternatives': call(v.strictObject({ recording: id }), v.array(v.strictTuple([v.array(count), v.array(v.string()), v.string()]))),
  /** The transcript as it was first read from the kept result; null when none is kept. */
  'review.original': call(v.strictObject({ recording: id }), v.nullable(wireTranscriptShape)),
  /** What was listened to: stretches in milliseconds, rising. */
  'review.heard': call(v.strictObject({ recording: id }), v.array(heardSpanShape)),
  /** Adds stretches that were listened to; `words` is how many words everything heard so far covers. Listening to no transcript is no error. */
  'review.hear': call(v.strictObject({ recording: id, spans: v.pipe(v.array(heardSpanShape), v.maxLength(10_000)), words: count }), nothing),

  'jobs.list': call(nothing, v.array(jobShape)),
  'jobs.start': call(v.strictObject({ recording: id, options: jobOptionsShape }), jobShape),
  'jobs.cancel': call(v.strictObject({ job: id }), jobShape),
  /** Without `options` as before; with them a new job at Transcribe, from the upload that is there. */
  'jobs.retry': call(v.strictObject({ job: id, options: v.optional(jobOptionsShape) }), jobShape),

  /** A short-lived capability for playing the media: the host turns it into a URL (S32). */
  'media.grant': call(v.strictObject({ recording: id }), v.strictObject({ token: v.string() })),
  /**
   * Peaks from a bucket on: `perSecond` buckets per second, interleaved by channel as int8 pairs (min, max).
   * `complete` is false while the media is still being read; the event media.peaksGrew tells of more.
   */
  'media.peaks': call(
    v.strictObject({ recording: id, from: count }),
    v.strictObject({ perSecond: count, channels: count, from: count, bytes, complete: v.boolean() }),
  ),
  /** Peaks decoded by the page, where no ffmpeg was found. Answered when taken: that is the back-pressure. */
  'media.pushPeaks': call(
    v.strictObject({ recording: id, channels: count, from: count, bytes, complete: v.boolean(), failure: v.nullable(v.string()) }),
    nothing,
  ),
  /** Shot changes as far as they are known. Asking has a film looked through that was not yet; the event media.shotsChanged tells of more. */
  'media.shots': call(v.strictObject({ recording: id }), v.strictObject(shotsShape)),
  /** Puts a list of one's own in place of what was found; null takes it back. */
  'media.setShots': call(v.strictObject({ recording: id, shots: v.nullable(v.pipe(v.array(count), v.maxLength(MOST_SHOTS))) }), v.strictObject(shotsShape)),
} as const satisfies Record<string, CallShape>;

/** Every event and the parser of its payload. Each carries the state a late listener would need. */
export const studioEvents = {
  'library.changed': v.strictObject({ recordings: v.array(recordingShape), removed: v.array(v.string()) }),
  /** What is to be known of the library as a whole has changed; the whole list. */
  'library.notes': v.strictObject({ notes: v.array(libraryNoteShape) }),
  /** Another library stands in the place of the one before (a backup was restored): everything shown is to be asked for again. */
  'library.replaced': nothing,
  'jobs.changed': v.strictObject({ jobs: v.array(jobShape) }),
  'settings.changed': settingsShape,
  'updates.changed': updateStatusShape,
  /** More peaks are there: buckets so far, and whether that is all. */
  'media.peaksGrew': v.strictObject({ recording: v.string(), buckets: v.number(), complete: v.boolean() }),
  /** More shot changes were found, or somebody set them. */
  'media.shotsChanged': v.strictObject({ recording: v.string(), ...shotsShape }),
  /** Some page should decode this media: fetch it by `token`, push its peaks. */
  'media.decodeWanted': v.strictObject({ recording: v.string(), token: v.string() }),
  /** The application menu or another window asks for a command by name (electron host). */
  'shell.command': v.strictObject({ command: v.string() }),
  /** Somebody clicked a notification about this recording (electron host): show it. */
  'shell.show': v.strictObject({ recording: v.string() }),
  /** Files handed over by the operating system, already offered. */
  'shell.opened': v.strictObject({ offers: v.array(v.strictObject({ offer: v.string(), name: v.string() })) }),
} as const satisfies Record<string, v.GenericSchema>;

export type StudioCall = keyof typeof studioCalls;
export type CallArgs<C extends StudioCall> = v.InferOutput<(typeof studioCalls)[C]['args']>;
export type CallResult<C extends StudioCall> = v.InferOutput<(typeof studioCalls)[C]['result']>;
export type StudioEvent = keyof typeof studioEvents;
export type EventPayload<E extends StudioEvent> = v.InferOutput<(typeof studioEvents)[E]>;

/** One handler for every call: a missing, surplus or mistyped one does not compile. */
export type StudioHandlers = { readonly [C in StudioCall]: (args: CallArgs<C>) => Promise<CallResult<C>> };

/** Publishes an event to every listener. */
export type EmitEvent = <E extends StudioEvent>(event: E, payload: EventPayload<E>) => void;

export type ReadingPlace = v.InferOutput<typeof placeShape>;
export type CredentialsStatus = v.InferOutput<typeof credentialsStatusShape>;
export type RightCheck = v.InferOutput<typeof rightShape>;
export type AwsProfile = v.InferOutput<typeof profileShape>;
export type ImportResult = v.InferOutput<typeof importResultShape>;
