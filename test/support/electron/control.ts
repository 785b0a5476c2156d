// The wire between a test and the process the stand-in runs in: commands one way, news the other.
// It takes the place of the person at the machine: who answers dialogs, picks menu items, clicks notifications.

/** What a person's system would show, as plain values. */
export interface Shown {
  readonly notifications: { readonly id: number; readonly title: string; readonly body: string }[];
  /** The window's progress on the taskbar; -1 for none. */
  readonly progress: number;
  readonly dialogs: { readonly kind: DialogKind; readonly options: unknown }[];
  /** Labels and ids of the application menu, roles in angle brackets. */
  readonly menu: readonly MenuShown[];
  readonly themeSource: string;
  readonly recentDocuments: readonly string[];
  readonly isAwake: boolean;
  /** Addresses handed to the person's browser. */
  readonly openedLinks: readonly string[];
  /** What the crash reporter was started with, once for every time. */
  readonly crashReporter: readonly unknown[];
  /** How often a new start after the end was asked for. */
  readonly relaunches: number;
  /** The address of the window's page, as Electron would call it. */
  readonly pageUrl: string;
  /** How often a page has been loaded into it. */
  readonly pageLoads: number;
  readonly webPreferences: Readonly<Record<string, unknown>>;
}

export interface MenuShown {
  readonly id: string | null;
  readonly label: string;
  readonly accelerator: string | null;
  readonly items: readonly MenuShown[];
}

export type DialogKind = 'open' | 'save' | 'message' | 'error';

/** What a test asks of the stand-in. */
export type Command =
  | { readonly do: 'shown' }
  | { readonly do: 'answer-dialog'; readonly kind: DialogKind; readonly answer: readonly string[] | string | number | null }
  | { readonly do: 'menu'; readonly id: string }
  | { readonly do: 'click-notification'; readonly id: number }
  | { readonly do: 'focus'; readonly isFocused: boolean }
  | { readonly do: 'drop'; readonly paths: readonly string[] }
  | { readonly do: 'open-file'; readonly path: string }
  | { readonly do: 'ask-permission'; readonly permission: string; readonly origin: string }
  | { readonly do: 'close-window' }
  | { readonly do: 'crash-page' }
  | { readonly do: 'hang-page' }
  /** The next end is not carried out, so that a test can look at what led to it. */
  | { readonly do: 'keep-running' }
  /** A webview is about to be attached; answers whether that was prevented. */
  | { readonly do: 'attach-webview' }
  /** A message on the one channel, from a frame made up by the test; answers the reply. */
  | { readonly do: 'send-from'; readonly frame: object; readonly message: object }
  | { readonly do: 'quit' };

export interface Request {
  readonly number: number;
  readonly command: Command;
}

export type News =
  | { readonly news: 'reply'; readonly number: number; readonly value: unknown }
  | { readonly news: 'failure'; readonly number: number; readonly message: string }
  /** A window has loaded its page; drive it over this DevTools port. */
  | { readonly news: 'window'; readonly port: number };

const handlers = new Map<string, (command: never) => unknown>();

/** Says what a command does. */
export function onCommand<K extends Command['do']>(kind: K, handler: (command: Extract<Command, { do: K }>) => unknown): void {
  handlers.set(kind, handler);
}

/** Sends news to the test, if one listens: the stand-in also runs without. */
export function tell(news: News): void {
  if (process.connected) process.send?.(news);
}

/** Hears the test's commands from now on. */
export function hearCommands(): void {
  process.on('message', (request: Request) => {
    void answer(request);
  });
  // A test that ended without closing takes the stand-in with it.
  process.on('disconnect', () => process.exit(1));
}

async function answer({ number, command }: Request): Promise<void> {
  try {
    const handler = handlers.get(command.do) as ((command: Command) => unknown) | undefined; // registered for this very kind
    if (!handler) throw new Error(`the stand-in does not know how to ${command.do}`);
    tell({ news: 'reply', number, value: await handler(command) });
  } catch (thrown) {
    tell({ news: 'failure', number, message: String(thrown) });
  }
}
