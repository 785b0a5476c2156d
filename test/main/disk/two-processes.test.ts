// One library, several processes: one writes, the others read and say why (F17).
import { describe, expect, it } from 'vitest';
import { startChild } from './child-process.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { aRecording, aTranscript } from './library-samples.ts';

const busy: unknown = expect.objectContaining({ readOnly: 'busy' });

describe('a library another process has open', () => {
  it('opens for reading, follows what is saved there, and opens for writing once that process is killed', { timeout: 60_000 }, async () => {
    const folder = passingFolder();
    diskLibrary({ folder }).close();
    const holder = startChild('holding-child.ts', [folder]);
    await holder.heard(1);
    expect(holder.lines).toEqual(['writer 0 0']);
    const reader = diskLibrary({ folder });
    expect(reader).toEqual(busy);
    expect(() => reader.recordings.put(aRecording('a'))).toThrow(expect.objectContaining({ code: 'read-only', details: { reason: 'busy' } }));
    reader.close();
    await holder.kill();
    expect(diskLibrary({ folder }).readOnly).toBeNull();
  });

  it('shows a reader what the writer has saved since', { timeout: 60_000 }, async () => {
    const folder = passingFolder();
    const writer = diskLibrary({ folder });
    writer.recordings.put(aRecording('a'));
    writer.transcripts.replace('a', aTranscript(['hello there']), 'SRT', []);
    const reader = startChild('holding-child.ts', [folder, 'once']);
    expect(await reader.ended).toBe(0);
    expect(reader.lines).toEqual(['busy 1 1']);
    writer.recordings.put(aRecording('b'));
    expect(writer.recordings.all()).toHaveLength(2);
  });

  it('has one writer when ten start at once', { timeout: 120_000 }, async () => {
    const folder = passingFolder();
    diskLibrary({ folder }).close();
    const children = Array.from({ length: 10 }, () => startChild('holding-child.ts', [folder]));
    await Promise.all(children.map((child) => child.heard(1)));
    const roles = children.map((child) => child.lines[0]?.split(' ')[0]);
    expect(roles.filter((role) => role === 'writer')).toHaveLength(1);
    expect(roles.filter((role) => role === 'busy')).toHaveLength(9);
  });

  it('is told apart in one process too', () => {
    const folder = passingFolder();
    const writer = diskLibrary({ folder });
    expect(diskLibrary({ folder })).toEqual(busy);
    expect(diskLibrary({ folder })).toEqual(busy);
    writer.recordings.put(aRecording('a'));
    writer.close();
    expect(diskLibrary({ folder }).readOnly).toBeNull();
  });

  it('keeps its lock while others in the process look and go', { timeout: 60_000 }, async () => {
    const folder = passingFolder();
    diskLibrary({ folder });
    diskLibrary({ folder }).close();
    const other = startChild('holding-child.ts', [folder, 'once']);
    await other.ended;
    expect(other.lines).toEqual(['busy 0 0']);
  });
});
