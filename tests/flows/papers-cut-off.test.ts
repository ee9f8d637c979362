import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { Rectification } from '../../server/core/rectification/types.ts';
import type { Paper } from '../../server/core/report/paper.ts';
import { buildMonthly } from '../../server/core/report/papers/monthly.ts';
import { buildWeekly } from '../../server/core/report/papers/weekly.ts';
import type { PaperInput } from '../../server/core/report/papers/input.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { buildPaper, readPaperInput } from '../../server/flows/build-paper.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readRectifications, saveRectification } from '../../server/store/rectification.ts';
import { paperText, proseOf } from '../support/paper-text.ts';
import { fillPapers, numberOf } from '../support/paper-world.ts';
import { engines, openWorld, type World } from '../support/world.ts';

const on = (day: string): CourtDate => day as CourtDate;
const week = periodOf('week', on('2026-03-12'));
const month = periodOf('month', on('2026-02-10'));

describe.each(engines)('papers at their cut-off (%s)', (engine) => {
	let world: World;
	beforeAll(async () => {
		world = await openWorld(engine, '2026-02-28');
		await fillPapers(world);
	}, 60_000);
	afterAll(() => world.close());

	const weekly = () => buildPaper(world.context, 'weekly', 'dc', week);
	const input = (kind: 'weekly' | 'monthly', court: string) => readPaperInput(world.context, kind, court, kind === 'weekly' ? week : month);
	const table = (paper: Paper, id: string) => paper.blocks.find((block) => block.kind === 'table' && block.id === id);

	it('what was paid later was still owed then, in full', async () => {
		const before = await weekly();
		expect(paperText(before)).toContain('期末未发放案款1笔、3.60万元');
		const about = { court: 'dc', caseNumber: numberOf({ court: 'dc', n: 15 }) } as const;
		const paid = (paymentId: string, amountFen: number, occurredAt: string) =>
			({ ...about, type: 'money-paid', occurredAt, data: { receiptId: 'r2', paymentId, amountFen } }) as const;
		world.at('2026-03-17T09:00:00+08:00');
		await world.send([paid('p1', 600_000, '2026-03-16')], '2026-03-17T00:00:00+08:00');
		await sweepDeadlines(world.context);
		expect(paperText(await weekly())).toContain('期末未发放案款1笔、3.60万元');
		await world.send([paid('p2', 3_000_000, '2026-03-16')], '2026-03-17T08:00:00+08:00');
		await sweepDeadlines(world.context);
		const after = await weekly();
		expect(paperText(after)).toContain('期末未发放案款1笔、3.60万元');
		expect(table(after, 'money-ages')).toEqual(table(before, 'money-ages'));
		expect(table(after, 'money-late')).toEqual(table(before, 'money-late'));
	});

	it('rectifications are carried as they stood: neither opened nor closed since', async () => {
		const before = table(await weekly(), 'rectifications');
		expect(before).toMatchObject({ rows: { length: 1 } });
		const [item] = (await readRectifications(world.store.read, { id: 'zg-1' })) as [Rectification];
		const later = { by: 'mo', role: 'trial-management', court: 'dc', at: '2026-03-17T02:00:00.000Z' as Instant } as const;
		const day = on('2026-03-17');
		await world.store.write(async ({ db }) => {
			const steps = [{ ...later, move: 'opened', text: '后来提出' } as const];
			await saveRectification(db, { ...item, id: 'zg-2', title: '后来提出', foundOn: day, steps });
			const closed = { state: 'closed', closedOn: day, closedBy: 'mo', closing: '已达标' } as const;
			await saveRectification(db, { ...item, ...closed, steps: [...item.steps, { ...later, move: 'close', text: '已达标' }] });
		});
		expect(table(await weekly(), 'rectifications')).toEqual(before);
	});

	it('a source that does not say how far it is, beside one that does, is not complete', async () => {
		expect((await weekly()).notes).toContain('来源系统数据已完整到截止时点。');
		await world.store.write(({ db }) =>
			db
				.insertInto('feed')
				.values({ court_code: 'dc', source: 'money', complete_through: null, last_seen_at: '2026-03-16T00:00:00.000Z' })
				.execute(),
		);
		expect((await weekly()).notes).toContain('下列法院的来源系统数据不完整，其数字可能偏少：东川县人民法院（未申报数据完整时点）。');
	});

	it('「三十日以上」 holds the thirtieth day', async () => {
		const read = await input('weekly', 'dc');
		const node = read.lists.nodes.find(({ endedOn, dueOn, frozen }) => !endedOn && dueOn && !frozen)!;
		const nodes = ['2026-02-13', '2026-02-14'].flatMap((dueOn, at) =>
			Array.from({ length: 3 }, (_, n) => ({
				...node,
				nodeId: `${node.nodeId}-${at}-${n}`,
				startedOn: on('2026-01-05'),
				dueOn: on(dueOn),
			})),
		);
		const locks = { locks: [], requests: [] };
		const paper = buildWeekly({ ...read, lists: { ...read.lists, ...locks, nodes } });
		// 13 February is thirty days before the cut-off on 15 March, 14 February twenty-nine.
		expect(paper.figures.find(({ code }) => code === 'overdue-30')).toMatchObject({ value: 3 });
	});

	it('say no sentence with nothing in it where only whole courses were long enough', async () => {
		const read = await input('monthly', 'dc');
		const times = read.analysis!.times.map((time) => ({ ...time, count: time.whole ? 6 : 2 }));
		const paper = buildMonthly({ ...read, analysis: { ...read.analysis!, times } });
		expect(times.some(({ whole }) => whole)).toBe(true);
		expect(proseOf(paper).filter((line) => /[：、，；]。/u.test(line))).toEqual([]);
	});

	it('name all of those who have equally many open cases, or none', async () => {
		const read = await input('monthly', 'dc');
		const persons = read.boards.persons!;
		const [first] = persons.groups.filter(({ key }) => key !== '');
		const withOpen = (list: readonly (readonly [string, number])[]): PaperInput => ({
			...read,
			boards: {
				...read.boards,
				persons: {
					...persons,
					groups: list.map(([name, open], at) => ({
						...first!,
						...{ key: `p${at}`, name, person: `p${at}` },
						figures: first!.figures.map((figure) =>
							figure.code === 'enf.close_rate' ? { ...figure, numerator: 1, denominator: 1 + open } : figure,
						),
					})),
				},
			},
		});
		const said = (list: readonly (readonly [string, number])[]) =>
			paperText(buildMonthly(withOpen(list)))
				.split('\n')
				.find((line) => line.startsWith('承办人人均未结'));
		expect(
			said([
				['甲某', 4],
				['乙某', 4],
				['丙某', 1],
			]),
		).toBe('承办人人均未结3.0件，最多的是甲某4件、乙某4件；最少的是丙某1件。');
		expect(
			said([
				['甲某', 4],
				['乙某', 0],
				['丙某', 0],
				['丁某', 0],
				['戊某', 0],
			]),
		).toBe('承办人人均未结0.8件，最多的是甲某4件；最少的是4人，各0件。');
		expect(
			said([
				['甲某', 2],
				['乙某', 2],
			]),
		).toBe('承办人人均未结2.0件，各承办人持平。');
	});

	it('cite what is missing to a target in tables as in sentences', async () => {
		const paper = await weekly();
		const gaps = (table(paper, 'indicators') as { rows: readonly (readonly unknown[])[] }).rows
			.map((row) => row[6])
			.filter((cell) => cell !== '—');
		expect(gaps.length).toBeGreaterThan(0);
		expect(gaps.every((cell) => typeof cell === 'object')).toBe(true);
	});

	it('a week over the turn of the year bears its years, and is held against nothing of the year before', async () => {
		const turn = periodOf('week', on('2026-01-01'));
		expect(turn.label).toBe('2026年第1周（2025年12月29日至2026年1月4日）');
		expect(periodOf('week', on('2027-01-01')).label).toBe('2026年第53周（2026年12月28日至2027年1月3日）');
		const read = await readPaperInput(world.context, 'weekly', 'dc', turn);
		expect(read.base.year).toMatchObject({ from: '2026-01-01', to: '2026-01-04' });
		expect(read.base.lastYear).toMatchObject({ from: '2025-01-01', to: '2025-01-04' });
		const { total } = read.boards.year;
		const paid = total.figures.map((figure) =>
			figure.code === 'fund.pay_rate' ? { ...figure, value: 50, numerator: 1, denominator: 2 } : figure,
		);
		const paying = { ...total, figures: paid };
		const { year, groups } = read.boards;
		const boards = { year: { ...year, total: paying }, groups: { ...groups, total: paying } };
		const text = paperText(buildWeekly({ ...read, boards }));
		expect(text).toContain('本年累计案款发放率50.00%。');
		expect(text).not.toContain('上周无数据');
		expect(text).toContain('关于2026年第1周执行工作情况的通报');
	});
});
