import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [month, court] = [url.searchParams.get('month'), url.searchParams.get('court')];
	const asked = { ...(month ? { month } : {}), ...(court ? { court } : {}) };
	return { view: viewOf(await locals.app.supervise.longPendingMonthly(personOf(locals), asked)) };
};
