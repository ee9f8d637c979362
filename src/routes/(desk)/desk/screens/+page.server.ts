import { fail } from '@sveltejs/kit';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { readDeed, readDeviceFilter, readTarget } from '#lib/desk/screen-form.ts';
import { toldWords } from '#lib/desk/screen-words.ts';
import type { Actions, PageServerLoad } from './$types';

const doneWords: Readonly<Record<string, string>> = { refused: '已拒绝该设备。' };

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = viewOf(await locals.app.devices.devices(personOf(locals), readDeviceFilter(url.searchParams)));
	const done = url.searchParams.get('done') ?? '';
	return { view, realNow: Date.now(), ...(Object.hasOwn(doneWords, done) ? { done: doneWords[done] } : {}) };
};

export const actions: Actions = {
	tell: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const [target, deed] = [readTarget(form), readDeed(form)];
		if (!target) return fail(400, { message: '请先选择对象：一个分组，或者一个法院的全部屏幕。' });
		if (!deed) return fail(400, { message: '请选择一项指令。' });
		const told = await locals.app.devices.tellDevices(personOf(locals), getClientAddress(), target, deed);
		if (!told.ok) return fail(refusalStatus(told.code), { message: told.message });
		return { done: toldWords(deed.kind, told) };
	},
	refuse: async ({ locals, request, getClientAddress }) => {
		const id = textOf(await request.formData(), 'id');
		const result = await locals.app.devices.refusePairing(personOf(locals), getClientAddress(), id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		return { done: '已拒绝该设备。' };
	},
};
