import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { publicationHref } from '#lib/desk/links.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

const choiceOf = (query: URLSearchParams) => {
	const value = (name: string) => query.get(name)?.trim().slice(0, 100) || undefined;
	const [court, nodeName, handlerName] = [value('court'), value('onlyNode'), value('onlyHandler')];
	return { ...(court ? { court } : {}), ...(nodeName ? { nodeName } : {}), ...(handlerName ? { handlerName } : {}) };
};

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: viewOf(await locals.app.lists.bulletinForm(personOf(locals), choiceOf(url.searchParams))),
});

export const actions: Actions = {
	default: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = { requirement: textOf(form, 'requirement'), replyBy: textOf(form, 'replyBy') };
		if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.replyBy)) return fail(400, { message: '请选择答复日期', typed });
		const [nodeName, handlerName] = [textOf(form, 'onlyNode'), textOf(form, 'onlyHandler')];
		const input = {
			court: textOf(form, 'court'),
			...typed,
			...(nodeName ? { nodeName } : {}),
			...(handlerName ? { handlerName } : {}),
		};
		const issued = await locals.app.lists.issueBulletin(personOf(locals), getClientAddress(), input);
		if (!issued.ok) return fail(refusalStatus(issued.code), { message: issued.message, typed });
		redirect(303, publicationHref(issued.id));
	},
};
