// What one journey carries with it: a cloud of its own, a folder for its library and files, a studio, and a camera for when it fails.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, onTestFailed } from 'vitest';
import { startStandIn, type StandIn } from '../stand-in/stand-in.ts';
import type { JobPace } from '../stand-in/transcribe/jobs.ts';
import { readKnownRecordings } from '../stand-in/transcribe/known-recordings.ts';
import type { StudioUnderTest, Surroundings } from './studio-under-test.ts';

const SAMPLES = fileURLToPath(new URL('../../assets/sample', import.meta.url));

/** The sample interview's sound: the one recording the stand-in can transcribe. */
export const SAMPLE = join(SAMPLES, 'interview.ogg');
export const SAMPLE_RESULT = join(SAMPLES, 'interview.json');

/** How a host is started. */
export type StartStudio = (surroundings: Surroundings) => Promise<StudioUnderTest>;

/** A studio with everything around it. */
export interface Trip {
  readonly studio: StudioUnderTest;
  readonly cloud: StandIn;
  /** A folder for what the journey makes and saves. */
  readonly folder: string;
}

interface TripOptions {
  readonly jobs?: Partial<JobPace>;
  readonly buckets?: readonly string[];
  /** Whether the steps of this describe build on one another: after one has failed the rest are skipped, saying so. */
  readonly inSteps?: boolean;
}

/** A trip for the tests of a describe. Read its parts inside tests only. */
export function takeTrip(start: StartStudio, options: TripOptions = {}): Trip {
  let trip: Trip | null = null;
  let broken: string | null = null;
  beforeAll(async () => {
    trip = await depart(start, options);
  });
  beforeEach((context) => {
    if (options.inSteps) context.skip(broken !== null, `the step before it failed: ${broken ?? ''}`);
    onTestFailed(async ({ task }) => {
      broken ??= task.name;
      await photograph(trip, task.name);
    });
  });
  afterAll(async () => {
    await trip?.studio.close();
    await trip?.cloud.close();
    if (trip && broken === null) rmSync(trip.folder, { recursive: true, force: true });
  });
  const there = (): Trip => {
    if (!trip) throw new Error('the trip has not begun');
    return trip;
  };
  return {
    get studio() {
      return there().studio;
    },
    get cloud() {
      return there().cloud;
    },
    get folder() {
      return there().folder;
    },
  };
}

async function depart(start: StartStudio, { jobs, buckets = [] }: TripOptions): Promise<Trip> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-journey-'));
  const library = join(folder, 'library');
  mkdirSync(library);
  const cloud = await startStandIn({ recordings: readKnownRecordings(SAMPLES), buckets, jobs: { queued: 200, running: 500, ...jobs } });
  const studio = await start({ library, folder, env: environmentOf(cloud, folder) });
  return { studio, cloud, folder };
}

/** Nobody's real keys, profiles or endpoints reach a studio under test. */
function environmentOf(cloud: StandIn, folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('AWS_'));
  const none = join(folder, 'no-aws');
  return { ...Object.fromEntries(own), ...cloud.environment(), AWS_CONFIG_FILE: none, AWS_SHARED_CREDENTIALS_FILE: none };
}

/** What the page looked like when a step failed, for whoever reads the report. */
async function photograph(trip: Trip | null, name: string): Promise<void> {
  if (!trip) return;
  const path = join(trip.folder, `failed ${name.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').slice(0, 80)}.png`);
  try {
    await trip.studio.page.screenshot({ path });
    console.error(`The page when it failed: ${path}`);
  } catch (thrown) {
    console.error(`The page could not be photographed: ${String(thrown)}`);
  }
  for (const complaint of trip.studio.complaints) console.error(`The page said: ${complaint}`);
}
