import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipientOf } from '../../server/core/notice/types.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { raiseNotices } from '../../server/flows/notices.ts';
import { countSilent, readSilent } from '../../server/store/silent-readers.ts';
import { readUntoldSilent } from '../../server/store/silent-told.ts';
import { countNotices } from '../../server/store/wall-supervise.ts';
import { caseNoticesView } from '../../server/views/notice-case.ts';
import { noticeBoxView, silenceViews } from '../../server/views/notice-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { viewCase } from '../../server/core/case/fold.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { chief, division, handler, key, noticeWorld, staffed, supervisor } from '../support/notices.ts';
import { engines, openWorld, type TestEvent, type World } from '../support/world.ts';

const stem = (since: string, of = key): string => `${of}/silent/${since}`;
const fact = (type: string, occurredAt: string, data: Record<string, unknown> = {}, n = 1): TestEvent => ({
	caseNumber: `（2026）示0204执${n}号`,
	type,
	occurredAt,
	data,
});
const filed = (n: number, handledBy = 'li', on = '2026-07-01'): TestEvent =>
	fact('case-filed', on, { handler: handledBy, claimFen: 100_000, basis: 'civil' }, n);

describe.each(engines)('notices of cases that lie still (%s)', (engine) => {
	let world: World;
	let on: ReturnType<typeof noticeWorld>;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-07-01');
		await staffed(world);
		on = noticeWorld(world);
	});
	afterEach(() => world.close());

	const at = async (moment: string) => {
		world.at(moment);
		return (await raiseNotices(world.context)).silent;
	};
	const told = async (of = key) => (await on.notices(of)).map(({ id, level }) => [id.slice(of.length), level]);
	const offices = async () => (await on.last(key)).to.map((text) => recipientOf(text)).map(({ as, person }) => `${as}=${person ?? ''}`);
	/** List, wall figure and notices must say the same of the cases of a court. */
	async function agree(today: string): Promise<void> {
		const { read } = world.store;
		const wall = await countSilent(read, ['dc'], today as CourtDate);
		const stillRows = await read
			.selectFrom('notice')
			.innerJoin('case_file', 'case_file.id', 'notice.case_id')
			.select(['case_file.case_key', 'notice.level', 'notice.from_id', 'notice.due_on', 'case_file.last_step_on'])
			.where('notice.topic', '=', 'silent')
			.where('notice.state', '<>', 'closed')
			.execute();
		const own = stillRows.filter((row) => row.from_id === null);
		const highest = [...Map.groupBy(own, (row) => row.case_key).values()].map((rows) => Math.max(...rows.map((row) => Number(row.level))));
		expect(own.every((row) => row.due_on === row.last_step_on)).toBe(true);
		expect([1, 2, 3].map((level) => highest.filter((each) => each === level).length)).toEqual([wall.remind, wall.warn, wall.supervise]);
	}

	it('提醒 after 15 days, 警告 after 30, 督办 after 60: each once, to more and more people', async () => {
		await on.tell(filed(1));
		expect(await at('2026-07-15T23:59:00+08:00')).toBe(0);
		expect(await at('2026-07-16T00:00:00+08:00')).toBe(1);
		expect(await on.rows(key)).toMatchObject([
			{
				...{ id: `${stem('2026-07-01')}/L1`, topic: 'silent', level: 1, due_on: '2026-07-01', court_code: 'dc', state: 'open' },
				...{ raised_on: '2026-07-16', reply_by: '2026-07-21' },
			},
		]);
		expect(await offices()).toEqual(['handler=li', 'supervisor=sun']);
		await agree('2026-07-16');
		expect(await on.sign(handler, `${stem('2026-07-01')}/L1`)).toMatchObject({ ok: true, signed: 1 });
		expect(await at('2026-07-30')).toBe(0);
		expect(await at('2026-07-31')).toBe(1);
		expect(await offices()).toEqual(['handler=li', 'supervisor=sun', 'division-chief=feng']);
		await on.sign(handler, `${stem('2026-07-01')}/L2`);
		expect(await at('2026-08-29')).toBe(0);
		expect(await at('2026-08-30')).toBe(1);
		expect(await offices()).toEqual(['handler=li', 'supervisor=sun', 'division-chief=feng', 'enforcement-chief=zheng']);
		await on.sign(handler, `${stem('2026-07-01')}/L3`);
		for (const day of ['2026-08-30', '2026-12-01']) expect(await at(day)).toBe(0);
		expect(await told()).toEqual([1, 2, 3].map((level) => [`/silent/2026-07-01/L${level}`, level]));
		await agree('2026-12-01');
		await on.rebuilt();
	});

	it('a service that was down, or two at once, gives the highest level only, and once', async () => {
		await on.tell(filed(1), filed(2, 'wang'));
		world.at('2026-08-05');
		const [a, b] = await Promise.all([raiseNotices(world.context), raiseNotices(world.context)]);
		expect(a.silent + b.silent).toBe(2);
		expect(await told()).toEqual([['/silent/2026-07-01/L2', 2]]);
		await agree('2026-08-05');
	});

	it('a step ends the spell; the next silence is told of anew; a fact is no step', async () => {
		await on.tell(filed(1));
		await at('2026-07-16');
		await on.tell(fact('money-arrived', '2026-07-17', { receiptId: 'r1', amountFen: 100 }));
		expect((await on.rows(key))[0]).toMatchObject({ state: 'open' });
		await on.tell(fact('net-query-launched', '2026-07-18'));
		expect((await on.rows(key))[0]).toMatchObject({ state: 'closed', closed_by: 'met', closed_on: '2026-07-18', escalate_on: null });
		await agree('2026-07-18');
		expect(await at('2026-08-01')).toBe(0);
		expect(await at('2026-08-02')).toBe(1);
		expect(await told()).toEqual([
			['/silent/2026-07-01/L1', 1],
			['/silent/2026-07-18/L1', 1],
		]);
		await agree('2026-08-02');
		await on.rebuilt();
	});

	it('a withdrawn step brings the earlier spell back, with what was told of it; nothing is said twice', async () => {
		await on.tell(filed(1));
		await at('2026-07-16');
		await on.tell({ ...fact('net-query-launched', '2026-07-18'), id: 'q' });
		await on.tell(fact('event-withdrawn', '2026-07-19', { source: 'cms', id: 'q', reason: '误报' }));
		expect((await on.rows(key))[0]).toMatchObject({ state: 'open', closed_by: null });
		expect(await at('2026-07-20')).toBe(0);
		await agree('2026-07-20');
		await on.rebuilt();
	});

	it('cases that the list leaves out are not told of: stopped by law, closed, tried', async () => {
		await on.tell(
			filed(1),
			filed(2),
			{ ...filed(3), caseNumber: '（2026）示0204民初3号' },
			fact('exclusion-started', '2026-07-01', { exclusionId: 'x1', ground: '中止执行', from: '2026-07-10' }),
			fact('case-closed', '2026-07-01', { mode: 'ended' }, 2),
		);
		expect(await at('2026-08-20')).toBe(0);
		expect(await world.store.read.selectFrom('notice').select('id').where('topic', '=', 'silent').execute()).toEqual([]);
		await agree('2026-08-20');
		// The stop ends: the days without a step are what they are, in the list as in the notice.
		await on.tell(fact('exclusion-ended', '2026-08-21', { exclusionId: 'x1', to: '2026-08-21' }));
		expect(await at('2026-08-21T12:00:00+08:00')).toBe(0);
		expect(await at('2026-08-22')).toBe(1);
		expect(await told()).toEqual([['/silent/2026-07-01/L2', 2]]);
		await agree('2026-08-22');
	});

	it('while a case is stopped an unsigned notice waits; then it goes up', async () => {
		await on.tell(filed(1));
		await at('2026-07-16');
		await on.tell(fact('exclusion-started', '2026-07-17', { exclusionId: 'x1', ground: '中止执行', from: '2026-07-17' }));
		world.at('2026-07-28');
		expect(await raiseNotices(world.context)).toMatchObject({ again: 0, silent: 0 });
		await on.tell(fact('exclusion-ended', '2026-07-28', { exclusionId: 'x1', to: '2026-07-28' }));
		world.at('2026-07-29');
		expect(await raiseNotices(world.context)).toMatchObject({ again: 1, silent: 0 });
	});

	it('nobody signs: one level higher with the label, then with the president; the level of 30 days is still told', async () => {
		await on.tell(filed(1));
		await on.beat('2026-07-16');
		await on.beat('2026-07-22T00:00:00+08:00');
		expect(await on.last(key)).toMatchObject({
			id: `${stem('2026-07-01')}/L2R`,
			level: 2,
			label: 'unsigned',
			from: `${stem('2026-07-01')}/L1`,
		});
		await on.beat('2026-07-25T00:00:00+08:00');
		expect(await on.last(key)).toMatchObject({ id: `${stem('2026-07-01')}/L3RR`, level: 3 });
		await on.beat('2026-07-28T00:00:00+08:00');
		expect(await on.last(key)).toMatchObject({ id: `${stem('2026-07-01')}/L3PRR`, level: 3 });
		expect((await offices()).at(-1)).toBe('president=qin');
		await on.beat('2026-07-31T09:00:00+08:00');
		expect(await on.last(key)).toMatchObject({ id: `${stem('2026-07-01')}/L2`, level: 2 });
		expect((await on.last(key)).label).toBeUndefined();
		await agree('2026-07-31');
		await on.rebuilt();
	});

	it('a reason holds the notices back while it runs; the day after, the case is told of at its present level', async () => {
		await on.tell(filed(1));
		await at('2026-07-16');
		const source = sourceOf(world.context);
		const shown = async () => caseNoticesView(source, supervisor, await on.stored(), viewCase((await on.stored()).state)!);
		expect((await shown()).maySilence[0]).toEqual({ nodeId: key, name: '消极执行（全案）' });
		expect(await on.silence(handler, '2026-08-05', '等待评估机构出具评估报告，月末可得', key)).toMatchObject({ code: 'forbidden' });
		expect(await on.silence(division, '2026-08-05', '等待评估机构出具评估报告，月末可得', key)).toEqual({
			ok: true,
			id: `${key}/silence-1`,
		});
		expect(await on.silence(chief, '2026-08-05', '等待评估机构出具评估报告，月末可得', key)).toMatchObject({ code: 'silence-open' });
		expect(await silenceViews(source, chief)).toMatchObject([{ nodeName: '消极执行', byName: 'feng' }]);
		expect((await shown()).maySilence.map((each) => each.nodeId)).not.toContain(key);
		expect(await at('2026-07-31')).toBe(0);
		world.at('2026-08-06');
		expect(await raiseNotices(world.context)).toMatchObject({ silencesOver: 2, again: 0, silent: 0 });
		expect(await on.last(key)).toMatchObject({ id: `${stem('2026-07-01')}/L2S1`, level: 2, label: 'silence-over' });
		await agree('2026-08-06');
		await on.rebuilt();
	});

	it('a reason ends with the spell that it explains: the next silence is told of', async () => {
		await on.tell(filed(1));
		await at('2026-07-16');
		expect(await on.silence(division, '2026-08-14', '等待评估机构出具评估报告，月末可得', key)).toMatchObject({ ok: true });
		await on.tell(fact('net-query-launched', '2026-07-18'));
		expect(await at('2026-08-02')).toBe(1);
		expect(await on.last(key)).toMatchObject({ id: `${stem('2026-07-18')}/L1` });
		await on.tell(fact('case-closed', '2026-08-03', { mode: 'ended' }));
		expect((await on.rows(key)).at(-1)).toMatchObject({ state: 'closed', closed_by: 'void', closed_on: '2026-08-03' });
		expect(await on.silence(division, '2026-08-14', '等待评估机构出具评估报告，月末可得', key)).toMatchObject({ code: 'node-ended' });
	});

	it('each court counts by its own days, also the days to sign; a transfer begins anew at the new court', async () => {
		await putDirectory(world.context, {
			courts: [
				{
					...{ code: 'dc', name: '东川县人民法院', level: 'basic' },
					settings: { silentDays: [20, 40, 80], noticeReplyDays: [5, 4, 3, 2] },
				},
			],
		});
		await on.tell(filed(1));
		expect(await at('2026-07-20')).toBe(0);
		expect(await at('2026-07-21')).toBe(1);
		// Five working days from Tuesday.
		expect(await on.rows(key)).toMatchObject([{ level: 1, reply_by: '2026-07-28' }]);
		await on.tell(fact('case-transferred', '2026-07-22', { toCourt: 'xl', ground: '管辖' }));
		expect((await on.rows(key))[0]).toMatchObject({ state: 'closed', closed_by: 'moved' });
		expect(await at('2026-08-05')).toBe(0);
		expect(await at('2026-08-06')).toBe(1);
		expect((await on.rows(key)).at(-1)).toMatchObject({ court_code: 'xl', due_on: '2026-07-22', reply_by: '2026-08-11' });
	});

	it('stands in the boxes in words, and apart on the wall', async () => {
		await on.tell(filed(1));
		await at('2026-07-31');
		const box = await noticeBoxView(sourceOf(world.context), handler, { box: 'mine', state: 'open' });
		const [row] = box.rows.filter((each) => each.topic === 'silent');
		expect(row).toMatchObject({ nodeName: '消极执行', clockName: '末次办理：立案', dueOn: '2026-07-01', daysLeft: -30, maySign: true });
		expect(await countNotices(world.store.read, ['dc'], '2026-07-31' as CourtDate)).toMatchObject({ silent: 1, unlock: 0 });
		await on.tell(fact('net-query-launched', '2026-07-31'));
		const closed = await noticeBoxView(sourceOf(world.context), handler, { box: 'mine', state: 'closed' });
		expect(closed.rows.find((each) => each.topic === 'silent')).toMatchObject({ closedText: '已有新的办理' });
		expect(await countNotices(world.store.read, ['dc'], '2026-07-31' as CourtDate)).toMatchObject({ silent: 0 });
	});

	it('costs what is due: cases that were told of, that are explained, closed or not due are not looked at', async () => {
		await on.tell(...Array.from({ length: 40 }, (_, index) => filed(index + 1)));
		expect(await at('2026-07-16')).toBe(40);
		const due = (today: string, since: readonly [string, string, string]) =>
			readUntoldSilent(world.store.read, [{ courts: ['dc'], today: today as CourtDate, since }], 1000);
		expect(await due('2026-07-17', ['2026-07-02', '2026-06-17', '2026-05-18'])).toEqual([]);
		expect(await due('2026-07-31', ['2026-07-16', '2026-07-01', '2026-06-01'])).toHaveLength(40);
		const list = await readSilent(world.store.read, {
			...{ groups: [{ courts: ['dc'], since: ['2026-07-02', '2026-06-17', '2026-05-18'] }], today: '2026-07-17' },
			...{ offset: 0, limit: 100 },
		});
		expect(list).toHaveLength(40);
		await agree('2026-07-17');
	});
});
