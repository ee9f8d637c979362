import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewCase } from '../../server/core/case/fold.ts';
import { openImmovables } from '../../server/core/unlock/facts.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { SealedViews } from '../../server/views/sealed-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const numberOf = (n: number): string => `（2026）示0204执${n}号`;
const chief = person('zheng', 'enforcement-chief', 'dc');
const upper = person('zhou', 'supervisor', 'zy', 'subtree');
const fact = (n: number, type: string, occurredAt: string, data: Record<string, unknown> = {}): TestEvent => ({
	caseNumber: numberOf(n),
	type,
	occurredAt,
	data,
});
const filed = (n: number, on: string): TestEvent => fact(n, 'case-filed', on, { handler: 'li', basis: 'civil' });
const seal = (n: number, assetId: string, on: string, more: Record<string, unknown> = {}): TestEvent =>
	fact(n, 'asset-sealed', on, { assetId, assetKind: 'immovable', rank: 1, effectiveOn: on, ...more });

describe.each(engines)('sealed immovables (%s)', (engine) => {
	let world: World;
	const views = () => new SealedViews(sourceOf(world.context));
	const list = (filter: Parameters<SealedViews['list']>[1] = {}, who = chief) => views().list(who, filter);
	const assets = async (filter: Parameters<SealedViews['list']>[1] = {}) =>
		(await list(filter)).rows.map((row) => `${row.assetId} ${row.danger}`);

	beforeAll(async () => {
		world = await openWorld(engine, '2026-07-01');
		await world.send([
			filed(1, '2026-01-05'),
			seal(1, 'a1', '2026-01-10', { expiresOn: '2026-07-31' }),
			seal(1, 'a2', '2026-01-11', { expiresOn: '2026-08-01' }),
			filed(2, '2026-06-20'),
			fact(2, 'net-query-launched', '2026-06-20'),
			fact(2, 'notice-issued', '2026-06-20'),
			seal(2, 'b1', '2026-06-20'),
			seal(2, 'b2', '2026-06-21', { rank: 2, expiresOn: '2029-06-20' }),
			fact(2, 'asset-sealed', '2026-06-21', { assetId: 'b3', assetKind: 'movable', rank: 1, effectiveOn: '2026-06-21' }),
			filed(3, '2026-06-20'),
			fact(3, 'net-query-launched', '2026-06-20'),
			fact(3, 'notice-issued', '2026-06-20'),
			seal(3, 'c1', '2026-06-22', { forSale: false, expiresOn: '2029-06-21' }),
		]);
		await sweepDeadlines(world.context);
	});
	afterAll(() => world.close());

	it('come the most endangered first, every immovable and nothing else', async () => {
		// 07-31 is thirty days on, 08-01 is not; the case of both is locked. Then by the day on which the seal ends.
		expect(await assets()).toEqual(['a1 1', 'a2 2', 'b1 4', 'b2 4', 'c1 4']);
		const [first] = (await list()).rows;
		expect(first).toMatchObject({
			caseNumber: numberOf(1),
			daysSealed: 172,
			stepName: '查封扣押冻结',
			idleDays: 172,
			daysToExpiry: 30,
			rank: 1,
			assumed: false,
		});
		expect(first?.next).toMatchObject({
			nodeName: expect.any(String) as string,
			dueOn: '2026-02-09',
			basis: expect.stringContaining('30日') as string,
		});
		expect((await list()).counts.map(({ count }) => count)).toEqual([0, 1, 1, 0, 3]);
	});

	it('a seal whose document states no day shows the legal maximum as 待核; a waiting seal and one not for sale say so', async () => {
		const of = async (id: string) => (await list()).rows.find((row) => row.assetId === id);
		expect(await of('b1')).toMatchObject({ assumed: true, expiresOn: '2029-06-19' });
		expect(await of('b2')).toMatchObject({ rank: 2, expiresOn: '2029-06-20' });
		expect((await of('b2'))?.next).toBeUndefined();
		expect(await of('c1')).toMatchObject({ forSale: false });
	});

	it('an ended seal, a locked case and an idle asset change the order', async () => {
		world.at('2026-08-01');
		expect(await assets({ danger: 0 })).toEqual(['a1 0']);
		expect(await assets({ danger: 1 })).toEqual(['a2 1']);
		await world.send([fact(1, 'seal-renewed', '2026-08-01', { assetId: 'a1', effectiveOn: '2026-08-01', expiresOn: '2029-07-31' })]);
		expect(await assets({ danger: 0 })).toEqual([]);
		await world.send([], '2026-08-01T08:00:00+08:00');
		await sweepDeadlines(world.context);
		expect((await list()).rows.find((row) => row.assetId === 'a1')).toMatchObject({ locked: true, danger: 2, expiresOn: '2029-07-31' });
		// c1 is not for sale: no clock runs, six months without a step show it all the same.
		world.at('2026-12-21');
		expect((await list()).rows.find((row) => row.assetId === 'c1')).toMatchObject({ danger: 4 });
		world.at('2026-12-22');
		expect((await list()).rows.find((row) => row.assetId === 'c1')).toMatchObject({ danger: 3, idleDays: 183 });
	});

	it('follows the disposal, ends with it, and agrees with the facts of the unlock route', async () => {
		await world.send([
			fact(3, 'price-started', '2026-12-22', { assetId: 'c1', method: '网络询价' }),
			fact(2, 'seal-released', '2026-12-22', { assetId: 'b2' }),
		]);
		const { rows } = await list();
		expect(rows.find((row) => row.assetId === 'c1')).toMatchObject({
			stepName: '启动确定参考价',
			stepOn: '2026-12-22',
			idleDays: 0,
			danger: 4,
		});
		expect(rows.map((row) => row.assetId).sort()).toEqual(['a1', 'a2', 'b1', 'c1']);
		const cases = await readCases(world.store.read, ['(2026)示0204执1号', '(2026)示0204执2号']);
		const known = [...cases.values()].flatMap(({ state }) =>
			openImmovables(viewCase(state)!).map(({ assetId, lastStepOn }) => `${assetId} ${lastStepOn}`),
		);
		expect(
			rows
				.filter((row) => row.rank === 1 && row.forSale)
				.map((row) => `${row.assetId} ${row.stepOn}`)
				.sort(),
		).toEqual(known.sort());
	});

	it('a waiting seal that takes effect is sealed anew; pages and courts cut the list', async () => {
		await world.send([seal(2, 'b4', '2026-12-22', { rank: 2, expiresOn: '2029-12-21' })]);
		world.at('2026-12-30');
		await world.send([seal(2, 'b4', '2026-12-30', { rank: 1, expiresOn: '2029-12-29' })]);
		expect((await list()).rows.find((row) => row.assetId === 'b4')).toMatchObject({ rank: 1, sealedOn: '2026-12-30' });
		const one = await list({ limit: 3 });
		const two = await list({ limit: 3, cursor: one.nextCursor! });
		expect([...one.rows, ...two.rows].map((row) => row.assetId)).toEqual((await list()).rows.map((row) => row.assetId));
		expect(two.nextCursor).toBeUndefined();
		expect((await list({ court: 'xl' }, upper)).rows).toEqual([]);
		expect((await list({}, person('wei', 'enforcement-chief', 'xl'))).rows).toEqual([]);
	});

	it('a closed case leaves; its seals are a list of their own, and a transfer takes them along', async () => {
		await world.send([filed(4, '2026-12-29'), seal(4, 'd1', '2026-12-29')]);
		expect((await list()).rows.map((row) => row.assetId)).toContain('d1');
		await world.send([fact(4, 'case-closed', '2026-12-30', { mode: 'round-ended' })]);
		expect((await list()).rows.map((row) => row.assetId)).not.toContain('d1');
		expect((await list({ closed: true })).rows.map((row) => row.assetId)).toEqual(['d1']);
		await world.send([fact(3, 'case-transferred', '2026-12-30', { toCourt: 'xl', ground: '管辖' })]);
		expect((await list({ court: 'xl' }, upper)).rows.map((row) => row.assetId)).toEqual(['c1']);
	});
});
