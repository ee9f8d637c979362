import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import type { PeriodAsk } from '../../server/core/period/check.ts';
import type { PeriodVerdict } from '../../server/core/period/types.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { decidePeriod, endExclusion, requestPeriod, withdrawPeriod } from '../../server/flows/period.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { readCases } from '../../server/store/cases.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { PeriodViews } from '../../server/views/period-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const auction = `${key}/enf-auction-start/a1/1`;
const civilNumber = '（2026）示0204民初1号';
const civil = '(2026)示0204民初1号';
const handler = person('li', 'handler', 'dc', 'self');
const division = person('feng', 'division-chief', 'dc');
const vice = person('zhao', 'vice-president', 'dc');
const president = person('qin', 'president', 'dc');
const management = person('mo', 'trial-management', 'dc');
const above = person('zhou', 'supervisor', 'zy', 'subtree');

const deduct: PeriodAsk = { ground: 'ded-appraisal', from: '2026-07-06' as never, documentNo: '（2026）示0204鉴1号', reason: '委托评估' };
const worked: PeriodAsk = { ...deduct, to: '2026-09-28' as never };
const extend: PeriodAsk = { ground: 'ext-enforcement', node: 'enf-auction-start', addMonths: 1, documentNo: '延1号', reason: '案情复杂' };
const convert: PeriodAsk = { ground: 'conv-simple-ordinary', documentNo: '裁1号', reason: '案情复杂' };

describe.each(engines)('period changes (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-07-01');
	});
	afterEach(() => world.close());

	const stored = async (of = key) => (await readCases(world.store.read, [of])).get(of)!;
	const request = async (of = key) => (await stored(of)).state.periods.at(-1)!;
	const clockOf = async (node = auction) =>
		world.store.read
			.selectFrom('node_clock')
			.selectAll()
			.where('node_id', '=', node)
			.where('clock', '=', 'limit')
			.executeTakeFirstOrThrow();
	const changes = () => world.store.read.selectFrom('period_change').selectAll().orderBy('id').execute();
	const views = () => {
		const source = sourceOf(world.context);
		return new PeriodViews(source, new DeskViews(source));
	};
	const ask = (input: PeriodAsk, who: Principal = handler, of = key) => requestPeriod(world.context, who, actorOf(who), of, input);
	const decide = (id: string, who: Principal, step: number, verdict: PeriodVerdict = 'approve', opinion = '同意') =>
		decidePeriod(world.context, who, actorOf(who), id, { step, verdict, opinion });

	/** Files a request and lets everybody named approve it, in order. */
	async function grant(input: PeriodAsk, who: readonly Principal[], of = key): Promise<string> {
		const outcome = await ask(input, handler, of);
		expect(outcome).toMatchObject({ ok: true });
		const { id } = outcome as { id: string };
		for (const [step, each] of who.entries()) expect(await decide(id, each, step)).toMatchObject({ ok: true });
		expect((await request(of)).phase).toBe('granted');
		return id;
	}

	/** Filed on 06-22, nothing late; the price fixed on 06-28 asks for an auction by 07-08. */
	async function openCase(): Promise<void> {
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-06-22', data: { handler: 'li', claimFen: 100_000 } },
			{ type: 'net-query-launched', occurredAt: '2026-06-22' },
			{ type: 'notice-issued', occurredAt: '2026-06-22' },
			{ type: 'price-fixed', occurredAt: '2026-06-28', data: { assetId: 'a1', priceFen: 5_000 } },
		]);
		world.at('2026-07-06');
	}

	async function openCivil(): Promise<void> {
		await world.send([
			{ caseNumber: civilNumber, type: 'case-filed', occurredAt: '2026-06-22', data: { handler: 'li', procedure: 'simple' } },
		]);
		world.at('2026-07-06');
	}

	/** The auction is not started: the case is locked on 07-09. */
	async function lock(): Promise<void> {
		world.at('2026-07-09T08:00:00+08:00');
		await world.send([], '2026-07-09T07:00:00+08:00');
		await sweepDeadlines(world.context);
		expect((await stored()).state.locks).toMatchObject([{ phase: 'active', causes: [{ nodeId: auction, dueOn: '2026-07-08' }] }]);
	}

	it('the worked case of the contract: a deduction that is asked for and granted moves the clock to 2026-10-08', async () => {
		await openCase();
		expect(await clockOf()).toMatchObject({ due_on: '2026-07-08', gross_due_on: null });
		expect(await ask(worked)).toEqual({ ok: true, id: `${key}-P1`, days: 85, newDays: 85 });
		expect(await clockOf()).toMatchObject({ due_on: '2026-07-08' });
		expect(await changes()).toEqual([]);
		expect(await decide(`${key}-P1`, vice, 0)).toMatchObject({ ok: true });
		expect(await clockOf()).toMatchObject({ due_on: '2026-10-08', gross_due_on: '2026-07-08', frozen: 0, overdue_on: null });
		expect(await changes()).toMatchObject([
			{
				...{ id: `${key}/exclusion/${key}-P1`, kind: 'deduction', ground: 'ded-appraisal', from_day: '2026-07-06', to_day: '2026-09-28' },
				...{ days: 85, document_no: deduct.documentNo, decided_on: '2026-07-06', request_id: `${key}-P1`, court_code: 'dc' },
			},
		]);
		const ledger = await world.store.read.selectFrom('clock_ledger').selectAll().where('node_id', '=', auction).orderBy('id').execute();
		expect(ledger).toMatchObject([{ kind: 'exclusion', days: 85, document_no: deduct.documentNo }, { kind: 'roll' }]);
		const facts = (await stored()).state.facts.filter((event) => event.source === 'system');
		expect(facts.map((event) => [event.id, event.type])).toEqual([
			[`${key}-P1/granted`, 'exclusion-started'],
			[`${key}-P1/ended`, 'exclusion-ended'],
		]);
		// Overlapping days are told, and deducted once.
		expect(await ask({ ...worked, ground: 'ded-sale', from: '2026-07-30' as never, to: '2026-09-30' as never })).toMatchObject({
			...{ ok: true, days: 63, newDays: 2 },
		});
	});

	it.each([
		['S0', [management], [management]],
		['S1', [division, vice, president], [vice]],
		['S2', [president], [president]],
	] as const)('chain preset %s', async (periodChains, forExtension, forDeduction) => {
		await putDirectory(world.context, { courts: [{ ...courts[2], settings: { periodChains } }] });
		await openCase();
		await grant(extend, forExtension);
		expect(await clockOf()).toMatchObject({ due_on: '2026-08-10' });
		await grant(deduct, forDeduction);
		expect(await clockOf()).toMatchObject({ due_on: null, frozen: 1 });
		// Whoever has no step in the chain has no say.
		const { id } = (await ask({ ...deduct, ground: 'ded-sale' })) as { id: string };
		expect(await decide(id, handler, 0)).toMatchObject({ code: 'forbidden' });
		expect(await decide(id, above, 0)).toMatchObject({ code: 'forbidden' });
	});

	it('refuses who may not ask, who may not decide, and what is decided already; a returned request is filed again', async () => {
		await openCase();
		expect(await ask(extend, person('wang', 'handler', 'dc', 'self'))).toMatchObject({ code: 'forbidden' });
		expect(await ask(extend, vice)).toMatchObject({ code: 'forbidden' });
		expect(await ask(extend, division, '(2026)示0204执9号')).toMatchObject({ code: 'not-found' });
		const { id } = (await ask(extend, division)) as { id: string };
		expect(await ask(extend)).toMatchObject({ code: 'request-open' });
		expect(await decide(id, division, 0)).toMatchObject({ code: 'same-person' });
		const other = person('pei', 'division-chief', 'dc');
		const both: Principal = { ...other, grants: [...other.grants, ...vice.grants] };
		expect(await decide(id, both, 0)).toMatchObject({ ok: true });
		expect(await decide(id, both, 1)).toMatchObject({ code: 'same-person' });
		expect(await decide(id, both, 0)).toMatchObject({ code: 'step-decided' });
		expect(await decide(id, other, 5)).toMatchObject({ code: 'forbidden' });
		expect(await decide(id, vice, 1, 'approve', ' ')).toMatchObject({ code: 'opinion-missing' });
		const answers = await Promise.all([decide(id, vice, 1, 'return', '补材料'), decide(id, person('bai', 'vice-president', 'dc'), 1)]);
		expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
		expect(await ask({ ...extend, returnedId: id })).toMatchObject({ code: 'not-returned' });
		expect(await ask({ ...extend, addMonths: 2, returnedId: id }, division)).toMatchObject({ ok: true, id });
		expect(await request()).toMatchObject({ phase: 'pending', step: 0, addMonths: 2, decidedBefore: 2 });
		expect(await withdrawPeriod(world.context, handler, actorOf(handler), id)).toMatchObject({ code: 'forbidden' });
		expect(await withdrawPeriod(world.context, division, actorOf(division), id)).toMatchObject({ ok: true });
		expect(await decide(id, other, 0)).toMatchObject({ code: 'step-decided' });
		const rows = await world.store.read.selectFrom('period_request').selectAll().execute();
		expect(rows).toMatchObject([{ id, state: 'withdrawn', kind: 'extension', ground: 'ext-enforcement', requested_by: 'feng' }]);
		const decisions = await world.store.read.selectFrom('period_decision').selectAll().orderBy('position').execute();
		expect(decisions).toMatchObject([
			{ step: 0, verdict: 'approve', decided_by: 'pei' },
			{ step: 1, verdict: 'return', decided_by: 'zhao' },
		]);
	});

	it('the same ground again is refused, unless the president grants it', async () => {
		await openCase();
		await grant(worked, [vice]);
		const again = { ...deduct, from: '2026-07-20' as never, to: '2026-10-10' as never };
		expect(await ask(again)).toMatchObject({ code: 'ground-repeated' });
		expect(await ask({ ...again, override: true, reason: ' ' })).toMatchObject({ code: 'reason-missing' });
		const id = await grant({ ...again, override: true }, [vice, president]);
		expect(id).toBe(`${key}-P2`);
		expect((await request()).chain.map((step) => step.role)).toEqual(['vice-president', 'president']);
		// 97 days from 07-06 to 10-10, not 85 + 83.
		expect(await clockOf()).toMatchObject({ due_on: '2026-10-13' });
		const { rows } = await views().deductions(above, 'zy');
		expect(rows).toMatchObject([{ groundName: '鉴定、审计、评估、资产清理期间', count: 2, cases: 1, repeatedCases: 1 }]);
	});

	it('while the case is locked nobody of the court asks for more time, but what a feed reports is taken', async () => {
		await openCase();
		await lock();
		for (const input of [extend, { ...deduct, from: '2026-07-09' as never }, { ...deduct, ground: 'pause', from: '2026-07-09' as never }])
			expect(await ask(input)).toMatchObject({ code: 'case-locked' });
		expect(await ask(extend, division)).toMatchObject({ code: 'case-locked' });
		const results = await world.send([
			{
				type: 'exclusion-started',
				occurredAt: '2026-07-09',
				data: { exclusionId: 'zz', ground: '上级法院通知暂缓执行', from: '2026-07-09' },
			},
		]);
		expect(results.map((result) => result.status)).toEqual(['accepted']);
		expect(await changes()).toMatchObject([{ id: `${key}/exclusion/zz`, kind: 'deferral', ground: 'defer-upper', to_day: null, days: 0 }]);
		expect((await stored()).lockPhases).toEqual({ [`${key}-L1`]: 'active' });
	});

	it.each([
		['an extension', extend, [division, vice, president], '2026-08-10'],
		['a deduction', worked, [vice], '2026-10-08'],
	] as const)(
		'%s that is approved after the expiry moves the clock, but the node was overdue and the lock stays',
		async (_what, input, who, due) => {
			await openCase();
			const { id } = (await ask(input)) as { id: string };
			await lock();
			world.at('2026-07-10');
			for (const [step, each] of who.entries()) expect(await decide(id, each, step)).toMatchObject({ ok: true });
			expect(await clockOf()).toMatchObject({ due_on: due, overdue_on: '2026-07-09' });
			const { nodes, lockPhases, state } = await stored();
			expect(nodes.find((node) => node.id === auction)).toMatchObject({ phase: 'pending', overdueOn: '2026-07-09' });
			expect(lockPhases).toEqual({ [`${key}-L1`]: 'active' });
			expect(state.marks.filter((mark) => mark.nodeId === auction && mark.rung === 0)).toMatchObject([{ dueOn: '2026-07-08' }]);
			await sweepDeadlines(world.context);
			expect((await stored()).state.locks).toMatchObject([{ phase: 'active' }]);
			// Whatever is done now was done after the period had run out.
			await world.send([{ type: 'auction-started', occurredAt: '2026-07-10', data: { assetId: 'a1', round: 1, opensOn: '2026-08-10' } }]);
			expect((await stored()).heldSeqs).toHaveLength(1);
		},
	);

	it('an open-ended deduction freezes the clock, is listed with its days, warns after thirty, and is ended by hand', async () => {
		await openCase();
		const id = await grant(deduct, [vice]);
		expect(await clockOf()).toMatchObject({ frozen: 1, due_on: null, next_at: null });
		world.at('2026-08-04');
		expect(await views().supervised(above, { court: 'zy' })).toMatchObject({ total: 1, long: 0, rows: [{ frozenDays: 30, long: false }] });
		world.at('2026-08-10');
		const list = await views().supervised(above, {});
		expect(list).toMatchObject({ total: 1, long: 1, longFreezeDays: 30 });
		expect(list.rows).toMatchObject([
			{
				...{
					caseNumber: '（2026）示0204执1号',
					handlerName: '李某某',
					courtName: '东川县人民法院',
					daysDeducted: 36,
					frozenDays: 36,
					long: true,
				},
				counts: [{ kind: 'deduction', kindName: '扣除', count: 1 }],
				since: '2026-07-06',
				open: [{ openExclusionId: id, days: 36, long: true }],
			},
		]);
		const end = (to: string, who: Principal = handler, documentNo = '恢1号') =>
			endExclusion(world.context, who, actorOf(who), key, id, { to: to as never, documentNo });
		expect(await end('2026-08-09', above)).toMatchObject({ code: 'forbidden' });
		expect(await end('2026-07-05')).toMatchObject({ code: 'to-before-from' });
		expect(await end('2026-08-11')).toMatchObject({ code: 'to-in-future' });
		expect(await end('2026-08-09', handler, ' ')).toMatchObject({ code: 'document-missing' });
		expect(
			await endExclusion(world.context, handler, actorOf(handler), key, 'x', { to: '2026-08-09' as never, documentNo: '1' }),
		).toMatchObject({
			code: 'not-found',
		});
		expect(await end('2026-08-09')).toMatchObject({ ok: true });
		// 07-08 and 35 days.
		expect(await clockOf()).toMatchObject({ frozen: 0, due_on: '2026-08-12' });
		expect(await changes()).toMatchObject([{ to_day: '2026-08-09', days: 35 }]);
		expect(await end('2026-08-10')).toMatchObject({ code: 'exclusion-ended' });
		expect(await end('2026-08-08')).toMatchObject({ ok: true });
		expect(await clockOf()).toMatchObject({ due_on: '2026-08-11' });
		expect(await views().supervised(above, {})).toMatchObject({ total: 1, long: 0, rows: [{ daysDeducted: 34, open: [] }] });
	});

	it('ends what a feed has reported; a withdrawn report leaves no row', async () => {
		await openCase();
		const started = { exclusionId: 'fy-1', ground: '案外人异议', from: '2026-07-02' };
		await world.send([{ id: 'stop', type: 'exclusion-started', occurredAt: '2026-07-02', data: started }]);
		expect(await clockOf()).toMatchObject({ frozen: 1 });
		const end = { to: '2026-07-05' as never, documentNo: '恢1号' };
		expect(await endExclusion(world.context, division, actorOf(division), key, 'fy-1', end)).toMatchObject({ ok: true });
		expect(await clockOf()).toMatchObject({ frozen: 0, due_on: '2026-07-13' });
		expect(await changes()).toMatchObject([{ kind: 'deduction', ground: '案外人异议', days: 4 }]);
		await world.send([{ type: 'event-withdrawn', occurredAt: '2026-07-06', data: { source: 'cms', id: 'stop', reason: '误报' } }]);
		expect(await changes()).toEqual([]);
		expect(await clockOf()).toMatchObject({ due_on: '2026-07-08' });
	});

	it('a simple case becomes an ordinary one by the whole chain; before it is granted the page says what would move', async () => {
		await openCivil();
		expect(await ask(convert, handler, civil)).toMatchObject({ ok: true });
		const page = await views().request(division, `${civil}-P1`);
		expect(page).toMatchObject({
			ok: true,
			view: { mayDecide: true, request: { what: '转为普通程序', groundName: '简易程序转为普通程序' } },
		});
		const effects = page.ok ? page.view.effects : [];
		expect(effects).toContainEqual(
			expect.objectContaining({ nodeId: `${civil}/tri-close-simple/-/1`, before: '2026-09-22', afterText: '不适用', missed: false }),
		);
		expect(effects).toContainEqual(
			expect.objectContaining({ nodeId: `${civil}/tri-close-ordinary/-/1`, beforeText: '新增', after: '2026-12-22' }),
		);
		for (const [step, each] of [division, vice, president].entries()) await decide(`${civil}-P1`, each, step);
		const rows = await world.store.read.selectFrom('case_file').select('procedure').where('case_key', '=', civil).execute();
		expect(rows).toEqual([{ procedure: 'ordinary' }]);
		expect(await changes()).toMatchObject([{ kind: 'conversion', ground: 'conv-simple-ordinary', from_day: '2026-07-06' }]);
		expect((await views().supervised(division, {})).rows).toMatchObject([
			{ counts: [{ kindName: '程序转换', count: 1 }], procedureName: '普通程序' },
		]);
	});

	it('隐性超审限: a case inside its limit only by deductions is listed with gross and net age', async () => {
		await openCivil();
		await grant({ ...worked, ground: 'ded-trial-appraisal' }, [vice], civil);
		const listed = async () => (await views().hiddenOverdue(above, { court: 'dc' })).rows;
		world.at('2026-09-22');
		expect(await listed()).toEqual([]);
		world.at('2026-10-12');
		expect(await listed()).toMatchObject([
			{
				...{ caseNumber: civilNumber, nodeName: '简易程序审限', grossDueOn: '2026-09-22', dueOn: '2026-12-16', frozen: false },
				// 112 days since 06-22, of which 85 were deducted.
				...{ grossAgeDays: 112, netAgeDays: 27, hiddenDays: 20 },
				ledger: [{ kind: 'exclusion', kindName: '扣除', days: 85, documentNo: deduct.documentNo }],
			},
		]);
		expect(await views().hiddenOverdue(person('wang', 'handler', 'dc', 'self'), {})).toMatchObject({ total: 0, rows: [] });
		world.at('2026-12-17');
		expect(await listed()).toEqual([]);
	});

	it('the lists are paged, and open exclusions come first, the longest first', async () => {
		await openCase();
		for (const n of [2, 3, 4])
			await world.send([
				{ caseNumber: `（2026）示0204执${n}号`, type: 'case-filed', occurredAt: '2026-06-22', data: { handler: 'li' } },
				{
					...{ caseNumber: `（2026）示0204执${n}号`, type: 'exclusion-started', occurredAt: `2026-07-0${6 - n}` },
					data: { exclusionId: 'x', ground: '评估', from: `2026-07-0${6 - n}` },
				},
			]);
		await grant(worked, [vice]);
		const pages: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await views().supervised(above, { limit: 1, ...(cursor ? { cursor } : {}) });
			pages.push(...page.rows.map((row) => row.caseNumber.replace(/^.*执|号/g, '')));
			cursor = page.nextCursor;
		} while (cursor);
		expect(pages).toEqual(['4', '3', '2', '1']);
		expect((await views().deductions(above)).rows).toMatchObject([
			{
				groundName: '评估',
				statutory: false,
				count: 3,
				cases: 3,
				days: 5 + 4 + 3,
				longest: { caseNumber: '（2026）示0204执4号', days: 5, open: true },
				repeated: [],
			},
			{ statutory: true, count: 1, cases: 1, days: 1, longest: { days: 85, open: false } },
		]);
	});

	it('the boxes and the form show each person what is his', async () => {
		await openCase();
		await grant(worked, [vice]);
		const { id } = (await ask(extend)) as { id: string };
		const box = async (who: Principal, name: 'inbox' | 'sent' | 'done') => {
			const found = await views().inbox(who, name);
			return found.ok ? found.view.rows.map((row) => row.requestId) : [];
		};
		expect(await box(division, 'inbox')).toEqual([id]);
		expect(await box(vice, 'inbox')).toEqual([]);
		expect(await box(handler, 'sent')).toEqual([id]);
		expect(await box(vice, 'done')).toEqual([`${key}-P1`]);
		const form = await views().form(handler, (await stored()).id!);
		expect(form.ok && form.view).toMatchObject({
			...{ mayRequest: true, locked: false, mayEnd: true, firstFrom: '2026-06-22', lastFrom: '2026-08-05' },
			nodes: expect.arrayContaining([
				{ node: 'enf-auction-start', subject: 'a1', name: '启动拍卖', dueOn: '2026-10-08', frozen: false, overdue: false },
			]) as object[],
			grounds: expect.arrayContaining([
				expect.objectContaining({ code: 'ded-appraisal', repeated: true, chain: ['分管审判管理的院领导', '院长'] }),
				expect.objectContaining({ code: 'ext-enforcement', repeated: false, chain: ['庭长', '分管院领导', '院长'], mostText: '3个月' }),
			]) as object[],
			earlier: [{ kindName: '扣除', days: 85 }],
			open: [{ id, what: '启动拍卖 延长1个月' }],
		});
		await decide(id, division, 0, 'return', '补材料');
		expect(await box(handler, 'inbox')).toEqual([id]);
		expect(await views().form(person('x', 'handler', 'xl', 'self'), (await stored()).id!)).toMatchObject({ ok: false, status: 404 });
	});

	it('writes one audit line a deed, refused or not, and is rebuilt from the log without a clock', async () => {
		await openCase();
		await grant(deduct, [vice]);
		await ask(deduct);
		world.at('2026-07-20');
		await endExclusion(world.context, division, actorOf(division), key, `${key}-P1`, { to: '2026-07-19' as never, documentNo: '恢1号' });
		const audit = await world.store.read
			.selectFrom('audit')
			.select(['action', 'object', 'actor', 'role', 'result'])
			.orderBy('seq')
			.execute();
		expect(audit).toEqual([
			{ action: 'period.request', object: key, actor: 'account-li', role: 'handler', result: 'ok' },
			{ action: 'period.approve', object: `${key}-P1`, actor: 'account-zhao', role: 'vice-president', result: 'ok' },
			{ action: 'period.request', object: key, actor: 'account-li', role: 'handler', result: 'ground-repeated' },
			{ action: 'period.end', object: `${key}/exclusion/${key}-P1`, actor: 'account-feng', role: 'division-chief', result: 'ok' },
		]);
		expect(await verifyAudit(world.store.read)).toBeUndefined();
		const kept = await stored();
		const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
		const rebuilt = refold(world.context, newCase(world.context, 'dc', kept.state.text), rows.map(eventOfRow)).after;
		expect(rebuilt.state).toEqual(kept.state);
		expect(rebuilt.nodes).toEqual(kept.nodes);
	});

	it('loads cases that were stored before there were period requests', async () => {
		await openCase();
		const row = await world.store.read.selectFrom('case_file').select('state').where('case_key', '=', key).executeTakeFirstOrThrow();
		const json = JSON.parse(row.state) as { state: { periods?: unknown } };
		delete json.state.periods;
		await world.store.write(({ db }) =>
			db
				.updateTable('case_file')
				.set({ state: JSON.stringify(json) })
				.execute(),
		);
		expect((await stored()).state.periods).toEqual([]);
		await grant(worked, [vice]);
		expect(await clockOf()).toMatchObject({ due_on: '2026-10-08' });
	});
});
