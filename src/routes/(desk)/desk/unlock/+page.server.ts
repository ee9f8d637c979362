import { fail } from '@sveltejs/kit';
import { batchItem, lineTrouble, readBatch, readInboxFilter, type BatchLine } from '#lib/desk/inbox-words.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

const boxes = ['inbox', 'sent', 'done'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('box');
	const box = boxes.find((known) => known === asked) ?? 'inbox';
	const picked = url.searchParams.getAll('pick');
	// Whoever has picked requests works on those, whatever the list was narrowed to.
	const filter = picked.length > 0 ? {} : readInboxFilter(url.searchParams);
	return { view: viewOf(await locals.app.desk.inbox(personOf(locals), box, filter)), picked };
};

export const actions: Actions = {
	decideMany: async ({ locals, request, getClientAddress }) => {
		const typed = readBatch(await request.formData());
		const fit = typed.filter((line) => lineTrouble(line) === undefined);
		const outcomes = await locals.app.desk.decideMany(personOf(locals), getClientAddress(), fit.map(batchItem));
		const lines = typed.map((line): BatchLine => {
			const outcome = outcomes.find(({ id }) => id === line.id);
			const message = lineTrouble(line) ?? outcome?.message;
			return { ...line, ok: outcome?.ok ?? false, ...(message ? { message } : {}) };
		});
		return lines.every(({ ok }) => ok) ? { lines } : fail(lines.some(({ ok }) => ok) ? 409 : 400, { lines });
	},
};
