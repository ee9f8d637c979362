import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { DeedResult } from '#lib/contract/desk.ts';
import { refusalStatus, textOf } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

const doneWords: Readonly<Record<string, string>> = {
	shift: '已排班。',
	removed: '已撤销班次。',
	copied: '已沿用上周的班次。',
	signed: '已签到。',
	note: '已登记交接事项。',
	settled: '交接事项已办结。',
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const court = url.searchParams.get('court')?.trim() || undefined;
	const week = url.searchParams.get('week')?.trim() || undefined;
	const done = url.searchParams.get('done') ?? '';
	const view = viewOf(await locals.app.duty.roster(personOf(locals), court, week));
	return { view, ...(Object.hasOwn(doneWords, done) ? { done: doneWords[done] } : {}) };
};

/** Does one deed and leads back to the week it was done in. What was typed is kept where it is refused. */
async function deed(
	event: RequestEvent,
	done: string,
	work: (form: FormData, account: ReturnType<typeof personOf>, address: string) => Promise<DeedResult>,
) {
	const form = await event.request.formData();
	const result = await work(form, personOf(event.locals), event.getClientAddress());
	const typed = Object.fromEntries(['day', 'from', 'to', 'person', 'post', 'text'].map((name) => [name, textOf(form, name)]));
	if (!result.ok) return fail(refusalStatus(result.code), { message: result.message, typed });
	const query = new URLSearchParams({ court: textOf(form, 'court'), week: textOf(form, 'week'), done });
	redirect(303, `/desk/duty?${query.toString()}`);
}

export const actions: Actions = {
	shift: (event) =>
		deed(event, 'shift', (form, account, address) =>
			event.locals.app.duty.addShift(account, address, {
				court: textOf(form, 'court'),
				day: textOf(form, 'day'),
				from: textOf(form, 'from'),
				to: textOf(form, 'to'),
				person: textOf(form, 'person'),
				post: textOf(form, 'post'),
			}),
		),
	remove: (event) =>
		deed(event, 'removed', (form, account, address) => event.locals.app.duty.removeShift(account, address, textOf(form, 'id'))),
	copy: (event) =>
		deed(event, 'copied', (form, account, address) =>
			event.locals.app.duty.copyWeek(account, address, textOf(form, 'court'), textOf(form, 'week')),
		),
	sign: (event) => deed(event, 'signed', (form, account, address) => event.locals.app.duty.signIn(account, address, textOf(form, 'id'))),
	note: (event) =>
		deed(event, 'note', (form, account, address) =>
			event.locals.app.duty.addNote(account, address, textOf(form, 'court'), textOf(form, 'text')),
		),
	settle: (event) =>
		deed(event, 'settled', (form, account, address) => event.locals.app.duty.settleNote(account, address, textOf(form, 'id'))),
};
