// Lint rules: the type-checked strict set, with the few departures that numerical code needs.
import tseslint from 'typescript-eslint'

export default tseslint.config(
  {
    ignores: [
      ...['node_modules/', 'demo-data/', 'docs/', 'reports/', '**/*.cjs'],
      ...['apps/web/build/', 'apps/web/.svelte-kit/', 'apps/web/static/', 'apps/web/node_modules/'],
    ],
  },
  {
    // svelte-check is the one that knows the types of the pages
    files: ['**/*.ts'],
    ignores: ['apps/web/**'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      'no-self-compare': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // node:test returns a promise that its own runner awaits
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'describe', 'it'] }] },
      ],
    },
  },
  {
    // every address that a user gave is asked through apps/server/src/outgoing, and nothing else of the server asks anybody
    name: 'one door out',
    files: ['apps/server/src/**/*.ts', 'packages/store/src/**/*.ts'],
    ignores: ['apps/server/src/outgoing/**', '**/*.test.ts', '**/testing.ts'],
    rules: {
      'no-restricted-globals': ['error', 'fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'],
      'no-restricted-properties': [
        'error',
        ...['fetch', 'WebSocket', 'EventSource'].map((property) => ({ object: 'globalThis', property })),
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['node:http', 'node:https', 'node:http2', 'http', 'https', 'http2'].map((name) => ({
            name,
            importNames: ['default', 'request', 'get', 'connect', 'Agent'],
            message: 'Use the outgoing door (apps/server/src/outgoing).',
          })),
          patterns: [
            {
              group: ['undici', 'axios', 'got', 'node-fetch', 'nodemailer/lib/fetch'],
              message: 'Use the outgoing door.',
            },
          ],
        },
      ],
    },
  },
  { files: ['apps/web/**/*.ts'], extends: [...tseslint.configs.recommended] },
  { files: ['**/*.js'], extends: [...tseslint.configs.recommended] },
)
