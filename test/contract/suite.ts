// The laws of the contract, run over every transport: what a page sees must not depend on how it is connected (S26, S46).
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudioClient, type StudioClient } from '../../src-core/contract/client.ts';
import { CancelledError, ERROR_CODES, StudioError, type ErrorCode } from '../../src-core/contract/errors.ts';
import { studioCalls, studioEvents, type StudioCall, type StudioEvent } from '../../src-core/contract/studio-api.ts';
import { MESSAGE_LIMIT_BYTES, type Wire } from '../../src-core/contract/wire.ts';
import { sendSave } from '../../src-renderer/state/save-sending.ts';
import { makeMemoryStudio, type MemoryOptions, type MemoryStudio } from '../fakes/memory-studio.ts';
import { fault } from '../faults/fault.ts';
import { sampleArgs } from './sample-args.ts';

/** A way to reach a studio. */
export type Connect = (studio: MemoryStudio) => Promise<{ wire: Wire; close(): Promise<void> }>;

const CALLS = Object.keys(studioCalls) as StudioCall[]; // the constant's own keys
const FUZZ_RUNS = 10_000;

/** Runs the whole suite over one transport. */
export function contractSuite(transport: string, connect: Connect): void {
  describe(`the contract over ${transport}`, () => {
    let studio: MemoryStudio;
    let wire: Wire;
    let client: StudioClient;
    let close: () => Promise<void>;
    const misfits: string[] = [];

    const start = async (options: MemoryOptions = {}): Promise<void> => {
      studio = makeMemoryStudio(options);
      const connection = await connect(studio);
      wire = connection.wire;
      close = () => connection.close();
      client = createStudioClient(wire, (event) => misfits.push(event));
    };
    beforeEach(async () => {
      misfits.length = 0;
      await start();
    });
    afterEach(() => close());

    const failure = async (call: string, args: unknown): Promise<unknown> =>
      wire.invoke(call, args).then(
        (value) => ({ answered: value }),
        (thrown: unknown) => thrown,
      );

    fault('S46', `every call and every error code over ${transport}`, async (seen) => {
      for (const call of CALLS) {
        const offer = await studio.offer('/tmp/a.json', 'a.json', false);
        const args = sampleArgs(offer)[call];
        const heard: unknown[] = [];
        const answer = await withHandler(studio, call, heard, () => client.call(call, args as never)); // the sample of this very call
        expect(heard, call).toEqual([args, answer]);
      }
      seen('arguments and results arrive unchanged');
      await close();
      let code: ErrorCode = 'bug';
      const details = { text: 'ü "\u2028', number: 1.5, truth: false, nothing: null };
      await start({ overrides: { 'library.list': () => Promise.reject(new StudioError(code, details)) }, report: () => undefined });
      for (code of ERROR_CODES) {
        const error = await failure('library.list', {});
        expect(error).toBeInstanceOf(StudioError);
        expect(error).toMatchObject({ code, details });
      }
      seen('each error arrives with its code and details');
    });

    it('carries a cancellation as one', async () => {
      await close();
      await start({ overrides: { 'library.list': () => Promise.reject(new CancelledError()) } });
      expect(await failure('library.list', {})).toBeInstanceOf(CancelledError);
    });

    fault('S26', `a handler that breaks over a secret path, asked over ${transport}`, async (seen) => {
      await close();
      const reported: unknown[] = [];
      const bug = new TypeError('secret at /home/ines/.aws/credentials');
      await start({ overrides: { 'library.list': () => Promise.reject(bug) }, report: (_call, thrown) => reported.push(thrown) });
      const error = (await failure('library.list', {})) as StudioError; // checked on the next line
      expect([error.code, error.details]).toEqual(['bug', {}]);
      expect(JSON.stringify(error) + String(error.stack)).not.toMatch(/secret|credentials/);
      expect(reported).toEqual([bug]);
      seen('the page hears a code, no text and no stack; the log has the bug');
    });

    it.each(['', 'library', 'library.', 'library.List', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'library.list ', 'x'.repeat(10_000)])(
      'refuses the unknown call %j',
      async (call) => {
        expect(await failure(call, {})).toMatchObject({ code: 'unknown-call' });
      },
    );

    fault('S26', `every call with a key too many, and with each argument missing or of another type, over ${transport}`, async (seen) => {
      const before = studio.snapshot();
      for (const call of CALLS) {
        for (const key of ['extra', 'constructor', 'toString', '__proto__', '']) {
          const args: Record<string, unknown> = { ...sampleArgs('offer-x')[call] };
          Object.defineProperty(args, key, { value: { polluted: true }, enumerable: true });
          expect(await failure(call, args), `${call} with ${key}`).toMatchObject({ code: 'bad-message' });
        }
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      seen('unknown keys refused, __proto__ and constructor among them');
      for (const call of CALLS) {
        const sample = sampleArgs('offer-x')[call] as Record<string, unknown>; // every sample is an object
        for (const key of Object.keys(sample)) {
          const { [key]: _gone, ...without } = sample;
          const mayLack = isOptional(call, key);
          if (!mayLack) expect(await failure(call, without), `${call} without ${key}`).toMatchObject({ code: 'bad-message' });
          for (const wrong of [undefined, { a: 1 }, [[]], -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
            if (mayLack && wrong === undefined) continue; // the same as not sent
            const reply = await failure(call, { ...sample, [key]: wrong });
            expect(reply, `${call} with ${key} = ${JSON.stringify(wrong)}`).toMatchObject({ code: 'bad-message' });
          }
        }
        for (const whole of [null, 'text', 7, [], [{}], true])
          expect(await failure(call, whole), `${call} of ${JSON.stringify(whole)}`).toMatchObject({ code: 'bad-message' });
      }
      expect(studio.snapshot()).toBe(before);
      seen('every misfit refused as a bad message, the studio unchanged');
    });

    fault('S26', `messages over 8 MB over ${transport}`, async (seen) => {
      const before = studio.snapshot();
      const words = 'x'.repeat(MESSAGE_LIMIT_BYTES);
      expect(await failure('library.search', { words, limit: 1 })).toMatchObject({ code: 'too-large', details: { limit: MESSAGE_LIMIT_BYTES } });
      const bytes = new Uint8Array(MESSAGE_LIMIT_BYTES + 1);
      const push = { ...sampleArgs('')['media.pushPeaks'], bytes };
      expect(await failure('media.pushPeaks', push)).toMatchObject({ code: 'too-large' });
      expect(studio.snapshot()).toBe(before);
      expect(await client.call('session.hello', {})).toMatchObject({ host: 'test' });
      seen('refused before the studio sees them; the next call is answered');
    });

    it('saves what is too much for one message, in parts, with a step of undo that is', { timeout: 60_000 }, async () => {
      const { transcript, revision } = await client.call('library.open', { recording: 'interview' });
      if (!transcript) throw new Error('no interview');
      const turns = transcript.turns.map((turn, index) => (index > 0 ? turn : { ...turn, tail: 'Straße 東京 '.repeat(900_000) }));
      const at = { anchor: { turn: 0, offset: 0 }, head: { turn: 0, offset: 0 } };
      const splices = [{ from: 0, remove: turns.length, turns: transcript.turns.map((turn) => ({ ...turn, tail: '👍🏽'.repeat(100_000) })) }];
      const change = { splices, nextTurnId: transcript.nextTurnId, speakers: null, highlights: null, cues: null };
      const history = { first: 1, last: 1, done: 1, put: [{ number: 1, step: { at: 1, label: 'Paste', change, before: at, after: at } }] };
      const save = {
        ...{ recording: 'interview', base: revision, splices: [{ from: 0, remove: turns.length, turns }], nextTurnId: transcript.nextTurnId },
        ...{ speakers: null, place: null, highlights: null, cues: null, history },
      };
      expect(await failure('library.save', save)).toMatchObject({ code: 'too-large' });
      const heard: unknown[] = [];
      await withHandler(studio, 'library.savePart', heard, async () => expect(await sendSave(client, save)).toBe(revision + 1));
      expect(heard.length).toBeGreaterThan(4);
      const after = await client.call('library.open', { recording: 'interview' });
      expect([after.transcript?.turns, after.revision]).toEqual([turns, revision + 1]);
    });

    it('carries bytes both ways exactly: none, many, a part of a larger buffer, and what Node calls a Buffer', async () => {
      await close();
      const heard: Uint8Array[] = [];
      let reply = new Uint8Array();
      await start({
        overrides: {
          'media.pushPeaks': ({ bytes }) => {
            heard.push(bytes);
            return Promise.resolve({});
          },
          'library.rawResult': () => Promise.resolve({ fileName: 'x', bytes: reply }),
        },
      });
      const many = Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251);
      for (const bytes of [new Uint8Array(), many, many.subarray(1000, 2001), new Uint8Array(Buffer.from('text'))]) {
        await client.call('media.pushPeaks', { ...sampleArgs('')['media.pushPeaks'], bytes });
        expect(Buffer.from(heard.at(-1) ?? 'none').equals(Buffer.from(bytes))).toBe(true);
      }
      for (const bytes of [new Uint8Array(), many.subarray(7, 70_000), Buffer.from('straight from a file')]) {
        reply = bytes as Uint8Array<ArrayBuffer>; // a Buffer is one, which is the point
        const result = await client.call('library.rawResult', { recording: 'a' });
        expect(Buffer.from(result?.bytes ?? 'none').equals(Buffer.from(bytes))).toBe(true);
      }
    });

    it('carries a reply as large as the words of a whole day', async () => {
      await close();
      await start({ words: 60_000 });
      const opened = await client.call('library.open', { recording: 'long' });
      expect(opened.transcript?.turns.reduce((sum, turn) => sum + turn.words.length, 0)).toBeGreaterThanOrEqual(60_000);
    });

    it('carries every event, in order, to whoever listens at the time', async () => {
      const recordings = await client.call('library.list', {});
      const jobs = await client.call('jobs.list', {});
      const payloads = {
        'library.changed': { recordings, removed: ['gone'] },
        'library.notes': { notes: [{ kind: 'low-space', bytes: 5 }] },
        'library.replaced': {},
        'jobs.changed': { jobs },
        'settings.changed': await client.call('settings.get', {}),
        'updates.changed': await client.call('updates.get', {}),
        'media.peaksGrew': { recording: 'a', buckets: 3, complete: false },
        'media.shotsChanged': { recording: 'a', shots: [400], edited: false, complete: false, until: 900, bar: null },
        'media.decodeWanted': { recording: 'a', token: 't' },
        'shell.command': { command: 'file.open' },
        'shell.show': { recording: 'a' },
        'shell.opened': { offers: [{ offer: 'o', name: 'n' }] },
      } satisfies Record<StudioEvent, unknown>;
      const heard: unknown[] = [];
      const names = Object.keys(studioEvents) as StudioEvent[]; // the constant's own keys
      const stops = names.map((event) => client.on(event, (payload) => heard.push([event, payload])));
      for (const event of names) studio.emit(event, payloads[event]); // the payload of this very event
      await client.call('session.hello', {});
      expect(heard).toEqual(names.map((event) => [event, payloads[event]]));
      for (const stop of stops) stop();
      studio.emit('shell.command', { command: 'unheard' });
      await client.call('session.hello', {});
      expect(heard).toHaveLength(names.length);
    });

    it('drops an event that does not fit the contract, and says so', async () => {
      const heard: unknown[] = [];
      client.on('media.peaksGrew', (payload) => heard.push(payload));
      studio.emit('media.peaksGrew', { recording: 'a', buckets: 'three' } as never); // what a bug would send
      await client.call('session.hello', {});
      expect([heard, misfits]).toEqual([[], ['media.peaksGrew']]);
    });

    it('gives each caller its own answer, whatever the order of answers', async () => {
      await close();
      const held: (() => void)[] = [];
      await start({
        overrides: {
          'library.search': async ({ words }) => {
            await new Promise<void>((resolve) => held.push(resolve));
            return [{ recording: words, turn: 0, time: 0, snippet: '' }];
          },
        },
      });
      const asked = Array.from({ length: 20 }, (_, index) => client.call('library.search', { words: `w${index}`, limit: 1 }));
      await expect.poll(() => held.length).toBe(20);
      for (const release of held.toReversed()) release();
      expect((await Promise.all(asked)).map(([hit]) => hit?.recording)).toEqual(asked.map((_, index) => `w${index}`));
    });

    fault('S26', `${FUZZ_RUNS.toLocaleString('en')} random messages over ${transport}`, async (seen) => {
      const before = studio.snapshot();
      await fc.assert(
        fc.asyncProperty(brokenCall(), async ([call, args]) => {
          const reply = await failure(call, args);
          expect(reply).toBeInstanceOf(StudioError);
          expect(['bad-message', 'unknown-call', 'too-large']).toContain((reply as StudioError).code);
        }),
        { numRuns: FUZZ_RUNS },
      );
      expect(studio.snapshot()).toBe(before);
      expect(await client.call('session.hello', {})).toMatchObject({ host: 'test' });
      seen('each refused, no crash, no hang, no change');
    });
  });
}

/** Whether a call may come without this argument, by its own shape. */
function isOptional(call: StudioCall, key: string): boolean {
  const { entries } = studioCalls[call].args as unknown as { entries: Readonly<Record<string, { type: string } | undefined>> }; // every shape of arguments is an object
  return entries[key]?.type.includes('optional') === true;
}

/** A call that must fail: an unknown name with anything, or a known one whose valid arguments were spoilt. */
function brokenCall(): fc.Arbitrary<[string, unknown]> {
  const anything = fc.anything({ withNullPrototype: true, withTypedArray: true, withSparseArray: false, maxDepth: 3 });
  const unknown = fc.tuple(
    fc.oneof(
      fc.string(),
      fc.constantFrom(...CALLS).map((call) => `${call}x`),
    ),
    anything,
  );
  const spoilt = fc.tuple(fc.constantFrom(...CALLS), fc.string({ minLength: 1 }), anything).map(([call, key, value]): [string, unknown] => {
    const args: Record<string, unknown> = { ...sampleArgs('offer-x')[call] };
    const isKnown = Object.hasOwn(args, key);
    Object.defineProperty(args, isKnown ? `${key} ` : key, { value, enumerable: true });
    // JSON drops what is undefined; a key that is not sent is not a key too many.
    if (value === undefined) Object.defineProperty(args, 'sent', { value: 1, enumerable: true });
    return [call, args];
  });
  const replaced = fc
    .tuple(fc.constantFrom(...CALLS), anything)
    .filter(([, value]) => typeof value !== 'object' || value === null || Array.isArray(value))
    .filter(([, value]) => value !== undefined);
  return fc.oneof(unknown, spoilt, replaced);
}

/** Runs `act` while one handler of the studio notes what it got and what it answered. */
async function withHandler<T>(studio: MemoryStudio, call: StudioCall, heard: unknown[], act: () => Promise<T>): Promise<T> {
  const handlers = studio.handlers as Record<string, (args: unknown) => Promise<unknown>>; // this test looks in from behind
  const usual = handlers[call];
  if (!usual) throw new Error(`no handler for ${call}`);
  handlers[call] = async (args) => {
    heard.push(args);
    const answer = await usual(args);
    heard.push(answer);
    return answer;
  };
  try {
    return await act();
  } finally {
    handlers[call] = usual;
  }
}
