import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { ownPath } from '#lib/desk/next-path.ts';
import { noticeDone, parseNotices } from '#lib/desk/notice-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const person = personOf(locals);
	const { desk } = locals.app;
	const asked = parseNotices(url.searchParams);
	const done = noticeDone(url.searchParams.get('done'));
	if (asked.box !== 'explained') return { asked, box: viewOf(await desk.notices(person, asked)), done };
	const box = viewOf(await desk.notices(person, { box: 'court', state: 'open', ...(asked.court ? { court: asked.court } : {}) }));
	return { asked, box, silences: viewOf(await desk.silences(person, asked.court)), done };
};

/** Where a form came from, with what was done. */
function backTo(form: FormData, done: string): string {
	const url = new URL(ownPath(textOf(form, 'back'), '/desk/notices'), 'https://own.invalid');
	url.searchParams.set('done', done);
	return `${url.pathname}${url.search}`;
}

const idsOf = (form: FormData, name: string): readonly string[] =>
	form.getAll(name).filter((value): value is string => typeof value === 'string');

export const actions: Actions = {
	sign: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const result = await locals.app.desk.signNotices(personOf(locals), getClientAddress(), idsOf(form, 'id'));
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, backTo(form, `signed-${result.signed ?? 0}`));
	},
	signOne: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const result = await locals.app.desk.signNotices(personOf(locals), getClientAddress(), idsOf(form, 'one'));
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, backTo(form, `signed-${result.signed ?? 0}`));
	},
	answer: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = { id: textOf(form, 'id'), text: textOf(form, 'text') };
		const result = await locals.app.desk.answerNotice(personOf(locals), getClientAddress(), typed.id, typed.text);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, answer: { ...typed, message: result.message } });
		redirect(303, backTo(form, 'answered'));
	},
	silence: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = { nodeId: textOf(form, 'nodeId'), reason: textOf(form, 'reason'), until: textOf(form, 'until') };
		const caseId = Number(textOf(form, 'caseId'));
		const result = await locals.app.desk.silenceNode(personOf(locals), getClientAddress(), caseId, typed);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, silence: { ...typed, caseId } });
		redirect(303, backTo(form, 'silenced'));
	},
	endSilence: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const result = await locals.app.desk.endSilence(personOf(locals), getClientAddress(), textOf(form, 'id'));
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, backTo(form, 'ended'));
	},
};
