// AWS HealthScribe transcripts: items in seconds, turns tied to them only by their text.
import { ProblemList } from '../problem.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { buildTranscript } from './build-transcript.ts';
import { asArray, asObject, asString, own, type JsonObject } from './json-value.ts';
import { readConfidence, readSpan, type SpokenItem, were } from './spoken-item.ts';

/** Reads a whole HealthScribe transcript file (`{ Conversation: { TranscriptItems, TranscriptSegments } }`). */
export function readHealthScribe(file: JsonObject, problems: ProblemList): Transcript {
  const conversation = asObject(own(file, 'Conversation')) ?? {};
  const turns = asArray(own(conversation, 'TranscriptSegments')).map((raw) => ({
    text: asString(own(asObject(raw), 'Content')) ?? '',
    role: asString(own(asObject(own(asObject(raw), 'ParticipantDetails')), 'ParticipantRole')),
  }));
  const walk = new TurnWalk(turns.map((turn) => turn.text));
  const items: SpokenItem[] = [];
  asArray(own(conversation, 'TranscriptItems')).forEach((raw, index) => {
    const item = asObject(raw);
    const alternative = asObject(asArray(own(item, 'Alternatives'))[0]);
    const text = (asString(own(alternative, 'Content')) ?? '').trim();
    if (!item || text === '') {
      problems.add(
        'item-without-text',
        'loss',
        (count) => `${count} entr${count === 1 ? 'y' : 'ies'} of the result held no text and ${were(count)} left out.`,
        {
          item: index,
        },
      );
      return;
    }
    const isPunctuation = asString(own(item, 'Type'))?.toUpperCase() === 'PUNCTUATION';
    // Punctuation carries 0/0 or nonsense here: never a time.
    const span = isPunctuation ? { start: null, end: null } : readSpan(own(item, 'BeginAudioTime'), own(item, 'EndAudioTime'), 'seconds', problems, index);
    const confidence = isPunctuation ? null : readConfidence(own(alternative, 'Confidence'), problems, index);
    items.push({ index, isPunctuation, text, ...span, confidence, speaker: turns[walk.turnOf(text)]?.role ?? null, channel: null });
  });
  if (asArray(own(conversation, 'ClinicalInsights')).length > 0) {
    problems.add('insights-kept', 'note', () => 'Clinical insights are kept with the original result; the editor does not show them.');
  }
  const running = turns.map((turn) => turn.text).join(' ');
  return buildTranscript(items, { language: asString(own(conversation, 'LanguageCode')), running, nameOf: roleName }, problems);
}

/** Follows the items through the turns' texts, which hold the same characters in the same order. */
class TurnWalk {
  readonly #texts: readonly string[];
  #turn = 0;
  #at = 0;

  constructor(texts: readonly string[]) {
    this.#texts = texts.map((text) => text.trimStart());
  }

  /** The turn the next item lies in: the current one while its text goes on with the item, else the next one that begins with it. */
  turnOf(text: string): number {
    const nearby = (this.#texts[this.#turn] ?? '').slice(this.#at, this.#at + NEARBY + text.length);
    const found = nearby.indexOf(text);
    if (found >= 0) return this.#goTo(this.#turn, this.#at + found + text.length);
    const end = Math.min(this.#texts.length, this.#turn + 1 + TURNS_AHEAD);
    for (let next = this.#turn + 1; next < end; next += 1) if (this.#texts[next]?.startsWith(text)) return this.#goTo(next, text.length);
    return this.#turn;
  }

  #goTo(turn: number, at: number): number {
    this.#turn = turn;
    this.#at = at;
    return turn;
  }
}

/** A stray mark or a respelled word may stand between, not more: characters. */
const NEARBY = 40;
/** Turns looked through for one that begins with an item: some may hold no words, not hundreds. */
const TURNS_AHEAD = 100;

/** "CLINICIAN_0" is "Clinician", "PATIENT_1" is "Patient 2". */
function roleName(label: string): string {
  const [, role = label, number = '0'] = /^([A-Z_]+?)_(\d+)$/i.exec(label) ?? [];
  const name = role.charAt(0).toUpperCase() + role.slice(1).toLowerCase();
  return number === '0' ? name : `${name} ${Number(number) + 1}`;
}
