import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { noticeDone } from '#lib/desk/notice-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked: { court?: string; week?: string; person?: string } = {};
	for (const name of ['court', 'week', 'person'] as const) {
		const value = url.searchParams.get(name)?.trim();
		if (value) asked[name] = value;
	}
	return { view: viewOf(await locals.app.desk.weekly(personOf(locals), asked)), done: noticeDone(url.searchParams.get('done')) };
};

export const actions: Actions = {
	sign: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = { unit: textOf(form, 'unit'), note: textOf(form, 'note') };
		const week = textOf(form, 'week');
		const result = await locals.app.desk.signWeek(personOf(locals), getClientAddress(), { ...typed, week });
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `/desk/weekly?${new URLSearchParams({ court: textOf(form, 'court'), week, done: 'week' }).toString()}`);
	},
};
