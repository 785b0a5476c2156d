// The shortest transcript one can still type into: what long ones are measured against.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORDS = ['Nobody', 'said', 'much', 'on', 'Sunday.'];

/** Path of a Transcribe result of five words. */
export function fiveWordsResult(cache: string): string {
  const items = WORDS.map((content, index) => ({
    id: index,
    type: 'pronunciation',
    alternatives: [{ confidence: '0.99', content }],
    start_time: String(index + 1),
    end_time: String(index + 1.8),
    speaker_label: 'spk_0',
  }));
  const path = join(cache, 'five-words.json');
  const results = { transcripts: [{ transcript: WORDS.join(' ') }], items };
  writeFileSync(path, JSON.stringify({ jobName: 'five', accountId: '000000000000', status: 'COMPLETED', results }));
  return path;
}
