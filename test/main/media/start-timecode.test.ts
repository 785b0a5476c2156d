// The first frame's timecode is found where files keep it: a track of MP4 and MOV, a tag of MXF; and files without one have none.
import { describe, expect, it } from 'vitest';
import { FfmpegFinder } from '../../../src-main/adapters/media/ffmpeg-tools.ts';
import { openSource } from '../../../src-main/adapters/media/media-source.ts';
import { MediaProbe } from '../../../src-main/adapters/media/probe.ts';
import { startTimecode } from '../../../src-main/adapters/media/start-timecode.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { FFMPEG, ffmpeg, fileOf, PICTURE, soundWave } from './sound-fixtures.ts';

const probeOn = (path: string, platform: NodeJS.Platform): MediaProbe =>
  new MediaProbe(new FfmpegFinder({ chosen: () => null, path, platform }, systemClock), systemClock);

const NTSC_PICTURE = ['-f', 'lavfi', '-i', 'testsrc=s=160x120:r=30000/1001:d=2'];
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];

describe.skipIf(FFMPEG === null)('the timecode of the first frame (skipped without ffmpeg)', () => {
  it.each<[string, string[], string]>([
    ['pal.mov', [...PICTURE, '-i', 'SOUND', '-timecode', '10:00:00:12', ...H264], '10:00:00:12'],
    ['ntsc-drop.mov', [...NTSC_PICTURE, '-i', 'SOUND', '-timecode', '01:01:00;02', ...H264], '01:01:00;02'],
    ['ntsc-whole.mov', [...NTSC_PICTURE, '-i', 'SOUND', '-timecode', '01:00:00:00', ...H264], '01:00:00:00'],
    ['index-first.mp4', [...PICTURE, '-i', 'SOUND', '-timecode', '09:59:30:00', '-movflags', '+faststart', ...H264], '09:59:30:00'],
  ])('is read from the track of %s without ffmpeg', async (name, args, label) => {
    const path = ffmpeg(name, ...args.map((arg) => (arg === 'SOUND' ? soundWave() : arg)));
    expect((await probeOn('', 'freebsd').probe(path)).startTimecode).toBe(label);
  });

  it('is read from the tag of an MXF file by ffprobe', async () => {
    const path = ffmpeg('programme.mxf', ...PICTURE, '-i', soundWave(), '-timecode', '10:00:00:00', '-c:v', 'mpeg2video', '-c:a', 'pcm_s16le', '-ar', '48000');
    expect((await probeOn(process.env['PATH'] ?? '', process.platform).probe(path)).startTimecode).toBe('10:00:00:00');
  });

  it('is absent where a film has none', async () => {
    expect(await probeOn('', 'freebsd').probe(ffmpeg('plain.mp4', ...PICTURE, '-i', soundWave(), ...H264))).not.toHaveProperty('startTimecode');
  });
});

describe('a file of boxes that lies', () => {
  const box = (name: string, ...content: Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.byteLength + 8);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const table = (...parts: Buffer[]): Buffer => box('moov', box('trak', box('mdia', box('minf', box('stbl', ...parts)))));

  it.each<[string, Buffer]>([
    ['an empty file of boxes', box('moov')],
    ['a box that is longer than the file', Buffer.concat([box('moov'), Buffer.of(0xff, 0xff, 0xff, 0xff), Buffer.from('trak')])],
    ['a description cut short', table(box('stsd', Buffer.alloc(12)), box('stco', Buffer.alloc(12)))],
    ['a rate of nothing', table(box('stsd', Buffer.concat([Buffer.alloc(12), Buffer.from('tmcd'), Buffer.alloc(26)])), box('stco', Buffer.alloc(12)))],
  ])('has no timecode: %s', async (_, bytes) => {
    const source = await openSource(fileOf('lying.mov', bytes));
    expect(await startTimecode(source)).toBeNull();
    await source.close();
  });
});
