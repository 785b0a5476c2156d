// Studios to look at: in memory with a shelf for every state, or the real one over a library that holds the sample.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import type { CallArgs, CallResult, StudioCall } from '../../src-core/contract/studio-api.ts';
import { randomIds } from '../../src-main/adapters/machine/random-ids.ts';
import { makeLoopbackHost } from '../../src-main/hosts/loopback/server.ts';
import { openStudio } from '../../src-main/hosts/node-studio.ts';
import type { Studio } from '../../src-main/studio.ts';
import { MEMORY_NOW } from '../fakes/memory-recordings.ts';
import { makeMemoryStudio, type MemoryOptions } from '../fakes/memory-studio.ts';
import { serveStudio } from './served-studio.ts';
import { openPage } from './test-browser.ts';
import { encodeText } from '../../src-core/subtitles/formats/text-encoding.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const RENDERER = join(PROJECT, 'out', 'renderer');
const SAMPLES = join(PROJECT, 'assets', 'sample');
const ENTRY = new URL('../../src-main/hosts/loopback/main.ts', import.meta.url).href;

/** Subtitles with what careless programs do to them: the import report has something to tell. */
const ROUGH_SUBTITLES = `1
00:00:01,000 --> 00:00:03,500
The tide turns at half past nine.

2
00:00:03,000 --> 00:00:02,000
Then the boats come in.

4
00:00:04:500 --> 00:00:06,000
<font color="red">Mind the ropes!</font>

not a number
00:00:07,000 -> 00:00:09
And the market opens at noon.

6
00:00:10,000 --> 00:00:12,000

`;

const RUSSIAN_SUBTITLES = `1
00:00:01,000 --> 00:00:03,000
Рыба приходит на рынок в пять утра.

2
00:00:03,500 --> 00:00:05,500
К шести её уже почти не остаётся.
`;

/** Files at hand on a stage. */
interface Props {
  /** A film of the sample: the same sound under a test picture. */
  readonly film: string;
  readonly rough: string;
  /** Russian subtitles in an encoding from before UTF-8. */
  readonly old: string;
  readonly empty: string;
  readonly result: string;
}

/** A page on a studio. */
export interface Stage {
  readonly page: Page;
  readonly props: Props;
  /** Moves the page to a second studio over the same library (real stage only). */
  readonly secondStudio: () => Promise<void>;
}

export type StageKind = { readonly memory: MemoryOptions } | 'real';

/** A stage, and what takes it down. */
interface OpenStage {
  readonly stage: Stage;
  readonly strike: () => Promise<void>;
}

/** Everything scenes are played on. Close it in the end. Keeps AWS settings of whoever runs it out of this process. */
export class Stages {
  readonly #browser: Browser;
  readonly #folder = mkdtempSync(join(tmpdir(), 'galley-stage-'));
  readonly #props: Props;
  /** A library with the sample, to be copied for each real stage. */
  #template: Promise<string> | null = null;
  #libraries = 0;

  constructor(browser: Browser) {
    this.#browser = browser;
    for (const name of Object.keys(process.env)) if (name.toUpperCase().startsWith('AWS_')) delete process.env[name];
    const none = join(this.#folder, 'no-aws');
    Object.assign(process.env, { AWS_CONFIG_FILE: none, AWS_SHARED_CREDENTIALS_FILE: none, AWS_EC2_METADATA_DISABLED: 'true' });
    this.#props = makeProps(this.#folder);
  }

  /** A fresh page on a fresh studio. */
  open(kind: StageKind, options: BrowserContextOptions): Promise<OpenStage> {
    return kind === 'real' ? this.#openReal(options) : this.#openMemory(kind.memory, options);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #openMemory(memory: MemoryOptions, options: BrowserContextOptions): Promise<OpenStage> {
    const { page, strike } = await this.#show(makeMemoryStudio(memory), options, MEMORY_NOW);
    return { stage: { page, props: this.#props, secondStudio: () => Promise.reject(new Error('only the real stage has a library')) }, strike };
  }

  async #openReal(options: BrowserContextOptions): Promise<OpenStage> {
    this.#template ??= furnish(join(this.#folder, 'template'));
    this.#libraries += 1;
    const library = join(this.#folder, String(this.#libraries), 'Galley');
    cpSync(await this.#template, library, { recursive: true });
    const { page, strike } = await this.#show(await openReal(library), options, null);
    const ends = [strike];
    const secondStudio = async (): Promise<void> => {
      const second = await serveStudio({ library, env: process.env });
      ends.push(async () => void (await second.end()));
      await page.goto(second.url);
    };
    const strikeAll = async (): Promise<void> => {
      for (const end of ends) await end();
    };
    return { stage: { page, props: this.#props, secondStudio }, strike: strikeAll };
  }

  /** Serves a studio and opens its page; `now` is what the page takes for the present, milliseconds since 1970. */
  async #show(studio: Studio, options: BrowserContextOptions, now: number | null): Promise<{ page: Page; strike: () => Promise<void> }> {
    const host = await makeLoopbackHost(studio, { rendererFolder: RENDERER, ids: randomIds });
    const { page } = await openPage(this.#browser, options);
    if (now !== null) await page.addInitScript(shiftDates, now - Date.now());
    await page.goto(host.url);
    const strike = async (): Promise<void> => {
      await page.context().close();
      await host.close();
      await studio.stop();
    };
    return { page, strike };
  }
}

/** Runs in the page: dates are so much later, while time goes on as it does. */
function shiftDates(by: number): void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given: []) {
      super(...(given.length === 0 ? ([RealDate.now() + by] as unknown as []) : given)); // whatever the caller gave goes through
    }
    static override now(): number {
      return RealDate.now() + by;
    }
  } as DateConstructor; // called without new nowhere in the page
}

function openReal(libraryFolder: string): Promise<Studio> {
  return openStudio({ libraryFolder, hostKind: 'loopback', version: '0.1.0', entry: ENTRY });
}

/** Makes a library with the sample in it, its speakers named; answers its folder. */
async function furnish(folder: string): Promise<string> {
  const studio = await openReal(folder);
  const call = async <C extends StudioCall>(name: C, args: CallArgs<C>): Promise<CallResult<C>> => {
    const reply = await studio.dispatch(name, args);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value as CallResult<C>; // checked by the contract
  };
  const { recording } = await call('library.addSample', {});
  const { transcript, revision } = await call('library.open', { recording: recording.id });
  const names = ['Helen Marsh', 'Daniel Reed'];
  const speakers = (transcript?.speakers ?? []).map(({ id, name }, index) => ({ id, name: names[index] ?? name }));
  const nextTurnId = transcript?.nextTurnId ?? 0;
  await call('library.save', { recording: recording.id, base: revision, splices: [], nextTurnId, speakers, place: null });
  await studio.stop();
  return folder;
}

function makeProps(folder: string): Props {
  const props = {
    film: join(folder, 'harbour-film.mp4'),
    rough: join(folder, 'market-day.srt'),
    old: join(folder, 'rynok.srt'),
    empty: join(folder, 'empty.mp3'),
    result: join(SAMPLES, 'interview.json'),
  };
  writeFileSync(props.rough, ROUGH_SUBTITLES);
  writeFileSync(props.old, encodeText(RUSSIAN_SUBTITLES, 'windows-1251'));
  writeFileSync(props.empty, '');
  const picture = ['-f', 'lavfi', '-i', 'smptehdbars=size=640x360:rate=25'];
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, '-i', join(SAMPLES, 'interview.ogg'), ...codecs, props.film]);
  return props;
}
