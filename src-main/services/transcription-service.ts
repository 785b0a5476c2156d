// Jobs as a person asks for them: checks what can be checked before a byte leaves the machine, then hands over to the runner.
import { StudioError } from '../../src-core/contract/errors.ts';
import type { CallArgs } from '../../src-core/contract/studio-api.ts';
import type { Settings } from '../../src-core/contract/settings.ts';
import type { Job, JobOptions } from '../../src-core/library/job.ts';
import { checkJobOptions, SERVICE_CONTAINERS } from '../../src-core/library/job-options.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import { SERVICE_NAME_PREFIX } from '../jobs/service-poller.ts';
import type { Library, StoredJob, StoredRecording } from '../ports/library.ts';
import type { Clock, Ids } from '../ports/machine.ts';
import type { MediaFiles } from '../ports/media.ts';
import type { Cloud } from '../ports/cloud.ts';

/** What of a job says where it goes. */
type JobPlace = 'profile' | 'region' | 'bucket' | 'bucketOwner' | 'kmsKey';

export interface TranscriptionPorts {
  readonly library: Library;
  readonly files: MediaFiles;
  readonly cloud: Cloud;
  readonly runner: JobRunner;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Calls of the group `jobs`. */
export class TranscriptionService {
  readonly #ports: TranscriptionPorts;

  constructor(ports: TranscriptionPorts) {
    this.#ports = ports;
  }

  /** Every job, newest first. */
  async list(): Promise<Job[]> {
    return this.#ports.runner.list();
  }

  /**
   * Saves a job and starts on it. Refuses with `bad-options`, `no-bucket`, `no-region`, `no-credentials`,
   * `media-missing` or `read-only` before anything is sent.
   */
  async start({ recording: id, options }: CallArgs<'jobs.start'>): Promise<Job> {
    const { library, cloud, runner, clock, ids } = this.#ports;
    if (library.readOnly) throw new StudioError('read-only');
    const recording = library.recordings.get(id);
    if (!recording) throw new StudioError('not-found', { what: 'recording' });
    const { path, extension } = sourceOf(recording);
    checkOptions(options, recording);
    const settings = library.settings.get();
    if (!settings.bucket) throw new StudioError('no-bucket');
    const choice = { profile: settings.awsProfile, region: settings.awsRegion };
    const connection = await cloud.connect(choice);
    const now = clock.now();
    const upload = ids.uuid();
    return runner.add({
      id: ids.uuid(),
      recording: id,
      state: 'queued',
      options,
      progress: { step: 'waiting', bytesDone: null, bytesTotal: null, rate: null, since: now },
      createdAt: now,
      changedAt: now,
      serviceName: `${SERVICE_NAME_PREFIX}${upload}`,
      region: connection.region,
      bucket: settings.bucket,
      failure: null,
      key: keyOf(settings, upload, extension),
      source: { path, stamp: await this.#ports.files.stamp(path) },
      profile: choice.profile,
      bucketOwner: settings.bucketOwner,
      kmsKey: settings.kmsKey,
      attempts: 0,
      resumeState: 'queued',
    });
  }

  /** Stops a job and clears what it left in the bucket. */
  async cancel({ job }: CallArgs<'jobs.cancel'>): Promise<Job> {
    return this.#ports.runner.cancel(job);
  }

  /**
   * Goes on with a failed or cancelled job, with other options if some are given (A32); a source that changed meanwhile is taken
   * as it is now, from the start. A job that has nothing in its bucket yet goes to the bucket of the settings: that may be what a
   * person changed. Refuses options with `bad-options`.
   */
  async retry({ job: id, options }: CallArgs<'jobs.retry'>): Promise<Job> {
    const { library, runner } = this.#ports;
    const job = library.jobs.get(id);
    const recording = job && library.recordings.get(job.recording);
    if (recording && options) checkOptions(options, recording);
    const source = job?.failure?.code === 'source-changed' ? await this.#sourceNow(job) : null;
    const begins = job !== null && (job.state === 'cancelled' || source !== null || job.resumeState === 'queued');
    const place = begins ? await this.#placeNow(job) : {};
    return runner.retry(id, { ...place, ...(options && { options }), ...(source && { source }) });
  }

  /** Where a job goes that begins anew: as it was, unless the settings name another bucket, region or profile by now. */
  async #placeNow(job: StoredJob): Promise<Partial<Pick<StoredJob, JobPlace>>> {
    const { awsProfile: profile, awsRegion, bucket, bucketOwner, kmsKey } = this.#ports.library.settings.get();
    const isSame = profile === job.profile && bucket === job.bucket && (awsRegion ?? job.region) === job.region;
    if (isSame || bucket === null) return {};
    const { region } = await this.#ports.cloud.connect({ profile, region: awsRegion });
    return { profile, region, bucket, bucketOwner, kmsKey };
  }

  async #sourceNow(job: StoredJob): Promise<StoredJob['source']> {
    const { path } = job.source;
    return { path, stamp: await this.#ports.files.stamp(path) };
  }
}

/** Throws `bad-options` for what the service would refuse. */
function checkOptions(options: JobOptions, recording: StoredRecording): void {
  const { isProxy } = sourceOf(recording);
  const problems = checkJobOptions(options, recording.media.facts).filter((found) => found.severity === 'error');
  // A proxy is a container Transcribe reads, whatever the media itself is.
  const problem = problems.find((found) => !(isProxy && found.code === 'media-container'));
  if (problem) throw new StudioError('bad-options', { field: problem.field, reason: problem.message });
}

/** The file to send: the media itself, or its proxy where Transcribe does not take the container. */
function sourceOf(recording: StoredRecording): { path: string; extension: string; isProxy: boolean } {
  const { path, proxyPath, facts, state } = recording.media;
  if (!path || state === 'missing') throw new StudioError('media-missing');
  const isProxy = facts !== null && !SERVICE_CONTAINERS.has(facts.container) && proxyPath !== null;
  const chosen = isProxy ? proxyPath : path;
  return { path: chosen, isProxy, extension: /\.([A-Za-z0-9]{1,5})$/.exec(chosen)?.[1]?.toLowerCase() ?? 'media' };
}

/** Prefix, UUID, extension: the user's file name stays in the library (S13). */
function keyOf(settings: Settings, upload: string, extension: string): string {
  return `${settings.keyPrefix}${upload}.${extension}`;
}
