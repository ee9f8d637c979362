import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { StageDone } from '#lib/contract/ladder.ts';
import { readStage, stageDone, superviseStatus, type StageTyped } from '#lib/desk/ladder-form.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import { ladderHref, parseLadder } from '#lib/desk/supervise-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = parseLadder(url.searchParams);
	const view = viewOf(await locals.app.supervise.longPending(personOf(locals), asked));
	return { asked, view, done: stageDone(url.searchParams.get('done')) };
};

/** Does a deed and goes back to the list as it was; what was typed is kept where it was refused. */
async function deed(event: RequestEvent, kind: StageTyped['kind'], work: (typed: StageTyped) => Promise<StageDone>) {
	const typed = readStage(await event.request.formData(), kind);
	const result = await work(typed);
	if (!result.ok) return fail(superviseStatus(result.code), { message: result.message, typed });
	const href = ladderHref(parseLadder(event.url.searchParams));
	redirect(303, `${href}${href.includes('?') ? '&' : '?'}done=${kind}`);
}

export const actions: Actions = {
	receive: (event) => {
		const { locals, getClientAddress } = event;
		return deed(event, 'receive', ({ stageId }) => locals.app.supervise.receiveStage(personOf(locals), getClientAddress(), stageId));
	},
	plan: (event) => {
		const { locals, getClientAddress } = event;
		return deed(event, 'plan', ({ stageId, text, nextReviewOn }) =>
			locals.app.supervise.planStage(personOf(locals), getClientAddress(), stageId, { plan: text, nextReviewOn }),
		);
	},
	review: (event) => {
		const { locals, getClientAddress } = event;
		return deed(event, 'review', ({ stageId, text, nextReviewOn, leave }) =>
			locals.app.supervise.reviewStage(personOf(locals), getClientAddress(), stageId, {
				result: text,
				...(nextReviewOn ? { nextReviewOn } : {}),
				...(leave ? { leave } : {}),
			}),
		);
	},
};
