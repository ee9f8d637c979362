import { periodBoxes } from '#lib/desk/period-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('box');
	const box = periodBoxes.find((known) => known === asked) ?? 'inbox';
	return { view: viewOf(await locals.app.desk.periodInbox(personOf(locals), box)) };
};
