// The words of the sample interview, written for it, and where the pretended engine goes wrong.
// Notation: shown{spoken}<heard confidence other …>. "{spoken}" is how the synthesiser says it; "<…>" is doubt:
// what the engine heard instead (left out where it heard right) and what else it considered.

/** One speaker's turn. */
export interface ScriptTurn {
  readonly speaker: 'host' | 'guest';
  readonly text: string;
}

export const SPEAKERS = { host: 'Helen Marsh', guest: 'Daniel Reed' } as const;

export const INTERVIEW: readonly ScriptTurn[] = [
  {
    speaker: 'host',
    text:
      "Good morning, you're listening to Harbor Radio, and I'm Helen Marsh. The little ferry between Port Alden and the old pier<peer 0.482 beer> " +
      'stopped running eleven years ago. This Saturday, it sails<sales 0.613> again. With me is Daniel Reed<Reid 0.571 read>, who leads the ' +
      'Alden<Aldon 0.437 Walden> Ferry Trust. Daniel, how did you bring it back?',
  },
  {
    speaker: 'guest',
    text:
      'Slowly, and with a great deal of tea<T 0.524 tee>. We began with nine people around a kitchen table. Today we have ' +
      '640{six hundred forty}<614 0.469> members, and together they raised $218,000{two hundred eighteen thousand dollars}. The boat herself was built in ' +
      '1958{nineteen fifty eight}, and nobody had touched her engine since the crossing<0.682 crossings> closed.',
  },
  {
    speaker: 'host',
    text: 'Some council<counsel 0.588> members said the bridge at Thornton<Thorton 0.431 Norton> makes a ferry unnecessary. What do you tell them?',
  },
  {
    speaker: 'guest',
    text:
      'I tell them to walk it. By road, it is seven miles to the hospital. By water, it takes six minutes. We counted ' +
      "340{three hundred forty} riders<writers 0.552> a day in our survey, and a third of them were going to work, or to a doctor's appointment.",
  },
  { speaker: 'host', text: 'And what will a ticket cost?' },
  {
    speaker: 'guest',
    text:
      "$2.50{two dollars fifty}, and nothing for children under twelve. We don't need to make a profit. We need to pay Margaret<0.707 Margarets>, " +
      'our skipper<0.661 skip>, and keep the lights on.',
  },
  { speaker: 'host', text: 'The first boat leaves on Saturday at a quarter past eight. Daniel Reed, thank you, and good luck.' },
  { speaker: 'guest', text: 'Thank you, Helen. Bring a warm coat.' },
];

/** One word of the script. */
export interface ScriptWord {
  /** As it should stand in a perfect transcript, without punctuation. */
  readonly text: string;
  /** Punctuation that follows, or "". */
  readonly punctuation: string;
  readonly spoken: string;
  readonly doubt: { readonly heard: string; readonly confidence: number; readonly others: readonly string[] } | null;
}

/** Splits a turn into sentences of words. Throws when the notation is broken. */
export function parseTurn(text: string): ScriptWord[][] {
  const sentences: ScriptWord[][] = [[]];
  for (const [token] of text.matchAll(/(?:\{[^}]*\}|<[^>]*>|[^\s])+/g)) {
    const match = /^([^{<]+?)(?:\{([^}]*)\})?(?:<([^>]*)>)?([.,?!]?)$/.exec(token);
    const [, shown = '', spoken, doubt, punctuation = ''] = match ?? [];
    if (!match) throw new Error(`the script's notation is broken at "${token}"`);
    sentences.at(-1)?.push({ text: shown, punctuation, spoken: spoken ?? shown, doubt: doubt === undefined ? null : parseDoubt(shown, doubt) });
    if (/[.?!]/.test(punctuation)) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

function parseDoubt(truth: string, text: string): NonNullable<ScriptWord['doubt']> {
  const [, heard, confidence = '', rest = ''] = /^(?:(\S+) )??(0\.\d+)(?: (.*))?$/.exec(text) ?? [];
  if (confidence === '') throw new Error(`the script's doubt is broken at "${text}"`);
  const others = rest === '' ? [] : rest.split(' ');
  // the right word is always among the engine's other ideas, first
  return heard === undefined ? { heard: truth, confidence: Number(confidence), others } : { heard, confidence: Number(confidence), others: [truth, ...others] };
}
