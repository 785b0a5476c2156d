// Reads TTML in its dialects (DFXP, IMSC, EBU-TT-D, iTT): paragraphs with times as cues, agents as speakers, styles and regions as looks.
import { ProblemList } from '../problem.ts';
import type { Millis } from '../span.ts';
import { plainLook } from '../subtitles/cue-look.ts';
import { sharedLetters } from '../subtitles/shared-letters.ts';
import { plural, were } from './spoken-item.ts';
import { replaceStyled } from '../transcript/styled-text.ts';
import { CuePieces, loosePiece, type FileCue } from './subtitles-cue.ts';
import { fileLines } from './subtitles-lines.ts';
import { lookOf, styledAs } from './subtitles-look.ts';
import { plainLetters } from '../transcript/letters.ts';
import { readFileCues } from './subtitles-reading.ts';
import { addLateStart, repairedSpan } from './subtitles-span.ts';
import type { ReadSubtitles } from './subtitles-transcript.ts';
import type { TtmlStyle } from './subtitles-ttml-style.ts';
import { elementsOf, over, TtmlStyles } from './subtitles-ttml-style.ts';
import type { TtmlRates } from './ttml-time.ts';
import { ttmlRates, ttmlTime } from './ttml-time.ts';
import type { XmlElement } from './xml-tree.ts';
import { readXml } from './xml-tree.ts';

/** Reads a TTML document. Throws XmlRefusal when it is no XML that can be read, or declares a document type. */
export function readTtml(text: string): ReadSubtitles {
  const problems = new ProblemList();
  const root = readXml(fileLines(text, problems).join('\n'));
  const reader = new TtmlReader(root, problems);
  const language = root.attributes.get('lang')?.trim() ?? '';
  return readFileCues(reader.cues(), language === '' ? null : language, problems);
}

/** When a part of the document is shown: known, or as long as its parent. */
interface Shown {
  readonly start: Millis;
  readonly end: Millis | null;
  readonly isTimed: boolean;
  /** What it and those around it say of style. */
  readonly style: TtmlStyle;
}

class TtmlReader {
  readonly #root: XmlElement;
  readonly #problems: ProblemList;
  readonly #rates: TtmlRates;
  readonly #agents = new Map<string, string>();
  readonly #styles: TtmlStyles;
  readonly #cues: FileCue[] = [];

  constructor(root: XmlElement, problems: ProblemList) {
    this.#root = root;
    this.#problems = problems;
    this.#rates = ttmlRates(root.attributes);
    this.#styles = new TtmlStyles(root);
    this.#readAgents(root);
  }

  cues(): FileCue[] {
    const isPreserved = this.#root.attributes.get('space') === 'preserve';
    for (const child of elementsOf(this.#root)) {
      if (child.name === 'body') this.#walk(child, { start: 0, end: null, isTimed: false, style: this.#styles.of(child) }, isPreserved);
    }
    this.#cues.sort((a, b) => a.start - b.start);
    const cues = this.#fromProgrammeStart(this.#cues);
    if (this.#rates.labels) addLateStart(this.#problems, cues);
    return cues.map((cue, index) => {
      const text = cue.pieces.map((piece) => piece.text).join('');
      return { ...cue, ...spanOf(repairedSpan({ ...cue, lines: [text] }, cues[index + 1]?.start, this.#problems)) };
    });
  }

  /** Timecodes counted from the programme's start, where the file tells it (EBU Tech 3350); one behind the first cue is none. */
  #fromProgrammeStart(cues: readonly FileCue[]): readonly FileCue[] {
    const told = this.#rates.labels ? programmeStart(this.#root) : null;
    const start = told === null ? 0 : (ttmlTime(told, this.#rates) ?? 0);
    if (start === 0 || start > (cues[0]?.start ?? 0)) return cues;
    this.#problems.add('start-timecode', 'note', () => `Times are counted from the programme’s start, ${told ?? ''}.`);
    const moved = (time: Millis): Millis => time - start;
    return cues.map((cue) => ({
      ...cue,
      start: moved(cue.start),
      end: moved(cue.end),
      pieces: cue.pieces.map((piece) => ({ ...piece, time: piece.time === null ? null : moved(piece.time) })),
    }));
  }

  #readAgents(element: XmlElement): void {
    for (const child of elementsOf(element)) {
      if (child.name === 'agent') {
        const id = child.attributes.get('id');
        const name = elementsOf(child).find(({ name: local }) => local === 'name');
        if (id !== undefined && name) this.#agents.set(id, collapsed(textOf(name)).trim());
      } else if (child.name === 'head' || child.name === 'metadata') this.#readAgents(child);
    }
  }

  /** Reads what is in an element; answers when it ends. In a sequence each part begins when the one before has ended (TTML2 §12.2.4). */
  #walk(element: XmlElement, within: Shown, isPreserved: boolean): Millis {
    const shown = element.name === 'body' ? this.#shownOf(element, within, within.style) : this.#shownOf(element, within);
    const preserved = preservedBy(element, isPreserved);
    const isSequence = element.attributes.get('timeContainer') === 'seq';
    if (element.name === 'p') {
      if (isSequence)
        this.#problems.add(
          'sequences',
          'note',
          () => 'Words of some cues come one after the other (timeContainer); they were read as if each had its own time.',
        );
      return this.#readParagraph(element, shown, preserved);
    }
    let ends = shown.start;
    for (const child of elementsOf(element)) {
      const end = this.#walk(child, isSequence ? { ...shown, start: ends } : shown, preserved);
      ends = Math.max(ends, end);
    }
    return shown.end ?? ends;
  }

  /** Adds the cue of a paragraph, if it is one; answers when it ends. */
  #readParagraph(element: XmlElement, shown: Shown, isPreserved: boolean): Millis {
    const read = new CuePieces();
    let spanned: Millis | null = null;
    let saysMore = shown.style.saysMore;
    const walk = (node: XmlElement, within: Shown, preserved: boolean, speaker: string | null): void => {
      for (const child of node.children) {
        if (typeof child === 'string') add(preserved ? child : collapsed(child), within, speaker);
        else if (child.name === 'br') add('\n', within, speaker);
        else if (child.name === 'span') {
          const inner = this.#shownOf(child, within);
          saysMore ||= inner.style.saysMore;
          if (inner.end !== null) spanned = Math.max(spanned ?? 0, inner.end);
          walk(child, inner, preservedBy(child, preserved), this.#speakerOf(child) ?? speaker);
        }
      }
    };
    const add = (text: string, within: Shown, speaker: string | null): void => {
      const styled = styledAs(text, { ...plainLetters, ...within.style.letters });
      read.add({ ...loosePiece(styled), speaker, time: within.start > shown.start ? within.start : null });
    };
    walk(element, shown, isPreserved, this.#speakerOf(element));
    const end = shown.end ?? spanned ?? shown.start;
    const pieces = read.pieces();
    if (!pieces.some((piece) => piece.text.trim() !== '')) return end;
    if (!shown.isTimed && spanned === null) {
      this.#problems.add('times-missing', 'loss', (count) => `${count} paragraph${plural(count)} without times ${were(count)} left out.`, {
        line: element.line,
      });
      return end;
    }
    if (saysMore) this.#tellOfStyles(element);
    const { common, pieces: own } = sharedLetters(pieces);
    const tidy = own.map((piece) => ({ ...piece, ...replaceStyled(piece, /[ \t]*\n[ \t]*/g, () => '\n') }));
    const place = { vertical: shown.style.vertical ?? plainLook.vertical, side: shown.style.side ?? plainLook.side };
    const look = lookOf(common, place);
    this.#cues.push({ start: shown.start, end, line: element.line, pieces: tidy, look });
    return end;
  }

  #tellOfStyles(element: XmlElement): void {
    const say = (count: number): string =>
      `Styles of a kind that is not kept (fonts, backgrounds, exact places) were left out in ${count} cue${plural(count)}.`;
    this.#problems.add('formatting', 'loss', say, { line: element.line });
  }

  #speakerOf(element: XmlElement): string | null {
    const id = element.attributes.get('agent')?.trim().split(/\s+/)[0];
    return id === undefined ? null : (this.#agents.get(id) ?? null);
  }

  /** Times are told from the start of the parent; a duration or an end, whichever is earlier, never beyond the parent's end. */
  #shownOf(element: XmlElement, within: Shown, style = over(within.style, this.#styles.of(element))): Shown {
    const time = (name: string): Millis | null => {
      const text = element.attributes.get(name);
      if (text === undefined) return null;
      const read = ttmlTime(text, this.#rates);
      if (read === null) {
        const say = (count: number): string => `${count} time${plural(count)} could not be read.`;
        this.#problems.add('times-unreadable', 'repair', say, { line: element.line });
      }
      return read;
    };
    const [begin, end, duration] = [time('begin'), time('end'), time('dur')];
    const start = within.start + (begin ?? 0);
    const ends = [end === null ? null : within.start + end, duration === null ? null : start + duration, within.end].filter((one) => one !== null);
    return { start, end: ends.length === 0 ? null : Math.min(...ends), isTimed: within.isTimed || begin !== null || end !== null || duration !== null, style };
  }
}

/** The timecode of the programme's first frame, as its metadata tell it; null when they do not. */
function programmeStart(element: XmlElement): string | null {
  for (const child of elementsOf(element)) {
    if (child.name === 'documentStartOfProgramme') return textOf(child).trim();
    const found = /^(?:head|metadata|documentMetadata)$/.test(child.name) ? programmeStart(child) : null;
    if (found !== null) return found;
  }
  return null;
}

function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

function preservedBy(element: XmlElement, before: boolean): boolean {
  const space = element.attributes.get('space');
  return space === undefined ? before : space === 'preserve';
}

/** White space as XML's default handling shows it: one space. */
const collapsed = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ');
const spanOf = ({ start, end }: { start: Millis; end: Millis }): { start: Millis; end: Millis } => ({ start, end });
