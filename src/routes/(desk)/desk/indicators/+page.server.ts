import { parseIndicators } from '#lib/desk/indicator-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: viewOf(await locals.app.indicators.indicators(personOf(locals), parseIndicators(url.searchParams))),
});
