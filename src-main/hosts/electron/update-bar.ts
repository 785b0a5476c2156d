// Whether this Galley may replace itself, from what is known of how it was made and started. A pure decision; update-source.ts acts on it.
import type { UpdateBar } from '../../../src-core/contract/updates.ts';

export interface PackageFacts {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** Whether the release machine signed it: `signed` in the packed package.json (electron-builder's extraMetadata). */
  readonly isSigned: boolean;
  /** Whether the build wrote where newer versions lie (app-update.yml among the resources). */
  readonly hasFeed: boolean;
  /** Whether it was started from an AppImage or a package manager's folder; Linux only. */
  readonly isAppImage: boolean;
}

/**
 * Why it may not, or null. On macOS and Windows an unsigned build could not tell a forged update from a true one;
 * on Linux the AppImage alone belongs to its user, everything else to a package manager.
 */
export function updateBar({ isPackaged, platform, isSigned, hasFeed, isAppImage }: PackageFacts): UpdateBar | null {
  if (!isPackaged) return 'development';
  if (!isSigned) return 'unsigned';
  if (!hasFeed) return 'unpublished';
  return platform === 'linux' && !isAppImage ? 'host' : null;
}
