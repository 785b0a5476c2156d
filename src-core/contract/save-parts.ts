// The bounds of saving: how much one save may weigh, and in what parts a heavy one crosses the wire. It knows nothing of transcripts.

/**
 * Most bytes of one save as JSON, its words and its steps of undo together: 64 MB, as many as the library keeps steps of one recording.
 * A word weighs some 40 bytes, so that is a document of 1.5 million words replaced at once.
 */
export const MOST_SAVE_BYTES = 64 * 1024 * 1024;

/** Bytes of one part: half of what a message may weigh (S26), and little enough that neither side stops over it. */
export const SAVE_PART_BYTES = 4 * 1024 * 1024;

/**
 * A save whose JSON is no longer than this, in characters, goes as one message. On any wire it weighs less than the 8 MB a message may: in UTF-8
 * at most three times as much, and counted value by value at most seven times (a list of single digits).
 */
export const LIGHT_SAVE_CHARACTERS = 1_000_000;
