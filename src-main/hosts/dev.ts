// `npm run dev`: the Electron window with live reload, or one line that says why there is none. For checkouts only.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { windowTrouble } from './launch.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const trouble = windowTrouble();
if (trouble !== null && process.env['ELECTRON_EXEC_PATH'] === undefined) {
  console.error(`No window to develop in, because ${trouble}. \`npm start\` builds the studio and serves it to your browser.`);
  process.exit(1);
}
const child = spawn(process.execPath, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'dev', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
