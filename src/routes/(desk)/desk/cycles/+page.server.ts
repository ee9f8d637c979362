import { parseCycles } from '#lib/desk/cycle-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: viewOf(await locals.app.cycles.cycles(personOf(locals), parseCycles(url.searchParams))),
});
