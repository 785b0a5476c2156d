// Checks no cue can be judged by alone: whether the same marks are written the same way throughout, and whether a colour tells one speaker.
// What each cue contributes is small and kept, so that a list is judged anew by counting.
import type { SpeakerId, Transcript } from '../../transcript/transcript.ts';
import { cueSpeaker } from '../cue.ts';
import { contrastOnBlack } from './contrast.ts';
import type { MeasuredCue } from './measured-cue.ts';
import type { FindingFigures } from './check-cues.ts';
import type { RuleId } from './finding.ts';
import type { RuleSet } from './rule-set.ts';

/** How a cue writes what can be written in two ways, and whose colour it wears. */
export interface CueMarks {
  readonly ellipsis: Manner;
  readonly quotes: Manner;
  readonly colour: string | null;
  readonly speaker: SpeakerId | null;
}

/** `first` is "…" and curly marks, `second` "..." and straight ones. */
type Manner = 'none' | 'first' | 'second' | 'both';

const STRAIGHT = /["']/u;
const CURLY = /[“”‘’„]/u;
const manner = (first: boolean, second: boolean): Manner => (first ? (second ? 'both' : 'first') : second ? 'second' : 'none');

/** A cue that has no marks and no colour, as most. */
const BARE: CueMarks = { ellipsis: 'none', quotes: 'none', colour: null, speaker: null };

/** What a cue contributes. */
export function marksOf(transcript: Transcript, { text, cue }: MeasuredCue): CueMarks {
  const ellipsis = manner(text.includes('…'), text.includes('...'));
  const quotes = manner(CURLY.test(text), STRAIGHT.test(text));
  const colour = cue.look?.colour ?? null;
  if (ellipsis === 'none' && quotes === 'none' && colour === null) return BARE;
  return { ellipsis, quotes, colour, speaker: cueSpeaker(transcript, cue) };
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
    const { ellipsis, quotes, colour, speaker } = marks;
    counts.ellipsis += lean(ellipsis);
    counts.quotes += lean(quotes);
    if (colour === null || colour === WHITE) continue;
    if (!wearers.has(colour)) wearers.set(colour, speaker);
    else if (wearers.get(colour) !== speaker) shared.add(colour);
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
  const { colour } = marks;
  if (colour === null) return found;
  if (letters.colours && !letters.colours.includes(colour)) found.push(['colour', { detail: colour, source: letters.source }]);
  if (census.shared.has(colour)) found.push(['shared-colour', { detail: colour }]);
  const contrast = contrastOnBlack(colour);
  if (contrast < LEAST_CONTRAST)
    found.push(['low-contrast', { value: contrast, limit: LEAST_CONTRAST, unit: 'to 1', detail: colour, source: 'WCAG 2.2, 1.4.3' }]);
  return found;
}
