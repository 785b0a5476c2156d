// A library service over stores in memory, with everything it tells written down.
import { expect } from 'vitest';
import * as v from 'valibot';
import { StudioError, type ErrorCode } from '../../src-core/contract/errors.ts';
import { studioEvents, type EmitEvent } from '../../src-core/contract/studio-api.ts';
import type { MediaFacts } from '../../src-core/media/media-facts.ts';
import type { DocumentReader } from '../../src-main/ports/documents.ts';
import type { Library, ReadOnlyReason } from '../../src-main/ports/library.ts';
import { LibraryService } from '../../src-main/services/library-service.ts';
import { Offers } from '../../src-main/services/offers.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { MemoryFiles } from '../fakes/memory-files.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';
import { aTranscript } from './disk/library-samples.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const SRT = utf8('1\n00:00:01,000 --> 00:00:02,000\nHello there\n');
export const WAV = new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x41, 0x56, 0x45]);
export const failsWith = (code: ErrorCode): unknown => expect.objectContaining({ code });

export const facts = (size: number): MediaFacts => ({
  container: 'wav',
  size,
  duration: 70_400,
  audio: [{ codec: 'pcm', channels: 1, rate: 16_000, language: null }],
  video: null,
  playable: true,
});

/** Reads any text as one turn a line, in UTF-8 or as asked; refuses what says "bad". */
const documents: DocumentReader = {
  read: (bytes, fileName, encoding) => {
    const text = new TextDecoder(encoding ?? 'utf-8').decode(bytes);
    if (text.includes('bad')) return Promise.reject(new StudioError('bad-file', { reason: 'no transcript' }));
    const problem = { code: 'odd', severity: 'note' as const, message: 'Odd.', count: 1, places: [{ line: 2 }] };
    return Promise.resolve({ transcript: aTranscript(text.trim().split('\n')), problems: [problem], origin: 'Test', described: `Test, ${fileName}` });
  },
  readings: (bytes) =>
    Promise.resolve(
      (['windows-1252', 'windows-1251'] as const).map((encoding) => ({
        encoding,
        label: encoding,
        certainty: 'guess' as const,
        lines: [new TextDecoder(encoding).decode(bytes)],
      })),
    ),
  inUtf8: (bytes, encoding) => Promise.resolve(utf8(new TextDecoder(encoding).decode(bytes))),
  alternatives: () => Promise.resolve([]),
};

export interface Bench {
  readonly service: LibraryService;
  readonly library: Library;
  readonly files: MemoryFiles;
  readonly clock: ManualClock;
  readonly offers: Offers;
  readonly told: { event: string; payload: unknown }[];
  readonly begun: string[];
  readonly left: string[];
  readonly offer: (path: string, bytes: Uint8Array, owned?: boolean) => Promise<string>;
  /** From now on media is refused with this code, or taken again. */
  readonly refuseMedia: (code: ErrorCode | null) => void;
}

export function bench(options: { readOnly?: ReadOnlyReason; library?: Library } = {}): Bench {
  const library = options.library ?? makeMemoryLibrary(options.readOnly ? { readOnly: options.readOnly } : {});
  const files = new MemoryFiles();
  const clock = new ManualClock();
  const log = { info: () => undefined, warn: () => undefined, error: (message: string) => expect.fail(message) };
  let serial = 0;
  const ids = { uuid: () => `uuid-${++serial}`, token: () => `token-${++serial}` };
  const offers = new Offers({ files, clock, ids, log, isOffLimits: () => Promise.resolve(false) });
  const told: Bench['told'] = [];
  const begun: string[] = [];
  const left: string[] = [];
  let refusal: ErrorCode | null = null;
  const emit: EmitEvent = (event, payload) => {
    v.parse(studioEvents[event], payload);
    told.push({ event, payload });
  };
  const intake = {
    begin: (id: string) => {
      begun.push(id);
      const row = library.recordings.get(id);
      if (refusal) return Promise.reject(new StudioError(refusal));
      if (row) library.recordings.put({ ...row, media: { ...row.media, state: 'ready', facts: facts(WAV.length) } });
      return Promise.resolve();
    },
  };
  const leaving = [(id: string) => Promise.resolve(void left.push(id))];
  const sample = { name: 'Sample interview', media: '/app/sample.wav', result: '/app/sample.json' };
  files.write(sample.media, WAV);
  files.write(sample.result, SRT);
  return {
    service: new LibraryService({ library, offers, documents, files, intake, clock, ids, log, emit, sample, leaving }),
    library,
    files,
    clock,
    offers,
    told,
    begun,
    left,
    offer: (path, bytes, owned = false) => {
      files.write(path, bytes);
      return offers.offer(path, path.split('/').at(-1) ?? path, owned);
    },
    refuseMedia: (code) => void (refusal = code),
  };
}
