// The walls of the house: which layer may import which. Held apart from the other rules so that the tests can prove
// each of them on a house of their own.
import { fileURLToPath } from 'node:url';
import boundaries from 'eslint-plugin-boundaries';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** What a layer may import besides itself, by value or as types. */
const engineParts = ['threads', 'dataset', 'schema', 'checks', 'generation', 'metrics'];
const codeParts = ['engine', 'protocol', 'editor', 'views', 'commands', ...engineParts];
const mayImport = {
  threads: [],
  dataset: [],
  schema: ['dataset'],
  checks: ['dataset', 'schema'],
  generation: ['threads', 'dataset', 'schema'],
  metrics: ['schema', 'checks'],
  protocol: [],
  engine: engineParts,
  editor: codeParts,
  views: codeParts,
  commands: codeParts,
  cli: ['engine', 'protocol', ...engineParts],
  webview: ['protocol'],
};

/** What a layer may import as types only. */
const mayImportTypes = {
  protocol: ['dataset', 'schema', 'checks', 'generation', 'metrics', 'engine'],
  webview: ['dataset', 'schema', 'checks', 'generation', 'metrics'],
};

const layers = Object.keys(mayImport);

function allow(from, to, dependency) {
  return { from: { element: { type: from } }, allow: { to: { element: { type: to } }, ...dependency } };
}

const policies = [
  ...layers.map((layer) => allow(layer, [layer, ...mayImport[layer]])),
  ...Object.entries(mayImportTypes).map(([layer, others]) => allow(layer, others, { dependency: { kind: 'type' } })),
  // The words for verdicts and states are data that messages are validated against.
  ...[
    'checks/language/languageVerdict.ts',
    'checks/spelling/spellingVerdict.ts',
    'generation/candidate.ts',
  ].map((path) => ({
    from: { element: { type: 'protocol' } },
    allow: { to: { file: { path: `src/${path}` } } },
  })),
];

const vscode = { name: 'vscode', message: 'Only extension.ts, editor, views and commands know VS Code.' };
const extension = { regex: '/extension$', message: 'extension.ts puts the parts together; no part knows it.' };

/** @returns {import('eslint').Linter.RulesRecord} */
function restricted(what) {
  return { 'no-restricted-imports': ['error', what] };
}

const extensions = ['.ts', '.mjs', '.js', '.json'];

/**
 * @param {string} root folder that holds `src` and `webview`
 * @returns {import('eslint').Linter.Config[]}
 */
export function walls(root = fileURLToPath(new URL('..', import.meta.url))) {
  return [
    {
      files: ['src/**/*.ts', 'webview/**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { boundaries, 'import-x': importX },
      settings: {
        'import/resolver': { node: { extensions } },
        'import-x/resolver-next': [createNodeResolver({ extensions })],
        'import-x/extensions': extensions,
        'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
        'boundaries/root-path': root,
        'boundaries/elements': layers.map((layer) => ({
          type: layer,
          pattern: layer === 'webview' ? layer : `src/${layer}`,
        })),
      },
      rules: {
        'boundaries/dependencies': ['error', { default: 'disallow', policies }],
        'import-x/no-cycle': 'error',
      },
    },
    {
      files: ['src/{editor,views,commands}/**/*.ts'],
      rules: restricted({ patterns: [extension] }),
    },
    {
      files: ['src/**/*.ts', 'webview/**/*.ts'],
      ignores: ['src/extension.ts', 'src/{editor,views,commands}/**'],
      rules: restricted({ paths: [vscode], patterns: [extension] }),
    },
    {
      files: ['src/extension.ts'],
      rules: restricted({ patterns: [{ regex: '/(cli|webview)/', message: 'Another program, not a part of this one.' }] }),
    },
    {
      // They run before anything is installed.
      files: ['scripts/**/*.mjs'],
      ignores: ['scripts/eslint.*.mjs'],
      rules: restricted({
        patterns: [{ regex: '^(?!node:|\\./)', message: 'Only Node itself is there before npm ci.' }],
      }),
    },
  ];
}
