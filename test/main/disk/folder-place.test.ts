// Where a library lies: network drives are recognised and get no write-ahead log, synchronised folders are warned of (F11).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { folderPlace } from '../../../src-main/adapters/disk/folder-place.ts';
import { fault } from '../../faults/fault.ts';
import { startChild } from './child-process.ts';
import { diskLibrary, passingFolder } from './disk-library.ts';
import { aRecording, aTranscript } from './library-samples.ts';

const LINUX = `/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/export /home/ada/archive nfs4 rw 0 0
//nas/film /mnt/film\\040store cifs rw 0 0
ada@host:/ /home/ada/archive/local/remote fuse.sshfs rw 0 0
/dev/sdb1 /home/ada/archive/local ext4 rw 0 0
`;
const MAC = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only)
//ada@nas._smb._tcp.local/film on /Volumes/film (smbfs, nodev, nosuid)
/dev/disk5s1 on /Volumes/Stick (exfat, local)
`;

describe('the place of a folder', () => {
  it.each([
    ['/home/ada/library', LINUX, null],
    ['/home/ada/archive/library', LINUX, { kind: 'network', name: 'NFS' }],
    ['/home/ada/archive', LINUX, { kind: 'network', name: 'NFS' }],
    ['/home/ada/archive-of-old', LINUX, null],
    ['/home/ada/archive/local/library', LINUX, null],
    ['/home/ada/archive/local/remote/library', LINUX, { kind: 'network', name: 'SSH' }],
    ['/mnt/film store/library', LINUX, { kind: 'network', name: 'Windows share' }],
    ['/Volumes/film/library', MAC, { kind: 'network', name: 'Windows share' }],
    ['/Volumes/Stick/library', MAC, null],
    ['\\\\nas\\film\\library', '', { kind: 'network', name: 'Windows share' }],
    ['C:\\Users\\ada\\OneDrive - Harbour Museum\\Galley', '', { kind: 'synced', name: 'OneDrive' }],
    ['/home/ada/Dropbox/Galley', LINUX, { kind: 'synced', name: 'Dropbox' }],
    ['/home/ada/Dropbox (Museum)/work/Galley', LINUX, { kind: 'synced', name: 'Dropbox' }],
    ['/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/Galley', MAC, { kind: 'synced', name: 'iCloud Drive' }],
    ['/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive/Galley', MAC, { kind: 'synced', name: 'Google Drive' }],
    ['/home/ada/Dropbox-backup/Galley', LINUX, null],
    ['/home/ada/library', 'garbage that is no table', null],
  ])('%s', (folder, mounts, place) => {
    expect(folderPlace(folder, () => mounts)).toEqual(place);
  });

  it('is synchronised below a folder that Syncthing has marked', () => {
    const folder = passingFolder();
    mkdirSync(join(folder, '.stfolder'));
    mkdirSync(join(folder, 'deep', 'library'), { recursive: true });
    expect(folderPlace(join(folder, 'deep', 'library'), () => '')).toEqual({ kind: 'synced', name: 'Syncthing' });
  });
});

function journalOf(path: string): unknown {
  const db = new DatabaseSync(path, { readOnly: true });
  const mode = db.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
  db.close();
  return mode;
}

fault('F11', 'the table of mounts puts the library on a network drive; the last writer was killed there', async (seen) => {
  const placeOf = (): { kind: 'network'; name: string } => ({ kind: 'network', name: 'NFS' });
  const local = diskLibrary();
  local.recordings.put(aRecording('a'));
  local.transcripts.replace('a', aTranscript(['hello there']), 'SRT', { problems: [] });
  local.close();
  const folder = join(local.path, '..');
  expect(journalOf(local.path)).toBe('wal');
  const library = diskLibrary({ folder, placeOf });
  expect(library).toMatchObject({ readOnly: null, notes: [{ kind: 'network-folder', name: 'NFS' }] });
  library.recordings.put(aRecording('b'));
  expect(library.transcripts.search('hello', 5)).toHaveLength(1);
  library.close();
  expect(journalOf(local.path)).toBe('delete');
  seen('said; kept with a rollback journal instead of a write-ahead log, with all it held');
  const child = startChild('network-child.ts', [folder]);
  await child.heard(5);
  await child.kill();
  const after = diskLibrary({ folder, placeOf });
  expect(after.readOnly).toBeNull();
  expect(after.recordings.all().length).toBeGreaterThanOrEqual(2 + child.lines.length);
  seen('what a killed writer had acknowledged is there');
  after.close();
  const back = diskLibrary({ folder, placeOf: () => null });
  expect(back.notes).toEqual([]);
  back.recordings.put(aRecording('z'));
  expect(journalOf(local.path)).toBe('wal');
  seen('moved back to a local disk it has its write-ahead log again');
});

fault('F11', 'the library lies in a folder of Dropbox', (seen) => {
  const folder = join(passingFolder(), 'Dropbox', 'Galley');
  mkdirSync(folder, { recursive: true });
  expect(diskLibrary({ folder })).toMatchObject({ readOnly: null, notes: [{ kind: 'synced-folder', name: 'Dropbox' }] });
  seen('opened, and said with the service’s name');
});
