// Looks into a media file: what it holds, or in one code why it cannot be used.
// Order: size, first bytes, mediabunny, our own AMR reader, ffprobe where it is found. Nothing is decoded.
import { StudioError } from '../../../src-core/contract/errors.ts';
import { factsOfReport } from '../../../src-core/media/ffprobe-report.ts';
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import { encoderPadding, id3Length, mpegFrameAt } from '../../../src-core/media/mpeg-audio.ts';
import { playabilityOf } from '../../../src-core/media/playability.ts';
import { SNIFF_BYTES, sniff } from '../../../src-core/media/sniff.ts';
import { readWaveHeader } from '../../../src-core/media/wave-header.ts';
import type { Clock } from '../../ports/machine.ts';
import { amrFacts } from './amr-facts.ts';
import { containerFacts } from './container-facts.ts';
import { inputArgs, runTool } from './ffmpeg-process.ts';
import type { FfmpegFinder } from './ffmpeg-tools.ts';
import { isoLayout } from './iso-boxes.ts';
import { openSource, type MediaSource } from './media-source.ts';

const PROBE_LIMIT_MS = 60_000;
/** How far frames of MPEG audio are looked for after tags. */
const FRAME_SEARCH_BYTES = 64 * 1024;
/** A header and nothing else. */
const SHORTEST_WAVE_BYTES = 44;
/** Some recorders count their own header, or a chunk after the sound, into its size. */
const WAVE_SLACK_BYTES = 4096;
const ISO = ['mp4', 'm4a', 'mov', '3gp'];

/** Probes files with what the machine has. */
export class MediaProbe {
  readonly #finder: FfmpegFinder;
  readonly #clock: Clock;

  constructor(finder: FfmpegFinder, clock: Clock) {
    this.#finder = finder;
    this.#clock = clock;
  }

  /**
   * Facts of a file that can be transcribed. Throws `empty-media`, `playlist-in-disguise`, `truncated-media`, `no-audio`, `needs-ffmpeg`
   * (details.container, where ffmpeg would know more), `bad-media`, and what opening a file throws.
   */
  async probe(path: string): Promise<MediaFacts> {
    const source = await openSource(path);
    try {
      if (source.size === 0) throw new StudioError('empty-media', { size: 0 });
      const sniffed = sniff(await source.read(0, SNIFF_BYTES));
      if (sniffed.kind === 'playlist') throw new StudioError('playlist-in-disguise', { what: sniffed.what });
      const container = sniffed.kind === 'media' ? sniffed.container : null;
      await refuseCut(source, container);
      const facts = await this.#facts(path, source, container);
      if (facts.audio.length === 0) throw new StudioError('no-audio', { container: facts.container });
      if (facts.duration === 0) throw new StudioError('empty-media', { size: facts.size });
      return facts;
    } finally {
      await source.close();
    }
  }

  async #facts(path: string, source: MediaSource, container: string | null): Promise<MediaFacts> {
    const own = container === 'amr' ? await amrFacts(source) : await containerFacts(source, container);
    const checked = own?.container === 'mp3' ? await withMpegFrames(source, own) : own;
    if (checked !== null && isSure(checked)) return checked;
    const asked = await this.#ask(path, source.size, container);
    if (asked !== null) return asked;
    if (checked !== null && checked.audio.length > 0) return checked;
    if (container === null) throw new StudioError('bad-media', { reason: 'not-media' });
    if ((await this.#finder.find()) === null) throw new StudioError('needs-ffmpeg', { container });
    if (checked !== null && checked.video !== null) return checked;
    throw new StudioError('bad-media', { reason: 'unreadable', container });
  }

  /** What ffprobe says, or null where there is none or it knows nothing either. */
  async #ask(path: string, size: number, container: string | null): Promise<MediaFacts | null> {
    const tools = await this.#finder.find();
    if (tools?.ffprobe == null) return null;
    const args = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', ...inputArgs(path)];
    const { exitCode, stdout } = await runTool({ program: tools.ffprobe, args, wallMillis: PROBE_LIMIT_MS }, this.#clock, new AbortController().signal);
    if (exitCode !== 0) return null;
    try {
      return factsOfReport(JSON.parse(stdout), size, container);
    } catch (thrown) {
      if (thrown instanceof SyntaxError) return null;
      throw thrown;
    }
  }
}

/** Whether mediabunny named every track it saw: else ffprobe may know better. */
function isSure(facts: MediaFacts): boolean {
  const hasUnknown = facts.audio.some(({ rate, channels, codec }) => rate === 0 || channels === 0 || codec === 'unknown') || facts.video?.codec === 'unknown';
  return !hasUnknown && (facts.audio.length > 0 || facts.video !== null);
}

/** A file that ends before its own header says it does, or never got its index, was cut on its way here. */
async function refuseCut(source: MediaSource, container: string | null): Promise<void> {
  if (container === 'wav') await refuseCutWave(source);
  if (container === null || !ISO.includes(container)) return;
  const { hasIndex, statedSize } = await isoLayout(source);
  if (!hasIndex || statedSize > source.size)
    throw new StudioError('truncated-media', { size: source.size, expected: statedSize > source.size ? statedSize : null });
}

async function refuseCutWave(source: MediaSource): Promise<void> {
  const header = await readWaveHeader((start, end) => source.read(start, end), source.size);
  if (header === null) {
    if (source.size < SHORTEST_WAVE_BYTES) throw new StudioError('truncated-media', { size: source.size, expected: null });
    return;
  }
  if (header.statedEnd > source.size + WAVE_SLACK_BYTES) throw new StudioError('truncated-media', { size: source.size, expected: header.statedEnd });
  if (header.end === header.start) throw new StudioError('empty-media', { size: source.size });
}

/**
 * MPEG audio seen closer: which layer it is (browsers play layer 3 only), the silence its encoder added, and whether it is MPEG audio at all.
 * Random bytes hold something like a frame header every few kilobytes; two frames in a row at their stated distance are no accident.
 */
async function withMpegFrames(source: MediaSource, facts: MediaFacts): Promise<MediaFacts | null> {
  let start = 0;
  for (let tag = id3Length(await source.read(0, 10)); tag > 0 && start < source.size; tag = id3Length(await source.read(start, start + 10))) start += tag;
  const bytes = await source.read(start, start + FRAME_SEARCH_BYTES);
  for (let at = 0; at < bytes.byteLength - 4; at++) {
    const frame = mpegFrameAt(bytes, at);
    if (frame === null) continue;
    const next = at + frame.size;
    const isLast = start + next >= source.size - 128;
    if (!isLast && mpegFrameAt(bytes, next)?.layer !== frame.layer) continue;
    const padding = encoderPadding(bytes.subarray(at));
    const padded = padding === null ? 0 : ((padding.before + padding.after) * 1000) / frame.rate;
    const codec = frame.layer === 3 ? 'mp3' : `mp${frame.layer}`;
    const seen = {
      ...facts,
      container: codec,
      duration: Math.max(0, Math.round(facts.duration - padded)),
      audio: facts.audio.map((track) => ({ ...track, codec })),
    };
    return { ...seen, playable: playabilityOf(seen) === 'all' };
  }
  return null;
}
