// Laws of facts in our words: frame rates as fractions, ffprobe's report, what can be played, what is said of trouble.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ERROR_CODES } from '../../../src-core/contract/errors.ts';
import { factsOfReport } from '../../../src-core/media/ffprobe-report.ts';
import { frameRateOf, frameRateOfText } from '../../../src-core/media/frame-rate.ts';
import { mediaFactsShape } from '../../../src-core/media/media-facts.ts';
import { mediaTrouble } from '../../../src-core/media/media-trouble.ts';
import { PeakStretches } from '../../../src-core/media/peak-stretches.ts';
import { PeakReducer } from '../../../src-core/media/peaks.ts';
import { endedEarly, pageDecodes, playabilityOf, timeOriginOf } from '../../../src-core/media/playability.ts';

const sound = (codec: string) => [{ codec, channels: 2, rate: 48_000, language: null }];
const picture = (codec: string) => ({ codec, width: 640, height: 360, frameRate: null });

describe('a frame rate', () => {
  it.each([
    [25, 25, 1],
    [23.976, 24_000, 1001],
    [29.97, 30_000, 1001],
    [59.9401, 60_000, 1001],
    [30, 30, 1],
    [12.5, 25, 2],
  ])('of %d is %i/%i', (decimal, numerator, denominator) => {
    expect(frameRateOf(decimal)).toEqual({ numerator, denominator });
  });

  it('is unknown rather than wrong', () => {
    for (const odd of [null, 0, -1, NaN, Infinity, 17.3]) expect(frameRateOf(odd)).toBeNull();
    for (const text of ['0/0', '', '25', 'x/y', '1/0']) expect(frameRateOfText(text)).toBeNull();
    expect(frameRateOfText('30000/1001')).toEqual({ numerator: 30_000, denominator: 1001 });
  });
});

describe('factsOfReport', () => {
  const stream = (codec_type: string, codec_name: string, more: object = {}): object => ({ codec_type, codec_name, ...more });

  it('speaks our words', () => {
    const report = {
      format: { format_name: 'avi', duration: '8.104000' },
      streams: [
        stream('video', 'h264', { width: 640, height: 360, avg_frame_rate: '25/1', r_frame_rate: '25/1' }),
        stream('audio', 'pcm_s16le', { channels: 2, sample_rate: '48000', tags: { language: 'deu' } }),
        stream('data', 'bin_data'),
      ],
    };
    expect(factsOfReport(report, 99, 'avi')).toEqual({
      container: 'avi',
      size: 99,
      duration: 8104,
      audio: [{ codec: 'pcm-s16', channels: 2, rate: 48_000, language: 'deu' }],
      video: { codec: 'avc', width: 640, height: 360, frameRate: { numerator: 25, denominator: 1 } },
      playable: false,
    });
  });

  it('leaves out covers, and frame rates that are not even', () => {
    const cover = stream('video', 'mjpeg', { disposition: { attached_pic: 1, still_image: 0 } });
    const uneven = stream('video', 'h264', { avg_frame_rate: '24/1', r_frame_rate: '90000/1' });
    const report = (video: object): object => ({ format: { format_name: 'mp3' }, streams: [video, stream('audio', 'mp3')] });
    expect(factsOfReport(report(cover), 1, null)?.video).toBeNull();
    expect(factsOfReport(report(uneven), 1, null)?.video?.frameRate).toBeNull();
  });

  it('answers facts that fit the contract, or null, for anything', () => {
    const streams = fc.array(
      fc.record(
        {
          codec_type: fc.constantFrom('audio', 'video', 'data'),
          codec_name: fc.string(),
          channels: fc.double(),
          sample_rate: fc.string(),
          width: fc.integer(),
          duration: fc.oneof(fc.string(), fc.double().map(String)),
        },
        { requiredKeys: [] },
      ),
    );
    const report = fc.oneof(fc.anything(), fc.record({ format: fc.record({ format_name: fc.string(), duration: fc.string() }), streams }));
    fc.assert(
      fc.property(report, (told) => {
        const facts = factsOfReport(told, 10, null);
        if (facts !== null) expect(v.is(mediaFactsShape, facts)).toBe(true);
      }),
    );
  });
});

describe('what the page plays', () => {
  it.each([
    ['mp4', 'aac', 'avc', 'all'],
    ['mp4', 'aac', null, 'all'],
    ['mp4', 'aac', 'hevc', 'sound'],
    ['mov', 'pcm-s16', 'prores', 'sound'],
    ['mp4', 'ac3', 'avc', 'nothing'],
    ['avi', 'mp3', 'avc', 'nothing'],
    ['amr', 'amr-nb', null, 'nothing'],
    ['mpegts', 'aac', 'avc', 'nothing'],
    ['constructor', 'toString', null, 'nothing'],
  ] as const)('of %s with %s and %s is %s', (container, audio, video, played) => {
    expect(playabilityOf({ container, audio: sound(audio), video: video && picture(video) })).toBe(played);
  });

  it('is decided by the first track, and is nothing without one', () => {
    expect(playabilityOf({ container: 'mp4', audio: [...sound('ac3'), ...sound('aac')], video: null })).toBe('nothing');
    expect(playabilityOf({ container: 'mp4', audio: [], video: picture('avc') })).toBe('nothing');
    expect(pageDecodes({ audio: [] })).toBe(false);
  });

  it('counts from stamps only where the player does', () => {
    expect(timeOriginOf({ container: 'mp4', audio: sound('aac'), video: null })).toBe('container');
    expect(timeOriginOf({ container: 'mp3', audio: sound('mp3'), video: null })).toBe('start');
    expect(timeOriginOf({ container: 'mpegts', audio: sound('aac'), video: null })).toBe('start');
  });

  it('calls a sound cut only when it is much shorter than stated and no picture outlasts it', () => {
    expect(endedEarly({ duration: 3_600_000, video: null }, 3_540_000)).toBe(false);
    expect(endedEarly({ duration: 3_600_000, video: null }, 3_000_000)).toBe(true);
    expect(endedEarly({ duration: 1000, video: null }, 400)).toBe(false);
    expect(endedEarly({ duration: 3_600_000, video: picture('avc') }, 60_000)).toBe(false);
  });
});

describe('mediaTrouble', () => {
  it('is one or two plain sentences for every code', () => {
    for (const code of ERROR_CODES) expect(mediaTrouble(code, { container: 'wma' })).toMatch(/^[A-Z].+\.$/);
    expect(mediaTrouble('needs-ffmpeg', { container: 'wma' })).toContain('WMA');
  });
});

describe('PeakStretches', () => {
  it('hands over the first second at once and all of it in order, in ever longer stretches', () => {
    const reducer = new PeakReducer(1000, 1);
    const handed: [from: number, buckets: number][] = [];
    const stretches = new PeakStretches(reducer, (from, peaks) => handed.push([from, peaks.length / 2]));
    for (let second = 0; second < 600; second++) {
      reducer.addS16(new Int16Array(1000));
      stretches.flow();
    }
    reducer.addS16(new Int16Array(5));
    expect(stretches.finish()).toBe(60_001);
    expect(handed[0]).toEqual([0, 100]);
    let next = 0;
    for (const [from, buckets] of handed) {
      expect(from).toBe(next);
      expect(buckets).toBeLessThanOrEqual(6000);
      next = from + buckets;
    }
    expect(next).toBe(60_001);
    expect(handed.length).toBeLessThan(20);
  });
});
