import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { parseSilent } from '#lib/desk/supervise-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const person = personOf(locals);
	const asked = parseSilent(url.searchParams);
	const { supervise } = locals.app;
	return asked.tab === 'silent'
		? { asked, list: { tab: asked.tab, view: viewOf(await supervise.silent(person, asked)) } }
		: { asked, list: { tab: asked.tab, view: viewOf(await supervise.selective(person, asked)) } };
};
