import adapterNode from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the pages are made of: the same sources are the same build, wherever and whenever they are built. */
function sourcesHash() {
	const root = dirname(fileURLToPath(import.meta.url));
	const hash = createHash('sha256');
	const sources = ['src', 'static'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name)),
	);
	const files = [...sources, ...['package-lock.json', 'svelte.config.js', 'vite.config.ts'].map((name) => join(root, name))];
	for (const file of files.sort()) hash.update(file.slice(root.length)).update(readFileSync(file));
	return hash.digest('hex').slice(0, 16);
}

const node = adapterNode();

/** In development SvelteKit gives routes no platform: hand them the running application that the Vite plugin built. */
const adapter = { ...node, emulate: () => ({ platform: () => ({ req: { app: globalThis[Symbol.for('court.app')] } }) }) };

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter,
		// Told to every screen when it connects: a page of another build reloads itself.
		version: { name: sourcesHash() },
		// Walls and lobbies register it themselves: a desk has no use for it.
		serviceWorker: { register: false },
		// The product's own check in src/hooks.server.ts covers every content type, not only forms.
		csrf: { trustedOrigins: [] },
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'frame-ancestors': ['none'],
				'form-action': ['self'],
			},
		},
	},
};
