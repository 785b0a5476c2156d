// Reads the sources for what Electron's checklist forbids: switches, preferences and calls by name. Text, not types: what is not written cannot be on.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Source {
  readonly path: string;
  readonly text: string;
}

type Point = 'isolation' | 'sandbox' | 'web-security' | 'insecure-content' | 'experimental' | 'blink' | 'webview' | 'file-scheme';

/** One thing found that should not be there. */
export interface Breach {
  readonly point: Point;
  readonly where: string;
}

const FORBIDDEN: Readonly<Record<Point, readonly RegExp[]>> = {
  isolation: [/contextIsolation\s*:(?!\s*true\b)/, /disable-?context-?isolation/i],
  sandbox: [/\bsandbox\s*:(?!\s*true\b)/, /no-sandbox/, /disable-(setuid-|gpu-|seccomp-filter-)?sandbox/],
  'web-security': [/webSecurity\s*:/, /disable-web-security/, /disable-site-isolation/],
  'insecure-content': [
    /allowRunningInsecureContent/,
    /allow-running-insecure-content/,
    /ignore-certificate-errors/,
    /setCertificateVerifyProc/,
    /NODE_TLS_REJECT_UNAUTHORIZED/,
  ],
  experimental: [/experimentalFeatures/, /experimental-web-platform-features/],
  blink: [/enableBlinkFeatures/, /enable-blink-features/, /enable-features/],
  webview: [/webviewTag\s*:(?!\s*false\b)/, /<webview/, /createElement\(['"]webview/, /allowpopups/],
  'file-scheme': [/\.loadFile\(/, /loadURL\(\s*['"`]file:/, /['"`]file:\/\//, /protocol\.\w+\(\s*['"]file['"]/],
};

/** Every forbidden thing in a source. Comments count, too: nobody writes these names without meaning to. */
export function breachesIn(path: string, text: string): Breach[] {
  const points = Object.keys(FORBIDDEN) as Point[]; // the object's own keys
  return points.flatMap((point) => FORBIDDEN[point].filter((pattern) => pattern.test(text)).map((pattern) => ({ point, where: `${path}: ${pattern.source}` })));
}

/** What runs in Electron: both its sides, the page, and the launcher. */
export function electronSources(): Source[] {
  const shell = list('src-main/hosts/electron').concat(list('src-preload'), list('src-renderer'), [
    'src-main/hosts/launch.ts',
    'electron-builder.yml',
    'package.json',
  ]);
  return shell.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|html)$/.test(name))
    .map((name) => join(folder, name));
}

/** The preferences the one window is made with, decided on one by one. */
export const PREFERENCES = ['preload', 'contextIsolation', 'sandbox', 'nodeIntegration', 'webviewTag', 'spellcheck', 'backgroundThrottling'] as const;

/** The preferences as written, of the only window there is. Throws when there is more than one place that makes windows. */
export function preferencesOf(sources: readonly Source[]): Record<string, string> {
  const makers = sources.filter(({ text }) => /new BrowserWindow\(|new WebContentsView\(|new BrowserView\(/.test(text));
  if (makers.length !== 1) throw new Error(`windows are made in ${makers.map(({ path }) => path).join(', ')}`);
  const written = /webPreferences: \{([^}]*)\}/.exec(makers[0]?.text ?? '')?.[1] ?? '';
  return Object.fromEntries([...written.matchAll(/^\s*(\w+)(?:: ([^,\n]+))?,$/gm)].map(([, name = '', value]) => [name, value ?? name]));
}
