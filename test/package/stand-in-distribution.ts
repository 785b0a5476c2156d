// Distributions of Electron as electron-builder expects them, without Electron: the files it renames, edits and flips fuses in, and no more.
// What is packed from them can be read, not run.
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Platform = 'linux' | 'mac' | 'win';

/** Marks the fuses in the binary (electronjs.org/docs/latest/tutorial/fuses): version 1, nine of them, as Electron ships. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_AS_SHIPPED = '101100111';
const fuses = Buffer.concat([Buffer.from(`stand-in ${SENTINEL}`), Buffer.from([1, FUSES_AS_SHIPPED.length]), Buffer.from(FUSES_AS_SHIPPED)]);

/** Makes one in a folder; answers the folder. */
export async function makeDistribution(platform: Platform, folder: string, version: string): Promise<string> {
  put(folder, 'version', version);
  put(folder, 'LICENSE', 'licence of Electron');
  put(folder, 'LICENSES.chromium.html', 'licences of Chromium');
  if (platform === 'mac') makeMac(folder);
  else {
    for (const locale of ['en-US', 'de']) put(folder, `locales/${locale}.pak`, locale);
    if (platform === 'linux') putProgram(folder, 'electron', fuses);
    else writeFileSync(join(folder, 'electron.exe'), await windowsProgram());
  }
  return folder;
}

function put(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function putProgram(folder: string, path: string, content: string | Uint8Array): void {
  put(folder, path, content);
  chmodSync(join(folder, path), 0o755);
}

function makeMac(folder: string): void {
  const contents = 'Electron.app/Contents';
  put(folder, `${contents}/Info.plist`, plist('Electron'));
  putProgram(folder, `${contents}/MacOS/Electron`, 'program');
  put(folder, `${contents}/Resources/electron.icns`, 'icon');
  put(folder, `${contents}/Resources/en.lproj/locale.pak`, 'en');
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const name = `Electron Helper${kind}`;
    put(folder, `${contents}/Frameworks/${name}.app/Contents/Info.plist`, plist(name));
    putProgram(folder, `${contents}/Frameworks/${name}.app/Contents/MacOS/${name}`, 'program');
  }
  const framework = `${contents}/Frameworks/Electron Framework.framework`;
  putProgram(folder, `${framework}/Versions/A/Electron Framework`, fuses);
  put(folder, `${framework}/Versions/A/Resources/Info.plist`, plist('Electron Framework'));
  put(folder, `${framework}/Versions/A/Resources/en.lproj/locale.pak`, 'en');
  symlinkSync('A', join(folder, framework, 'Versions/Current'));
  symlinkSync('Versions/Current/Electron Framework', join(folder, framework, 'Electron Framework'));
  symlinkSync('Versions/Current/Resources', join(folder, framework, 'Resources'));
}

function plist(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
`;
}

/** What of resedit is used; it comes with electron-builder, which edits programs of Windows with it. */
interface Resedit {
  readonly NtExecutable: { createEmpty(is32: boolean, isDll: boolean): { generate(): ArrayBuffer } };
  readonly NtExecutableResource: { from(executable: object): { readonly entries: unknown; outputResource(executable: object): void } };
  readonly Resource: { readonly VersionInfo: { createEmpty(): VersionInfo } };
}
interface VersionInfo {
  lang: number;
  setFileVersion(version: string): void;
  setStringValues(language: { lang: number; codepage: number }, values: Record<string, string>): void;
  outputToResourceEntries(entries: unknown): void;
}

/** A program of Windows with nothing in it but a version and the fuses. */
async function windowsProgram(): Promise<Uint8Array> {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const near = createRequire(builder.resolve('app-builder-lib'));
  const { NtExecutable, NtExecutableResource, Resource } = near('resedit') as Resedit; // no types are to be had for what electron-builder brings along
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const info = Resource.VersionInfo.createEmpty();
  info.lang = 1033;
  info.setFileVersion('45.4.1.0');
  info.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron', FileDescription: 'Electron' });
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  return Promise.resolve(Buffer.concat([Buffer.from(executable.generate()), fuses]));
}

/** A project to pack: this one's configuration and its built out/, so that packing writes nothing into the checkout. */
export function makeProject(root: string, folder: string): string {
  for (const path of ['package.json', 'electron-builder.yml', 'out', 'assets', 'build']) cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
