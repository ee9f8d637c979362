import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { readFile, readTargetRows, yearOf } from '#lib/desk/office-form.ts';
import { addressOf, officeDone } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { OfficeDeed } from '#lib/contract/targets.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const of = (name: string): string | undefined => url.searchParams.get(name)?.trim() || undefined;
	const [court, year, edit] = [of('court'), of('year'), of('edit')];
	const view = viewOf(await locals.app.office.targets(personOf(locals), { ...(court ? { court } : {}), ...(year ? { year } : {}) }));
	return { view, edit, done: officeDone(url.searchParams.get('done')) };
};

/** Back to the list after a deed, or what was wrong with it. */
function ended(result: OfficeDeed, form: FormData, done: string) {
	if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, problems: result.problems ?? [] });
	redirect(303, addressOf('/desk/targets', { court: textOf(form, 'court'), year: textOf(form, 'year'), done }));
}

export const actions: Actions = {
	save: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const typed = { document: textOf(form, 'document'), rows: readTargetRows(form) };
		const result = await locals.app.office.saveTargets(personOf(locals), getClientAddress(), {
			court: textOf(form, 'court'),
			year: yearOf(form),
			...typed,
		});
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, problems: result.problems ?? [], typed });
		redirect(303, addressOf('/desk/targets', { court: textOf(form, 'court'), year: textOf(form, 'year'), done: 'targets' }));
	},
	switch: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const active = textOf(form, 'active') === 'yes';
		const name = { court: textOf(form, 'court'), year: yearOf(form), document: textOf(form, 'document') };
		const result = await locals.app.office.switchTargets(personOf(locals), getClientAddress(), { ...name, active });
		return ended(result, form, active ? 'on' : 'off');
	},
	example: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const asked = { court: textOf(form, 'court'), year: yearOf(form), id: textOf(form, 'id') };
		return ended(await locals.app.office.takeExample(personOf(locals), getClientAddress(), asked), form, 'example');
	},
	file: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const file = await readFile(form);
		const asked = { court: textOf(form, 'court'), year: yearOf(form), document: textOf(form, 'document'), ...file };
		return ended(await locals.app.office.uploadTargets(personOf(locals), getClientAddress(), asked), form, 'file');
	},
};
