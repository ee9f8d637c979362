import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { readEntry, readFile } from '#lib/desk/office-form.ts';
import { addressOf, officeDone } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [court, month] = ['court', 'month'].map((name) => url.searchParams.get(name)?.trim() || undefined);
	const view = viewOf(await locals.app.office.entries(personOf(locals), { ...(court ? { court } : {}), ...(month ? { month } : {}) }));
	return { view, done: officeDone(url.searchParams.get('done')) };
};

export const actions: Actions = {
	fill: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = readEntry(form);
		const court = textOf(form, 'court');
		const result = await locals.app.office.fillIn(personOf(locals), getClientAddress(), court, typed);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, problems: [], typed });
		redirect(303, addressOf('/desk/entries', { court, month: typed.day.slice(0, 7), done: 'entry' }));
	},
	file: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const { text } = await readFile(form);
		const result = await locals.app.office.uploadEntries(personOf(locals), getClientAddress(), textOf(form, 'court'), text);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, problems: result.problems ?? [] });
		return { said: result.message ?? '' };
	},
};
