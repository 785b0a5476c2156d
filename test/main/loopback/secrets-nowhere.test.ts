// The canary run (S22, S23, S25): a studio process is given secrets, does its whole work and meets errors; then everything it wrote, said or started is searched.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { createStudioClient, type StudioClient } from '../../../src-core/contract/client.ts';
import { studioCalls, studioEvents } from '../../../src-core/contract/studio-api.ts';
import type { Job } from '../../../src-core/library/job.ts';
import { fault } from '../../faults/fault.ts';
import { ask } from '../../support/loopback-client.ts';
import { pageSocket, type PageSocket } from '../../support/page-socket.ts';
import { everythingUnder, findSecrets, type Searched, type Secret } from '../../support/secret-search.ts';
import { serveStudio, type ServedStudio } from '../../support/served-studio.ts';
import { startStandIn, type StandIn } from '../../stand-in/stand-in.ts';
import { readKnownRecordings } from '../../stand-in/transcribe/known-recordings.ts';

const SAMPLE = join(process.cwd(), 'assets', 'sample');
const PROGRAM = join(process.cwd(), 'src-main', 'hosts', 'loopback', 'main.ts');
const KEYS = {
  accessKeyId: 'ASIACANARYCANARY7Q2X',
  secretAccessKey: 'cAnArY/sEcReT+9f2kLm/0pQrStUvWxYz1234567',
  sessionToken: `IQoJb3JpZ2luX2VjCANARY${'tOkEn/+8h3k'.repeat(12)}==`,
};
/** Keys AWS does not know: their refusal tells much about the request. */
const WRONG = { accessKeyId: 'ASIAWRONGWRONGWRONG1', secretAccessKey: 'wRoNg/sEcReT+aaaabbbbccccddddeeeeffffggg', sessionToken: null };
const OPTIONS: Job['options'] = { language: { kind: 'one', code: 'en-GB' }, maxSpeakers: 2, channels: false, maxAlternatives: 2 };
const AWS_CONFIG = '[profile desk]\nregion = eu-west-1\ncredential_process = /opt/sign-in --for desk\n';

let root = '';
const at = (name: string): string => join(root, name);

interface Scene {
  readonly standIn: StandIn;
  readonly studio: ServedStudio;
  readonly page: PageSocket;
  readonly client: StudioClient;
  /** Every frame the page was sent. */
  readonly frames: Buffer[];
  /** Arguments and environments of what the studio started. */
  readonly children: () => string;
  readonly commandLine: string;
  readonly own: { readonly cmdline: string; readonly environ: string };
}

let scene: Scene;
beforeAll(async () => {
  scene = await play();
}, 180_000);
const leaving: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const leave of leaving) await leave();
  rmSync(root, { recursive: true, force: true });
});

fault('S22', 'keys, a session token and the address’s token, put in; then the whole path, with errors, in the window and on the command line', (seen) => {
  const { standIn } = scene;
  expect(standIn.log.signatures.size).toBeGreaterThan(10);
  expect(findSecrets(secrets(), places())).toEqual([]);
  seen('in no log, library, export, report, temporary file, message to the page, argument or environment');
});

fault('S22', 'a secret planted in each of these, in six forms', (seen) => {
  const [secret] = secrets();
  const text = secret?.text ?? '';
  const forms = [
    text,
    JSON.stringify({ text }),
    encodeURIComponent(text),
    Buffer.from(`x${text}y`).toString('base64'),
    Buffer.from(text).toString('hex'),
    Buffer.from(text, 'utf16le'),
  ];
  mkdirSync(at('planted'));
  for (const [index, form] of forms.entries())
    writeFileSync(at(`planted/${index}`), Buffer.concat([Buffer.from('before '), Buffer.from(form), Buffer.from(' after')]));
  writeFileSync(at('planted/packed'), Buffer.concat([Buffer.from('SQLite format 3'), gzipSync(text)]));
  expect(findSecrets(secrets(), everythingUnder(at('planted')))).toHaveLength(forms.length + 1);
  for (const signature of [...scene.standIn.log.signatures].slice(0, 1)) {
    writeFileSync(at('planted/signature'), `Authorization: AWS4-HMAC-SHA256 Signature=${signature}`);
    expect(findSecrets(secrets(), everythingUnder(at('planted'))).some((found) => found.includes('signature'))).toBe(true);
  }
  rmSync(at('planted'), { recursive: true });
  expect(scene.children()).toContain('PATH=');
  expect(scene.frames.length).toBeGreaterThan(20);
  seen('each found: the search is not blind');
});

fault('S23', 'every call and event of the contract', (seen) => {
  const named: string[] = [];
  const look = (path: string, shape: unknown, depth = 0): void => {
    if (typeof shape !== 'object' || shape === null || depth > 12) return;
    const { entries, item, wrapped, options, value } = shape as Record<string, unknown>; // what valibot's schemas nest in
    for (const inner of [item, wrapped, value]) look(path, inner, depth + 1);
    if (Array.isArray(options)) for (const one of options) look(path, one, depth + 1);
    for (const [key, inner] of Object.entries((entries ?? {}) as Record<string, unknown>)) {
      if (/secret|token|access_?key|password|signature|authorization|credential/i.test(key)) named.push(`${path}.${key}`);
      look(`${path}.${key}`, inner, depth + 1);
    }
  };
  for (const [call, { result }] of Object.entries(studioCalls)) look(call, result);
  for (const [event, payload] of Object.entries(studioEvents)) look(event, payload);
  // Capabilities of the page's own, for one recording and one hour.
  expect(named.sort()).toEqual(['media.decodeWanted.token', 'media.grant.token']);
  expect(
    Object.keys(studioCalls)
      .filter((call) => call.startsWith('credentials.'))
      .sort(),
  ).not.toContain('credentials.get');
  seen('no result and no event has a field for a secret, but the page’s own media tokens');
});

fault('S25', 'a profile that runs a program to get credentials', async (seen) => {
  const profiles = await scene.client.call('credentials.profiles', {});
  expect(profiles).toEqual([{ name: 'desk', kind: 'process', region: 'eu-west-1' }]);
  seen('told as a program');
  expect(readFileSync(at('home/.aws/config'), 'utf8')).toBe(AWS_CONFIG);
  expect(readdirSync(at('home/.aws'))).toEqual(['config']);
  seen('AWS’s own files as they were, and no others beside them');
});

// ---------------------------------------------------------------- the run

/** The whole path, with entered keys in a studio, and with keys of the environment on the command line. */
async function play(): Promise<Scene> {
  root = mkdtempSync(join(tmpdir(), 'galley-canary-'));
  for (const name of ['home', 'home/.aws', 'tmp', 'bin', 'exports', 'elsewhere']) mkdirSync(at(name));
  writeFileSync(at('home/.aws/config'), AWS_CONFIG);
  for (const tool of ['ffmpeg', 'ffprobe']) spyOn(tool);
  const recordings = readKnownRecordings(SAMPLE);
  const standIn = await startStandIn({ region: 'eu-west-1', buckets: ['newsroom'], recordings, credentials: [KEYS], jobs: { running: 100 } });
  const env = {
    HOME: at('home'),
    TMPDIR: at('tmp'),
    PATH: at('bin'),
    AWS_ENDPOINT_URL: standIn.url,
    AWS_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const studio = await serveStudio({ library: at('library'), env, program: PROGRAM });
  leaving.push(
    () => studio.end(),
    () => standIn.close(),
  );
  const { port, hash } = new URL(studio.url);
  const page = pageSocket(Number(port), hash.slice(1));
  const client = createStudioClient(page.wire, () => undefined);
  await client.call('session.hello', {});
  const frames: Buffer[] = [];
  for (const socket of page.sockets) socket.on('message', (frame: Buffer) => frames.push(Buffer.from(frame)));
  await workInStudio({ client, page, standIn, port: Number(port) });
  const commandLine = await workOnCommandLine(standIn, env);
  const proc = (name: string): string => readFileSync(`/proc/${studio.pid}/${name}`, 'latin1');
  const own = { cmdline: proc('cmdline'), environ: proc('environ') };
  return { standIn, studio, page, client, frames, commandLine, own, children: () => readFileSync(at('children.txt'), 'latin1') };
}

async function workInStudio({ client, page, standIn, port }: { client: StudioClient; page: PageSocket; standIn: StandIn; port: number }): Promise<void> {
  const settings = await client.call('settings.get', {});
  await client.call('settings.set', { ...settings, bucket: 'newsroom', awsRegion: 'eu-west-1' });
  await client.call('credentials.enter', WRONG);
  await expect(client.call('credentials.test', {})).rejects.toThrow();
  await client.call('credentials.enter', KEYS);
  await client.call('credentials.status', {});
  await client.call('credentials.test', {});
  const media = readFileSync(join(SAMPLE, 'interview.ogg'));
  const headers = {
    authorization: `Bearer ${page.kept.key ?? ''}`,
    'x-file-name': 'interview.ogg',
    origin: `http://127.0.0.1:${port}`,
    'content-type': 'application/octet-stream',
  };
  const offered = await ask(port, '/offer', { method: 'POST', headers, body: media });
  const { offer } = JSON.parse(offered.body.toString()) as { offer: string }; // the host's own answer
  await client.call('library.import', { offer, into: null });
  const recording = await addedRecording(client);
  standIn.faults.add({ operation: 'PutObject', do: 'expired-token' });
  standIn.faults.add({
    operation: 'StartTranscriptionJob',
    do: 'status',
    status: 500,
    code: 'InternalFailure',
    message: `Credential=${KEYS.accessKeyId}/x, Signature=${'ab'.repeat(32)}`,
  });
  standIn.faults.add({ operation: 'GetObject', do: 'reset', nth: 2 });
  const { id } = await client.call('jobs.start', { recording, options: OPTIONS });
  await vi.waitFor(async () => expect(await stepOf(client, id)).toBe('needs-sign-in'), { timeout: 60_000, interval: 50 });
  await client.call('credentials.enter', KEYS);
  await client.call('jobs.retry', { job: id });
  await vi.waitFor(async () => expect(await stateOf(client, id)).toBe('done'), { timeout: 120_000, interval: 100 });
  await client.call('library.open', { recording });
  await client.call('library.rawResult', { recording });
  standIn.faults.add({
    operation: '*',
    do: 'status',
    status: 403,
    code: 'SignatureDoesNotMatch',
    message: `The request signature we calculated does not match: ${KEYS.secretAccessKey.slice(0, 4)}`,
    times: 3,
  });
  await client.call('credentials.test', {}).catch(() => undefined); // its answer is searched, whatever it is
  standIn.faults.clear();
  await client.call('report.make', { recording });
}

/** The recording once its media has been read. */
async function addedRecording(client: StudioClient): Promise<string> {
  return vi.waitFor(
    async () => {
      const [first] = await client.call('library.list', {});
      expect(first?.media.state).toBe('ready');
      return first?.id ?? '';
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function stepOf(client: StudioClient, id: string): Promise<string | undefined> {
  return (await client.call('jobs.list', {})).find((job) => job.id === id)?.progress.step;
}

async function stateOf(client: StudioClient, id: string): Promise<string> {
  return (await client.call('jobs.list', {})).find((job) => job.id === id)?.state ?? 'gone';
}

/** The same on the command line, with keys in its environment, once well and once refused. Answers what it printed. */
async function workOnCommandLine(standIn: StandIn, env: Record<string, string>): Promise<string> {
  const keys = { AWS_ACCESS_KEY_ID: KEYS.accessKeyId, AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey, AWS_SESSION_TOKEN: KEYS.sessionToken };
  const words = [
    'transcribe',
    join(SAMPLE, 'interview.ogg'),
    '--language',
    'en-GB',
    '--bucket',
    'newsroom',
    '--format',
    'srt,txt,json',
    '--out',
    at('exports'),
  ];
  const well = await galley([...words, '--library', at('elsewhere')], { ...env, ...keys });
  expect(well.code, well.printed).toBe(0);
  standIn.faults.add({ operation: '*', do: 'status', status: 403, code: 'InvalidAccessKeyId', message: `unknown: ${KEYS.accessKeyId}`, times: Infinity });
  const refused = await galley([...words, '--library', at('elsewhere')], { ...env, ...keys });
  expect(refused.code).not.toBe(0);
  standIn.faults.clear();
  return well.printed + refused.printed;
}

function galley(args: readonly string[], env: Record<string, string>): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, ['src-main/hosts/cli/main.ts', ...args], { env });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (printed += String(bytes)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, printed })));
}

/** A tool that writes down what it was given before it does its work. */
function spyOn(tool: string): void {
  const path = at(`bin/${tool}`);
  writeFileSync(path, `#!/bin/sh\n{ /usr/bin/tr '\\0' '\\n' < /proc/$$/environ; echo "$0 $*"; } >> ${at('children.txt')}\nexec /usr/bin/${tool} "$@"\n`);
  chmodSync(path, 0o755);
}

// ---------------------------------------------------------------- the search

function secrets(): Secret[] {
  const named = (name: string, text: string): Secret => ({ name, text });
  return [
    named('the secret key', KEYS.secretAccessKey),
    named('the session token', KEYS.sessionToken),
    named('the key id', KEYS.accessKeyId),
    named('the wrong secret key', WRONG.secretAccessKey),
    named('the wrong key id', WRONG.accessKeyId),
    named('the page’s session key', scene.page.kept.key ?? 'none'),
    named('the address’s token', new URL(scene.studio.url).hash.slice(1)),
    ...[...scene.standIn.log.signatures].map((signature) => named('a signature', signature)),
    named('an Authorization header', 'AWS4-HMAC-SHA256 Credential='),
    named('a signed link', 'X-Amz-Signature='),
  ];
}

/** Everything but the keys' own way in, and the address as it was printed. */
function places(): Searched[] {
  const { frames, commandLine, own, studio, children } = scene;
  const printed = studio.output().replaceAll(studio.url, '');
  return [
    ...['library', 'elsewhere', 'exports', 'tmp', 'home'].flatMap((name) => everythingUnder(at(name))),
    ...frames.map((bytes, index) => ({ where: `frame ${index}`, bytes })),
    { where: 'the command line’s output', bytes: Buffer.from(commandLine) },
    { where: 'the studio’s output', bytes: Buffer.from(printed) },
    { where: 'the studio’s arguments', bytes: Buffer.from(own.cmdline, 'latin1') },
    { where: 'the studio’s environment', bytes: Buffer.from(own.environ, 'latin1') },
    { where: 'arguments and environments of children', bytes: Buffer.from(children(), 'latin1') },
  ];
}
