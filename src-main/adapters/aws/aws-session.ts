// The SDK clients of one connection, and the one way anything is asked of them.
// It knows the clients' settings; what is asked, and what an answer means, is known by the adapters of the ports.
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { TranscribeClient } from '@aws-sdk/client-transcribe';
import { CancelledError, StudioError } from '../../../src-core/contract/errors.ts';
import { InterceptedAnswer, toStudioError, type AwsPlace } from './aws-errors.ts';
import { SDK_ATTEMPTS } from './connection-limits.ts';
import type { CloudEndpoint, CloudService } from './endpoints.ts';
import type { FreshCredentials } from './fresh-credentials.ts';
import { leavePayloadUnsigned } from './s3-payload.ts';
import type { WebAgents } from './web-agents.ts';

/** What a session is made of. */
export interface SessionParts {
  readonly region: string;
  /** The profile whose lesser settings (FIPS, dual stack) hold. */
  readonly profile: string;
  readonly endpoints: readonly CloudEndpoint[];
  readonly credentials: FreshCredentials;
  readonly agents: WebAgents;
  readonly now: () => number;
}

/** Clients that share credentials, sockets and endpoints. */
export class AwsSession {
  readonly region: string;
  readonly s3: S3Client;
  readonly transcribe: TranscribeClient;
  readonly sts: STSClient;
  readonly #parts: SessionParts;
  #underWay = 0;
  #clockAhead: number | null = null;
  #retired = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.region = parts.region;
    const shared = {
      region: parts.region,
      profile: parts.profile,
      credentials: parts.credentials.provider,
      maxAttempts: SDK_ATTEMPTS,
      retryMode: 'standard',
      requestHandler: parts.agents.handler,
      customUserAgent: 'galley',
    } as const;
    this.s3 = new S3Client({
      ...shared,
      ...this.#endpoint('s3'),
      // Stores behind a custom endpoint rarely have a name for every bucket.
      forcePathStyle: this.endpoint('s3') !== null,
      // We send CRC32 of every object and part ourselves; the SDK's own would come as trailers other stores do not read (A15, A19).
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_SUPPORTED',
    });
    this.transcribe = new TranscribeClient({ ...shared, ...this.#endpoint('transcribe') });
    this.sts = new STSClient({ ...shared, ...this.#endpoint('sts') });
    leavePayloadUnsigned(this.s3);
    const noteDate = (date: number): void => {
      this.#clockAhead = parts.now() - date;
    };
    for (const client of [this.s3, this.transcribe, this.sts]) watchAnswers(client, noteDate);
  }

  /** How far this machine's clock is ahead of AWS's, milliseconds, by its last answer (A4); null before the first. */
  get clockAhead(): number | null {
    return this.#clockAhead;
  }

  get agents(): WebAgents {
    return this.#parts.agents;
  }

  /** The custom endpoint of a service, or null when it is Amazon's own. */
  endpoint(service: CloudService): URL | null {
    const found = this.#parts.endpoints.find((endpoint) => endpoint.service === service);
    return found === undefined ? null : new URL(found.url);
  }

  /**
   * Asks one thing. Whatever goes wrong comes out as StudioError or CancelledError, or as the bug it is.
   * When AWS calls our credentials expired, they are read anew before the next question (A1).
   */
  async ask<T>(place: AwsPlace, question: (options: { abortSignal?: AbortSignal }) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) throw new CancelledError();
    this.#underWay += 1;
    try {
      return await question(signal === undefined ? {} : { abortSignal: signal });
    } catch (thrown) {
      if (signal?.aborted) throw new CancelledError();
      const told = toStudioError(thrown, { now: this.#parts.now(), ...place });
      if (told instanceof StudioError && isAboutKeys(told)) this.#parts.credentials.forget();
      throw told;
    } finally {
      this.#underWay -= 1;
      this.#destroyWhenIdle();
    }
  }

  /** Another session takes over: the sockets close once nothing is under way on them. */
  retire(): void {
    this.#retired = true;
    this.#destroyWhenIdle();
  }

  #destroyWhenIdle(): void {
    if (!this.#retired || this.#underWay > 0) return;
    for (const client of [this.s3, this.transcribe, this.sts]) client.destroy();
    this.#parts.agents.destroy();
  }

  /** Our endpoint, or the order not to look for one: a client would take it from AWS_PROFILE, whatever profile was chosen. */
  #endpoint(service: CloudService): { endpoint: string } | { ignoreConfiguredEndpointUrls: true } {
    const url = this.endpoint(service);
    return url === null ? { ignoreConfiguredEndpointUrls: true } : { endpoint: url.href };
  }
}

/** A field an answer must have before anything moves on; without it something else answered (S16). */
export function required<T>(field: T | null | undefined): T {
  if (field === null || field === undefined || field === '') throw new InterceptedAnswer('incomplete-answer');
  return field;
}

function isAboutKeys(error: StudioError): boolean {
  return error.code === 'credentials-expired' || error.details['cause'] === 'keys-refused';
}

interface RawAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: { destroy?: () => void };
}

const AWS_MARKS = ['x-amz-request-id', 'x-amzn-requestid', 'x-amz-id-2', 'x-amz-bucket-region'] as const;

/** Looks at each raw answer before the SDK reads it: a portal's page with status 200 would pass for success. AWS's own tell the time. */
function watchAnswers(client: S3Client | TranscribeClient | STSClient, noteDate: (date: number) => void): void {
  type Next = (args: never) => Promise<{ response: unknown }>;
  const watch =
    <N extends Next>(next: N) =>
    async (args: Parameters<N>[0]) => {
      const result = await next(args); // the middleware is the same for every command of every client
      const answer = result.response as RawAnswer; // what the Node handler answers
      const why = foreignness(answer);
      const date = Date.parse(answer.headers['date'] ?? '');
      if (isFromAws(answer) && !Number.isNaN(date)) noteDate(date);
      if (why === null) return result;
      answer.body?.destroy?.();
      throw new InterceptedAnswer(why);
    };
  const stack = client.middlewareStack as unknown as { add: (middleware: typeof watch, options: object) => void }; // one type for three clients
  stack.add(watch, { step: 'deserialize', priority: 'low', name: 'watchAnswers' });
}

function isFromAws({ headers }: RawAnswer): boolean {
  return AWS_MARKS.some((mark) => headers[mark] !== undefined);
}

function foreignness(answer: RawAnswer): InterceptedAnswer['why'] | null {
  const { statusCode, headers } = answer;
  if (isFromAws(answer)) return null;
  const fromServer = statusCode >= 500 && statusCode !== 511;
  if (/^text\/html\b/i.test(headers['content-type'] ?? '') && !fromServer) return 'html';
  return statusCode >= 300 && statusCode < 400 ? 'redirect' : null;
}
