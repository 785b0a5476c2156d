// Reads SCC (Scenarist closed captions): CEA-608 codes as hexadecimal words behind timecodes at 29.97 frames a second. Each word takes a
// frame, so that a caption is seen when its code to show it has been sent, not when its line begins. The first channel is read.
// Captions that pop on are cues as they stand; of those that roll up each line is a cue; those painted on begin with their first letter.
import { ProblemList } from '../problem.ts';
import { frameRate, timeOfFrame } from '../subtitles/frame-rate.ts';
import { frameOfTimecode } from '../subtitles/timecode.ts';
import { sccCode, sccLetter, type SccCode, type SccCommand } from './scc-codes.ts';
import { SccScreen } from './scc-screen.ts';
import { plural, were } from './spoken-item.ts';
import { loosePiece, type FileCue } from './subtitles-cue.ts';
import { fileLines, isBlank } from './subtitles-lines.ts';
import { plainLetters, type Letters } from '../transcript/letters.ts';
import { readFileCues } from './subtitles-reading.ts';
import { addLateStart, repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';

const RATE = frameRate('29.97');
const LINE = /^\s*(\d{1,2}:\d{2}:\d{2}[:;.,]\d{2})\s+([\da-f\s]*)$/i;

/** Whether a text is an SCC file. */
export function isScc(beginning: string): boolean {
  return /^Scenarist_SCC V\d/i.test(beginning);
}

/** Reads an SCC file. Refuses nothing; what cannot be read is a Problem. */
export function readScc(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const reader = new SccReader(problems);
  fileLines(text, problems).forEach((line, index) => {
    if (isBlank(line) || isScc(line.trim())) return;
    const [, label, words = ''] = LINE.exec(line.length < 100_000 ? line : '') ?? [];
    const frame = label === undefined ? null : frameOfTimecode(label.replace(',', ';'), RATE);
    if (frame === null)
      problems.add('lines-unreadable', 'loss', (count) => `${count} line${plural(count)} could not be read as captions and ${were(count)} left out.`, {
        line: index + 1,
      });
    else reader.read(frame, words.split(/\s+/).filter(Boolean), index + 1);
  });
  const cues = reader.cues();
  const sound = cues.map((cue, index) => ({ ...cue, ...soundSpan(cue, cues[index + 1]?.start, problems) }));
  addLateStart(problems, sound);
  return readFileCues(sound, null, problems);
}

function soundSpan(cue: FileCue, next: number | undefined, problems: ProblemList): { start: number; end: number } {
  const { start, end } = repairedSpan({ ...cue, lines: cue.pieces.map(({ text }) => text) }, next, problems);
  return { start, end };
}

type Mode = 'pop' | 'paint' | 'roll';

class SccReader {
  readonly #cues: FileCue[] = [];
  readonly #problems: ProblemList;
  #hidden = new SccScreen();
  #seen = new SccScreen();
  /** Since when the seen screen is; null while it is empty. */
  #since: { readonly frame: number; readonly line: number } | null = null;
  #mode: Mode = 'pop';
  #row = 15;
  #column = 0;
  #letters: Letters = plainLetters;
  #channel = 1;
  /** The last code, which is sent twice to be safe; null when its repeat has come or a letter came between. */
  #last: string | null = null;
  #frame = 0;
  #line = 0;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** The cues so far; what is still seen at the end stays as long as it takes to read. */
  cues(): FileCue[] {
    this.#end(this.#since?.frame ?? 0);
    return this.#cues.sort((a, b) => a.start - b.start);
  }

  read(frame: number, words: readonly string[], line: number): void {
    this.#line = line;
    words.forEach((word, index) => {
      this.#frame = frame + index;
      if (/^[\da-f]{4}$/i.test(word)) this.#word(parseInt(word.slice(0, 2), 16) & 0x7f, parseInt(word.slice(2), 16) & 0x7f);
      else this.#problems.add('codes-unreadable', 'loss', (count) => `${count} code${plural(count)} could not be read.`, { line });
    });
  }

  #word(first: number, second: number): void {
    if (first < 0x10 && first > 0) return; // services for machines
    if (first >= 0x10 && first < 0x20) {
      const code = `${first},${second}`;
      const isRepeat = code === this.#last;
      this.#last = isRepeat ? null : code;
      if (isRepeat) return;
      this.#channel = first < 0x18 ? 1 : 2;
      if (this.#channel === 1) this.#code(sccCode(first, second));
      else this.#problems.add('second-channel', 'loss', () => 'Captions of the second channel were left out.', { line: this.#line });
      return;
    }
    this.#last = null;
    if (this.#channel !== 1) return;
    for (const byte of [first, second]) if (byte >= 0x20) this.#letter(sccLetter(byte));
  }

  #code(code: SccCode): void {
    if (code.kind === 'command') this.#command(code.name);
    else if (code.kind === 'row') {
      if (this.#mode !== 'roll') this.#row = code.row;
      this.#column = code.column;
      this.#letters = code.letters;
    } else if (code.kind === 'tab') this.#column += code.columns;
    else if (code.kind === 'style') {
      this.#letter(' ');
      // Italics inside a row keep its colour (47 CFR 15.119 h); a colour ends italics.
      this.#letters = code.letters.italic ? { ...code.letters, colour: this.#letters.colour } : code.letters;
    } else if (code.kind === 'letter') {
      if (code.replaces) this.#column = Math.max(0, this.#column - 1);
      this.#letter(code.letter);
    }
  }

  #command(name: SccCommand): void {
    if (name === 'pop') this.#mode = 'pop';
    else if (name === 'paint' || name === 'roll') this.#begin(name);
    else if (name === 'flip') {
      this.#end(this.#frame);
      [this.#seen, this.#hidden] = [this.#hidden, this.#seen];
      this.#mode = 'pop';
      this.#since = { frame: this.#frame, line: this.#line };
    } else if (name === 'erase') this.#end(this.#frame);
    else if (name === 'erase-hidden') this.#hidden = new SccScreen();
    else if (name === 'return' && this.#mode === 'roll') this.#newLine();
    else if (name === 'back') this.#screen().erase(this.#row, (this.#column = Math.max(0, this.#column - 1)));
    else if (name === 'clear-line') this.#screen().erase(this.#row, this.#column);
  }

  #begin(mode: 'paint' | 'roll'): void {
    if (mode === this.#mode) return;
    if (mode === 'roll') {
      this.#problems.add('rolling', 'note', () => 'The captions roll up: each line became a cue of its own.', { line: this.#line });
      this.#newLine();
    }
    this.#mode = mode;
  }

  #newLine(): void {
    this.#end(this.#frame);
    this.#row = 15;
    this.#column = 0;
    this.#letters = plainLetters;
  }

  #screen(): SccScreen {
    return this.#mode === 'pop' ? this.#hidden : this.#seen;
  }

  #letter(letter: string): void {
    this.#screen().put(this.#row, this.#column, { letter, letters: this.#letters });
    this.#column = Math.min(31, this.#column + 1);
    if (this.#mode !== 'pop' && letter.trim() !== '') this.#since ??= { frame: this.#frame, line: this.#line };
  }

  /** Ends what is seen. */
  #end(frame: number): void {
    const { text, look } = this.#seen.shown();
    const since = this.#since;
    this.#seen = new SccScreen();
    this.#since = null;
    if (!since || text.text === '') return;
    const pieces = [loosePiece(text)];
    this.#cues.push({ start: timeOfFrame(since.frame, RATE), end: timeOfFrame(frame, RATE), line: since.line, pieces, look });
  }
}
