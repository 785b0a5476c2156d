// Laws of decoding in a page: asked until it answers, trusted with nothing, given up when it hangs.
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src-core/contract/errors.ts';
import type { PeakChunk } from '../../../src-main/ports/media.ts';
import { PagePeaks, type PushedPeaks } from '../../../src-main/services/page-peaks.ts';
import { bucketsFrom, factsOf } from '../../fakes/fake-media.ts';
import { ManualClock, settle } from '../../fakes/manual-clock.ts';

function begin(duration = 10_000) {
  const clock = new ManualClock();
  const asked: number[] = [];
  const chunks: PeakChunk[] = [];
  const cancel = new AbortController();
  const page = new PagePeaks(clock, () => asked.push(clock.monotonic()));
  /** "waiting", "done", or what was thrown. */
  const outcome: { ended: unknown } = { ended: 'waiting' };
  const reading = page.peaks('r1', factsOf({ duration }), (chunk) => void chunks.push(chunk), cancel.signal);
  reading.then(
    () => (outcome.ended = 'done'),
    (thrown: unknown) => (outcome.ended = thrown),
  );
  const push = (changes: Partial<PushedPeaks>): void =>
    page.take({ recording: 'r1', channels: 2, from: 0, bytes: new Uint8Array(0), complete: false, failure: null, ...changes });
  return { clock, asked, chunks, cancel, page, outcome, push };
}

describe('PagePeaks', () => {
  it('asks at once, hands on what comes in order, and ends with the page', async () => {
    const { asked, chunks, outcome, push } = begin();
    expect(asked).toEqual([0]);
    push({ bytes: bucketsFrom(0, 600) });
    push({ from: 600, bytes: bucketsFrom(600, 400), complete: true });
    await settle();
    expect(chunks.map(({ from, bytes }) => [from, bytes.length / 4])).toEqual([
      [0, 600],
      [600, 400],
    ]);
    expect(outcome.ended).toBe('done');
    expect(() => push({ from: 1000, bytes: bucketsFrom(1000, 1) })).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('passes over what another page has sent already', () => {
    const { chunks, push } = begin();
    push({ bytes: bucketsFrom(0, 100) });
    push({ bytes: bucketsFrom(0, 60) });
    push({ from: 60, bytes: bucketsFrom(60, 80) });
    expect(chunks.map(({ from, bytes }) => [from, bytes.length / 4])).toEqual([
      [0, 100],
      [100, 40],
    ]);
    expect(chunks[1]?.bytes).toEqual(bucketsFrom(100, 40));
  });

  it.each<[string, Partial<PushedPeaks>]>([
    ['leave a gap', { from: 5, bytes: bucketsFrom(5, 1) }],
    ['end within a bucket', { bytes: new Uint8Array(7) }],
    ['have no channel', { channels: 0, bytes: new Uint8Array(4) }],
    ['have too many channels', { channels: 9, bytes: new Uint8Array(36) }],
    ['outlast the media by far', { bytes: new Uint8Array(4 * 8000) }],
  ])('refuses peaks that %s', (_, push) => {
    const { push: send, chunks } = begin();
    expect(() => send(push)).toThrow(expect.objectContaining({ code: 'bad-message' }));
    expect(chunks).toEqual([]);
  });

  it('refuses peaks whose channels change half-way', () => {
    const { push } = begin();
    push({ bytes: bucketsFrom(0, 10) });
    expect(() => push({ channels: 1, from: 10, bytes: new Uint8Array(2) })).toThrow(expect.objectContaining({ code: 'bad-message' }));
  });

  it('asks again while nobody answers, and gives up after a minute', async () => {
    const { clock, asked, outcome } = begin();
    await clock.advance(59_000);
    expect(asked).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000]);
    expect(outcome.ended).toBe('waiting');
    await clock.advance(2_000);
    expect(outcome.ended).toMatchObject({ code: 'decoder-failed', details: { reason: 'no-page' } });
    expect(clock.waiting).toBe(0);
  });

  it('does not ask a page that is at work, however slowly', async () => {
    const { clock, asked, push } = begin();
    for (let i = 0; i < 30; i++) {
      push({ from: i, bytes: bucketsFrom(i, 1) });
      await clock.advance(6_000);
    }
    expect(asked).toEqual([0]);
  });

  it('gives up on pages that hang at the same place again and again', async () => {
    const { clock, asked, outcome, push } = begin();
    let answered = 0;
    for (let second = 0; second < 90 && outcome.ended === 'waiting'; second++) {
      if (asked.length > answered) push({ bytes: bucketsFrom(0, 50) });
      answered = asked.length;
      await clock.advance(1000);
    }
    expect(answered).toBeLessThanOrEqual(7);
    expect(outcome.ended).toMatchObject({ code: 'decoder-failed', details: { reason: 'stalled' } });
  });

  it('fails with what the page says', async () => {
    const { outcome, push } = begin();
    push({ failure: 'no decoder for alac' });
    await settle();
    expect(outcome.ended).toMatchObject({ code: 'decoder-failed', details: { reason: 'no decoder for alac' } });
  });

  it('tells of a sound that ended early, and of none at all', async () => {
    const short = begin(60_000);
    short.push({ bytes: bucketsFrom(0, 1000), complete: true });
    const silent = begin();
    silent.push({ complete: true });
    await settle();
    expect(short.outcome.ended).toMatchObject({ code: 'truncated-media' });
    expect(silent.outcome.ended).toMatchObject({ code: 'decoder-failed' });
  });

  it('stops waiting when cancelled', async () => {
    const { cancel, clock, outcome, push } = begin();
    cancel.abort();
    await settle();
    expect(outcome.ended).toBeInstanceOf(CancelledError);
    expect(clock.waiting).toBe(0);
    expect(() => push({ bytes: bucketsFrom(0, 1) })).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
