import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { DesignDone, DesignRefusal } from '#lib/contract/design-pages.ts';
import { isSceneId, readSceneForm, type SceneFormRead } from '#lib/design/scene-form.ts';
import type { SceneForm } from '#lib/design/send.ts';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

const doneWords: Readonly<Record<string, string>> = {
	saved: '已保存，正在下发到使用它的屏幕。',
	copied: '已另存为新画面。',
	restored: '已恢复，该版内容重新成为现行版本。',
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const court = url.searchParams.get('court')?.trim() || undefined;
	const view = viewOf(await locals.app.design.scene(personOf(locals), court, params.id));
	const done = url.searchParams.get('done') ?? '';
	return { view, ...(Object.hasOwn(doneWords, done) ? { done: doneWords[done] } : {}) };
};

const at = (id: string, query: Record<string, string>): string =>
	`/desk/scenes/${encodeURIComponent(id)}?${new URLSearchParams(query).toString()}`;

const numberOf = (form: FormData, name: string): number => (/^\d{1,9}$/.test(textOf(form, name)) ? Number(textOf(form, name)) : -1);

const notSaved = '没有保存，请更正后再保存。';

/** A refusal as the page shows it: what was typed stays, and with it the version that it began with. */
function refused(read: Pick<SceneFormRead, 'typed' | 'base'>, refusal: Pick<DesignRefusal, 'code' | 'message' | 'faults' | 'conflict'>) {
	const { code, message, faults, conflict } = refusal;
	const form: SceneForm = {
		message: faults ? notSaved : message,
		typed: read.typed,
		base: read.base,
		...(faults ? { faults } : {}),
		...(conflict ? { conflict } : {}),
	};
	return fail(conflict ? 409 : refusalStatus(code), form);
}

const notRead = (read: SceneFormRead) => refused(read, { code: 'invalid', message: notSaved, faults: read.faults });

/** A deed that needs nothing of the draft. */
async function plainDeed(
	event: RequestEvent,
	work: (form: FormData, court: string) => Promise<DesignDone>,
	to: (done: number, court: string) => string,
) {
	const form = await event.request.formData();
	const court = textOf(form, 'court');
	const result = await work(form, court);
	if (result.ok) redirect(303, to(result.version, court));
	// Who saved meanwhile is in the list of versions, which is read again with the page.
	return fail(result.conflict ? 409 : refusalStatus(result.code), {
		message: result.faults ? '没有改动，原因如下。' : result.message,
		...(result.faults ? { faults: result.faults } : {}),
	} satisfies SceneForm);
}

export const actions: Actions = {
	save: async ({ locals, params, request, getClientAddress }) => {
		const read = readSceneForm(await request.formData(), params.id);
		if (!read.scene) return notRead(read);
		const save = { data: read.scene, base: read.base, note: read.typed.note };
		const result = await locals.app.design.saveDesign(personOf(locals), getClientAddress(), read.court, 'scene', params.id, save);
		if (!result.ok) return refused(read, result);
		redirect(303, at(params.id, { court: read.court, done: 'saved', version: String(result.version) }));
	},
	copy: async ({ locals, params, request, getClientAddress }) => {
		const [account, read] = [personOf(locals), readSceneForm(await request.formData(), params.id)];
		if (!read.scene) return notRead(read);
		const { copyId: id, copyTitle: title, note } = read.typed;
		const wrong = [
			...(title === '' ? ['请填写新画面的名称'] : title.length > 20 ? ['新画面的名称最多 20 个字'] : []),
			...(isSceneId(id) ? [] : ['新画面的标识应为 1 至 40 位小写字母、数字或连字符']),
		];
		const known = wrong.length === 0 ? await locals.app.design.scene(account, read.court, id) : undefined;
		if (known?.ok) wrong.push(`标识「${id}」已由「${known.view.row.data.title}」使用，请换一个`);
		if (wrong.length > 0) return refused(read, { code: 'invalid', message: notSaved, faults: wrong });
		const save = { data: { ...read.scene, id, title }, base: 0, note };
		const result = await locals.app.design.saveDesign(account, getClientAddress(), read.court, 'scene', id, save);
		// The one of that id was retired, and belongs to somebody: nothing is laid over it. It is no conflict about this scene.
		if (!result.ok && result.conflict) return refused(read, { code: 'invalid', message: `标识「${id}」曾经用过，请换一个。` });
		if (!result.ok) return refused(read, result);
		redirect(303, at(id, { court: read.court, done: 'copied', version: String(result.version) }));
	},
	restore: (event) =>
		plainDeed(
			event,
			(form, court) =>
				event.locals.app.design.restoreDesign(
					personOf(event.locals),
					event.getClientAddress(),
					court,
					'scene',
					event.params.id!,
					numberOf(form, 'version'),
					numberOf(form, 'base'),
				),
			(version, court) => at(event.params.id!, { court, done: 'restored', version: String(version) }),
		),
	retire: (event) =>
		plainDeed(
			event,
			async (form, court) => {
				if (!form.has('sure')) return { ok: false, code: 'invalid', message: '请先勾选确认，再停用。' };
				const [person, address] = [personOf(event.locals), event.getClientAddress()];
				return event.locals.app.design.retireDesign(person, address, court, 'scene', event.params.id!, numberOf(form, 'base'));
			},
			(_version, court) => `/desk/scenes?${new URLSearchParams({ court, done: 'retired' }).toString()}`,
		),
};
