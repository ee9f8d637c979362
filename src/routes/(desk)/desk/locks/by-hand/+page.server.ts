import { caseHref } from '#lib/desk/links.ts';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** The case that the address names. */
function caseOf(url: URL): number {
	const text = url.searchParams.get('case') ?? '';
	if (!/^\d{1,15}$/.test(text)) error(404, '没有这个案件。');
	return Number(text);
}

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: viewOf(await locals.app.locks.handForm(personOf(locals), caseOf(url))),
});

export const actions: Actions = {
	default: async ({ locals, request, getClientAddress, url }) => {
		const form = await request.formData();
		const nodeIds = form.getAll('nodeId').filter((value): value is string => typeof value === 'string');
		const reason = textOf(form, 'reason');
		const caseId = caseOf(url);
		const done = await locals.app.locks.lockByHand(personOf(locals), getClientAddress(), caseId, { nodeIds, reason });
		if (!done.ok) return fail(refusalStatus(done.code), { message: done.message, nodeIds, reason });
		redirect(303, caseHref(caseId));
	},
};
