// The calls about review, over stores in memory: what the kept result still knows, and what was listened to.
import { describe, expect, it } from 'vitest';
import { readAlternatives } from '../../src-core/import/aws-alternatives.ts';
import { readJsonDocument } from '../../src-core/import/document.ts';
import { StudioError } from '../../src-core/contract/errors.ts';
import { unpackTurn } from '../../src-core/transcript/pack.ts';
import type { DocumentReader } from '../../src-main/ports/documents.ts';
import type { Library, ReadOnlyReason } from '../../src-main/ports/library.ts';
import { ReviewService } from '../../src-main/services/review-service.ts';
import { makeMemoryLibrary } from '../fakes/memory-library.ts';
import { aRecording, aTranscript } from './disk/library-samples.ts';

const item = (content: string, start: number) => ({
  type: 'pronunciation',
  start_time: String(start),
  end_time: String(start + 0.4),
  content,
  confidence: '0.4',
});
const RESULT = JSON.stringify({
  results: {
    transcripts: [{ transcript: 'to many' }],
    items: [item('to', 0), item('many', 0.5)].map(({ content, confidence, ...rest }) => ({ ...rest, alternatives: [{ content, confidence }] })),
    segments: [{ alternatives: [{ items: [item('to', 0), item('many', 0.5)] }, { items: [item('two', 0), item('many', 0.5)] }] }],
  },
});

const documents: DocumentReader = {
  read: async (bytes) => {
    const read = readJsonDocument(new TextDecoder().decode(bytes));
    return read.kind === 'read' ? Promise.resolve(read) : Promise.reject(new StudioError('bad-file', { reason: read.reason }));
  },
  readings: () => Promise.resolve([]),
  inUtf8: (bytes) => Promise.resolve(bytes),
  alternatives: async (bytes) => Promise.resolve(readAlternatives(new TextDecoder().decode(bytes))),
};

interface Bench {
  readonly service: ReviewService;
  readonly library: Library;
  readonly told: string[];
}

function bench(readOnly?: ReadOnlyReason): Bench {
  const library = makeMemoryLibrary(readOnly ? { readOnly } : {});
  const told: string[] = [];
  return { library, told, service: new ReviewService({ library, documents, emit: (event) => told.push(event) }) };
}

describe('the kept result', () => {
  it('gives the alternatives and the transcript as it was first read, whatever was corrected since', async () => {
    const { service, library } = bench();
    library.recordings.put(aRecording('a'));
    await library.results.put('a', 'a.json', new TextEncoder().encode(RESULT));
    library.transcripts.replace('a', aTranscript(['two many things']), 'Amazon Transcribe', { problems: [] });
    expect(await service.alternatives({ recording: 'a' })).toEqual([[[0], ['to'], 'two']]);
    const original = await service.original({ recording: 'a' });
    expect(original?.turns.map((turn) => unpackTurn(turn).words.map(({ text }) => text))).toEqual([['to', 'many']]);
  });

  it('that is not there gives nothing, and an unknown recording is refused', async () => {
    const { service, library } = bench();
    library.recordings.put(aRecording('a'));
    expect(await service.alternatives({ recording: 'a' })).toEqual([]);
    expect(await service.original({ recording: 'a' })).toBeNull();
    await expect(service.alternatives({ recording: 'b' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.heard({ recording: 'b' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('listening', () => {
  it('is joined to what was heard before, and told when more words are covered', async () => {
    const { service, library, told } = bench();
    library.recordings.put(aRecording('a'));
    library.transcripts.replace('a', aTranscript(['one two three']), 'SRT', { problems: [] });
    await service.hear({ recording: 'a', spans: [[0, 500]], words: 1 });
    await service.hear({
      recording: 'a',
      spans: [
        [1000, 1400],
        [400, 1000],
      ],
      words: 99,
    });
    expect(await service.heard({ recording: 'a' })).toEqual([[0, 1400]]);
    expect(library.transcripts.summary('a')?.heard).toBe(3);
    expect(told).toEqual(['library.changed', 'library.changed']);
    await service.hear({ recording: 'a', spans: [[0, 500]], words: 3 });
    expect(told).toHaveLength(2);
  });

  it('belongs to the words that stood there: another transcript begins unheard', async () => {
    const { service, library } = bench();
    library.recordings.put(aRecording('a'));
    library.transcripts.replace('a', aTranscript(['one two three']), 'SRT', { problems: [] });
    await service.hear({ recording: 'a', spans: [[0, 500]], words: 1 });
    library.transcripts.replace('a', aTranscript(['one two']), 'SRT', { problems: [] });
    expect(await service.heard({ recording: 'a' })).toEqual([]);
  });

  it('to no transcript, or in a library for reading, is no error and keeps nothing', async () => {
    const { service, library } = bench();
    library.recordings.put(aRecording('a'));
    expect(await service.hear({ recording: 'a', spans: [[0, 500]], words: 0 })).toEqual({});
    expect(library.heard.get('a')).toEqual([]);
    const reading = bench('busy');
    await expect(reading.service.hear({ recording: 'a', spans: [], words: 0 })).rejects.toMatchObject({ code: 'not-found' });
  });
});
