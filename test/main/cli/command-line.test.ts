// The command line as a shell sees it: what is written where, and which exit code.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { plainResult } from '../../core/import/result-maker.ts';
import { startStandIn, type StandInOptions } from '../../stand-in/stand-in.ts';
import { readKnownRecordings } from '../../stand-in/transcribe/known-recordings.ts';

const SAMPLE = join(process.cwd(), 'assets', 'sample');
const HARBOUR = plainResult([['The', 0.2, 0.4], ['harbour', 0.4, 1], ['opens', 1, 1.6], '.', ['Nobody', 2, 2.5], ['waits', 2.5, 3.1], '.']);

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function galley(args: readonly string[], environment: Record<string, string> = {}, input = ''): Promise<Ran> {
  const child = spawn(process.execPath, ['src-main/hosts/cli/main.ts', ...args], { env: { ...process.env, ...environment } });
  child.stdin.on('error', () => undefined); // a program that reads none may be gone by then
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (bytes) => (stdout += String(bytes)));
  child.stderr.on('data', (bytes) => (stderr += String(bytes)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'galley-cli-'));

function file(name: string, text: string): string {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
}

describe('galley', () => {
  it('explains itself with exit code 0 and says what it did not understand with 2', async () => {
    for (const args of [['--help'], ['help', 'convert'], ['transcribe', '--help']]) expect(await galley(args)).toMatchObject({ code: 0, stderr: '' });
    for (const args of [
      ['fly'],
      ['convert'],
      ['convert', 'a', '--to', 'doc'],
      ['transcribe'],
      ['transcribe', 'a', '--speakers', 'many'],
      ['convert', '--nonsense'],
      ['check', 'a', '--rules', 'mine'],
      ['check', 'a', '-o', 'report.doc'],
    ]) {
      const { code, stdout, stderr } = await galley(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/\S[\s\S]*galley --help/);
    }
    expect((await galley(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

const CALM = '1\n00:00:01,000 --> 00:00:03,000\nGo on.\n';

describe('galley in a pipe', () => {
  it('reads stdin where a file is -, and answers on stdout', async () => {
    expect(await galley(['convert', '-', '--to', 'vtt'], {}, CALM)).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('00:00:01.000 --> ') as string,
    }); // a matcher
    expect((await galley(['check', '-', '--rules', 'ted'], {}, CALM)).code).toBe(0);
  });

  it('ends without complaint when nobody reads on', async () => {
    const many = file('many.srt', Array.from({ length: 4000 }, (_, index) => `${index + 1}\n00:00:01,000 --> 00:00:01,100\nFar too short.\n`).join('\n'));
    const child = spawn(process.execPath, ['src-main/hosts/cli/main.ts', 'check', many]);
    let stderr = '';
    child.stderr.on('data', (bytes) => (stderr += String(bytes)));
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).not.toMatch(/EPIPE|node:/);
  });
});

describe('galley refuses in a sentence', () => {
  it('rules that are not there, and several files for one stream', async () => {
    const source = file('calm.srt', CALM);
    for (const args of [
      ['check', source],
      ['convert', source, '--to', 'vtt', '-o', '-'],
    ])
      expect(await galley([...args, '--rules', 'nowhere.json'])).toEqual({ code: 1, stdout: '', stderr: 'nowhere.json: There is no such file.\n' });
    expect(await galley(['convert', source, source, '--to', 'vtt', '-o', '-'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('a place that is no folder', async () => {
    const source = file('calm.srt', CALM);
    const { code, stderr } = await galley(['convert', source, '-o', join(source, 'calm.vtt')]);
    expect([code, stderr]).toEqual([1, `${source}: ${source} is not a folder.\n`]);
  });

  it('what is named and no subtitles, but passes by such a file of a folder', async () => {
    const season = folder();
    writeFileSync(join(season, 'calm.srt'), CALM);
    writeFileSync(join(season, 'notes.txt'), 'Call the client on Friday.\n');
    const whole = await galley(['convert', season, '--to', 'vtt', '-o', join(season, 'out')]);
    expect(whole).toMatchObject({
      code: 0,
      stdout: `${join(season, 'out', 'calm.vtt')}\n`,
      stderr: expect.stringContaining('notes.txt: no transcript') as string,
    }); // a matcher
    expect((await galley(['convert', join(season, 'notes.txt'), '--to', 'vtt'])).code).toBe(1);
  });
});

describe('galley check', () => {
  const TIGHT = '1\n00:00:01,000 --> 00:00:01,400\nNobody can read a line like this so quickly.\n\n2\n00:00:01,420 --> 00:00:03,000\nGo on.\n';

  it('prints each finding with its cue and ends with 1, or with 0 when there is nothing but hints', async () => {
    const source = file('tight.srt', TIGHT);
    const { code, stdout, stderr } = await galley(['check', source]);
    expect(code).toBe(1);
    expect(stdout).toContain(`${source}:1: error: 00:00:01.000 Too fast to read`);
    expect(stdout).toContain('Too close to the next cue: 0.020 s, limit 0.080 s');
    expect(stderr).toMatch(/errors, \d+ warnings, \d+ hints by the rules of Netflix/);
    const calm = file('calm.srt', '1\n00:00:01,000 --> 00:00:03,000\nGo on.\n');
    expect((await galley(['check', calm, '--rules', 'ted'])).code).toBe(0);
  });

  it('speaks JSON, and writes a report nothing is replaced by', async () => {
    const source = file('tight.srt', TIGHT);
    const report = source.replace('.srt', '.html');
    const { stdout } = await galley(['check', source, '--json', '-o', report]);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string }); // one object a line
    expect(events.filter(({ event }) => event === 'finding').length).toBeGreaterThan(1);
    expect(events.at(-1)).toMatchObject({ event: 'checked', rules: 'Netflix' });
    expect(readFileSync(report, 'utf8')).toContain('Too fast to read');
    const again = await galley(['check', source, '-o', report]);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('is there already');
  });

  it('checks every document of a folder', async () => {
    const root = folder();
    mkdirSync(join(root, 'one'));
    writeFileSync(join(root, 'one', 'tight.srt'), TIGHT);
    writeFileSync(join(root, 'calm.srt'), '1\n00:00:01,000 --> 00:00:03,000\nGo on.\n');
    const { code, stderr, stdout } = await galley(['check', root, '--profile', 'ted']);
    expect(code).toBe(1);
    expect(stdout).toContain(`${join(root, 'one', 'tight.srt')}:1: error`);
    expect(stderr).toMatch(/calm\.srt: 0 errors/);
    expect((await galley(['check', folder()])).code).toBe(1);
  });

  it('cuts a transcript on the frames of the rate it is checked by', async () => {
    for (const rate of ['23.976', '25', '60']) {
      const { code, stdout } = await galley(['check', join(SAMPLE, 'interview.json'), '--rules', 'netflix', '--frame-rate', rate]);
      expect([rate, code, stdout.split('\n').filter((line) => line !== '' && !line.includes(': hint: '))]).toEqual([rate, 0, []]);
    }
  });

  it('checks a transcript by cues cut by the same rules', async () => {
    const { code, stdout } = await galley(['check', join(SAMPLE, 'interview.json'), '--rules', 'channel4']);
    expect([code, stdout]).toEqual([0, '']);
  });
});

describe('galley convert', () => {
  it('writes beside the source and prints where', async () => {
    const source = file('evening bulletin.json', HARBOUR);
    const { code, stdout } = await galley(['convert', source, '--to', 'srt']);
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(source.replace('.json', '.srt'));
    expect(readFileSync(stdout.trim(), 'utf8')).toMatch(/^1\n00:00:00,200 --> \d\d:\d\d:\d\d,\d{3}\nThe harbour opens\./);
  });

  it.each(['srt', 'vtt', 'txt', 'json'])('writes %s to stdout and nothing else there', async (format) => {
    const { code, stdout } = await galley(['convert', file('a.json', HARBOUR), '--to', format, '-o', '-']);
    expect(code).toBe(0);
    expect(stdout).toContain('harbour');
  });

  it('keeps the cues of subtitles it only carries to another format', async () => {
    const { stdout } = await galley([
      'convert',
      file('a.srt', '1\n00:00:01,000 --> 00:00:02,500\nTwo\nlines\n\n2\n00:00:03,000 --> 00:00:09,999\nLong.\n'),
      '--to',
      'vtt',
      '-o',
      '-',
    ]);
    expect(stdout).toMatch(/00:00:01\.000 --> 00:00:02\.500\nTwo\nlines\n/);
    expect(stdout).toMatch(/00:00:03\.000 --> 00:00:09\.999\nLong\./);
  });

  it('takes folders, mirrors them, and never writes two files to one name', async () => {
    const cue = (text: string): string => `1\n00:00:01,000 --> 00:00:02,500\n${text}\n`;
    const root = folder();
    mkdirSync(join(root, 'in', 'day 1', '.hidden'), { recursive: true });
    for (const [name, text] of [
      ['a.srt', 'One'],
      ['a.sbv', ''],
      ['day 1/b.srt', 'Two'],
      ['day 1/.hidden/c.srt', 'No'],
      ['day 1/notes.pdf', 'No'],
    ] as const)
      writeFileSync(join(root, 'in', name), name.endsWith('sbv') ? '0:00:01.000,0:00:02.000\nSbv\n' : cue(text));
    const { code, stdout } = await galley(['convert', join(root, 'in'), '--to', 'vtt', '-o', join(root, 'out')]);
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((path) => path.slice(root.length + 5)),
    ).toEqual(['a.vtt', 'a.srt.vtt', 'day 1/b.vtt']);
    expect(readFileSync(join(root, 'out', 'day 1', 'b.vtt'), 'utf8')).toContain('Two');
    // Beside their sources, those of the format already are left alone.
    expect((await galley(['convert', join(root, 'in', 'day 1'), '--to', 'srt'])).code).toBe(0);
    expect(readFileSync(join(root, 'in', 'day 1', 'b.srt'), 'utf8')).toBe(cue('Two'));
    const nothing = await galley(['convert', folder(), '--to', 'srt']);
    expect([nothing.code, nothing.stdout]).toEqual([1, '']);
  });

  it('goes on after a file that cannot be read, and ends with 1', async () => {
    const root = folder();
    writeFileSync(join(root, 'a.json'), '{"hello":1}');
    writeFileSync(join(root, 'b.srt'), '1\n00:00:01,000 --> 00:00:02,500\nKept\n');
    const { code, stdout, stderr } = await galley(['convert', root, '--to', 'vtt']);
    expect([code, stdout.trim()]).toEqual([1, join(root, 'b.vtt')]);
    expect(stderr).toContain('a.json');
  });

  it('encodes, moves, numbers and names as asked', async () => {
    const source = file('a.srt', '1\n00:00:01,000 --> 00:00:02,500\n<i>Grüße → 日</i>\n');
    const out = source.replace('a.srt', 'b.srt');
    const { code, stderr } = await galley([
      'convert',
      source,
      '--to',
      'srt',
      '-o',
      out,
      '--encoding',
      'windows-1252',
      '--crlf',
      '--offset=1.5',
      '--first',
      '7',
      '--plain',
    ]);
    expect(code).toBe(0);
    expect(readFileSync(out, 'latin1')).toBe('7\r\n00:00:02,500 --> 00:00:04,000\r\nGr\u00fc\u00dfe -> ?\r\n');
    expect(stderr).toContain('The encoding lacks 2 characters (→ 日)');
    const stl = await galley(['convert', source, '-o', source.replace('a.srt', 'a.stl'), '--start-timecode', '10:00:00:00']);
    expect(stl.code).toBe(0);
    expect(readFileSync(stl.stdout.trim()).subarray(3, 11).toString()).toBe('STL25.01');
    const back = await galley(['convert', stl.stdout.trim(), '--to', 'srt', '-o', '-']);
    expect(back.stdout).toBe('1\n00:00:01,000 --> 00:00:02,520\n<i>Grüße → ?</i>\n');
  });

  it('leaves a file of the same format as it came, unless it is told otherwise', async () => {
    const source = join(folder(), 'a.srt');
    const bytes = Buffer.from('7\r\n00:00:01,000 --> 00:00:02,500\r\nOù étiez-vous ? À côté du théâtre.\r\n\r\n', 'latin1');
    writeFileSync(source, bytes);
    const out = source.replace('a.srt', 'b.srt');
    expect((await galley(['convert', source, '-o', out])).code).toBe(0);
    expect(Buffer.compare(readFileSync(out), bytes)).toBe(0);
    const plain = await galley(['convert', source, '--to', 'srt', '-o', '-', '--encoding', 'utf-8', '--no-crlf', '--first', '1']);
    expect(plain.stdout).toBe('1\n00:00:01,000 --> 00:00:02,500\nOù étiez-vous ? À côté du théâtre.\n\n');
  });

  it('reads a file in the encoding it is told', async () => {
    const source = join(folder(), 'a.srt');
    writeFileSync(source, Buffer.from('1\n00:00:01,000 --> 00:00:02,500\n\xe7\xe4\xf0\xe0\n', 'latin1'));
    const { stdout } = await galley(['convert', source, '--to', 'vtt', '-o', '-', '--from-encoding', 'windows-1251']);
    expect(stdout).toContain('здра');
  });

  fault('F28', 'an export over its own source, over a link to it, over another file, with and without --force', async (seen) => {
    const source = file('a.srt', '1\n00:00:01,000 --> 00:00:02,500\nKept\n');
    const link = source.replace('a.srt', 'b.srt');
    symlinkSync(source, link);
    const before = readFileSync(source);
    expect((await galley(['convert', source, '--to', 'srt'])).code).toBe(1);
    expect((await galley(['convert', source, '--to', 'srt', '--force'])).code).toBe(1);
    expect((await galley(['convert', source, '--to', 'srt', '-o', link, '--force'])).code).toBe(1);
    expect(readFileSync(source)).toEqual(before);
    seen('its own source is never replaced');
    const other = source.replace('a.srt', 'a.vtt');
    writeFileSync(other, 'mine');
    expect((await galley(['convert', source, '--to', 'vtt'])).code).toBe(1);
    expect(readFileSync(other, 'utf8')).toBe('mine');
    expect((await galley(['convert', source, '--to', 'vtt', '--force'])).code).toBe(0);
    expect(readFileSync(other, 'utf8')).toMatch(/^WEBVTT/);
    seen('another file only when asked to');
  });

  it('refuses what it cannot read in a sentence, and as JSON when asked', async () => {
    const { code, stderr, stdout } = await galley(['convert', file('a.json', '{"hello":1}'), '--to', 'srt']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/not a transcript Galley knows/);
    const machine = await galley(['convert', '/nowhere/at all.json', '--to', 'srt', '--json']);
    expect(machine.code).toBe(1);
    expect(JSON.parse(machine.stdout)).toMatchObject({ event: 'failed', code: 'file-missing', file: '/nowhere/at all.json' });
  });
});

describe('galley transcribe', () => {
  /** A stand-in of our own and the environment that points at it. */
  async function service(options: StandInOptions = {}): Promise<Record<string, string>> {
    const standIn = await startStandIn({ buckets: ['newsroom'], recordings: readKnownRecordings(SAMPLE), jobs: { queued: 0, running: 300 }, ...options });
    onTestFinished(() => standIn.close());
    return { ...standIn.environment(), HOME: folder() };
  }

  it('uploads, transcribes, fetches and writes every format asked for', async () => {
    const environment = await service();
    const out = folder();
    const args = [
      'transcribe',
      join(SAMPLE, 'interview.ogg'),
      '--language',
      'en-US',
      '--speakers',
      '2',
      '--format',
      'srt,txt',
      '--out',
      out,
      '--bucket',
      'newsroom',
      '--library',
      folder(),
    ];
    const { code, stdout, stderr } = await galley(args, environment);
    expect(stderr).not.toMatch(/wrong that should not/);
    expect(code).toBe(0);
    expect(stdout.trim().split('\n').sort()).toEqual([join(out, 'interview.srt'), join(out, 'interview.txt')]);
    expect(readFileSync(join(out, 'interview.srt'), 'utf8')).toMatch(/Helen Marsh/);
    expect(stderr).toMatch(/uploading 100 %[\s\S]*(queued at|transcribing)[\s\S]*fetching/);
  });

  it('names each file that failed, goes on with the others, and ends with 1', async () => {
    const environment = await service();
    const out = folder();
    const unknown = join(out, 'other.wav');
    copyFileSync(join(process.cwd(), 'test/main/cli/tone.wav'), unknown);
    const args = ['transcribe', unknown, '/nowhere.mp3', join(SAMPLE, 'interview.ogg'), '--out', out, '--bucket', 'newsroom', '--library', folder(), '--json'];
    const { code, stdout } = await galley(args, environment);
    expect(code).toBe(1);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; file: string; code?: string });
    expect(
      events
        .filter((event) => event.event === 'failed')
        .map((event) => [event.file, event.code])
        .sort(),
    ).toEqual([
      ['/nowhere.mp3', 'file-missing'],
      [unknown, 'job-failed'],
    ]);
    expect(existsSync(join(out, 'interview.srt'))).toBe(true);
  });

  it('refuses without a bucket before anything is sent', async () => {
    const { code, stderr } = await galley(['transcribe', join(SAMPLE, 'interview.ogg'), '--library', folder()], await service());
    expect(code).toBe(1);
    expect(stderr).toMatch(/bucket/i);
  });
});
