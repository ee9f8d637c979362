import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../server/core/indicator/catalogue/index.ts';
import { filledDims } from '../../server/core/indicator/measures.ts';
import { customPeriod, periodOf, upTo } from '../../server/core/indicator/period.ts';
import type { Period } from '../../server/core/indicator/types.ts';
import { addMonths } from '../../server/core/time/civil.ts';
import type { FlowContext } from '../../server/flows/context.ts';
import { figureCases } from '../../server/flows/figure-cases.ts';
import { readTrend } from '../../server/flows/figure-trend.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { readBoard } from '../../server/flows/read-figures.ts';
import { saveQuotas } from '../../server/store/quota.ts';
import { addToRollup } from '../../server/store/rollup.ts';
import { day, eventsOf, stories, today } from '../support/figures.ts';
import { engines, openWorld, type World } from '../support/world.ts';

/** The context with a store that counts what is read from it. */
function counting(context: FlowContext): { readonly context: FlowContext; readonly reads: () => number } {
	let reads = 0;
	const counter: KyselyPlugin = {
		transformQuery: ({ node }) => {
			reads += 1;
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result),
	};
	const store = Object.create(context.store, { read: { value: context.store.read.withPlugin(counter) } }) as FlowContext['store'];
	return { context: { ...context, store }, reads: () => reads };
}

describe.each(engines)('how figures are read (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, today);
		await putDirectory(world.context, {
			persons: [
				{ code: 'li', name: '李某某', court: 'dc', unit: 'enf', postJudge: true },
				{ code: 'wang', name: '王某某', court: 'dc', unit: 'enf', postJudge: true, onDuty: [{ from: day('2026-05-01') }] },
			],
			units: [{ code: 'enf', name: '执行局', court: 'dc', kind: 'enforcement' }],
		});
		await world.send(stories.flatMap((story) => eventsOf(story, today)));
	});
	afterEach(() => world.close());

	const months = (): readonly Period[] =>
		Array.from({ length: 12 }, (_, index) => upTo(periodOf('month', addMonths(day('2026-09-01'), index - 11)), today));

	const enter = (court: string, on: string, measure: 'petition-received' | 'petition-closed', value: number) =>
		world.store.write(async ({ db }) => {
			await addToRollup(db, [{ court, unit: '', person: '', day: day(on), dims: filledDims, measure, value }]);
			await db
				.insertInto('measure_entry')
				.values({
					...{ measure, court_code: court, unit_code: '', person_code: '', day: on, value, source: '执行指挥中心' },
					...{ entered_by: 'test', entered_at: '2026-05-06T00:00:00Z' },
				})
				.execute();
		});

	it('a trend of twelve months is read in one go and shows what the board of each month shows, for every indicator', async () => {
		await world.send([
			{ court: 'dc', caseNumber: stories[1]!.number, type: 'case-reopened', occurredAt: '2026-06-10', data: { ground: '结案有误' } },
			{ court: 'dc', caseNumber: stories[2]!.number, type: 'case-reopened', occurredAt: '2026-03-12', data: { ground: '结案有误' } },
			{
				court: 'dc',
				caseNumber: stories[2]!.number,
				type: 'case-closed',
				occurredAt: '2026-08-12',
				data: { mode: 'ended', recoveredFen: 5 },
			},
		]);
		for (const [court, on] of [
			['dc', '2026-05-06'],
			['xl', '2026-05-07'],
			['zy', '2026-05-08'],
			['dc', '2026-07-06'],
		] as const) {
			await enter(court, on, 'petition-received', 4);
			await enter(court, on, 'petition-closed', 3);
		}
		await world.store.write(({ db }) =>
			saveQuotas(
				db,
				['2026-04', '2026-05', '2026-09'].map((month) => ({
					...{
						court: month === '2026-05' ? 'xl' : 'dc',
						unit: '',
						month,
						cases: 7,
						document: '示范文件',
						by: 'mo',
						at: '2026-01-01T00:00:00Z',
					},
				})),
			),
		);
		const periods = months();
		let valued = 0;
		for (const { court, reach, filter } of [
			{ court: 'zy', reach: 'subtree' as const, filter: undefined },
			{ court: 'dc', reach: 'own' as const, filter: { kinds: ['enforcement-first'] } },
		]) {
			const query = { court, reach, ...(filter ? { filter } : {}) };
			const boards = [];
			for (const period of periods) boards.push((await readBoard(world.context, { ...query, period, by: 'total' })).total.figures);
			for (const [index, entry] of catalogue.entries()) {
				const counted = counting(world.context);
				const { knownFrom, values } = await readTrend(counted.context, query, entry, { periods, today });
				expect(values, `${entry.code} ${court}`).toEqual(boards.map((figures) => figures[index]!.value));
				expect(counted.reads(), entry.code).toBeLessThanOrEqual(12);
				expect(knownFrom).toBe(court === 'zy' ? '2025-01-05' : '2025-01-18');
				valued += values.filter((value) => value !== null && value !== 0).length;
			}
		}
		expect(valued).toBeGreaterThan(200);
	});

	it('a case is pending for long at a past day from its filing, but not while it was closed: closing undone before, on and after that day', async () => {
		// Filed in January 2025, closed in February 2025; the closing is undone in March 2026.
		const story = stories[1]!;
		const filed = story.filedOn;
		await world.send([
			{ court: 'dc', caseNumber: story.number, type: 'case-reopened', occurredAt: '2026-03-12', data: { ground: '结案有误' } },
		]);
		const pendingAt = async (on: string, by: 'total' | 'court' | 'unit' | 'person' = 'total') => {
			const query = { court: 'dc', reach: 'own' as const, period: customPeriod(day('2026-01-01'), day(on)) };
			const board = await readBoard(world.context, { ...query, by, codes: ['tri.long_pending'] });
			const all = by === 'total' ? board.total.figures[0]! : undefined;
			const listed = await figureCases(world.context, { ...query, code: 'tri.long_pending', side: 'numerator' }, { limit: 100 });
			if (!listed.ok) throw new Error(listed.message);
			if (all) expect(listed.items.reduce((sum, { value }) => sum + value, 0)).toBe(all.numerator);
			else expect(board.groups.reduce((sum, { figures }) => sum + figures[0]!.numerator, 0)).toBe(board.total.figures[0]!.numerator);
			return listed.items.some(({ caseNumber }) => caseNumber === story.number);
		};
		expect(filed < '2025-02-01').toBe(true);
		expect(await pendingAt('2026-03-11')).toBe(false);
		expect(await pendingAt('2026-03-12')).toBe(true);
		for (const by of ['court', 'unit', 'person'] as const) await pendingAt('2026-02-28', by);
		// Closed again: pending on the days between, as before and after.
		await world.send([
			{ court: 'dc', caseNumber: story.number, type: 'case-closed', occurredAt: '2026-08-03', data: { mode: 'ended', recoveredFen: 0 } },
		]);
		expect([await pendingAt('2026-03-11'), await pendingAt('2026-08-02'), await pendingAt('2026-08-03')]).toEqual([false, true, false]);
	});

	it('a case that was reopened several times and moved is pending on exactly the days between, at the court that has it now', async () => {
		const { number: caseNumber, closedOn } = stories[1]!;
		const at = (court: string, type: string, occurredAt: string, data: Record<string, unknown> = {}) => ({
			...{ court, caseNumber, type, occurredAt, data },
		});
		const reopened = { ground: '结案有误' };
		const closed = { mode: 'ended', recoveredFen: 0 };
		const sent = await world.send([
			at('dc', 'case-reopened', '2026-02-10', reopened),
			at('dc', 'case-closed', '2026-03-05', closed),
			at('dc', 'case-reopened', '2026-04-01', reopened),
			at('dc', 'case-transferred', '2026-05-01', { toCourt: 'xl', ground: '指定执行' }),
			at('xl', 'transfer-received', '2026-05-04', { fromCourt: 'dc' }),
			at('xl', 'case-closed', '2026-06-01', closed),
			at('xl', 'case-reopened', '2026-07-01T09:00:00+08:00', reopened),
			at('xl', 'case-closed', '2026-07-01T15:00:00+08:00', closed),
			at('xl', 'case-reopened', '2026-09-20', reopened),
		]);
		expect([sent.every(({ status }) => status === 'accepted'), closedOn! < '2025-06-01']).toEqual([true, true]);
		const spells = [
			['2026-02-10', '2026-03-04'],
			['2026-04-01', '2026-05-31'],
			['2026-09-20', '2026-09-20'],
		] as const;
		const days = ['2026-02-09', '2026-02-10', '2026-03-04', '2026-03-05', '2026-03-31', '2026-04-01', '2026-04-30', '2026-05-31'];
		for (const on of [...days, '2026-06-01', '2026-07-01', '2026-07-02', '2026-09-19', '2026-09-20'].map(day)) {
			const period = customPeriod(on, on);
			for (const by of ['court', 'unit', 'person'] as const) {
				const board = await readBoard(world.context, { court: 'zy', reach: 'subtree', period, by, codes: ['tri.long_pending'] });
				for (const court of ['dc', 'xl']) {
					const query = { court, reach: 'own' as const, period, code: 'tri.long_pending', side: 'numerator' as const };
					const listed = await figureCases(world.context, query, { limit: 100 });
					if (!listed.ok) throw new Error(listed.message);
					const own = board.groups.filter((group) => group.court === court);
					expect([on, by, court, own.reduce((sum, { figures }) => sum + figures[0]!.numerator, 0)]).toEqual([
						...[on, by, court],
						listed.items.length,
					]);
					const isListed = listed.items.some((item) => item.caseNumber === caseNumber);
					expect([on, court, isListed]).toEqual([on, court, court === 'xl' && spells.some(([from, to]) => on >= from && on <= to)]);
				}
			}
		}
	});

	it('of contract disputes the register does not tell how many are pending for long: no value, not nought', async () => {
		const query = { court: 'dc', reach: 'own' as const, filter: { contractOnly: true } };
		const board = await readBoard(world.context, {
			...query,
			period: customPeriod(day('2026-01-01'), today),
			by: 'court',
			codes: ['tri.long_pending'],
		});
		for (const { figures } of [board.total, ...board.groups])
			expect([figures[0]!.value, Object.values(figures[0]!.variants!).every((value) => value === null)]).toEqual([null, true]);
		const entry = catalogue.find(({ code }) => code === 'tri.long_pending')!;
		expect((await readTrend(world.context, query, entry, { periods: months(), today })).values).toEqual(months().map(() => null));
	});

	it('lists a figure however many cases have to be looked through, a stretch at a time', async () => {
		const query = {
			code: 'enf.close_rate',
			side: 'numerator' as const,
			court: 'zy',
			reach: 'subtree' as const,
			period: periodOf('ytd', today),
		};
		const { total } = await readBoard(world.context, { ...query, by: 'total', codes: [query.code] });
		const found: number[] = [];
		let after: number | undefined;
		let pages = 0;
		do {
			const page = await figureCases(world.context, query, { limit: 5, stretch: 3, ...(after === undefined ? {} : { after }) });
			if (!page.ok) throw new Error(page.message);
			expect(page.items.length).toBeLessThanOrEqual(3);
			found.push(...page.items.map(({ caseId }) => caseId));
			after = page.nextCursor;
			pages += 1;
		} while (after !== undefined);
		expect(found).toHaveLength(total.figures[0]!.numerator);
		expect(new Set(found).size).toBe(found.length);
		expect(pages).toBeGreaterThan(3);
	});

	it('a court with more than thirty thousand candidates is listed as well', { timeout: 60_000 }, async () => {
		if (engine === 'postgres') return;
		const { id, ...row } = await world.store.read
			.selectFrom('case_file')
			.selectAll()
			.where('closed_on', 'is', null)
			.where('court_code', '=', 'dc')
			.orderBy('id')
			.limit(1)
			.executeTakeFirstOrThrow();
		for (let from = 0; from < 30_100; from += 700)
			await world.store.write(({ db }) =>
				db
					.insertInto('case_file')
					.values(Array.from({ length: 700 }, (_, n) => ({ ...row, case_key: `${row.case_key}-${from + n}` })))
					.execute(),
			);
		await world.store.write(({ db }) =>
			db
				.insertInto('case_facts')
				.columns(['case_id', 'facts'])
				.expression((eb) =>
					eb
						.selectFrom(['case_file', 'case_facts'])
						.select(['case_file.id', 'case_facts.facts'])
						.where('case_facts.case_id', '=', id)
						.where('case_key', 'like', `${row.case_key}-%`),
				)
				.execute(),
		);
		const query = {
			code: 'enf.unclosed_rate',
			side: 'numerator' as const,
			court: 'dc',
			reach: 'own' as const,
			period: periodOf('ytd', today),
		};
		const page = await figureCases(world.context, query, { limit: 500 });
		expect(page).toMatchObject({ ok: true, nextCursor: expect.any(Number) as number });
		expect(page.ok && page.items).toHaveLength(500);
	});
});
