// A screen of CEA-608 captions, 15 rows of 32 columns, and what stands on it as a cue. It knows letters and places, no codes and no times.
import type { CueLook } from '../subtitles/cue-look.ts';
import { sharedLetters } from '../subtitles/shared-letters.ts';
import { plainLetters, type Letters } from '../transcript/letters.ts';
import { joinStyled, plainText, type StyledText } from '../transcript/styled-text.ts';
import { lookOf, styledAs, tidySpaces } from './subtitles-look.ts';

const [ROWS, COLUMNS] = [15, 32];
interface Cell {
  readonly letter: string;
  readonly letters: Letters;
}

/** What a screen shows. */
export interface ShownScreen {
  /** Its lines, with what only some of their letters have. */
  readonly text: StyledText;
  readonly look: CueLook | undefined;
}

export class SccScreen {
  readonly #rows: (Cell | undefined)[][] = Array.from({ length: ROWS + 1 }, () => []);

  put(row: number, column: number, cell: Cell): void {
    const cells = this.#rows[row];
    if (cells && column >= 0 && column < COLUMNS) cells[column] = cell;
  }

  erase(row: number, column: number): void {
    this.#rows[row]?.splice(column);
  }

  get isEmpty(): boolean {
    return this.#rows.every((cells) => cells.every((cell) => cell === undefined || cell.letter.trim() === ''));
  }

  /** What stands on it, from the top. */
  shown(): ShownScreen {
    const lines: StyledText[] = [];
    const used: { row: number; left: number; right: number }[] = [];
    this.#rows.forEach((cells, row) => {
      const line = joinStyled(Array.from(cells, (cell) => styledAs(cell?.letter ?? ' ', cell?.letters ?? plainLetters)));
      const { text } = line;
      if (text.trim() === '') return;
      lines.push(tidySpaces(line));
      used.push({ row, left: text.length - text.trimStart().length, right: COLUMNS - text.trimEnd().length });
    });
    const { common, pieces } = sharedLetters([joinStyled(lines, '\n')]);
    return { text: pieces[0] ?? plainText(''), look: lookOf(common, { vertical: verticalOf(used.at(-1)?.row ?? ROWS), side: sideOf(used) }) };
  }
}

const verticalOf = (row: number): CueLook['vertical'] => (row <= 5 ? 'top' : row <= 10 ? 'middle' : 'bottom');

/** Lines are placed by columns; margins that differ by no more than a step of four on each side are meant to be equal. */
function sideOf(lines: readonly { readonly left: number; readonly right: number }[]): CueLook['side'] {
  const [left, right] = [Math.min(...lines.map((line) => line.left)), Math.min(...lines.map((line) => line.right))];
  return Math.abs(left - right) <= 8 ? 'centre' : left < right ? 'left' : 'right';
}
