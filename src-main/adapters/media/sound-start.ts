// When the first sample of a file's sound is heard, for decoders that hand over samples without times.
import { Input, MATROSKA, MP4, OGG, QTFF, WEBM } from 'mediabunny';
import type { MediaFacts } from '../../../src-core/media/media-facts.ts';
import { timeOriginOf } from '../../../src-core/media/playability.ts';
import type { Clock } from '../../ports/machine.ts';
import { inputArgs, runTool } from './ffmpeg-process.ts';
import type { FfmpegTools } from './ffmpeg-tools.ts';
import { openSource } from './media-source.ts';

const PROBE_LIMIT_MS = 60_000;

/** Seconds of silence before the first sample; 0 for nearly every file. */
export async function soundStart(path: string, facts: MediaFacts, tools: FfmpegTools, clock: Clock, signal: AbortSignal): Promise<number> {
  if (timeOriginOf(facts) === 'container') return stampedStart(path);
  // Without a picture the sound is what comes first.
  return facts.video === null ? 0 : startBehindPicture(path, tools, clock, signal);
}

/** The first time stamp of the first track. What lies before zero is dropped by every decoder (edit lists, encoder delay). */
async function stampedStart(path: string): Promise<number> {
  const source = await openSource(path);
  const input = new Input({ formats: [MP4, QTFF, MATROSKA, WEBM, OGG], source: source.forMediabunny() });
  try {
    const track = (await input.canRead()) ? (await input.getAudioTracks())[0] : undefined;
    return Math.max(0, track ? await track.getFirstTimestamp() : 0);
  } finally {
    input.dispose();
    await source.close();
  }
}

/**
 * How long after the file's first stamp the first sample is heard, as ffprobe sees it: of the frames, not of the stream,
 * for some decoders swallow their first packet (WMA: 92 ms).
 */
async function startBehindPicture(path: string, tools: FfmpegTools, clock: Clock, signal: AbortSignal): Promise<number> {
  if (tools.ffprobe === null) return 0;
  const shown = ['-show_entries', 'frame=best_effort_timestamp_time:format=start_time', '-select_streams', 'a:0', '-read_intervals', '%+#50'];
  const run = { program: tools.ffprobe, args: ['-v', 'error', '-of', 'csv', ...shown, ...inputArgs(path)], wallMillis: PROBE_LIMIT_MS };
  const { stdout } = await runTool(run, clock, signal);
  const sound = Number(/^frame,([-\d.]+)/m.exec(stdout)?.[1]);
  const file = Number(/^format,([-\d.]+)/m.exec(stdout)?.[1]);
  return sound > file ? sound - file : 0;
}
