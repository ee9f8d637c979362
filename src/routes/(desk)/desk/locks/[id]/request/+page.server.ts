import { fail, redirect } from '@sveltejs/kit';
import { readRequest, refusalStatus } from '#lib/desk/form-data.ts';
import { decisionHref } from '#lib/desk/links.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: viewOf(await locals.app.desk.requestForm(personOf(locals), params.id)),
});

export const actions: Actions = {
	default: async ({ locals, params, request, getClientAddress }) => {
		const typed = readRequest(await request.formData());
		const result = await locals.app.desk.requestUnlock(personOf(locals), getClientAddress(), params.id, {
			reason: typed.reason,
			plan: typed.plan,
			newDueOn: { ...typed.newDueOn },
		});
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `${decisionHref(result.id)}?done=filed`);
	},
};
