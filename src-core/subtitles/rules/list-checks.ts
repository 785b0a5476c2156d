// Checks no cue can be judged by alone: whether the same marks are written the same way throughout, and whether a colour tells one speaker.
// What each cue contributes is small and kept, so that a list is judged anew by counting.
import type { SpeakerId, Transcript } from '../../transcript/transcript.ts';
import { stretchesOf } from '../../transcript/letters.ts';
import { cueSpeaker, shownCueWords, shownLetters } from '../cue.ts';
import { contrastOnBlack } from './contrast.ts';
import type { MeasuredCue } from './measured-cue.ts';
import type { FindingFigures } from './check-cues.ts';
import type { RuleId } from './finding.ts';
import type { RuleSet } from './rule-set.ts';

/** How a cue writes what can be written in two ways, its colours, and who wears them. */
export interface CueMarks {
  readonly ellipsis: Manner;
  readonly quotes: Manner;
  /** Every colour of its letters, those of single words too. */
  readonly colours: readonly string[];
  readonly worn: readonly WornColour[];
}

/** A colour that all a speaker says in a cue has. That of some of the words only stresses them. */
interface WornColour {
  readonly colour: string;
  readonly speaker: SpeakerId | null;
}

/** `first` is "…" and curly marks, `second` "..." and straight ones. */
type Manner = 'none' | 'first' | 'second' | 'both';

const STRAIGHT = /["']/u;
const CURLY = /[“”‘’„]/u;
const manner = (first: boolean, second: boolean): Manner => (first ? (second ? 'both' : 'first') : second ? 'second' : 'none');

/** A cue that has no marks and no colour, as most. */
const BARE: CueMarks = { ellipsis: 'none', quotes: 'none', colours: [], worn: [] };

/** What a cue contributes. */
export function marksOf(transcript: Transcript, measured: MeasuredCue): CueMarks {
  const { text } = measured;
  const ellipsis = manner(text.includes('…'), text.includes('...'));
  const quotes = manner(CURLY.test(text), STRAIGHT.test(text));
  const { colours, worn } = coloursOf(transcript, measured);
  if (ellipsis === 'none' && quotes === 'none' && colours.length === 0) return BARE;
  return { ellipsis, quotes, colours, worn };
}

function coloursOf(transcript: Transcript, { cue, lines }: MeasuredCue): Pick<CueMarks, 'colours' | 'worn'> {
  const colour = cue.look?.colour ?? null;
  if (lines.every(({ letters }) => letters.every((run) => run.colour === null))) {
    return colour === null ? BARE : { colours: [colour], worn: [{ colour, speaker: cueSpeaker(transcript, cue) }] };
  }
  const byTurn = Map.groupBy(shownCueWords(transcript, cue), ({ place }) => place.turn);
  const spoken = [...byTurn].map(([turn, words]) => {
    const colours = words.flatMap((word) => stretchesOf(shownLetters(word), word.text.length).map((run) => run.colour ?? colour));
    return { speaker: transcript.turns[turn]?.speaker ?? null, colours: new Set(colours) };
  });
  return {
    colours: [...new Set(spoken.flatMap(({ colours }) => [...colours]))].filter((one) => one !== null),
    worn: spoken.flatMap(({ speaker, colours: [only = null, ...others] }) => (only !== null && others.length === 0 ? { colour: only, speaker } : [])),
  };
}

/** What the list does for the most part, and the colours several speakers wear. */
export interface Census {
  readonly ellipsis: Manner;
  readonly quotes: Manner;
  readonly shared: ReadonlySet<string>;
  /** The same for censuses that say the same. */
  readonly key: string;
}

/** White is the colour of everybody who has none of their own (BBC). */
const WHITE = '#ffffff';

/** Counts a list. Where both manners are equally frequent the typographic one is asked for. */
export function takeCensus(cues: readonly { readonly marks: CueMarks }[], { letters }: RuleSet): Census {
  const counts = { ellipsis: 0, quotes: 0 };
  const wearers = new Map<string, SpeakerId | null>();
  const shared = new Set<string>();
  for (const { marks } of cues) {
    if (marks === BARE) continue;
    const { ellipsis, quotes, worn } = marks;
    counts.ellipsis += lean(ellipsis);
    counts.quotes += lean(quotes);
    for (const { colour, speaker } of worn) {
      if (colour === WHITE) continue;
      if (!wearers.has(colour)) wearers.set(colour, speaker);
      else if (wearers.get(colour) !== speaker) shared.add(colour);
    }
  }
  const asked = letters.ellipsis === null ? counts.ellipsis >= 0 : letters.ellipsis === '…';
  const census = { ellipsis: asked ? 'first' : 'second', quotes: counts.quotes >= 0 ? 'first' : 'second', shared } as const;
  return { ...census, key: [census.ellipsis, census.quotes, ...[...shared].sort()].join(' ') };
}

const lean = (manner: Manner): number => (manner === 'first' ? 1 : manner === 'second' ? -1 : 0);

/** WCAG 2.2, 1.4.3: letters of ordinary size. */
const LEAST_CONTRAST = 4.5;

/** What is wrong with a cue in the light of the list. */
export function listFindings(marks: CueMarks, census: Census, { letters, name }: RuleSet): readonly (readonly [RuleId, FindingFigures])[] {
  if (marks === BARE) return [];
  const found: (readonly [RuleId, FindingFigures])[] = [];
  const isOther = (own: Manner, asked: Manner): boolean => own !== 'none' && own !== asked;
  if (isOther(marks.ellipsis, census.ellipsis)) {
    found.push(['ellipsis-form', { detail: census.ellipsis === 'first' ? '…' : '...', source: letters.ellipsis === null ? name : letters.source }]);
  }
  if (isOther(marks.quotes, census.quotes)) found.push(['quote-form', { detail: census.quotes === 'first' ? '“ ” ’' : '" \'' }]);
  const { colours, worn } = marks;
  const odd = colours.filter((colour) => letters.colours && !letters.colours.includes(colour));
  if (odd.length > 0) found.push(['colour', { detail: odd.join(', '), source: letters.source }]);
  const shared = new Set(worn.flatMap(({ colour }) => (census.shared.has(colour) ? colour : [])));
  if (shared.size > 0) found.push(['shared-colour', { detail: [...shared].join(', ') }]);
  const [dim] = [...colours].sort((a, b) => contrastOnBlack(a) - contrastOnBlack(b));
  if (dim !== undefined && contrastOnBlack(dim) < LEAST_CONTRAST)
    found.push(['low-contrast', { value: contrastOnBlack(dim), limit: LEAST_CONTRAST, unit: 'to 1', detail: dim, source: 'WCAG 2.2, 1.4.3' }]);
  return found;
}
