// The margin: who speaks and since when, beside each turn. The time is a button that plays from there.
import type { Extension } from '@codemirror/state';
import { gutter, GutterMarker, type EditorView } from '@codemirror/view';
import type { Millis } from '../../src-core/span.ts';
import { speakerName, turnSpan, type Transcript } from '../../src-core/transcript/transcript.ts';
import { clockText } from '../parts/clock-text.ts';
import { transcriptOf } from './transcript-document.ts';

/** What the margin can ask of the view around it. */
export interface MarginActions {
  /** Somebody pressed a turn's time. */
  readonly hear: (time: Millis) => void;
  /** Somebody pressed a turn's speaker; `at` is the pressed element. */
  readonly chooseSpeaker: (turn: number, at: HTMLElement) => void;
}

/** Number of speaker colours in the tokens. */
const COLOURS = 8;

/** Which of the speaker colours a speaker has, from 1, by place in the list. */
function speakerColour(transcript: Transcript, speaker: string | null): number | null {
  const index = transcript.speakers.findIndex((one) => one.id === speaker);
  return index < 0 ? null : (index % COLOURS) + 1;
}

interface MarginEntry {
  readonly turn: number;
  readonly name: string | null;
  readonly colour: number | null;
  /** Whether the turn before has the same speaker: then the name is left out, quietly. */
  readonly isContinued: boolean;
  readonly start: Millis | null;
  /** Whether somebody else is still speaking when this turn begins: both stay, each with their own times. */
  readonly overlaps: boolean;
}

class MarginMarker extends GutterMarker {
  readonly #entry: MarginEntry;
  readonly #actions: MarginActions;

  constructor(entry: MarginEntry, actions: MarginActions) {
    super();
    this.#entry = entry;
    this.#actions = actions;
  }

  override eq(other: GutterMarker): boolean {
    if (!(other instanceof MarginMarker)) return false;
    const [a, b] = [this.#entry, other.#entry];
    return (
      a.turn === b.turn && a.name === b.name && a.colour === b.colour && a.start === b.start && a.isContinued === b.isContinued && a.overlaps === b.overlaps
    );
  }

  override toDOM(): Node {
    const { turn, name, colour, isContinued, start, overlaps } = this.#entry;
    const box = document.createElement('div');
    box.className = 'margin-turn';
    const who = button('margin-speaker', isContinued ? '' : (name ?? 'Speaker?'), () => this.#actions.chooseSpeaker(turn, who));
    if (colour !== null) who.style.setProperty('--speaker', `var(--speaker-${colour})`);
    who.title = name === null ? 'Say who speaks' : `${name}: choose who speaks`;
    who.classList.toggle('is-continued', isContinued);
    who.classList.toggle('is-unknown', name === null);
    box.append(who);
    if (start !== null) {
      const when = button('margin-time', `${overlaps ? '‖ ' : ''}${clockText(start)}`, () => this.#actions.hear(start));
      when.title = `${overlaps ? 'Spoken while the turn above is still being spoken. ' : ''}Play from ${clockText(start, true)}`;
      box.append(when);
    }
    return box;
  }
}

/** Buttons of the margin stay out of the tab order: commands do the same from the text. */
function button(className: string, text: string, press: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = text;
  element.tabIndex = -1;
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('click', press);
  return element;
}

function entryOf(view: EditorView, turn: number): MarginEntry | null {
  const transcript = transcriptOf(view.state);
  const here = transcript.turns[turn];
  if (!here) return null;
  const before = transcript.turns[turn - 1];
  const start = turnSpan(here)?.start ?? null;
  const endBefore = before ? (turnSpan(before)?.end ?? 0) : 0;
  return {
    turn,
    name: speakerName(transcript, here.speaker),
    colour: speakerColour(transcript, here.speaker),
    isContinued: before !== undefined && before.speaker === here.speaker,
    start,
    overlaps: start !== null && start < endBefore,
  };
}

/** The margin as an extension. */
export function speakerMargin(actions: MarginActions): Extension {
  return gutter({
    class: 'cm-margin',
    lineMarker(view, line) {
      const entry = entryOf(view, view.state.doc.lineAt(line.from).number - 1);
      return entry && new MarginMarker(entry, actions);
    },
    lineMarkerChange: (update) => update.docChanged || transcriptOf(update.startState) !== transcriptOf(update.state),
  });
}
