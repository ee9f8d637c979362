import { error } from '@sveltejs/kit';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

const numberOf = (text: string | null): number | undefined => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const seq = numberOf(params.seq);
	if (seq === undefined) error(404, '没有这份放假安排。');
	const cursor = numberOf(url.searchParams.get('cursor'));
	return { view: viewOf(await locals.app.calendar.calendarMoved(personOf(locals), seq, cursor)) };
};
