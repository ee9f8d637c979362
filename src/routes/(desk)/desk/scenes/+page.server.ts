import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { DesignDone, DesignKind, DesignListView } from '#lib/contract/design-pages.ts';
import { designHref } from '#lib/desk/design-words.ts';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { addressOf } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

const doneWords: Readonly<Record<string, string>> = {
	retired: '已停用，正在下发到使用它的屏幕。各版本保留，可以恢复。',
	restored: '已恢复。',
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const court = url.searchParams.get('court')?.trim() || undefined;
	const view = viewOf(await locals.app.design.designs(personOf(locals), court));
	const done = url.searchParams.get('done') ?? '';
	return { view, ...(Object.hasOwn(doneWords, done) ? { done: doneWords[done] } : {}) };
};

const longestTitle = 20;
const kindOf = (form: FormData): DesignKind => (textOf(form, 'kind') === 'playlist' ? 'playlist' : 'scene');
const numberOf = (form: FormData, name: string): number => (/^\d{1,9}$/.test(textOf(form, name)) ? Number(textOf(form, name)) : -1);

function refused(result: Exclude<DesignDone, { ok: true }>, typed?: { kind: DesignKind; title: string; id: string; from: string }) {
	const { code, message, faults = [], conflict } = result;
	const problems = faults.length > 1 ? [...faults] : [];
	return fail(conflict ? 409 : refusalStatus(code), { message, problems, ...(typed ? { typed } : {}) });
}

/** What a new design begins with: a copy of one in force, or next to nothing. */
function beginning(view: DesignListView, kind: DesignKind, from: string): object {
	const rows = kind === 'scene' ? view.scenes : view.playlists;
	const copied = rows.find(({ id }) => id === from)?.data;
	if (copied) return copied;
	if (kind === 'playlist') return { steps: [{ scene: 'overview', dwellSeconds: 60 }], interrupts: [] };
	return { places: [{ tile: 'actions', x: 0, y: 0, w: 26, h: 13 }] };
}

const isKnown = (view: DesignListView, kind: DesignKind, id: string): boolean =>
	[...view.scenes, ...view.playlists, ...view.retired].some((row) => row.kind === kind && row.id === id);

async function make(event: RequestEvent, view: DesignListView, typed: { kind: DesignKind; title: string; id: string; from: string }) {
	const { kind, title, id, from } = typed;
	const court = view.court.code;
	const save = { data: { ...beginning(view, kind, from), id, title }, base: 0, note: '' };
	const result = await event.locals.app.design.saveDesign(personOf(event.locals), event.getClientAddress(), court, kind, id, save);
	if (!result.ok) return refused(result, typed);
	redirect(303, designHref(kind, result.id, court));
}

/** The list as it is now, of the court that the form names. */
async function listOf(event: RequestEvent, form: FormData): Promise<DesignListView> {
	return viewOf(await event.locals.app.design.designs(personOf(event.locals), textOf(form, 'court')));
}

export const actions: Actions = {
	new: async (event) => {
		const form = await event.request.formData();
		const view = await listOf(event, form);
		const typed = { kind: kindOf(form), title: textOf(form, 'title'), id: textOf(form, 'id'), from: textOf(form, 'from') };
		if (isKnown(view, typed.kind, typed.id))
			return fail(400, { message: `标识「${typed.id}」已经使用过，请换一个。`, problems: [], typed });
		return make(event, view, typed);
	},
	copy: async (event) => {
		const form = await event.request.formData();
		const view = await listOf(event, form);
		const row = view.scenes.find(({ id }) => id === textOf(form, 'id'));
		if (!row || !view.proposed) return fail(404, { message: '没有这个画面，请重新打开页面。', problems: [] });
		const suffix = '（副本）';
		const title = `${row.data.title.slice(0, longestTitle - suffix.length)}${suffix}`;
		return make(event, view, { kind: 'scene', title, id: view.proposed.scene, from: row.id });
	},
	retire: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const [court, kind, id] = [textOf(form, 'court'), kindOf(form), textOf(form, 'id')];
		const result = await locals.app.design.retireDesign(personOf(locals), getClientAddress(), court, kind, id, numberOf(form, 'base'));
		if (!result.ok) return refused(result);
		redirect(303, addressOf('/desk/scenes', { court, done: 'retired' }));
	},
	restore: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const [court, kind, id, base] = [textOf(form, 'court'), kindOf(form), textOf(form, 'id'), numberOf(form, 'base')];
		const person = personOf(locals);
		// The version that took it back holds what was in force before.
		const result = await locals.app.design.restoreDesign(person, getClientAddress(), court, kind, id, base, base);
		if (!result.ok) return refused(result);
		redirect(303, addressOf('/desk/scenes', { court, done: 'restored' }));
	},
};
