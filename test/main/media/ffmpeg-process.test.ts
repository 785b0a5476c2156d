// Laws of running ffmpeg on a file nobody vouches for: names are files, nothing else is opened, limits hold, nothing outlives its run (S10, S11).
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src-core/contract/errors.ts';
import { inputArgs, lastWords, runTool, streamTool } from '../../../src-main/adapters/media/ffmpeg-process.ts';
import { FfmpegFinder } from '../../../src-main/adapters/media/ffmpeg-tools.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';
import { at, FFMPEG, fileOf, onPath, soundWave } from './sound-fixtures.ts';

const forever = new AbortController().signal;
const shell = (script: string, wallMillis = 60_000) => ({ program: '/bin/sh', args: ['-c', script], wallMillis });

describe.skipIf(process.platform === 'win32')('a run (skipped on Windows: the programs here are of POSIX)', () => {
  it('answers output, exit code and the last words, all bounded', async () => {
    const end = await runTool(shell('echo out; echo err >&2; exit 3'), systemClock, forever);
    expect(end).toEqual({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
    const noisy = await runTool(shell('head -c 8000000 /dev/zero; head -c 300000 /dev/zero | tr "\\0" x >&2'), systemClock, forever);
    expect(noisy.stdout.length).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(noisy.stderr.length).toBeLessThanOrEqual(16 * 1024);
  });

  it('ends with everything it started when it is cancelled', async () => {
    const cancel = new AbortController();
    let child = '';
    const run = streamTool(shell('sleep 300 & echo $!; wait'), systemClock, cancel.signal, (bytes) => {
      child = bytes.toString().trim();
      cancel.abort();
    });
    await expect(run).rejects.toBeInstanceOf(CancelledError);
    expect(isAlive(child)).toBe(false);
  });

  it('is not even started once cancelled', async () => {
    await expect(runTool(shell(`touch ${at('started')}`), systemClock, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
    expect(onPath(at('started'))).toBeNull();
  });

  it('is ended when it takes too long or falls silent', async () => {
    const clock = new ManualClock();
    const slow = runTool({ ...shell('sleep 300', 5000) }, clock, forever).catch((thrown: unknown) => thrown);
    const silent = runTool({ ...shell('echo a; sleep 300', 500_000), stallMillis: 1000 }, clock, forever).catch((thrown: unknown) => thrown);
    for (let i = 0; i < 200 && clock.waiting < 2; i++) await settle();
    await clock.advance(5001);
    expect(await slow).toMatchObject({ code: 'decoder-failed', details: { reason: 'too-slow' } });
    expect(await silent).toMatchObject({ code: 'decoder-failed' });
  });

  it('gets no secret of ours', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'wJalrXUtnFEMI';
    const { stdout } = await runTool(shell('env'), systemClock, forever);
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    expect(stdout).toContain('PATH=');
    expect(stdout).not.toMatch(/AWS|wJalr|NODE/);
  });

  it('has limits on memory and time from the kernel', async (context) => {
    if (process.platform !== 'linux' || onPath('prlimit') === null) return context.skip('prlimit is not on this system');
    const { stdout } = await runTool(shell('ulimit -v; ulimit -t; ulimit -c', 100_000), systemClock, forever);
    expect(stdout.trim().split('\n')).toEqual(['6291456', '400', '0']);
  });

  it('says so when the program cannot be started', async () => {
    const end = runTool({ program: at('no-such-program'), args: [], wallMillis: 1000 }, systemClock, forever);
    const outcome = await end.then(
      ({ exitCode }) => exitCode,
      (thrown: { code: string }) => thrown.code,
    );
    expect([127, 'decoder-failed']).toContain(outcome);
  });

  it('tells its last words without the user’s paths', () => {
    expect(lastWords('first\n/home/anna/secret.mp3: Invalid data\n', '/home/anna/secret.mp3')).toBe('…: Invalid data');
  });
});

describe.skipIf(FFMPEG === null)('a file name (skipped without ffmpeg)', () => {
  const probe = (path: string) => ({
    program: 'ffprobe',
    args: ['-v', 'error', '-show_entries', 'format=format_name', '-of', 'csv=p=0', ...inputArgs(path)],
    wallMillis: 30_000,
  });

  it.each(['-i', 'concat:a|b', 'http:x', '%05d', 'new\nline', `quo'te".wav`, 'subfile,,start,0,end,9,,:x', 'pipe:0', 'data:x', ' blank '])(
    '%j is a file',
    async (name) => {
      copyFileSync(soundWave(), at(name));
      const { exitCode, stdout } = await runTool(probe(at(name)), systemClock, forever);
      expect([exitCode, stdout.trim()]).toEqual([0, 'wav']);
    },
  );

  it.each([
    ['concat.mp4', `ffconcat version 1.0\nfile ${at('sound.wav')}\n`],
    ['hls.mp4', `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${at('sound.wav')}\n#EXT-X-ENDLIST\n`],
    ['sdp.mp4', 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 5004 RTP/AVP 0\r\n'],
  ])('of the list %s leads to no other file and no address', { timeout: 60_000 }, async (name, text) => {
    soundWave();
    const path = fileOf(name, text);
    const { exitCode } = await runTool(probe(path), systemClock, forever);
    expect(exitCode).not.toBe(0);
    if (!canTraceAlone()) return;
    const trace = at(`${name}.trace`);
    const { program, args } = probe(path);
    try {
      execFileSync('unshare', ['-rn', 'strace', '-f', '-e', 'trace=open,openat,connect', '-o', trace, program, ...args], { stdio: 'ignore' });
    } catch {
      // It must fail: what it did meanwhile is in the trace.
    }
    const lines = readFileSync(trace, 'utf8').split('\n');
    expect(lines.filter((line) => line.includes('connect('))).toEqual([]);
    const opened = lines.filter((line) => line.includes(at('.').replace(/\/\.$/, '')) && !line.includes(path));
    expect(opened).toEqual([]);
    expect(lines.some((line) => line.includes(path))).toBe(true);
  });
});

describe('finding ffmpeg', () => {
  const finder = (chosen: string | null, path: string) => new FfmpegFinder({ chosen: () => chosen, path, platform: 'freebsd' }, systemClock);

  it('answers null where there is none, and where what is called so is not it', async () => {
    expect(await finder(null, '/nowhere').find()).toBeNull();
    mkdirSync(at('bin'), { recursive: true });
    chmodSync(fileOf('bin/ffmpeg', '#!/bin/sh\necho "I am no ffmpeg"\n'), 0o755);
    expect(await finder(null, at('bin')).find()).toBeNull();
  });

  it('does not follow relative folders of the PATH or of the settings', async () => {
    mkdirSync(at('rel'), { recursive: true });
    chmodSync(fileOf('rel/ffmpeg', '#!/bin/sh\necho "ffmpeg version 9.9"\n'), 0o755);
    expect(await finder('rel', './rel:rel').find()).toBeNull();
    expect((await finder(null, at('rel')).find())?.version).toBe('9.9');
  });

  it('takes the path of the settings for the program or its folder, before the PATH', async () => {
    mkdirSync(at('other'), { recursive: true });
    chmodSync(fileOf('other/ffmpeg', '#!/bin/sh\necho "ffmpeg version 8.8"\n'), 0o755);
    for (const chosen of [at('other'), join(at('other'), 'ffmpeg')]) expect((await finder(chosen, at('rel')).find())?.version).toBe('8.8');
  });

  it('looks again after it found nothing', async () => {
    mkdirSync(at('later'), { recursive: true });
    const search = finder(null, at('later'));
    expect(await search.find()).toBeNull();
    chmodSync(fileOf('later/ffmpeg', '#!/bin/sh\necho "ffmpeg version 7.7"\n'), 0o755);
    expect((await search.find())?.version).toBe('7.7');
  });
});

function isAlive(pid: string): boolean {
  try {
    // A zombie that nobody has collected yet is no longer at work.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z');
  } catch {
    return false;
  }
}

function canTraceAlone(): boolean {
  try {
    execFileSync('unshare', ['-rn', 'strace', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('the system calls of ffmpeg were not looked at: unshare and strace cannot run here');
    return false;
  }
}
