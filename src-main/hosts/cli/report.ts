// What the command line says: results on stdout, everything else on stderr, or one JSON object a line for machines.
import { StudioError, type ErrorCode } from '../../../src-core/contract/errors.ts';
import { errorText } from '../../../src-core/contract/error-text.ts';
import { clockTime } from '../../../src-core/subtitles/formats/clock-time.ts';
import { RULES, type Finding, type Severity } from '../../../src-core/subtitles/rules/finding.ts';
import { findingText } from '../../../src-core/subtitles/rules/finding-text.ts';
import { counted } from '../../../src-core/subtitles/formats/losses.ts';
import type { Problem } from '../../../src-core/problem.ts';

/** What stands alone in a shell, where no library is at stake and nothing is chosen; a reason that is told takes their place. */
const OWN_SENTENCES: Readonly<Partial<Record<ErrorCode, string>>> = {
  'file-missing': 'There is no such file.',
  'bad-file': 'This file cannot be read.',
  'disk-refused': 'The system did not allow writing there.',
};

/** Where a command tells what it does. */
export class Report {
  readonly #json: boolean;
  #lastProgress = '';

  constructor(json: boolean) {
    this.#json = json;
  }

  /** A result: a file that was written. */
  wrote(file: string, path: string, format: string): void {
    this.#say({ event: 'wrote', file, path, format }, () => console.log(path));
  }

  /** How a file gets on; the same words are not repeated. */
  progress(file: string, step: string, bytes: { done: number; total: number } | null): void {
    const share = bytes && bytes.total > 0 ? ` ${Math.floor((bytes.done / bytes.total) * 100)} %` : '';
    const line = `${file}: ${step}${share}`;
    if (line === this.#lastProgress) return;
    this.#lastProgress = line;
    this.#say({ event: 'progress', file, step, ...bytes }, () => console.error(line));
  }

  /** What was repaired or cannot be held. */
  problem(file: string, problem: Problem): void {
    this.#say({ event: 'problem', file, code: problem.code, severity: problem.severity, count: problem.count, message: problem.message }, () =>
      console.error(`${file}: ${problem.message}`),
    );
  }

  /** A rule a cue breaks. */
  finding(file: string, finding: Finding): void {
    const { severity } = RULES[finding.rule];
    this.#say({ event: 'finding', file, severity, ...finding, cue: finding.cue + 1 }, () =>
      console.log(`${file}:${finding.cue + 1}: ${severity}: ${clockTime(Math.max(0, finding.time), '.')} ${findingText(finding)}`),
    );
  }

  /** What checking a file came to. */
  checked(file: string, rules: string, findings: readonly Finding[]): void {
    const count = (severity: Severity): number => findings.filter(({ rule }) => RULES[rule].severity === severity).length;
    const figures = { errors: count('error'), warnings: count('warning'), hints: count('hint') };
    this.#say({ event: 'checked', file, rules, ...figures }, () =>
      console.error(
        `${file}: ${counted(figures.errors, 'error')}, ${counted(figures.warnings, 'warning')}, ${counted(figures.hints, 'hint')} by the rules of ${rules}`,
      ),
    );
  }

  /** A file in a folder that is none of ours. */
  passedBy(file: string): void {
    this.#say({ event: 'passed-by', file }, () => console.error(`${file}: no transcript and no subtitles, passed by`));
  }

  /** A file that could not be dealt with. Bugs keep their stack. */
  failed(file: string, thrown: unknown): void {
    if (!(thrown instanceof StudioError)) {
      this.#say({ event: 'failed', file, code: 'bug', message: String(thrown) }, () =>
        console.error(`${file}: something went wrong that should not have.\n`, thrown),
      );
      return;
    }
    const words = errorText(thrown);
    if (words === null) return;
    const reason = typeof thrown.details['reason'] === 'string' ? thrown.details['reason'] : null;
    const own = OWN_SENTENCES[thrown.code];
    const message = own === undefined ? words.happened : reason === null ? own : /^E[A-Z]+$/.test(reason) ? `${own} (${reason})` : reason;
    this.#say({ event: 'failed', file, code: thrown.code, details: thrown.details, message }, () => {
      const more = own === undefined ? [reason !== null && !message.includes(reason) ? reason : null, words.safe, words.next] : [];
      console.error([`${file}: ${message}`, ...more.filter(Boolean).map((line) => `  ${line}`)].join('\n'));
    });
  }

  #say(event: Record<string, unknown>, inWords: () => void): void {
    if (this.#json) console.log(JSON.stringify(event));
    else inWords();
  }
}
