// Serves the built page over a studio in memory, so that screens can be looked at without disk, network or AWS:
//   node test/support/serve-memory.ts --renderer out/renderer [--scenario empty|full|errors] [--words N] [--port N] [--still]
import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { makeLoopbackHost } from '../../src-main/hosts/loopback/server.ts';
import { makeMemoryStudio } from '../fakes/memory-studio.ts';
import type { Scenario } from '../fakes/studio/memory.ts';

const { values } = parseArgs({
  options: {
    renderer: { type: 'string', default: 'out/renderer' },
    scenario: { type: 'string', default: 'full' },
    words: { type: 'string' },
    port: { type: 'string' },
    /** Nothing moves by itself: for screenshots. */
    still: { type: 'boolean', default: false },
  },
});

const scenarios = ['empty', 'full', 'errors'] as const satisfies readonly Scenario[];
const scenario = scenarios.find((known) => known === values.scenario);
if (scenario === undefined) throw new Error(`--scenario is one of ${scenarios.join(', ')}`);

const studio = makeMemoryStudio({ scenario, ...(values.words !== undefined && { words: Number(values.words) }) });
const host = await makeLoopbackHost(studio, {
  rendererFolder: resolve(values.renderer),
  ids: { uuid: randomUUID, token: () => randomBytes(32).toString('base64url') },
  ...(values.port !== undefined && { port: Number(values.port) }),
  announce: (url) => {
    console.log(url);
  },
});
console.log(host.url);
if (!values.still) {
  setInterval(() => {
    studio.tick(500);
  }, 500);
}
