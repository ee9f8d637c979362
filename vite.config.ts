import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	build: { target: 'chrome86', reportCompressedSize: false },
	test: {
		include: ['server/**/*.test.ts', 'src/**/*.test.ts', 'tests/{rulebooks,flows,live,architecture}/**/*.test.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		reporters: ['default'],
	},
});
