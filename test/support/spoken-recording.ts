// A recording nobody has heard before: sentences spoken by espeak-ng into a real file, and what Transcribe would have written for it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One speaker's sentence. */
export interface Line {
  readonly speaker: number;
  readonly text: string;
}

/** A file of speech and the Transcribe result for it. */
export interface SpokenRecording {
  /** MP3. */
  readonly media: string;
  readonly result: string;
  readonly words: readonly ResultWord[];
}

/** A word of the result, milliseconds. */
interface ResultWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly speaker: number;
  readonly confidence: number;
}

const SECOND = 1000;
/** Before the first word and between the lines, milliseconds. */
const PAUSE = 400;

/** Speaks the lines into `NAME.mp3` and writes `NAME.json` beside it, its words laid evenly under each line's sound. */
export function speakRecording(folder: string, name: string, lines: readonly Line[]): SpokenRecording {
  const sounds = lines.map(({ speaker, text }, index) => speakLine(join(folder, `${name}-${index}.wav`), speaker, text));
  const media = join(folder, `${name}.mp3`);
  const inputs = sounds.flatMap(({ path }) => ['-i', path]);
  const padded = sounds.map((_, index) => `[${index}:a]adelay=${PAUSE}:all=1[p${index}]`).join(';');
  const joined = `${padded};${sounds.map((_, index) => `[p${index}]`).join('')}concat=n=${sounds.length}:v=0:a=1[out]`;
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, '-filter_complex', joined, '-map', '[out]', '-b:a', '64k', media]);
  const words = wordsOf(
    lines,
    sounds.map(({ length }) => length),
  );
  const result = join(folder, `${name}.json`);
  writeFileSync(result, JSON.stringify(transcribeResult(name, words)));
  return { media, result, words };
}

function speakLine(path: string, speaker: number, text: string): { path: string; length: number } {
  execFileSync('espeak-ng', ['-v', speaker === 0 ? 'en-gb' : 'en-us+f3', '-s', '150', '-w', path, text]);
  const seconds = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path], { encoding: 'utf8' });
  return { path, length: Math.round(Number(seconds) * SECOND) };
}

function wordsOf(lines: readonly Line[], lengths: readonly number[]): ResultWord[] {
  const words: ResultWord[] = [];
  let at = 0;
  lines.forEach(({ speaker, text }, index) => {
    at += PAUSE;
    const length = lengths[index] ?? 0;
    const texts = text.split(' ');
    const letters = texts.reduce((sum, word) => sum + word.length, 0);
    let from = at;
    for (const word of texts) {
      const end = from + Math.round((length * word.length) / letters);
      words.push({ text: word, start: from, end: Math.min(end, at + length), speaker, confidence: word.length > 6 ? 0.41 : 0.98 });
      from = end;
    }
    at += length;
  });
  return words;
}

/** The document as the service writes it: words and punctuation apart, seconds as text, speakers by label. */
function transcribeResult(jobName: string, words: readonly ResultWord[]): object {
  const seconds = (millis: number): string => (millis / SECOND).toFixed(3);
  const items = words.flatMap(({ text, start, end, speaker, confidence }) => {
    const label = `spk_${speaker}`;
    const [, said = text, mark = ''] = /^(.*?)([.,?!]?)$/.exec(text) ?? [];
    const word = {
      type: 'pronunciation',
      alternatives: [{ confidence: String(confidence), content: said }],
      start_time: seconds(start),
      end_time: seconds(end),
      speaker_label: label,
    };
    return mark === '' ? [word] : [word, { type: 'punctuation', alternatives: [{ confidence: '0.0', content: mark }], speaker_label: label }];
  });
  const numbered = items.map((item, id) => ({ id, ...item }));
  return {
    jobName,
    accountId: '000000000000',
    status: 'COMPLETED',
    results: {
      transcripts: [{ transcript: words.map(({ text }) => text).join(' ') }],
      language_code: 'en-GB',
      speaker_labels: { speakers: new Set(words.map(({ speaker }) => speaker)).size, segments: segmentsOf(words, seconds) },
      items: numbered,
    },
  };
}

function segmentsOf(words: readonly ResultWord[], seconds: (millis: number) => string): object[] {
  const runs: ResultWord[][] = [];
  for (const word of words) {
    const last = runs.at(-1);
    if (last?.[0]?.speaker === word.speaker) last.push(word);
    else runs.push([word]);
  }
  return runs.map((run) => ({
    start_time: seconds(run[0]?.start ?? 0),
    end_time: seconds(run.at(-1)?.end ?? 0),
    speaker_label: `spk_${run[0]?.speaker ?? 0}`,
    items: run.map((word) => ({ start_time: seconds(word.start), end_time: seconds(word.end), speaker_label: `spk_${word.speaker}` })),
  }));
}
