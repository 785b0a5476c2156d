// What the studio tells a person: toasts, the status line, and what screen readers hear.
// It words failures through error-text and paces announcements; it does not know who is speaking.
import type { PageClock } from '../page-clock.ts';
import { errorText, type ErrorAction } from '../../src-core/contract/error-text.ts';

/** A button on a toast. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly tone: 'note' | 'good' | 'warning' | 'error';
  readonly title: string;
  /** Further sentences. */
  readonly text: readonly string[];
  readonly action: NoticeAction | null;
}

const ANNOUNCE_EVERY = 2000;
const ANNOUNCEMENTS_KEPT = 4;
const TOAST_STAYS = 8000;
const TOASTS_SHOWN = 4;

const TONES = { note: 'note', warning: 'warning', error: 'error' } as const;

export class NoticesState {
  readonly #clock: PageClock;
  #toasts = $state.raw<readonly Toast[]>([]);
  #polite = $state('');
  #assertive = $state('');
  #status = $state('');
  #nextId = 1;
  #waiting: string[] = [];
  #pacing = false;
  #actions: Partial<Record<ErrorAction, NoticeAction>> = {};

  constructor(clock: PageClock) {
    this.#clock = clock;
  }

  /** Shown newest last. */
  get toasts(): readonly Toast[] {
    return this.#toasts;
  }
  /** Text of the polite live region. */
  get polite(): string {
    return this.#polite;
  }
  /** Text of the assertive live region: failures. */
  get assertive(): string {
    return this.#assertive;
  }
  /** The last quiet word, for the status line. */
  get status(): string {
    return this.#status;
  }

  /** Says what the buttons of error texts do. */
  provide(actions: Partial<Record<ErrorAction, NoticeAction>>): void {
    this.#actions = { ...this.#actions, ...actions };
  }

  /** The button for an error's action, or null when nobody provides it. */
  actionFor(action: ErrorAction | null): NoticeAction | null {
    return action === null ? null : (this.#actions[action] ?? null);
  }

  /** A quiet word: status line and polite region, no toast. */
  say(message: string): void {
    this.#status = message;
    this.#announce(message);
  }

  /** For screen readers alone: state they cannot see. */
  announce(message: string): void {
    this.#announce(message);
  }

  /** For screen readers alone, at once: something went wrong that the screen shows by itself. */
  alarm(message: string): void {
    this.#alarm(message);
  }

  /** A toast; notes and good news go by themselves, the rest stays until dismissed. */
  show(toast: Omit<Toast, 'id'>): number {
    const id = this.#nextId++;
    this.#toasts = [...this.#toasts.slice(1 - TOASTS_SHOWN), { ...toast, id }];
    const spoken = [toast.title, ...toast.text].join(' ');
    if (toast.tone === 'error' || toast.tone === 'warning') this.#alarm(spoken);
    else {
      this.#announce(spoken);
      if (toast.action === null)
        this.#clock.after(TOAST_STAYS, () => {
          this.dismiss(id);
        });
    }
    return id;
  }

  /** Shows a failure; `doing` names what was tried: "Rename". Cancelled shows nothing. */
  fail(thrown: unknown, doing: string | null = null, retry: (() => void) | null = null): void {
    const text = errorText(thrown);
    if (text === null) return;
    const action = text.action === 'retry' ? (retry === null ? null : { label: 'Try again', run: retry }) : this.actionFor(text.action);
    this.show({
      tone: TONES[text.severity],
      title: doing === null ? text.happened : `${doing}: ${text.happened}`,
      text: text.safe === null ? [text.next] : [text.safe, text.next],
      action,
    });
  }

  dismiss(id: number): void {
    this.#toasts = this.#toasts.filter((toast) => toast.id !== id);
  }

  #alarm(message: string): void {
    // The same sentence twice must be heard twice: a live region speaks only when its text changes.
    this.#assertive = this.#assertive === message ? `${message} ` : message;
  }

  #announce(message: string): void {
    if (this.#pacing) {
      if (this.#waiting.at(-1) !== message) this.#waiting = [...this.#waiting, message].slice(-ANNOUNCEMENTS_KEPT);
      return;
    }
    this.#polite = this.#polite === message ? `${message} ` : message;
    this.#pacing = true;
    this.#clock.after(ANNOUNCE_EVERY, () => {
      this.#pacing = false;
      const next = this.#waiting.shift();
      if (next !== undefined) this.#announce(next);
    });
  }
}
