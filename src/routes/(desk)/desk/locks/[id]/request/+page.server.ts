import { fail, redirect } from '@sveltejs/kit';
import { readRequest, refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { decisionHref } from '#lib/desk/links.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: viewOf(await locals.app.desk.requestForm(personOf(locals), params.id)),
});

export const actions: Actions = {
	attach: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = readRequest(form);
		const refused: string[] = [];
		for (const file of form.getAll('file')) {
			if (typeof file === 'string' || (file.size === 0 && file.name === '')) continue;
			const bytes = new Uint8Array(await file.arrayBuffer());
			const result = await locals.app.desk.attach(personOf(locals), getClientAddress(), params.id, { name: file.name, bytes });
			if (!result.ok) refused.push(result.message);
		}
		return refused.length > 0 ? fail(400, { fileMessage: refused.join('；'), typed }) : { typed };
	},
	detach: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = readRequest(form);
		const result = await locals.app.desk.detach(personOf(locals), getClientAddress(), textOf(form, 'documentId'));
		return result.ok ? { typed } : fail(refusalStatus(result.code), { fileMessage: result.message, typed });
	},
	file: async ({ locals, params, request, getClientAddress }) => {
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
