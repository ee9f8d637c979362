import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { endExclusion, withdrawPeriod } from '../../server/flows/period.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';
import {
	key,
	auction,
	handler,
	division,
	vice,
	president,
	management,
	above,
	deduct,
	worked,
	extend,
	periodWorld,
} from '../support/periods.ts';

describe.each(engines)('period changes (%s)', (engine) => {
	let world: World;
	let on: ReturnType<typeof periodWorld>;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-07-01');
		on = periodWorld(world);
	});
	afterEach(() => world.close());

	it('the worked case of the contract: a deduction that is asked for and granted moves the clock to 2026-10-08', async () => {
		await on.openCase();
		expect(await on.clockOf()).toMatchObject({ due_on: '2026-07-08', gross_due_on: null });
		expect(await on.ask(worked)).toEqual({ ok: true, id: `${key}-P1`, days: 85, newDays: 85 });
		expect(await on.clockOf()).toMatchObject({ due_on: '2026-07-08' });
		expect(await on.changes()).toEqual([]);
		expect(await on.decide(`${key}-P1`, vice, 0)).toMatchObject({ ok: true });
		expect(await on.clockOf()).toMatchObject({ due_on: '2026-10-08', gross_due_on: '2026-07-08', frozen: 0, overdue_on: null });
		expect(await on.changes()).toMatchObject([
			{
				...{ id: `${key}/exclusion/${key}-P1`, kind: 'deduction', ground: 'ded-appraisal', from_day: '2026-07-06', to_day: '2026-09-28' },
				...{ days: 85, document_no: deduct.documentNo, decided_on: '2026-07-06', request_id: `${key}-P1`, court_code: 'dc' },
			},
		]);
		const ledger = await world.store.read.selectFrom('clock_ledger').selectAll().where('node_id', '=', auction).orderBy('id').execute();
		expect(ledger).toMatchObject([{ kind: 'exclusion', days: 85, document_no: deduct.documentNo }, { kind: 'roll' }]);
		const facts = (await on.stored()).state.facts.filter((event) => event.source === 'system');
		expect(facts.map((event) => [event.id, event.type])).toEqual([
			[`${key}-P1/granted`, 'exclusion-started'],
			[`${key}-P1/ended`, 'exclusion-ended'],
		]);
		// Overlapping days are told, and deducted once.
		expect(await on.ask({ ...worked, ground: 'ded-sale', from: '2026-07-30' as never, to: '2026-09-30' as never })).toMatchObject({
			...{ ok: true, days: 63, newDays: 2 },
		});
	});

	it.each([
		['S0', [management], [management]],
		['S1', [division, vice, president], [vice]],
		['S2', [president], [president]],
	] as const)('chain preset %s', async (periodChains, forExtension, forDeduction) => {
		await putDirectory(world.context, { courts: [{ ...courts[2], settings: { periodChains } }] });
		await on.openCase();
		await on.grant(extend, forExtension);
		expect(await on.clockOf()).toMatchObject({ due_on: '2026-08-10' });
		await on.grant(deduct, forDeduction);
		expect(await on.clockOf()).toMatchObject({ due_on: null, frozen: 1 });
		// Whoever has no step in the chain has no say.
		const { id } = (await on.ask({ ...deduct, ground: 'ded-sale' })) as { id: string };
		expect(await on.decide(id, handler, 0)).toMatchObject({ code: 'forbidden' });
		expect(await on.decide(id, above, 0)).toMatchObject({ code: 'forbidden' });
	});

	it('refuses who may not ask, who may not decide, and what is decided already; a returned request is filed again', async () => {
		await on.openCase();
		expect(await on.ask(extend, person('wang', 'handler', 'dc', 'self'))).toMatchObject({ code: 'forbidden' });
		expect(await on.ask(extend, vice)).toMatchObject({ code: 'forbidden' });
		expect(await on.ask(extend, division, '(2026)示0204执9号')).toMatchObject({ code: 'not-found' });
		const { id } = (await on.ask(extend, division)) as { id: string };
		expect(await on.ask(extend)).toMatchObject({ code: 'request-open' });
		expect(await on.decide(id, division, 0)).toMatchObject({ code: 'same-person' });
		const other = person('pei', 'division-chief', 'dc');
		const both: Principal = { ...other, grants: [...other.grants, ...vice.grants] };
		expect(await on.decide(id, both, 0)).toMatchObject({ ok: true });
		expect(await on.decide(id, both, 1)).toMatchObject({ code: 'same-person' });
		expect(await on.decide(id, both, 0)).toMatchObject({ code: 'step-decided' });
		expect(await on.decide(id, other, 5)).toMatchObject({ code: 'forbidden' });
		expect(await on.decide(id, vice, 1, 'approve', ' ')).toMatchObject({ code: 'opinion-missing' });
		const answers = await Promise.all([
			on.decide(id, vice, 1, 'return', '补材料'),
			on.decide(id, person('bai', 'vice-president', 'dc'), 1),
		]);
		expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
		expect(await on.ask({ ...extend, returnedId: id })).toMatchObject({ code: 'not-returned' });
		expect(await on.ask({ ...extend, addMonths: 2, returnedId: id }, division)).toMatchObject({ ok: true, id });
		expect(await on.request()).toMatchObject({ phase: 'pending', step: 0, addMonths: 2, decidedBefore: 2 });
		expect(await withdrawPeriod(world.context, handler, actorOf(handler), id)).toMatchObject({ code: 'forbidden' });
		expect(await withdrawPeriod(world.context, division, actorOf(division), id)).toMatchObject({ ok: true });
		expect(await on.decide(id, other, 0)).toMatchObject({ code: 'step-decided' });
		const rows = await world.store.read.selectFrom('period_request').selectAll().execute();
		expect(rows).toMatchObject([{ id, state: 'withdrawn', kind: 'extension', ground: 'ext-enforcement', requested_by: 'feng' }]);
		const decisions = await world.store.read.selectFrom('period_decision').selectAll().orderBy('position').execute();
		expect(decisions).toMatchObject([
			{ step: 0, verdict: 'approve', decided_by: 'pei' },
			{ step: 1, verdict: 'return', decided_by: 'zhao' },
		]);
	});

	it('the same ground again is refused, unless the president grants it', async () => {
		await on.openCase();
		await on.grant(worked, [vice]);
		const again = { ...deduct, from: '2026-07-20' as never, to: '2026-10-10' as never };
		expect(await on.ask(again)).toMatchObject({ code: 'ground-repeated' });
		expect(await on.ask({ ...again, override: true, reason: ' ' })).toMatchObject({ code: 'reason-missing' });
		const id = await on.grant({ ...again, override: true }, [vice, president]);
		expect(id).toBe(`${key}-P2`);
		expect((await on.request()).chain.map((step) => step.role)).toEqual(['vice-president', 'president']);
		// 97 days from 07-06 to 10-10, not 85 + 83.
		expect(await on.clockOf()).toMatchObject({ due_on: '2026-10-13' });
		const { rows } = await on.views().deductions(above, 'zy');
		expect(rows).toMatchObject([{ groundName: '鉴定、审计、评估、资产清理期间', count: 2, cases: 1, repeatedCases: 1 }]);
	});

	it('while the case is locked nobody of the court asks for more time, but what a feed reports is taken', async () => {
		await on.openCase();
		await on.lock();
		for (const input of [extend, { ...deduct, from: '2026-07-09' as never }, { ...deduct, ground: 'pause', from: '2026-07-09' as never }])
			expect(await on.ask(input)).toMatchObject({ code: 'case-locked' });
		expect(await on.ask(extend, division)).toMatchObject({ code: 'case-locked' });
		const results = await world.send([
			{
				type: 'exclusion-started',
				occurredAt: '2026-07-09',
				data: { exclusionId: 'zz', ground: '上级法院通知暂缓执行', from: '2026-07-09' },
			},
		]);
		expect(results.map((result) => result.status)).toEqual(['accepted']);
		expect(await on.changes()).toMatchObject([
			{ id: `${key}/exclusion/zz`, kind: 'deferral', ground: 'defer-upper', to_day: null, days: 0 },
		]);
		expect((await on.stored()).lockPhases).toEqual({ [`${key}-L1`]: 'active' });
	});

	it.each([
		['an extension', extend, [division, vice, president], '2026-08-10'],
		['a deduction', worked, [vice], '2026-10-08'],
	] as const)(
		'%s that is approved after the expiry moves the clock, but the node was overdue and the lock stays',
		async (_what, input, who, due) => {
			await on.openCase();
			const { id } = (await on.ask(input)) as { id: string };
			await on.lock();
			world.at('2026-07-10');
			for (const [step, each] of who.entries()) expect(await on.decide(id, each, step)).toMatchObject({ ok: true });
			expect(await on.clockOf()).toMatchObject({ due_on: due, overdue_on: '2026-07-09' });
			const { nodes, lockPhases, state } = await on.stored();
			expect(nodes.find((node) => node.id === auction)).toMatchObject({ phase: 'pending', overdueOn: '2026-07-09' });
			expect(lockPhases).toEqual({ [`${key}-L1`]: 'active' });
			expect(state.marks.filter((mark) => mark.nodeId === auction && mark.rung === 0)).toMatchObject([{ dueOn: '2026-07-08' }]);
			await sweepDeadlines(world.context);
			expect((await on.stored()).state.locks).toMatchObject([{ phase: 'active' }]);
			// Whatever is done now was done after the period had run out.
			await world.send([{ type: 'auction-started', occurredAt: '2026-07-10', data: { assetId: 'a1', round: 1, opensOn: '2026-08-10' } }]);
			expect((await on.stored()).heldSeqs).toHaveLength(1);
		},
	);

	it('ends what a feed has reported; a withdrawn report leaves no row', async () => {
		await on.openCase();
		const started = { exclusionId: 'fy-1', ground: '案外人异议', from: '2026-07-02' };
		await world.send([{ id: 'stop', type: 'exclusion-started', occurredAt: '2026-07-02', data: started }]);
		expect(await on.clockOf()).toMatchObject({ frozen: 1 });
		const end = { to: '2026-07-05' as never, documentNo: '恢1号' };
		expect(await endExclusion(world.context, division, actorOf(division), key, 'fy-1', end)).toMatchObject({ ok: true });
		expect(await on.clockOf()).toMatchObject({ frozen: 0, due_on: '2026-07-13' });
		expect(await on.changes()).toMatchObject([{ kind: 'deduction', ground: '案外人异议', days: 4 }]);
		await world.send([{ type: 'event-withdrawn', occurredAt: '2026-07-06', data: { source: 'cms', id: 'stop', reason: '误报' } }]);
		expect(await on.changes()).toEqual([]);
		expect(await on.clockOf()).toMatchObject({ due_on: '2026-07-08' });
	});

	it('writes one audit line a deed, refused or not, and is rebuilt from the log without a clock', async () => {
		await on.openCase();
		await on.grant(deduct, [vice]);
		await on.ask(deduct);
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
		const kept = await on.stored();
		const rows = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
		const rebuilt = refold(world.context, newCase(world.context, 'dc', kept.state.text), rows.map(eventOfRow)).after;
		expect(rebuilt.state).toEqual(kept.state);
		expect(rebuilt.nodes).toEqual(kept.nodes);
	});

	it('loads cases that were stored before there were period requests', async () => {
		await on.openCase();
		const row = await world.store.read.selectFrom('case_file').select('state').where('case_key', '=', key).executeTakeFirstOrThrow();
		const json = JSON.parse(row.state) as { state: { periods?: unknown } };
		delete json.state.periods;
		await world.store.write(({ db }) =>
			db
				.updateTable('case_file')
				.set({ state: JSON.stringify(json) })
				.execute(),
		);
		expect((await on.stored()).state.periods).toEqual([]);
		await on.grant(worked, [vice]);
		expect(await on.clockOf()).toMatchObject({ due_on: '2026-10-08' });
	});
});
