import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const token = url.searchParams.get('token') ?? undefined;
	const result = await locals.app.pages.wall(params.court, {
		...(token === undefined ? {} : { token }),
		...(locals.account === undefined ? {} : { account: locals.account }),
	});
	if (!result.ok) error(result.status, result.message);
	return { view: result.view, scene: url.searchParams.get('scene') };
};
