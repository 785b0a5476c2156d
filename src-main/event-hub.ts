// Carries events from the services to every host that listens. One listener's failure is not another's.
import type { EmitEvent } from '../src-core/contract/studio-api.ts';
import type { Log } from './ports/machine.ts';

type Listener = (event: string, payload: unknown) => void;

/** One publisher, many listeners, in order. */
export class EventHub {
  readonly #listeners = new Set<Listener>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Publishes to everybody listening now. */
  readonly emit: EmitEvent = (event, payload) => {
    for (const listener of this.#listeners) {
      try {
        listener(event, payload);
      } catch (thrown) {
        this.#log.error(`a listener of ${event} failed`, thrown);
      }
    }
  };

  /** Hears every event; answers the function that stops hearing. */
  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
