import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { publicationHref } from '#lib/desk/links.ts';
import { readRectification } from '#lib/desk/office-form.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { draftHref, paperStatus } from '#lib/desk/publication-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const edition = url.searchParams.get('edition') === 'visitor' ? 'visitor' : 'internal';
	return { view: viewOf(await locals.app.papers.issued(personOf(locals), params.id, edition)) };
};

export const actions: Actions = {
	sign: async ({ locals, params, getClientAddress }) => {
		const done = await locals.app.papers.sign(personOf(locals), getClientAddress(), params.id);
		if (!done.ok) return fail(paperStatus(done.code), { message: done.message });
		redirect(303, publicationHref(params.id));
	},
	check: async ({ locals, params }) => ({ checked: viewOf(await locals.app.papers.check(personOf(locals), params.id)) }),
	rectify: async ({ locals, params, request, getClientAddress }) => {
		const rectification = readRectification(await request.formData());
		const done = await locals.app.office.openRectification(personOf(locals), getClientAddress(), rectification);
		if (!done.ok) return fail(refusalStatus(done.code), { rectify: { typed: rectification, message: done.message } });
		redirect(303, publicationHref(params.id));
	},
	correct: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = { reason: textOf(form, 'reason'), anew: textOf(form, 'anew') !== 'no' };
		const done = await locals.app.papers.correct(personOf(locals), getClientAddress(), params.id, typed);
		if (!done.ok) return fail(paperStatus(done.code), { message: done.message, typed });
		redirect(303, draftHref(done.id));
	},
};
