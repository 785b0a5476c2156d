// The studio's settings: what a person chose. No secret is ever a setting.
import * as v from 'valibot';
import { KEYMAP_IDS } from './keymaps.ts';
import { ruleSetShape } from '../subtitles/rules/rule-set-file.ts';
import { replacementListShape } from '../transcript/replacement-list.ts';

const text = v.pipe(v.string(), v.maxLength(1000));

const entries = {
  theme: v.picklist(['system', 'light', 'dark']),
  /** Named profile from the AWS config files; null means the environment or entered keys. */
  awsProfile: v.nullable(text),
  awsRegion: v.nullable(text),
  bucket: v.nullable(text),
  /** The account the bucket belongs to, found at its first check or named by a person; every request to S3 then demands it (S17). */
  bucketOwner: v.nullable(v.pipe(v.string(), v.regex(/^\d{12}$/))),
  /** A bucket being made whose settings are not all put yet (A11), or null. */
  unfinishedBucket: v.nullable(text),
  /** Id, alias or ARN of the KMS key uploads are encrypted with; null leaves it to the bucket (A20). */
  kmsKey: v.nullable(v.pipe(v.string(), v.regex(/^[\w:/+=,.@-]{1,256}$/))),
  /** Everything we put into the bucket lies under this prefix. */
  keyPrefix: v.pipe(text, v.regex(/^([a-zA-Z0-9_.-]+\/)*$/)),
  /** Delete the uploaded media from the bucket once the transcript is fetched. */
  deleteUpload: v.boolean(),
  /** How far to go back when playback resumes, milliseconds. */
  rewindOnResume: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000)),
  /** Whether the sound stops while somebody types, and goes on `resumeAfter` milliseconds after the last key. */
  pauseWhileTyping: v.boolean(),
  resumeAfter: v.pipe(v.number(), v.safeInteger(), v.minValue(250), v.maxValue(10_000)),
  /** The ready keymap the keys begin with. */
  keymap: v.picklist(KEYMAP_IDS),
  /** By command: all the chords a person gave it, in place of the keymap's. None at all is a command without keys. */
  ownKeys: v.record(v.pipe(v.string(), v.maxLength(60)), v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(40))), v.maxLength(8))),
  /** Words the engine was less sure of than this, 0 to 1, are doubtful. On real results about one word in three below 0.6 is wrong; BBC's editor marks those. */
  doubtBelow: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Where ffmpeg lies when it is not on the PATH. */
  ffmpegPath: v.nullable(text),
  /** What jobs are started with unless said otherwise: a language code, or "auto". */
  language: text,
  /** Names and house style, applied with a preview. */
  replacementLists: v.pipe(v.array(replacementListShape), v.maxLength(100)),
  /** Sets of subtitle rules of a person's own. */
  ruleSets: v.pipe(v.array(ruleSetShape), v.maxLength(100), v.readonly()),
  /** Names speakers were given before, latest first, offered again. */
  speakerNames: v.pipe(v.array(text), v.maxLength(200)),
  /** Whether a packaged Galley looks for newer ones once a day. */
  lookForUpdates: v.boolean(),
} as const;

/** Parser of the whole settings. */
export const settingsShape = v.strictObject(entries);
export type Settings = v.InferOutput<typeof settingsShape>;

/** Parser of a change: any of the settings. */
export const settingsPatchShape = v.partial(settingsShape);
export type SettingsPatch = v.InferOutput<typeof settingsPatchShape>;

/** What a new library starts with. */
export const defaultSettings: Settings = {
  theme: 'system',
  awsProfile: null,
  awsRegion: null,
  bucket: null,
  bucketOwner: null,
  unfinishedBucket: null,
  kmsKey: null,
  keyPrefix: 'galley/',
  deleteUpload: false,
  rewindOnResume: 1500,
  pauseWhileTyping: false,
  resumeAfter: 1000,
  keymap: 'galley',
  ownKeys: {},
  doubtBelow: 0.6,
  ffmpegPath: null,
  language: 'auto',
  replacementLists: [],
  ruleSets: [],
  speakerNames: [],
  lookForUpdates: true,
};
