// Who speaks in Transcribe’s batch results of every era: speakers told apart, channels, and paragraphs of one voice.
import { describe, expect, it } from 'vitest';
import { transcriptText, type Transcript } from '../../../src-core/transcript/transcript.ts';
import { items, plainResult, resultFile, running, type Spoken } from './result-maker.ts';
import { read, words } from './read-result.ts';

describe('speakers', () => {
  const TALK: Spoken[] = [['Ready', 0, 0.5], '?', ['Always', 1, 1.5], '.', ['Good', 2, 2.4]];
  const labels = ['spk_1', 'spk_1', 'spk_0', 'spk_0', 'spk_1'];
  const labelled = items(TALK).map((item, index) => ({ ...item, id: index, speaker_label: labels[index] }));
  const stretches = [
    { speaker_label: 'spk_1', start_time: '0.0', end_time: '0.6', items: [{ start_time: '0', end_time: '0.5', speaker_label: 'spk_1' }] },
    { speaker_label: 'spk_0', start_time: '0.9', end_time: '1.6', items: [{ start_time: '1', end_time: '1.5', speaker_label: 'spk_0' }] },
    { speaker_label: 'spk_1', start_time: '1.9', end_time: '2.5', items: [] },
  ];
  const inTurns = (transcript: Transcript) =>
    transcript.turns.map((turn) => [
      transcript.speakers.find((speaker) => speaker.id === turn.speaker)?.name,
      transcriptText({ ...transcript, turns: [turn] }),
    ]);
  const TURNS = [
    ['Speaker 1', 'Ready?'],
    ['Speaker 2', 'Always.'],
    ['Speaker 1', 'Good'],
  ];

  it('are found on the items of new results', () => {
    expect(inTurns(read(resultFile({ transcripts: [{ transcript: running(TALK) }], items: labelled })).transcript)).toEqual(TURNS);
  });

  it('are found in audio_segments where items are bare', () => {
    const audio = [
      { speaker_label: 'spk_1', items: [0, 1] },
      { speaker_label: 'spk_0', items: [2, 3] },
      { speaker_label: 'spk_1', items: [4] },
    ];
    expect(inTurns(read(resultFile({ transcripts: [], items: items(TALK).map((item, id) => ({ ...item, id })), audio_segments: audio })).transcript)).toEqual(
      TURNS,
    );
  });

  it('are found in speaker_labels of old results, by the stretch around a word its stretch does not list', () => {
    const document = read(
      resultFile({ transcripts: [{ transcript: running(TALK) }], items: items(TALK), speaker_labels: { speakers: 2, segments: stretches } }),
    );
    expect(inTurns(document.transcript)).toEqual(TURNS);
    expect(document.problems.find((problem) => problem.code === 'speaker-guessed')?.count).toBe(1);
  });

  it('are numbered in order of appearance, whatever the labels say', () => {
    expect(read(resultFile({ transcripts: [], items: labelled })).transcript.speakers).toEqual([
      { id: 'spk_1', name: 'Speaker 1' },
      { id: 'spk_0', name: 'Speaker 2' },
    ]);
  });

  it('called __proto__ or constructor stay plain text', () => {
    const hostile = items(TALK).map((item, index) => ({ ...item, speaker_label: index < 2 ? '__proto__' : 'constructor' }));
    const { transcript } = read(resultFile({ transcripts: [], items: hostile }));
    expect(transcript.speakers.map((speaker) => speaker.id)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('channels', () => {
  const left: Spoken[] = [['Hello', 0.1, 0.5], ['desk', 0.5, 1], '.', ['Thanks', 6, 6.5], '.'];
  const right: Spoken[] = [['Yes', 2, 2.3], ['caller', 2.3, 3], '?'];
  const whole = {
    channels: [
      { channel_label: 'ch_0', items: items(left) },
      { channel_label: 'ch_1', items: items(right) },
    ],
    number_of_channels: 2,
  };
  const expected = ['Hello desk.', 'Yes caller?', 'Thanks.'];
  const lines = (transcript: Transcript) => transcriptText(transcript).split('\n');

  it('become parallel turns, from labelled items in blocks a channel', () => {
    const blocks = [...items(left, { channel_label: 'ch_0' }), ...items(right, { channel_label: 'ch_1' })];
    const { transcript, problems } = read(resultFile({ transcripts: [], items: blocks, channel_labels: whole }));
    expect(lines(transcript)).toEqual(expected);
    expect(transcript.turns.map((turn) => turn.words[0]?.channel)).toEqual([0, 1, 0]);
    expect(transcript.speakers.map((speaker) => speaker.name)).toEqual(['Channel 1', 'Channel 2']);
    expect(problems).toEqual([]);
  });

  it('are found for old results whose items do not name them', () => {
    const merged = [...items(left.slice(0, 3)), ...items(right), ...items(left.slice(3))];
    expect(lines(read(resultFile({ transcripts: [], items: merged, channel_labels: whole })).transcript)).toEqual(expected);
  });

  it('are read even where the file has no items at the top', () => {
    expect(lines(read(resultFile({ transcripts: [], channel_labels: whole })).transcript)).toEqual(expected);
  });

  it('may overlap: both voices keep their own times', () => {
    const [a, b] = [items([['mine', 1, 3]], { channel_label: 'ch_0' }), items([['yours', 1.5, 2.5]], { channel_label: 'ch_1' })];
    const { transcript, problems } = read(resultFile({ transcripts: [], items: [...a, ...b] }));
    expect(words(transcript).map((word) => [word.start, word.end])).toEqual([
      [1000, 3000],
      [1500, 2500],
    ]);
    expect(problems).toEqual([]);
  });

  it('with speakers told apart name both', () => {
    const both = [
      ...items([['one', 0, 1]], { channel_label: 'ch_0', speaker_label: 'spk_0' }),
      ...items([['two', 2, 3]], { channel_label: 'ch_1', speaker_label: 'spk_0' }),
    ];
    expect(read(resultFile({ transcripts: [], items: both })).transcript.speakers.map((speaker) => speaker.name)).toEqual([
      'Channel 1, speaker 1',
      'Channel 2, speaker 1',
    ]);
  });
});

describe('paragraphs', () => {
  it('cut a monologue at full stops, and never let a line grow beyond 350 words', () => {
    const monologue: Spoken[] = Array.from({ length: 2_000 }, (_, index): Spoken[] => [
      [`word${index}`, index * 0.4, index * 0.4 + 0.39],
      ...(index % 12 === 11 ? ['.'] : []),
    ]).flat();
    const turns = read(plainResult(monologue)).transcript.turns;
    expect(turns.length).toBeGreaterThan(10);
    expect(Math.max(...turns.map((turn) => turn.words.length))).toBeLessThanOrEqual(350);
    expect(turns.slice(0, -1).every((turn) => turn.words.at(-1)?.text.endsWith('.'))).toBe(true);
    const breathless = read(plainResult(monologue.filter((one) => typeof one !== 'string'))).transcript.turns;
    expect(Math.max(...breathless.map((turn) => turn.words.length))).toBeLessThanOrEqual(350);
  });
});
