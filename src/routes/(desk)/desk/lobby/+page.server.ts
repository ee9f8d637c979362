import { fail, redirect } from '@sveltejs/kit';
import type { LobbyDeed } from '#lib/contract/lobby-desk.ts';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import {
	lobbyDone,
	lobbyParts,
	readFees,
	readGuide,
	readLobbyNotice,
	readLobbySettings,
	typedOf,
	type LobbyPart,
} from '#lib/desk/lobby-form.ts';
import { addressOf } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('court')?.trim() || undefined;
	const view = viewOf(await locals.app.lobby.lobby(personOf(locals), asked));
	const part = Object.keys(lobbyParts).find((name) => name === url.searchParams.get('part')) as LobbyPart | undefined;
	return { view, part: part ?? ('notices' as const), done: lobbyDone(url.searchParams.get('done')) };
};

/** Back to the part of the page after a deed, or what was wrong with it, with everything that was typed. */
function ended(result: LobbyDeed, form: FormData, part: LobbyPart, done: string) {
	if (!result.ok) {
		const problems = result.problems && result.problems.length > 1 ? result.problems : [];
		return fail(refusalStatus(result.code), { message: result.message, problems: [...problems], typed: typedOf(form) });
	}
	redirect(303, addressOf('/desk/lobby', { court: textOf(form, 'court'), part, done }));
}

export const actions: Actions = {
	settings: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const { settings, hearings } = readLobbySettings(form);
		const who = [personOf(locals), getClientAddress(), textOf(form, 'court')] as const;
		return ended(await locals.app.lobby.saveSettings(...who, settings, hearings), form, 'settings', 'settings');
	},
	guide: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const who = [personOf(locals), getClientAddress(), textOf(form, 'court')] as const;
		return ended(await locals.app.lobby.saveGuide(...who, readGuide(form)), form, 'guide', 'guide');
	},
	fees: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const who = [personOf(locals), getClientAddress(), textOf(form, 'court')] as const;
		return ended(await locals.app.lobby.saveFees(...who, readFees(form)), form, 'fees', 'fees');
	},
	reset: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const who = [personOf(locals), getClientAddress(), textOf(form, 'court')] as const;
		const isGuide = textOf(form, 'kind') === 'guide';
		const result = isGuide ? await locals.app.lobby.saveGuide(...who, undefined) : await locals.app.lobby.saveFees(...who, undefined);
		return ended(result, form, isGuide ? 'guide' : 'fees', 'reset');
	},
	notice: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const who = [personOf(locals), getClientAddress(), textOf(form, 'court')] as const;
		return ended(await locals.app.lobby.addNotice(...who, readLobbyNotice(form)), form, 'notices', 'notice');
	},
	withdraw: async ({ locals, request, getClientAddress }) => {
		const form = await request.formData();
		const who = [personOf(locals), getClientAddress(), textOf(form, 'court')] as const;
		return ended(await locals.app.lobby.withdrawNotice(...who, textOf(form, 'id')), form, 'notices', 'withdrawn');
	},
};
