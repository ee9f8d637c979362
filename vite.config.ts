import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Svelte scopes nested selectors with `:where()`, which Chromium 86 and 87 drop with the whole rule: court screens may be that old. */
const scopeWithoutWhere: Plugin = {
	name: 'scope-without-where',
	enforce: 'post',
	generateBundle(_options, bundle) {
		for (const [file, item] of Object.entries(bundle))
			if (file.endsWith('.css') && item.type === 'asset' && typeof item.source === 'string')
				item.source = item.source.replace(/:where\((\.svelte-[\w-]+)\)/g, '$1');
	},
};

export default defineConfig({
	plugins: [sveltekit(), scopeWithoutWhere],
	build: { target: 'chrome86', reportCompressedSize: false },
	test: {
		include: ['server/**/*.test.ts', 'src/**/*.test.ts', 'tests/{rulebooks,flows,live,api,architecture,properties}/**/*.test.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		reporters: ['default'],
	},
});
