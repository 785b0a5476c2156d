// `npm start`: the Electron window where its binary is or can be fetched, otherwise the loopback host.
// For checkouts only: an installed Galley is started by the system.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const FETCH_TIMEOUT_MILLIS = 60_000;

/** Path of the Electron binary of this checkout, or null when it was never fetched. */
export function electronBinary(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const path = join(folder, 'dist', readFileSync(named, 'utf8'));
  return existsSync(path) ? path : null;
}

/** Why no window can open here, or null when one can. Fetches the binary where it is missing and can be had. */
export function windowTrouble(): string | null {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'this machine has no display';
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root';
  if (electronBinary()) return null;
  spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], { stdio: 'ignore', timeout: FETCH_TIMEOUT_MILLIS });
  return electronBinary() ? null : "Electron's binary is not here and could not be fetched";
}

function build(): void {
  const built = spawnSync('npm', ['run', '-s', 'build', '--', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

function launch(args: readonly string[]): void {
  const trouble = windowTrouble();
  if (trouble) console.log(`No window, because ${trouble}: Galley opens in your browser instead.`);
  const command = trouble ? process.execPath : (electronBinary() ?? process.execPath);
  const target = trouble ? join(root, 'out', 'main', 'serve.js') : root;
  const child = spawn(command, [target, ...args], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  if (!args.includes('--no-build')) build();
  launch(args.filter((arg) => arg !== '--no-build'));
}
