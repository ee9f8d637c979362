import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { readDemandsText, type DemandsOutcome } from '#lib/desk/demand-words.ts';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { addressOf } from '#lib/desk/office-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const view = viewOf(await locals.app.demands.demands(personOf(locals), url.searchParams.get('court') ?? undefined));
	return { view, done: url.searchParams.get('done') ?? undefined };
};

const courtOf = ({ url }: RequestEvent): string => url.searchParams.get('court') ?? '';

async function save(event: RequestEvent, text: string, done: string) {
	const { locals } = event;
	const court = courtOf(event);
	const saved = await locals.app.demands.save(personOf(locals), event.getClientAddress(), { court, text });
	if (!saved.ok) return fail(refusalStatus(saved.code), { text, outcome: saved as DemandsOutcome });
	redirect(303, addressOf('/desk/demands', { court, done }));
}

export const actions: Actions = {
	check: async ({ locals, request }) => {
		const text = readDemandsText(await request.formData());
		return { text, outcome: viewOf(await locals.app.demands.check(personOf(locals), text)) as DemandsOutcome };
	},
	save: async (event) => {
		const text = readDemandsText(await event.request.formData());
		// Going back to the rules above is a deed of its own, never the end of an emptied field.
		if (text.trim() === '')
			return fail(400, {
				text,
				outcome: { ok: false, message: '规则文本为空；要恢复上级的规则，请按“恢复”', problems: [] } as DemandsOutcome,
			});
		return save(event, text, 'saved');
	},
	reset: (event) => save(event, '', 'reset'),
};
