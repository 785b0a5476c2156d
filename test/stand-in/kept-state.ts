// What a stand-in remembers across starts: rows of buckets, uploads and jobs in one file beside the contents.
// Practice keeps its state so that a studio ended in the middle of a job finds the job again.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store, StoredBucket, StoredObject, StoredPart, StoredUpload } from './s3/store.ts';
import type { StoredJob } from './transcribe/job.ts';

interface State {
  readonly version: 1;
  readonly buckets: readonly (Omit<StoredBucket, 'objects' | 'settings'> & { objects: readonly StoredObject[]; settings: readonly [string, string][] })[];
  readonly uploads: readonly (Omit<StoredUpload, 'parts'> & { parts: readonly StoredPart[] })[];
  readonly jobs: readonly StoredJob[];
}

/** Fills a store from its folder; answers the jobs that were kept. A folder without a readable state begins empty. */
export function recall(store: Store): StoredJob[] {
  let state: State;
  try {
    state = JSON.parse(readFileSync(fileOf(store), 'utf8')) as State; // written by `KeptState` alone; the version is checked
  } catch {
    return [];
  }
  if (state.version !== 1) return [];
  for (const { objects, settings, ...bucket } of state.buckets) {
    store.buckets.set(bucket.name, { ...bucket, objects: new Map(objects.map((object) => [object.key, object])), settings: new Map(settings) });
  }
  for (const { parts, ...upload } of state.uploads) store.uploads.set(upload.id, { ...upload, parts: new Map(parts.map((part) => [part.number, part])) });
  return [...state.jobs];
}

/** Writes the state whenever it differs from what was written last. */
export class KeptState {
  readonly #store: Store;
  readonly #jobs: () => readonly StoredJob[];
  #written = '';

  constructor(store: Store, jobs: () => readonly StoredJob[]) {
    this.#store = store;
    this.#jobs = jobs;
  }

  save(): void {
    const { buckets, uploads } = this.#store;
    const state: State = {
      version: 1,
      buckets: [...buckets.values()].map((bucket) => ({ ...bucket, objects: [...bucket.objects.values()], settings: [...bucket.settings] })),
      uploads: [...uploads.values()].map((upload) => ({ ...upload, parts: [...upload.parts.values()] })),
      jobs: [...this.#jobs()].reverse(),
    };
    const text = JSON.stringify(state);
    if (text === this.#written) return;
    const path = fileOf(this.#store);
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    this.#written = text;
  }
}

function fileOf(store: Store): string {
  return join(store.folder, 'state.json');
}
