// The page's side of the wire: one method for every call, built from the contract, with results and events checked.
import * as v from 'valibot';
import { StudioError } from './errors.ts';
import { studioCalls, studioEvents, type CallArgs, type CallResult, type EventPayload, type StudioCall, type StudioEvent } from './studio-api.ts';
import type { Wire } from './wire.ts';

/** What the renderer talks to. */
export interface StudioClient {
  /** Sends a call. Rejects with StudioError, or CancelledError. */
  call<C extends StudioCall>(call: C, args: CallArgs<C>): Promise<CallResult<C>>;
  /** Hears one event; answers the function that stops hearing. */
  on<E extends StudioEvent>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}

/** A client over a wire. `report` hears of events that do not fit the contract; they are dropped. */
export function createStudioClient(wire: Wire, report: (event: string, reason: string) => void): StudioClient {
  return {
    async call(call, args) {
      const result = v.safeParse(studioCalls[call].result, await wire.invoke(call, args));
      if (!result.success) throw new StudioError('bad-message', { call, reason: v.getDotPath(result.issues[0]) ?? 'reply' });
      return result.output; // parsed by that call's own parser
    },
    on(event, listener) {
      return wire.subscribe((heard, payload) => {
        if (heard !== event) return;
        const parsed = v.safeParse(studioEvents[event], payload);
        if (parsed.success)
          listener(parsed.output); // parsed by that event's own parser
        else report(event, v.getDotPath(parsed.issues[0]) ?? 'payload');
      });
    },
  };
}
