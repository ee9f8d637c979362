import { parseLockFilter } from '#lib/desk/lock-register-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: viewOf(await locals.app.locks.register(personOf(locals), parseLockFilter(url.searchParams))),
});
