import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue, entryOf } from '../../server/core/indicator/catalogue/index.ts';
import { filledDims } from '../../server/core/indicator/measures.ts';
import { customPeriod, periodOf } from '../../server/core/indicator/period.ts';
import { wallFigures } from '../../server/core/indicator/year.ts';
import type { Figure, FigureBoard, FigureQuery, IndicatorTarget } from '../../server/core/indicator/types.ts';
import { daysBetween } from '../../server/core/time/civil.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { figureCases } from '../../server/flows/figure-cases.ts';
import { readForecast } from '../../server/flows/read-forecast.ts';
import { readBoard } from '../../server/flows/read-figures.ts';
import { readYearSums } from '../../server/store/report-readers.ts';
import { addToRollup, clearRollup, fillTotals } from '../../server/store/rollup.ts';
import { byHand, day, eventsOf, inside, stories, today, type Story } from '../support/figures.ts';
import { engines, openWorld, type World } from '../support/world.ts';

const figureOf = (figures: readonly Figure[], code: string): Figure => figures.find((figure) => figure.code === code)!;
const pair = (figures: readonly Figure[], code: string) => [figureOf(figures, code).numerator, figureOf(figures, code).denominator];

describe.each(engines)('figures from the rollup (%s)', (engine) => {
	let world: World;

	beforeEach(async () => {
		world = await openWorld(engine, today);
		await putDirectory(world.context, {
			persons: [
				{ code: 'li', name: '李某某', court: 'dc', unit: 'enf', postJudge: true },
				{ code: 'wang', name: '王某某', court: 'dc', unit: 'enf', postJudge: true },
			],
			units: [{ code: 'enf', name: '执行局', court: 'dc', kind: 'enforcement' }],
		});
	});
	afterEach(() => world.close());

	const board = (query: Partial<FigureQuery>): Promise<FigureBoard> =>
		readBoard(world.context, { court: 'zy', reach: 'subtree', period: periodOf('ytd', today), by: 'total', ...query });
	const load = () => world.send(stories.flatMap((story) => eventsOf(story, today)));

	it('are the figures counted by hand, in whole and running months, weeks and years', async () => {
		await load();
		for (const period of [
			periodOf('ytd', today),
			periodOf('month', today),
			periodOf('month', day('2026-03-10')),
			periodOf('week', day('2026-08-05')),
			periodOf('year', day('2025-06-01')),
			customPeriod(day('2025-11-11'), day('2026-02-03')),
		]) {
			const { total, groups } = await board({ period, by: 'court' });
			for (const [figures, list] of [
				[total.figures, stories],
				[groups.find(({ key }) => key === 'dc')!.figures, stories.filter(({ court }) => court === 'dc')],
			] as const) {
				const to = period.to < today ? period.to : today;
				const hand = byHand(
					list.map((story) => (story.closedOn! > today ? { ...story, closedOn: undefined } : story)) as Story[],
					period.from,
					to,
				);
				expect(pair(figures, 'enf.close_rate'), period.label).toEqual(hand.close);
				expect(pair(figures, 'enf.unclosed_rate'), period.label).toEqual(hand.open);
				expect(pair(figures, 'enf.avg_days'), period.label).toEqual(hand.days);
				expect(pair(figures, 'enf.recovery_rate_enterprise'), period.label).toEqual(hand.recovery);
				expect(pair(figures, 'fund.pay_rate'), period.label).toEqual(hand.pay);
				expect(figureOf(figures, 'tri.long_pending').numerator, period.label).toBe(hand.long);
			}
		}
	});

	it('add up: the total is the sum of courts, of units and of persons, for every indicator', async () => {
		await load();
		const total = (await board({})).total.figures;
		for (const by of ['court', 'unit', 'person'] as const) {
			const found = await board({ by });
			for (const [index, entry] of catalogue.entries()) {
				if (entry.parts || entry.method || entry.code.startsWith('lobby.open')) continue;
				// Where not every court has quotas, the total is of those that have.
				const { coverage } = total[index]!;
				const counted = found.groups.filter(({ court }) => coverage?.courts.includes(court) ?? true);
				const sum = counted.reduce((all, group) => all + group.figures[index]!.numerator, 0);
				expect(sum, `${entry.code} by ${by}`).toBe(total[index]!.numerator);
				expect(found.total.figures[index]!.value, `${entry.code} by ${by}`).toBe(total[index]!.value);
			}
		}
		expect((await board({ by: 'person' })).groups.map(({ key, name, unit }) => [key, name, unit])).toEqual([
			['li', '李某某', 'enf'],
			['wang', '王某某', 'enf'],
			['li', '李某某', 'enf'],
			['wang', '王某某', 'enf'],
		]);
	});

	it('are those of the wall', async () => {
		await load();
		const { total } = await board({});
		const sums = await readYearSums(world.store.read, ['zy', 'dc', 'xl'], today, day('2025-12-31'));
		const wall = wallFigures(sums, today);
		expect(wall).toHaveLength(6);
		for (const shown of wall) {
			const { value, numerator, denominator } = figureOf(total.figures, shown.code);
			expect([shown.value, shown.numerator, shown.denominator], shown.code).toEqual([value, numerator, denominator]);
			expect(entryOf(shown.code)!.definition).toBe(shown.definition);
		}
	});

	it('compare with last year and the month before; nothing is said of a time before the data', async () => {
		await load();
		const { total } = await board({ period: periodOf('month', day('2026-03-10')), compare: ['yoy', 'mom'] });
		const received = (from: string, to: string) => byHand(stories, day(from), day(to)).close;
		const close = figureOf(total.figures, 'enf.close_rate');
		const last = received('2025-03-01', '2025-03-31') as [number, number];
		const before = received('2026-02-01', '2026-02-28') as [number, number];
		expect(close.yoy!.value).toBeCloseTo((last[0] * 100) / last[1], 9);
		expect(close.mom!.value).toBeCloseTo((before[0] * 100) / before[1], 9);
		expect(close.yoy!.difference).toBeCloseTo(close.value! - close.yoy!.value!, 9);
		const early = await board({ period: periodOf('month', day('2025-03-10')), compare: ['yoy'] });
		expect(figureOf(early.total.figures, 'enf.close_rate').yoy).toEqual({ value: null, difference: null, relative: null });
		expect(early.knownFrom).toBe('2025-01-05');
	});

	it('narrow to the cases of a filter, and say 未填报 of what nobody has filled in', async () => {
		await load();
		const resumed = await board({ filter: { kinds: ['enforcement-resumed'] } });
		const hand = byHand(
			stories.filter(({ kind }) => kind === 'enforcement-resumed'),
			day('2026-01-01'),
			today,
		);
		expect(pair(resumed.total.figures, 'enf.close_rate')).toEqual(hand.close);
		expect(figureOf((await board({ filter: { enterprise: ['bank'] } })).total.figures, 'enf.close_rate').value).toBeNull();

		const before = figureOf((await board({})).total.figures, 'svc.e_service');
		expect(before).toMatchObject({ value: null, unfilled: true });
		const place = { court: 'dc', unit: '', person: '', day: day('2026-05-06'), dims: filledDims };
		await world.store.write(async ({ db }) => {
			await addToRollup(db, [
				{ ...place, measure: 'service-items', value: 200 },
				{ ...place, measure: 'service-items-electronic', value: 150 },
			]);
			await db
				.insertInto('measure_entry')
				.values(
					(['service-items', 'service-items-electronic'] as const).map((measure) => ({
						measure,
						court_code: 'dc',
						unit_code: '',
						person_code: '',
						day: '2026-05-06',
						value: 200,
						source: '送达中心',
						entered_by: 'test',
						entered_at: '2026-05-06T00:00:00Z',
					})),
				)
				.execute();
		});
		const after = await board({ by: 'court', codes: ['svc.e_service'] });
		expect(after.total.figures).toMatchObject([{ value: 75, numerator: 150, denominator: 200 }]);
		expect(after.groups.map(({ key, figures }) => [key, figures[0]!.value])).toEqual([
			['zy', null],
			['dc', 75],
			['xl', null],
		]);
	});

	it('list exactly the cases that they count, page by page, for every indicator', async () => {
		await load();
		await world.send([
			{ court: 'dc', caseNumber: stories[1]!.number, type: 'case-reopened', occurredAt: '2026-09-01', data: { ground: '结案有误' } },
		]);
		const period = periodOf('ytd', today);
		const { groups } = await board({ by: 'court' });
		let listed = 0;
		for (const [index, entry] of catalogue.entries())
			for (const side of ['numerator', 'denominator'] as const) {
				const query = { code: entry.code, side, court: 'dc', reach: 'own' as const, period };
				const found: number[] = [];
				let page = await figureCases(world.context, query, { limit: 7 });
				if (!page.ok) {
					expect(page.code, entry.code).toBe('no-cases');
					continue;
				}
				for (;;) {
					found.push(...page.items.map(({ value }) => value));
					if (page.nextCursor === undefined) break;
					page = await figureCases(world.context, query, { limit: 7, after: page.nextCursor });
					if (!page.ok) throw new Error(page.message);
				}
				const figure = groups.find(({ key }) => key === 'dc')!.figures[index]!;
				listed += found.length;
				expect(
					found.reduce((sum, value) => sum + value, 0),
					`${entry.code} ${side}`,
				).toBe(figure[side]);
				// A closing of last year that was undone this year is one less this year.
				if (entry.code === 'enf.close_rate' && side === 'numerator') expect(new Set(found)).toEqual(new Set([1, -1]));
			}
		expect(listed).toBeGreaterThan(200);
		const own = { code: 'enf.close_rate', side: 'numerator' as const, court: 'dc', reach: 'own' as const, period, person: 'li' };
		const mine = await figureCases(world.context, own, { limit: 500 });
		expect(mine.ok && mine.items.every(({ handler }) => handler === 'li')).toBe(true);
		expect(await figureCases(world.context, { ...own, code: 'no.such' }, { limit: 5 })).toMatchObject({ ok: false, code: 'no-indicator' });
	});

	it('go on at the pace of the year so far', async () => {
		await load();
		const found = (await readForecast(world.context, entryOf('enf.close_rate')!, { court: 'zy', reach: 'subtree' }))!;
		const { close } = byHand(
			stories.filter(({ filedOn }) => filedOn <= today),
			day('2026-01-01'),
			today,
		);
		const received = stories.filter(({ filedOn }) => inside(filedOn, day('2026-01-01'), today)).length;
		const growth = 365 / (daysBetween(day('2026-01-01'), today) + 1);
		expect(found.yearEnd).toBeCloseTo((close[0]! * growth * 100) / (close[1]! - received + received * growth), 6);
		expect(await readForecast(world.context, entryOf('tri.long_pending')!, { court: 'zy', reach: 'subtree' })).toBeUndefined();
	});

	it('carry targets with distance, rank among the courts of the city', async () => {
		await load();
		const targets: readonly IndicatorTarget[] = [
			{ code: 'enf.close_rate', rule: { kind: 'bound', operator: '≥', value: 96 }, document: '示范文件' },
			{ code: 'enf.avg_days', rule: { kind: 'bound', operator: '<', value: 1 }, document: '示范文件' },
			{ code: 'enf.avg_days', rule: { kind: 'rank', atMost: 1, among: 'city' }, document: '示范文件' },
		];
		await world.store.write(({ db }) =>
			db
				.insertInto('target_set')
				.values({
					...{ court_code: 'zy', year: 2026, document: '示范文件', targets: JSON.stringify(targets), active: 1 },
					...{ loaded_by: 'test', loaded_at: '2026-01-01T00:00:00Z' },
				})
				.execute(),
		);
		// Courts that do not rank are told no place, neither theirs nor of others.
		const silent = await board({ by: 'court', codes: ['enf.close_rate', 'enf.avg_days'] });
		for (const group of [silent.total, ...silent.groups]) {
			const [, state] = group.figures[1]!.targets!;
			expect(state).toEqual({ target: targets[2], met: null, words: '排名目标，本院未开启排名，不评价' });
		}
		for (const { settings } of world.context.directory().courts.values()) Object.assign(settings, { ranking: true });
		const { total, groups } = await board({ by: 'court', codes: ['enf.close_rate', 'enf.avg_days'] });
		const figure = total.figures[0]!;
		const missing = Math.ceil((96 * figure.denominator!) / 100 - figure.numerator);
		expect(figure.target).toMatchObject({ met: false, words: '≥ 96%', gap: `再结 ${missing} 件达 96%` });
		const places = ['dc', 'xl'].map((code) => groups.find(({ key }) => key === code)!.figures[1]!);
		expect(places.map((each) => each.targets!.map(({ met }) => met)[1]).sort()).toEqual([false, true]);
		const better = places[0]!.value! < places[1]!.value! ? 0 : 1;
		expect(places[better]!.targets![1]!.met).toBe(true);
		expect(places[1 - better]!.targets![1]!.gap).toBe('现列第 2 位');
	});

	it('keep their stocks through undone closings and a rebuild of the stocks', async () => {
		await load();
		const closed = stories.find((story) => story.closedOn && story.closedOn < '2026-06-01')!;
		const before = (await board({})).total.figures;
		await world.send([
			{ court: closed.court, caseNumber: closed.number, type: 'case-reopened', occurredAt: '2026-09-01', data: { ground: '结案有误' } },
		]);
		const after = (await board({})).total.figures;
		expect(figureOf(after, 'enf.unclosed_rate').numerator).toBe(figureOf(before, 'enf.unclosed_rate').numerator + 1);
		const totals = async () =>
			(await world.store.read.selectFrom('measure_total').selectAll().where('value', '<>', 0).execute())
				.map((row) => JSON.stringify({ ...row, value: Number(row.value) }))
				.sort();
		const kept = await totals();
		expect(kept.length).toBeGreaterThan(5);
		await world.store.write(({ db }) => fillTotals(db));
		expect(await totals()).toEqual(kept);
		await world.store.write(({ db }) => clearRollup(db));
		expect(figureOf((await board({})).total.figures, 'enf.close_rate').value).toBeNull();
	});
});
