// Shot changes by the user's ffmpeg: it measures how much each picture, made small, differs from the one before; shot-finder.ts judges.
// Times are those of the media element, as for peaks and proxies.
import { StudioError } from '../../../src-core/contract/errors.ts';
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import { timeOriginOf } from '../../../src-core/media/playability.ts';
import { ShotFinder } from '../../../src-core/media/shot-finder.ts';
import type { Millis } from '../../../src-core/span.ts';
import type { Clock } from '../../ports/machine.ts';
import type { ShotsSoFar } from '../../ports/media.ts';
import { inputArgs, lastWords, streamTool } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';

const SHORTEST_WALL_MS = 30 * 60_000;
const STALL_MS = 5 * 60_000;
/** Cuts are seen in the small as well, and noise is not. */
const WIDTH = 160;
/** Times as whole microseconds: what the filter prints as seconds has six digits only, a tenth of a second after three hours. */
const FILTERS = `settb=1/1000000,scale=${WIDTH}:-2:flags=fast_bilinear,scdet=t=100,metadata=print:file='pipe\\:1'`;
/** A line of the filter is much shorter. */
const LONGEST_LINE = 4096;

/** Hands over shot changes as they are found. Throws CancelledError, `decoder-failed`. */
export async function ffmpegShots(
  ffmpeg: { readonly tools: FfmpegTools; readonly clock: Clock },
  media: { readonly path: string; readonly facts: MediaFacts },
  onShots: (found: ShotsSoFar) => void,
  signal: AbortSignal,
): Promise<void> {
  const { path, facts } = media;
  const stamps = timeOriginOf(facts) === 'container' ? ['-copyts'] : [];
  const args = [
    '-nostdin',
    '-hide_banner',
    '-v',
    'error',
    '-threads',
    '2',
    ...stamps,
    ...inputArgs(path),
    '-map',
    '0:V:0',
    '-an',
    '-sn',
    '-dn',
    '-vf',
    FILTERS,
  ];
  const measured = new MeasuredPictures(onShots);
  const run = {
    program: ffmpeg.tools.ffmpeg,
    args: [...args, '-f', 'null', '-'],
    wallMillis: Math.max(SHORTEST_WALL_MS, facts.duration * 8),
    stallMillis: STALL_MS,
    background: true,
  };
  const { exitCode, stderr } = await streamTool(run, ffmpeg.clock, signal, (bytes) => measured.add(bytes));
  if (exitCode !== 0 || !measured.any) throw new StudioError('decoder-failed', { reason: lastWords(stderr, path) || 'no-picture' });
  measured.finish();
}

/** What the filter prints, line by line, on its way to the finder. */
class MeasuredPictures {
  readonly #finder = new ShotFinder();
  readonly #onShots: (found: ShotsSoFar) => void;
  #rest = '';
  #time: Millis = 0;
  #difference = 0;
  #any = false;

  constructor(onShots: (found: ShotsSoFar) => void) {
    this.#onShots = onShots;
  }

  /** Whether any picture was measured. */
  get any(): boolean {
    return this.#any;
  }

  add(bytes: Buffer): void {
    const lines = (this.#rest + bytes.toString('latin1')).split('\n');
    this.#rest = (lines.pop() ?? '').slice(-LONGEST_LINE);
    this.#tell(lines.flatMap((line) => this.#read(line)));
  }

  finish(): void {
    this.#tell([...this.#read(this.#rest), ...this.#finder.finish()]);
  }

  #read(line: string): Millis[] {
    const stamp = /^frame:\d+\s+pts:(-?\d+)/.exec(line)?.[1];
    if (stamp !== undefined) this.#time = Math.round(Number(stamp) / 1000);
    const [, name, figure] = /^lavfi\.scd\.(mafd|score)=([\d.]+)/.exec(line) ?? [];
    if (name === 'mafd') this.#difference = Number(figure);
    if (name !== 'score') return [];
    this.#any = true;
    return this.#finder.add({ time: this.#time, difference: this.#difference, score: Number(figure) });
  }

  #tell(shots: readonly Millis[]): void {
    this.#onShots({ shots: shots.filter((time) => time > 0), until: Math.max(0, this.#time) });
  }
}
