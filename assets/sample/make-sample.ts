// Makes the sample interview: sound, what Transcribe would answer, and the truth about both.
// node assets/sample/make-sample.ts   (needs flite with its slt and rms voices, and ffmpeg with libopus)
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RATE, speak, type Voice } from './flite.ts';
import { INTERVIEW, parseTurn, SPEAKERS } from './interview-text.ts';
import type { TimedTurn, TimedWord } from './timed-words.ts';
import { toTranscribeResult } from './transcribe-result.ts';

const VOICES: Readonly<Record<'host' | 'guest', Voice>> = { host: { name: 'slt', stretch: 1.06 }, guest: { name: 'rms', stretch: 1.0 } };
/** Pauses, seconds. */
const [LEAD, BETWEEN_SENTENCES, BETWEEN_TURNS, TAIL] = [0.6, 0.42, 0.68, 0.9];
/** Loudness of speech and of the room behind it, relative to full scale. */
const [SPEECH_LEVEL, ROOM_LEVEL] = [0.16, 0.0008];
/** How much each voice's buzz above 4 kHz is turned down, decibels. */
const SOFTENED = { host: -3, guest: -9 } as const;

/** The whole interview: samples between -1 and 1, and where each word lies. */
function compose(): { samples: Float32Array; turns: TimedTurn[] } {
  const pieces: Float32Array[] = [silence(LEAD)];
  let length = pieces[0]?.length ?? 0;
  const add = (piece: Float32Array): void => {
    pieces.push(piece);
    length += piece.length;
  };
  const turns = INTERVIEW.map(({ speaker, text }, index): TimedTurn => {
    if (index > 0) add(silence(BETWEEN_TURNS));
    const sentences = parseTurn(text).map((words, sentence): TimedWord[] => {
      if (sentence > 0) add(silence(BETWEEN_SENTENCES));
      const read = words.map((word) => word.spoken + word.punctuation).join(' ');
      const speech = speak(
        VOICES[speaker],
        read,
        words.map((word) => word.spoken),
      );
      const offset = length;
      add(levelled(softened(speech.samples, SOFTENED[speaker])));
      const millis = (sample: number): number => Math.round(((offset + sample) * 1000) / RATE);
      return words.map((word, at) => ({ ...word, start: millis(speech.words[at]?.from ?? 0), end: millis(speech.words[at]?.to ?? 0) }));
    });
    return { speaker, sentences };
  });
  add(silence(TAIL));
  const samples = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  addRoom(samples);
  return { samples, turns };
}

function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * RATE));
}

/** High shelf from 4 kHz up (R. Bristow-Johnson's cookbook, slope 1). Moves nothing in time that an ear could tell. */
function softened(samples: Int16Array, decibels: number): Float32Array {
  const a = 10 ** (decibels / 40);
  const w = (2 * Math.PI * 4000) / RATE;
  const [cos, beta] = [Math.cos(w), Math.sqrt(a) * Math.sin(w) * Math.SQRT2];
  const [b0, b1, b2] = [a * (a + 1 + (a - 1) * cos + beta), -2 * a * (a - 1 + (a + 1) * cos), a * (a + 1 + (a - 1) * cos - beta)];
  const [a0, a1, a2] = [a + 1 - (a - 1) * cos + beta, 2 * (a - 1 - (a + 1) * cos), a + 1 - (a - 1) * cos - beta];
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return Float32Array.from(samples, (sample) => {
    const x = sample / 32768;
    const y = (b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2) / a0;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  });
}

/** One sentence at the common loudness, with edges too short to hear that keep joins from clicking. */
function levelled(samples: Float32Array): Float32Array {
  const square = samples.reduce((sum, sample) => sum + sample ** 2, 0);
  const gain = SPEECH_LEVEL / Math.sqrt(square / samples.length);
  const edge = Math.round(RATE * 0.004);
  return Float32Array.from(samples, (sample, at) => {
    const ramp = Math.min(1, (at + 1) / edge, (samples.length - at) / edge);
    return Math.tanh(sample * gain * ramp);
  });
}

/** A quiet room: softened noise, the same every time. */
function addRoom(samples: Float32Array): void {
  let [state, before] = [0x1234567, 0];
  for (let at = 0; at < samples.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    before = before * 0.8 + (state / 2 ** 31 - 1) * 0.2;
    samples[at] = (samples[at] ?? 0) + before * ROOM_LEVEL * 3;
  }
}

function encode(samples: Float32Array, path: string): void {
  const pcm = Buffer.from(Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32767)).buffer);
  const codec = ['-c:a', 'libopus', '-b:a', '40k', '-application', 'voip', '-frame_duration', '20'];
  // bit-exact containers carry no date and no encoder version, so making it again changes nothing
  const quiet = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-metadata', 'title=The ferry sails again (sample interview)'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0', ...codec, ...quiet, path], { input: pcm });
}

const { samples, turns } = compose();
const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const write = (name: string, value: object): void => writeFileSync(file(name), `${JSON.stringify(value, null, 1)}\n`);
encode(samples, file('interview.ogg'));
write('interview.json', toTranscribeResult(turns, 'galley-sample-interview'));
write('interview.sample.json', { media: 'interview.ogg', result: 'interview.json', format: 'ogg', sampleRate: 48_000, language: 'en-US' });
write('truth.json', {
  duration: Math.round((samples.length * 1000) / RATE),
  turns: turns.map(({ speaker, sentences }) => ({
    speaker: SPEAKERS[speaker],
    words: sentences.flat().map(({ text, punctuation, start, end, doubt }) => ({
      text: text + punctuation,
      start,
      end,
      ...(doubt && doubt.heard !== text ? { heard: doubt.heard } : {}),
      ...(doubt ? { doubtful: true } : {}),
    })),
  })),
});
const words = turns.flatMap((turn) => turn.sentences.flat());
process.stdout.write(`${words.length} words, ${words.filter((word) => word.doubt).length} doubtful, ${(samples.length / RATE).toFixed(1)} s\n`);
