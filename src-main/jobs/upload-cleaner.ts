// Ends unfinished uploads of ours that no job will go on with: parts lie in a bucket unseen, and are billed (A13).
// It knows an upload as ours by the row written before it was begun, never by where it lies; anybody else's is left alone.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { BegunUpload, Library } from '../ports/library.ts';
import type { Clock, Log } from '../ports/machine.ts';
import type { CloudChoice, CloudConnection } from '../ports/cloud.ts';

/** After the start there is more important work. */
const FIRST_SWEEP_MILLIS = 10_000;
const SWEEP_EVERY_MILLIS = 7 * 24 * 60 * 60 * 1000;
/** A sweep that met a network or a sign-in that was not there is tried again. */
const SWEEP_AGAIN_MILLIS = 60 * 60 * 1000;
/** A failed job may be tried again and then goes on with its parts, for so long. */
const KEPT_FOR_RETRY_MILLIS = 7 * 24 * 60 * 60 * 1000;

/**
 * A request to begin an upload may still be on its way when we look. AWS takes no request signed more than 15 minutes ago (SigV4), so after
 * this nothing comes any more; until then the row stays for the next sweep.
 */
const SETTLED_MILLIS = 20 * 60 * 1000;

export interface CleanerPorts {
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
  readonly connect: (choice: CloudChoice) => Promise<CloudConnection>;
}

/** Sweeps after the start and every week. */
export class UploadCleaner {
  readonly #ports: CleanerPorts;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(ports: CleanerPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Ends what nobody will go on with. Answers whether every bucket could be asked; trouble is logged, for nobody waits for this. */
  async sweep(): Promise<boolean> {
    let whole = true;
    for (const group of byPlace(this.#ports.library.begunUploads.all().filter((upload) => !this.#isWanted(upload)))) {
      try {
        await this.#clear(group);
      } catch (thrown) {
        if (!(thrown instanceof StudioError)) throw thrown;
        whole = false;
        this.#ports.log.warn('unfinished uploads could not be looked for', { bucket: group[0]?.bucket, code: thrown.code });
      }
      if (this.#stop.signal.aborted) break;
    }
    return whole;
  }

  async #run(): Promise<void> {
    try {
      for (let wait = FIRST_SWEEP_MILLIS; ;) {
        await this.#ports.clock.delay(wait, this.#stop.signal);
        wait = (await this.sweep()) ? SWEEP_EVERY_MILLIS : SWEEP_AGAIN_MILLIS;
      }
    } catch (thrown) {
      if (!(thrown instanceof CancelledError)) this.#ports.log.error('clearing unfinished uploads hit a bug', thrown);
    }
  }

  /** Whether a job still uploads there, or could go on to. */
  #isWanted({ job: id, begunAt }: BegunUpload): boolean {
    const job = this.#ports.library.jobs.get(id);
    if (job?.state === 'queued') return true;
    return job?.state === 'failed' && job.resumeState === 'queued' && this.#ports.clock.now() - begunAt < KEPT_FOR_RETRY_MILLIS;
  }

  async #clear(group: readonly BegunUpload[]): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    const { parts } = await this.#ports.connect(first);
    const open = await unfinished(parts, first.bucket, folderOf(first.key));
    for (const { bucket, key, uploadId, begunAt } of group) {
      const ids = open === null ? [uploadId] : open.filter((found) => found.key === key).map((found) => found.uploadId);
      for (const id of ids) if (id !== null) await this.#abort(parts, { bucket, key, uploadId: id });
      if (this.#ports.clock.now() - begunAt > SETTLED_MILLIS) this.#ports.library.begunUploads.forget(bucket, key);
    }
  }

  async #abort(parts: CloudConnection['parts'], { bucket, key, uploadId }: { bucket: string; key: string; uploadId: string }): Promise<void> {
    try {
      await parts.abort(bucket, key, uploadId);
      this.#ports.log.info('an unfinished upload was ended', { bucket, key });
    } catch (thrown) {
      // Gone with its bucket, which is as good.
      if (!(thrown instanceof StudioError && thrown.code === 'bucket-missing')) throw thrown;
    }
  }
}

/** What lies unfinished under a folder; null when we may not look: then only the ids we know can be ended. */
async function unfinished(parts: CloudConnection['parts'], bucket: string, folder: string): Promise<{ key: string; uploadId: string }[] | null> {
  try {
    return await parts.unfinished(bucket, folder);
  } catch (thrown) {
    if (thrown instanceof StudioError && thrown.code === 'access-denied') return null;
    if (thrown instanceof StudioError && thrown.code === 'bucket-missing') return [];
    throw thrown;
  }
}

/** Uploads one listing serves: same connection, bucket and folder. */
function byPlace(uploads: readonly BegunUpload[]): BegunUpload[][] {
  const groups = new Map<string, BegunUpload[]>();
  for (const upload of uploads) {
    const place = JSON.stringify([upload.profile, upload.region, upload.bucketOwner, upload.bucket, folderOf(upload.key)]);
    groups.set(place, [...(groups.get(place) ?? []), upload]);
  }
  return [...groups.values()];
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}
