// Where a folder lies: on this machine's own disk, on a network drive, or in a folder that some service synchronises (F11).
// SQLite's shared memory does not work over a network, and a synchronised file is changed behind SQLite's back.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** What is the matter with a folder's place; null when it lies on a disk of this machine. */
export interface FolderPlace {
  readonly kind: 'network' | 'synced';
  /** The file system or the service, for people. */
  readonly name: string;
}

/** File systems that reach over a network, by the kernel's names (Linux mount table; macOS mount(8)). */
const NETWORK_SYSTEMS: Readonly<Record<string, string>> = {
  nfs: 'NFS',
  nfs4: 'NFS',
  cifs: 'Windows share',
  smb3: 'Windows share',
  smbfs: 'Windows share',
  afpfs: 'Apple share',
  webdav: 'WebDAV',
  davfs: 'WebDAV',
  'fuse.davfs': 'WebDAV',
  'fuse.sshfs': 'SSH',
  'fuse.rclone': 'rclone',
  'fuse.s3fs': 'S3',
  'fuse.gvfsd-fuse': 'network drive',
  'fuse.glusterfs': 'GlusterFS',
  glusterfs: 'GlusterFS',
  ceph: 'Ceph',
  afs: 'AFS',
  lustre: 'Lustre',
  ncpfs: 'NetWare',
};

/** Names of folders that services synchronise, one part of a path each. */
const SYNCED_FOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^Dropbox(?: \(.+\))?$/i, 'Dropbox'],
  [/^OneDrive(?: ?- .+)?$/i, 'OneDrive'],
  [/^(?:Mobile Documents|com~apple~CloudDocs|iCloud ?Drive)$/i, 'iCloud Drive'],
  [/^(?:Google ?Drive|GoogleDrive-.+|My Drive)$/i, 'Google Drive'],
  [/^CloudStorage$/, 'a cloud service'],
  [/^(?:Nextcloud|ownCloud)$/i, 'Nextcloud'],
  [/^(?:Box|Box Sync)$/, 'Box'],
  [/^pCloud ?Drive$/i, 'pCloud'],
];

/** A folder a service has put its own mark into: everything below is synchronised. */
const SYNC_MARKS: readonly (readonly [string, string])[] = [
  ['.stfolder', 'Syncthing'],
  ['.dropbox.cache', 'Dropbox'],
];

/** One mounted file system. */
interface Mount {
  readonly at: string;
  readonly system: string;
}

/** Judges an existing folder by its real path. `mounts` reads the system's table of mounts; tests hand in their own. */
export function folderPlace(folder: string, mounts: () => string = systemMounts): FolderPlace | null {
  if (folder.startsWith('\\\\') && !folder.startsWith('\\\\?\\')) return { kind: 'network', name: 'Windows share' };
  const system = systemOf(folder, readMounts(mounts()));
  const network = system === null ? undefined : NETWORK_SYSTEMS[system];
  if (network !== undefined) return { kind: 'network', name: network };
  const service = serviceOf(folder);
  return service === null ? null : { kind: 'synced', name: service };
}

function serviceOf(folder: string): string | null {
  for (const part of folder.split(/[/\\]/).reverse()) for (const [pattern, name] of SYNCED_FOLDERS) if (pattern.test(part)) return name;
  for (let above = folder; above !== dirname(above); above = dirname(above))
    for (const [mark, name] of SYNC_MARKS) if (existsSync(join(above, mark))) return name;
  return null;
}

/** The file system of the innermost mount a folder lies in. */
function systemOf(folder: string, mounts: readonly Mount[]): string | null {
  let found: Mount | null = null;
  for (const mount of mounts) {
    const isAbove = folder === mount.at || folder.startsWith(mount.at.endsWith(sep) ? mount.at : `${mount.at}${sep}`);
    // Of two on one place the later covers the earlier.
    if (isAbove && mount.at.length >= (found?.at.length ?? 0)) found = mount;
  }
  return found?.system ?? null;
}

/** Lines of /proc/mounts ("what at system options 0 0", spaces as \040) or of macOS' mount ("what on at (system, …)"). */
function readMounts(table: string): Mount[] {
  return table.split('\n').flatMap((line) => {
    const [, macAt, macSystem] = /^.+? on (\/.*) \((\w+)/.exec(line) ?? [];
    if (macAt !== undefined && macSystem !== undefined) return [{ at: macAt, system: macSystem }];
    const [, at, system] = line.split(' ');
    return at === undefined || system === undefined
      ? []
      : [{ at: at.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8))), system }];
  });
}

/** The table of mounts; empty where there is none to be had, and the folder then counts as local. */
function systemMounts(): string {
  try {
    if (process.platform === 'linux') return readFileSync('/proc/mounts', 'utf8');
    if (process.platform === 'darwin') return execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 2000 });
  } catch {
    // a system that does not tell: nothing is known against the folder
  }
  return '';
}
