import { fail, redirect } from '@sveltejs/kit';
import type { DesignRefusal } from '#lib/contract/design-pages.ts';
import { designHref } from '#lib/desk/design-words.ts';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { addressOf } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { edited, playlistOfTyped, readPlaylist, type PlaylistTyped } from '#lib/desk/playlist-form.ts';
import type { Actions, PageServerLoad } from './$types';

const doneWords: Readonly<Record<string, string>> = {
	saved: '已保存，正在下发到使用它的屏幕。',
	restored: '已恢复，该版内容重新成为现行版本。',
};

/** What the page shows again after an edit or a refusal. */
interface PlaylistForm {
	readonly message?: string;
	readonly faults?: readonly string[];
	readonly conflict?: DesignRefusal['conflict'];
	readonly typed?: PlaylistTyped;
	readonly base?: number;
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const court = url.searchParams.get('court')?.trim() || undefined;
	const view = viewOf(await locals.app.design.playlist(personOf(locals), court, params.id));
	const done = url.searchParams.get('done') ?? '';
	return { view, ...(Object.hasOwn(doneWords, done) ? { done: doneWords[done] } : {}) };
};

const numberOf = (form: FormData, name: string): number => (/^\d{1,9}$/.test(textOf(form, name)) ? Number(textOf(form, name)) : -1);

function refused({ code, message, faults, conflict }: DesignRefusal, kept: Pick<PlaylistForm, 'typed' | 'base'> = {}) {
	const said: PlaylistForm = {
		message: faults ? '没有保存，请更正后再保存。' : message,
		...(faults ? { faults } : {}),
		...(conflict ? { conflict } : {}),
		...kept,
	};
	return fail(conflict ? 409 : refusalStatus(code), said);
}

const to = (id: string, court: string, done: string): never => redirect(303, `${designHref('playlist', id, court)}&done=${done}`);

export const actions: Actions = {
	save: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const [court, typed, base] = [textOf(form, 'court'), readPlaylist(form), numberOf(form, 'base')];
		const over = numberOf(form, 'over');
		const save = { data: playlistOfTyped(typed, params.id), base: over >= 0 ? over : base, note: typed.note };
		const result = await locals.app.design.saveDesign(personOf(locals), getClientAddress(), court, 'playlist', params.id, save);
		if (!result.ok) return refused(result, { typed, base });
		return to(params.id, court, 'saved');
	},
	/** Rows are moved, added and taken away without a script, too; nothing is saved. */
	edit: async ({ request }) => {
		const form = await request.formData();
		const typed = edited(readPlaylist(form), textOf(form, 'edit'), 'overview');
		return { typed, base: numberOf(form, 'base') } satisfies PlaylistForm as PlaylistForm;
	},
	restore: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const [court, version, base] = [textOf(form, 'court'), numberOf(form, 'version'), numberOf(form, 'base')];
		const person = personOf(locals);
		const result = await locals.app.design.restoreDesign(person, getClientAddress(), court, 'playlist', params.id, version, base);
		return result.ok ? to(params.id, court, 'restored') : refused(result);
	},
	retire: async ({ locals, params, request, getClientAddress }) => {
		const form = await request.formData();
		const court = textOf(form, 'court');
		const person = personOf(locals);
		const result = await locals.app.design.retireDesign(person, getClientAddress(), court, 'playlist', params.id, numberOf(form, 'base'));
		if (!result.ok) return refused(result);
		redirect(303, addressOf('/desk/scenes', { court, done: 'retired' }));
	},
};
