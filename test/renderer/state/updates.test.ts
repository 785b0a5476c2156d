// A newer version is offered once, and put in place only after every edit is durable.
import { describe, expect, it } from 'vitest';
import { Scope } from '../../../src-renderer/scope.ts';
import { NoticesState } from '../../../src-renderer/state/notices.svelte.ts';
import { ReportState } from '../../../src-renderer/state/report.svelte.ts';
import { UpdatesState } from '../../../src-renderer/state/updates.svelte.ts';
import { ManualPageClock, PlainHost, ScriptedStudio } from '../page-fakes.ts';

const ready = { phase: 'ready', bar: null, version: '0.2.0', lookedAt: 1 } as const;

function bench(saved: 'saved' | 'failed') {
  const studio = new ScriptedStudio().answer('updates.install', () => ({}));
  const notices = new NoticesState(new ManualPageClock());
  const deeds: string[] = [];
  const editing = { save: saved, flush: () => Promise.resolve(void deeds.push('saved')) };
  return { studio, notices, deeds, updates: new UpdatesState(studio.client, notices, () => editing, new Scope()) };
}

describe('updates on the page', () => {
  it('are offered once a version', () => {
    const { studio, notices } = bench('saved');
    studio.emit('updates.changed', { ...ready, phase: 'fetching' });
    expect(notices.toasts).toEqual([]);
    for (let again = 0; again < 3; again += 1) studio.emit('updates.changed', ready);
    expect(notices.toasts.map(({ title }) => title)).toEqual(['Galley 0.2.0 is ready']);
  });

  it('are put in place after saving', async () => {
    const { studio, updates, deeds } = bench('saved');
    await updates.restart();
    expect([deeds, studio.calls.map(({ call }) => call)]).toEqual([['saved'], ['updates.install']]);
  });

  it('are not put in place over words that could not be saved', async () => {
    const { studio, updates } = bench('failed');
    await updates.restart();
    expect(studio.calls).toEqual([]);
  });
});

describe('a report on the page', () => {
  const parts = (name: string) => ({ fileName: 'r.zip', parts: [{ name, about: '', text: 'x' }] });

  it('is the one asked for last, whichever came first', async () => {
    const late: (() => void)[] = [];
    const studio = new ScriptedStudio().answer('report.make', async ({ recording }) => {
      if (recording === null) await new Promise<void>((resolve) => late.push(resolve));
      return parts(recording ?? 'none');
    });
    const report = new ReportState(studio.client, new PlainHost());
    const first = report.make(null);
    await report.make('interview');
    late[0]?.();
    await first;
    expect(report.report?.parts[0]?.name).toBe('interview');
  });
});
