// The page's end of the loopback socket: lets itself in, keeps the order of calls, and comes back by itself when the line breaks.
// It knows nothing of what is called.
import * as v from 'valibot';

import { fromWireError, StudioError } from '../../src-core/contract/errors.ts';
import { unplainPart } from '../../src-core/contract/plain-message.ts';
import { CALLS_IN_FLIGHT, SOCKET_CLOSE, studioFrameShape, welcomeShape, type StudioFrame } from '../../src-core/contract/socket-frames.ts';
import { decodeFrame, encodeFrame, MESSAGE_LIMIT_BYTES, type Utf8, type Wire } from '../../src-core/contract/wire.ts';

/** What the socket needs of the page; tests lend others. */
export interface SocketSurroundings {
  /** "ws://127.0.0.1:4711/wire" */
  readonly url: string;
  /** The token of the address, used once; null when there was none. */
  readonly token: string | null;
  /** The session key between reloads of this tab. */
  readonly keptKey: { read(): string | null; write(key: string): void };
  readonly open: (url: string) => WebSocket;
  /** Runs `then` after so many milliseconds; answers what stops it. */
  readonly later: (millis: number, then: () => void) => () => void;
}

const FIRST_PAUSE_MILLIS = 250;
const LONGEST_PAUSE_MILLIS = 5000;
/** How long a call waits for a line that is down before it is refused, milliseconds. */
const LINE_WAIT_MILLIS = 10_000;

interface Call {
  readonly frame: Uint8Array;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();
const utf8: Utf8 = { encode: (text) => encoder.encode(text), decode: (bytes) => decoder.decode(bytes) };

/** A wire that reconnects with back-off and the same session key. */
export class LoopbackSocket implements Wire {
  readonly #around: SocketSurroundings;
  readonly #listeners = new Set<(event: string, payload: unknown) => void>();
  readonly #hearers = new Set<(connected: boolean) => void>();
  readonly #waiting = new Map<number, Call>();
  readonly #answers = new Map<number, Call>();
  #socket: WebSocket | null = null;
  #token: string | null;
  #state: 'connecting' | 'open' | 'refused' = 'connecting';
  #told = true;
  #pause = FIRST_PAUSE_MILLIS;
  #stopPause: () => void = () => undefined;
  #nextId = 0;

  constructor(around: SocketSurroundings) {
    this.#around = around;
    this.#token = around.token;
    this.#connect();
  }

  /** The key that also opens `/offer`; null until the studio has let us in. */
  get key(): string | null {
    return this.#around.keptKey.read();
  }

  /** Sends a call; on a broken line it waits a while for the line, and is refused with `disconnected` when its answer is lost. */
  invoke(call: string, args: unknown): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      // What JSON would change or drop is refused here, in the words the studio would have used.
      const unplain = unplainPart(args);
      if (unplain !== null) throw new StudioError('bad-message', { call, reason: unplain });
      const frame = encodeFrame({ id, call, args: args ?? null }, utf8);
      if (frame.byteLength > MESSAGE_LIMIT_BYTES) throw new StudioError('too-large', { limit: MESSAGE_LIMIT_BYTES });
      if (this.#state === 'refused') throw new StudioError('disconnected', { reason: 'refused' });
      this.#waiting.set(id, { frame, resolve, reject });
      if (this.#state === 'open') this.#sendWaiting();
      else this.#giveUpLater(id);
    });
  }

  subscribe(listener: (event: string, payload: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears each change: false when the line broke or the key was refused, true when it is back. */
  onConnection(hearer: (connected: boolean) => void): () => void {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  }

  /** Tries at once instead of after the pause: the machine woke up. */
  hurry(): void {
    if (this.#state !== 'connecting' || this.#socket !== null) return;
    this.#stopPause();
    this.#connect();
  }

  #connect(): void {
    const key = this.#around.keptKey.read();
    const hello = this.#token !== null ? { token: this.#token } : key !== null ? { session: key } : null;
    if (hello === null) {
      this.#refuse();
      return;
    }
    const socket = this.#around.open(this.#around.url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      sendFrame(socket, encodeFrame(hello, utf8));
    });
    socket.addEventListener('message', (event) => {
      this.#hear(socket, event.data);
    });
    socket.addEventListener('close', (event) => {
      this.#lose(event.code);
    });
  }

  #hear(socket: WebSocket, raw: unknown): void {
    const frame = raw instanceof ArrayBuffer ? readFrame(new Uint8Array(raw)) : null;
    if (this.#state !== 'open') {
      const welcome = v.safeParse(welcomeShape, frame);
      if (welcome.success) this.#enter(welcome.output.session);
      else socket.close();
      return;
    }
    const parsed = v.safeParse(studioFrameShape, frame);
    if (!parsed.success) socket.close();
    else this.#deliver(parsed.output);
  }

  #enter(session: string): void {
    this.#around.keptKey.write(session);
    this.#token = null;
    this.#state = 'open';
    this.#pause = FIRST_PAUSE_MILLIS;
    this.#tell(true);
    this.#sendWaiting();
  }

  #deliver(frame: StudioFrame): void {
    if ('event' in frame) {
      for (const listener of [...this.#listeners]) listener(frame.event, frame.payload);
      return;
    }
    const call = this.#answers.get(frame.id);
    this.#answers.delete(frame.id);
    if (frame.ok) call?.resolve(frame.value);
    else call?.reject(fromWireError(frame.error));
    this.#sendWaiting();
  }

  #sendWaiting(): void {
    for (const [id, call] of this.#waiting) {
      if (this.#socket === null || this.#state !== 'open' || this.#answers.size >= CALLS_IN_FLIGHT) return;
      this.#waiting.delete(id);
      this.#answers.set(id, call);
      sendFrame(this.#socket, call.frame);
    }
  }

  #lose(code: number): void {
    this.#socket = null;
    this.#rejectAll(this.#answers, 'lost');
    if (code === SOCKET_CLOSE.refused) {
      // A used-up token in the address of a tab that was let in before: its own key still counts.
      const hadToken = this.#token !== null;
      this.#token = null;
      if (hadToken && this.#around.keptKey.read() !== null) this.#connect();
      else this.#refuse();
      return;
    }
    if (this.#state === 'open') for (const id of this.#waiting.keys()) this.#giveUpLater(id);
    this.#state = 'connecting';
    this.#tell(false);
    this.#stopPause = this.#around.later(this.#pause, () => {
      this.#connect();
    });
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MILLIS);
  }

  #refuse(): void {
    this.#state = 'refused';
    this.#rejectAll(this.#waiting, 'refused');
    // Those who listen are told after they had a chance to: the very first try may end before the constructor does.
    this.#around.later(0, () => {
      this.#tell(false);
    });
  }

  #giveUpLater(id: number): void {
    this.#around.later(LINE_WAIT_MILLIS, () => {
      const call = this.#waiting.get(id);
      if (call === undefined || this.#state === 'open') return;
      this.#waiting.delete(id);
      call.reject(new StudioError('disconnected', { reason: 'lost' }));
    });
  }

  #rejectAll(calls: Map<number, Call>, reason: 'lost' | 'refused'): void {
    const lost = [...calls.values()];
    calls.clear();
    for (const call of lost) call.reject(new StudioError('disconnected', { reason }));
  }

  #tell(connected: boolean): void {
    if (this.#told === connected) return;
    this.#told = connected;
    for (const hearer of [...this.#hearers]) hearer(connected);
  }
}

function readFrame(frame: Uint8Array): unknown {
  try {
    return decodeFrame(frame, utf8);
  } catch {
    return null; // fits no shape, so the socket is closed by whoever asked
  }
}

function sendFrame(socket: WebSocket, frame: Uint8Array): void {
  socket.send(frame as Uint8Array<ArrayBuffer>); // encodeFrame makes plain buffers, never shared ones
}
