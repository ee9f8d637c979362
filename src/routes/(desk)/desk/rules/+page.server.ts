import { parseRulesFilter } from '#lib/desk/rules-filter.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = parseRulesFilter(url.searchParams);
	return { filter, view: viewOf(await locals.app.rules.rules(personOf(locals), filter.court)), loaded: url.searchParams.has('loaded') };
};
