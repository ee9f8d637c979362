import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const account = personOf(locals);
	return { view: viewOf(await locals.app.desk.dailyNow(account, url.searchParams.get('court') ?? account.court)) };
};
