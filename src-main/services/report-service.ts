// Puts a report of trouble together: versions, settings, the state of the library, the log. Never a word of a transcript, unless asked for.
// It sends nothing anywhere: the page shows every part, and the person saves them.
import type { CallArgs, CallResult } from '../../src-core/contract/studio-api.ts';
import { StudioError } from '../../src-core/contract/errors.ts';
import type { Settings } from '../../src-core/contract/settings.ts';
import { packTurn } from '../../src-core/transcript/pack.ts';
import type { Library } from '../ports/library.ts';
import type { Clock, Diagnosis } from '../ports/machine.ts';
import type { MediaReader } from '../ports/media.ts';

type Report = CallResult<'report.make'>;

export interface ReportPorts {
  readonly library: Library;
  readonly reader: MediaReader;
  readonly clock: Clock;
  readonly diagnosis: Diagnosis;
  readonly host: string;
  readonly version: string;
}

/** The newest part of each log file that a report carries, UTF-16 units: enough for days, small enough to mail. */
const LOG_KEPT = 500_000;

/** Calls of the group `report`. */
export class ReportService {
  readonly #ports: ReportPorts;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  /** The parts of a report; with `recording` also that recording's transcript. Throws `not-found` for one that has none. */
  async make({ recording }: CallArgs<'report.make'>): Promise<Report> {
    const { library, diagnosis, clock } = this.#ports;
    const logs = await diagnosis.logs();
    const parts: Report['parts'] = [
      { name: 'versions.json', about: 'Galley, its engine and this system', text: json(await this.#versions()) },
      { name: 'settings.json', about: 'Settings; of account, bucket and folders only whether they are set', text: json(withoutNames(library.settings.get())) },
      { name: 'library.json', about: 'How the library is: counts, states and the result of a check; no names', text: json(await this.#libraryState()) },
      ...logs.map(({ name, text }) => ({ name: `logs/${name}`, about: 'The log, without keys, tokens and signatures', text: text.slice(-LOG_KEPT) })),
    ];
    if (recording !== null)
      parts.push({ name: 'transcript.json', about: 'The words of the open recording, as you asked', text: json(this.#transcript(recording)) });
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    return { fileName: `galley-report-${day}.zip`, parts: parts.map((part) => ({ ...part, text: part.text.replaceAll(diagnosis.home, '~') })) };
  }

  async #versions(): Promise<Record<string, unknown>> {
    const { diagnosis, reader, host, version } = this.#ports;
    return { galley: version, host, ...diagnosis.versions(), ffmpeg: await reader.describe() };
  }

  async #libraryState(): Promise<Record<string, unknown>> {
    const { library, diagnosis } = this.#ports;
    const jobs = library.jobs.all();
    const summaries = library.transcripts.summaries();
    return {
      readOnly: library.readOnly,
      check: await diagnosis.checkLibrary(),
      media: countBy(library.recordings.all(), ({ media }) => media.state),
      transcripts: { count: summaries.length, words: summaries.map(({ words }) => words), origins: countBy(summaries, ({ origin }) => origin) },
      jobs: countBy(jobs, ({ state, failure }) => (failure === null ? state : `${state}: ${failure.code}`)),
    };
  }

  #transcript(recording: string): unknown {
    const found = this.#ports.library.transcripts.load(recording);
    if (found === null) throw new StudioError('not-found', { recording });
    const { transcript, revision, place } = found;
    return { revision, place, language: transcript.language, turns: transcript.turns.map(packTurn) };
  }
}

/** Of what names an account or a place on a disk, only whether it is there. */
function withoutNames(settings: Settings): Record<string, unknown> {
  const isSet = (value: string | null): string => (value === null ? 'not set' : 'set');
  const { awsProfile, bucket, ffmpegPath, keyPrefix, ...plain } = settings;
  return {
    ...plain,
    awsProfile: isSet(awsProfile),
    bucket: isSet(bucket),
    ffmpegPath: isSet(ffmpegPath),
    keyPrefix: keyPrefix === 'galley/' ? 'as it came' : 'changed',
  };
}

function countBy<T>(rows: readonly T[], keyOf: (row: T) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
