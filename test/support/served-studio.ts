// The built loopback host as a process of its own: started over a library, killed or ended by its own id.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const START_WITHIN_MILLIS = 60_000;

interface ServeOptions {
  readonly library: string;
  /** The whole environment of the process. */
  readonly env: NodeJS.ProcessEnv;
  /** The built `serve.js`; that of `npm run build` when absent. */
  readonly program?: string;
}

/** A running host. */
export interface ServedStudio {
  /** Lets one tab in. */
  readonly url: string;
  readonly pid: number;
  /** What it has printed so far. */
  output(): string;
  /** Ends it as Ctrl+C does; answers its exit code. */
  end(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts `out/main/serve.js`. Rejects with its output when it prints no address. */
export async function serveStudio({ library, env, program = join(PROJECT, 'out', 'main', 'serve.js') }: ServeOptions): Promise<ServedStudio> {
  if (!existsSync(program)) throw new Error(`${program} is not there: build first (npm run build)`);
  const child = spawn(process.execPath, [program, '--library', library], { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  let output = '';
  const url = await addressOf(child, ended, (text) => (output += text));
  const stop = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { url, pid: child.pid ?? 0, output: () => output, end: () => stop('SIGTERM'), kill: async () => void (await stop('SIGKILL')) };
}

function addressOf(child: ChildProcess, ended: Promise<number | null>, hear: (text: string) => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the studio printed no address in time\n${output}`));
    }, START_WITHIN_MILLIS);
    const note = (chunk: Buffer): void => {
      output = hear(chunk.toString());
      const url = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(output)?.[0];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    child.stdout?.on('data', note);
    child.stderr?.on('data', note);
    void ended.then((code) => {
      clearTimeout(late);
      reject(new Error(`the studio ended with ${code}\n${output}`));
    });
  });
}
