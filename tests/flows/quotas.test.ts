import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { casesOfShares, quotaStanding, sharesProblem } from '../../server/core/target/quota.ts';
import { putQuotas, type QuotaInput } from '../../server/flows/quotas.ts';
import { readClosings, readQuotas } from '../../server/store/quota.ts';
import { auditLines, handler, management, staffOffice } from '../support/office.ts';
import { actorOf, engines, openWorld, type World } from '../support/world.ts';

/** Cumulative floors that one region published: nothing for January and February. */
const region = { 3: 18, 4: 29, 5: 42, 6: 55, 7: 63, 8: 70, 9: 76, 10: 82, 11: 88, 12: 93 };

describe('cumulative shares of a goal', () => {
	it('become cases of each month: what is reached by its end is never less than the share', () => {
		expect(casesOfShares({ goal: 1200, shares: region })).toEqual([72, 72, 72, 132, 156, 156, 96, 84, 72, 72, 72, 60]);
		expect(casesOfShares({ goal: 1000, shares: { 12: 100 } })).toEqual([84, 83, 83, 84, 83, 83, 84, 83, 83, 84, 83, 83]);
	});

	it('add up to the goal rounded up, never negative', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 200_000 }),
				fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 }),
				(goal, list) => {
					const shares = Object.fromEntries(list.sort((a, b) => a - b).map((share, index) => [index + 1, share]));
					const cases = casesOfShares({ goal, shares });
					let sum = 0;
					for (const [index, n] of cases.entries()) {
						sum += n;
						expect(n).toBeGreaterThanOrEqual(0);
						expect(sum * 100).toBeGreaterThanOrEqual(goal * shares[index + 1]!);
						expect((sum - 1) * 100).toBeLessThan(goal * shares[index + 1]!);
					}
				},
			),
		);
	});

	it('that fall, or lie outside, are refused', () => {
		expect(sharesProblem({ goal: 0, shares: region })).toContain('全年目标');
		expect(sharesProblem({ goal: 100, shares: {} })).toContain('至少写一个月');
		expect(sharesProblem({ goal: 100, shares: { 3: 20, 4: 10 } })).toBe('4月的累计进度小于此前月份');
		expect(sharesProblem({ goal: 100, shares: { 13: 20 } })).toContain('月份');
		expect(sharesProblem({ goal: 100, shares: { 12: 101 } })).toContain('0 至 100%');
	});

	it('owed is rounded up by the working days left', () => {
		expect(quotaStanding(96, 89, 3)).toMatchObject({ owed: 7, perDay: 3 });
		expect(quotaStanding(96, 96, 3)).toEqual({ quota: 96, closed: 96, owed: 0, percent: 100 });
		expect(quotaStanding(0, 4, 3)).toEqual({ quota: 0, closed: 4, owed: 0, percent: null });
		expect(quotaStanding(5, 1, 0)).not.toHaveProperty('perDay');
	});
});

describe.each(engines)('clearing quotas (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await staffOffice(world);
	});
	afterEach(() => world.close());

	const put = (more: Partial<QuotaInput>, who = management) =>
		putQuotas(world.context, who, actorOf(who), { court: 'dc', year: 2026, document: '三月例会', ...more });
	const shown = async () =>
		(await readQuotas(world.store.read, { courts: ['dc'], from: '2026-01', to: '2026-12' })).map(
			(row) => `${row.unit} ${row.month} ${row.cases}`,
		);

	it('are set by month for the court and its units, changed, and taken back', async () => {
		await put({ cases: { 3: 40, 4: 50 } });
		await put({ unit: 'dc-fine', cases: { 3: 15 } });
		await put({ cases: { 4: 45 } });
		expect(await shown()).toEqual([' 2026-03 40', 'dc-fine 2026-03 15', ' 2026-04 45']);
		await put({ cases: { 3: null } });
		expect(await shown()).toEqual(['dc-fine 2026-03 15', ' 2026-04 45']);
		expect((await auditLines(world)).filter((line) => line === 'quota.put ok')).toHaveLength(4);
	});

	it('may be given as shares of a goal', async () => {
		await put({ shares: { goal: 1200, shares: region } });
		expect((await shown())[2]).toBe(' 2026-03 72');
		expect(await shown()).toHaveLength(12);
	});

	it('are refused in Chinese, and nothing is stored', async () => {
		expect(await put({ cases: { 3: 40 } }, handler)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await put({ unit: 'xl-one', cases: { 3: 40 } })).toMatchObject({ ok: false, message: '本院没有这个部门' });
		expect(await put({ cases: { 3: 4.5 } })).toMatchObject({ ok: false, message: '3月的结案任务应为 0 以上的整数' });
		expect(await put({})).toMatchObject({ ok: false, message: '逐月件数与累计进度择一填写' });
		expect(await put({ cases: {} })).toMatchObject({ ok: false, message: '至少填写一个月的结案任务' });
		expect(await shown()).toEqual([]);
	});

	it('are measured by the closings of the month, unit by unit', async () => {
		const file = (n: number, unit: string) => ({
			caseNumber: `（2026）示0204执${n}号`,
			type: 'case-filed',
			occurredAt: '2026-02-02',
			data: { handler: 'li', unit, claimFen: 1 },
		});
		const close = (n: number, on: string) => ({
			caseNumber: `（2026）示0204执${n}号`,
			type: 'case-closed',
			occurredAt: on,
			data: { mode: 'fully-performed', recoveredFen: 1 },
		});
		world.at('2026-03-20');
		const results = await world.send([
			...[1, 2, 3].map((n) => file(n, 'dc-fine')),
			file(4, 'dc-fast'),
			close(1, '2026-03-02'),
			close(2, '2026-03-19'),
			close(4, '2026-02-27'),
		]);
		expect(results.every(({ status }) => status === 'accepted')).toBe(true);
		const closings = async () =>
			(await readClosings(world.store.read, { courts: ['dc'], from: '2026-02', to: '2026-03' }))
				.map((row) => `${row.unit} ${row.month} ${row.closed}`)
				.sort();
		expect(await closings()).toEqual(['dc-fast 2026-02 1', 'dc-fine 2026-03 2']);
	});
});
