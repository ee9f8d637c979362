import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import { endExclusion } from '../../server/flows/period.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';
import {
	key,
	civilNumber,
	civil,
	handler,
	division,
	vice,
	president,
	above,
	deduct,
	worked,
	extend,
	convert,
	periodWorld,
} from '../support/periods.ts';

describe.each(engines)('supervision of period changes (%s)', (engine) => {
	let world: World;
	let on: ReturnType<typeof periodWorld>;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-07-01');
		on = periodWorld(world);
	});
	afterEach(() => world.close());

	it('an open-ended deduction freezes the clock, is listed with its days, warns after thirty, and is ended by hand', async () => {
		await on.openCase();
		const id = await on.grant(deduct, [vice]);
		expect(await on.clockOf()).toMatchObject({ frozen: 1, due_on: null, next_at: null });
		world.at('2026-08-04');
		expect(await on.views().supervised(above, { court: 'zy' })).toMatchObject({
			total: 1,
			long: 0,
			rows: [{ frozenDays: 30, long: false }],
		});
		world.at('2026-08-10');
		const list = await on.views().supervised(above, {});
		expect(list).toMatchObject({ total: 1, long: 1, longFreezeDays: 30 });
		expect(list.rows).toMatchObject([
			{
				...{
					caseNumber: '（2026）示0204执1号',
					handlerName: '李某某',
					courtName: '东川县人民法院',
					daysDeducted: 36,
					frozenDays: 36,
					long: true,
				},
				counts: [{ kind: 'deduction', kindName: '扣除', count: 1 }],
				since: '2026-07-06',
				open: [{ openExclusionId: id, days: 36, long: true }],
			},
		]);
		const end = (to: string, who: Principal = handler, documentNo = '恢1号') =>
			endExclusion(world.context, who, actorOf(who), key, id, { to: to as never, documentNo });
		expect(await end('2026-08-09', above)).toMatchObject({ code: 'forbidden' });
		expect(await end('2026-07-05')).toMatchObject({ code: 'to-before-from' });
		expect(await end('2026-08-11')).toMatchObject({ code: 'to-in-future' });
		expect(await end('2026-08-09', handler, ' ')).toMatchObject({ code: 'document-missing' });
		expect(
			await endExclusion(world.context, handler, actorOf(handler), key, 'x', { to: '2026-08-09' as never, documentNo: '1' }),
		).toMatchObject({
			code: 'not-found',
		});
		expect(await end('2026-08-09')).toMatchObject({ ok: true });
		// 07-08 and 35 days.
		expect(await on.clockOf()).toMatchObject({ frozen: 0, due_on: '2026-08-12' });
		expect(await on.changes()).toMatchObject([{ to_day: '2026-08-09', days: 35 }]);
		expect(await end('2026-08-10')).toMatchObject({ code: 'exclusion-ended' });
		expect(await end('2026-08-08')).toMatchObject({ ok: true });
		expect(await on.clockOf()).toMatchObject({ due_on: '2026-08-11' });
		expect(await on.views().supervised(above, {})).toMatchObject({ total: 1, long: 0, rows: [{ daysDeducted: 34, open: [] }] });
	});

	it('a simple case becomes an ordinary one by the whole chain; before it is granted the page says what would move', async () => {
		await on.openCivil();
		expect(await on.ask(convert, handler, civil)).toMatchObject({ ok: true });
		const page = await on.views().request(division, `${civil}-P1`);
		expect(page).toMatchObject({
			ok: true,
			view: { mayDecide: true, request: { what: '转为普通程序', groundName: '简易程序转为普通程序' } },
		});
		const effects = page.ok ? page.view.effects : [];
		expect(effects).toContainEqual(
			expect.objectContaining({ nodeId: `${civil}/tri-close-simple/-/1`, before: '2026-09-22', afterText: '不适用', missed: false }),
		);
		expect(effects).toContainEqual(
			expect.objectContaining({ nodeId: `${civil}/tri-close-ordinary/-/1`, beforeText: '新增', after: '2026-12-22' }),
		);
		for (const [step, each] of [division, vice, president].entries()) await on.decide(`${civil}-P1`, each, step);
		const rows = await world.store.read.selectFrom('case_file').select('procedure').where('case_key', '=', civil).execute();
		expect(rows).toEqual([{ procedure: 'ordinary' }]);
		expect(await on.changes()).toMatchObject([{ kind: 'conversion', ground: 'conv-simple-ordinary', from_day: '2026-07-06' }]);
		expect((await on.views().supervised(division, {})).rows).toMatchObject([
			{ counts: [{ kindName: '程序转换', count: 1 }], procedureName: '普通程序' },
		]);
	});

	it('隐性超审限: a case inside its limit only by deductions is listed with gross and net age', async () => {
		await on.openCivil();
		await on.grant({ ...worked, ground: 'ded-trial-appraisal' }, [vice], civil);
		const listed = async () => (await on.views().hiddenOverdue(above, { court: 'dc' })).rows;
		world.at('2026-09-22');
		expect(await listed()).toEqual([]);
		world.at('2026-10-12');
		expect(await listed()).toMatchObject([
			{
				...{ caseNumber: civilNumber, nodeName: '简易程序审限', grossDueOn: '2026-09-22', dueOn: '2026-12-16', frozen: false },
				// 112 days since 06-22, of which 85 were deducted.
				...{ grossAgeDays: 112, netAgeDays: 27, hiddenDays: 20 },
				ledger: [{ kind: 'exclusion', kindName: '扣除', days: 85, documentNo: deduct.documentNo }],
			},
		]);
		expect(await on.views().hiddenOverdue(person('wang', 'handler', 'dc', 'self'), {})).toMatchObject({ total: 0, rows: [] });
		world.at('2026-12-17');
		expect(await listed()).toEqual([]);
	});

	it('the lists are paged, and open exclusions come first, the longest first', async () => {
		await on.openCase();
		for (const n of [2, 3, 4])
			await world.send([
				{ caseNumber: `（2026）示0204执${n}号`, type: 'case-filed', occurredAt: '2026-06-22', data: { handler: 'li' } },
				{
					...{ caseNumber: `（2026）示0204执${n}号`, type: 'exclusion-started', occurredAt: `2026-07-0${6 - n}` },
					data: { exclusionId: 'x', ground: '评估', from: `2026-07-0${6 - n}` },
				},
			]);
		await on.grant(worked, [vice]);
		const pages: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await on.views().supervised(above, { limit: 1, ...(cursor ? { cursor } : {}) });
			pages.push(...page.rows.map((row) => row.caseNumber.replace(/^.*执|号/g, '')));
			cursor = page.nextCursor;
		} while (cursor);
		expect(pages).toEqual(['4', '3', '2', '1']);
		expect((await on.views().deductions(above)).rows).toMatchObject([
			{
				groundName: '评估',
				statutory: false,
				count: 3,
				cases: 3,
				days: 5 + 4 + 3,
				longest: { caseNumber: '（2026）示0204执4号', days: 5, open: true },
				repeated: [],
			},
			{ statutory: true, count: 1, cases: 1, days: 1, longest: { days: 85, open: false } },
		]);
	});

	it('the boxes and the form show each person what is his', async () => {
		await on.openCase();
		await on.grant(worked, [vice]);
		const { id } = (await on.ask(extend)) as { id: string };
		const box = async (who: Principal, name: 'inbox' | 'sent' | 'done') => {
			const found = await on.views().inbox(who, name);
			return found.ok ? found.view.rows.map((row) => row.requestId) : [];
		};
		expect(await box(division, 'inbox')).toEqual([id]);
		expect(await box(vice, 'inbox')).toEqual([]);
		expect(await box(handler, 'sent')).toEqual([id]);
		expect(await box(vice, 'done')).toEqual([`${key}-P1`]);
		const form = await on.views().form(handler, (await on.stored()).id!);
		expect(form.ok && form.view).toMatchObject({
			...{ mayRequest: true, locked: false, mayEnd: true, firstFrom: '2026-06-22', lastFrom: '2026-08-05' },
			nodes: expect.arrayContaining([
				{ node: 'enf-auction-start', subject: 'a1', name: '启动拍卖', dueOn: '2026-10-08', frozen: false, overdue: false },
			]) as object[],
			grounds: expect.arrayContaining([
				expect.objectContaining({ code: 'ded-appraisal', repeated: true, chain: ['分管审判管理的院领导', '院长'] }),
				expect.objectContaining({ code: 'ext-enforcement', repeated: false, chain: ['庭长', '分管院领导', '院长'], mostText: '3个月' }),
			]) as object[],
			earlier: [{ kindName: '扣除', days: 85 }],
			open: [{ id, what: '启动拍卖 延长1个月' }],
		});
		await on.decide(id, division, 0, 'return', '补材料');
		expect(await box(handler, 'inbox')).toEqual([id]);
		expect(await on.views().form(person('x', 'handler', 'xl', 'self'), (await on.stored()).id!)).toMatchObject({ ok: false, status: 404 });
	});
});
