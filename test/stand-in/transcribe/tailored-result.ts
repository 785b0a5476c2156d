// Cuts a prepared result to what a job asked for: speakers, alternatives, language identification, its own name.
import type { StoredJob } from './job.ts';

interface Alternative {
  readonly transcript: string;
}

/** The parts of a result that depend on the request. */
interface ResultDocument {
  jobName?: string;
  accountId?: string;
  isRedacted?: boolean;
  results: {
    items: Record<string, unknown>[];
    speaker_labels?: { speakers: number } | null;
    audio_segments?: Record<string, unknown>[];
    segments?: { alternatives: Alternative[] }[];
    language_identification?: { score: string; code: string }[];
    language_codes?: { language_code: string; duration_in_seconds: number }[];
    [other: string]: unknown;
  };
  [other: string]: unknown;
}

/** The result document of a finished job, as text. */
export function tailorResult(resultJson: string, job: StoredJob, account: string): string {
  const prepared = JSON.parse(resultJson) as ResultDocument; // the project's own sample, held to its schema by a test
  const settings = job.request.Settings ?? {};
  const { segments, speaker_labels: speakers, ...results } = prepared.results;
  const tailored: ResultDocument = { ...prepared, jobName: job.request.TranscriptionJobName, accountId: account, results };
  if (job.request.ContentRedaction) tailored.isRedacted = true;
  if (settings.ShowSpeakerLabels) results['speaker_labels'] = speakers;
  else {
    results['items'] = results.items.map(withoutSpeaker);
    if (results.audio_segments) results['audio_segments'] = results.audio_segments.map(withoutSpeaker);
  }
  if (settings.ShowAlternatives && segments) {
    results['segments'] = segments.map((one) => ({ ...one, alternatives: one.alternatives.slice(0, settings.MaxAlternatives) }));
  }
  addLanguages(tailored, job);
  return JSON.stringify(tailored);
}

function withoutSpeaker({ speaker_label: _gone, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}

function addLanguages(document: ResultDocument, job: StoredJob): void {
  const languages = job.outcome.languages ?? [];
  const [best] = languages;
  if (job.request.IdentifyLanguage && best) {
    document.results['language_code'] = best.code;
    document.results.language_identification = languages.map(({ code, score }) => ({ score: String(score), code }));
  }
  if (job.request.IdentifyMultipleLanguages && best) {
    document.results.language_codes = [{ language_code: best.code, duration_in_seconds: best.seconds }];
    document.results.items = document.results.items.map((item, index) => (index === 0 ? { ...item, language_code: best.code } : item));
  }
}
