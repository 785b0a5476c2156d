// The choices for one job while a person makes them: options, what is wrong with them, what it will cost.
import { checkJobOptions, forbidsJob, type OptionProblem } from '../../src-core/library/job-options.ts';
import type { JobOptions } from '../../src-core/library/job.ts';
import { estimateCost, type CostEstimate } from '../../src-core/library/price.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';

export type LanguageChoice = JobOptions['language']['kind'];

const SPEAKERS_AT_FIRST = 2;
const ALTERNATIVES_AT_FIRST = 3;

export class JobForm {
  readonly #facts: MediaFacts | null;
  readonly #proxied: boolean;
  languageKind = $state<LanguageChoice>('identify');
  languageCode = $state('');
  among = $state.raw<readonly string[]>([]);
  tellSpeakers = $state(true);
  maxSpeakers = $state<number | null>(SPEAKERS_AT_FIRST);
  channels = $state(false);
  keepAlternatives = $state(true);
  maxAlternatives = $state<number | null>(ALTERNATIVES_AT_FIRST);

  readonly options: JobOptions = $derived({
    language: this.languageKind === 'one' ? { kind: 'one', code: this.languageCode } : { kind: this.languageKind, among: [...this.among] },
    maxSpeakers: this.tellSpeakers ? (this.maxSpeakers ?? 0) : null,
    channels: this.channels,
    maxAlternatives: this.keepAlternatives ? (this.maxAlternatives ?? 0) : null,
  });
  readonly problems: readonly OptionProblem[] = $derived.by(() =>
    checkJobOptions(this.options, this.#facts).filter((problem) => !(this.#proxied && problem.code === 'media-container')),
  );
  readonly forbidden: boolean = $derived(forbidsJob(this.problems));

  /** `language` is the setting: a code, or "auto". `proxied` media is sent as its proxy, whose container the service reads. */
  constructor(facts: MediaFacts | null, language: string, proxied = false) {
    this.#facts = facts;
    this.#proxied = proxied;
    if (language !== 'auto') {
      this.languageKind = 'one';
      this.languageCode = language;
    }
  }

  /** Puts in what an earlier job was asked for. */
  take({ language, maxSpeakers, channels, maxAlternatives }: JobOptions): void {
    this.languageKind = language.kind;
    this.languageCode = language.kind === 'one' ? language.code : '';
    this.among = language.kind === 'one' ? [] : language.among;
    this.tellSpeakers = maxSpeakers !== null;
    this.maxSpeakers = maxSpeakers ?? SPEAKERS_AT_FIRST;
    this.channels = channels;
    this.keepAlternatives = maxAlternatives !== null;
    this.maxAlternatives = maxAlternatives ?? ALTERNATIVES_AT_FIRST;
  }

  get facts(): MediaFacts | null {
    return this.#facts;
  }
  /** Channels in the media, 0 when unknown. */
  get channelCount(): number {
    return this.#facts?.audio[0]?.channels ?? 0;
  }
  /** Null while the length is unknown. */
  get cost(): CostEstimate | null {
    return this.#facts === null ? null : estimateCost(this.#facts.duration, this.options);
  }

  problemsOf(field: OptionProblem['field']): readonly OptionProblem[] {
    return this.problems.filter((problem) => problem.field === field);
  }
}
