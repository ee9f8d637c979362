import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { readCampaign } from '#lib/desk/office-form.ts';
import { officeDone } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [shown, cursor] = ['shown', 'cursor'].map((name) => url.searchParams.get(name)?.trim() || undefined);
	const asked = { ...(shown ? { shown } : {}), ...(cursor ? { cursor } : {}) };
	const view = viewOf(await locals.app.office.campaign(personOf(locals), params.id, asked));
	return { view, further: cursor !== undefined, done: officeDone(url.searchParams.get('done')) };
};

export const actions: Actions = {
	save: async ({ locals, params, request, getClientAddress }) => {
		const typed = { ...readCampaign(await request.formData()), id: params.id };
		const result = await locals.app.office.saveCampaign(personOf(locals), getClientAddress(), typed);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `/desk/campaigns/${encodeURIComponent(params.id)}?done=campaign`);
	},
	stop: async ({ locals, params, getClientAddress }) => {
		const result = await locals.app.office.stopCampaign(personOf(locals), getClientAddress(), params.id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, `/desk/campaigns/${encodeURIComponent(params.id)}?done=stopped`);
	},
};
