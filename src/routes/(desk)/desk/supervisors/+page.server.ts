import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { noticeDone } from '#lib/desk/notice-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { postInput, readPost } from '#lib/desk/supervisor-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const court = url.searchParams.get('court')?.trim() || undefined;
	const view = viewOf(await locals.app.desk.supervisors(personOf(locals), court));
	return { view, done: noticeDone(url.searchParams.get('done')) };
};

const pageOf = (court: string, done: string): string => `/desk/supervisors?court=${encodeURIComponent(court)}&done=${done}`;

export const actions: Actions = {
	set: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = readPost(form);
		const court = textOf(form, 'court');
		const result = await locals.app.desk.setPost(personOf(locals), getClientAddress(), postInput(court, typed));
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, pageOf(court, 'post'));
	},
	end: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const result = await locals.app.desk.endPost(personOf(locals), getClientAddress(), Number(textOf(form, 'id')), textOf(form, 'to'));
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, pageOf(textOf(form, 'court'), 'post-ended'));
	},
};
