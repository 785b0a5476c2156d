// Call Analytics, HealthScribe and streams as imports, and what is refused by name.
import { describe, expect, it } from 'vitest';
import { readJsonDocument } from '../../../src-core/import/document.ts';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { plainResult } from './result-maker.ts';

function read(value: unknown) {
  const document = readJsonDocument(typeof value === 'string' ? value : JSON.stringify(value));
  if (document.kind === 'refused') throw new Error(document.reason);
  return document;
}

function refusal(value: unknown): string {
  const document = readJsonDocument(typeof value === 'string' ? value : JSON.stringify(value));
  return document.kind === 'refused' ? document.reason : 'was read';
}

describe('Call Analytics', () => {
  const item = (Content: string, from: number, to: number, more = {}) => ({
    Type: 'pronunciation',
    Content,
    Confidence: 0.8,
    BeginOffsetMillis: from,
    EndOffsetMillis: to,
    ...more,
  });
  const mark = (Content: string) => ({ Type: 'punctuation', Content, Confidence: 0 });
  const call = {
    JobStatus: 'COMPLETED',
    LanguageCode: 'en-GB',
    Participants: [{ ParticipantRole: 'AGENT' }, { ParticipantRole: 'CUSTOMER' }],
    ConversationCharacteristics: { TotalConversationDurationMillis: 9000 },
    Transcript: [
      {
        Id: '1',
        ParticipantRole: 'AGENT',
        BeginOffsetMillis: 0,
        EndOffsetMillis: 3000,
        Content: 'Ferry office, hello.',
        LoudnessScores: [70, null],
        Items: [item('Ferry', 0, 400), item('office', 400, 900), mark(','), item('hello', 1000, 3000), mark('.')],
      },
      {
        Id: '2',
        ParticipantRole: 'CUSTOMER',
        BeginOffsetMillis: 2500,
        EndOffsetMillis: 4000,
        Content: 'Is [PII] there?',
        Items: [
          item('Is', 2500, 2700),
          { Type: 'pronunciation', Content: '[PII]', BeginOffsetMillis: 2700, EndOffsetMillis: 3500, Redaction: [{ Confidence: 0.9 }] },
          item('there', 3500, 4000),
          mark('?'),
        ],
      },
    ],
  };

  it('keeps its own turns, though they overlap, with their roles and milliseconds', () => {
    const { transcript, origin, problems } = read(call);
    expect(origin).toBe('Call Analytics');
    expect(transcriptText(transcript)).toBe('Ferry office, hello.\nIs [PII] there?');
    expect(transcript.speakers.map((speaker) => speaker.name)).toEqual(['Agent', 'Customer']);
    expect(transcript.turns.map((turn) => [turn.words[0]?.start, turn.words.at(-1)?.end, turn.words[0]?.channel])).toEqual([
      [0, 3000, 0],
      [2500, 4000, 1],
    ]);
    expect(transcript.turns[1]?.words[1]).toMatchObject({ confidence: null, marks: { redacted: ['PII'] } });
    expect(problems.map((problem) => problem.code)).toEqual(['analytics-kept']);
  });

  it('opens a call without words', () => {
    expect(read({ JobStatus: 'COMPLETED', Transcript: [] }).transcript.turns).toEqual([]);
  });
});

describe('HealthScribe', () => {
  it('takes turns from the text and never a time from punctuation', () => {
    const item = (Content: string, from: number, to: number, Type = 'PRONUNCIATION') => ({
      Alternatives: [{ Confidence: 0.9, Content }],
      BeginAudioTime: from,
      EndAudioTime: to,
      Type,
    });
    const { transcript } = read({
      Conversation: {
        LanguageCode: 'en-US',
        TranscriptItems: [
          item('Sit', 0.2, 0.5),
          item('down', 0.5, 1),
          item('.', 0, 0, 'PUNCTUATION'),
          item('Thank', 1.5, 1.8),
          item('you', 1.8, 2),
          item('.', 0.3, 0.9, 'PUNCTUATION'),
        ],
        TranscriptSegments: [
          { Content: 'Sit down.', ParticipantDetails: { ParticipantRole: 'CLINICIAN_0' } },
          { Content: 'Thank you.', ParticipantDetails: { ParticipantRole: 'PATIENT_0' } },
        ],
      },
    });
    expect(transcriptText(transcript)).toBe('Sit down.\nThank you.');
    expect(transcript.speakers.map((speaker) => speaker.name)).toEqual(['Clinician', 'Patient']);
    expect(transcript.turns[0]?.words[1]).toMatchObject({ text: 'down.', start: 500, end: 1000 });
  });
});

describe('streams', () => {
  const result = (id: string, text: string, from: number, IsPartial: boolean) => ({
    ResultId: id,
    IsPartial,
    StartTime: from,
    EndTime: from + 1,
    Alternatives: [
      {
        Transcript: text,
        Items: [
          { Type: 'pronunciation', Content: text, StartTime: from, EndTime: from + 0.5, Confidence: 0.7, Speaker: '0' },
          { Type: 'punctuation', Content: '.', StartTime: from + 0.5, EndTime: from + 0.5 },
        ],
      },
    ],
  });
  const event = (...results: unknown[]) => ({ TranscriptEvent: { Transcript: { Results: results } } });

  it('keep final results only, each once', () => {
    const document = read([event(result('a', 'Hel', 0, true)), event(), event(result('a', 'Hello', 0, false)), event(result('b', 'again', 2, false))]);
    expect(transcriptText(document.transcript)).toBe('Hello. again.');
    expect(document.problems.map((problem) => [problem.code, problem.count])).toEqual([['partial-result', 1]]);
  });

  it('are read from one event a line', () => {
    expect(
      transcriptText(read(`${JSON.stringify(event(result('a', 'One', 0, false)))}\n${JSON.stringify(event(result('b', 'two', 1, false)))}\n`).transcript),
    ).toBe('One. two.');
  });
});

describe('what is no transcript', () => {
  it.each([
    ['a job description', { TranscriptionJob: { TranscriptionJobName: 'x' } }, /describes a Transcribe job/],
    ['an event', { 'detail-type': 'Transcribe Job State Change', detail: {} }, /event about/],
    ['a failed job', { JobStatus: 'FAILED', FailureReason: 'Too long' }, /failed.*Too long/],
    ['a clinical note', { ClinicalDocumentation: { Sections: [] } }, /clinical note/],
    ['another JSON', { hello: 'world' }, /not a transcript/],
    ['a list', [1, 2, 3], /not a transcript/],
  ])('is refused by name: %s', (_name, value, sentence) => {
    expect(refusal(value)).toMatch(sentence);
  });

  it('is refused in a sentence when cut off, and when nested 65 deep', () => {
    expect(refusal(plainResult([['cut', 0, 1]]).slice(0, -20))).toMatch(/cut off or damaged/);
    expect(refusal(`${'['.repeat(65)}${']'.repeat(65)}`)).toMatch(/64 levels/);
    expect(refusal('{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}')).toMatch(/not a transcript/);
  });
});
