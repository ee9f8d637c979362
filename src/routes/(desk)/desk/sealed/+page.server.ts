import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { parseSealed } from '#lib/desk/supervise-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = parseSealed(url.searchParams);
	return { cursor: asked.cursor, view: viewOf(await locals.app.supervise.sealedAssets(personOf(locals), asked)) };
};
