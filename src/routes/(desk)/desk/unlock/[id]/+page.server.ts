import { fail, redirect } from '@sveltejs/kit';
import { readDecision, refusalStatus, verdictOf } from '#lib/desk/form-data.ts';
import { decisionHref } from '#lib/desk/links.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	view: viewOf(await locals.app.desk.decisionPage(personOf(locals), params.id)),
	node: url.searchParams.get('node') ?? undefined,
	done: url.searchParams.get('done') ?? undefined,
});

export const actions: Actions = {
	decide: async ({ locals, params, request, getClientAddress }) => {
		const typed = readDecision(await request.formData());
		const verdict = verdictOf(typed.verdict);
		if (verdict === undefined || typed.step < 0) return fail(400, { message: '请选择一项决定', typed });
		const result = await locals.app.desk.decide(personOf(locals), getClientAddress(), params.id, {
			step: typed.step,
			verdict,
			opinion: typed.opinion,
			...(typed.instruction !== '' ? { instruction: typed.instruction } : {}),
			...(verdict === 'approve' && Object.keys(typed.newDueOn).length > 0 ? { newDueOn: { ...typed.newDueOn } } : {}),
		});
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `${decisionHref(params.id)}?done=${verdict}`);
	},
	withdraw: async ({ locals, params, getClientAddress }) => {
		const result = await locals.app.desk.withdraw(personOf(locals), getClientAddress(), params.id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, `${decisionHref(params.id)}?done=withdrawn`);
	},
};
