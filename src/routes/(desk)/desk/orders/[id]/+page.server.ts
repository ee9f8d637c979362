import { fail, redirect } from '@sveltejs/kit';
import { superviseStatus } from '#lib/desk/ladder-form.ts';
import { givenMove, readMove } from '#lib/desk/order-form.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { orderHref } from '#lib/desk/supervise-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const view = viewOf(await locals.app.supervise.order(personOf(locals), params.id));
	const last = view.steps.at(-1);
	// Said once after a deed, in the words of the deed itself.
	return { view, done: url.searchParams.has('done') && last ? `${view.order.kindName}：${last.name}，已记录。` : undefined };
};

export const actions: Actions = {
	move: async ({ locals, params, request, getClientAddress }) => {
		const typed = readMove(await request.formData());
		if (typed.move === '') return fail(400, { message: '请选择一项办理', typed });
		const result = await locals.app.supervise.moveOrder(personOf(locals), getClientAddress(), params.id, givenMove(typed));
		if (!result.ok) return fail(superviseStatus(result.code), { message: result.message, typed });
		redirect(303, `${orderHref(params.id)}?done=${typed.move}`);
	},
};
