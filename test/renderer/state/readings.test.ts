// A file of unknown encoding: what may be chosen, and having it read so.
import { describe, expect, it } from 'vitest';
import type { StudioClient } from '../../../src-core/contract/client.ts';
import { ReadingsState, type Reading } from '../../../src-renderer/state/readings.svelte.ts';

const reading = (encoding: Reading['encoding'], line: string, certainty: Reading['certainty'] = 'guess'): Reading => ({
  encoding,
  label: encoding,
  certainty,
  lines: [line],
});

function bench(offered: readonly Reading[]) {
  const asked: [string, unknown][] = [];
  const client = {
    call: async (name: string, args: unknown) => {
      asked.push([name, args]);
      return Promise.resolve(name === 'library.readings' ? offered : { described: 'SRT, 2 words' });
    },
  } as unknown as StudioClient; // the two calls this state makes
  return { state: new ReadingsState(client, 'a'), asked };
}

describe('The encodings a file may have', () => {
  it('are offered once for each way its letters read, the likeliest chosen', async () => {
    const { state } = bench([
      reading('windows-1252', 'Grüße', 'likely'),
      reading('windows-1254', 'Grüße'),
      reading('windows-1250', 'Grüße'),
      reading('koi8-r', 'GrЭъe'),
    ]);
    expect(state.all).toEqual([]);
    await state.load();
    expect(state.all.map(({ encoding }) => encoding)).toEqual(['windows-1252', 'koi8-r']);
    expect(state.chosen).toBe('windows-1252');
  });

  it('are asked for by the one that is chosen, and only when one is', async () => {
    const { state, asked } = bench([reading('windows-1251', 'Гость'), reading('koi8-r', 'цНЯРЭ')]);
    expect(await state.apply()).toBeNull();
    await state.load();
    state.choose('koi8-r');
    expect(await state.apply()).toEqual({ described: 'SRT, 2 words' });
    expect(asked.at(-1)).toEqual(['library.readAs', { recording: 'a', encoding: 'koi8-r' }]);
    expect(state.busy).toBe(false);
  });
});
