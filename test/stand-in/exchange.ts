// One request's way through the stand-in: which service, what the fault script says, who calls, what is answered.
import { createHash } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import { callerArn, may, type Credentials } from './caller.ts';
import type { Fault, FaultScript } from './faults.ts';
import { header, readSmallBody, type Incoming } from './incoming.ts';
import { AuthRefusal, Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { addressOf, operationOf } from './s3/request.ts';
import { actionOfS3, answerS3, payloadHashOfS3, refusalOfS3, replyOfS3Refusal } from './s3/service.ts';
import type { Store } from './s3/store.ts';
import { authenticate } from './sigv4.ts';
import { answerSts, operationOfSts, refusalOfSts, replyOfStsRefusal } from './sts.ts';
import type { Jobs } from './transcribe/jobs.ts';
import { answerTranscribe, denialOfTranscribe, operationOfTarget, parseDocument, refusalOfTranscribe, replyOfTranscribeRefusal } from './transcribe/service.ts';

/** All services of one stand-in. */
export interface Services {
  readonly account: string;
  readonly keys: readonly Credentials[];
  readonly now: () => number;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly faults: FaultScript;
  readonly log: RequestLog;
  readonly resultUri: (output: { bucket: string; key: string }, region: string) => string;
}

/** A request told apart, before anything is done about it. */
export interface Exchange {
  readonly incoming: Incoming;
  readonly service: 's3' | 'transcribe' | 'sts';
  readonly operation: string | null;
  readonly requestId: string;
  readonly entry: LoggedRequest;
  /** What goes wrong with this one, or null. */
  readonly fault: Fault | null;
  /** The body of a Transcribe or STS request. */
  readonly document: Buffer | null;
}

/** Tells service and operation, logs the request and asks the fault script. */
export async function openExchange(services: Services, incoming: Incoming, method: string, url: string): Promise<Exchange> {
  const target = header(incoming, 'x-amz-target');
  const form = incoming.method === 'POST' && (header(incoming, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded');
  const service = target?.startsWith('Transcribe.') ? 'transcribe' : form ? 'sts' : 's3';
  const document = service === 's3' ? null : await readSmallBody(incoming);
  const operation = operationFor(service, incoming, document);
  const entry = services.log.begin({ at: services.now(), service, operation: operation ?? 'Unknown', method, url, headers: incoming.headers });
  entry.document = document?.toString('utf8') ?? null;
  const requestId = createHash('md5').update(`${entry.at} ${entry.index}`).digest('hex').slice(0, 16).toUpperCase();
  const fault = services.faults.strike(entry.operation, entry.at);
  entry.fault = fault?.do ?? null;
  return { incoming: recording(incoming, entry, service, operation), service, operation, requestId, entry, fault, document };
}

/** Does what is asked; refusals come back as replies, anything else is a bug of the stand-in and thrown. */
export async function answer(services: Services, exchange: Exchange): Promise<Reply> {
  try {
    if (exchange.fault?.do === 'expired-token') throw new AuthRefusal('expired-token');
    if (exchange.fault?.do === 'status') {
      const { status, code, message = code, headers = {} } = exchange.fault;
      throw new Refusal(status, code, message, { headers });
    }
    if (exchange.fault?.do === 'wrong-checksum' && isUpload(exchange.operation)) {
      throw new Refusal(400, 'BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
    }
    const reply = exchange.fault === null ? null : faultReply(exchange.fault, exchange);
    if (reply !== null) return reply;
    if (exchange.fault?.do === 'reply') return { status: exchange.fault.status, headers: exchange.fault.headers ?? {}, body: exchange.fault.body };
    await services.jobs.settle(services.now());
    return await answerService(services, exchange);
  } catch (thrown) {
    const refusal = toRefusal(exchange, thrown);
    exchange.entry.code = refusal.code;
    return refusalReply(exchange, refusal);
  }
}

async function answerService(services: Services, exchange: Exchange): Promise<Reply> {
  const { account, keys, store, jobs } = services;
  const { incoming, operation, service, document } = exchange;
  const now = clockFor(services, exchange);
  const payloadHash =
    service === 's3'
      ? payloadHashOfS3(incoming)
      : createHash('sha256')
          .update(document ?? '')
          .digest('hex');
  const caller = authenticate(incoming, keys, now, payloadHash);
  if (service === 'sts') return answerSts(operation ?? '', caller, account, exchange.requestId);
  if (service === 'transcribe') {
    if (!may(caller.credentials, `transcribe:${operation}`)) throw denialOfTranscribe(operation ?? '', caller, account);
    const resultUri = (output: { bucket: string; key: string }): string => services.resultUri(output, caller.region);
    return answerTranscribe(operation ?? '', { document: parseDocument(document ?? Buffer.alloc(0)), caller, jobs, store, now, resultUri });
  }
  const action = actionOfS3(operation ?? '');
  if (!may(caller.credentials, action)) {
    throw new Refusal(
      403,
      'AccessDenied',
      `User: ${callerArn(caller.credentials, account)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    );
  }
  return answerS3(operation, { incoming, address: addressOf(incoming), caller, store, account, now, region: caller.region });
}

/** The service's clock, as this request meets it. */
export function clockFor({ now }: Services, { fault }: Exchange): number {
  return now() + (fault?.do === 'skew' ? fault.millis : 0);
}

/** Whether somebody else answers: then nothing in the answer is the service's. */
export function isForeign(fault: Fault | null): boolean {
  return fault?.do === 'portal';
}

const PORTAL_PAGE = '<!doctype html><title>Welcome to Hotel WLAN</title><form action="/login">';

/** Faults that are answers of their own; refusals are thrown. */
function faultReply(fault: Fault, { service }: Exchange): Reply | null {
  switch (fault.do) {
    case 'portal':
      return fault.how === 'page'
        ? { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: PORTAL_PAGE }
        : { status: 302, headers: { 'content-type': 'text/html', location: 'http://login.example/' }, body: '' };
    case 'throttle':
      if (service === 's3') throw new Refusal(503, 'SlowDown', 'Please reduce your request rate.');
      throw new Refusal(400, service === 'sts' ? 'Throttling' : 'ThrottlingException', 'Rate exceeded');
    case 'redirect':
      throw new Refusal(301, 'PermanentRedirect', 'The bucket you are attempting to access must be addressed using the specified endpoint.', {
        headers: { 'x-amz-bucket-region': fault.region },
      });
    case 'error-in-200': {
      const { code, message = 'We encountered an internal error. Please try again.' } = fault;
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
      return { status: 200, headers: { 'content-type': 'application/xml' }, body };
    }
    default:
      return null;
  }
}

function operationFor(service: Exchange['service'], incoming: Incoming, document: Buffer | null): string | null {
  if (service === 'transcribe') return operationOfTarget(header(incoming, 'x-amz-target') ?? '');
  if (service === 'sts') return operationOfSts(document?.toString('utf8') ?? '');
  return operationOf(incoming, addressOf(incoming));
}

/** Object bytes stay out of the log; the small documents of other requests are kept in it. */
function recording(incoming: Incoming, entry: LoggedRequest, service: Exchange['service'], operation: string | null): Incoming {
  if (service !== 's3' || isUpload(operation)) return incoming;
  return {
    ...incoming,
    async *body() {
      const text = new StringDecoder('utf8');
      for await (const chunk of incoming.body()) {
        entry.document = (entry.document ?? '') + text.write(chunk);
        yield chunk;
      }
    },
  };
}

function isUpload(operation: string | null): boolean {
  return operation === 'PutObject' || operation === 'UploadPart';
}

function toRefusal(exchange: Exchange, thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (!(thrown instanceof AuthRefusal)) throw thrown;
  return exchange.service === 's3' ? refusalOfS3(thrown) : exchange.service === 'sts' ? refusalOfSts(thrown) : refusalOfTranscribe(thrown);
}

function refusalReply(exchange: Exchange, refusal: Refusal): Reply {
  const { service, requestId } = exchange;
  if (service === 's3') return replyOfS3Refusal(refusal, exchange.incoming, { requestId, hostId: hostIdOf(requestId) });
  return service === 'sts' ? replyOfStsRefusal(refusal, requestId) : replyOfTranscribeRefusal(refusal);
}

/** The second id of S3's replies. */
export function hostIdOf(requestId: string): string {
  return createHash('sha256').update(requestId).digest('base64');
}
