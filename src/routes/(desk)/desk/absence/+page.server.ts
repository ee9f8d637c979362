import { fail, redirect } from '@sveltejs/kit';
import { readAbsence, refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

const doneWords: Readonly<Record<string, string>> = { set: '已登记外出。', ended: '外出已结束。' };

export const load: PageServerLoad = async ({ locals, url }) => {
	const done = url.searchParams.get('done') ?? '';
	return {
		view: viewOf(await locals.app.desk.absences(personOf(locals))),
		...(Object.hasOwn(doneWords, done) ? { done: doneWords[done] } : {}),
	};
};

export const actions: Actions = {
	set: async ({ locals, request, getClientAddress }) => {
		const typed = readAbsence(await request.formData());
		const { person, from, to, reason, delegate } = typed;
		const result = await locals.app.desk.setAbsence(personOf(locals), getClientAddress(), {
			...(person ? { person } : {}),
			from,
			...(to ? { to } : {}),
			reason,
			...(delegate ? { delegate } : {}),
		});
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, '/desk/absence?done=set');
	},
	end: async ({ locals, request, getClientAddress }) => {
		const id = textOf(await request.formData(), 'id');
		const result = await locals.app.desk.endAbsence(personOf(locals), getClientAddress(), id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, '/desk/absence?done=ended');
	},
};
