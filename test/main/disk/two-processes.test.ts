// One library, several processes: one writes, the others read and say why (F17).
import { describe, expect, it } from 'vitest';
import { fault } from '../../faults/fault.ts';
import { startChild, type Child } from './child-process.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { aRecording, aTranscript } from './library-samples.ts';

const busy: unknown = expect.objectContaining({ readOnly: 'busy' });

describe('a library another process has open', () => {
  fault(
    'F17',
    'a second studio opens the library, then the first is killed',
    async (seen) => {
      const folder = passingFolder();
      diskLibrary({ folder }).close();
      const holder = startChild('holding-child.ts', [folder]);
      await holder.heard(1);
      expect(holder.lines).toEqual(['writer 0 0']);
      const reader = diskLibrary({ folder });
      expect(reader).toEqual(busy);
      expect(() => reader.recordings.put(aRecording('a'))).toThrow(expect.objectContaining({ code: 'read-only', details: { reason: 'busy' } }));
      reader.close();
      seen('opens for reading, says why, and refuses to write');
      await holder.kill();
      expect(diskLibrary({ folder }).readOnly).toBeNull();
      seen('opens for writing as soon as the first is dead');
    },
    { timeout: 60_000 },
  );

  it('shows a reader what the writer has saved since', { timeout: 60_000 }, async () => {
    const folder = passingFolder();
    const writer = diskLibrary({ folder });
    writer.recordings.put(aRecording('a'));
    writer.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [] });
    const reader = startChild('holding-child.ts', [folder, 'once']);
    expect(await reader.ended).toBe(0);
    expect(reader.lines).toEqual(['busy 1 1']);
    writer.recordings.put(aRecording('b'));
    expect(writer.recordings.all()).toHaveLength(2);
  });

  fault(
    'F17',
    'ten studios open one library at once; the writer is killed, and ten more come',
    async (seen) => {
      const folder = passingFolder();
      diskLibrary({ folder }).close();
      const ten = async (): Promise<Child[]> => {
        const children = Array.from({ length: 10 }, () => startChild('holding-child.ts', [folder]));
        await Promise.all(children.map((child) => child.heard(1)));
        return children;
      };
      const isWriter = (child: Child): boolean => child.lines[0]?.startsWith('writer') === true;
      const first = await ten();
      expect(first.filter(isWriter)).toHaveLength(1);
      expect(first.filter((child) => child.lines[0]?.startsWith('busy'))).toHaveLength(9);
      seen('exactly one writes, nine read');
      await first.find(isWriter)?.kill();
      const second = await ten();
      expect(second.filter(isWriter)).toHaveLength(1);
      seen('after its death exactly one of the next ten writes');
    },
    { timeout: 240_000 },
  );

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
