import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	calendarHref,
	calendarInput,
	readCalendarForm,
	yearOf,
	type CalendarOutcome,
	type CalendarTyped,
} from '#lib/desk/calendar-words.ts';
import { refusalStatus } from '#lib/desk/form-data.ts';
import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const person = personOf(locals);
	const year = yearOf(url.searchParams.get('year'));
	const court = url.searchParams.get('court')?.trim();
	const asked = { ...(year === undefined ? {} : { year }), ...(court ? { court } : {}) };
	const loaded = url.searchParams.get('loaded') ?? '';
	return {
		view: viewOf(await locals.app.calendar.calendar(person, asked)),
		loaded: /^\d{1,15}$/.test(loaded) ? Number(loaded) : undefined,
	};
};

async function check(
	{ locals, request }: RequestEvent,
	step: 'check' | 'ask',
): Promise<{ typed: CalendarTyped; outcome: CalendarOutcome }> {
	const typed = readCalendarForm(await request.formData());
	const input = calendarInput(typed);
	if ('ok' in input) return { typed, outcome: { step: 'refused', check: input } };
	const checked = await locals.app.calendar.checkCalendar(personOf(locals), input);
	if (checked.ok && step === 'ask' && !checked.document) {
		const refused = { ok: false, code: 'document-missing', message: '文本中没有文号，请填写文号后再装载。', problems: [] } as const;
		return { typed, outcome: { step: 'refused', check: refused } };
	}
	return { typed, outcome: { step: checked.ok ? step : 'refused', check: checked } };
}

export const actions: Actions = {
	check: async (event) => check(event, 'check'),
	ask: async (event) => check(event, 'ask'),
	load: async ({ locals, request, getClientAddress }) => {
		const typed = readCalendarForm(await request.formData());
		const input = calendarInput(typed);
		const refused = (found: CalendarOutcome['check']): CalendarOutcome => ({ step: 'refused', check: found });
		if ('ok' in input) return fail(400, { typed, outcome: refused(input) });
		const result = await locals.app.calendar.loadCalendar(personOf(locals), getClientAddress(), input);
		if (!result.ok) return fail(refusalStatus(result.code), { typed, outcome: refused(result) });
		redirect(303, `${calendarHref({ year: input.year, court: input.court })}&loaded=${result.seq}`);
	},
};
