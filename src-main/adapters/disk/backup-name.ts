// The names of backups: what version of the library they are of, how far it had got, and when they were made.

/** What a name tells. */
export interface BackupName {
  readonly name: string;
  /** `user_version` of the library in it. */
  readonly version: number;
  /** The library's generation in it; 0 in names from before there were any. */
  readonly generation: number;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

const NAME = /^library-v(\d+)-(?:g(\d+)-)?(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/;

/** The name of a backup made now. */
export function backupName(version: number, generation: number, now: number): string {
  return `library-v${version}-g${generation}-${new Date(now).toISOString().replace(/[:.]/g, '-')}.db`;
}

/** What a file's name tells; null when it is no backup's. */
export function readBackupName(name: string): BackupName | null {
  const parts = NAME.exec(name);
  if (!parts) return null;
  const [, version, generation, day, hours, minutes, seconds, millis] = parts;
  const madeAt = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${millis}Z`);
  return Number.isNaN(madeAt) ? null : { name, version: Number(version), generation: Number(generation ?? 0), madeAt };
}

/** Newest first. By generation before the date: clocks jump, generations do not (F18). */
export function newestFirst(a: BackupName, b: BackupName): number {
  return b.generation - a.generation || b.madeAt - a.madeAt;
}
