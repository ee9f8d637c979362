import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, entryOf } from '../../server/core/indicator/catalogue/index.ts';
import { customPeriod, periodOf } from '../../server/core/indicator/period.ts';
import { partText } from '../../server/core/indicator/text.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import { figureCases } from '../../server/flows/figure-cases.ts';
import { readBoard } from '../../server/flows/read-figures.ts';
import { paperView } from '../../server/views/paper-words.ts';
import { parseIndicators } from '../../src/lib/desk/indicator-words.ts';
import { fillPapers } from '../support/paper-world.ts';
import { engines, openWorld, type World } from '../support/world.ts';

const on = (day: string): CourtDate => day as CourtDate;
const week = periodOf('week', on('2026-03-12'));

describe.each(engines)('from a figure of a paper to its cases (%s)', (engine) => {
	let world: World;
	beforeAll(async () => {
		world = await openWorld(engine, '2026-02-28');
		await fillPapers(world);
	}, 60_000);
	afterAll(() => world.close());

	it('旧存, 新收, 已结 and 未结 lead to the very cases that they count, of a court and of a city', async () => {
		let counted = 0;
		for (const court of ['dc', 'zy']) {
			const paper = await buildPaper(world.context, 'weekly', court, week, {});
			const figures = paper.figures.filter(({ code }) => ['old', 'received', 'closed', 'open'].includes(code));
			const whole = figures.filter(({ id }) => /^(?:old|received|closed|open)@[^/]+\/[^/]+$/.test(id.replace(/~$/, '')));
			expect(new Set(whole.map(({ code }) => code)).size).toBe(4);
			for (const { id, drill, value } of whole) {
				const url = new URL(drill!, 'http://desk');
				expect(url.hash).toBe('#cases');
				const { side, court: of, from, to } = parseIndicators(url.searchParams);
				const found = await figureCases(
					world.context,
					{
						code: url.pathname.split('/').at(-1)!,
						side: side as 'numerator',
						...{ court: of!, reach: 'subtree', period: customPeriod(on(from!), on(to!)) },
					},
					{ limit: 500 },
				);
				if (!found.ok) throw new Error(`${id}: ${found.message}`);
				expect([id, found.items.reduce((sum, item) => sum + item.value, 0)]).toEqual([id, value]);
				counted += found.items.length;
			}
		}
		expect(counted).toBeGreaterThan(20);
	});

	it('the computation of a figure names its units: amounts in 万元 or 元, never in fen', async () => {
		const paper = await buildPaper(world.context, 'weekly', 'dc', week, {});
		const { figures } = paperView(paper);
		const amounts = paper.figures.filter(
			({ code, denominator }) => denominator && entryOf(code)?.denominator?.some(({ of }) => of.endsWith('-fen')),
		);
		expect(amounts.length).toBeGreaterThan(0);
		for (const { id, code, denominator } of amounts) {
			const { parts } = figures.find((figure) => figure.id === id)!;
			expect(parts).toMatch(/^[\d,.−]+ (?:万元|元) ÷ [\d,.−]+ (?:万元|元)$/);
			expect(parts!.endsWith(partText(entryOf(code)!.denominator, denominator!))).toBe(true);
		}
		const rate = figures.find(({ id }) => id.startsWith('enf.close_rate@dc/'))!;
		expect(rate.parts).toMatch(/^\d+ ÷ \d+$/);
		expect(figures.every((figure) => !('numerator' in figure))).toBe(true);
		const fen = entryOf('fund.pay_rate')!.numerator;
		expect([0, 5_000, 999_999, 1_000_000, 123_456_789].map((value) => partText(fen, value))).toEqual([
			'0 元',
			'50.00 元',
			'9,999.99 元',
			'1.00 万元',
			'123.46 万元',
		]);
	});

	it('how long locks held is the median over the locks of all courts shown, not a mean and no sum of medians', async () => {
		// Three locks of the same day, released after 1, 2 and 30 days; two of them at dc, one at xl.
		const days = [1, 2, 30] as const;
		const cases = await world.store.read
			.selectFrom('case_file')
			.selectAll()
			.where('court_code', 'in', ['dc', 'xl'])
			.orderBy('id')
			.execute();
		const [first, second] = cases.filter((row) => row.court_code === 'dc');
		const other = cases.find((row) => row.court_code === 'xl')!;
		await world.store.write(({ db }) =>
			db
				.insertInto('case_lock')
				.values(
					[first!, second!, other].map((row, index) => ({
						...{ id: `${row.case_key}-L9`, case_id: row.id, court_code: row.court_code, state: 'released', repeat: 0, outcome: 'granted' },
						...{
							locked_at: '2025-01-01T01:00:00.000Z',
							released_at: new Date(Date.parse('2025-01-01T01:00:00.000Z') + days[index]! * 86_400_000).toISOString(),
						},
					})),
				)
				.execute(),
		);
		const period = customPeriod(on('2025-01-01'), on('2025-02-28'));
		const query = { court: 'zy', reach: 'subtree' as const, period, codes: ['enf.locked_cases'] };
		const board = await readBoard(world.context, { ...query, by: 'court' });
		const median = (figures: (typeof board.total)['figures']) => figures[0]!.variants!['days'];
		expect(median(board.total.figures)).toBe(2);
		expect(board.groups.map(({ key, figures }) => [key, median(figures)])).toEqual([
			['zy', null],
			['dc', 1.5],
			['xl', 30],
		]);
		expect(median((await readBoard(world.context, { ...query, by: 'total' })).total.figures)).toBe(2);
		expect(
			median((await readBoard(world.context, { ...query, by: 'total', filter: { kinds: ['preservation'] } })).total.figures),
		).toBeNull();
		// The first day that is not in the period leaves the last lock out.
		const shorter = { ...query, period: customPeriod(on('2025-01-01'), on('2025-01-30')) };
		expect(median((await readBoard(world.context, { ...shorter, by: 'total' })).total.figures)).toBe(1.5);
		const { name } = catalogue.find(({ code }) => code === 'enf.locked_cases')!.variants!.find(({ code }) => code === 'days')!;
		expect(name).toContain('中位数');
	});
});
