// What the commands about the text do: find and replace, highlights, versions, who speaks. The view hands in what is open.
import type { CommandId } from '../../src-core/contract/commands.ts';
import type { Recording } from '../../src-core/library/recording.ts';
import type { FindHit } from '../../src-core/transcript/find.ts';
import { highlightTime, type Highlight } from '../../src-core/transcript/highlight.ts';
import { isBehind, type WordStretch } from '../../src-core/transcript/word-stretch.ts';
import { rangeOfWord } from '../../src-core/transcript/query.ts';
import { revertAll } from '../../src-core/transcript/revert.ts';
import { turnText, type SpeakerId } from '../../src-core/transcript/transcript.ts';
import { selectedWords } from '../editor/selected-words.ts';
import { giveTo, mergeSpeakers, putHighlights, putTurns, renameSpeaker, replaceHits, type SpeakerMeant, type WordsMeant } from '../editor/text-edits.ts';
import type { TranscriptEditor } from '../editor/transcript-editor.ts';
import type { CommandDoer } from '../state/commands.svelte.ts';
import type { StudioState } from '../state/studio-state.svelte.ts';
import type { Version } from '../state/versions.svelte.ts';
import { countText } from '../state/wording.ts';
import { CopyCommands } from './copy-commands.ts';
import { letterDoers } from './letter-commands.ts';

/** What the commands work on, asked for at each use. */
export interface TextBench {
  readonly studio: () => StudioState;
  readonly recording: () => Recording;
  readonly editor: () => TranscriptEditor | null;
  /** Opens the dialog that asks who speaks in a turn, with the ways of meaning more or less of it, the likeliest first. */
  readonly askSpeaker: (turn: number, ways: readonly WordsMeant[]) => void;
  /** A found place was gone to. */
  readonly onhit: (hit: FindHit) => void;
}

/** A selection longer than this is no text to look for. */
const LONGEST_SOUGHT = 100;
/** From so many places on a change is worth a version of its own. */
const MANY = 10;
const MOST_NAMES = 200;

export class TextCommands {
  readonly #bench: TextBench;
  readonly #copies: CopyCommands;

  constructor(bench: TextBench) {
    this.#bench = bench;
    this.#copies = new CopyCommands(bench);
  }

  /** The doers, for CommandsState.provideAll. */
  doers(): Partial<Record<CommandId, CommandDoer | (() => void)>> {
    const inspector = () => this.#studio.inspector;
    const can = (): boolean => !this.#studio.session.readOnly;
    return {
      'edit.undo': {
        run: () => {
          this.#step('undo');
        },
        can,
      },
      'edit.redo': {
        run: () => {
          this.#step('redo');
        },
        can,
      },
      'edit.lists': () => {
        inspector().openLists();
      },
      'edit.find': () => {
        inspector().openFind(this.#selectedText(), false);
      },
      'edit.replace': {
        run: () => {
          inspector().openFind(this.#selectedText(), true);
        },
        can,
      },
      'edit.findNext': () => {
        void this.stepHit(1);
      },
      'edit.findPrevious': () => {
        void this.stepHit(-1);
      },
      'edit.keepVersion': {
        run: () => {
          inspector().open('versions');
        },
        can,
      },
      'view.versions': () => {
        inspector().toggle('versions');
      },
      'view.highlights': () => {
        inspector().toggle('highlights');
      },
      'transcript.highlight': {
        run: () => {
          this.highlight(false);
        },
        can,
      },
      'transcript.comment': {
        run: () => {
          this.highlight(true);
        },
        can,
      },
      'transcript.nextHighlight': () => {
        this.#nextHighlight();
      },
      ...this.#copies.doers(),
      ...letterDoers(this.#bench, can),
      ...this.#speakerDoers(can),
    };
  }

  /** From the menu it may be meant for the field one is in, which undoes by itself. */
  #step(direction: 'undo' | 'redo'): void {
    const isField = document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement;
    if (isField) document.execCommand(direction);
    else if (direction === 'undo') this.#editor?.undo();
    else this.#editor?.redo();
  }

  // ---------------------------------------------------------------- find and replace

  /** To the next or previous hit, shown and selected; of a new search to the one nearest the caret. */
  async stepHit(by: 1 | -1): Promise<void> {
    const { inspector } = this.#studio;
    if (inspector.panel !== 'find') {
      inspector.openFind('', false);
      return;
    }
    await inspector.find.hurry();
    this.showHit(inspector.find.step(by, this.#editor?.selection().from ?? null));
  }

  /** Selects a hit in the text, which keeps the focus where it is. */
  showHit(hit: FindHit | null): void {
    if (!hit) return;
    this.#editor?.select({ turn: hit.turn, offset: hit.from }, { turn: hit.turn, offset: hit.to });
    this.#bench.onhit(hit);
  }

  /** Replaces the hit one is at and goes on to the next, which is never inside what was just put there. */
  async replaceOne(): Promise<void> {
    const { inspector, notices } = this.#studio;
    const { find } = inspector;
    await find.hurry();
    const { hit } = find;
    const editor = this.#editor;
    if (!hit || !editor) return;
    if (!editor.make(replaceHits([hit]), null, false)) {
      await this.stepHit(1);
      return;
    }
    find.follow(editor.transcript);
    await find.hurry();
    const lines = hit.replacement.split('\n');
    const [last = ''] = lines.slice(-1);
    const offset = last.length + (lines.length > 1 ? 0 : hit.from);
    this.showHit(find.stepFrom({ turn: hit.turn + lines.length - 1, offset }, 1));
    notices.announce('Replaced');
  }

  /** Replaces every hit that is not left out, as one step; before many a version is kept. */
  async replaceAll(): Promise<void> {
    const { inspector, notices } = this.#studio;
    const { find } = inspector;
    await find.hurry();
    const hits = find.chosen;
    if (hits.length === 0) return;
    const label = find.list ? `Apply “${find.list.name}” in ${countText(hits.length, 'place')}` : `Replace ${hits.length} × “${shortened(find.find)}”`;
    const transcript = this.#editor?.transcript;
    if (hits.length >= MANY) await this.#keepBefore(`Before: ${label}`);
    // Whoever typed while the version was being kept gets the places sought anew.
    if (transcript !== this.#editor?.transcript) return;
    if (this.#editor?.make(replaceHits(hits), label, false)) notices.say(`${countText(hits.length, 'place')} replaced`);
  }

  // ---------------------------------------------------------------- highlights

  /** Highlights what is selected, or the word at the caret; on a highlight opens it. With `writing` its comment is begun. */
  highlight(writing: boolean): void {
    const editor = this.#editor;
    if (!editor) return;
    const { inspector, clock, notices } = this.#studio;
    const words = this.#stretch();
    if (!words) {
      notices.say('There is no word to highlight here');
      return;
    }
    const known = editor.highlights.find((one) => one.words !== null && holds(one.words, words));
    if (known) {
      inspector.writeOn(known.id);
      return;
    }
    const id = crypto.randomUUID();
    const made: Highlight = { id, label: inspector.label, comment: '', madeAt: clock.now(), words, gone: null };
    editor.make(putHighlights([...editor.highlights, made]), 'Highlight');
    notices.say('Highlighted');
    if (writing) inspector.writeOn(id);
  }

  /** Changes a highlight's label or comment. */
  changeHighlight(id: string, change: Partial<Pick<Highlight, 'label' | 'comment'>>): void {
    const editor = this.#editor;
    if (!editor) return;
    if (change.label !== undefined) this.#studio.inspector.setLabel(change.label);
    const next = editor.highlights.map((one) => (one.id === id ? { ...one, ...change } : one));
    editor.make(putHighlights(next), change.comment === undefined ? 'Label a highlight' : 'Comment', false);
  }

  removeHighlight(id: string): void {
    const editor = this.#editor;
    if (editor?.make(putHighlights(editor.highlights.filter((one) => one.id !== id)), 'Remove a highlight', false))
      this.#studio.notices.say('Highlight removed');
  }

  /** Selects a highlight's words and goes to their time in the sound. */
  showHighlight({ words, gone }: Highlight): void {
    const { playback } = this.#studio;
    if (words) this.#showStretch(words);
    else if (gone) this.#editor?.showTime(gone.span.start);
    const time = words ? this.#editor?.transcript.turns[words.from.turn]?.words[words.from.word]?.start : gone?.span.start;
    if (time !== undefined) playback.seek(time);
  }

  /** Brings a turn to the top of the page. */
  showTurn(turn: number): void {
    this.#editor?.showTurn(turn);
  }

  // ---------------------------------------------------------------- versions

  /** Keeps what is on screen under a name. */
  async keepVersion(name: string): Promise<void> {
    const { editing, inspector, notices } = this.#studio;
    await editing.flush();
    if (await inspector.versions.keep(this.#bench.recording().id, name)) notices.say(`Kept as “${name}”`);
  }

  /** Brings a version back as one step that can be undone; what stands now is kept as a version first. */
  async restore(version: Version, name: string): Promise<void> {
    const { inspector, notices } = this.#studio;
    const kept = await inspector.versions.words(version);
    const before = this.#editor?.transcript;
    if (!kept || !before) return;
    await this.#keepBefore(`Before going back to ${name}`);
    const editor = this.#editor;
    if (!editor) return;
    const edit = { ...revertAll(kept.transcript, editor.transcript), speakers: kept.transcript.speakers };
    if (editor.make(putTurns(edit, kept), `Go back to ${name}`)) notices.say(`Back to ${name}; undo brings the later words again`);
    inspector.versions.endComparing();
  }

  // ---------------------------------------------------------------- speakers

  /** Gives words to somebody in the list or nobody. */
  give(meant: WordsMeant, speaker: SpeakerMeant): void {
    const { notices } = this.#studio;
    const name = 'name' in speaker ? speaker.name : this.#speakerName(speaker.id);
    if ('name' in speaker) this.#remember(speaker.name);
    if (this.#editor?.make(giveTo(meant, speaker), `Give words to ${name ?? 'nobody'}`)) notices.announce(`Spoken by ${name ?? 'nobody known'}`);
  }

  rename(id: SpeakerId, name: string): void {
    const before = this.#speakerName(id);
    this.#remember(name);
    this.#editor?.make(renameSpeaker(id, name), `Rename ${before ?? 'a speaker'} to ${name}`);
  }

  /** Makes one person of two. */
  merge(from: SpeakerId, into: SpeakerId): void {
    const [one, other] = [this.#speakerName(from), this.#speakerName(into)];
    if (this.#editor?.make(mergeSpeakers(from, into), `Make ${one ?? 'a speaker'} and ${other ?? 'another'} one person`))
      this.#studio.notices.say(`${one ?? 'A speaker'} is now ${other ?? 'another'}`);
  }

  #speakerDoers(can: () => boolean): Partial<Record<CommandId, CommandDoer>> {
    const doers: Partial<Record<CommandId, CommandDoer>> = {
      'transcript.speaker': {
        run: () => {
          const { from, to } = this.#editor?.selection() ?? {};
          if (!from || !to) return;
          const isSelected = from.turn !== to.turn || from.offset !== to.offset;
          const turn: WordsMeant = { kind: 'turn', turn: from.turn };
          this.#bench.askSpeaker(from.turn, isSelected ? [{ kind: 'selection' }, turn] : [turn, { kind: 'caret' }]);
        },
        can,
      },
    };
    SPEAKER_COMMANDS.forEach((id, index) => {
      doers[id] = {
        run: () => {
          this.#giveByNumber(index);
        },
        can,
      };
    });
    return doers;
  }

  #giveByNumber(index: number): void {
    const speaker = this.#editor?.transcript.speakers[index];
    if (speaker) this.give({ kind: 'selection' }, { id: speaker.id });
    else this.#studio.notices.say(`There is no speaker ${index + 1} yet`);
  }

  /** Names once used are offered again. */
  #remember(name: string): void {
    const { settings } = this.#studio;
    const names = [name, ...settings.value.speakerNames.filter((known) => known !== name)].slice(0, MOST_NAMES);
    if (settings.value.speakerNames[0] !== name) void settings.set({ speakerNames: names });
  }

  #speakerName(id: SpeakerId | null): string | null {
    return this.#editor?.transcript.speakers.find((speaker) => speaker.id === id)?.name ?? null;
  }

  // ---------------------------------------------------------------- what is open

  get #studio(): StudioState {
    return this.#bench.studio();
  }
  get #editor(): TranscriptEditor | null {
    return this.#bench.editor();
  }

  async #keepBefore(name: string): Promise<void> {
    const { editing, inspector } = this.#studio;
    await editing.flush();
    await inspector.versions.keepBefore(this.#bench.recording().id, name);
  }

  #selectedText(): string {
    const editor = this.#editor;
    const { from, to } = editor?.selection() ?? { from: null, to: null };
    const turn = from && to && from.turn === to.turn ? editor?.transcript.turns[from.turn] : undefined;
    return turn && from && to && to.offset - from.offset <= LONGEST_SOUGHT ? turnText(turn).slice(from.offset, to.offset) : '';
  }

  #stretch(): WordStretch | null {
    const selected = this.#editor && selectedWords(this.#editor);
    const word = selected ? null : this.#editor?.wordAtCaret();
    return word ? { from: word, to: word } : selected;
  }

  #showStretch({ from, to }: WordStretch): void {
    const editor = this.#editor;
    const [first, last] = [editor?.transcript.turns[from.turn], editor?.transcript.turns[to.turn]];
    if (!first || !last) return;
    editor?.select({ turn: from.turn, offset: rangeOfWord(first, from.word).from }, { turn: to.turn, offset: rangeOfWord(last, to.word).to });
  }

  #nextHighlight(): void {
    const editor = this.#editor;
    if (!editor) return;
    const { notices } = this.#studio;
    const { transcript } = editor;
    const standing = editor.highlights.filter((one) => one.words !== null).sort((a, b) => highlightTime(transcript, a) - highlightTime(transcript, b));
    const here = editor.wordAtCaret();
    const next = standing.find((one) => here && one.words && isBehind(one.words.from, here)) ?? standing[0];
    if (next) this.showHighlight(next);
    else notices.say('There are no highlights yet');
    editor.focus();
  }
}

const SPEAKER_COMMANDS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `transcript.speaker${number}` as CommandId); // rows of the table

function holds(outer: WordStretch, inner: WordStretch): boolean {
  return !isBehind(outer.from, inner.from) && !isBehind(inner.to, outer.to);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
