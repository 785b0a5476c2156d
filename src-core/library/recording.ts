// A Recording: one entry of the library, with or without media, with or without a transcript.
import * as v from 'valibot';
import { mediaFactsShape } from '../media/media-facts.ts';

export type RecordingId = string;

const epochMillis = v.pipe(v.number(), v.safeInteger());

/** How the library finds the media, seen from outside: paths never leave the main side. */
export const mediaStateShape = v.picklist(['none', 'probing', 'ready', 'proxying', 'missing', 'replaced', 'unplayable']);
export type MediaState = v.InferOutput<typeof mediaStateShape>;

/** Parser of a recording as lists and views see it. */
export const recordingShape = v.strictObject({
  id: v.string(),
  /** The name shown and searched; the file's name without extension at first. */
  name: v.string(),
  /** File name of the media or of the imported document, for display only. */
  fileName: v.string(),
  /** When it entered the library, milliseconds since 1970. */
  addedAt: epochMillis,
  /** When its transcript last changed, milliseconds since 1970, or null. */
  editedAt: v.nullable(epochMillis),
  media: v.strictObject({
    state: mediaStateShape,
    facts: v.nullable(mediaFactsShape),
    /** One sentence when something is wrong. */ trouble: v.nullable(v.string()),
  }),
  /** Facts about its transcript, or null before there is one. */
  transcript: v.nullable(
    v.strictObject({
      revision: v.number(),
      language: v.nullable(v.string()),
      words: v.number(),
      turns: v.number(),
      speakers: v.number(),
      /** End of the last word, milliseconds. */
      duration: v.number(),
      /** Where the words came from: "Amazon Transcribe", "Call Analytics", "SRT" … */
      origin: v.string(),
      /** How many of its words were listened to. */
      heard: v.number(),
    }),
  ),
});

export type Recording = v.InferOutput<typeof recordingShape>;
