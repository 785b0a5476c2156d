// The composition root: ports in, one studio out. Every host mounts what this makes.
import type { Dispatch } from '../src-core/contract/dispatch.ts';

/** Takes in a file a person chose, and answers the capability that stands for it on the wire. */
export interface OfferFile {
  /** `owned` files lie in the library's media folder and are removed when nobody takes the offer. */
  (path: string, name: string, owned: boolean): Promise<string>;
}

/** What a host mounts. */
export interface Studio {
  readonly dispatch: Dispatch;
  /** Answers `/media/TOKEN` requests with byte ranges; any other path gets 404. */
  readonly mediaRoute: (request: Request) => Promise<Response>;
  readonly offer: OfferFile;
  /** Where hosts put files they receive before offering them. */
  readonly uploadFolder: string;
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
  /** Stops timers and jobs in order, saves, closes the library. */
  stop(): Promise<void>;
}
