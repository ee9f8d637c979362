import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { filterQuery, parseFilter } from '#lib/desk/worklist-filter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const person = personOf(locals);
	const view = viewOf(await locals.app.desk.worklist(person, parseFilter(url.searchParams)));
	return { view, tools: await locals.app.lists.tools(person) };
};

/** The filter that a form was sent from, cleaned by reading and writing it. */
const queryOf = (text: string): string => filterQuery(parseFilter(new URLSearchParams(text)));

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const form = await request.formData();
		const query = queryOf(textOf(form, 'query'));
		const done = await locals.app.lists.saveView(personOf(locals), { name: textOf(form, 'name'), query });
		if (!done.ok) return fail(refusalStatus(done.code), { message: done.message, name: textOf(form, 'name') });
		redirect(303, `/desk${query}`);
	},
	remove: async ({ locals, request }) => {
		const form = await request.formData();
		const done = await locals.app.lists.removeView(personOf(locals), textOf(form, 'id'));
		if (!done.ok) return fail(refusalStatus(done.code), { message: done.message, name: '' });
		redirect(303, `/desk${queryOf(textOf(form, 'query'))}`);
	},
};
