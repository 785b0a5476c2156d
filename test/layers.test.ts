// The layer law: who may import whom, no value cycles, and no file that outgrew its noun.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkImport, importsOf, sourceFiles, valueCycles, type ImportLine } from './support/layer-law.ts';

const files = sourceFiles();
const imports = files.flatMap((file) => importsOf(file));

describe('the layer law', () => {
  it('holds for every import of the sources', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.map(checkImport).filter((broken) => broken !== null)).toEqual([]);
  });

  it('lets no values go round in a circle', () => {
    expect(valueCycles(imports)).toEqual([]);
  });

  it('resolves every relative import to a file that is there', () => {
    const missing = imports.filter((line) => line.target.startsWith('src-') && !existsSync(line.target));
    expect(missing.map((line) => `${line.file} imports ${line.target}`)).toEqual([]);
  });
});

describe('the law itself', () => {
  const line = (file: string, target: string, typeOnly = false): ImportLine => ({ file, target, typeOnly });

  it.each([
    ['src-core/transcript/edit.ts', 'node:fs'],
    ['src-core/transcript/edit.ts', 'svelte'],
    ['src-core/span.ts', 'src-core/transcript/edit.ts'],
    ['src-core/transcript/edit.ts', 'src-core/contract/errors.ts'],
    ['src-main/services/library-service.ts', 'node:path'],
    ['src-main/services/library-service.ts', 'src-main/adapters/disk/open-library.ts'],
    ['src-main/jobs/job-runner.ts', '@aws-sdk/client-s3'],
    ['src-main/adapters/disk/open-library.ts', '@aws-sdk/client-s3'],
    ['src-main/hosts/loopback/server.ts', 'electron'],
    ['src-main/hosts/loopback/server.ts', 'src-main/hosts/electron/window.ts'],
    ['src-preload/preload.ts', 'src-main/studio.ts'],
    ['src-renderer/state/library.svelte.ts', 'src-main/ports/library.ts'],
    ['src-renderer/views/LibraryView.svelte', 'wavesurfer.js'],
    ['src-renderer/parts/Button.svelte', 'src-renderer/state/library.svelte.ts'],
    ['src-main/services/library-service.ts', 'test/fakes/memory-library.ts'],
  ])('forbids %s to import %s', (file, target) => {
    expect(checkImport(line(file, target))).not.toBeNull();
  });

  it('finds a circle of values and overlooks one of types', () => {
    const circle = [line('src-core/a.ts', 'src-core/b.ts'), line('src-core/b.ts', 'src-core/a.ts')];
    expect(valueCycles(circle)).toHaveLength(1);
    expect(valueCycles([line('src-core/a.ts', 'src-core/b.ts'), line('src-core/b.ts', 'src-core/a.ts', true)])).toEqual([]);
  });
});

describe('names', () => {
  it('has no file name that names nothing', () => {
    const vague = files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|manager|index)\.(ts|svelte)$/.test(file.path));
    expect(vague.map((file) => file.path)).toEqual([]);
  });
});
