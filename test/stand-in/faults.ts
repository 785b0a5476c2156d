// The fault script: which requests go wrong, and how. The server acts it out; this file only decides.
// Each fault counts its own operation, so a script reads "the third UploadPart".

/** What goes wrong. Bytes are body bytes. */
export type FaultDeed =
  /** Answered with an error before anything happens. */
  | { readonly do: 'status'; readonly status: number; readonly code: string; readonly message?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Answered as if the keys had run out. */
  | { readonly do: 'expired-token' }
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
};

/** A script under way. */
export class FaultScript {
  #lines: { fault: Fault; seen: number }[] = [];

  constructor(faults: readonly Fault[] = []) {
    this.add(...faults);
  }

  /** Adds faults; their counting begins now. */
  add(...faults: readonly Fault[]): void {
    this.#lines.push(...faults.map((fault) => ({ fault, seen: 0 })));
  }

  clear(): void {
    this.#lines = [];
  }

  /** Counts one request; answers the fault that strikes it, or null. The first line that strikes wins. */
  strike(operation: string): Fault | null {
    let struck: Fault | null = null;
    for (const line of this.#lines) {
      if (line.fault.operation !== operation && line.fault.operation !== '*') continue;
      line.seen += 1;
      const first = line.fault.nth ?? 1;
      if (!struck && line.seen >= first && line.seen < first + (line.fault.times ?? 1)) struck = line.fault;
    }
    return struck;
  }
}
