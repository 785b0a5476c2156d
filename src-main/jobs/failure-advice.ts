// What to do about a FAILED job, by the words of Transcribe's documented reasons (A33). Unknown reasons stay without advice.

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/unsupported media format/i, 'Transcribe could not read this file. Convert it to FLAC, WAV or MP4 and try again.'],
  [/media format provided does not match/i, 'The file is not what its name says. Convert it to FLAC or WAV and try again.'],
  [/sample rate provided does not match/i, 'The sample rate sent was wrong. Try again: Galley lets Transcribe find it.'],
  [/invalid sample rate/i, 'The sample rate must lie between 8,000 and 48,000 Hz. Convert the file and try again.'],
  [/maximum audio duration|audio duration/i, 'Transcribe takes recordings of up to 4 hours. Split the file and transcribe the parts.'],
  [/file size too large/i, 'Transcribe takes files of up to 2 GB and 4 hours. Convert to FLAC at 16 kHz, or split the file.'],
  [/number of channels/i, 'Transcribe takes one or two channels. Mix the sound down to stereo and try again.'],
];

/** One sentence of advice for a service's reason, or null when it is not among the known ones. */
export function failureAdvice(reason: string): string | null {
  return ADVICE.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
}
