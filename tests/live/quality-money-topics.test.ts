import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../server/core/time/civil.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { closeModeNames as wallModes, enforcedNames, tagNames } from '../../server/live/projections/quality-words.ts';
import { caseTags, closeModeNames, kindNames } from '../../server/views/words.ts';
import { day, inside, stories, today } from '../support/figures.ts';
import { dcCase, fact, openQualityWall, qualityTopics, type QualityWall } from '../support/quality-wall.ts';
import { engines, type TestEvent, type World } from '../support/world.ts';

describe.each(engines)('what the wall of money, marks and credit shows (%s)', (engine) => {
	let wall: QualityWall;
	let world: World;
	beforeEach(async () => {
		wall = await openQualityWall(engine);
		({ world } = wall);
	});
	afterEach(() => world.close());

	const tile: QualityWall['tile'] = (...asked) => wall.tile(...asked);
	const { load, board, deskValue }: Pick<QualityWall, 'load' | 'board' | 'deskValue'> = {
		load: () => wall.load(),
		board: (query) => wall.board(query),
		deskValue: (code, query) => wall.deskValue(code, query),
	};

	it('money: what was there and came in is what went out and what is left; the two zeros are those of the desk', async () => {
		await load();
		await world.send([
			...[1, 2, 3, 4].map((n) => fact(dcCase(100 + n), 'case-filed', '2026-03-02', { handler: 'li', unit: 'enf' })),
			...[1, 2, 3, 4].map((n) => fact(dcCase(100 + n), 'money-arrived', '2026-08-03', { receiptId: 'a', amountFen: 900_00 })),
			fact(dcCase(101), 'money-deposited', '2026-08-05', { receiptId: 'a', amountFen: 400_00 }),
			fact(dcCase(101), 'money-paid', '2026-08-05', { receiptId: 'a', amountFen: 500_00, paymentId: 'p' }),
			{ ...fact(dcCase(102), 'money-refunded', '2026-08-06', { receiptId: 'a', amountFen: 900_00 }), id: 'taken-back' },
			fact(dcCase(102), 'event-withdrawn', '2026-08-07', { source: 'cms', id: 'taken-back', reason: '录入错误' }),
			fact(dcCase(103), 'money-refunded', '2026-08-06', { receiptId: 'a', amountFen: 100_00 }),
			fact(dcCase(103), 'money-identified', '2026-08-06', { receiptId: 'a' }),
		]);
		await sweepDeadlines(world.context);
		for (const court of ['gy', 'zy', 'dc', 'xl']) {
			const flow = await tile('fund-flow', court);
			const { openingFen, arrived, paid, deposited, refunded, unpaid } = flow;
			expect(openingFen + arrived.fen, court).toBe(paid.fen + deposited.fen + refunded.fen + unpaid.fen);
			const rate = await deskValue('fund.pay_rate', { court });
			const payable = openingFen + arrived.fen;
			expect(payable > 0 ? (paid.fen * 100) / payable : null).toEqual(rate === null ? null : expect.closeTo(rate, 9));
			const zeros = (await board({ court, codes: ['fund.double_zero'] })).total.figures[0]!;
			expect([flow.unidentified.count, flow.overdue.count]).toEqual([zeros.variants!.unclaimed, zeros.variants!.late]);
			// The sums, the running nodes and the list speak of the same receipts.
			const late = await tile('fund-overdue', court);
			expect([late.total, late.totalFen]).toEqual([flow.overdue.count, flow.overdue.fen]);
			expect(unpaid.fen).toBe((await tile('funds', court)).unpaidFen);
			expect(unpaid.count).toBe((await tile('funds', court)).unpaidCount);
		}
		const flow = await tile('fund-flow', 'dc');
		const arrivedNow = stories.filter(({ court, arrivedOn }) => court === 'dc' && inside(arrivedOn, day('2026-01-01'), today));
		expect(flow.arrived).toEqual({ count: arrivedNow.length + 4, fen: arrivedNow.length * 500_00 + 4 * 900_00 });
		expect(flow.deposited).toEqual({ count: 1, fen: 400_00 });
		expect(flow.refunded).toEqual({ count: 1, fen: 100_00 });
		const ofYear = flow.months.filter(({ month }) => month >= '2026');
		expect(ofYear.reduce((sum, { arrivedFen }) => sum + arrivedFen, 0)).toBe(flow.arrived.fen);
		expect(ofYear.reduce((sum, { paidFen }) => sum + paidFen, 0)).toBe(flow.paid.fen);
		expect(flow.unidentified.fen).toBeGreaterThan(0);
	});

	it('money past its limit: the oldest first, with whose it is; visitors see no person', async () => {
		await load();
		await sweepDeadlines(world.context);
		const { total, rows } = await tile('fund-overdue');
		const nodes = await world.store.read
			.selectFrom('node_instance')
			.innerJoin('case_file', 'case_file.id', 'node_instance.case_id')
			.select(['node_instance.id', 'started_on', 'number_text', 'outstanding_fen'])
			.where('node', '=', 'enf-pay-done')
			.where('phase', '=', 'overdue')
			.execute();
		expect(total).toBe(nodes.length);
		expect(rows.map(({ nodeId }) => nodeId).sort()).toEqual(
			nodes
				.sort((a, b) => (a.started_on < b.started_on ? -1 : 1))
				.slice(0, 24)
				.map(({ id }) => id)
				.sort(),
		);
		expect(rows.map(({ arrivedOn }) => arrivedOn)).toEqual([...rows.map(({ arrivedOn }) => arrivedOn)].sort());
		expect(rows[0]).toMatchObject({ handler: expect.stringMatching(/某某$/), unpaidFen: 500_00 });
		expect(rows[0]!.days).toBe(rows[0]!.overdueDays + 15);
		expect((await tile('fund-overdue', 'zy', 'public')).rows.every((row) => !('handler' in row))).toBe(true);
	});

	it('marked cases: a mark counts at its own court and in its own year only, as each case says last', async () => {
		const filed = (n: number, on: string, data: object): TestEvent =>
			fact(dcCase(n, '执', Number(on.slice(0, 4))), 'case-filed', on, { handler: 'li', unit: 'enf', ...data });
		await world.send([
			// The defect of a real wall: a and b or c counted the second mark of all years.
			filed(1, '2024-03-04', { tags: ['gang-related'] }),
			fact(dcCase(1, '执', 2024), 'case-closed', '2024-06-03', { mode: 'ended' }),
			filed(2, '2025-03-04', { tags: ['gang-related'] }),
			filed(3, '2026-03-04', { tags: ['party-government', 'mass'] }),
			fact(dcCase(3), 'case-closed', '2026-05-06', { mode: 'ended' }),
			filed(4, '2026-09-18', { tags: ['party-government'], enterpriseClass: 'micro' }),
			filed(5, '2026-09-18', { tags: ['mass'] }),
			fact(dcCase(5), 'case-updated', '2026-09-19', { tags: ['our-own'] }),
			filed(6, '2026-09-18', { enterpriseClass: 'bank' }),
			fact('（2026）示0205执1号', 'case-filed', '2026-09-18', { tags: ['party-government'] }, 'xl'),
			fact('（2026）示0204民初1号', 'case-filed', '2026-09-18', { procedure: 'ordinary', tags: ['mass'] }),
		]);
		await sweepDeadlines(world.context);
		const rowsOf = async (court: string) =>
			new Map((await tile('special-parties', court)).rows.map(({ key, name: _n, ...counts }) => [key, Object.values(counts)]));
		const dc = await rowsOf('dc');
		// Open, received, closed this year, open with a late node.
		expect(dc.get('tag:gang-related')).toEqual([1, 0, 0, 1]);
		expect(dc.get('tag:party-government')).toEqual([1, 2, 1, 0]);
		expect(dc.get('tag:mass')).toEqual([0, 1, 1, 0]);
		expect(dc.get('tag:our-own')).toEqual([1, 1, 0, 0]);
		expect(dc.get('class:micro')).toEqual([1, 1, 0, 0]);
		expect(dc.get('class:green')).toEqual([0, 0, 0, 0]);
		expect((await rowsOf('xl')).get('tag:party-government')).toEqual([1, 1, 0, 0]);
		expect((await rowsOf('zy')).get('tag:party-government')).toEqual([2, 3, 1, 0]);
		expect((await tile('special-parties', 'dc')).rows.find(({ key }) => key === 'tag:our-own')!.name).toBe('our-own');
	});

	it('credit: only what events tell of, beside last year; what was taken back or is held by a lock has not happened', async () => {
		await world.send([
			...[1, 2, 3].map((n) => fact(dcCase(n), 'case-filed', '2026-09-01', { handler: 'li', unit: 'enf' })),
			fact(dcCase(9, '执', 2025), 'case-filed', '2025-01-06', { handler: 'li' }),
			fact(dcCase(9, '执', 2025), 'dishonesty-listed', '2025-04-07', { partyId: 'p2' }),
			fact(dcCase(9, '执', 2025), 'dishonesty-listed', '2025-11-03', { partyId: 'p3' }),
			fact(dcCase(1), 'dishonesty-listed', '2026-09-03', { partyId: 'p2' }),
			fact(dcCase(1), 'detention-started', today, { partyId: 'p2' }),
			fact(dcCase(2), 'sanction-decided', '2026-09-04', { groundId: 'g1', measure: 'consumption' }),
			fact(dcCase(2), 'sanction-decided', '2026-09-04', { groundId: 'g2', measure: 'none', reason: '情节轻微' }),
			{ ...fact(dcCase(2), 'dishonesty-listed', '2026-09-07', { partyId: 'p2' }), id: 'wrong' },
			fact(dcCase(2), 'event-withdrawn', '2026-09-08', { source: 'cms', id: 'wrong', reason: '录入错误' }),
			fact('（2026）示0205执1号', 'case-filed', '2026-09-01', {}, 'xl'),
			fact('（2026）示0205执1号', 'dishonesty-listed', '2026-09-03', { partyId: 'p2' }, 'xl'),
		]);
		const of = async (court: string) =>
			new Map((await tile('credit', court)).rows.map(({ key, count, today: now }) => [key, [count.value, count.previous, now]]));
		const dc = await of('dc');
		expect(dc.get('dishonesty-listed')).toEqual([1, 1, 0]);
		expect(dc.get('detention-started')).toEqual([1, 0, 1]);
		expect(dc.get('sanction-decided/consumption')).toEqual([1, 0, 0]);
		expect(dc.get('sanction-decided/fine')).toEqual([0, 0, 0]);
		expect((await of('zy')).get('dishonesty-listed')).toEqual([2, 1, 0]);
		expect((await of('xl')).get('dishonesty-listed')).toEqual([1, null, 0]);
		const { rows } = await tile('credit');
		expect(rows.some(({ name }) => /出境|招投标|高管/.test(name))).toBe(false);
		// Locked for an overdue notice: a listing is a step that the lock holds.
		world.at(`${addDays(today, 5)}T09:00:00+08:00`);
		await world.send([], `${addDays(today, 5)}T09:00:00+08:00`);
		await sweepDeadlines(world.context);
		const held = await world.send([fact(dcCase(3), 'dishonesty-listed', addDays(today, 5), { partyId: 'p2' })]);
		expect(held[0]!.status).toBe('locked');
		expect((await of('dc')).get('dishonesty-listed')).toEqual([1, 1, 0]);
	});

	it('remembers: what comes in later is shown, be it of today, of a month that is past, taken back, or of a case that moves', async () => {
		const courts = ['zy', 'dc', 'xl'];
		await load();
		for (const topic of qualityTopics) for (const court of courts) await tile(topic, court);
		const same = async (what: string): Promise<void> => {
			for (const topic of qualityTopics)
				for (const court of courts) {
					expect(await tile(topic, court), `${topic} at ${court} after ${what}`).toEqual(await wall.anew(topic, court));
				}
		};
		await world.send([fact('（2026）示02执1号', 'case-filed', today, { claimFen: 100 }, 'zy')]);
		await same('the first case of a court');
		const number = dcCase(200);
		await world.send([fact(number, 'case-filed', today, { handler: 'li', unit: 'enf', claimFen: 7_000_00, tags: ['mass'] })]);
		await same('a filing of today');
		await world.send([
			fact(dcCase(201), 'case-filed', '2026-05-06', { handler: 'li', unit: 'enf', claimFen: 7_000_00 }),
			fact(dcCase(201), 'case-closed', '2026-06-08', { mode: 'ended', recoveredFen: 3_000_00 }),
			{ ...fact(dcCase(201), 'money-arrived', '2026-05-11', { receiptId: 'r', amountFen: 300_00 }), id: 'm1' },
			fact(dcCase(201), 'money-deposited', '2026-05-18', { receiptId: 'r', amountFen: 300_00 }),
		]);
		await same('facts of months past');
		await world.send([fact(dcCase(201), 'event-withdrawn', today, { source: 'cms', id: 'm1', reason: '录入错误' })]);
		await same('a fact taken back');
		await world.send([
			fact(dcCase(201), 'case-reopened', today, { ground: '撤销' }),
			fact(dcCase(201), 'case-transferred', today, { toCourt: 'xl', ground: '移送' }),
		]);
		await same('a case that went to another court');
		world.at(`${addDays(today, 12)}T09:00:00+08:00`);
		await sweepDeadlines(world.context);
		await same('the turn of a month');
		const { months } = await tile('indicator-trend');
		expect(months.at(-1)).toBe('2026-10');
	}, 120_000);

	it('speaks of kinds, ways of closing and marks in the words of the desk', () => {
		for (const [kind, name] of Object.entries(enforcedNames)) expect(name).toBe(kindNames[kind]);
		expect(wallModes).toEqual(closeModeNames);
		for (const [tag, name] of Object.entries(tagNames))
			expect(caseTags({ facts: [], tags: [tag], state: { facts: [] } } as unknown as Parameters<typeof caseTags>[0])).toContain(name);
	});
});
