// All of the page's state put together, once, at the start of main.ts. Views get it as a prop; nothing is exported ready-made.
import type { StudioClient } from '../../src-core/contract/client.ts';
import { isEnded } from '../../src-core/library/job.ts';
import type { Host } from '../host/host.ts';
import type { PageClock } from '../page-clock.ts';
import type { Scope } from '../scope.ts';
import { CommandsState } from './commands.svelte.ts';
import { ConnectionState } from './connection.svelte.ts';
import { EditingState } from './editing.svelte.ts';
import { JobsState } from './jobs.svelte.ts';
import { LibraryState, lengthOf } from './library.svelte.ts';
import { typicalMillis } from './job-text.ts';
import { NavigationState } from './navigation.svelte.ts';
import { NoticesState } from './notices.svelte.ts';
import { OffersState } from './offers.svelte.ts';
import { PlaybackState } from './playback.svelte.ts';
import { SessionState } from './session.svelte.ts';
import { SettingsState } from './settings.svelte.ts';

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
  readonly commands: CommandsState;

  readonly #finished = $derived.by(() =>
    this.jobs.all
      .filter((job) => job.state === 'done')
      .map((job) => {
        const recording = this.library.find(job.recording);
        return { took: job.changedAt - job.createdAt, length: recording === null ? 0 : lengthOf(recording) };
      }),
  );

  constructor(client: StudioClient, host: Host, clock: PageClock, scope: Scope) {
    this.client = client;
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
    this.commands = new CommandsState(() => this.session.isMac);
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
    await Promise.all([this.library.load(), this.jobs.load(), this.settings.load(), this.connection.load()]);
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
