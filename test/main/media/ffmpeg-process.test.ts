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
import { fault, type Seen } from '../../faults/fault.ts';
import { at, FFMPEG, fileOf, FOLDER, onPath, soundWave } from './sound-fixtures.ts';

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

  fault('S11', 'a decoder cancelled while it runs a program of its own', async (seen) => {
    const cancel = new AbortController();
    let child = '';
    const run = streamTool(shell('sleep 300 & echo $!; wait'), systemClock, cancel.signal, (bytes) => {
      child = bytes.toString().trim();
      cancel.abort();
    });
    await expect(run).rejects.toBeInstanceOf(CancelledError);
    expect(isAlive(child)).toBe(false);
    seen('the whole group of processes is gone');
  });

  it('is not even started once cancelled', async () => {
    await expect(runTool(shell(`touch ${at('started')}`), systemClock, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
    expect(onPath(at('started'))).toBeNull();
  });

  fault('S11', 'a decoder that never ends, and one that falls silent', async (seen) => {
    const clock = new ManualClock();
    const slow = runTool({ ...shell('sleep 300', 5000) }, clock, forever).catch((thrown: unknown) => thrown);
    const silent = runTool({ ...shell('echo a; sleep 300', 500_000), stallMillis: 1000 }, clock, forever).catch((thrown: unknown) => thrown);
    for (let i = 0; i < 200 && clock.waiting < 2; i++) await settle();
    await clock.advance(5001);
    expect(await slow).toMatchObject({ code: 'decoder-failed', details: { reason: 'too-slow' } });
    expect(await silent).toMatchObject({ code: 'decoder-failed' });
    seen('both ended and told as too slow');
  });

  it('gets no secret of ours', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'wJalrXUtnFEMI';
    const { stdout } = await runTool(shell('env'), systemClock, forever);
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    expect(stdout).toContain('PATH=');
    expect(stdout).not.toMatch(/AWS|wJalr|NODE/);
  });

  const noLimits = process.platform !== 'linux' || onPath('prlimit') === null ? 'prlimit is not on this system' : false;
  const askLimits = async (seen: Seen): Promise<void> => {
    const { stdout } = await runTool(shell('ulimit -v; ulimit -t; ulimit -c', 100_000), systemClock, forever);
    expect(stdout.trim().split('\n')).toEqual(['6291456', '400', '0']);
    seen('6 GB of memory, four times its wall time of processor, no core file: held by the kernel');
  };
  fault('S11', 'a decoder asked what limits it runs under', askLimits, { skip: noLimits });

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

  const names = ['-i', 'concat:a|b', 'http:x', '%05d', 'new\nline', `quo'te".wav`, 'subfile,,start,0,end,9,,:x', 'pipe:0', 'data:x', ' blank '];
  fault('S11', 'sounds named like options, protocols, patterns and with newline or quotes, handed to ffprobe', async (seen) => {
    for (const name of names) {
      copyFileSync(soundWave(), at(name));
      const { exitCode, stdout } = await runTool(probe(at(name)), systemClock, forever);
      expect([exitCode, stdout.trim()], name).toEqual([0, 'wav']);
    }
    seen(`all ${names.length} read as the file they are`);
  });

  const lists: readonly (readonly [string, string])[] = [
    ['concat.mp4', `ffconcat version 1.0\nfile ${at('sound.wav')}\n`],
    ['hls.mp4', `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${at('sound.wav')}\n#EXT-X-ENDLIST\n`],
    ['web.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n'],
    ['dash.mp4', '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><BaseURL>http://127.0.0.1:9/</BaseURL></Period></MPD>'],
    ['sdp.mp4', 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 5004 RTP/AVP 0\r\n'],
  ];
  fault('S10', 'concat, HLS, DASH and SDP lists named .mp4 handed to ffprobe itself', async (seen) => {
    soundWave();
    for (const [name, text] of lists) expect((await runTool(probe(fileOf(name, text)), systemClock, forever)).exitCode, name).not.toBe(0);
    seen('refused by its list of formats');
  });

  const traceLists = (seen: Seen): void => {
    soundWave();
    for (const [name, text] of lists) {
      const lines = traced(probe(fileOf(name, text)), at(`${name}.trace`));
      expect(
        lines.filter((line) => line.includes('connect(')),
        name,
      ).toEqual([]);
      const opened = lines.filter((line) => line.includes(FOLDER) && !line.includes(at(name)));
      expect(opened, name).toEqual([]);
      expect(
        lines.some((line) => line.includes(at(name))),
        name,
      ).toBe(true);
    }
    seen('no connection tried, no file of the folder opened but the one it was given');
  };
  fault('S10', 'the same lists, every system call watched, in a namespace without a network', traceLists, { timeout: 60_000, skip: whyUntraced() });
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

/** What a run opens and connects to, a line a system call. It is meant to fail. */
function traced({ program, args }: { program: string; args: readonly string[] }, trace: string): string[] {
  try {
    execFileSync('unshare', ['-rn', 'strace', '-f', '-e', 'trace=open,openat,connect', '-o', trace, program, ...args], { stdio: 'ignore' });
  } catch {
    // It must fail: what it did meanwhile is in the trace.
  }
  return readFileSync(trace, 'utf8').split('\n');
}

/** Why system calls cannot be watched here, or false. */
function whyUntraced(): string | false {
  try {
    execFileSync('unshare', ['-rn', 'strace', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'unshare and strace cannot run here';
  }
}
