// The stand-in as a process of its own: it tells its environment, streams big uploads to disk and ends when told.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceCredentials } from './stand-in.ts';

const MIB = 1024 * 1024;
let child: ChildProcess;
const told = new Map<string, string>();

beforeAll(async () => {
  child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), '--bucket', 'galley-test'], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('no output was piped');
  for await (const line of createInterface(child.stdout)) {
    const [, name = '', value = ''] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
    told.set(name, value);
    if (name === 'AWS_EC2_METADATA_DISABLED') break;
  }
});
afterAll(async () => {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
});

test('an upload of 300 MiB leaves its memory flat', async (context) => {
  context.skip(process.platform !== 'linux', 'the peak of memory is read from /proc, which this system has not');
  const s3 = new S3Client({
    region: told.get('AWS_REGION') ?? '',
    endpoint: told.get('AWS_ENDPOINT_URL') ?? '',
    credentials: practiceCredentials,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  const peak = (): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1]) / 1024;
  const put = (Key: string, mebibytes: number): Promise<unknown> => {
    const chunk = Buffer.alloc(MIB, 7);
    const Body = Readable.from(Array.from({ length: mebibytes }, () => chunk));
    return s3.send(new PutObjectCommand({ Bucket: 'galley-test', Key, Body, ContentLength: mebibytes * MIB }));
  };
  await put('small', 30);
  const before = peak();
  await put('big', 300);
  expect(peak() - before).toBeLessThan(60);
  expect((await s3.send(new HeadObjectCommand({ Bucket: 'galley-test', Key: 'big' }))).ContentLength).toBe(300 * MIB);
});

test('it ends when told to', async () => {
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null]; // an exit event carries its code first
  expect(code).toBe(0);
});
