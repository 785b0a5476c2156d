// A backup of the library, and what a person should know about the library as a whole: shapes both sides of the wire share.
import * as v from 'valibot';

/** Parser of a backup as lists show it. */
export const backupShape = v.strictObject({
  /** Its file name in the library's folder of backups; it stands for the backup in calls. */
  name: v.string(),
  /** When it was made, milliseconds since 1970. */
  madeAt: v.number(),
  bytes: v.number(),
  /** What it holds; 0 when it cannot be read. */
  recordings: v.number(),
  words: v.number(),
  /** `unreadable` ones cannot be restored, nor can those a newer Galley made. */
  state: v.picklist(['whole', 'unreadable', 'newer']),
});
export type Backup = v.InferOutput<typeof backupShape>;

/** Parser of something about the whole library that a person should know. */
export const libraryNoteShape = v.variant('kind', [
  /** The library lies on a network drive (its file system's name). */
  v.strictObject({ kind: v.literal('network-folder'), name: v.string() }),
  /** The library lies in a folder some service synchronises. */
  v.strictObject({ kind: v.literal('synced-folder'), name: v.string() }),
  /** The library was found so many changes behind where it had been. */
  v.strictObject({ kind: v.literal('went-back'), changes: v.number() }),
  /** What could be made again was damaged, and was made again. */
  v.strictObject({ kind: v.literal('mended'), what: v.picklist(['index', 'peaks']) }),
  /** Tables of which some pages are damaged; the rest can be used. */
  v.strictObject({ kind: v.literal('damaged'), tables: v.string() }),
  /** Little room is left on the library's disk. */
  v.strictObject({ kind: v.literal('low-space'), bytes: v.number() }),
]);
export type LibraryNote = v.InferOutput<typeof libraryNoteShape>;
