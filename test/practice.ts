// `npm run practice`: the whole job without an AWS account, against the stand-in and with the sample interview in the library.
//   node test/practice.ts [--fresh] [arguments of npm start]
// The product is the real one: it only finds other endpoints and keys in its environment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStudio } from '../src-main/hosts/node-studio.ts';
import { startStandIn, type StandIn } from './stand-in/stand-in.ts';
import type { JobPace } from './stand-in/transcribe/jobs.ts';
import { readKnownRecordings } from './stand-in/transcribe/known-recordings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const samples = join(root, 'assets', 'sample');
const entry = new URL('../src-main/hosts/loopback/main.ts', import.meta.url).href;
const launcher = join(root, 'src-main', 'hosts', 'launch.ts');

/** The bucket practice works in. */
export const PRACTICE_BUCKET = 'galley-practice';

/** How practice is set up. Everything has a default. */
export interface PracticeOptions {
  /** Where library and service keep what they know; `.galley/practice` of the project by default. */
  readonly folder?: string;
  /** Begin with nothing. */
  readonly fresh?: boolean;
  /** How jobs move; a second in the queue and seven at work by default. */
  readonly jobs?: Partial<JobPace>;
}

/** Practice under way. */
export interface Practice {
  readonly standIn: StandIn;
  readonly libraryFolder: string;
  /** The environment for a studio: this process's own without anything of AWS, then the practice keys and endpoint. */
  readonly environment: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Starts the stand-in and sees to it that the practice library holds the sample interview, not yet transcribed. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const folder = options.folder ?? join(root, '.galley', 'practice');
  const [libraryFolder, serviceFolder] = [join(folder, 'library'), join(folder, 'service')];
  if (options.fresh) for (const one of [libraryFolder, serviceFolder]) rmSync(one, { recursive: true, force: true });
  mkdirSync(libraryFolder, { recursive: true });
  const standIn = await startStandIn({
    folder: serviceFolder,
    buckets: [PRACTICE_BUCKET],
    recordings: readKnownRecordings(samples),
    jobs: { queued: 1000, running: 7000, ...options.jobs },
  });
  try {
    await furnish(libraryFolder);
  } catch (thrown) {
    await standIn.close();
    throw thrown;
  }
  return { standIn, libraryFolder, environment: environmentOf(standIn, folder), close: () => standIn.close() };
}

/** Puts bucket and sample into a library that was never practised in; leaves any other as it is. */
async function furnish(libraryFolder: string): Promise<void> {
  const studio = await openStudio({ libraryFolder, hostKind: 'loopback', version: 'practice', entry });
  const call = async (name: string, args: object): Promise<unknown> => {
    const reply = await studio.dispatch(name, args);
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  try {
    const settings = (await call('settings.get', {})) as { bucket: string | null }; // the contract's own result
    if (settings.bucket !== null) return;
    const offer = await studio.offer(join(samples, 'interview.ogg'), 'interview.ogg', false);
    const { recording } = (await call('library.import', { offer, into: null })) as { recording: { id: string } }; // as above
    await call('library.rename', { recording: recording.id, name: 'Sample interview' });
    // last, because it tells that the library is furnished
    await call('settings.set', { bucket: PRACTICE_BUCKET });
  } finally {
    await studio.stop();
  }
}

/** Nobody's real keys, profiles or endpoints reach a practising studio. */
function environmentOf(standIn: StandIn, folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('AWS_'));
  return {
    ...Object.fromEntries(own),
    ...standIn.environment(),
    AWS_CONFIG_FILE: join(folder, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-aws-credentials'),
  };
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const practice = await startPractice({ fresh: args.includes('--fresh') });
  console.log(`Practice: a stand-in for AWS answers on ${practice.standIn.url}. Nothing leaves this machine and nothing is billed.`);
  console.log('It can transcribe the sample interview in the library; any other recording fails there and says why.');
  const rest = args.filter((arg) => arg !== '--fresh');
  const child = spawn(process.execPath, [launcher, '--library', practice.libraryFolder, ...rest], { cwd: root, env: practice.environment, stdio: 'inherit' });
  // a terminal's Ctrl+C reaches the studio as well; the service stays until the studio has put its work away
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null]; // an exit event carries its code first
  await practice.close();
  process.exit(code ?? 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
