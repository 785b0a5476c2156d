// A command line that cannot be understood.

/** The message says why, for the person who typed it. */
export class UsageError extends Error {}
