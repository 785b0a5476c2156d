import { defineConfig } from 'vitest/config';

const node = (name: string, include: string[], extra: object = {}) => ({ test: { name, include, environment: 'node' as const, ...extra } });

export default defineConfig({
  test: {
    projects: [
      node('unit', ['test/core/**/*.test.ts', 'test/main/**/*.test.ts', 'test/renderer/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/*.test.ts']),
      node('peers', ['test/peers/**/*.test.ts'], { testTimeout: 120_000 }),
      node('stand-in', ['test/stand-in/**/*.test.ts'], { testTimeout: 120_000 }),
    ],
  },
});
