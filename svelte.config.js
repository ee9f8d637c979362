import adapterNode from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

const node = adapterNode();

/** In development SvelteKit gives routes no platform: hand them the running application that the Vite plugin built. */
const adapter = { ...node, emulate: () => ({ platform: () => ({ req: { app: globalThis[Symbol.for('court.app')] } }) }) };

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter,
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
