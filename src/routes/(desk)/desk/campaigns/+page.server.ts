import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { readCampaign } from '#lib/desk/office-form.ts';
import { officeDone } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const court = url.searchParams.get('court')?.trim() || undefined;
	const view = viewOf(await locals.app.office.campaigns(personOf(locals), court ? { court } : {}));
	return { view, done: officeDone(url.searchParams.get('done')) };
};

export const actions: Actions = {
	save: async ({ locals, request, getClientAddress }) => {
		const typed = readCampaign(await request.formData());
		const result = await locals.app.office.saveCampaign(personOf(locals), getClientAddress(), typed);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `/desk/campaigns/${encodeURIComponent(result.id)}?done=campaign`);
	},
};
