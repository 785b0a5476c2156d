// What the commands on words and their times do: edges nudged and set, a passage re-timed, a selection looped.
// It knows the editor, the wave and playback of one desk; keys and menus are the commands' table.
import type { CommandId } from '../../src-core/contract/commands.ts';
import type { Millis, Span } from '../../src-core/span.ts';
import type { SetSpans } from '../../src-core/transcript/edit.ts';
import { wordAtPlace } from '../../src-core/transcript/query.ts';
import { estimatedRuns, retimeRunOver, type Passage } from '../../src-core/transcript/retime-passage.ts';
import type { Transcript, WordPlace } from '../../src-core/transcript/transcript.ts';
import { moveEdge, type WordEdge } from '../../src-core/transcript/word-edges.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import type { CommandDoer } from '../state/commands.svelte.ts';
import type { NoticesState } from '../state/notices.svelte.ts';
import type { PlaybackState } from '../state/playback.svelte.ts';
import { exactClock } from '../state/word-text.ts';
import type { WaveView } from '../waveform/wave-view.ts';

/** What a nudge moves an edge by, milliseconds. */
const NUDGE: Millis = 10;

/** The desk as these commands see it; asked anew each time. */
export interface WordDesk {
  readonly editor: () => TranscriptEditor | null;
  readonly wave: () => WaveView | null;
  readonly playback: () => PlaybackState;
  readonly notices: () => NoticesState;
  readonly readOnly: () => boolean;
  /** The end of the media, milliseconds. */
  readonly end: () => Millis;
  /** How long a frame lasts, milliseconds; of pictures at 25 a second where there is no picture. */
  readonly frame: () => Millis;
  readonly togglePanel: () => void;
}

export class WordCommands {
  readonly #desk: WordDesk;

  constructor(desk: WordDesk) {
    this.#desk = desk;
  }

  /** The doers, for the table of commands. */
  doers(): Partial<Record<CommandId, CommandDoer>> {
    const nudge = (edge: WordEdge, by: () => Millis): CommandDoer =>
      this.#changing((place, transcript) => {
        const word = wordAtPlace(transcript, place);
        if (word) this.moveEdge(place, edge, word[edge] + by());
      });
    const here = (edge: WordEdge): CommandDoer =>
      this.#changing((place) => {
        this.moveEdge(place, edge, this.#desk.playback().time);
      });
    const frame = (): Millis => this.#desk.frame();
    return {
      'transcript.startEarlier': nudge('start', () => -NUDGE),
      'transcript.startLater': nudge('start', () => NUDGE),
      'transcript.endEarlier': nudge('end', () => -NUDGE),
      'transcript.endLater': nudge('end', () => NUDGE),
      'transcript.startFrameEarlier': nudge('start', () => -frame()),
      'transcript.startFrameLater': nudge('start', frame),
      'transcript.endFrameEarlier': nudge('end', () => -frame()),
      'transcript.endFrameLater': nudge('end', frame),
      'transcript.startHere': here('start'),
      'transcript.endHere': here('end'),
      'transcript.retime': {
        run: () => {
          this.retime();
        },
        can: () => !this.#desk.readOnly() && this.#desk.wave() !== null,
      },
      'transcript.wordTime': {
        run: () => {
          this.#desk.togglePanel();
        },
      },
      'playback.loop': {
        run: () => {
          this.loop();
        },
        can: () => this.#desk.playback().phase === 'ready',
      },
    };
  }

  /** Moves an edge of a word as near to a time as its neighbours leave, and says where it now is. */
  moveEdge(place: WordPlace, edge: WordEdge, time: Millis): void {
    const transcript = this.#desk.editor()?.transcript;
    const edit = transcript && moveEdge(transcript, { place, edge, time }, this.#desk.end());
    if (edit) this.take(edit, place);
    else this.#desk.notices().announce('The word next to it leaves no room');
  }

  /** Makes an edit the wave or a key has asked for. `place` is the word meant. */
  take(edit: SetSpans, place: WordPlace): void {
    const editor = this.#desk.editor();
    if (!editor) return;
    const before = wordAtPlace(editor.transcript, place);
    editor.setTimes([edit], `Time of “${before?.text ?? ''}”`);
    const after = wordAtPlace(editor.transcript, place);
    if (!before || !after) return;
    const said = [
      ...(before.start === after.start ? [] : [`begins at ${exactClock(after.start)}`]),
      ...(before.end === after.end ? [] : [`ends at ${exactClock(after.end)}`]),
    ];
    this.#desk.notices().announce(`${after.text} ${said.join(' and ')}`);
  }

  /** Lays the estimated words of the selection, or of the run or turn at the caret, over where somebody speaks. */
  retime(): void {
    const editor = this.#desk.editor();
    const wave = this.#desk.wave();
    const notices = this.#desk.notices();
    if (!editor || !wave) return;
    const passage = editor.selectedWords() ?? turnOf(editor.transcript, editor.caretTurn());
    const runs = passage ? estimatedRuns(editor.transcript, passage, this.#desk.end()) : [];
    if (runs.length === 0) {
      notices.say('No word here has an estimated time');
      return;
    }
    const heard = runs.map((run) => ({ run, speech: wave.speechIn(run.room) }));
    if (heard.some(({ speech }) => speech === null)) {
      notices.say('The sound is still being read. Try again when the waveform is complete');
      return;
    }
    const edits = heard.flatMap(({ run, speech }) => retimeRunOver(run, speech ?? []));
    const count = edits.reduce((sum, { spans }) => sum + spans.length, 0);
    if (count === 0) {
      const isSilent = heard.every(({ speech }) => speech?.length === 0);
      notices.say(isSilent ? 'No speech was found between the words around' : 'The estimated words already lie where speech is');
      return;
    }
    const label = count === 1 ? 'Re-time 1 word' : `Re-time ${count} words`;
    editor.setTimes(edits, label);
    notices.say(count === 1 ? '1 word re-timed' : `${count} words re-timed`);
  }

  /** Loops what is selected, or the word at the caret; once more to stop. */
  loop(): void {
    const playback = this.#desk.playback();
    if (playback.loop) {
      playback.setLoop(null);
      this.#desk.notices().say('The loop is off');
      return;
    }
    const span = this.#selectedSpan();
    if (!span || span.end <= span.start) {
      this.#desk.notices().say('Select words to loop');
      return;
    }
    playback.setLoop(span);
    this.#desk.notices().say(`Looping ${exactClock(span.start)} to ${exactClock(span.end)}`);
  }

  #selectedSpan(): Span | null {
    const editor = this.#desk.editor();
    const caret = editor?.wordAtCaret() ?? null;
    const passage = editor?.selectedWords() ?? (caret && { from: caret, to: caret });
    const first = editor && passage && wordAtPlace(editor.transcript, passage.from);
    const last = editor && passage && wordAtPlace(editor.transcript, passage.to);
    return first && last ? { start: first.start, end: last.end } : null;
  }

  #changing(run: (place: WordPlace, transcript: Transcript) => void): CommandDoer {
    return {
      run: () => {
        const editor = this.#desk.editor();
        const place = editor?.wordAtCaret();
        if (editor && place) run(place, editor.transcript);
      },
      can: () => !this.#desk.readOnly(),
    };
  }
}

/** All words of a turn, or null where there is none. */
function turnOf(transcript: Transcript, turn: number): Passage | null {
  const count = transcript.turns[turn]?.words.length ?? 0;
  return count > 0 ? { from: { turn, word: 0 }, to: { turn, word: count - 1 } } : null;
}

/** How long a frame lasts, in whole milliseconds; at 25 a second where the rate is not known. */
export function frameLength(rate: { readonly numerator: number; readonly denominator: number } | null): Millis {
  return rate && rate.numerator > 0 ? Math.max(1, Math.round((1000 * rate.denominator) / rate.numerator)) : 40;
}
