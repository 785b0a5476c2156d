import process from 'node:process';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/** Rules that need types cost a minute: `npm run check` leaves them to `npm test`, which runs everything. */
const isTyped = process.env['LINT_TYPES'] !== 'off';

/** What no source of ours may say, and why. */
const bans = [
  { selector: 'SvelteMustacheTag[kind=raw]', message: 'Text from files never becomes markup (S4).' },
  {
    selector: 'MemberExpression[property.name=/^(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)$/]',
    message: 'Text from files never becomes markup (S4).',
  },
  { selector: "MemberExpression[object.name='document'][property.name=/^write/]", message: 'Text from files never becomes markup (S4).' },
  {
    // What a part of the page is handed to put on its element (`props`, `rest`) is ours; anything else may hold handlers.
    selector: 'SvelteElement[kind=html] > SvelteStartTag > SvelteSpreadAttribute > :not(Identifier[name=/(?:[pP]rops|^rest)$/])',
    message: 'Data is never spread over an element: a key of it could be a handler (S4).',
  },
  { selector: 'TSEnumDeclaration', message: 'Use a constant array and its union type.' },
  { selector: 'TSModuleDeclaration[kind=namespace]', message: 'A file is the namespace.' },
];

export default defineConfig(
  { ignores: ['out/', 'dist/', 'node_modules/', 'coverage/', '.galley/', 'assets/', 'docs/'] },
  js.configs.recommended,
  isTyped ? ts.configs.recommendedTypeChecked : ts.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        project: isTyped && [
          'src-core/tsconfig.json',
          'src-main/tsconfig.json',
          'src-preload/tsconfig.json',
          'src-renderer/tsconfig.json',
          'test/tsconfig.json',
        ],
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-restricted-syntax': ['error', ...bans],
      // A file is one noun; longer than this it has become two.
      'max-lines': ['error', 400],
      '@typescript-eslint/no-explicit-any': 'error',
      ...(isTyped && {
        '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
        // A port answers promises whether or not this adapter waits.
        '@typescript-eslint/require-await': 'off',
      }),
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-control-regex': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    // Maps and Sets of state are $state.raw and replaced, never changed in place.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    // The parser sees snippets' and bindings' types as any; svelte-check holds the types of components.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  { files: ['test/**', 'bench/**', '*.config.ts', 'src-main/**', 'assets/**'], languageOptions: { globals: globals.node } },
  { files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
  // Without types a disable comment for a typed rule looks idle.
  { linterOptions: { reportUnusedDisableDirectives: isTyped ? 'error' : 'off' } },
);
