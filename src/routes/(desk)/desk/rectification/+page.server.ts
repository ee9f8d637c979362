import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { readMoveOf, readRectification } from '#lib/desk/office-form.ts';
import { addressOf, officeDone } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

const of = (url: URL, name: string): string | undefined => url.searchParams.get(name)?.trim() || undefined;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [court, shown, cursor] = [of(url, 'court'), of(url, 'shown'), of(url, 'cursor')];
	const asked = { ...(court ? { court } : {}), ...(shown ? { shown } : {}), ...(cursor ? { cursor } : {}) };
	const view = viewOf(await locals.app.office.rectifications(personOf(locals), asked));
	return { view, done: officeDone(url.searchParams.get('done')) };
};

const back = (url: URL, done: string): string =>
	addressOf('/desk/rectification', { court: of(url, 'court'), shown: of(url, 'shown'), done });

export const actions: Actions = {
	open: async ({ locals, request, getClientAddress, url }) => {
		const typed = readRectification(await request.formData());
		const result = await locals.app.office.openRectification(personOf(locals), getClientAddress(), typed);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, back(url, 'opened'));
	},
	move: async ({ locals, request, getClientAddress, url }) => {
		const moved = readMoveOf(await request.formData());
		const result = await locals.app.office.moveRectification(personOf(locals), getClientAddress(), moved);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, moved });
		redirect(303, back(url, moved.move));
	},
};
