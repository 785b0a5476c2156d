// A report of trouble from a real library and log: what is in it, and what never is.
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryFindings } from '../../../src-main/adapters/disk/library-findings.ts';
import { makeDiagnosis } from '../../../src-main/adapters/machine/diagnosis.ts';
import { openLogFile } from '../../../src-main/adapters/machine/log-file.ts';
import { packagesIn } from '../../../src-main/adapters/machine/package-list.ts';
import { ReportService } from '../../../src-main/services/report-service.ts';
import type { Library } from '../../../src-main/ports/library.ts';
import { ManualClock } from '../../fakes/manual-clock.ts';
import { makeMemoryLibrary } from '../../fakes/memory-library.ts';
import { interviewTranscript } from '../../fakes/memory-transcript.ts';
import { aJob, aRecording } from '../disk/library-samples.ts';

const SECRET = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';

function bench(library: Library, findings: string[] = []): ReportService {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'galley-report-')));
  const log = openLogFile(join(folder, 'galley.log'));
  log.warn('a request failed', { secretAccessKey: SECRET, path: join(homedir(), 'Interviews', 'source.mp3') });
  writeFileSync(join(folder, 'galley.log.1'), `{"message":"older","Authorization":"AWS4 ${SECRET}"}\n`);
  writeFileSync(join(folder, 'other.txt'), 'not a log');
  const diagnosis = makeDiagnosis(join(folder, 'galley.log'), () => findings);
  // the one member of a reader that is used
  const reader = { describe: () => Promise.resolve('7.1') } as never;
  return new ReportService({ library, reader, clock: new ManualClock(), diagnosis, host: 'test', version: '0.1.0' });
}

function fullLibrary(): Library {
  const library = makeMemoryLibrary();
  library.settings.put({ ...library.settings.get(), awsProfile: 'margit-olsen', bucket: 'harbour-secrets', ffmpegPath: '/opt/ffmpeg' });
  library.recordings.put(aRecording('interview'));
  library.transcripts.replace('interview', interviewTranscript(), 'Amazon Transcribe', { problems: [] });
  library.jobs.put({ ...aJob('one', 'interview'), state: 'failed', failure: { code: 'access-denied', message: 'User margit may not', advice: null } });
  return library;
}

describe('a report', () => {
  it('holds versions, settings, the library’s state and the log, and no name of account, bucket, file or person', async () => {
    const { fileName, parts } = await bench(fullLibrary()).make({ recording: null });
    expect(fileName).toBe('galley-report-2026-11-22.zip');
    expect(parts.map(({ name }) => name)).toEqual(['versions.json', 'settings.json', 'library.json', 'logs/galley.log.1', 'logs/galley.log']);
    const all = parts.map(({ text }) => text).join('\n');
    for (const word of ['margit', 'harbour-secrets', '/opt/ffmpeg', SECRET, homedir()]) expect(all, word).not.toContain(word);
    expect(all).toContain('"galley": "0.1.0"');
    expect(all).toContain('failed: access-denied');
    expect(all).toContain('~/Interviews');
    expect(all).toContain(process.versions.node);
  });

  it('holds no word of a transcript unless it was asked for', async () => {
    const words = interviewTranscript()
      .turns.flatMap((turn) => turn.words.map(({ text }) => text))
      .filter((word) => word.length > 6)
      .map((word) => JSON.stringify(word));
    expect(words.length).toBeGreaterThan(10);
    const service = bench(fullLibrary());
    const text = async (recording: string | null): Promise<string> => (await service.make({ recording })).parts.map((part) => part.text).join('\n');
    const without = await text(null);
    expect(words.filter((word) => without.includes(word))).toEqual([]);
    const asked = await text('interview');
    expect(words.filter((word) => !asked.includes(word))).toEqual([]);
    await expect(text('unknown')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tells what a check of the library finds', async () => {
    const { parts } = await bench(makeMemoryLibrary(), ['library-damaged: page 3']).make({ recording: null });
    expect(parts.find(({ name }) => name === 'library.json')?.text).toContain('library-damaged: page 3');
    const folder = mkdtempSync(join(tmpdir(), 'galley-findings-'));
    expect(libraryFindings(folder)).toHaveLength(1);
    writeFileSync(join(folder, 'library.db'), 'no database at all'.repeat(50));
    expect(libraryFindings(folder)).toHaveLength(1);
  });
});

describe('the list of packages', () => {
  it('is empty without a build, and takes each package of the parts once', async () => {
    const out = mkdtempSync(join(tmpdir(), 'galley-out-'));
    expect(await packagesIn(out)).toEqual([]);
    const one = { name: 'ws', version: '8.0.0', licence: 'MIT', text: 'MIT' };
    for (const part of ['main', 'renderer']) {
      mkdirSync(join(out, part));
      writeFileSync(join(out, part, 'packages.json'), JSON.stringify([one, ...(part === 'main' ? [{ ...one, name: 'a' }] : [])]));
    }
    expect((await packagesIn(out)).map(({ name }) => name)).toEqual(['a', 'ws']);
  });
});
