// Italics and the like by command: in the cue's text what is selected, else the chosen cues; in the open text the same, through one history.
import { describe, expect, it } from 'vitest';
import { COMMANDS, type CommandId } from '../../../src-core/contract/commands.ts';
import { defaultSettings } from '../../../src-core/contract/settings.ts';
import { emptyTrack } from '../../../src-core/subtitles/cue-track.ts';
import { cueText, styledLines } from '../../../src-core/subtitles/cue.ts';
import type { TextRange } from '../../../src-core/subtitles/cue-letters.ts';
import { letterStretches } from '../../../src-core/transcript/styled-text.ts';
import type { MarkedTranscript } from '../../../src-core/history/history-step.ts';
import type { TextEdit } from '../../../src-renderer/editor/text-edits.ts';
import { documentPosition, textPlace } from '../../../src-renderer/editor/transcript-document.ts';
import { Scope } from '../../../src-renderer/scope.ts';
import { LETTER_COLOURS } from '../../../src-renderer/state/letter-text.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { SettingsState } from '../../../src-renderer/state/settings.svelte.ts';
import type { StudioState } from '../../../src-renderer/state/studio-state.svelte.ts';
import { SubtitlesState } from '../../../src-renderer/state/subtitles.svelte.ts';
import { letterDoers } from '../../../src-renderer/views/letter-commands.ts';
import { SubtitleCommands } from '../../../src-renderer/views/subtitle-commands.ts';
import { said, transcript, turn } from '../../core/subtitles/written-speech.ts';
import { EditorBench } from '../editor/editor-bench.ts';
import { ManualPageClock, ScriptedStudio } from '../page-fakes.ts';

const SPEECH = 'We went out before it was light, my father and I. He never said a word until the nets were in. Then he told me everything he knew.';
const talk = transcript([turn(said(SPEECH), 'spk_0'), turn(said('And what was it that he knew?', 12_000), 'spk_1')]);

/** An open recording, its text or its cues under the hand. */
class Desk {
  readonly page = new EditorBench(talk);
  marked: MarkedTranscript = $state.raw({ transcript: talk, highlights: [], cues: emptyTrack });
  /** What is selected in the text of the chosen cue. */
  part: TextRange | null = null;
  readonly notices = new NoticesState(new ManualPageClock());
  readonly subtitles: SubtitlesState;
  readonly commands: SubtitleCommands;

  constructor() {
    const studio = new ScriptedStudio().answer('settings.set', (patch) => ({ ...defaultSettings, ...patch }) as typeof defaultSettings); // a patched default
    const settings = new SettingsState(studio.client, this.notices, new Scope());
    this.subtitles = new SubtitlesState({
      settings,
      transcript: () => this.marked.transcript,
      track: () => this.marked.cues,
      recording: () => null,
      shots: () => [],
    });
    this.subtitles.show();
    const { subtitles, notices } = this;
    const around = { subtitles, notices, session: { readOnly: false }, playback: {} } as unknown as StudioState; // no more of it is asked for
    this.commands = new SubtitleCommands({
      studio: () => around,
      editor: () => this,
      selection: () => this.part,
      focusText: () => undefined,
      focusList: () => undefined,
      ask: () => undefined,
    });
  }

  readonly make = (edit: TextEdit): boolean => {
    const spec = edit(this.page.state);
    if (spec) this.page.update(spec);
    this.marked = this.page.marked;
    return spec !== null;
  };
  move(direction: 'undo' | 'redo'): void {
    this.page.move(direction);
    this.marked = this.page.marked;
  }

  get transcript() {
    return this.page.transcript;
  }
  selection() {
    const { doc, selection } = this.page.state;
    return { from: textPlace(doc, selection.main.from), to: textPlace(doc, selection.main.to) };
  }

  /** Presses a key's command on the cues, or in the open text. */
  press(id: CommandId, where: 'cues' | 'text' = 'cues'): void {
    const around = { notices: this.notices };
    const doer = where === 'cues' ? this.commands.doers()[id] : letterDoers({ studio: () => around, editor: () => this }, () => true)[id];
    if (!doer) throw new Error(`${id} does nothing here`);
    doer.run();
  }
  choose(index: number, word: string | null): void {
    this.subtitles.choose(index);
    const cue = this.subtitles.chosen;
    const text = cue ? cueText(this.transcript, cue) : '';
    const from = word === null ? 0 : text.indexOf(word);
    this.part = { from, to: from + (word?.length ?? 0) };
  }

  /** The cues with what its words have of italics in asterisks, a whole italic cue behind a bar. */
  seen(): string[] {
    return this.subtitles.cues.map((cue) => {
      const lines = styledLines(this.transcript, cue).map((line) =>
        letterStretches(line)
          .map(({ text, letters }) => (letters.italic ? `*${text}*` : text))
          .join(''),
      );
      return (cue.look?.italic ? '| ' : '') + lines.join(' ');
    });
  }
}

/** The parts of words that have a colour, and which. */
function coloured({ page }: Desk): string[] {
  return page.transcript.turns.flatMap(({ words }) =>
    words.flatMap(({ text, marks }) => (marks?.letters ?? []).map(({ from, to, colour }) => `${text.slice(from, to)} ${colour ?? ''}`)),
  );
}

describe('letters in a cue', () => {
  it('change for what is selected of its text, in one step that is undone and done again', () => {
    const desk = new Desk();
    const before = [desk.marked, desk.seen()] as const;
    desk.choose(0, 'light');
    desk.press('edit.italic');
    const after = desk.marked;
    expect(desk.seen()[0]).toMatch(/ \*light\*,/);
    expect(desk.seen().slice(1)).toEqual(before[1].slice(1));
    expect(desk.notices.status).toBe('Italic');
    desk.move('undo');
    expect([desk.marked, desk.seen()]).toEqual(before);
    desk.move('redo');
    expect(desk.marked).toEqual(after);
    desk.press('edit.italic');
    expect(desk.marked).toEqual(before[0]);
    expect(desk.notices.status).toBe('Italic off');
  });

  it('change for the whole cue where only the caret is in its text, and for all chosen cues as the one chosen last has them', () => {
    const desk = new Desk();
    const words = desk.seen();
    desk.choose(1, null);
    desk.press('edit.italic');
    expect(desk.seen()[1]).toBe(`| ${words[1] ?? ''}`);
    desk.part = null;
    desk.subtitles.choose(1);
    desk.subtitles.choose(2, true);
    desk.press('edit.italic');
    expect(desk.seen().slice(0, 3)).toEqual([words[0], `| ${words[1] ?? ''}`, `| ${words[2] ?? ''}`]);
    desk.press('edit.italic');
    expect(desk.seen()).toEqual(words);
  });

  it('are typed on: what is written into a word is as the word is', () => {
    const desk = new Desk();
    desk.choose(0, 'light');
    desk.press('edit.italic');
    const cue = desk.subtitles.chosen;
    if (!cue) throw new Error('there is no cue');
    desk.commands.write(cueText(desk.transcript, cue).replace('light', 'lightless'));
    expect(desk.seen()[0]).toMatch(/\*lightless\*,/);
  });

  it('take a colour for what is selected, lose it again, and say where there is nothing to do', () => {
    const desk = new Desk();
    const before = desk.marked;
    desk.choose(0, 'light');
    desk.press('edit.colourYellow');
    const after = desk.marked;
    expect([coloured(desk), desk.notices.status]).toEqual([['light #ffff00'], 'Yellow']);
    desk.press('edit.colourYellow');
    expect([desk.marked, desk.notices.status]).toEqual([after, 'The letters look so already']);
    desk.press('edit.colourWhite');
    expect([desk.marked, desk.notices.status]).toEqual([before, 'Colour off']);
    desk.move('undo');
    expect(desk.marked).toEqual(after);
  });

  it('take a colour for all chosen cues where nobody writes, in one step', () => {
    const desk = new Desk();
    const before = desk.marked;
    desk.subtitles.choose(1);
    desk.subtitles.choose(2, true);
    desk.press('edit.colourCyan');
    expect(desk.subtitles.cues.map(({ look }) => look?.colour ?? null).slice(0, 4)).toEqual([null, '#00ffff', '#00ffff', null]);
    desk.move('undo');
    expect(desk.marked).toEqual(before);
  });
});

describe('every colour of the menu', () => {
  it('is a command of the table, and no command of a colour is without one', () => {
    expect(COMMANDS.filter(({ id }) => id.startsWith('edit.colour')).map(({ id, label }) => [id, label])).toEqual(
      LETTER_COLOURS.map(({ command, name }) => [command, `Colour the letters ${name.split(',')[0]?.toLowerCase() ?? ''}`]),
    );
  });

  it.each(LETTER_COLOURS.map(({ command, colour }) => [command, colour] as const))(
    'is given by %s to what is selected, in the cues and in the text',
    (command, colour) => {
      for (const where of ['cues', 'text'] as const) {
        const desk = new Desk();
        desk.choose(0, 'light');
        desk.page.update({ selection: { anchor: SPEECH.indexOf('light'), head: SPEECH.indexOf('light') + 'light'.length } });
        if (colour === null) desk.press('edit.colourRed', where);
        desk.press(command, where);
        expect(coloured(desk), where).toEqual(colour === null ? [] : [`light ${colour}`]);
      }
    },
  );
});

describe('letters in the open text', () => {
  it('change for what is selected, which stays so, and are seen among the cues', () => {
    const desk = new Desk();
    const before = desk.marked;
    const at = SPEECH.indexOf('light');
    desk.page.update({ selection: { anchor: at + 'light'.length, head: at } });
    desk.press('edit.italic', 'text');
    desk.marked = desk.page.marked;
    expect(desk.seen()[0]).toMatch(/ \*light\*,/);
    const { anchor, head } = desk.page.state.selection.main;
    expect([anchor, head]).toEqual([at + 'light'.length, at]);
    desk.press('edit.bold', 'text');
    desk.press('edit.italic', 'text');
    expect(desk.page.transcript.turns[0]?.words.flatMap(({ marks }) => marks?.letters ?? [])).toEqual([
      { from: 0, to: 5, italic: false, bold: true, underline: false, colour: null },
    ]);
    for (let step = 0; step < 3; step += 1) desk.move('undo');
    expect(desk.marked).toEqual(before);
  });

  it('change for the word at the caret, and nowhere where there is none', () => {
    const desk = new Desk();
    desk.page.caret(documentPosition(desk.page.state.doc, { turn: 0, offset: SPEECH.indexOf('father') + 2 }));
    desk.press('edit.underline', 'text');
    expect(desk.transcript.turns[0]?.words.flatMap(({ text, marks }) => (marks?.letters ? [text] : []))).toEqual(['father']);
    const empty = new Desk();
    empty.page.update({ changes: { from: 0, to: empty.page.state.doc.length } });
    empty.press('edit.underline', 'text');
    expect(empty.notices.status).toBe('There is no word here');
    empty.press('edit.colourWhite', 'text');
    expect(empty.notices.status).toBe('There is no word here');
  });

  it('take a colour for the word at the caret, and say where they have it already', () => {
    const desk = new Desk();
    const before = desk.marked;
    desk.page.caret(documentPosition(desk.page.state.doc, { turn: 0, offset: SPEECH.indexOf('father') + 2 }));
    desk.press('edit.colourGreen', 'text');
    expect(coloured(desk)).toEqual(['father #00ff00']);
    const after = desk.marked;
    desk.press('edit.colourGreen', 'text');
    expect([desk.marked, desk.notices.status]).toEqual([after, 'The letters look so already']);
    desk.move('undo');
    expect(desk.marked).toEqual(before);
  });
});
