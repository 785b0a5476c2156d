// `npm run test:chaos`: the chaos run in its long form, ten minutes unless GALLEY_CHAOS_SECONDS says otherwise. The seed is printed; GALLEY_CHAOS_SEED plays the same luck again.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'machine', 'test/faults/chaos.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, GALLEY_CHAOS_SECONDS: process.env['GALLEY_CHAOS_SECONDS'] ?? '600' },
});
process.exit(status ?? 1);
