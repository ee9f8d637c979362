import { fail, redirect } from '@sveltejs/kit';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { inputOf, readDeed, readScreen } from '#lib/desk/screen-form.ts';
import { screenHref, toldWords } from '#lib/desk/screen-words.ts';
import type { Actions, PageServerLoad } from './$types';

const doneWords: Readonly<Record<string, string>> = {
	paired: '已同意配对。设备领取令牌后开始显示，通常在几秒之内。',
	reused: '已接入原有记录，原来的令牌已失效。设备领取新令牌后开始显示。',
	changed: '已保存，正在下发到屏幕。',
	revoked: '已吊销。',
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const view = viewOf(await locals.app.devices.device(personOf(locals), params.id));
	const done = url.searchParams.get('done') ?? '';
	return { view, realNow: Date.now(), ...(Object.hasOwn(doneWords, done) ? { done: doneWords[done] } : {}) };
};

export const actions: Actions = {
	tell: async ({ locals, params, request, getClientAddress }) => {
		const deed = readDeed(await request.formData());
		if (!deed) return fail(400, { message: '请选择一项指令。' });
		const told = await locals.app.devices.tellDevices(personOf(locals), getClientAddress(), { screen: params.id }, deed);
		if (!told.ok) return fail(refusalStatus(told.code), { message: told.message });
		return { done: toldWords(deed.kind, told) };
	},
	change: async ({ locals, params, request, getClientAddress }) => {
		const typed = readScreen(await request.formData());
		const result = await locals.app.devices.changeDevice(personOf(locals), getClientAddress(), params.id, inputOf(typed));
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
		redirect(303, `${screenHref(params.id)}?done=changed`);
	},
	revoke: async ({ locals, params, request, getClientAddress }) => {
		if (!(await request.formData()).has('sure')) return fail(400, { message: '请先勾选确认，再吊销。' });
		const result = await locals.app.devices.revokeDevice(personOf(locals), getClientAddress(), params.id);
		if (!result.ok) return fail(refusalStatus(result.code), { message: result.message });
		redirect(303, `${screenHref(params.id)}?done=revoked`);
	},
};
