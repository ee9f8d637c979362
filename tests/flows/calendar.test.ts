import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventOfRow, verifyChain } from '../../server/store/event-log.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { loadCalendar, previewCalendar, type CalendarInput } from '../../server/flows/load-calendar.ts';
import { reproject } from '../../server/flows/reproject.ts';
import { requestUnlock } from '../../server/flows/unlock.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { startJobs } from '../../server/jobs/runner.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { readCalendarSources, readMoved } from '../../server/store/calendar.ts';
import { readCases } from '../../server/store/cases.ts';
import { actorOf, engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const admin = person('admin', 'system-admin', 'gy', 'subtree');
const handler = person('li', 'handler', 'dc', 'self');
const keyOf = (n: number, designation = '示0204'): string => `(2026)${designation}执${n}号`;
const noticeOf = (key: string): string => `${key}/enf-notice/-/1`;
const [key, notice] = [keyOf(1), noticeOf(keyOf(1))];

/** A notice on 2027 as it might read; nobody has announced it. */
const notice2027 = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至12日（农历正月初七、周五）放假调休，共8天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天。
六、中秋节：9月15日（周三）放假1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。`;
const of2027: CalendarInput = { year: 2027, kind: 'notice', text: notice2027 };

const yearText = (year: number): string => readFileSync(new URL(`../data/holiday-cn/${year}.json`, import.meta.url), 'utf8');

/** The calendar of 2026 with further days of rest and of work. */
function correction(days: Readonly<Record<string, 'rest' | 'work'>>, document = '更正通知'): CalendarInput {
	const file = JSON.parse(yearText(2026)) as { days: object[] };
	for (const [date, kind] of Object.entries(days)) file.days.push({ name: '更正', date, isOffDay: kind === 'rest' });
	return { year: 2026, kind: 'holiday-cn', text: JSON.stringify(file), document };
}

describe.each(engines)('a calendar that changes (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const load = (input: CalendarInput, context: FlowContext = world.context) => loadCalendar(context, admin, actorOf(admin), input);
	const loaded = async (input: CalendarInput): Promise<number> => {
		const outcome = await load(input);
		if (!outcome.ok) throw new Error(JSON.stringify(outcome));
		return outcome.seq;
	};
	const stored = async (caseKey = key) => (await readCases(world.store.read, [caseKey])).get(caseKey)!;
	const clock = async (nodeId = notice) => {
		const rows = await world.store.read.selectFrom('node_clock').selectAll().where('node_id', '=', nodeId).orderBy('clock').execute();
		return rows.find((row) => row.binding === 1)!;
	};
	const lockStates = async () =>
		(await world.store.read.selectFrom('case_lock').select('state').orderBy('id').execute()).map((row) => row.state);
	const recorded = async () =>
		(await world.store.read.selectFrom('case_event').selectAll().where('type', '=', 'calendar-changed').orderBy('id').execute()).map(
			(row) => ({
				id: row.id,
				data: JSON.parse(row.data) as { moved: { nodeId: string; from?: string; to?: string }[] },
			}),
		);
	const file = (n: number, occurredAt: string, more: Partial<TestEvent> = {}): TestEvent[] => [
		{ caseNumber: `（2026）示0204执${n}号`, type: 'case-filed', occurredAt, data: { handler: 'li', claimFen: 100_000 }, ...more },
		{ caseNumber: `（2026）示0204执${n}号`, type: 'net-query-launched', occurredAt, ...more, data: {} },
	];
	/** Sweeps at a moment up to which the feed is complete. */
	const sweepAt = async (moment: string): Promise<void> => {
		world.at(moment);
		await world.send([], moment);
		await sweepDeadlines(world.context);
	};
	/** What the log alone gives, without what was stored. */
	const rebuilt = async (caseKey = key) => {
		const kept = await stored(caseKey);
		const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', caseKey).orderBy('seq').execute();
		return refold(world.context, newCase(world.context, kept.state.filingCourt, kept.state.text), rows.map(eventOfRow)).after;
	};

	it('keeps days of an unknown year 暂定 and unlocked, and makes them firm when the year is announced', async () => {
		world.at('2026-12-22');
		await world.send(file(1, '2026-12-22'));
		expect(await clock()).toMatchObject({ due_on: '2027-01-01', provisional: 1 });
		await sweepAt('2026-12-31T08:00:00+08:00');
		await sweepAt('2027-01-02T08:00:00+08:00');
		expect(await lockStates()).toEqual([]);

		const preview = await previewCalendar(world.context, of2027);
		expect(preview).toMatchObject({ ok: true, document: '国办发明电〔2026〕9号', announces: true, removed: [], changed: [] });
		const seq = await loaded(of2027);
		expect(world.context.calendar.isAnnounced(2027)).toBe(true);
		expect(await clock()).toMatchObject({ due_on: '2027-01-04', provisional: 0, overdue_on: null });
		const { rows } = await readMoved(world.store.read, String(seq), { limit: 10 });
		expect(rows.find((row) => row.nodeId === notice)).toMatchObject({
			...{ caseNumber: '（2026）示0204执1号', court: 'dc', node: 'enf-notice' },
			...{ from: '2027-01-01', to: '2027-01-04', provisional: false, movedAt: world.context.now() },
		});
		const [event] = await recorded();
		expect(event).toMatchObject({ id: `calendar/${seq}/${key}`, data: { year: 2027, source: '国办发明电〔2026〕9号', ref: String(seq) } });

		await sweepAt('2027-01-04T23:00:00+08:00');
		expect(await lockStates()).toEqual([]);
		await sweepAt('2027-01-05T08:00:00+08:00');
		expect(await lockStates()).toEqual(['active']);
		expect((await stored()).state.locks[0]!.causes).toEqual([{ nodeId: notice, dueOn: '2027-01-04' }]);
	});

	it('puts a lock under review where a correction gives a later day; it still holds, and unlocking can be asked for', async () => {
		await world.send(file(1, '2026-03-02'));
		await sweepAt('2026-03-13T08:00:00+08:00');
		expect(await lockStates()).toEqual(['active']);
		await loaded(correction({ '2026-03-12': 'rest' }));
		expect(await clock()).toMatchObject({ due_on: '2026-03-13', provisional: 0 });
		expect(await lockStates()).toEqual(['review']);
		const [held] = await world.send([{ type: 'track-set', occurredAt: '2026-03-13', data: { track: 'simple' } }]);
		expect(held!.status).toBe('locked');
		const lock = (await stored()).state.locks[0]!;
		const input = { reason: '日历更正', plan: '当日发出', newDueOn: { [notice]: '2026-03-20' as never } };
		expect(await requestUnlock(world.context, handler, actorOf(handler), lock.id, input)).toMatchObject({ ok: true });
		const after = await rebuilt();
		expect([after.nodes, after.state]).toEqual([(await stored()).nodes, (await stored()).state]);
	});

	it('keeps a lock where a correction gives an earlier day', async () => {
		world.at('2026-03-04');
		await world.send(file(1, '2026-03-04'));
		expect(await clock()).toMatchObject({ due_on: '2026-03-16' });
		await sweepAt('2026-03-17T08:00:00+08:00');
		expect(await lockStates()).toEqual(['active']);
		await loaded(correction({ '2026-03-14': 'work' }));
		expect(await clock()).toMatchObject({ due_on: '2026-03-14' });
		expect(await lockStates()).toEqual(['active']);
		await sweepAt('2026-03-17T09:00:00+08:00');
		expect(await lockStates()).toEqual(['active']);
		expect((await stored()).nodes.find((node) => node.id === notice)!.phase).toBe('overdue');
	});

	it("moves by a court's closure that court's cases only, and moves them back when it is taken back", async () => {
		const other = { court: 'xl', caseNumber: '（2026）示0205执1号' };
		await world.send([...file(1, '2026-03-02'), ...file(1, '2026-03-02', other)]);
		const closure: CalendarInput = { court: 'dc', year: 2026, kind: 'closure', text: '2026-03-12 休 院庆', document: '院办通知' };
		expect(await previewCalendar(world.context, closure)).toMatchObject({
			added: [{ day: '2026-03-12', after: { kind: 'rest', name: '院庆' } }],
		});
		const seq = await loaded(closure);
		expect(await clock()).toMatchObject({ due_on: '2026-03-13' });
		expect(await clock(noticeOf(keyOf(1, '示0205')))).toMatchObject({ due_on: '2026-03-12' });
		expect((await recorded()).map((event) => event.id)).toEqual([`calendar/${seq}/${key}`]);
		expect(world.context.calendar.isWorkingDay('2026-03-12' as never)).toBe(true);
		await loaded(correction({ '2026-03-11': 'rest' }));
		expect(world.context.calendarOf('dc').nameOf('2026-03-12' as never)).toBe('院庆');
		const back = await loaded({ ...closure, text: '无' });
		expect(await clock()).toMatchObject({ due_on: '2026-03-12' });
		const { rows } = await readMoved(world.store.read, String(back), { limit: 10 });
		expect(rows.filter((row) => row.nodeId === notice)).toMatchObject([{ from: '2026-03-13', to: '2026-03-12' }]);
	});

	it('goes on after a restart in the middle, and records each move once', async () => {
		const cases = 40;
		for (let n = 1; n <= cases; n += 1) await world.send(file(n, '2026-03-02'));
		// The fifteenth time falls into a transaction, the second one.
		let yields = 0;
		const failing = Object.create(world.context, {
			yield: {
				value: () => {
					yields += 1;
					return yields > 14 ? Promise.reject(new Error('断电')) : Promise.resolve();
				},
			},
		}) as FlowContext;
		await expect(load(correction({ '2026-03-12': 'rest' }), failing)).rejects.toThrow('断电');
		const early = (await recorded()).length;
		expect(early).toBeGreaterThan(0);
		expect(early).toBeLessThan(cases);
		const [source] = await readCalendarSources(world.store.read, { limit: 1 });
		// The cases are alike, so that each has as many clocks that end on that day.
		const movesOfCase = (await recorded())[0]!.data.moved.length;
		expect(source).toMatchObject({ moved: early * movesOfCase });
		expect(source!.projectedAt).toBeUndefined();

		// Another context: what the first one had in memory is gone.
		const restarted = Object.create(world.context) as FlowContext;
		const errors: string[] = [];
		const jobs = await new Promise<ReturnType<typeof startJobs>>((resolve) => {
			const started = startJobs({
				context: restarted,
				sweepMs: 1,
				beatSeconds: 60,
				onError: (job, error) => errors.push(`${job}: ${String(error)}`),
				onSweep: () => resolve(started),
			});
		});
		await jobs.stop();
		expect(errors).toEqual([]);
		const events = await recorded();
		expect(events).toHaveLength(cases);
		expect(new Set(events.map((event) => event.id)).size).toBe(cases);
		expect((await readCalendarSources(world.store.read, { limit: 1 }))[0]).toMatchObject({
			moved: cases * movesOfCase,
			projectedAt: world.context.now(),
		});
		// What was left alone as not concerned would have come out the same.
		expect(await reproject(restarted, { reason: { kind: 'calendar', ref: '0', source: '-' } })).toEqual({ cases, changed: 0, moved: 0 });
		expect(await recorded()).toHaveLength(cases);
		expect(await verifyChain(world.store.read, 'dc')).toBeUndefined();
		const pages: string[] = [];
		for (let after: number | undefined = 0; after !== undefined;) {
			const page = await readMoved(world.store.read, String(source!.seq), { limit: 15, after, courts: ['dc'], handler: 'li' });
			pages.push(...page.rows.map((row) => row.nodeId));
			after = page.next;
		}
		expect(new Set(pages).size).toBe(cases * movesOfCase);
		expect(await readMoved(world.store.read, String(source!.seq), { limit: 15, courts: ['xl'] })).toEqual({ rows: [] });
	});

	it('records the move of a case that the feed touched between the loading and the projection', async () => {
		await world.send([...file(1, '2026-03-02'), ...file(2, '2026-03-02')]);
		let touched = false;
		const busy = Object.create(world.context, {
			reloadRules: {
				value: async () => {
					await world.context.reloadRules();
					if (!touched) await world.send([{ type: 'file-received', occurredAt: '2026-03-02' }]);
					touched = true;
				},
			},
		}) as FlowContext;
		expect(await load(correction({ '2026-03-12': 'rest' }), busy)).toMatchObject({ ok: true });
		const moved = (await recorded()).map(({ data }) => data.moved.find((item) => item.nodeId.includes('/enf-notice/')));
		expect(moved).toMatchObject([1, 2].map((n) => ({ nodeId: noticeOf(keyOf(n)), from: '2026-03-12', to: '2026-03-13' })));
	});

	it('moves what stays open after closing, and what is done in an open case; a closed case that is done is left alone', async () => {
		const receipt = { receiptId: 'r1', amountFen: 900 };
		const closed = (n: number, type: string): TestEvent => ({
			...{ caseNumber: `（2026）示0204执${n}号`, type, occurredAt: '2026-03-02' },
			data: type === 'case-closed' ? { mode: 'round-ended' } : receipt,
		});
		await world.send([...file(1, '2026-03-02'), closed(1, 'notice-issued'), closed(1, 'money-arrived'), closed(1, 'case-closed')]);
		await world.send([...file(2, '2026-03-02'), closed(2, 'notice-issued'), closed(2, 'case-closed'), closed(2, 'case-archived')]);
		await world.send([...file(3, '2026-03-02'), closed(3, 'notice-issued')]);
		const day = (await clock(`${key}/enf-pay-done/r1/1`)).due_on!;
		await loaded(correction({ [day]: 'rest', '2026-03-12': 'rest' }));
		expect((await clock(`${key}/enf-pay-done/r1/1`)).due_on! > day).toBe(true);
		expect(await clock(noticeOf(keyOf(3)))).toMatchObject({ due_on: '2026-03-13', open: 0 });
		expect(await clock(noticeOf(keyOf(2)))).toMatchObject({ due_on: '2026-03-12', open: 0 });
	});

	it('leaves everything as it was when anything is wrong with text, person or place', async () => {
		await world.send(file(1, '2026-03-02'));
		const tables = ['calendar_source', 'calendar_day', 'calendar_year', 'case_event', 'node_clock', 'audit'] as const;
		const everything = () => Promise.all(tables.map((table) => world.store.read.selectFrom(table).selectAll().execute()));
		const before = await everything();
		const wrong = notice2027.replace('10月1日（周五）', '10月1日（周四）');
		expect(await load({ ...of2027, text: wrong })).toEqual({
			...{ ok: false, code: 'bad-calendar', message: '未导入任何日期：第 9 行，2027-10-01 是星期五，通知写作“10月1日（周四）”' },
			problems: [{ line: 9, message: '2027-10-01 是星期五，通知写作“10月1日（周四）”' }],
		});
		const closure: CalendarInput = { court: 'dc', year: 2026, kind: 'closure', text: '2026-03-12 休 院庆', document: '院办通知' };
		expect(await load({ ...closure, document: ' ' })).toMatchObject({ code: 'document-missing' });
		expect(await load({ ...closure, court: 'nowhere' })).toMatchObject({ code: 'forbidden' });
		expect(await load({ year: 2026, kind: 'closure', text: '无' })).toMatchObject({ code: 'court-missing' });
		expect(await load({ ...of2027, court: 'dc' })).toMatchObject({ code: 'kind-not-allowed' });
		const forbidden = async (who: ReturnType<typeof person>, input: CalendarInput) =>
			expect(await loadCalendar(world.context, who, actorOf(who), input)).toMatchObject({ ok: false, code: 'forbidden' });
		await forbidden(person('a', 'system-admin', 'zy', 'subtree'), of2027);
		await forbidden(person('a', 'system-admin', 'xl'), closure);
		await forbidden(person('a', 'system-admin', 'zy'), closure);
		await forbidden(person('a', 'supervisor', 'gy', 'subtree'), of2027);
		expect(await everything()).toEqual(before);
		expect(world.context.calendar.isAnnounced(2027)).toBe(false);
		const own = person('a', 'system-admin', 'dc');
		expect(await loadCalendar(world.context, own, actorOf(own), closure)).toMatchObject({ ok: true });
		expect(await verifyAudit(world.store.read)).toBeUndefined();
	});
});

it('gives, when every year was loaded from its file, the calendar of the package day by day', async () => {
	const world = await openWorld('sqlite', '2026-11-20');
	const packaged = world.context.calendar;
	const years = Array.from({ length: 20 }, (_, index) => 2007 + index).filter((year) => year !== 2020);
	for (const year of years)
		expect(
			await loadCalendar(world.context, admin, actorOf(admin), { year, kind: 'holiday-cn', text: yearText(year), document: `${year}` }),
		).toMatchObject({ ok: true });
	const days = Array.from({ length: 366 * 20 }, (_, index) => new Date(Date.UTC(2007, 0, 1 + index)).toISOString().slice(0, 10) as never);
	expect(days.filter((day) => world.context.calendar.isWorkingDay(day) !== packaged.isWorkingDay(day))).toEqual([]);
	await world.close();
});
