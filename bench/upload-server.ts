// The stand-in in a process of its own, so that its work does not count as ours. Tells its parent how to reach it; ends when the parent says so.
import { startStandIn } from '../test/stand-in/stand-in.ts';

const standIn = await startStandIn({ buckets: process.argv.slice(2) });
process.send?.(standIn.environment());
process.on('SIGTERM', () => void standIn.close().then(() => process.exit(0)));
