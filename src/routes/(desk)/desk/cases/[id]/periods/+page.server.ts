import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { readEnd } from '#lib/desk/period-end.ts';
import { periodDone, periodFormHref, periodHref, periodInput, readPeriodForm } from '#lib/desk/period-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

function caseIdOf(params: RequestEvent['params']): number {
	if (!/^\d{1,15}$/.test(params.id ?? '')) error(404, '没有这个案件。');
	return Number(params.id);
}

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	view: viewOf(await locals.app.desk.periodForm(personOf(locals), caseIdOf(params))),
	ground: url.searchParams.get('ground') ?? undefined,
	returned: url.searchParams.get('returned') ?? undefined,
	done: periodDone(url.searchParams.get('done')),
});

export const actions: Actions = {
	file: async ({ locals, params, request, getClientAddress }) => {
		const person = personOf(locals);
		const caseId = caseIdOf(params);
		const typed = readPeriodForm(await request.formData());
		const { grounds } = viewOf(await locals.app.desk.periodForm(person, caseId));
		const ground = grounds.find(({ code }) => code === typed.ground);
		if (!ground) return fail(400, { message: '没有这项法定事由；非法定事由不予审批', typed });
		const result = await locals.app.desk.requestPeriod(person, getClientAddress(), caseId, periodInput(typed, ground.kind));
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `${periodHref(result.id)}?done=filed`);
	},
	end: async ({ locals, params, request, getClientAddress }) => {
		const caseId = caseIdOf(params);
		const ended = readEnd(await request.formData());
		const { exclusionId, ...input } = ended;
		const result = await locals.app.desk.endExclusion(personOf(locals), getClientAddress(), caseId, exclusionId, input);
		if (!result.ok) return fail(refusalStatus(result.code), { endMessage: result.message, ended });
		redirect(303, `${periodFormHref(caseId)}?done=ended`);
	},
};
