import { error, fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!/^\d{1,15}$/.test(params.id)) error(404, '没有这个案件。');
	return {
		view: viewOf(await locals.app.desk.casePage(personOf(locals), Number(params.id))),
		node: url.searchParams.get('node') ?? undefined,
	};
};

export const actions: Actions = {
	confirm: async ({ locals, request, getClientAddress, url }) => {
		const form = await request.formData();
		const verdict = textOf(form, 'verdict') === 'void' ? 'void' : 'confirm';
		const opinion = textOf(form, 'opinion');
		const result = await locals.app.desk.confirmLock(personOf(locals), getClientAddress(), textOf(form, 'lockId'), { verdict, opinion });
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, opinion });
		redirect(303, url.pathname);
	},
	review: async ({ locals, request, getClientAddress, url }) => {
		const form = await request.formData();
		const verdict = textOf(form, 'verdict') === 'void' ? 'void' : 'kept';
		const opinion = textOf(form, 'opinion');
		const result = await locals.app.desk.reviewLock(personOf(locals), getClientAddress(), textOf(form, 'lockId'), { verdict, opinion });
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, opinion });
		redirect(303, url.pathname);
	},
};
