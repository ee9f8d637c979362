import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { publicationHref } from '#lib/desk/links.ts';
import { readRectification } from '#lib/desk/office-form.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { draftHref, paperStatus } from '#lib/desk/publication-words.ts';
import type { Actions, PageServerLoad } from './$types';

const doneWords: Readonly<Record<string, string>> = {
	edit: '修改已保存。',
	review: '已审核，待签发。',
	return: '已退回拟稿。',
	drop: '已作废。',
	rectify: '已列入整改台账。',
};

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	view: viewOf(await locals.app.papers.draft(personOf(locals), params.id)),
	// Said once after a deed.
	done: doneWords[url.searchParams.get('done') ?? ''],
});

const revisionOf = (form: FormData): number => (/^\d{1,9}$/.test(textOf(form, 'revision')) ? Number(textOf(form, 'revision')) : 0);

/** Texts of the editors as they were sent; lines keep their ends. */
function slotsOf(form: FormData): Record<string, string> {
	const slots: Record<string, string> = {};
	for (const [name, value] of form) if (name.startsWith('slot:') && typeof value === 'string') slots[name.slice('slot:'.length)] = value;
	return slots;
}

const giveBack =
	(move: 'return' | 'drop') =>
	async ({ locals, params, request, getClientAddress }: RequestEvent) => {
		const form = await request.formData();
		const reason = textOf(form, 'reason');
		const input = { move, revision: revisionOf(form), reason };
		const done = await locals.app.papers.giveBack(personOf(locals), getClientAddress(), params['id']!, input);
		if (!done.ok) return fail(paperStatus(done.code), { message: done.message, typed: { reason } });
		redirect(303, `${draftHref(params['id']!)}?done=${move}`);
	};

export const actions: Actions = {
	edit: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const slots = slotsOf(form);
		const input = { revision: revisionOf(form), slots };
		const done = await locals.app.papers.edit(personOf(locals), getClientAddress(), params.id, input);
		if (!done.ok) return fail(paperStatus(done.code), { message: done.message, typed: { slots } });
		redirect(303, `${draftHref(params.id)}?done=edit`);
	},
	review: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const opinion = textOf(form, 'opinion');
		const input = { revision: revisionOf(form), opinion, numbersChecked: textOf(form, 'numbersChecked') === 'yes' };
		const done = await locals.app.papers.review(personOf(locals), getClientAddress(), params.id, input);
		if (!done.ok) return fail(paperStatus(done.code), { message: done.message, typed: { opinion } });
		redirect(303, `${draftHref(params.id)}?done=review`);
	},
	issue: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const done = await locals.app.papers.issue(personOf(locals), getClientAddress(), params.id, { revision: revisionOf(form) });
		if (!done.ok) return fail(paperStatus(done.code), { message: done.message, typed: {} });
		redirect(303, publicationHref(done.id));
	},
	rectify: async ({ locals, params, request, getClientAddress }) => {
		const rectification = readRectification(await request.formData());
		const done = await locals.app.office.openRectification(personOf(locals), getClientAddress(), rectification);
		if (!done.ok) return fail(refusalStatus(done.code), { rectify: { typed: rectification, message: done.message } });
		redirect(303, `${draftHref(params.id)}?done=rectify`);
	},
	return: giveBack('return'),
	drop: giveBack('drop'),
};
