// The studio's MediaReader: each file goes to what reads it best on this machine.
// WAV straight from the disk, everything else through ffmpeg where it is found, else through a page.
import { StudioError } from '../../../src-core/contract/errors.ts';
import { pageDecodes } from '../../../src-core/media/playability.ts';
import type { Clock } from '../../ports/machine.ts';
import type { MediaReader, PageDecoder } from '../../ports/media.ts';
import { ffmpegPeaks } from './ffmpeg-peaks.ts';
import { ffmpegProxy } from './ffmpeg-proxy.ts';
import { ffmpegShots } from './ffmpeg-shots.ts';
import { FfmpegFinder, type FfmpegPlaces } from './ffmpeg-tools.ts';
import { MediaProbe } from './probe.ts';
import { plainWaveHeader, wavePeaks } from './wave-peaks.ts';

/** A reader over what this machine has. `page` is asked where there is no ffmpeg. */
export function chooseReader(places: FfmpegPlaces, clock: Clock, page: PageDecoder): MediaReader {
  const finder = new FfmpegFinder(places, clock);
  const probe = new MediaProbe(finder, clock);
  return {
    probe: (path) => probe.probe(path),
    async peaks(recording, path, facts, onChunk, signal) {
      const wave = facts.container === 'wav' ? await plainWaveHeader(path) : null;
      if (wave !== null) return wavePeaks(path, wave, onChunk, signal);
      const tools = await finder.find();
      if (tools !== null) return ffmpegPeaks({ tools, clock }, { path, facts }, onChunk, signal);
      if (!pageDecodes(facts)) throw new StudioError('needs-ffmpeg', { container: facts.container });
      return page.peaks(recording, facts, onChunk, signal);
    },
    async proxy(path, facts, folder, signal) {
      const tools = await finder.find();
      return tools === null ? null : ffmpegProxy({ tools, clock }, { path, facts }, folder, signal);
    },
    async shots(path, facts, onShots, signal) {
      const tools = await finder.find();
      if (tools !== null) await ffmpegShots({ tools, clock }, { path, facts }, onShots, signal);
      return tools !== null;
    },
    async describe() {
      return (await finder.find())?.version ?? null;
    },
  };
}
