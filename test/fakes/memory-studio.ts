// A whole studio in memory: every call of the contract over plain maps, so that hosts and screens run without disk or network.
// It is typed by the contract; what it answers is believable, not computed.
import { tmpdir } from 'node:os';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { makeDispatch } from '../../src-core/contract/dispatch.ts';
import type { EmitEvent, StudioHandlers } from '../../src-core/contract/studio-api.ts';
import type { Studio } from '../../src-main/studio.ts';
import { backupCallsOf } from './memory-backups.ts';
import { memoryReport } from './memory-report.ts';
import { MEMORY_NOW } from './memory-recordings.ts';
import { reviewCallsOf } from './memory-review.ts';
import { accountCallsOf } from './studio/account-calls.ts';
import { jobCallsOf } from './studio/job-calls.ts';
import { libraryCallsOf } from './studio/library-calls.ts';
import { mediaCallsOf } from './studio/media-calls.ts';
import { Memory, type Group, type StudioStart } from './studio/memory.ts';
import { versionCallsOf } from './studio/version-calls.ts';

export interface MemoryOptions extends StudioStart {
  /** Handlers to put in place of the believable ones. */
  readonly overrides?: Partial<StudioHandlers>;
  /** Hears bugs the dispatcher caught; they are fatal in tests unless someone listens. */
  readonly report?: (call: string, bug: unknown) => void;
}

/** The studio, and what tests reach behind it. */
export interface MemoryStudio extends Studio {
  readonly emit: EmitEvent;
  readonly handlers: StudioHandlers;
  /** A hash of everything it holds, to see that nothing changed. */
  snapshot(): string;
  /** Moves uploads, jobs and peaks on by so many milliseconds. */
  tick(millis: number): void;
  readonly listeners: number;
}

/** A studio in memory. */
export function makeMemoryStudio(options: MemoryOptions = {}): MemoryStudio {
  const memory = new Memory(options);
  const handlers: StudioHandlers = { ...handlersOf(memory), ...options.overrides };
  return {
    handlers,
    dispatch: makeDispatch(handlers, options.report ?? throwLater),
    emit: memory.emit,
    mediaRoute: (request) => Promise.resolve(memory.answerMedia(request)),
    offer: (path, name) => Promise.resolve(memory.offer(path, name)),
    uploadFolder: mkdtempSync(join(tmpdir(), 'galley-memory-')),
    subscribe: (listener) => {
      memory.listeners.add(listener);
      return () => memory.listeners.delete(listener);
    },
    snapshot: () => memory.snapshot(),
    tick: (millis) => {
      memory.tick(millis);
    },
    get listeners() {
      return memory.listeners.size;
    },
    stop: () => Promise.resolve(),
  };
}

function throwLater(call: string, bug: unknown): void {
  queueMicrotask(() => {
    throw new Error(`a handler of the memory studio broke: ${call}`, { cause: bug });
  });
}

function handlersOf(memory: Memory): StudioHandlers {
  return {
    ...accountCallsOf(memory),
    ...careCallsOf(memory),
    ...libraryCallsOf(memory),
    ...versionCallsOf(memory),
    ...backupCallsOf((id) => memory.recording(id)),
    ...reviewCallsOf({
      original: (id) => memory.originals.get(memory.recording(id).id) ?? memory.opened.get(id)?.transcript ?? null,
      heard: (id, words) => {
        const recording = memory.recording(id);
        if (recording.transcript) memory.put({ ...recording, transcript: { ...recording.transcript, heard: words } });
      },
    }),
    ...jobCallsOf(memory),
    ...mediaCallsOf(memory),
  };
}

function careCallsOf(memory: Memory): Group<'report' | 'updates'> {
  return {
    'report.make': ({ recording }) => Promise.resolve(memoryReport(recording === null ? null : memory.recording(recording).name)),
    'updates.get': () => Promise.resolve(memory.updates),
    'updates.look': () => Promise.resolve(memory.tellUpdates({ phase: 'ready', version: '0.2.0', lookedAt: MEMORY_NOW })),
    'updates.install': () => {
      memory.tellUpdates({ phase: 'idle', version: null });
      return Promise.resolve({});
    },
  };
}
