// A whole studio as a process of its own, to be killed at any moment: real adapters and services, only its clock runs faster.
//   node chaos-child.ts LIBRARY SPEED      calls come as messages { id, call, args }; { end: true } ends it in order
import { openStudio } from '../../src-main/hosts/node-studio.ts';
import { FastClock } from '../fakes/fast-clock.ts';

interface Asked {
  readonly id: number;
  readonly call: string;
  readonly args: unknown;
}

const [, , libraryFolder = '', speed = '1'] = process.argv;
const studio = await openStudio({
  libraryFolder,
  hostKind: 'loopback',
  version: '0.0.0',
  entry: new URL('../../src-main/hosts/loopback/main.ts', import.meta.url).href,
  clock: new FastClock(Number(speed)),
});

process.on('message', (message: Asked | { readonly end: true }) => {
  if ('end' in message) void studio.stop().then(() => process.exit(0));
  else void studio.dispatch(message.call, message.args).then((reply) => process.send?.({ id: message.id, reply }));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
