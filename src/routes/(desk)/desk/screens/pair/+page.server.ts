import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { inputOf, readScreen } from '#lib/desk/screen-form.ts';
import { plainCode, screenHref } from '#lib/desk/screen-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const code = url.searchParams.get('code')?.trim() ?? '';
	const view = viewOf(await locals.app.devices.pairing(personOf(locals), code === '' ? undefined : plainCode(code)));
	return { view, code, court: url.searchParams.get('court') ?? undefined, realNow: Date.now() };
};

export const actions: Actions = {
	approve: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const [code, typed] = [plainCode(textOf(form, 'code')), readScreen(form)];
		const result = await locals.app.devices.approvePairing(personOf(locals), getClientAddress(), { code, device: inputOf(typed) });
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `${screenHref(result.id)}?done=paired`);
	},
	reuse: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const [code, record] = [plainCode(textOf(form, 'code')), textOf(form, 'record')];
		const result = await locals.app.devices.approvePairing(personOf(locals), getClientAddress(), { code, record });
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, `${screenHref(result.id)}?done=reused`);
	},
	refuse: async ({ locals, request, getClientAddress }) => {
		const id = textOf(await request.formData(), 'id');
		const result = await locals.app.devices.refusePairing(personOf(locals), getClientAddress(), id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, '/desk/screens?done=refused');
	},
};
