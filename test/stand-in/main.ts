// Runs the stand-in on its own: node test/stand-in/main.ts [--port N] [--bucket NAME]
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startStandIn } from './stand-in.ts';
import { readKnownRecordings } from './transcribe/known-recordings.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, bucket: { type: 'string', default: 'galley-practice' } } });
const samples = fileURLToPath(new URL('../../assets/sample/', import.meta.url));
const standIn = await startStandIn({
  port: Number(values.port),
  buckets: [values.bucket],
  recordings: existsSync(samples) ? readKnownRecordings(samples) : [],
  jobs: { queued: 1000, running: 6000 },
});
for (const [name, value] of Object.entries(standIn.environment())) process.stdout.write(`export ${name}='${value}'\n`);
process.on('SIGINT', () => void standIn.close());
process.on('SIGTERM', () => void standIn.close());
