// What the linter keeps out of the page for good: ways by which text from a file could become markup or code (S4).
import { ESLint } from 'eslint';
import { afterAll, describe, expect, vi } from 'vitest';
import { fault } from './faults/fault.ts';

const BANNED: readonly (readonly [file: string, text: string])[] = [
  ['X.svelte', '<script lang="ts">let name = $state("x");</script>\n<p>{@html name}</p>\n'],
  ['X.svelte', '<script lang="ts">let recording = $state({});</script>\n<p {...recording}>x</p>\n'],
  ['X.svelte', '<script lang="ts">let { recording } = $props();</script>\n<img {...recording.facts} alt="x" />\n'],
  ['x.ts', 'document.body.innerHTML = name;\n'],
  ['x.ts', 'document.body.outerHTML = name;\n'],
  ['x.ts', "document.body.insertAdjacentHTML('beforeend', name);\n"],
  ['x.ts', 'document.write(name);\n'],
  ['x.ts', 'frame.srcdoc = name;\n'],
];

afterAll(() => {
  vi.unstubAllEnvs();
});

describe('the linter', () => {
  fault('S4', 'sources that would put text on the page as markup: {@html}, innerHTML and its kin, data spread over an element', async (seen) => {
    vi.stubEnv('LINT_TYPES', 'off');
    const eslint = new ESLint();
    for (const [name, text] of BANNED) {
      const [result] = await eslint.lintText(text, { filePath: `src-renderer/views/${name}` });
      expect(result?.messages.map(({ message }) => message).join(' '), text).toContain('(S4)');
    }
    seen(`${BANNED.length} ways refused by the linter`);
    const [result] = await eslint.lintText('<script lang="ts">let { children, ...rest } = $props();</script>\n<p {...rest}>{@render children()}</p>\n', {
      filePath: 'src-renderer/parts/X.svelte',
    });
    expect(result?.messages.filter(({ message }) => message.includes('(S4)'))).toEqual([]);
    seen('what a part is handed for its own element passes');
  });
});
