import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { parseSupervision } from '#lib/desk/supervision-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const person = personOf(locals);
	const asked = parseSupervision(url.searchParams);
	const { desk } = locals.app;
	switch (asked.tab) {
		case 'supervised':
			return { asked, list: { tab: asked.tab, view: viewOf(await desk.supervised(person, asked)) } };
		case 'hidden':
			return { asked, list: { tab: asked.tab, view: viewOf(await desk.hiddenOverdue(person, asked)) } };
		case 'deductions':
			return { asked, list: { tab: asked.tab, view: viewOf(await desk.deductions(person, asked.court)) } };
		default:
			return asked.tab satisfies never;
	}
};
