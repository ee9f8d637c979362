import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const result = await locals.app.pages.lobby(params.court);
	if (!result.ok) error(result.status, result.message);
	return { view: result.view };
};
