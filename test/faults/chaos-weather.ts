// What may go wrong in a chaos run, drawn by a seeded hand: passing trouble of every kind A1–A40 knows.
import type { Fault, FaultDeed } from '../stand-in/faults.ts';

/** A number in [0, 1), the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function oneOf<T>(choices: readonly [T, ...T[]], chance: () => number): T {
  return choices[Math.floor(chance() * choices.length)] ?? choices[0];
}

const SENDING = ['PutObject', 'UploadPart'] as const;
const OF_S3 = [
  ...SENDING,
  ...['CreateMultipartUpload', 'CompleteMultipartUpload', 'ListParts', 'HeadObject', 'HeadBucket', 'GetObject', 'DeleteObject', 'AbortMultipartUpload'],
] as const;
const OF_TRANSCRIBE = ['StartTranscriptionJob', 'ListTranscriptionJobs', 'GetTranscriptionJob'] as const;

/** Trouble any request can meet. */
const ANYWHERE: readonly [FaultDeed, ...FaultDeed[]] = [
  { do: 'reset' },
  { do: 'lose-reply' },
  { do: 'cut-reply', afterBytes: 20 },
  { do: 'delay', millis: 300 },
  { do: 'expired-token' },
  { do: 'status', status: 500, code: 'InternalFailure' },
  { do: 'reply', status: 200, body: '<html><title>Welcome to the train</title></html>', headers: { 'content-type': 'text/html' } },
  { do: 'reply', status: 302, body: '', headers: { location: 'http://portal.example/' } },
];
const AT_S3: readonly [FaultDeed, ...FaultDeed[]] = [...ANYWHERE, { do: 'status', status: 503, code: 'SlowDown' }];
const AT_TRANSCRIBE: readonly [FaultDeed, ...FaultDeed[]] = [
  ...ANYWHERE,
  { do: 'status', status: 400, code: 'ThrottlingException', message: 'Rate exceeded' },
  { do: 'reply', status: 200, body: '{}', headers: { 'content-type': 'application/x-amz-json-1.1' } },
];
const WHILE_SENDING: readonly [FaultDeed, ...FaultDeed[]] = [
  ...AT_S3,
  { do: 'cut-upload', afterBytes: 4_000 },
  { do: 'cut-upload', afterBytes: 3_000_000 },
  { do: 'wrong-checksum' },
  { do: 'silence' },
];
const AT_START: readonly [FaultDeed, ...FaultDeed[]] = [
  ...AT_TRANSCRIBE,
  { do: 'status', status: 429, code: 'LimitExceededException' },
  { do: 'status', status: 400, code: 'BadRequestException', message: 'You have too many jobs.' },
];
const AT_RESULTS: readonly [FaultDeed, ...FaultDeed[]] = [
  ...AT_S3,
  { do: 'reply', status: 200, body: '{"results":{"transcripts":[', headers: { etag: '"0"', 'content-type': 'application/json' } },
];

/** The next piece of trouble: which request of which operation, how, and how often in a row. */
export function nextTrouble(chance: () => number): Fault {
  const operation = oneOf<string>([...OF_S3, ...OF_TRANSCRIBE], chance);
  const deed = oneOf(deedsFor(operation), chance);
  return { ...deed, operation, nth: 1 + Math.floor(chance() * 6), times: 1 + Math.floor(chance() * 3) };
}

function deedsFor(operation: string): readonly [FaultDeed, ...FaultDeed[]] {
  if (SENDING.some((sending) => sending === operation)) return WHILE_SENDING;
  if (operation === 'StartTranscriptionJob') return AT_START;
  if (operation === 'GetObject') return AT_RESULTS;
  return operation.endsWith('Job') || operation.endsWith('Jobs') ? AT_TRANSCRIBE : AT_S3;
}
