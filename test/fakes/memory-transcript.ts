// Transcripts for screens and tests without a library: a short interview of two voices, and one of any length.
import type { Transcript, Turn, Word } from '../../src-core/transcript/transcript.ts';

const INTERVIEW: readonly (readonly [speaker: 0 | 1, text: string])[] = [
  [0, "Good morning, and welcome to the harbour museum. I'm standing here with Ines Calloway, who has looked after the old lighthouse for thirty-one years."],
  [1, 'Thirty-two, in fact. I began the winter the ferry stopped running.'],
  [0, 'Thirty-two, I stand corrected. Tell me what the first night was like.'],
  [
    1,
    'Loud. People think of a lighthouse as a quiet place, but the wind finds every gap, and the lens turns with a sort of groan. I did not sleep until Thursday.',
  ],
  [0, 'And now they want to replace the lamp.'],
  [1, 'They already have. The new one is the size of a coffee cup, it draws ninety watts, and you can see it from Skerrow.'],
  [0, 'Do you miss the old one?'],
  [1, "I miss winding it. You knew the time by your arms. But I wouldn't go back — nobody ever had to climb out and scrape ice off a diode."],
  [0, 'What should visitors look at first?'],
  [1, 'The logbook. Every ship that ever answered us is in there, in ink, with the weather. My favourite page is the eleventh of March, nineteen sixty-two.'],
  [0, 'Why that one?'],
  [1, 'Because it says: fog, fog, fog, and then, in another hand, a single word. Whales.'],
];

/** About seventy seconds, two speakers, some doubtful words. */
export function interviewTranscript(): Transcript {
  return layOut(INTERVIEW);
}

/** The same conversation over and over until there are at least so many words. */
export function longTranscript(words: number): Transcript {
  const turns: (readonly [0 | 1, string])[] = [];
  let count = 0;
  for (let index = 0; count < words; index += 1) {
    const turn = INTERVIEW[index % INTERVIEW.length] ?? ([0, 'Yes.'] as const);
    turns.push(turn);
    count += turn[1].split(' ').length;
  }
  return layOut(turns);
}

function layOut(spoken: readonly (readonly [0 | 1, string])[]): Transcript {
  let clock = 400;
  let source = 0;
  const turns: Turn[] = spoken.map(([speaker, text], id) => {
    const words = text.split(' ').map((word, index): Word => {
      const start = clock;
      const end = start + 110 + 48 * word.length;
      clock = end + (/[.?!]$/.test(word) ? 420 : /[,:]$/.test(word) ? 210 : 30);
      source += 1;
      return { text: word, space: index === 0 ? '' : ' ', start, end, origin: 'heard', confidence: confidenceOf(source), channel: null, source: source - 1 };
    });
    clock += 350;
    return { id, speaker: `spk_${speaker}`, words, tail: '' };
  });
  return {
    language: 'en-GB',
    speakers: [
      { id: 'spk_0', name: 'Speaker 1' },
      { id: 'spk_1', name: 'Ines Calloway' },
    ],
    turns,
    nextTurnId: turns.length,
  };
}

/** Mostly sure; every seventeenth word doubtful, every fortieth very much so. */
function confidenceOf(source: number): number {
  if (source % 40 === 0) return 0.31;
  if (source % 17 === 0) return 0.64;
  return 0.9 + (source % 10) / 100;
}
