// What was asked of the stand-in, request by request, for tests and for the practice command's log.
// It keeps no authorization header, no session token and no object's bytes.

/** One request and its answer. */
export interface LoggedRequest {
  /** Place in the log, from 0; also the request's id. */
  readonly index: number;
  /** Milliseconds since 1970 by the stand-in's clock. */
  readonly at: number;
  readonly service: 's3' | 'transcribe' | 'sts';
  /** "PutObject", "StartTranscriptionJob" … */
  readonly operation: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Lower-case names; secrets left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** The document sent (JSON, XML or form), or null for object bytes. */
  document: string | null;
  /** 0 while no answer has left. */
  status: number;
  /** AWS error code, or null. */
  code: string | null;
  /** Body bytes as they crossed the wire, framing included. */
  bytesIn: number;
  bytesOut: number;
  /** What the fault script did, or null. */
  fault: string | null;
}

const KEPT = 50_000;
const SECRET = new Set(['authorization', 'x-amz-security-token']);

/** The log. Oldest entries leave after fifty thousand. */
export class RequestLog {
  /** Every signature that came, in memory only: what must be found nowhere else (S22). */
  readonly signatures = new Set<string>();
  readonly #entries: LoggedRequest[] = [];
  #next = 0;

  begin(what: Pick<LoggedRequest, 'at' | 'service' | 'operation' | 'method' | 'url'> & { headers: ReadonlyMap<string, string> }): LoggedRequest {
    const signature = /Signature=([0-9a-f]{64})/.exec(what.headers.get('authorization') ?? '')?.[1];
    if (signature !== undefined) this.signatures.add(signature);
    const headers = Object.fromEntries([...what.headers].filter(([name]) => !SECRET.has(name)));
    const entry: LoggedRequest = { ...what, headers, index: this.#next, document: null, status: 0, code: null, bytesIn: 0, bytesOut: 0, fault: null };
    this.#next += 1;
    this.#entries.push(entry);
    if (this.#entries.length > KEPT) this.#entries.shift();
    return entry;
  }

  /** All requests so far, or those of one operation, oldest first. */
  all(operation?: string): readonly LoggedRequest[] {
    return operation === undefined ? [...this.#entries] : this.#entries.filter((entry) => entry.operation === operation);
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
