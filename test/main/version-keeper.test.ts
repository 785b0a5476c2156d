// Versions that are kept without anybody asking.
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../src-core/contract/errors.ts';
import { VersionKeeper } from '../../src-main/services/version-keeper.ts';
import { type Bench, bench, failsWith, SRT } from './library-bench.ts';

describe('versions kept by themselves', () => {
  const HOUR = 3_600_000;
  const opened = async (): Promise<Bench & { id: string; edit: () => Promise<void>; kinds: () => string[] }> => {
    const made = bench();
    const { recording } = await made.service.import({ offer: await made.offer('/a.srt', SRT), into: null });
    const { id } = recording;
    await made.service.open({ recording: id });
    const edit = async (): Promise<void> => {
      const base = made.library.transcripts.summary(id)?.revision ?? 0;
      await made.service.save({ recording: id, base, splices: [], nextTurnId: 100, speakers: [], place: null });
    };
    return { ...made, id, edit, kinds: () => made.library.versions.list(id).map(({ kind, revision }) => `${kind} ${revision}`) };
  };

  it('are what was found at opening, before the first edit', async () => {
    const { service, id, edit, kinds } = await opened();
    await service.open({ recording: id });
    expect(kinds()).toEqual([]);
    await edit();
    await edit();
    expect(kinds()).toEqual(['opened 1']);
    await service.open({ recording: id });
    await edit();
    expect(kinds()).toEqual(['opened 3', 'opened 1']);
  });

  it('come once an hour while somebody edits, and not while nobody does', async () => {
    const { clock, edit, kinds } = await opened();
    await edit();
    await clock.advance(HOUR - 1);
    await edit();
    expect(kinds()).toEqual(['opened 1']);
    await clock.advance(1);
    await edit();
    await clock.advance(5 * HOUR);
    expect(kinds()).toEqual(['hourly 3', 'opened 1']);
  });

  it('do not repeat one that was just named', async () => {
    const { service, id, edit, kinds } = await opened();
    await service.keepVersion({ recording: id, kind: 'named', name: ' Final ' });
    await edit();
    expect(kinds()).toEqual(['named 1']);
    expect((await service.versions({ recording: id }))[0]?.name).toBe('Final');
    await expect(service.keepVersion({ recording: id, kind: 'named', name: '  ' })).rejects.toThrow(failsWith('bad-message'));
  });

  it('never stand in the way of saving', async () => {
    const { library, clock, id } = await opened();
    const told: string[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void told.push(message) };
    const keep = (): never => {
      throw new StudioError('disk-full');
    };
    const keeper = new VersionKeeper({ library: { ...library, versions: { ...library.versions, keep } }, clock, log });
    keeper.opened(id);
    keeper.beforeSave(id);
    expect(told).toEqual(['an automatic version could not be kept']);
  });
});
