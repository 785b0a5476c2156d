// What is being sought in the open transcript, what was found, and which of it is to be replaced. It knows nothing of the editor.
import type { FindHit, FindRule } from '../../src-core/transcript/find.ts';
import { rulesOfList, type ReplacementList } from '../../src-core/transcript/replacement-list.ts';
import { transcriptText, type TextPlace, type Transcript } from '../../src-core/transcript/transcript.ts';
import type { PageClock } from '../page-clock.ts';
import { FindRunner, type FindThread } from './find-runner.ts';

/** A moment after the last key, milliseconds. */
const SEARCH_AFTER = 90;
/** Most places found: more than anybody looks through. */
const MOST_HITS = 20_000;

export type FindOption = 'pattern' | 'wholeWord' | 'matchCase' | 'matchAccents';

export class FindState {
  readonly #clock: PageClock;
  readonly #runner: FindRunner;
  #find = $state('');
  #replace = $state('');
  #options = $state.raw<Readonly<Record<FindOption, boolean>>>({ pattern: false, wholeWord: false, matchCase: false, matchAccents: false });
  #list = $state.raw<ReplacementList | null>(null);
  #hits = $state.raw<readonly FindHit[]>([]);
  #more = $state(false);
  #trouble = $state<string | null>(null);
  #searching = $state(false);
  #left = $state.raw<ReadonlySet<string>>(new Set());
  #here = $state(0);
  /** Whether somebody has gone to a hit of this search yet. */
  #isVisited = false;
  #transcript: Transcript | null = null;
  #stopWaiting: () => void = () => undefined;
  #wanted = $state(0);

  readonly #chosen = $derived.by(() => this.#hits.filter((hit) => !this.#left.has(keyOf(hit))));

  constructor(clock: PageClock, start?: () => FindThread) {
    this.#clock = clock;
    this.#runner = new FindRunner(clock, start);
  }

  get find(): string {
    return this.#find;
  }
  get replace(): string {
    return this.#replace;
  }
  get options(): Readonly<Record<FindOption, boolean>> {
    return this.#options;
  }
  /** The list being applied in place of what is written, or null. */
  get list(): ReplacementList | null {
    return this.#list;
  }
  /** Found places in reading order. */
  get hits(): readonly FindHit[] {
    return this.#hits;
  }
  /** Whether there are more than are shown. */
  get more(): boolean {
    return this.#more;
  }
  /** Why nothing could be sought, as a sentence. */
  get trouble(): string | null {
    return this.#trouble;
  }
  get searching(): boolean {
    return this.#searching;
  }
  /** The hits to be replaced: all but those left out. */
  get chosen(): readonly FindHit[] {
    return this.#chosen;
  }
  /** Index of the hit one is at; -1 when there is none. */
  get here(): number {
    return Math.min(this.#here, this.#hits.length - 1);
  }
  get hit(): FindHit | null {
    return this.#hits[this.here] ?? null;
  }
  /** Counts every wish for the field, so that the panel gives it the focus again. */
  get wanted(): number {
    return this.#wanted;
  }

  ask(text: string | null): void {
    if (text !== null && text !== '') this.setFind(text);
    this.#wanted += 1;
  }

  setFind(text: string): void {
    this.#find = text;
    this.#list = null;
    this.#here = 0;
    this.#isVisited = false;
    this.#searchSoon();
  }

  setReplace(text: string): void {
    this.#replace = text;
    this.#searchSoon();
  }

  setOption(option: FindOption, on: boolean): void {
    this.#options = { ...this.#options, [option]: on };
    this.#searchSoon();
  }

  /** Applies a list in place of what is written, or ends that. */
  setList(list: ReplacementList | null): void {
    this.#list = list;
    this.#here = 0;
    this.#isVisited = false;
    this.#searchSoon();
  }

  isLeft(hit: FindHit): boolean {
    return this.#left.has(keyOf(hit));
  }

  /** Leaves a hit out of replacing, or takes it in again. */
  leave(hit: FindHit, left: boolean): void {
    const next = new Set(this.#left);
    if (left) next.add(keyOf(hit));
    else next.delete(keyOf(hit));
    this.#left = next;
  }

  leaveAll(left: boolean): void {
    this.#left = left ? new Set(this.#hits.map(keyOf)) : new Set();
  }

  goTo(index: number): void {
    this.#here = index;
    this.#isVisited = true;
  }

  /** To the next or previous hit, round the ends; of a new search to the one nearest the caret. Answers it. */
  step(by: 1 | -1, caret: TextPlace | null = null): FindHit | null {
    if (!this.#isVisited && caret) return this.stepFrom(caret, by);
    this.#isVisited = true;
    if (this.#hits.length > 0) this.#here = (this.here + by + this.#hits.length) % this.#hits.length;
    return this.hit;
  }

  /** To the first hit at or behind a place, or the last before it; round the ends. */
  stepFrom({ turn, offset }: TextPlace, by: 1 | -1): FindHit | null {
    this.#isVisited = true;
    const at = this.#hits.findIndex((hit) => hit.turn > turn || (hit.turn === turn && hit.from >= offset));
    const behind = at < 0 ? this.#hits.length : at;
    this.#here = (by === 1 ? behind : behind - 1 + this.#hits.length) % Math.max(this.#hits.length, 1);
    return this.hit;
  }

  /** The transcript changed, or another is open: places are sought again. */
  follow(transcript: Transcript | null): void {
    if (transcript === this.#transcript) return;
    this.#transcript = transcript;
    this.#searchSoon();
  }

  /** Ends waiting for more keys: resolves once what is shown is what is sought. */
  async hurry(): Promise<void> {
    if (!this.#searching) return;
    this.#stopWaiting();
    await this.#search();
  }

  /** Looks no more: the panel is closed. */
  end(): void {
    this.#stopWaiting();
    this.#runner.end();
    this.#transcript = null;
    this.#hits = [];
    this.#left = new Set();
    this.#searching = false;
  }

  #rules(): FindRule[] {
    if (this.#list) return rulesOfList(this.#list.rows);
    return this.#find === '' ? [] : [{ find: this.#find, replace: this.#replace, ...this.#options }];
  }

  #searchSoon(): void {
    this.#stopWaiting();
    this.#searching = true;
    this.#stopWaiting = this.#clock.after(SEARCH_AFTER, () => void this.#search());
  }

  async #search(): Promise<void> {
    const transcript = this.#transcript;
    const rules = this.#rules();
    if (!transcript || rules.length === 0) {
      this.#show([], false, null);
      return;
    }
    const texts = transcriptText(transcript).split('\n');
    const outcome = await this.#runner.run({ texts, rules: rules.map((rule) => ({ ...rule })), limit: MOST_HITS });
    if (outcome.kind === 'replaced') return;
    // Words typed meanwhile have moved what was found: the search they asked for is on its way.
    if (transcript !== this.#transcript) return;
    if (outcome.kind === 'found') this.#show(outcome.result.hits, outcome.result.more, null);
    else if (outcome.kind === 'endless')
      this.#show([], false, 'This pattern takes too long here. Make it plainer: repeats inside repeats, such as (a+)+, are what costs.');
    else this.#show([], false, unreadable(outcome.reason, this.#list?.rows[outcome.rule]?.find ?? null));
  }

  #show(hits: readonly FindHit[], more: boolean, trouble: string | null): void {
    this.#hits = hits;
    this.#more = more;
    this.#trouble = trouble;
    this.#searching = false;
  }
}

/** Hits are known by place and what is put there: the same place sought for otherwise is another decision. */
function keyOf({ turn, from, to, replacement }: FindHit): string {
  return `${turn} ${from} ${to} ${replacement}`;
}

function unreadable(reason: string, row: string | null): string {
  const what = row === null ? 'This is not a pattern that can be read' : `The list’s pattern “${row}” cannot be read`;
  return reason === '' ? `${what}.` : `${what}: ${reason.charAt(0).toLowerCase()}${reason.slice(1).replace(/\.$/, '')}.`;
}
