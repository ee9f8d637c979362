import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { readQuota } from '#lib/desk/office-form.ts';
import { addressOf, officeDone } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [court, month] = ['court', 'month'].map((name) => url.searchParams.get(name)?.trim() || undefined);
	const view = viewOf(await locals.app.office.quota(personOf(locals), { ...(court ? { court } : {}), ...(month ? { month } : {}) }));
	return { view, done: officeDone(url.searchParams.get('done')) };
};

export const actions: Actions = {
	set: async ({ locals, request, getClientAddress, url }) => {
		const typed = readQuota(await request.formData());
		const result = await locals.app.office.saveQuota(personOf(locals), getClientAddress(), typed);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, addressOf('/desk/quota', { court: typed.court, month: url.searchParams.get('month') ?? undefined, done: 'quota' }));
	},
};
