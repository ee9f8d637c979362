import { parseHeat } from '#lib/desk/heat-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const person = personOf(locals);
	const asked = parseHeat(url.searchParams);
	const view = viewOf(await locals.app.rules.heatMap(person, asked.court));
	const { court: _court, ...cell } = asked;
	if (cell.day === undefined && cell.handler === undefined) return { view, asked };
	return { view, asked, cell: viewOf(await locals.app.rules.heatCell(person, { court: view.court, ...cell })) };
};
