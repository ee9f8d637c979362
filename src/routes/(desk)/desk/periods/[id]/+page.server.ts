import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { periodDone, periodHref, periodVerdictOf } from '#lib/desk/period-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = personOf(locals);
	const view = viewOf(await locals.app.desk.periodRequest(person, params.id));
	// The request quotes the law; how far that text has been checked stands in the catalogue of grounds.
	const form = await locals.app.desk.periodForm(person, view.case.id);
	const ground = form.ok ? form.view.grounds.find(({ code }) => code === view.request.ground) : undefined;
	return { view, ground, done: periodDone(url.searchParams.get('done')) };
};

export const actions: Actions = {
	decide: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = { verdict: textOf(form, 'verdict'), opinion: textOf(form, 'opinion') };
		const verdict = periodVerdictOf(typed.verdict);
		const step = textOf(form, 'step');
		if (verdict === undefined || !/^\d{1,3}$/.test(step)) return fail(400, { message: '请选择一项决定', typed });
		const input = { step: Number(step), verdict, opinion: typed.opinion };
		const result = await locals.app.desk.decidePeriod(personOf(locals), getClientAddress(), params.id, input);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `${periodHref(params.id)}?done=${verdict}`);
	},
	withdraw: async ({ locals, params, getClientAddress }) => {
		const result = await locals.app.desk.withdrawPeriod(personOf(locals), getClientAddress(), params.id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, `${periodHref(params.id)}?done=withdrawn`);
	},
};
