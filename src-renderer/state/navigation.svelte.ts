// Where the person is: the place in the main area, the panel asked for over it, and whether the library is in sight.
import type { ImportResult } from '../../src-core/contract/studio-api.ts';
import type { Problem } from '../../src-core/problem.ts';
import type { JobId } from '../../src-core/library/job.ts';
import type { RecordingId } from '../../src-core/library/recording.ts';

/** A spot in a transcript to begin at, as a search hit names it. */
export interface Spot {
  readonly turn: number;
  /** Milliseconds. */
  readonly time: number;
}

export type Place =
  | { readonly kind: 'start' }
  | { readonly kind: 'recording'; readonly id: RecordingId; readonly spot: Spot | null }
  | { readonly kind: 'jobs' }
  | { readonly kind: 'settings'; readonly part: 'appearance' | 'aws' | 'media' | 'library' | 'keyboard' | 'rules' };

export type Panel =
  /** With a job: that one is started again with other options. */
  | { readonly kind: 'transcribe'; readonly recording: RecordingId; readonly job?: JobId }
  | { readonly kind: 'export'; readonly recording: RecordingId }
  | { readonly kind: 'rename'; readonly recording: RecordingId }
  | { readonly kind: 'remove'; readonly recording: RecordingId }
  | {
      readonly kind: 'import-report';
      readonly title: string;
      readonly described: string;
      readonly problems: readonly Problem[];
      /** Where what was read lies, for reading it otherwise. */
      readonly of: RecordingId;
    }
  | { readonly kind: 'palette' }
  /** With `print` it goes to the printer at once. */
  | { readonly kind: 'keys'; readonly print: boolean }
  | { readonly kind: 'about' }
  | { readonly kind: 'licences' }
  | { readonly kind: 'report' };

export class NavigationState {
  #place = $state.raw<Place>({ kind: 'start' });
  #panel = $state.raw<Panel | null>(null);
  #libraryShown = $state(true);
  #before: Place | null = null;
  #visits = $state(0);
  #searchWanted = $state(0);
  #narrow = $state(false);

  get place(): Place {
    return this.#place;
  }
  get panel(): Panel | null {
    return this.#panel;
  }
  /** Whether library and main area take turns. */
  get narrow(): boolean {
    return this.#narrow;
  }
  get libraryShown(): boolean {
    return this.#libraryShown;
  }
  /** Counts every going somewhere, so that going to the same spot again is noticed. */
  get visits(): number {
    return this.#visits;
  }
  /** Counts every wish to search: the library's box takes the focus when it moves. */
  get searchWanted(): number {
    return this.#searchWanted;
  }
  /** The recording in the main area, or null. */
  get openRecording(): RecordingId | null {
    return this.#place.kind === 'recording' ? this.#place.id : null;
  }

  go(place: Place): void {
    if (this.#place.kind !== place.kind) this.#before = this.#place;
    this.#place = place;
    this.#visits += 1;
    if (this.#narrow) this.#libraryShown = false;
  }

  /** In a narrow window library and main area take turns; in a wide one they lie side by side. */
  setNarrow(narrow: boolean): void {
    if (narrow === this.#narrow) return;
    this.#narrow = narrow;
    this.#libraryShown = !narrow;
  }

  openRecordingAt(id: RecordingId, spot: Spot | null = null): void {
    this.go({ kind: 'recording', id, spot });
  }

  /** To where one was before settings or jobs. */
  back(): void {
    this.go(this.#before ?? { kind: 'start' });
  }

  show(panel: Panel): void {
    this.#panel = panel;
  }

  showReport(
    title: string,
    { described, problems, recording }: Pick<ImportResult, 'described' | 'problems'> & { readonly recording: { readonly id: RecordingId } },
  ): void {
    this.#panel = { kind: 'import-report', title, described, problems, of: recording.id };
  }

  closePanel(): void {
    this.#panel = null;
  }

  toggleLibrary(): void {
    this.#libraryShown = !this.#libraryShown;
  }

  showLibrary(): void {
    this.#libraryShown = true;
  }

  askForSearch(): void {
    this.#searchWanted += 1;
  }

  /** After a recording is gone: nothing may point at it any more. */
  leaveRecording(id: RecordingId): void {
    if (this.openRecording === id) this.go({ kind: 'start' });
    if (this.#before?.kind === 'recording' && this.#before.id === id) this.#before = null;
    if (this.#panel !== null && 'recording' in this.#panel && this.#panel.recording === id) this.#panel = null;
  }
}
