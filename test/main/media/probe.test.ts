// Laws of looking into files: content decides, names never; every refusal is one code; facts agree whoever states them.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, statSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FfmpegFinder } from '../../../src-main/adapters/media/ffmpeg-tools.ts';
import { MediaProbe } from '../../../src-main/adapters/media/probe.ts';
import { systemClock } from '../../../src-main/adapters/machine/system-clock.ts';
import { fault } from '../../faults/fault.ts';
import { at, FFMPEG, ffmpeg, fileOf, head, PICTURE, soundSamples, soundWave, waveOf } from './sound-fixtures.ts';

const probeWith = (path: string, platform: NodeJS.Platform): MediaProbe =>
  new MediaProbe(new FfmpegFinder({ chosen: () => null, path, platform }, systemClock), systemClock);
const machine = probeWith(process.env['PATH'] ?? '', process.platform);
/** A machine on which there is no ffmpeg anywhere. */
const bare = probeWith('', 'freebsd');

/** AMR as a phone writes it: mode 7 frames of 32 bytes, 20 ms each. */
function amr(frames: number): Uint8Array {
  const frame = Buffer.concat([Buffer.of(0x3c), Buffer.alloc(31, 0x5a)]);
  return Buffer.concat([Buffer.from('#!AMR\n', 'latin1'), ...Array.from({ length: frames }, () => frame)]);
}

describe('facts', () => {
  it('of a WAV file need no program', async () => {
    expect(await bare.probe(soundWave())).toEqual({
      container: 'wav',
      size: 705_644,
      duration: 4000,
      audio: [{ codec: 'pcm-s16', channels: 2, rate: 44_100, language: null }],
      video: null,
      playable: true,
    });
  });

  it('of AMR are counted from its frames', async () => {
    expect(await bare.probe(fileOf('memo.amr', amr(150)))).toMatchObject({
      container: 'amr',
      duration: 3000,
      audio: [{ codec: 'amr-nb', rate: 8000, channels: 1 }],
      playable: false,
    });
  });

  describe.skipIf(FFMPEG === null)('of encoded files (skipped without ffmpeg)', () => {
    it.each<[string, string[], object]>([
      ['a.mp3', [], { container: 'mp3', duration: 4000, audio: [{ codec: 'mp3' }], playable: true }],
      [
        'a.m4a',
        ['-c:a', 'aac', '-metadata:s:a:0', 'language=deu'],
        { container: 'm4a', duration: 4000, audio: [{ codec: 'aac', language: 'deu' }], playable: true },
      ],
      ['a.flac', [], { container: 'flac', duration: 4000, audio: [{ codec: 'flac' }], playable: true }],
      ['a.ogg', ['-c:a', 'libvorbis'], { container: 'ogg', audio: [{ codec: 'vorbis' }], playable: true }],
      ['a.opus', ['-ar', '48000', '-c:a', 'libopus'], { container: 'ogg', audio: [{ codec: 'opus', rate: 48_000 }], playable: true }],
      ['a.aac', ['-c:a', 'aac'], { container: 'aac', audio: [{ codec: 'aac' }], playable: true }],
      ['a.mp2', ['-c:a', 'mp2'], { container: 'mp2', audio: [{ codec: 'mp2' }], playable: false }],
      ['alac.m4a', ['-c:a', 'alac'], { container: 'm4a', audio: [{ codec: 'alac' }], playable: false }],
    ])('%s are read without ffmpeg', async (name, args, facts) => {
      const path = ffmpeg(name, '-i', soundWave(), ...args);
      const probed = await bare.probe(path);
      expect(probed).toMatchObject({ size: statSync(path).size, video: null, ...facts });
      expect(Math.abs(probed.duration - 4000)).toBeLessThan(60);
    });

    it.each<[string, string[], object]>([
      ['a.aiff', [], { container: 'aiff', duration: 4000, audio: [{ codec: 'pcm-s16be', channels: 2, rate: 44_100 }], playable: false }],
      ['a.wma', ['-c:a', 'wmav2'], { container: 'wma', audio: [{ codec: 'wmav2' }], playable: false }],
      ['adpcm.wav', ['-c:a', 'adpcm_ms'], { container: 'wav', audio: [{ codec: 'adpcm_ms' }], playable: false }],
      ['flac.ogg', ['-c:a', 'flac'], { container: 'ogg', audio: [{ codec: 'flac' }], playable: true }],
    ])('%s are asked of ffprobe, and ffmpeg is named where it is missing', async (name, args, facts) => {
      const path = ffmpeg(name, '-i', soundWave(), ...args);
      expect(await machine.probe(path)).toMatchObject(facts);
      await expect(bare.probe(path)).rejects.toMatchObject({ code: 'needs-ffmpeg' });
    });

    it('of pictures have size and frame rate as a fraction', async () => {
      const film = (name: string, rate: string): string =>
        ffmpeg(name, '-f', 'lavfi', '-i', `testsrc=s=176x144:r=${rate}:d=3`, '-i', soundWave(), '-c:v', 'libx264', '-c:a', 'aac', '-t', '3');
      expect((await bare.probe(film('pal.mp4', '25'))).video).toEqual({ codec: 'avc', width: 176, height: 144, frameRate: { numerator: 25, denominator: 1 } });
      expect((await bare.probe(film('ntsc.mov', '30000/1001'))).video?.frameRate).toEqual({ numerator: 30_000, denominator: 1001 });
      expect((await bare.probe(film('film.mkv', '24000/1001'))).video?.frameRate).toEqual({ numerator: 24_000, denominator: 1001 });
      expect((await machine.probe(ffmpeg('old.avi', ...PICTURE, '-i', soundWave(), '-c:v', 'mpeg4', '-c:a', 'mp3'))).video).toMatchObject({
        codec: 'mpeg4',
        frameRate: { numerator: 25, denominator: 1 },
      });
    });

    it('list every track in the file’s order', async () => {
      const path = ffmpeg(
        'two.mp4',
        '-i',
        soundWave(),
        '-i',
        soundWave('mono.wav', 48_000, 1),
        '-map',
        '0:a',
        '-map',
        '1:a',
        '-c:a',
        'aac',
        '-metadata:s:a:1',
        'language=fra',
      );
      expect((await bare.probe(path)).audio.map(({ channels, language }) => [channels, language])).toEqual([
        [2, null],
        [1, 'fra'],
      ]);
    });

    it('do not count a cover as a picture', async () => {
      ffmpeg('cover.png', '-f', 'lavfi', '-i', 'color=red:s=64x64', '-frames:v', '1');
      const path = ffmpeg(
        'cover.mp3',
        '-i',
        soundWave(),
        '-i',
        at('cover.png'),
        '-map',
        '0:a',
        '-map',
        '1:v',
        '-c:v',
        'copy',
        '-disposition:v',
        'attached_pic',
      );
      expect((await machine.probe(path)).video).toBeNull();
    });

    it('come from the content, whatever the file is called', async () => {
      copyFileSync(soundWave(), at('really-a-wav.mp4'));
      expect(await bare.probe(at('really-a-wav.mp4'))).toMatchObject({ container: 'wav', playable: true });
      copyFileSync(ffmpeg('plain.mp3', '-i', soundWave()), at('no-extension'));
      expect(await bare.probe(at('no-extension'))).toMatchObject({ container: 'mp3' });
    });
  });
});

describe('refusal', () => {
  it.each([machine, bare])('has one code for each kind of useless file', async (probe) => {
    const refused = async (name: string, bytes: Uint8Array | string): Promise<unknown> =>
      probe.probe(fileOf(name, bytes)).catch((thrown: { code: string }) => thrown.code);
    expect(await refused('empty.mp4', '')).toBe('empty-media');
    expect(await refused('silent.wav', waveOf(new Int16Array(0), 8000, 1))).toBe('empty-media');
    expect(await refused('words.mp3', 'Dear diary, nothing happened. '.repeat(200))).toBe('bad-media');
    expect(await refused('picture.mp4', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(500)]))).toBe('bad-media');
    expect(await refused('cut.wav', head(soundWave(), 30))).toBe('truncated-media');
    expect(await refused('half.wav', head(soundWave(), 300_000))).toBe('truncated-media');
    expect(await refused('half.amr', amr(2).subarray(0, 8))).toBe('empty-media');
  });

  it('knows random bytes for what they are', { timeout: 60_000 }, async () => {
    for (let i = 0; i < 40; i++) await expect(bare.probe(fileOf('random.mp4', randomBytes(i * 3000 + 500)))).rejects.toMatchObject({ code: 'bad-media' });
  });

  const lists = [
    ['#EXTM3U\n#EXT-X-VERSION:3\nhttps://example.com/a.ts\n'],
    ['\ufeff  #EXTM3U\n/etc/passwd\n'],
    ['ffconcat version 1.0\nfile /etc/passwd\n'],
    ["file '/etc/passwd'\n"],
    ['<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>'],
    ['<?xml version="1.0"?><!-- x --><playlist xmlns="http://xspf.org/ns/0/"></playlist>'],
    ['<asx version="3.0"><entry><ref href="http://x/"/></entry></asx>'],
    ['<smil><body/></smil>'],
    ['[playlist]\nFile1=http://example.com/stream\n'],
    ['[Reference]\nRef1=http://example.com/x.asf\n'],
    ['v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n'],
    ['https://example.com/radio.mp3\n'],
  ] as const;
  fault('S10', 'M3U, ffconcat, DASH, XSPF, ASX, SMIL, PLS, SDP and bare addresses named .mp4 and .mp3, also as UTF-16', async (seen) => {
    for (const [text] of lists) {
      for (const name of ['list.mp4', 'list.mp3'])
        await expect(machine.probe(fileOf(name, text)), text).rejects.toMatchObject({ code: 'playlist-in-disguise' });
      const wide = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
      await expect(machine.probe(fileOf('wide.mp4', wide)), text).rejects.toMatchObject({ code: 'playlist-in-disguise' });
    }
    seen(`all ${lists.length} refused by content, as lists of other files`);
  });

  describe.skipIf(FFMPEG === null)('of encoded files (skipped without ffmpeg)', () => {
    it('tells a picture without sound', async () => {
      const path = ffmpeg('mute.mp4', ...PICTURE, '-c:v', 'libx264');
      for (const probe of [machine, bare]) await expect(probe.probe(path)).rejects.toMatchObject({ code: 'no-audio' });
    });

    it('tells an MP4 that was cut, before or after its index', async () => {
      const late = ffmpeg('late-index.mp4', '-i', soundWave(), '-c:a', 'aac');
      const early = ffmpeg('early-index.mp4', '-i', soundWave(), '-c:a', 'aac', '-movflags', '+faststart');
      for (const path of [late, early]) {
        const { size } = statSync(path);
        for (const bytes of [40, 300, Math.floor(size / 2)]) {
          copyFileSync(path, at('cut.mp4'));
          truncateSync(at('cut.mp4'), bytes);
          await expect(machine.probe(at('cut.mp4')), `${path} ${bytes}`).rejects.toMatchObject({ code: 'truncated-media' });
        }
      }
    });

    it('takes a fragmented MP4 that was cut: it plays up to there', async () => {
      const path = ffmpeg('fragments.mp4', '-i', soundWave(), '-c:a', 'aac', '-movflags', '+frag_keyframe+empty_moov', '-frag_duration', '500000');
      truncateSync(path, Math.floor(statSync(path).size * 0.7));
      const { duration } = await machine.probe(path);
      expect(duration).toBeGreaterThan(1500);
      expect(duration).toBeLessThan(3500);
    });
  });
});

describe('bounds', () => {
  it('reads little of a long file', { timeout: 60_000 }, async (context) => {
    if (!canTrace()) return context.skip('strace cannot run here');
    const path = fileOf('long.wav', waveOf(soundSamples(48_000, 2, 60_000), 48_000, 2));
    const script = `import { MediaProbe } from '${process.cwd()}/src-main/adapters/media/probe.ts';
      import { FfmpegFinder } from '${process.cwd()}/src-main/adapters/media/ffmpeg-tools.ts';
      import { systemClock } from '${process.cwd()}/src-main/adapters/machine/system-clock.ts';
      const probe = new MediaProbe(new FfmpegFinder({ chosen: () => null, path: '', platform: 'freebsd' }, systemClock), systemClock);
      console.log((await probe.probe(process.argv[2])).duration);`;
    const program = fileOf('probe-once.mts', script);
    const trace = at('trace.txt');
    const out = execFileSync('strace', ['-f', '-y', '-e', 'trace=read,pread64,readv,preadv', '-o', trace, process.execPath, program, path], {
      encoding: 'utf8',
    });
    expect(out.trim()).toBe('60000');
    const reads = execFileSync('grep', ['-F', `<${path}>`, trace], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const bytes = reads.map((line) => Number(/= (\d+)/.exec(line)?.[1] ?? 0)).reduce((a, b) => a + b, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(2 * 1024 * 1024);
  });
});

function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
