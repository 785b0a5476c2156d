// How the words of Transcribe’s results are joined in scripts with and without spaces.
import { describe, expect, it } from 'vitest';
import { transcriptText } from '../../../src-core/transcript/transcript.ts';
import { items, resultFile, type Spoken } from './result-maker.ts';
import { read } from './read-result.ts';

describe('writing without spaces', () => {
  it('joins Chinese and Japanese as the running text does', () => {
    const spoken: Spoken[] = [['今天', 0, 0.5], ['天气', 0.5, 1], ['很好', 1, 1.5], '。', ['我们', 2, 2.4], ['走吧', 2.4, 3]];
    const text = '今天天气很好。我们走吧';
    const { transcript, problems } = read(resultFile({ transcripts: [{ transcript: text }], items: items(spoken) }));
    expect(transcriptText(transcript)).toBe(text);
    expect(problems).toEqual([]);
  });

  it('decides by script where there is no running text, and spaces Korean', () => {
    expect(
      transcriptText(
        read(
          resultFile({
            transcripts: [],
            items: items([
              ['東京', 0, 1],
              ['タワー', 1, 2],
              ['is', 2, 3],
              ['red', 3, 4],
            ]),
          }),
        ).transcript,
      ),
    ).toBe('東京タワー is red');
    expect(
      transcriptText(
        read(
          resultFile({
            transcripts: [],
            items: items([
              ['안녕하세요', 0, 1],
              ['여러분', 1, 2],
            ]),
          }),
        ).transcript,
      ),
    ).toBe('안녕하세요 여러분');
  });

  it('follows the running text for scripts that use both', () => {
    const spoken = items([
      ['สวัสดี', 0, 1],
      ['ครับ', 1, 2],
      ['ผม', 2, 3],
    ]);
    expect(transcriptText(read(resultFile({ transcripts: [{ transcript: 'สวัสดีครับ ผม' }], items: spoken })).transcript)).toBe('สวัสดีครับ ผม');
  });

  it('drops the space 2018 results wrote before marks', () => {
    expect(
      transcriptText(
        read(resultFile({ transcripts: [{ transcript: 'Is it ?  Yes .' }], items: items([['Is', 0, 1], ['it', 1, 2], '?', ['Yes', 2, 3], '.']) })).transcript,
      ),
    ).toBe('Is it? Yes.');
  });
});
