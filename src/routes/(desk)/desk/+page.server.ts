import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { parseFilter } from '#lib/desk/worklist-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: viewOf(await locals.app.desk.worklist(personOf(locals), parseFilter(url.searchParams))),
});
