// What the commands on cues do: operations of the core made one step each in the editor's history, and moving about among cues and findings.
// It knows the editor, playback and the subtitles of one desk; keys and menus are the commands' table.
import type { CommandId } from '../../src-core/contract/commands.ts';
import type { Millis } from '../../src-core/span.ts';
import { changePlan, leaveOut, pinCues, restoreCues, setLook, unpinCues } from '../../src-core/subtitles/cue-choices.ts';
import { mergeRange, mergeWithNext, mergeWithPrevious, splitAtTime, splitAtWord } from '../../src-core/subtitles/cue-cuts.ts';
import type { CueEdit, CueSource } from '../../src-core/subtitles/cue-edits.ts';
import { changeLetters, changeLettersOf, lettersAt, type TextRange } from '../../src-core/subtitles/cue-letters.ts';
import { balanceLines } from '../../src-core/subtitles/cue-lines.ts';
import { plainLook } from '../../src-core/subtitles/cue-look.ts';
import { extendToNext } from '../../src-core/subtitles/cue-gaps.ts';
import { moveCueTo, shiftCues } from '../../src-core/subtitles/cue-shifts.ts';
import { nudgeEdge, setIn, setOut, setTimes, type AskedTimes, type Neighbours } from '../../src-core/subtitles/cue-times.ts';
import type { CuePlan } from '../../src-core/subtitles/cue-track.ts';
import { setCueText } from '../../src-core/subtitles/cue-text.ts';
import { deleteWithWords } from '../../src-core/subtitles/deleted-cues.ts';
import { duplicateCue, insertCue } from '../../src-core/subtitles/inserted-cue.ts';
import { firstWordToPrevious, lastWordToNext } from '../../src-core/subtitles/cue-words.ts';
import { frameAt, timeOfFrame } from '../../src-core/subtitles/frame-rate.ts';
import { shownFrame } from '../../src-core/subtitles/timecode.ts';
import { wordAtOffset, type Cue } from '../../src-core/subtitles/cue.ts';
import { RULES } from '../../src-core/subtitles/rules/finding.ts';
import type { LetterStyle } from '../../src-core/transcript/letter-range.ts';
import type { Letters } from '../../src-core/transcript/letters.ts';
import { wordFromOffset } from '../../src-core/transcript/query.ts';
import { isBehind } from '../../src-core/transcript/word-stretch.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import { putCues } from '../editor/text-edits.ts';
import type { CommandDoer } from '../state/commands.svelte.ts';
import { colouredText, LETTER_COLOURS, styleText } from '../state/letter-text.ts';
import type { StudioState } from '../state/studio-state.svelte.ts';

type SubtitleStudio = Pick<StudioState, 'subtitles' | 'playback' | 'session' | 'notices'>;

/** The desk as these commands see it; asked anew each time. */
export interface SubtitleBench {
  readonly studio: () => SubtitleStudio;
  readonly editor: () => Pick<TranscriptEditor, 'make'> | null;
  /** What is selected of the chosen cue's text, UTF-16 units, an empty range for the caret; null while nobody writes there. */
  readonly selection: () => TextRange | null;
  readonly focusText: () => void;
  readonly focusList: () => void;
  readonly ask: (what: 'insert' | 'timing' | 'plan' | 'recue' | 'repair-all' | 'accept' | 'report') => void;
}

/** How long a new cue is shown where there is room, milliseconds. Our choice. */
const NEW_CUE: Millis = 2_000;
/** Stands for all of a cue's text. */
const WHOLE: TextRange = { from: 0, to: 0 };
/** What is heard around an edge of a cue, milliseconds (Aegisub's half second). */
const AROUND: Millis = 500;

type Operation = (source: CueSource, index: number) => CueEdit | null;

export class SubtitleCommands {
  readonly #bench: SubtitleBench;

  constructor(bench: SubtitleBench) {
    this.#bench = bench;
  }

  /** The doers, for CommandsState.provideAll. */
  doers(): Partial<Record<CommandId, CommandDoer>> {
    return { ...this.#movingDoers(), ...this.#hearingDoers(), ...this.#timeDoers(), ...this.#changingDoers(), ...this.#askingDoers() };
  }

  /** Makes an operation one step; says so where there is nothing to do. Answers whether it was made. */
  make(edit: CueEdit | null, nothing = 'There is nothing to do here'): boolean {
    const { session, notices } = this.#studio;
    if (session.readOnly) return false;
    if (!edit || !this.#bench.editor()?.make(putCues(edit), edit.label, false)) {
      notices.say(nothing);
      return false;
    }
    this.#subtitles.follow(edit);
    notices.say(edit.label);
    return true;
  }

  /** Writes the text of the chosen cue, letter by letter; joins with the typing before it. */
  write(text: string): void {
    const { index, source } = this.#subtitles;
    const edit = setCueText(source, index, text);
    if (edit && !this.#studio.session.readOnly) this.#bench.editor()?.make(putCues(edit, true), null, false);
  }

  /** Turns a style on for what is selected in the text of the chosen cue, else for all chosen cues; off where all the letters of the first have it. */
  toggleLetters(style: LetterStyle): void {
    const { index, source } = this.#subtitles;
    const isOn = !lettersAt(source, index, this.#bench.selection() ?? WHOLE)[style];
    this.changeLetters({ [style]: isOn }, styleText(style, isOn));
  }

  /** Changes the letters of what is selected in the text of the chosen cue, else of all chosen cues. `label` names the step. */
  changeLetters(change: Partial<Letters>, label: string): void {
    const { index, selected, source } = this.#subtitles;
    const range = this.#bench.selection();
    const edit = range && range.from < range.to ? changeLetters(source, index, range, change) : changeLettersOf(source, selected, change);
    this.make(edit && { ...edit, label }, 'The letters look so already');
  }

  /** Gives the chosen cue another in or out. */
  setTime(edge: 'start' | 'end', time: Millis): void {
    const { index, source } = this.#subtitles;
    this.make(edge === 'start' ? setIn(source, index, time) : setOut(source, index, time));
  }

  /** Gives any cue other times, as a drag on the wave does. */
  setTimes(index: number, times: AskedTimes, neighbours: Neighbours): void {
    this.#subtitles.choose(index);
    this.make(setTimes(this.#subtitles.source, index, times, neighbours));
  }

  changePlan(asked: Partial<CuePlan>): void {
    this.make(changePlan(this.#subtitles.source, asked));
  }

  insert(time: Millis, text: string): void {
    const { source, profile, grid } = this.#subtitles;
    const next = source.cues.find(({ start }) => start > time)?.start ?? Infinity;
    const end = Math.max(time + profile.minDuration, Math.min(time + NEW_CUE, next - profile.minGap));
    this.make(insertCue(source, { start: time, end: grid ? timeOfFrame(frameAt(end, grid), grid) : end, text }));
  }

  /** Chooses a cue and brings the sound there; where sound is playing it plays on from the cue. */
  go(index: number): void {
    const { playback } = this.#studio;
    this.#subtitles.choose(index);
    const cue = this.#subtitles.chosen;
    if (cue && playback.phase === 'ready') playback.seek(cue.start);
  }

  /** Gives the keys to the list. */
  focusList(): void {
    this.#bench.focusList();
  }

  /** To the cue that holds a place of the text. */
  goToText(turn: number, offset: number): void {
    const holder = this.#subtitles.source.transcript.turns[turn];
    const index = holder ? this.#subtitles.indexOfWord({ turn, word: wordFromOffset(holder, offset) }) : -1;
    if (index >= 0) this.go(index);
  }

  /** To the next or previous finding, told with its reason. */
  goToFinding(by: 1 | -1): void {
    const subtitles = this.#subtitles;
    const index = subtitles.findingFrom(subtitles.index, by);
    if (index === null) {
      this.#studio.notices.say('Nothing is found against the rules');
      return;
    }
    this.go(index);
    const found = subtitles.findingsOf(index).map(({ rule }) => RULES[rule].about);
    this.#studio.notices.announce(`Cue ${index + 1}: ${found.join('; ')}`);
  }

  get #studio(): SubtitleStudio {
    return this.#bench.studio();
  }
  get #subtitles(): StudioState['subtitles'] {
    return this.#studio.subtitles;
  }

  #doer(run: () => void, writes = false): CommandDoer {
    return { run, can: () => this.#subtitles.shown && !(writes && this.#studio.session.readOnly) };
  }
  #operation(operation: Operation, nothing?: string): CommandDoer {
    return this.#doer(() => void this.make(operation(this.#subtitles.source, this.#subtitles.index), nothing), true);
  }
  #onSelected(operation: (source: CueSource, indexes: readonly number[]) => CueEdit | null, nothing?: string): CommandDoer {
    return this.#doer(() => void this.make(operation(this.#subtitles.source, this.#subtitles.selected), nothing), true);
  }

  #movingDoers(): Partial<Record<CommandId, CommandDoer>> {
    return {
      'subtitles.next': this.#doer(() => {
        this.go(this.#subtitles.index + 1);
      }),
      'subtitles.previous': this.#doer(() => {
        this.go(this.#subtitles.index - 1);
      }),
      'subtitles.write': this.#doer(() => {
        this.#bench.focusText();
      }, true),
      'subtitles.nextFinding': this.#doer(() => {
        this.goToFinding(1);
      }),
      'subtitles.previousFinding': this.#doer(() => {
        this.goToFinding(-1);
      }),
    };
  }

  #hearingDoers(): Partial<Record<CommandId, CommandDoer>> {
    const hear = (span: (cue: Cue) => { readonly start: Millis; readonly end: Millis }): CommandDoer => ({
      run: () => {
        const cue = this.#subtitles.chosen;
        if (cue) this.#studio.playback.playSpan(span(cue));
      },
      can: () => this.#subtitles.shown && this.#studio.playback.phase === 'ready',
    });
    return {
      'subtitles.hear': hear(({ start, end }) => ({ start, end })),
      'subtitles.hearBefore': hear(({ start }) => ({ start: Math.max(0, start - AROUND), end: start })),
      'subtitles.hearAfter': hear(({ end }) => ({ start: end, end: end + AROUND })),
      'subtitles.hearFirst': hear(({ start, end }) => ({ start, end: Math.min(end, start + AROUND) })),
      'subtitles.hearLast': hear(({ start, end }) => ({ start: Math.max(start, end - AROUND), end })),
      'playback.loop': {
        run: () => {
          const { playback, notices } = this.#studio;
          const cue = this.#subtitles.chosen;
          playback.setLoop(playback.loop === null ? cue : null);
          notices.say(playback.loop === null ? 'Looping ended' : 'Looping the cue');
        },
        can: () => this.#subtitles.shown && this.#studio.playback.phase === 'ready',
      },
    };
  }

  #timeDoers(): Partial<Record<CommandId, CommandDoer>> {
    const here = (set: (source: CueSource, index: number, time: Millis) => CueEdit | null): CommandDoer =>
      this.#operation((source, index) => set(source, index, this.here()));
    const nudge = (edge: 'start' | 'end', frames: number): CommandDoer =>
      this.#operation((source, index) => nudgeEdge(source, index, { edge, frames, rate: this.#subtitles.rate }), 'It can go no further');
    const move = (frames: number): CommandDoer => this.#onSelected((source, indexes) => shiftCues(source, indexes, { frames, rate: this.#subtitles.rate }));
    return {
      'subtitles.inHere': here(setIn),
      'subtitles.outHere': here(setOut),
      'subtitles.inEarlier': nudge('start', -1),
      'subtitles.inLater': nudge('start', 1),
      'subtitles.outEarlier': nudge('end', -1),
      'subtitles.outLater': nudge('end', 1),
      'subtitles.earlier': move(-1),
      'subtitles.later': move(1),
      'subtitles.moveHere': here(moveCueTo),
      'subtitles.extend': this.#operation(
        (source, index) => extendToNext(source, index, { gap: this.#subtitles.profile.minGap, rate: this.#subtitles.rate }),
        'It is shown until the next already',
      ),
    };
  }

  /** Where the playhead is: the frame on screen where frames are counted, so that In reads what the clock reads. */
  here(): Millis {
    const { time } = this.#studio.playback;
    const { grid } = this.#subtitles;
    return grid ? timeOfFrame(shownFrame(time, grid), grid) : Math.round(time);
  }

  #changingDoers(): Partial<Record<CommandId, CommandDoer>> {
    return {
      'subtitles.splitCaret': this.#operation((source, index) => this.#splitAtCaret(source, index), 'Put the caret between two words of the cue first'),
      'subtitles.splitHere': this.#operation(
        (source, index) => splitAtTime(source, this.#subtitles.indexAt(this.#studio.playback.time) ?? index, this.#studio.playback.time),
        'No cue can be split at the playhead',
      ),
      'subtitles.mergeNext': this.#onSelected(
        (source, indexes) => (indexes.length > 1 ? mergeRange(source, indexes[0] ?? 0, indexes.at(-1) ?? 0) : mergeWithNext(source, indexes[0] ?? 0)),
        'These cues cannot be merged',
      ),
      'subtitles.mergePrevious': this.#operation(mergeWithPrevious, 'These cues cannot be merged'),
      'subtitles.wordOn': this.#operation(lastWordToNext, 'There is no cue to take the word'),
      'subtitles.wordBack': this.#operation(firstWordToPrevious, 'There is no cue to take the word'),
      'subtitles.balance': this.#onSelected(balanceLines, 'The lines lie as the rules have them'),
      'subtitles.top': this.#look((look) => ({ vertical: look.vertical === 'top' ? 'bottom' : 'top' })),
      'edit.italic': this.#style('italic'),
      'edit.bold': this.#style('bold'),
      'edit.underline': this.#style('underline'),
      ...this.#colourDoers(),
      'subtitles.duplicate': this.#operation((source, index) => duplicateCue(source, index, this.#subtitles.profile.minGap)),
      'subtitles.leaveOut': this.#doer(() => {
        const { source, selected } = this.#subtitles;
        if (this.make(leaveOut(source, selected))) this.#studio.notices.say('Left out of the subtitles; the words stay in the transcript');
      }, true),
      'subtitles.deleteWords': this.#onSelected(deleteWithWords),
      'subtitles.takeIn': this.#operation((source, index) => this.#takeIn(source, index), 'No words are left out beside this cue'),
      'subtitles.pin': this.#onSelected(pinCues, 'It is held already'),
      'subtitles.unpin': this.#onSelected(unpinCues, 'These cues follow the rules already'),
    };
  }

  #askingDoers(): Partial<Record<CommandId, CommandDoer>> {
    const ask = (what: Parameters<SubtitleBench['ask']>[0], writes = true): CommandDoer =>
      this.#doer(() => {
        this.#bench.ask(what);
      }, writes);
    return {
      'subtitles.insert': ask('insert'),
      'subtitles.timing': ask('timing'),
      'subtitles.plan': ask('plan'),
      'subtitles.recue': ask('recue'),
      'subtitles.repairAll': ask('repair-all'),
      'subtitles.accept': ask('accept'),
      'subtitles.report': ask('report', false),
    };
  }

  #look(change: (look: typeof plainLook) => Partial<typeof plainLook>): CommandDoer {
    return this.#onSelected((source, indexes) => setLook(source, indexes, change(this.#subtitles.chosen?.look ?? plainLook)));
  }

  #style(style: LetterStyle): CommandDoer {
    return this.#doer(() => {
      this.toggleLetters(style);
    }, true);
  }

  #colourDoers(): Partial<Record<CommandId, CommandDoer>> {
    const doers = LETTER_COLOURS.map(({ command, colour }): [CommandId, CommandDoer] => [
      command,
      this.#doer(() => {
        this.changeLetters({ colour }, colouredText(colour));
      }, true),
    ]);
    return Object.fromEntries(doers);
  }

  #splitAtCaret(source: CueSource, index: number): CueEdit | null {
    const caret = this.#bench.selection()?.from ?? null;
    const cue = source.cues[index];
    const word = caret === null || !cue ? null : wordAtOffset(source.transcript, cue, caret);
    return word && splitAtWord(source, index, word);
  }

  /** Words left out between the cue before this one and the one after. */
  #takeIn(source: CueSource, index: number): CueEdit | null {
    const [before, after] = [source.cues[index - 1], source.cues[index + 1]];
    const beside = this.#subtitles.leftOut.filter(({ from, to }) => (!before || isBehind(from, before.from)) && (!after || isBehind(after.to, to)));
    return restoreCues(
      source,
      beside.map(({ id }) => id),
    );
  }
}
