// All of the page's state put together, once, at the start of main.ts. Views get it as a prop; nothing is exported ready-made.
import type { StudioClient } from '../../src-core/contract/client.ts';
import { isEnded } from '../../src-core/library/job.ts';
import type { Host } from '../host/host.ts';
import type { PageClock } from '../page-clock.ts';
import type { Scope } from '../scope.ts';
import { BackupsState } from './backups.svelte.ts';
import { CommandsState } from './commands.svelte.ts';
import { ComparingState } from './comparing.svelte.ts';
import { ConnectionState } from './connection.svelte.ts';
import { EditingState } from './editing.svelte.ts';
import { InspectorState } from './inspector.svelte.ts';
import type { Transcript } from '../../src-core/transcript/transcript.ts';
import { HearingState } from './hearing.svelte.ts';
import { JobsState } from './jobs.svelte.ts';
import { noteText } from './library-note-text.ts';
import { LibraryState, lengthOf } from './library.svelte.ts';
import { typicalMillis } from './job-text.ts';
import { NavigationState } from './navigation.svelte.ts';
import { NoticesState } from './notices.svelte.ts';
import { OffersState } from './offers.svelte.ts';
import { PageMemory } from './page-memory.ts';
import { PlaybackState } from './playback.svelte.ts';
import { ReviewState } from './review.svelte.ts';
import { SessionState } from './session.svelte.ts';
import { SettingsState } from './settings.svelte.ts';
import { ShotsState } from './shots.svelte.ts';
import { SubtitlesState } from './subtitles.svelte.ts';
import { UpdatesState } from './updates.svelte.ts';

export class StudioState {
  readonly client: StudioClient;
  readonly host: Host;
  readonly clock: PageClock;
  readonly notices: NoticesState;
  readonly navigation: NavigationState;
  readonly session: SessionState;
  readonly settings: SettingsState;
  readonly connection: ConnectionState;
  readonly library: LibraryState;
  readonly jobs: JobsState;
  readonly offers: OffersState;
  readonly playback: PlaybackState;
  /** The transcript of the open recording, as it is on screen. */
  readonly editing: EditingState;
  /** The panel beside the text. */
  readonly inspector: InspectorState;
  readonly review: ReviewState;
  readonly hearing: HearingState;
  readonly comparing: ComparingState;
  /** The cues of the open transcript. */
  readonly subtitles: SubtitlesState;
  readonly shots: ShotsState;
  readonly commands: CommandsState;
  readonly backups: BackupsState;
  readonly updates: UpdatesState;
  /** Where the person is, for the page that may come after this one. */
  readonly memory: PageMemory;

  readonly #told = new Set<string>();
  #isBack = false;

  readonly #finished = $derived.by(() =>
    this.jobs.all
      .filter((job) => job.state === 'done')
      .map((job) => {
        const recording = this.library.find(job.recording);
        return { took: job.changedAt - job.createdAt, length: recording === null ? 0 : lengthOf(recording) };
      }),
  );

  constructor(client: StudioClient, host: Host, clock: PageClock, scope: Scope, memory = new PageMemory(null)) {
    this.client = client;
    this.memory = memory;
    this.host = host;
    this.clock = clock;
    this.notices = new NoticesState(clock);
    this.navigation = new NavigationState();
    this.session = new SessionState(client, host, scope);
    this.settings = new SettingsState(client, this.notices, scope);
    this.connection = new ConnectionState(client, this.notices);
    this.library = new LibraryState(client, clock, this.notices, scope);
    this.jobs = new JobsState(client, clock, this.notices, scope);
    this.offers = new OffersState(client, host, { notices: this.notices, navigation: this.navigation }, scope);
    this.playback = new PlaybackState({ client, host, clock, settings: this.settings });
    this.editing = new EditingState(client, clock, () => this.session.readOnly);
    this.inspector = new InspectorState(client, clock, this.notices);
    const transcript = (): Transcript | null => this.editing.current;
    this.review = new ReviewState({ client, settings: this.settings, notices: this.notices, transcript });
    this.comparing = new ComparingState({ client, clock, transcript });
    this.hearing = new HearingState({ client, clock, sound: this.playback, transcript }, scope);
    this.shots = new ShotsState({
      client,
      fail: (thrown, what) => {
        this.notices.fail(thrown, what);
      },
    });
    this.subtitles = new SubtitlesState({
      settings: this.settings,
      transcript,
      track: () => this.editing.cues,
      recording: () => this.library.find(this.navigation.openRecording ?? ''),
      shots: () => this.shots.list,
    });
    this.commands = new CommandsState(
      () => this.session.isMac,
      () => this.settings.value,
    );
    this.updates = new UpdatesState(client, this.notices, () => this.editing, scope);
    this.backups = new BackupsState(client, this.notices, async () => {
      if (this.navigation.openRecording !== null) this.navigation.go({ kind: 'settings', part: 'library' });
      await this.editing.close();
    });
    scope.add(
      client.on('library.replaced', () => {
        void this.#meetLibrary();
      }),
    );
    scope.add(
      client.on('library.notes', () => {
        this.#tellNotes();
      }),
    );
    scope.add(
      host.onConnection((connected) => {
        this.#tellOfLine(connected);
      }),
    );
    scope.add(
      client.on('shell.command', ({ command }) => {
        this.commands.run(command);
      }),
    );
    scope.add(
      client.on('shell.show', ({ recording }) => {
        this.navigation.openRecordingAt(recording);
      }),
    );
    scope.add(
      this.jobs.onMoved((job, before) => {
        // A job first heard of when it had ended is an old one: only what happened while the page was open is news.
        if (before !== null || !isEnded(job.state)) this.#tellOfJob(job.recording, job.state);
      }),
    );
  }

  /** How long jobs over media of this length took before, milliseconds; null before the first. */
  typicalFor(length: number): number | null {
    return typicalMillis(this.#finished, length);
  }

  /** Fetches everything the first screen shows. */
  async start(): Promise<void> {
    await this.session.start();
    if (this.session.error !== null) return;
    this.#tellNotes();
    await Promise.all([this.library.load(), this.jobs.load(), this.settings.load(), this.connection.load()]);
    this.#comeBack();
  }

  /** A page that was reloaded, or took the place of one that crashed, comes back to where that one was. */
  #comeBack(): void {
    const { before } = this.memory;
    if (this.#isBack || this.navigation.place.kind !== 'start') return;
    this.#isBack = true;
    if (before.kind !== 'recording' || this.library.find(before.id) !== null) this.navigation.go(before);
  }

  /** Another library stands behind the page: nothing of the one before is shown any longer. */
  async #meetLibrary(): Promise<void> {
    if (this.navigation.openRecording !== null) this.navigation.go({ kind: 'start' });
    await this.editing.close();
    await this.start();
  }

  /** Each note once: the settings go on showing them. */
  #tellNotes(): void {
    for (const note of this.session.notes) {
      if (this.#told.has(note.kind)) continue;
      this.#told.add(note.kind);
      const { tone, title, text, backups } = noteText(note);
      const show = (): void => {
        this.navigation.go({ kind: 'settings', part: 'library' });
      };
      this.notices.show({ tone, title, text, action: backups ? { label: 'Show backups', run: show } : null });
    }
  }

  /** What happened while the line was down was not heard: everything shown is asked for again. */
  #tellOfLine(connected: boolean): void {
    if (!connected) this.notices.alarm('The connection to the studio is lost. It is tried again by itself.');
    else if (this.session.hello !== null) {
      this.notices.say('Connected again');
      void Promise.all([this.library.load(), this.jobs.load(), this.settings.load(), this.connection.load()]);
    } else if (this.session.error !== null) void this.start();
  }

  #tellOfJob(recording: string, state: string): void {
    const name = this.library.find(recording)?.name ?? 'A recording';
    const isOpen = this.navigation.openRecording === recording;
    if (state === 'done') {
      if (isOpen) this.notices.say(`“${name}” is transcribed`);
      else
        this.notices.show({
          tone: 'good',
          title: `“${name}” is transcribed`,
          text: [],
          action: {
            label: 'Open',
            run: () => {
              this.navigation.openRecordingAt(recording);
            },
          },
        });
    }
    if (state === 'failed' && isOpen) this.notices.alarm(`“${name}” could not be transcribed`);
    else if (state === 'failed')
      this.notices.show({
        tone: 'warning',
        title: `“${name}” could not be transcribed`,
        text: ['The recording is safe. The reason is beside the job.'],
        action: {
          label: 'Show',
          run: () => {
            this.navigation.openRecordingAt(recording);
          },
        },
      });
  }
}
