import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const result = await locals.app.pages.lobby(params.court);
	if (!result.ok) error(result.status, result.message);
	// What was withdrawn must not come back out of a cache on the way.
	setHeaders({ 'cache-control': 'no-cache' });
	return { view: result.view };
};
