import { fail, redirect } from '@sveltejs/kit';
import { superviseStatus } from '#lib/desk/ladder-form.ts';
import { newOrderOf, readNewOrder } from '#lib/desk/order-form.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { orderHref, orderKindOf } from '#lib/desk/supervise-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const about = url.searchParams.get('case') ?? '';
	const caseId = /^\d{1,12}$/.test(about) ? Number(about) : undefined;
	return {
		view: viewOf(await locals.app.supervise.orderForm(personOf(locals), caseId)),
		kind: orderKindOf(url.searchParams.get('kind')),
		node: url.searchParams.get('node') ?? undefined,
	};
};

export const actions: Actions = {
	draft: async ({ locals, request, getClientAddress }) => {
		const typed = readNewOrder(await request.formData());
		const read = newOrderOf(typed);
		if (!read.ok) return fail(400, { message: read.message, typed });
		const result = await locals.app.supervise.draftOrder(personOf(locals), getClientAddress(), read.input);
		if (!result.ok) return fail(superviseStatus(result.code), { message: result.message, typed });
		redirect(303, `${orderHref(result.id)}?done=${read.input.kind === 'item' ? 'issue' : 'draft'}`);
	},
};
