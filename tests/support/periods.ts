import { expect } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import type { PeriodAsk } from '../../server/core/period/check.ts';
import type { PeriodVerdict } from '../../server/core/period/types.ts';
import { decidePeriod, requestPeriod } from '../../server/flows/period.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { DeskViews } from '../../server/views/desk.ts';
import { PeriodViews } from '../../server/views/period-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { actorOf, person, type World } from './world.ts';

export const key = '(2026)示0204执1号';
export const auction = `${key}/enf-auction-start/a1/1`;
export const civilNumber = '（2026）示0204民初1号';
export const civil = '(2026)示0204民初1号';
export const handler = person('li', 'handler', 'dc', 'self');
export const division = person('feng', 'division-chief', 'dc');
export const vice = person('zhao', 'vice-president', 'dc');
export const president = person('qin', 'president', 'dc');
export const management = person('mo', 'trial-management', 'dc');
export const above = person('zhou', 'supervisor', 'zy', 'subtree');

export const deduct: PeriodAsk = {
	ground: 'ded-appraisal',
	from: '2026-07-06' as never,
	documentNo: '（2026）示0204鉴1号',
	reason: '委托评估',
};
export const worked: PeriodAsk = { ...deduct, to: '2026-09-28' as never };
export const extend: PeriodAsk = {
	ground: 'ext-enforcement',
	node: 'enf-auction-start',
	addMonths: 1,
	documentNo: '延1号',
	reason: '案情复杂',
};
export const convert: PeriodAsk = { ground: 'conv-simple-ordinary', documentNo: '裁1号', reason: '案情复杂' };

/** What tests of period changes do in a world. */
export function periodWorld(world: World) {
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

	return { stored, request, clockOf, changes, views, ask, decide, grant, openCase, openCivil, lock };
}
