// A transcription job as the service keeps it, and how it is shown by Start, Get and List.

export type JobStatus = 'QUEUED' | 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';

/** StartTranscriptionJob's members, already validated. Those the stand-in only echoes stay as they came. */
export interface StartRequest {
  readonly TranscriptionJobName: string;
  readonly LanguageCode?: string;
  readonly IdentifyLanguage?: boolean;
  readonly IdentifyMultipleLanguages?: boolean;
  readonly LanguageOptions?: readonly string[];
  readonly Media: { readonly MediaFileUri?: string; readonly RedactedMediaFileUri?: string };
  readonly MediaFormat?: string;
  readonly MediaSampleRateHertz?: number;
  readonly OutputBucketName?: string;
  readonly OutputKey?: string;
  readonly Settings?: {
    readonly ShowSpeakerLabels?: boolean;
    readonly MaxSpeakerLabels?: number;
    readonly ChannelIdentification?: boolean;
    readonly ShowAlternatives?: boolean;
    readonly MaxAlternatives?: number;
    readonly [other: string]: unknown;
  };
  readonly ContentRedaction?: { readonly RedactionOutput?: string; readonly [other: string]: unknown };
  readonly JobExecutionSettings?: { readonly AllowDeferredExecution?: boolean; readonly [other: string]: unknown };
  readonly Subtitles?: { readonly Formats?: readonly string[]; readonly OutputStartIndex?: number };
  readonly [other: string]: unknown;
}

/** What came out of a job. */
export interface JobOutcome {
  readonly failureReason?: string;
  readonly format?: string;
  readonly sampleRate?: number;
  /** Detected languages with seconds of speech, for jobs that identify. */
  readonly languages?: readonly { readonly code: string; readonly seconds: number; readonly score: number }[];
  /** Where the result lies. */
  readonly output?: { readonly bucket: string; readonly key: string };
}

/** One job. Times are milliseconds since 1970. */
export interface StoredJob {
  readonly request: StartRequest;
  readonly region: string;
  readonly created: number;
  status: JobStatus;
  started: number | null;
  completed: number | null;
  outcome: JobOutcome;
}

const ECHOED = [
  'ContentRedaction',
  'JobExecutionSettings',
  'LanguageIdSettings',
  'LanguageOptions',
  'ModelSettings',
  'Tags',
  'ToxicityDetection',
  'IdentifyLanguage',
  'IdentifyMultipleLanguages',
];

/** The job as Get tells it. `resultUri` makes the address of the result, signed where the service holds it. */
export function describeJob(job: StoredJob, resultUri: (output: { bucket: string; key: string }) => string): Record<string, unknown> {
  const { request, outcome } = job;
  const echoed = Object.fromEntries(ECHOED.filter((name) => request[name] !== undefined).map((name) => [name, request[name]]));
  const output = job.status === 'COMPLETED' ? outcome.output : undefined;
  return {
    ...summaryFields(job),
    Media: request.Media,
    ...(job.status === 'COMPLETED' || job.status === 'FAILED' ? detected(job) : {}),
    ...echoed,
    Settings: { ChannelIdentification: false, ShowAlternatives: false, ...request.Settings },
    ...(outcome.failureReason === undefined ? {} : { FailureReason: outcome.failureReason }),
    Transcript: output ? { [resultField(request)]: resultUri(output) } : {},
  };
}

/** The job as Start answers: without Settings unless sent, and without Transcript. */
export function describeStartedJob(job: StoredJob): Record<string, unknown> {
  const { Settings: _all, Transcript: _none, ...rest } = describeJob(job, () => '');
  return { ...rest, ...(job.request.Settings ? { Settings: job.request.Settings } : {}) };
}

/** The job as a List entry: no addresses. */
export function summariseJob(job: StoredJob): Record<string, unknown> {
  const { request, outcome } = job;
  return {
    ...summaryFields(job),
    ...(outcome.failureReason === undefined ? {} : { FailureReason: outcome.failureReason }),
    OutputLocationType: request.OutputBucketName === undefined ? 'SERVICE_BUCKET' : 'CUSTOMER_BUCKET',
    ...(request.ContentRedaction ? { ContentRedaction: request.ContentRedaction } : {}),
    ...(request.IdentifyLanguage ? { IdentifyLanguage: true } : {}),
    ...(request.IdentifyMultipleLanguages ? { IdentifyMultipleLanguages: true } : {}),
  };
}

function summaryFields(job: StoredJob): Record<string, unknown> {
  const { request, outcome } = job;
  const [best] = outcome.languages ?? [];
  return {
    TranscriptionJobName: request.TranscriptionJobName,
    TranscriptionJobStatus: job.status,
    CreationTime: job.created / 1000,
    ...(job.started === null ? {} : { StartTime: job.started / 1000 }),
    ...(job.completed === null ? {} : { CompletionTime: job.completed / 1000 }),
    ...(request.LanguageCode === undefined ? {} : { LanguageCode: request.LanguageCode }),
    ...(request.IdentifyLanguage && best ? { LanguageCode: best.code, IdentifiedLanguageScore: best.score } : {}),
    ...(request.IdentifyMultipleLanguages && outcome.languages
      ? { LanguageCodes: outcome.languages.map(({ code, seconds }) => ({ LanguageCode: code, DurationInSeconds: seconds })) }
      : {}),
  };
}

function detected({ request, outcome }: StoredJob): Record<string, unknown> {
  const [format, rate] = [outcome.format ?? request.MediaFormat, outcome.sampleRate ?? request.MediaSampleRateHertz];
  return { ...(format === undefined ? {} : { MediaFormat: format }), ...(rate === undefined ? {} : { MediaSampleRateHertz: rate }) };
}

function resultField(request: StartRequest): string {
  return request.ContentRedaction ? 'RedactedTranscriptFileUri' : 'TranscriptFileUri';
}
