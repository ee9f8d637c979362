import { parseIndicators } from '#lib/desk/indicator-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: viewOf(await locals.app.indicators.scorecard(personOf(locals), parseIndicators(url.searchParams))),
});
