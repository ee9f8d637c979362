import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: viewOf(await locals.app.papers.diff(personOf(locals), params.id)),
});
