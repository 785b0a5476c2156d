// What every Cloud must do, whoever makes it: one suite of laws, run on the fake and on the real adapter.
// A world lends what the laws need around a connection: time to pass, media the service knows, answers to lose.
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, StudioError, type ErrorCode } from '../../../src-core/contract/errors.ts';
import type { JobOptions } from '../../../src-core/library/job.ts';
import type { CloudConnection, SpeechJob, SpeechRequest } from '../../../src-main/ports/cloud.ts';

/** Calls whose answer a world can lose after they took effect. */
export type LosableCall = 'objects.put' | 'parts.complete' | 'speech.start';

export interface CloudWorld {
  readonly connection: CloudConnection;
  /** A bucket in the connection's region. */
  readonly bucket: string;
  /** A bucket in another region, and that region. */
  readonly farBucket: { readonly name: string; readonly region: string };
  /** Media the service transcribes, and media it fails on. */
  readonly goodMedia: Uint8Array;
  readonly badMedia: Uint8Array;
  /** How long a job waits, and how long it runs, milliseconds. */
  readonly queueMillis: number;
  readonly workMillis: number;
  pass(millis: number): void;
  loseAnswer(call: LosableCall): void;
  openUploads(): number;
  jobsStarted(): Promise<number>;
  close(): Promise<void>;
}

const MiB = 1024 * 1024;
const never = new AbortController().signal;
const plain: JobOptions = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: 2, channels: false, maxAlternatives: null };

/** Bytes that are not all alike. */
function someBytes(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 31 + seed * 17 + (at >> 8)) & 255;
  return bytes;
}

async function codeOf(call: Promise<unknown>): Promise<ErrorCode | 'cancelled' | null> {
  try {
    await call;
    return null;
  } catch (thrown) {
    if (thrown instanceof CancelledError) return 'cancelled';
    if (thrown instanceof StudioError) return thrown.code;
    throw thrown;
  }
}

async function failureOf(call: Promise<unknown>): Promise<StudioError> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StudioError)) throw new Error(`not an expected failure: ${String(thrown)}`);
  return thrown;
}

/** Declares the laws for one kind of Cloud. */
export function describeCloud(name: string, make: () => Promise<CloudWorld>): void {
  describe(name, () => {
    let world: CloudWorld;
    beforeEach(async () => {
      world = await make();
    });
    afterEach(() => world.close());

    objectLaws(() => world);
    partLaws(() => world);
    speechLaws(() => world);
    accountLaws(() => world);
  });
}

function objectLaws(world: () => CloudWorld): void {
  describe('as a store of objects', () => {
    it.each(['galley/a.mp3', 'galley/ä ü 日本.mp3', "galley/!-_.*'()&$@=;:+ ,?%.json", 'a'])(
      'gives back what was put under %s, until it is removed',
      async (key) => {
        const { bucket, connection } = world();
        const bytes = someBytes(70_000, 1);
        await connection.objects.put(bucket, key, bytes, never);
        expect(await connection.objects.head(bucket, key)).toMatchObject({ size: 70_000 });
        expect(Buffer.compare(await connection.objects.get(bucket, key), bytes)).toBe(0);
        await connection.objects.remove(bucket, key);
        expect(await connection.objects.head(bucket, key)).toBeNull();
      },
    );

    it('keeps an object of no bytes, and the latest of two', async () => {
      const { bucket, connection } = world();
      await connection.objects.put(bucket, 'k', someBytes(10, 1), never);
      await connection.objects.put(bucket, 'k', new Uint8Array(0), never);
      expect(await connection.objects.head(bucket, 'k')).toMatchObject({ size: 0 });
      expect((await connection.objects.get(bucket, 'k')).byteLength).toBe(0);
    });

    it('says what is missing: the object, or the bucket', async () => {
      const { bucket, connection } = world();
      expect(await failureOf(connection.objects.get(bucket, 'nothing'))).toMatchObject({ code: 'not-found', details: { what: 'object' } });
      expect(await connection.objects.head('no-such-bucket-anywhere', 'k')).toBeNull();
      const missing = { code: 'bucket-missing', details: { bucket: 'no-such-bucket-anywhere' } };
      expect(await failureOf(connection.objects.get('no-such-bucket-anywhere', 'k'))).toMatchObject(missing);
      expect(await failureOf(connection.objects.put('no-such-bucket-anywhere', 'k', new Uint8Array(1), never))).toMatchObject(missing);
    });

    it('names the region a bucket really lies in', async () => {
      const { farBucket, connection } = world();
      const far = { code: 'wrong-region', details: { region: farBucket.region } };
      expect(await failureOf(connection.objects.put(farBucket.name, 'k', new Uint8Array(1), never))).toMatchObject(far);
    });

    it('finds removing what is not there no failure', async () => {
      const { bucket, connection } = world();
      await expect(connection.objects.remove(bucket, 'nothing')).resolves.toBeUndefined();
    });

    it('sends nothing once cancelled', async () => {
      const { bucket, connection } = world();
      expect(await codeOf(connection.objects.put(bucket, 'k', new Uint8Array(9), AbortSignal.abort()))).toBe('cancelled');
      expect(await connection.objects.head(bucket, 'k')).toBeNull();
    });

    it('may hold an object whose answer was lost', async () => {
      const { bucket, connection } = world();
      world().loseAnswer('objects.put');
      const code = await codeOf(connection.objects.put(bucket, 'k', someBytes(99, 3), never));
      expect([null, 'network']).toContain(code);
      expect(await connection.objects.head(bucket, 'k')).toMatchObject({ size: 99 });
    });
  });
}

function partLaws(world: () => CloudWorld): void {
  const key = 'galley/long.wav';
  const parts = [someBytes(5 * MiB, 1), someBytes(5 * MiB, 2), someBytes(1234, 3)];

  describe('as a store of parts', () => {
    it('makes one object of parts that came in any order, and has nothing open afterwards', async () => {
      const { bucket, connection } = world();
      const id = await connection.parts.create(bucket, key);
      const last = await connection.parts.put(bucket, key, id, 3, parts[2]!, never);
      const rest = await Promise.all([connection.parts.put(bucket, key, id, 2, parts[1]!, never), connection.parts.put(bucket, key, id, 1, parts[0]!, never)]);
      expect(world().openUploads()).toBe(1);
      expect(await connection.objects.head(bucket, key)).toBeNull();
      await connection.parts.complete(bucket, key, id, [rest[1], rest[0], last]);
      expect(Buffer.compare(await connection.objects.get(bucket, key), Buffer.concat(parts))).toBe(0);
      expect(world().openUploads()).toBe(0);
    });

    it('lists what is there in order, each with number, etag and checksum, so that an upload can be resumed', async () => {
      const { bucket, connection } = world();
      const id = await connection.parts.create(bucket, key);
      expect(await connection.parts.list(bucket, key, id)).toEqual([]);
      const second = await connection.parts.put(bucket, key, id, 2, parts[2]!, never);
      const first = await connection.parts.put(bucket, key, id, 1, parts[0]!, never);
      expect(await connection.parts.list(bucket, key, id)).toEqual([first, second]);
      await connection.parts.complete(bucket, key, id, await connection.parts.list(bucket, key, id));
      expect(await connection.objects.head(bucket, key)).toMatchObject({ size: 5 * MiB + 1234 });
    });

    it('says the CRC32 of the bytes it took', async () => {
      const { bucket, connection } = world();
      const id = await connection.parts.create(bucket, key);
      const { checksum } = await connection.parts.put(bucket, key, id, 1, parts[2]!, never);
      expect(Buffer.from(checksum, 'base64').readUInt32BE()).toBe(crc32(parts[2]!));
    });

    it('takes a part again in place of the first', async () => {
      const { bucket, connection } = world();
      const id = await connection.parts.create(bucket, key);
      await connection.parts.put(bucket, key, id, 1, someBytes(100, 9), never);
      const again = await connection.parts.put(bucket, key, id, 1, parts[2]!, never);
      await connection.parts.complete(bucket, key, id, [again]);
      expect(Buffer.compare(await connection.objects.get(bucket, key), parts[2]!)).toBe(0);
    });

    it('refuses a small part before the last', async () => {
      const { bucket, connection } = world();
      const id = await connection.parts.create(bucket, key);
      const small = [
        await connection.parts.put(bucket, key, id, 1, someBytes(10, 1), never),
        await connection.parts.put(bucket, key, id, 2, someBytes(10, 2), never),
      ];
      expect(await codeOf(connection.parts.complete(bucket, key, id, small))).toBe('bad-request');
    });

    it('forgets an aborted upload for good; aborting it again is no failure', async () => {
      const { bucket, connection } = world();
      const id = await connection.parts.create(bucket, key);
      const part = await connection.parts.put(bucket, key, id, 1, parts[2]!, never);
      await connection.parts.abort(bucket, key, id);
      expect(world().openUploads()).toBe(0);
      await expect(connection.parts.abort(bucket, key, id)).resolves.toBeUndefined();
      const gone = { code: 'not-found', details: { what: 'upload' } };
      expect(await failureOf(connection.parts.list(bucket, key, id))).toMatchObject(gone);
      expect(await failureOf(connection.parts.put(bucket, key, id, 2, parts[2]!, never))).toMatchObject(gone);
      expect(await failureOf(connection.parts.complete(bucket, key, id, [part]))).toMatchObject(gone);
    });

    it('may hold the object although the answer to completing it was lost', async () => {
      const { bucket, connection } = world();
      const id = await connection.parts.create(bucket, key);
      const part = await connection.parts.put(bucket, key, id, 1, parts[2]!, never);
      world().loseAnswer('parts.complete');
      expect(['network', 'not-found']).toContain(await codeOf(connection.parts.complete(bucket, key, id, [part])));
      expect(await connection.objects.head(bucket, key)).toMatchObject({ size: 1234 });
    });

    it('takes no part once cancelled', async () => {
      const { bucket, connection } = world();
      const id = await connection.parts.create(bucket, key);
      expect(await codeOf(connection.parts.put(bucket, key, id, 1, parts[2]!, AbortSignal.abort()))).toBe('cancelled');
      expect(await connection.parts.list(bucket, key, id)).toEqual([]);
    });
  });
}

function speechLaws(world: () => CloudWorld): void {
  const request = (name: string, key = 'galley/a.wav'): SpeechRequest => ({
    name,
    bucket: world().bucket,
    key,
    outputKey: `galley/${name}.json`,
    options: plain,
  });
  const begin = async (name: string, media: Uint8Array): Promise<SpeechRequest> => {
    const asked = request(name, `galley/${name}.wav`);
    await world().connection.objects.put(asked.bucket, asked.key, media, never);
    await world().connection.speech.start(asked);
    return asked;
  };
  const told = async (name: string): Promise<SpeechJob> => {
    const job = await world().connection.speech.get(name);
    if (job === null) throw new Error(`no job ${name}`);
    return job;
  };
  const finish = (): void => world().pass(world().queueMillis + world().workMillis + 1);

  describe('as speech', () => {
    it('takes a job from queued over running to completed, and gives its result', async () => {
      const { connection, queueMillis, workMillis } = world();
      const { bucket, key, outputKey } = await begin('galley-1', world().goodMedia);
      expect(await told('galley-1')).toEqual({ name: 'galley-1', state: 'queued', mediaUri: `s3://${bucket}/${key}`, resultUri: null, failureReason: null });
      world().pass(queueMillis + 1);
      expect((await told('galley-1')).state).toBe('running');
      world().pass(workMillis);
      const job = await told('galley-1');
      expect(job).toMatchObject({ state: 'completed', failureReason: null });
      const bytes = await connection.speech.result(job, bucket);
      expect(Buffer.compare(bytes, await connection.objects.get(bucket, outputKey))).toBe(0);
      expect(JSON.parse(new TextDecoder().decode(bytes))).toHaveProperty('results.transcripts');
    });

    it('tells why a job failed, in the service’s words', async () => {
      await begin('galley-1', world().badMedia);
      finish();
      const job = await told('galley-1');
      expect(job.state).toBe('failed');
      expect(job.failureReason).toMatch(/\w+ \w+/);
      expect(job.resultUri).toBeNull();
    });

    it('knows nothing of a name nobody used', async () => {
      expect(await world().connection.speech.get('galley-unknown')).toBeNull();
    });

    it('adopts a job of ours whose answer was lost, and starts it once', async () => {
      const asked = request('galley-1');
      await world().connection.objects.put(asked.bucket, asked.key, world().goodMedia, never);
      world().loseAnswer('speech.start');
      await world()
        .connection.speech.start(asked)
        .catch(() => undefined);
      await expect(world().connection.speech.start(asked)).resolves.toBeUndefined();
      expect(await world().jobsStarted()).toBe(1);
    });

    it('calls a name with other media a conflict', async () => {
      const asked = await begin('galley-1', world().goodMedia);
      await world().connection.objects.put(asked.bucket, 'galley/other.wav', world().goodMedia, never);
      expect(await codeOf(world().connection.speech.start({ ...asked, key: 'galley/other.wav' }))).toBe('conflict');
    });

    it('refuses media that is not there, in the service’s words', async () => {
      const refused = await failureOf(world().connection.speech.start(request('galley-1', 'galley/nothing.wav')));
      expect(refused.code).toBe('bad-request');
      expect(refused.details['message']).toMatch(/S3/);
    });

    it('lists every job of a name’s part, newest first and without places', async () => {
      for (const name of ['galley-1', 'other-2', 'galley-3']) {
        await begin(name, world().goodMedia);
        world().pass(1);
      }
      finish();
      const listed = await world().connection.speech.list('GALLEY-');
      expect(listed.map(({ name, state }) => `${name} ${state}`)).toEqual(['galley-3 completed', 'galley-1 completed']);
      expect(listed.every((job) => job.mediaUri === null && job.resultUri === null)).toBe(true);
      expect(await world().connection.speech.list('')).toHaveLength(3);
      expect(await world().connection.speech.list('nobody')).toEqual([]);
    });

    it('gives the result of a job known from a list alone', async () => {
      const { bucket } = await begin('galley-1', world().goodMedia);
      finish();
      const [job] = await world().connection.speech.list('galley-1');
      expect((await world().connection.speech.result(job!, bucket)).byteLength).toBeGreaterThan(0);
    });

    it('forgets a job that ended, refuses to forget one that runs, and forgets nothing twice', async () => {
      const { speech } = world().connection;
      const { bucket, outputKey } = await begin('galley-1', world().goodMedia);
      expect(await codeOf(speech.remove('galley-1'))).toBe('bad-request');
      finish();
      await told('galley-1');
      await speech.remove('galley-1');
      expect(await speech.get('galley-1')).toBeNull();
      expect(await world().connection.objects.head(bucket, outputKey)).not.toBeNull();
      await expect(speech.remove('galley-1')).resolves.toBeUndefined();
    });

    it('calls the result of a forgotten job expired', async () => {
      const gone: SpeechJob = { name: 'galley-gone', state: 'completed', mediaUri: null, resultUri: null, failureReason: null };
      expect(await codeOf(world().connection.speech.result(gone, world().bucket))).toBe('job-expired');
    });
  });
}

function accountLaws(world: () => CloudWorld): void {
  describe('as an account', () => {
    it('says who we are', async () => {
      const { account, user } = await world().connection.account.whoAmI();
      expect(account).toMatch(/^\d{12}$/);
      expect(user).toContain(account);
    });

    it('tells how a bucket stands', async () => {
      const { bucket, farBucket, connection } = world();
      expect(await connection.account.bucketState(bucket)).toEqual({ state: 'ready', region: connection.region });
      expect(await connection.account.bucketState(farBucket.name)).toEqual({ state: 'other-region', region: farBucket.region });
      expect(await connection.account.bucketState('no-such-bucket-anywhere')).toEqual({ state: 'missing', region: null });
    });

    it('makes a bucket once, in our region, and leaves one that is there alone', async () => {
      const { bucket, connection } = world();
      await connection.account.makeBucket('a-new-bucket', false);
      expect(await connection.account.bucketState('a-new-bucket')).toEqual({ state: 'ready', region: connection.region });
      await connection.objects.put(bucket, 'k', new Uint8Array(1), never);
      await connection.account.makeBucket(bucket, false);
      expect(await connection.objects.head(bucket, 'k')).toMatchObject({ size: 1 });
    });

    it('makes no bucket where one of that name lies in another region', async () => {
      const { farBucket, connection } = world();
      expect(await codeOf(connection.account.makeBucket(farBucket.name, false))).toBe('wrong-region');
    });
  });
}
