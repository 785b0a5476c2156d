// Which Electrons may be shipped: the newest three majors, and within each nothing below its last known security fix (S27).
// To be brought up to date with every upgrade of Electron.

/** As of the date; where it was read. */
export const SUPPORTED_ELECTRON = {
  asOf: '2026-11-22',
  /** electronjs.org/docs/latest/tutorial/electron-timelines: the latest three stable majors are supported, a new one comes every eight weeks. */
  majors: [45, 44, 43],
  /** First versions without CVE-2026-70601, CVE-2026-70610 and CVE-2026-102676 (their advisories in electron/electron). */
  fixed: { 43: '43.4.1', 44: '44.0.0', 45: '45.0.0' },
} as const satisfies { asOf: string; majors: readonly number[]; fixed: Record<number, string> };

/** The newest three majors, newest first. */
export function newestMajors(newest: number): number[] {
  return [newest, newest - 1, newest - 2];
}

/** Why a version may not be shipped, or null. */
export function supportTrouble(version: string): string | null {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  if (!parts) return `${version} is no release`;
  const major = SUPPORTED_ELECTRON.majors.find((supported) => supported === Number(parts[1]));
  if (major === undefined) return `Electron ${parts[1] ?? ''} is no longer supported (${SUPPORTED_ELECTRON.asOf})`;
  const fixed = SUPPORTED_ELECTRON.fixed[major];
  return isBelow(version, fixed) ? `Electron ${version} lacks the fixes of ${fixed}` : null;
}

function isBelow(version: string, other: string): boolean {
  const [mine, theirs] = [version, other].map((text) => text.split('.').map(Number)) as [number[], number[]]; // two texts in, two lists out
  const differing = mine.findIndex((part, at) => part !== theirs[at]);
  return differing !== -1 && (mine[differing] ?? 0) < (theirs[differing] ?? 0);
}
