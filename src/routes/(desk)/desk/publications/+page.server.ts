import { fail, redirect } from '@sveltejs/kit';
import { textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { draftHref, paperStatus, parseArchive } from '#lib/desk/publication-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: viewOf(await locals.app.papers.publications(personOf(locals), parseArchive(url.searchParams))),
});

export const actions: Actions = {
	make: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const campaign = textOf(form, 'campaign');
		const typed = {
			...{ kind: textOf(form, 'kind'), court: textOf(form, 'court'), day: textOf(form, 'day') },
			...(campaign ? { campaign } : {}),
		};
		const made = await locals.app.papers.make(personOf(locals), getClientAddress(), typed);
		if (!made.ok) return fail(paperStatus(made.code), { message: made.message, typed });
		redirect(303, draftHref(made.id));
	},
};
