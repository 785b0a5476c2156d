// The margin is for eyes: says who speaks in a turn the caret comes to, once a turn.
import { speakerName, turnSpan, type Transcript, type TurnId, type WordPlace } from '../../src-core/transcript/transcript.ts';
import { clockText } from '../parts/clock-text.ts';

export class TurnTeller {
  readonly #transcript: () => Transcript | null;
  readonly #say: (text: string) => void;
  #told: TurnId | null = null;

  constructor(transcript: () => Transcript | null, say: (text: string) => void) {
    this.#transcript = transcript;
    this.#say = say;
  }

  /** Where the caret is now. The turn it is in at first, when nobody has moved it, is not said. */
  tell(place: WordPlace | null): void {
    const transcript = this.#transcript();
    const turn = place && transcript?.turns[place.turn];
    if (!transcript || !turn || turn.id === this.#told) return;
    const isFirst = this.#told === null;
    this.#told = turn.id;
    const start = turnSpan(turn)?.start;
    if (!isFirst && start !== undefined) this.#say(`${speakerName(transcript, turn.speaker) ?? 'Unknown speaker'}, ${clockText(start)}`);
  }
}
