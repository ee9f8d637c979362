import { fail, redirect } from '@sveltejs/kit';
import { grantOf, readDecision, readMove, refusalStatus, verdictOf } from '#lib/desk/form-data.ts';
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
		const grant = verdict === 'approve' ? grantOf(typed) : undefined;
		if (grant?.every(({ granted }) => !granted)) return fail(400, { message: '各项均不予解锁的，请选择「不同意」', typed });
		const result = await locals.app.desk.decide(personOf(locals), getClientAddress(), params.id, {
			step: typed.step,
			verdict,
			opinion: typed.opinion,
			...(typed.instruction !== '' ? { instruction: typed.instruction } : {}),
			...(grant ? { grant } : {}),
			...(verdict === 'approve' && !grant && Object.keys(typed.newDueOn).length > 0 ? { newDueOn: { ...typed.newDueOn } } : {}),
		});
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `${decisionHref(params.id)}?done=${grant ? 'partial' : verdict}`);
	},
	reassign: async ({ locals, params, request, getClientAddress }) => {
		const move = readMove(await request.formData(), 'reassign');
		const { step, to, reason } = move;
		const result = await locals.app.desk.reassign(personOf(locals), getClientAddress(), params.id, { step, to, reason });
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, move });
		redirect(303, `${decisionHref(params.id)}?done=reassigned`);
	},
	recuse: async ({ locals, params, request, getClientAddress }) => {
		const move = readMove(await request.formData(), 'recuse');
		const { step, reason } = move;
		const result = await locals.app.desk.recuse(personOf(locals), getClientAddress(), params.id, { step, reason });
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, move });
		redirect(303, `${decisionHref(params.id)}?done=recused`);
	},
	urge: async ({ locals, params, request, getClientAddress }) => {
		const move = readMove(await request.formData(), 'urge');
		const result = await locals.app.desk.urge(personOf(locals), getClientAddress(), params.id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, move });
		redirect(303, `${decisionHref(params.id)}?done=urged`);
	},
	withdraw: async ({ locals, params, getClientAddress }) => {
		const result = await locals.app.desk.withdraw(personOf(locals), getClientAddress(), params.id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, `${decisionHref(params.id)}?done=withdrawn`);
	},
};
