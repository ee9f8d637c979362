import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

const boxes = ['inbox', 'sent', 'done'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('box');
	const box = boxes.find((known) => known === asked) ?? 'inbox';
	return { view: viewOf(await locals.app.desk.inbox(personOf(locals), box)) };
};
