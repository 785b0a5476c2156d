// electron-builder's last word on a packed application, before it is signed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface PackContext {
  readonly electronPlatformName: string;
  readonly appOutDir: string;
  readonly packager: { readonly appInfo: { readonly productFilename: string } };
}

/**
 * macOS: takes back the leave to load over plain http from anywhere, which electron-builder gives whatever its configuration says
 * (electronMac.js, configureLocalhostAts). Loopback keeps its exception: the updater hands the new version over that way.
 * Throws when there is nothing to take back: then electron-builder has changed, and this should go.
 */
export function afterPack({ electronPlatformName, appOutDir, packager }: PackContext): void {
  if (electronPlatformName !== 'darwin') return;
  const path = join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Info.plist');
  const before = readFileSync(path, 'utf8');
  const after = before.replace(/(<key>NSAllowsArbitraryLoads<\/key>\s*)<true\/>/, '$1<false/>');
  if (after === before) throw new Error('Info.plist gives no leave for plain http: build/after-pack.ts is no longer needed');
  writeFileSync(path, after);
}
