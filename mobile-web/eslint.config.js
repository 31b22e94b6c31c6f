// Lint rules: strict TypeScript, features apart from each other, nothing outside the browser floor.
import js from '@eslint/js'
import ts from 'typescript-eslint'

const floor = [
  { property: 'replaceAll', message: 'Not on iOS 12: replace with a pattern.' },
  { object: 'crypto', property: 'randomUUID', message: 'Needs newer browsers: use getRandomValues.' },
]

export default ts.config(
  { ignores: ['dist/', '**/*.generated.ts', 'public/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', 300],
      'max-params': ['error', 5],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': ['error', ...floor],
      'no-restricted-globals': ['error', 'structuredClone', 'AbortController', 'globalThis'],
      'no-restricted-syntax': [
        'error',
        { selector: 'CallExpression[callee.property.name="at"]', message: 'Not on iOS 12: index instead.' },
        { selector: 'JSXOpeningElement[name.name="dialog"]', message: 'Not on iOS 12: use Sheet.' },
        { selector: 'AssignmentExpression[left.object.name="document"][left.property.name="title"]', message: 'The title is 廉镜 everywhere.' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  // Markup is long and flat: a component may be longer than a function that decides something.
  { files: ['src/**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] } },
  { files: ['src/**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['src/features/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['@/features/*', '@/app/*'], message: 'Features never import each other or the app.' }] }],
    },
  },
  { files: ['codegen/*.js', 'checks/*.js'], languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } } },
)
