import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const bannedInCore = [
	{ selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'core takes `now` as an argument' },
	{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'core takes `now` as an argument' },
	{ selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'core takes `now` as an argument' },
	{ selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'core has no randomness' },
];
const wallClock = {
	selector: "MemberExpression[object.name='Date'][property.name='now']",
	message: 'the only Date.now() on the server is in server/clock.ts',
};

export default ts.config(
	{ ignores: ['node_modules/', 'build/', '.svelte-kit/', 'data/', 'tests/data/', 'test-results/', 'playwright-report/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
			// The full-width space is Chinese typography.
			'no-irregular-whitespace': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'svelte/no-at-html-tags': 'error',
			'svelte/no-navigation-without-resolve': 'off',
			'no-undef': 'off',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
	},
	{
		files: ['server/core/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-syntax': ['error', ...bannedInCore],
			'no-restricted-globals': [
				'error',
				'process',
				'console',
				'setTimeout',
				'setInterval',
				'setImmediate',
				'queueMicrotask',
				'performance',
			],
		},
	},
	{
		files: ['server/**/*.ts'],
		ignores: ['server/core/**', 'server/clock.ts', '**/*.test.ts'],
		rules: { 'no-restricted-syntax': ['error', wallClock] },
	},
	{
		files: ['src/lib/tiles/**'],
		rules: { 'no-restricted-imports': ['error', { patterns: ['#lib/live/*', '#lib/scenes/*', '**/server/**'] }] },
	},
	{
		files: ['src/**'],
		ignores: ['src/app.d.ts', 'src/lib/tiles/**'],
		rules: { 'no-restricted-imports': ['error', { patterns: ['**/server/**'] }] },
	},
);
