// How far a newer Galley is, as pages show it.
import * as v from 'valibot';

/** Why this Galley never looks for newer ones by itself; each has its sentence in the settings. */
export const UPDATE_BARS = ['development', 'host', 'unsigned', 'unpublished'] as const;
export type UpdateBar = (typeof UPDATE_BARS)[number];

export const updateStatusShape = v.strictObject({
  /** `idle`: not looked yet, or switched off. `found`: waiting for jobs to end before it is fetched. `ready`: fetched and checked, waiting for a restart. */
  phase: v.picklist(['barred', 'idle', 'looking', 'current', 'found', 'fetching', 'ready', 'failed']),
  bar: v.nullable(v.picklist(UPDATE_BARS)),
  /** The newer version, once there is one. */
  version: v.nullable(v.string()),
  /** When it was looked for last, milliseconds since 1970. */
  lookedAt: v.nullable(v.number()),
});
export type UpdateStatus = v.InferOutput<typeof updateStatusShape>;
