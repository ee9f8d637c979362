import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topicNames, type TopicName, type TopicPayloads } from '../../src/lib/contract/topics.ts';
import { catalogue, entryOf } from '../../server/core/indicator/catalogue/index.ts';
import { customPeriod } from '../../server/core/indicator/period.ts';
import type { FigureQuery } from '../../server/core/indicator/types.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { readBoard } from '../../server/flows/read-figures.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { Projector } from '../../server/live/projector.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { openWorld, type TestEvent, type World } from '../support/world.ts';

/** The defects that the views of a real city wall had (domain notes §9.1), each as a test on our own tiles and indicators. */

const number: Readonly<Record<string, string>> = { dc: '示0204', xl: '示0205', zy: '示02' };

interface Told {
	readonly court?: 'dc' | 'xl' | 'zy';
	readonly year?: number;
	readonly kind?: string;
}

/** One fact of case n. */
const fact = (n: number, type: string, occurredAt: string, data: Record<string, unknown> = {}, told: Told = {}): TestEvent => {
	const { court = 'dc', year = 2026, kind = '执' } = told;
	return { court, caseNumber: `（${year}）${number[court]}${kind}${n}号`, type, occurredAt, data };
};

const day = (text: string): CourtDate => text as CourtDate;
const year = customPeriod(day('2026-01-01'), day('2026-12-31'));

describe('defects of an existing wall that must not be ours', () => {
	let world: World;
	beforeAll(async () => {
		world = await openWorld('sqlite', '2026-04-20');
		await world.send(
			[
				// dc: three cases, two of them without a notice; xl: one without; none at all at zy.
				...[1, 2, 3].map((n) => fact(n, 'case-filed', '2026-03-02', { handler: 'li', basis: 'civil', claimFen: 10_000 })),
				fact(1, 'notice-issued', '2026-03-04'),
				...[1, 2, 3].map((n) => fact(n, 'handler-assigned', '2026-03-03', { handler: 'li' })),
				fact(1, 'case-filed', '2026-03-02', { handler: 'wu', basis: 'civil' }, { court: 'xl' }),
				fact(2, 'case-filed', '2026-03-02', { handler: 'wu', basis: 'civil' }, { court: 'xl' }),
				fact(2, 'notice-issued', '2026-03-05', {}, { court: 'xl' }),
				// Point-to-point inquiry only at dc 2; the network query only at dc 1.
				fact(1, 'net-query-launched', '2026-03-02'),
				fact(2, 'trad-query-requested', '2026-03-04'),
				fact(2, 'trad-query-started', '2026-03-05'),
				fact(2, 'trad-query-done', '2026-03-09'),
				// Of earlier years: one closed then, one closed this year, one of a class of its own and closed last year.
				fact(8, 'case-filed', '2025-06-02', { handler: 'li', enterpriseClass: 'micro', claimFen: 1_000_000 }, { year: 2025 }),
				fact(8, 'case-closed', '2025-12-31', { mode: 'fully-performed', recoveredFen: 1_000_000 }, { year: 2025 }),
				fact(9, 'case-filed', '2025-11-03', { handler: 'li', enterpriseClass: 'green', claimFen: 400_000 }, { year: 2025 }),
				fact(9, 'case-closed', '2026-01-01', { mode: 'fully-performed', recoveredFen: 100_000 }, { year: 2025 }),
			],
			'2026-04-20T08:00:00+08:00',
		);
		await sweepDeadlines(world.context);
	});
	afterAll(() => world.close());

	async function tile<T extends TopicName>(court: string, topic: T): Promise<TopicPayloads[T]> {
		const projector = new Projector(Object.assign(sourceOf(world.context), { ladderStages: [] }), () => undefined);
		const [frame] = await projector.snapshot(court, [topic], 'internal', [topic]);
		return frame!.payload as TopicPayloads[T];
	}
	const ask = (query: Partial<FigureQuery>) =>
		readBoard(world.context, { court: 'zy', reach: 'subtree', period: year, by: 'total', ...query });

	it('1. the row of a court counts the node that the tile names, as the row of the city does', async () => {
		const overdue = async (court: string, node: string) =>
			(await tile(court, 'overdue-by-node')).rows.find((row) => row.node === node) ?? { overdue: 0, open: 0 };
		const notices = { zy: await overdue('zy', 'enf-notice'), dc: await overdue('dc', 'enf-notice'), xl: await overdue('xl', 'enf-notice') };
		expect([notices.dc.overdue, notices.xl.overdue, notices.zy.overdue]).toEqual([2, 1, 3]);
		// There are other late nodes at each court: none of them has come into the row.
		for (const court of ['dc', 'xl']) {
			const { rows } = await tile(court, 'overdue-by-node');
			expect(rows.length).toBeGreaterThan(1);
			expect(rows.reduce((sum, row) => sum + row.overdue, 0)).toBe((await tile(court, 'actions')).overdue);
		}
	});

	it('2. 总对总查询 counts network queries, not point-to-point inquiries', async () => {
		const { groups } = await ask({ by: 'court', codes: ['enf.query_launch_rate'] });
		const of = (court: string) => groups.find(({ key }) => key === court)!.figures[0]!;
		expect(of('dc').numerator).toBe(1);
		expect(of('xl').numerator).toBe(0);
		const { rows } = await tile('dc', 'overdue-by-node');
		// Cases 2 and 3 still owe the network query, whatever was inquired otherwise.
		expect(rows.find(({ node }) => node === 'enf-net-query-first')).toMatchObject({ overdue: 2 });
	});

	it('3. several classes are one condition: none of them takes cases of other years along', async () => {
		const classes = { enterprise: ['green', 'micro'] } as const;
		const both = (await ask({ codes: ['enf.recovery_rate'], filter: classes })).total.figures[0]!;
		// Only the green case was closed this year; in whatever order the classes are named.
		expect(both).toMatchObject({ numerator: 100_000, denominator: 400_000, value: 25 });
		const turned = (await ask({ codes: ['enf.recovery_rate'], filter: { enterprise: ['micro', 'green'] } })).total.figures[0]!;
		expect(turned).toEqual(both);
		const micro = (await ask({ codes: ['enf.recovery_rate'], filter: { enterprise: ['micro'] } })).total.figures[0]!;
		expect(micro).toMatchObject({ value: null, numerator: 0 });
	});

	it('4. a total is what its courts add up to, and shares come to one hundred percent', async () => {
		const codes = catalogue.map(({ code }) => code);
		const board = await ask({ by: 'court', codes });
		expect(board.groups.length).toBeGreaterThan(1);
		for (const [index, total] of board.total.figures.entries()) {
			// Where not every court has quotas, the total is of those that have.
			const counted = board.groups.filter(({ court }) => total.coverage?.courts.includes(court) ?? true);
			const parts = counted.map(({ figures }) => figures[index]!);
			expect.soft([total.code, parts.reduce((sum, part) => sum + part.numerator, 0)]).toEqual([total.code, total.numerator]);
		}
		const received = board.groups.map(({ figures }) => figures.find(({ code }) => code === 'enf.close_rate')!.denominator!);
		const all = board.total.figures.find(({ code }) => code === 'enf.close_rate')!.denominator!;
		expect(received.reduce((sum, part) => sum + (part * 100) / all, 0)).toBeCloseTo(100, 9);
		// The tile of courts shows the courts below, never the city as one of them.
		const { rows } = await tile('zy', 'courts');
		expect(rows.map(({ court }) => court)).toEqual(['dc', 'xl']);
		expect(rows.reduce((sum, row) => sum + row.overdue, 0)).toBe((await tile('zy', 'actions')).overdue);
	});

	it('5. no rate divides by zero, and none shows 0 for it: without a denominator there is no value', async () => {
		const empty = customPeriod(day('2031-01-01'), day('2031-12-31'));
		const nothing = await openWorld('sqlite', '2026-04-20');
		try {
			const board = await readBoard(nothing.context, {
				court: 'zy',
				reach: 'subtree',
				period: empty,
				by: 'court',
				compare: ['yoy', 'mom'],
			});
			for (const figure of [board.total, ...board.groups].flatMap(({ figures }) => figures)) {
				const { code, value, denominator } = figure;
				// Counts may be 0; a mean over judges has them in the directory whatever the cases. Only what has nothing to divide by has no value.
				if (denominator === 0) expect.soft([code, value]).toEqual([code, null]);
				else expect.soft([code, value === null || value === 0]).toEqual([code, true]);
				for (const change of [figure.yoy, figure.mom]) expect.soft(change?.relative ?? null).toBeNull();
			}
			const projector = new Projector(Object.assign(sourceOf(nothing.context), { ladderStages: [] }), () => undefined);
			const [indicators, funds] = await projector.snapshot('zy', ['indicators', 'funds'], 'internal', ['indicators', 'funds']);
			for (const row of (indicators!.payload as TopicPayloads['indicators']).rows) expect(row.value).toBeNull();
			expect((funds!.payload as TopicPayloads['funds']).within15Rate).toBeNull();
			expect(JSON.stringify([indicators, funds])).not.toMatch(/NaN|Infinity/);
		} finally {
			await nothing.close();
		}
	});

	it('6. 执行案件结案率 divides by the accepted cases, not by the closed ones, and says so', async () => {
		const [figure] = (await ask({ codes: ['enf.close_rate'] })).total.figures;
		// Accepted: five of this year and one carried over; closed: that one.
		expect(figure).toMatchObject({ numerator: 1, denominator: 6 });
		expect(figure!.value).toBeCloseTo(100 / 6, 9);
		expect(entryOf('enf.close_rate')!.definition).toMatch(/旧存.*新收/);
		const { rows } = await tile('zy', 'indicators');
		const shown = rows.find(({ code }) => code === 'enf.close_rate')!;
		expect(shown).toMatchObject({ formula: '已结÷受理', definition: expect.stringMatching(/旧存.*新收/) as string });
		// The tile prints what is divided by what beside every figure.
		for (const { code, formula = '' } of rows) expect.soft([code, formula]).toEqual([code, expect.stringMatching(/^[^÷]+÷[^÷]+$/)]);
		expect([shown.numerator, shown.denominator]).toEqual([figure!.numerator, figure!.denominator]);
		for (const entry of catalogue) expect.soft([entry.code, entry.definition.length > 8]).toEqual([entry.code, true]);
	});

	it('7. periods are days, not prefixes of a text, and every tile says how far its data reaches', async () => {
		// Closed on the last day of one year and on the first of the next.
		const closings = async (from: string, to: string) =>
			(await ask({ codes: ['enf.recovery_rate'], period: customPeriod(day(from), day(to)), filter: { enterprise: 'any' } })).total
				.figures[0]!.numerator;
		expect(await closings('2025-12-31', '2025-12-31')).toBe(1_000_000);
		expect(await closings('2026-01-01', '2026-01-01')).toBe(100_000);
		expect(await closings('2025-12-31', '2026-01-01')).toBe(1_100_000);
		// A prefix of 2025 would have found nothing in a year that begins in July.
		expect(await closings('2025-07-01', '2026-06-30')).toBe(1_100_000);
		const projector = new Projector(Object.assign(sourceOf(world.context), { ladderStages: [] }), () => undefined);
		const frames = await projector.snapshot('dc', topicNames, 'internal', topicNames);
		expect(frames.map(({ topic }) => topic).sort()).toEqual([...topicNames].sort());
		for (const frame of frames) {
			expect(frame.feed).toMatchObject({ cutOff: '2026-04-20T00:00:00.000Z', state: 'live' });
			expect(frame.asOf).toBe('2026-04-20T01:00:00.000Z');
		}
	});
});
