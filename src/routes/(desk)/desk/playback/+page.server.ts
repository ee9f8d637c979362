import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, getClientAddress }) => {
	const asked = (name: string): string | undefined => url.searchParams.get(name)?.trim() || undefined;
	const named = Object.fromEntries(
		(['court', 'at', 'date', 'time', 'scene'] as const).flatMap((name) => {
			const value = asked(name);
			return value === undefined ? [] : [[name, value]];
		}),
	);
	const ask = { ...named, visitors: asked('visitors') === '1' };
	return { view: viewOf(await locals.app.playback.playback(personOf(locals), getClientAddress(), ask)) };
};
