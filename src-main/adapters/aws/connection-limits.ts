// How long a request may hang and how often the SDK itself tries: said once, handed to every client.

/** No connection within this: the network is not there (A6), milliseconds. */
export const CONNECTION_TIMEOUT = 10_000;

/** Nothing sent or received for this long: the socket is dead (A6), milliseconds. `requestTimeout` alone would only warn. */
export const SOCKET_TIMEOUT = 30_000;

/**
 * Tries of the SDK for one call. Patience is the job engine's: it shows its waits, survives a restart and can be cancelled.
 * One more try remains here, because it corrects a wrong clock and replaces a kept-alive socket that died unnoticed.
 */
export const SDK_ATTEMPTS = 2;

/** Sockets to one host: four parts at once, beside the calls for jobs. */
export const SOCKETS_PER_HOST = 16;

/** Largest transcript that is read into memory (S1, S15), bytes. */
export const RESULT_LIMIT_BYTES = 256 * 1024 * 1024;
