// The contract between two ends in one process: what the other transports are measured against.
import { fromWireError, StudioError } from '../../src-core/contract/errors.ts';
import { MESSAGE_LIMIT_BYTES, type Wire } from '../../src-core/contract/wire.ts';
import { weighMessage } from '../../src-main/hosts/electron/ipc-message.ts';
import type { MemoryStudio } from '../fakes/memory-studio.ts';
import { contractSuite } from './suite.ts';

function pairWire(studio: MemoryStudio): Wire {
  return {
    async invoke(call, args) {
      if (weighMessage(args) > MESSAGE_LIMIT_BYTES) throw new StudioError('too-large', { limit: MESSAGE_LIMIT_BYTES });
      const reply = structuredClone(await studio.dispatch(call, structuredClone(args)));
      if (!reply.ok) throw fromWireError(reply.error);
      return reply.value;
    },
    subscribe: (listener) =>
      studio.subscribe((event, payload) => {
        listener(event, structuredClone(payload));
      }),
  };
}

contractSuite('two ends in one process', (studio) => Promise.resolve({ wire: pairWire(studio), close: () => Promise.resolve() }));
