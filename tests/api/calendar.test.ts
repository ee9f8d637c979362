import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site } from '../support/site.ts';

const fileOf = (year: number): string => readFileSync(new URL(`../data/holiday-cn/${year}.json`, import.meta.url), 'utf8');

interface Page {
	readonly year: number;
	readonly unknown: boolean;
	readonly nextUnknownYear: number;
	readonly months: readonly { readonly workingDays: number; readonly days: readonly { readonly day: string }[] }[];
	readonly provenance: readonly { readonly year: number }[];
	readonly sources: readonly object[];
}

describe('the calendar over HTTP', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
		await site.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
	});
	afterAll(() => site.close());

	const page = async (query: string): Promise<Page> => (await site.call('GET', `calendar${query}`, { as: 'li' })).body as unknown as Page;
	const dayOf = (calendar: Page, day: string): object | undefined =>
		calendar.months.flatMap((month) => month.days).find((item) => item.day === day);

	it('shows a year day by day, with what is known and where from', async () => {
		const shown = await page('');
		expect(shown).toMatchObject({ year: 2026, unknown: false, nextUnknownYear: 2027, sources: [] });
		expect(shown.months.map((month) => month.workingDays).reduce((sum, days) => sum + days)).toBe(248);
		expect(shown.provenance.at(-1)).toEqual({ year: 2026, from: 'package' });
		expect(dayOf(shown, '2026-10-10')).toEqual({ day: '2026-10-10', kind: 'makeup', name: '国庆节', source: 'package' });
		expect(dayOf(shown, '2026-10-17')).toEqual({ day: '2026-10-17', kind: 'weekend' });
		expect(await page('?year=2027')).toMatchObject({ year: 2027, unknown: true, nextUnknownYear: 2027 });
		expect((await site.call('GET', 'calendar?court=nowhere', { as: 'li' })).status).toBe(404);
		expect((await site.call('GET', 'calendar?year=abc', { as: 'li' })).status).toBe(400);
	});

	it('tells what a text would change, and every fault with its line, and keeps nothing', async () => {
		const ask = (text: string, more: object = {}) =>
			site.call('POST', 'calendar/preview', { as: 'admin', body: { court: 'dc', year: 2026, kind: 'closure', text, ...more } });
		expect((await ask('2026-03-12 休 院庆')).body).toMatchObject({ stated: 1, added: [{ day: '2026-03-12' }], removed: [], changed: [] });
		const faulty = await ask('2026-03-12 休\n2026-03-11 班 调整');
		expect(faulty).toMatchObject({ status: 422, type: 'application/problem+json; charset=utf-8' });
		expect(faulty.body).toMatchObject({ code: 'bad-calendar', problems: [{ line: 1 }, { line: 2 }] });
		expect((await ask('无', { court: 'nowhere' })).status).toBe(403);
		expect((await ask('无', { kind: 'other' })).status).toBe(400);
		expect((await site.call('GET', 'calendar/sources', { as: 'li' })).body).toEqual({ items: [] });
	});

	it('loads a closure and a corrected year, and lists what each moved', async () => {
		const closure = { court: 'dc', year: 2026, kind: 'closure', text: '2026-03-12 休 院庆', document: '院办〔2026〕3号' };
		expect(await site.call('POST', 'calendar', { as: 'admin', body: closure })).toMatchObject({ status: 201, body: { seq: 1 } });
		const file = JSON.parse(fileOf(2026)) as { days: object[] };
		file.days.push({ name: '更正', date: '2026-09-02', isOffDay: true });
		const year = { year: 2026, kind: 'holiday-cn', text: JSON.stringify(file) };
		expect(await site.call('POST', 'calendar', { as: 'admin', body: year })).toMatchObject({ status: 201, body: { seq: 2 } });

		const sources = (await site.call('GET', 'calendar/sources?limit=1', { as: 'li' })).body;
		expect(sources).toMatchObject({ items: [{ seq: 2, court: '', year: 2026, loadedBy: 'account-admin', days: 40 }], nextCursor: '2' });
		expect(JSON.stringify(sources)).toContain('"projectedAt"');
		const moved = async (as: string) => (await site.call('GET', 'calendar/sources/1/moved', { as })).body.items as readonly object[];
		expect(await moved('li')).toContainEqual({
			...{ nodeId: '(2026)示0204执1号/enf-notice/-/1', clock: 'limit', from: '2026-03-12', to: '2026-03-13', provisional: false },
			...{ caseId: 1, caseNumber: '（2026）示0204执1号', court: 'dc', node: 'enf-notice', movedAt: site.now() },
		});
		expect(await moved('admin')).toEqual([]);
		expect((await site.call('GET', 'calendar/sources/9/moved', { as: 'li' })).status).toBe(404);

		const shown = await page('?court=dc');
		expect(shown.sources).toMatchObject([{ seq: 2 }, { seq: 1, document: '院办〔2026〕3号' }]);
		expect(dayOf(shown, '2026-03-12')).toEqual({ day: '2026-03-12', kind: 'rest', name: '院庆', source: 1 });
		expect(dayOf(shown, '2026-09-02')).toEqual({ day: '2026-09-02', kind: 'rest', name: '更正', source: 2 });
		expect(dayOf(await page(''), '2026-03-12')).toEqual({ day: '2026-03-12', kind: 'work' });
		expect(shown.provenance.at(-1)).toMatchObject({ year: 2026, from: 'source', seq: 2 });
		expect(site.unexpected).toEqual([]);
	});

	it('shows the move in the timeline of the case', async () => {
		const events = (await site.call('GET', 'cases/1/events', { as: 'li' })).text;
		expect(events).toContain('calendar-changed');
		expect((await site.call('GET', 'cases/1', { as: 'li' })).status).toBe(200);
	});
});
