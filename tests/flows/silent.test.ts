import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCase, refold } from '../../server/flows/fold-cases.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { silent } from '../../server/live/projections/silent.ts';
import { openScope } from '../../server/live/scope.ts';
import { readCases } from '../../server/store/cases.ts';
import { eventOfRow } from '../../server/store/event-log.ts';
import { countSilent } from '../../server/store/silent-readers.ts';
import { saveStages } from '../../server/store/stages.ts';
import { SilentViews } from '../../server/views/silent-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const numberOf = (n: number): string => `（2026）示0204执${n}号`;
const chief = person('zheng', 'enforcement-chief', 'dc');
const upper = person('zhou', 'supervisor', 'zy', 'subtree');
const handler = person('li', 'handler', 'dc', 'self');

/** One fact of a case, for short. */
const fact = (n: number, type: string, occurredAt: string, data: Record<string, unknown> = {}): TestEvent => ({
	caseNumber: numberOf(n),
	type,
	occurredAt,
	data,
});

describe.each(engines)('cases that lie still (%s)', (engine) => {
	let world: World;
	const views = () => new SilentViews(sourceOf(world.context));
	const list = async (level?: 'remind' | 'warn' | 'supervise' | 'frozen', court?: string, who = upper) => {
		const view = await views().silent(who, { ...(level ? { level } : {}), ...(court ? { court } : {}) });
		return { ...view, numbers: view.rows.map((row) => row.caseNumber) };
	};
	const wall = (today: string) => countSilent(world.store.read, ['dc', 'xl'], today as never);

	beforeAll(async () => {
		world = await openWorld(engine, '2026-03-02');
		await world.send([1, 2, 3, 4].map((n) => fact(n, 'case-filed', '2026-03-02', { handler: 'li', basis: 'civil' })));
	});
	afterAll(() => world.close());

	it.each([
		['2026-03-16', 0, 0, 0],
		['2026-03-17', 4, 0, 0],
		['2026-03-31', 4, 0, 0],
		['2026-04-01', 0, 4, 0],
		['2026-04-30', 0, 4, 0],
		['2026-05-01', 0, 0, 4],
	])('on %s: 提醒 %i, 警告 %i, 督办 %i', async (today, remind, warn, supervise) => {
		world.at(today);
		expect(await wall(today)).toEqual({ remind, warn, supervise, frozen: 0, unknown: 0 });
		expect((await list('remind')).rows).toHaveLength(remind);
		expect((await list('warn')).rows).toHaveLength(warn);
		expect((await list('supervise')).rows).toHaveLength(supervise);
		expect((await list()).rows).toHaveLength(remind + warn + supervise);
	});

	it('what comes to the court is no step of it; S and P events are', async () => {
		await world.send([
			fact(1, 'money-arrived', '2026-04-28', { receiptId: 'r1', amountFen: 100 }),
			fact(1, 'clue-received', '2026-04-28', { clueId: 'c1' }),
			fact(1, 'message-received', '2026-04-28', { messageId: 'm1' }),
			fact(1, 'handler-assigned', '2026-04-28', { handler: 'li' }),
			fact(2, 'net-query-launched', '2026-04-20'),
			fact(3, 'message-answered', '2026-04-01', { messageId: 'm2' }),
		]);
		const { rows } = await list();
		expect(
			rows.map(({ caseNumber, lastStepOn, lastStepName, level, idleDays, never }) => [
				caseNumber,
				lastStepOn,
				lastStepName,
				level,
				idleDays,
				never,
			]),
		).toEqual([
			[numberOf(1), '2026-03-02', '立案', 'supervise', 60, true],
			[numberOf(4), '2026-03-02', '立案', 'supervise', 60, true],
			[numberOf(3), '2026-04-01', '答复留言', 'warn', 30, false],
		]);
	});

	it('a case that an exclusion stops stands apart on the days that it stops', async () => {
		await world.send([
			fact(4, 'exclusion-started', '2026-04-28', { exclusionId: 'x1', ground: '中止执行', from: '2026-04-28' }),
			fact(1, 'exclusion-started', '2026-04-28', { exclusionId: 'x2', ground: '评估', from: '2026-04-28', subject: 'a1' }),
		]);
		expect(await wall('2026-05-01')).toMatchObject({ warn: 1, supervise: 1, frozen: 1 });
		expect((await list('frozen')).numbers).toEqual([numberOf(4)]);
		expect((await list()).numbers).toEqual([numberOf(1), numberOf(3)]);
		await world.send([fact(4, 'exclusion-ended', '2026-04-30', { exclusionId: 'x1', to: '2026-04-30' })]);
		expect(await wall('2026-05-01')).toMatchObject({ supervise: 2, frozen: 0 });
	});

	it('a closed case is not on the list; a reopened one is counted from its reopening', async () => {
		await world.send([fact(4, 'case-closed', '2026-05-01', { mode: 'ended' })]);
		expect((await list()).numbers).not.toContain(numberOf(4));
		await world.send([fact(4, 'case-reopened', '2026-05-01', { ground: '误报' })]);
		expect((await list()).numbers).not.toContain(numberOf(4));
		world.at('2026-05-16');
		expect((await list('remind')).rows.find((row) => row.caseNumber === numberOf(4))).toMatchObject({ idleDays: 15, never: true });
	});

	it('a transferred case is silent at the new court from its transfer on', async () => {
		await world.send([fact(1, 'case-transferred', '2026-05-14', { toCourt: 'xl', ground: '管辖' })]);
		expect((await list()).numbers).not.toContain(numberOf(1));
		world.at('2026-05-29');
		expect((await list(undefined, 'xl')).rows).toMatchObject([{ caseNumber: numberOf(1), idleDays: 15, courtName: '西陵县人民法院' }]);
		expect((await list(undefined, 'dc')).numbers).not.toContain(numberOf(1));
		expect((await list(undefined, undefined, chief)).numbers).not.toContain(numberOf(1));
	});

	it('each court counts by its own days, and a handler sees the own cases', async () => {
		await putDirectory(world.context, {
			courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', settings: { silentDays: [20, 40, 80] } }],
		});
		world.at('2026-05-21');
		expect((await list('remind', 'dc')).rows.map((row) => [row.caseNumber, row.idleDays])).toEqual([
			[numberOf(2), 31],
			[numberOf(4), 20],
		]);
		expect((await list(undefined, 'dc')).days).toEqual([20, 40, 80]);
		expect((await list(undefined)).days).toBeUndefined();
		const own = await list(undefined, undefined, handler);
		expect(own.numbers).toEqual(expect.arrayContaining([numberOf(2), numberOf(3), numberOf(4)]) as string[]);
		expect(own.numbers).toHaveLength(3);
	});

	it('a step that a lock holds has not been done', async () => {
		await world.send([], '2026-05-21T08:00:00+08:00');
		await sweepDeadlines(world.context);
		world.at('2026-05-22');
		await world.send([fact(3, 'notice-issued', '2026-05-22')]);
		expect((await list(undefined, 'dc')).rows.find((row) => row.caseNumber === numberOf(3))).toMatchObject({
			lastStepOn: '2026-04-01',
			locked: true,
		});
	});
});

describe.each(engines)('cases that were passed over (%s)', (engine) => {
	let world: World;
	const views = () => new SilentViews(sourceOf(world.context));
	const rows = async (service?: string) => (await views().selective(chief, service ? { service } : {})).rows;
	const brief = async (service?: string) =>
		(await rows(service)).map((row) => [row.caseNumber, row.service, row.count, row.overtakers.map((other) => other.caseNumber)]);

	beforeAll(async () => {
		world = await openWorld(engine, '2026-03-20');
		await world.send([
			fact(1, 'case-filed', '2026-03-02', { handler: 'li', basis: 'civil' }),
			fact(2, 'case-filed', '2026-03-05', { handler: 'li', basis: 'civil' }),
			fact(2, 'net-query-launched', '2026-03-06'),
			fact(3, 'case-filed', '2026-03-06', { handler: 'li', basis: 'civil' }),
			fact(3, 'net-query-launched', '2026-03-07'),
			// Another handler, another kind of title, another type of number: not compared.
			fact(4, 'case-filed', '2026-03-06', { handler: 'wang', basis: 'civil' }),
			fact(4, 'net-query-launched', '2026-03-06'),
			fact(5, 'case-filed', '2026-03-06', { handler: 'li', basis: 'arbitral' }),
			fact(5, 'net-query-launched', '2026-03-06'),
		]);
	});
	afterAll(() => world.close());

	it('lists the older case once it is behind by more than the days, with every newer one', async () => {
		world.at('2026-03-21');
		expect(await brief()).toEqual([]);
		world.at('2026-03-22');
		expect(await brief('net-query')).toEqual([[numberOf(1), 'net-query', 1, [numberOf(2)]]]);
		world.at('2026-03-23');
		expect(await brief('net-query')).toEqual([[numberOf(1), 'net-query', 2, [numberOf(2), numberOf(3)]]]);
		expect((await rows('net-query'))[0]).toMatchObject({ serviceName: '首次网络查控', ableOn: '2026-03-02', waitingDays: 21 });
	});

	it('not while the older case stands still, and not once it has had the service', async () => {
		await world.send([fact(1, 'exclusion-started', '2026-03-20', { exclusionId: 'x1', ground: '中止执行', from: '2026-03-20' })]);
		expect(await brief()).toEqual([]);
		await world.send([fact(1, 'exclusion-ended', '2026-03-22', { exclusionId: 'x1', to: '2026-03-22' })]);
		expect(await brief()).toHaveLength(1);
		await world.send([fact(1, 'net-query-launched', '2026-03-23')]);
		expect(await brief()).toEqual([]);
	});

	it('nobody is passed over in what the case could not have had', async () => {
		await world.send([
			fact(2, 'money-arrived', '2026-03-10', { receiptId: 'r2', amountFen: 100 }),
			fact(2, 'money-paid', '2026-03-12', { receiptId: 'r2', paymentId: 'p2', amountFen: 100 }),
			fact(2, 'asset-sealed', '2026-03-10', { assetId: 'a2', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-10' }),
			fact(2, 'price-started', '2026-03-12', { assetId: 'a2', method: '网络询价' }),
		]);
		world.at('2026-04-10');
		expect(await brief()).toEqual([]);
		// Money that came after the newer case was paid is no money passed over; what came before is.
		await world.send([
			fact(1, 'money-arrived', '2026-03-13', { receiptId: 'r1', amountFen: 100 }),
			fact(1, 'asset-sealed', '2026-03-11', { assetId: 'a1', assetKind: 'movable', rank: 1, effectiveOn: '2026-03-11' }),
		]);
		expect(await brief()).toEqual([[numberOf(1), 'price', 1, [numberOf(2)]]]);
		await world.send([fact(1, 'money-arrived', '2026-03-11', { receiptId: 'r0', amountFen: 100 })]);
		expect((await brief()).map(([, service]) => service).sort()).toEqual(['payment', 'price']);
		// One case in two services: the wall counts the case.
		expect(await views().selective(chief, {})).toMatchObject({ cases: 1, total: 2 });
		expect((await silent((await openScope(Object.assign(sourceOf(world.context), { ladderStages: [] }), 'dc'))!)).overtaken).toBe(1);
		expect(await views().selective(chief, { service: 'price' })).toMatchObject({ cases: 1, total: 1 });
		await world.send([fact(1, 'seal-released', '2026-04-10', { assetId: 'a1' })]);
		expect((await brief()).map(([, service]) => service)).toEqual(['payment']);
		const view = await views().selective(chief, {});
		expect(view.services.map(({ code, count }) => [code, count])).toEqual([
			['net-query', 0],
			['notice', 0],
			['payment', 1],
			['price', 0],
		]);
	});

	it('follows a change of handler, and ends when the older case closes', async () => {
		await world.send([fact(1, 'handler-assigned', '2026-04-10', { handler: 'wang' })]);
		expect(await brief()).toEqual([]);
		await world.send([fact(1, 'handler-assigned', '2026-04-10', { handler: 'li' })].map((event) => ({ ...event, seq: 2 })));
		await world.send(
			[fact(1, 'case-updated', '2026-04-10', { handler: 'li' })].map((event) => ({ ...event, occurredAt: '2026-04-10T00:30:00Z' })),
		);
		expect(await brief()).toHaveLength(1);
		await world.send([fact(1, 'case-closed', '2026-04-10', { mode: 'ended' })]);
		expect(await brief()).toEqual([]);
	});

	it('gives the same rows from the log', async () => {
		const tables = async () => [
			await world.store.read.selectFrom('case_service').selectAll().orderBy('case_id').orderBy('service').execute(),
			await world.store.read.selectFrom('sealed_asset').selectAll().orderBy('case_id').orderBy('asset_id').execute(),
		];
		const before = await tables();
		const keys = (await world.store.read.selectFrom('case_file').select('case_key').execute()).map((row) => row.case_key);
		for (const [key, stored] of await readCases(world.store.read, keys)) {
			const events = await world.store.read.selectFrom('case_event').selectAll().where('case_key', '=', key).orderBy('seq').execute();
			const rebuilt = refold(world.context, newCase(world.context, 'dc', stored.state.text), events.map(eventOfRow));
			await world.store.write(async ({ db }) => {
				await db.deleteFrom('case_service').where('case_id', '=', stored.id!).execute();
				await db.deleteFrom('sealed_asset').where('case_id', '=', stored.id!).execute();
				await saveStages(db, [{ ...rebuilt, id: stored.id! }]);
			});
		}
		expect(await tables()).toEqual(before);
	});
});
