// The fault script: which requests go wrong, and how. The server acts it out; this file only decides.
// Each fault counts its own operation, so a script reads "the third UploadPart".

/** What goes wrong. Bytes are body bytes. */
export type FaultDeed =
  /** Answered with an error before anything happens. */
  | { readonly do: 'status'; readonly status: number; readonly code: string; readonly message?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Answered as if the keys had run out. */
  | { readonly do: 'expired-token' }
  /** Asked to come back later, in the service's own words. */
  | { readonly do: 'throttle' }
  /** The service's clock is so far ahead of what it was: signatures are checked against it, and the Date header shows it. */
  | { readonly do: 'skew'; readonly millis: number }
  /** Sent to the bucket's own region, with and without a document as S3 does. */
  | { readonly do: 'redirect'; readonly region: string }
  /** A hotel answers in the service's place: its page with status 200, or a redirect to it. Nothing in it is the service's. */
  | { readonly do: 'portal'; readonly how: 'page' | 'redirect' }
  /** Nothing happens, status 200, and an error for a document: what S3 does when completing an upload goes wrong late. */
  | { readonly do: 'error-in-200'; readonly code: string; readonly message?: string }
  /** Connection reset before anything happens. */
  | { readonly do: 'reset' }
  /** Connection reset once so many bytes of the request's body have come. */
  | { readonly do: 'cut-upload'; readonly afterBytes: number }
  /** Reply broken off after so many bytes. */
  | { readonly do: 'cut-reply'; readonly afterBytes: number }
  /** Everything happens, then the connection is reset instead of an answer. */
  | { readonly do: 'lose-reply' }
  /** Nothing happens and nothing is answered. */
  | { readonly do: 'silence' }
  /** Answered so many milliseconds late. */
  | { readonly do: 'delay'; readonly millis: number }
  /** Upload: refused with BadDigest. Download: the checksum header lies. */
  | { readonly do: 'wrong-checksum' }
  /** Status 200 with a document of one's own: an error inside a 200, a captive portal, `{}`. */
  | { readonly do: 'reply'; readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** Everything happens, but this document is answered instead. */
  | { readonly do: 'replace-reply'; readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

/** One line of a script. */
export type Fault = FaultDeed & {
  /** "UploadPart", or "*" for any. */
  readonly operation: string;
  /** Which matching requests: the nth, counted from 1; the first by default. */
  readonly nth?: number;
  /** How many in a row from there on; 1 by default, Infinity for all. */
  readonly times?: number;
  /** Or for how long from the first one on, milliseconds of the stand-in's clock; `times` does not count then. */
  readonly forMillis?: number;
};

/** A script under way. */
export class FaultScript {
  #lines: { fault: Fault; seen: number; since: number | null }[] = [];

  constructor(faults: readonly Fault[] = []) {
    this.add(...faults);
  }

  /** Adds faults; their counting begins now. */
  add(...faults: readonly Fault[]): void {
    this.#lines.push(...faults.map((fault) => ({ fault, seen: 0, since: null })));
  }

  clear(): void {
    this.#lines = [];
  }

  /** Counts one request at a time of the stand-in's clock; answers the fault that strikes it, or null. The first line that strikes wins. */
  strike(operation: string, now = 0): Fault | null {
    let struck: Fault | null = null;
    for (const line of this.#lines) {
      if (line.fault.operation !== operation && line.fault.operation !== '*') continue;
      line.seen += 1;
      const first = line.fault.nth ?? 1;
      if (line.seen >= first) line.since ??= now;
      if (!struck && this.#isDue(line, first, now)) struck = line.fault;
    }
    return struck;
  }

  #isDue({ fault, seen, since }: { fault: Fault; seen: number; since: number | null }, first: number, now: number): boolean {
    if (seen < first || since === null) return false;
    return fault.forMillis === undefined ? seen < first + (fault.times ?? 1) : now < since + fault.forMillis;
  }
}
