// What is known about a media file once probed. Facts only; judging them is eligibility's work.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Parser of media facts, for the wire and the library. */
export const mediaFactsShape = v.strictObject({
  /** Container by content, never by file name: "mp4", "mp3", "wav", "ogg", "webm", "flac", "amr", "mov", "matroska" … */
  container: v.string(),
  /** Size in bytes. */
  size: count,
  /** Length in milliseconds. */
  duration: count,
  audio: v.array(
    v.strictObject({
      codec: v.string(),
      channels: count,
      /** Samples per second. */
      rate: count,
      language: v.nullable(v.string()),
    }),
  ),
  video: v.nullable(
    v.strictObject({
      codec: v.string(),
      width: count,
      height: count,
      /** Frames per second as a fraction, or null when variable or unknown. */
      frameRate: v.nullable(v.strictObject({ numerator: count, denominator: count })),
    }),
  ),
  /** Timecode of the first frame as the file states it: "01:00:00:00", with ";" before the frames where labels are dropped. */
  startTimecode: v.optional(v.pipe(v.string(), v.maxLength(16))),
  /** Whether Chromium's media element plays it as it is; false means a proxy is needed. */
  playable: v.boolean(),
});

export type MediaFacts = v.InferOutput<typeof mediaFactsShape>;
