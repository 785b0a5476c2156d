// Electron's events: a closed list of names each, and a first argument that can be prevented.
import { EventEmitter } from 'node:events';

/** The event object listeners get first. */
export interface StandInEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** An emitter that refuses to listen for events the stand-in never sends. */
export class StandInEmitter {
  readonly #emitter = new EventEmitter();
  readonly #names: readonly string[];
  readonly #owner: string;

  constructor(owner: string, names: readonly string[]) {
    this.#owner = owner;
    this.#names = names;
  }

  on(name: string, listener: (...args: never[]) => void): this {
    this.#check(name);
    this.#emitter.on(name, listener as (...args: unknown[]) => void); // what each event carries, its sender knows
    return this;
  }

  once(name: string, listener: (...args: never[]) => void): this {
    this.#check(name);
    this.#emitter.once(name, listener as (...args: unknown[]) => void); // see above
    return this;
  }

  /** Whether anybody listens. */
  isHeard(name: string): boolean {
    return this.#emitter.listenerCount(name) > 0;
  }

  /** Sends an event; answers whether a listener prevented what would follow. `more` becomes part of the event object. */
  send(name: string, args: readonly unknown[] = [], more: object = {}): boolean {
    let defaultPrevented = false;
    const event = {
      ...more,
      get defaultPrevented() {
        return defaultPrevented;
      },
      preventDefault: () => {
        defaultPrevented = true;
      },
    };
    this.#emitter.emit(name, event, ...args);
    return defaultPrevented;
  }

  #check(name: string): void {
    if (!this.#names.includes(name)) throw new Error(`the stand-in for electron never sends "${name}" of ${this.#owner}`);
  }
}
