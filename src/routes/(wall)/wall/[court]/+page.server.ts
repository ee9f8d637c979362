import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [token, scene, playlist] = ['token', 'scene', 'playlist'].map((name) => url.searchParams.get(name) ?? undefined);
	const result = await locals.app.pages.wall(
		params.court,
		{ ...(token === undefined ? {} : { token }), ...(locals.account === undefined ? {} : { account: locals.account }) },
		{ ...(scene === undefined ? {} : { scene }), ...(playlist === undefined ? {} : { playlist }) },
	);
	if (!result.ok) error(result.status, result.message);
	return { view: result.view };
};
