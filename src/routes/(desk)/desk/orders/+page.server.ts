import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { parseOrders } from '#lib/desk/supervise-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = parseOrders(url.searchParams);
	return { cursor: asked.cursor, view: viewOf(await locals.app.supervise.orders(personOf(locals), asked)) };
};
