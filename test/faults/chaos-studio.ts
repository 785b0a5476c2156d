// The studio of a chaos run, from outside: started, asked, killed, ended.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job } from '../../src-core/library/job.ts';

const PROGRAM = fileURLToPath(new URL('./chaos-child.ts', import.meta.url));

/** What a child process says. */
type Said =
  { readonly ready: true } | { readonly id: number; readonly reply: { readonly ok: boolean; readonly value?: unknown; readonly error?: { code: string } } };

/** One studio after the other over the same library. */
export class ChaosStudio {
  readonly #library: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #speed: number;
  readonly #waiting = new Map<number, (value: unknown) => void>();
  #child: ChildProcess | null = null;
  #asked = 0;
  #complaints = '';

  constructor(library: string, env: NodeJS.ProcessEnv, speed: number) {
    this.#library = library;
    this.#env = env;
    this.#speed = speed;
  }

  /** What studios have written to stderr: a studio that works writes nothing there. */
  get complaints(): string {
    return this.#complaints;
  }

  /** Starts a studio; resolves when it has taken up its work. */
  async open(): Promise<void> {
    const child = fork(PROGRAM, [this.#library, String(this.#speed)], { env: this.#env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child = child;
    child.stderr?.on('data', (chunk: Buffer) => (this.#complaints += chunk.toString()));
    const ready = new Promise<void>((resolve, reject) => {
      child.on('message', (said: Said) => {
        if ('ready' in said) resolve();
        else this.#answer(said.id, said.reply.ok ? said.reply.value : null);
      });
      child.once('exit', (code) => {
        reject(new Error(`the studio ended with ${code}\n${this.#complaints}`));
        for (const id of [...this.#waiting.keys()]) this.#answer(id, null);
      });
    });
    await ready;
  }

  #answer(id: number, value: unknown): void {
    this.#waiting.get(id)?.(value);
    this.#waiting.delete(id);
  }

  /** Asks the studio; null when it refused, or died before it answered. */
  async ask(call: string, args: unknown): Promise<unknown> {
    const child = this.#child;
    if (!child?.connected) return null;
    const id = (this.#asked += 1);
    return new Promise<unknown>((resolve) => {
      this.#waiting.set(id, resolve);
      child.send({ id, call, args }, (failed) => failed && this.#answer(id, null));
    });
  }

  async jobs(): Promise<Job[]> {
    return ((await this.ask('jobs.list', {})) ?? []) as Job[]; // the contract says so
  }

  /** kill -9, at whatever line it is. */
  kill(): Promise<void> {
    return this.#leave((child) => void child.kill('SIGKILL'));
  }

  /** As closing the window does. */
  end(): Promise<void> {
    return this.#leave((child) => void child.send({ end: true }));
  }

  async #leave(how: (child: ChildProcess) => void): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    how(child);
    await gone;
    this.#child = null;
  }
}
