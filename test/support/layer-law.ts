// Reads the import lines of the sources and holds them against the table of who may import whom.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface ImportLine {
  readonly file: string;
  /** A path from the project's root for relative imports, else the package as written. */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** A place in the tree, what it may import of the house, and of the outside. First match counts. */
interface Law {
  readonly place: RegExp;
  readonly house: RegExp;
  readonly outside: RegExp;
}

const NOTHING = /^$/;
const NODE = '^node:';
const LAWS: readonly Law[] = [
  { place: /^src-core\/span\.ts$/, house: NOTHING, outside: NOTHING },
  { place: /^src-core\/problem\.ts$/, house: NOTHING, outside: NOTHING },
  { place: /^src-core\/table-text\.ts$/, house: NOTHING, outside: NOTHING },
  { place: /^src-core\/transcript\//, house: /^src-core\/(span|problem|table-text|transcript\/)/, outside: /^valibot$/ },
  { place: /^src-core\/media\//, house: /^src-core\/(span|problem|media\/)/, outside: /^valibot$/ },
  { place: /^src-core\/subtitles\//, house: /^src-core\/(span|problem|table-text|transcript\/|subtitles\/)/, outside: /^valibot$/ },
  { place: /^src-core\/history\//, house: /^src-core\/(span|problem|transcript\/|subtitles\/|history\/)/, outside: /^valibot$/ },
  { place: /^src-core\/import\//, house: /^src-core\/(span|problem|table-text|transcript\/|subtitles\/|import\/)/, outside: /^valibot$/ },
  { place: /^src-core\/library\//, house: /^src-core\/(span|problem|transcript\/|media\/|library\/)/, outside: /^valibot$/ },
  { place: /^src-core\/contract\//, house: /^src-core\//, outside: /^valibot$/ },
  { place: /^src-core\//, house: /^src-core\//, outside: /^valibot$/ },
  { place: /^src-main\/ports\//, house: /^src-(core\/|main\/ports\/)/, outside: NOTHING },
  { place: /^src-main\/(services|jobs)\//, house: /^src-(core\/|main\/(services\/|jobs\/|ports\/))/, outside: NOTHING },
  {
    place: /^src-main\/(api|studio|closed-studio|reopening-studio|event-hub|media-route)\.ts$/,
    house: /^src-(core\/|main\/(services\/|jobs\/|ports\/|api|media-route|event-hub|studio))/,
    outside: NOTHING,
  },
  {
    place: /^src-main\/adapters\/aws\//,
    house: /^src-(core\/|main\/(ports\/|adapters\/aws\/))/,
    outside: new RegExp(`${NODE}|^@aws-sdk/|^@smithy/|^valibot$`),
  },
  { place: /^src-main\/adapters\/media\//, house: /^src-(core\/|main\/(ports\/|adapters\/media\/))/, outside: new RegExp(`${NODE}|^mediabunny`) },
  { place: /^src-main\/adapters\//, house: /^src-(core\/|main\/(ports\/|adapters\/))/, outside: new RegExp(`${NODE}|^valibot$`) },
  {
    place: /^src-main\/hosts\/electron\//,
    house: /^src-(core|main|preload\/bridge)(?!\/hosts\/(loopback|cli))/,
    outside: new RegExp(`${NODE}|^electron(-updater)?$|^valibot$`),
  },
  { place: /^src-main\/hosts\/loopback\//, house: /^src-(core|main)\/(?!hosts\/(electron|cli)\/)/, outside: new RegExp(`${NODE}|^ws$|^valibot$`) },
  { place: /^src-main\/hosts\/cli\//, house: /^src-(core|main)\/(?!hosts\/(electron|loopback)\/)/, outside: new RegExp(NODE) },
  { place: /^src-main\/hosts\//, house: /^(src-(core|main)\/(?!hosts\/(electron|loopback|cli)\/)|package\.json$)/, outside: new RegExp(NODE) },
  { place: /^src-preload\//, house: /^src-(core\/contract|preload)\//, outside: /^electron$/ },
  { place: /^src-renderer\/parts\//, house: /^src-renderer\/parts\//, outside: /^(svelte|bits-ui|@lucide\/svelte|virtua)/ },
  { place: /^src-renderer\/host\//, house: /^src-(core\/|renderer\/host|preload\/bridge)/, outside: /^valibot$/ },
  { place: /^src-renderer\/editor\//, house: /^src-(core|renderer\/(editor|state|parts|scope))/, outside: /^(svelte|@codemirror\/|@lucide\/svelte)/ },
  {
    place: /^src-renderer\/waveform\//,
    house: /^src-(core|renderer\/(waveform|state|parts|scope))/,
    outside: /^(svelte|wavesurfer\.js|mediabunny|@lucide\/svelte)/,
  },
  { place: /^src-renderer\/state\//, house: /^src-(core|renderer\/(state|host|scope|page-clock|parts\/clock-text))/, outside: /^(svelte)/ },
  { place: /^src-renderer\//, house: /^src-(core|renderer)\//, outside: /^(svelte|bits-ui|@lucide\/svelte|virtua|@fontsource|valibot)/ },
];

/** The broken law in a sentence, or null when the import is allowed. */
export function checkImport({ file, target }: ImportLine): string | null {
  const law = LAWS.find(({ place }) => place.test(file));
  if (!law) return `${file} lies in no layer`;
  const isHouse =
    target.startsWith('src-') || target.startsWith('test/') || target.startsWith('..') || target.startsWith('assets/') || target === 'package.json';
  return (isHouse ? law.house : law.outside).test(target) ? null : `${file} may not import ${target}`;
}

/** Every source file of the four layers. */
export function sourceFiles(): SourceFile[] {
  return ['src-core', 'src-main', 'src-preload', 'src-renderer'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => {
        const path = join(top, name);
        const text = readFileSync(path, 'utf8');
        return { path, text };
      }),
  );
}

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?([^'";]*?\bfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"],\s*import\.meta\.url/g;

/** The imports of one file, relative ones resolved. Dynamic ones count for the table, and as types for cycles: they run later. */
export function importsOf({ path, text }: SourceFile): ImportLine[] {
  const resolve = (written: string): string => (written.startsWith('.') ? normalize(join(dirname(path), written.replace(/\?.*$/, ''))) : written);
  const fixed = [...text.matchAll(IMPORT)].map((match) => ({
    file: path,
    target: resolve(match[3] ?? ''),
    typeOnly: match[1] !== undefined || allTypes(match[2]),
  }));
  const later = [...text.matchAll(DYNAMIC)].map((match) => ({ file: path, target: resolve(match[1] ?? match[2] ?? ''), typeOnly: true }));
  return [...fixed, ...later];
}

/** Whether a clause like `{ type A, type B } from` brings no value. */
function allTypes(clause: string | undefined): boolean {
  const names = /^\s*\{([^}]*)\}/.exec(clause ?? '')?.[1];
  if (names === undefined) return false;
  return names.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
}

/** Circles of files that import values of each other, each as one line. */
export function valueCycles(imports: readonly ImportLine[]): string[] {
  const graph = new Map<string, string[]>();
  for (const { file, target, typeOnly } of imports) if (!typeOnly && target.startsWith('src-')) graph.set(file, [...(graph.get(file) ?? []), target]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) return void cycles.push([...trail.slice(at), file].join(' → '));
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
