import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RectificationWord } from '../../server/core/rectification/decide.ts';
import { daysLate } from '../../server/core/rectification/decide.ts';
import { moveRectification, openRectification, type RectificationInput } from '../../server/flows/rectifications.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import type { Principal } from '../../server/core/access/may.ts';
import type { RectificationRow } from '../../src/lib/contract/rectifications.ts';
import { rectificationsView } from '../../server/views/rectification-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { readOpenRectifications, readRectifications } from '../../server/store/rectification.ts';
import { auditLines, chief, cityManagement, handler, management, president, staffOffice, vice } from '../support/office.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

describe.each(engines)('rectifications (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await staffOffice(world);
	});
	afterEach(() => world.close());

	const open = (more: Partial<RectificationInput> = {}, who = management) =>
		openRectification(world.context, who, actorOf(who), {
			court: 'dc',
			unit: 'dc-fine',
			code: 'enf.close_rate',
			title: '二月执行案件结案率低于目标 6.20 个百分点',
			foundIn: '东川县法执通〔2026〕8号',
			owner: 'feng',
			dueOn: '2026-03-31',
			measures: '逐案列出结案计划，每周报告',
			...more,
		});
	const move = (id: string, word: RectificationWord, who = management) => moveRectification(world.context, who, actorOf(who), id, word);
	const opened = async (more: Partial<RectificationInput> = {}) => {
		const done = await open(more);
		if (!done.ok) throw new Error(done.message);
		return done.id;
	};
	const item = async (id: string) => (await readRectifications(world.store.read, { id }))[0]!;

	it('are carried until closed, with every move, and the record of whom was called to account', async () => {
		const id = await opened();
		expect(await readOpenRectifications(world.store.read, ['dc'], '2026-03-02' as CourtDate)).toMatchObject([
			{ id, state: 'open', foundOn: '2026-03-02', owner: 'feng' },
		]);
		world.at('2026-03-20');
		expect(await move(id, { move: 'progress', text: '已结 6 件，余 4 件' }, chief)).toMatchObject({ ok: true });
		expect(await move(id, { move: 'extend', text: '两件待鉴定意见', dueOn: '2026-04-15' })).toMatchObject({ ok: true });
		expect(await move(id, { move: 'urge', text: '月底前结清' }, vice)).toMatchObject({ ok: true });
		world.at('2026-04-20');
		expect(daysLate(await item(id), '2026-04-20' as never)).toBe(5);
		expect(await move(id, { move: 'talk', text: '约谈部门负责人' }, president)).toMatchObject({ ok: true });
		expect(await move(id, { move: 'close', text: '四月结案率 96.40%，达标' })).toMatchObject({ ok: true });
		expect(await readOpenRectifications(world.store.read, ['dc'], '2026-04-20' as CourtDate)).toEqual([]);
		expect(await readOpenRectifications(world.store.read, ['dc'], '2026-04-19' as CourtDate)).toHaveLength(1);
		expect(await item(id)).toMatchObject({ state: 'closed', closedOn: '2026-04-20', closedBy: 'mo', closing: '四月结案率 96.40%，达标' });
		expect(await move(id, { move: 'reopen', text: '五月再次低于目标', dueOn: '2026-05-31' })).toMatchObject({ ok: true });
		const again = await item(id);
		expect(again).toMatchObject({ state: 'open', dueOn: '2026-05-31' });
		expect(again).not.toHaveProperty('closedOn');
		expect(again.steps.map((step) => `${step.move} ${step.by} ${step.dueOn ?? ''}`)).toEqual([
			'opened mo 2026-03-31',
			'progress feng ',
			'extend mo 2026-04-15',
			'urge zhao ',
			'talk qin ',
			'close mo ',
			'reopen mo 2026-05-31',
		]);
		expect((await auditLines(world)).slice(-7)).toEqual(
			['open', 'progress', 'extend', 'urge', 'talk', 'close', 'reopen'].map((each) => `rectify.${each} ok`),
		);
	});

	it('belong to their people: who set it extends it, the owner reports and never closes what is his own', async () => {
		const id = await opened({ owner: 'li' });
		expect(await move(id, { move: 'progress', text: '进展' }, handler)).toMatchObject({ ok: true });
		expect(await move(id, { move: 'progress', text: '进展' }, person('xu', 'handler', 'xl', 'self'))).toMatchObject({
			ok: false,
			code: 'forbidden',
		});
		expect(await move(id, { move: 'extend', text: '延期', dueOn: '2026-04-30' }, president)).toMatchObject({
			ok: false,
			message: '延期由提出整改的人决定',
		});
		expect(await move(id, { move: 'close', text: '完成' }, chief)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await move(id, { move: 'talk', text: '约谈' }, chief)).toMatchObject({ ok: false, code: 'forbidden' });
		const own = await opened({ code: 'enf.avg_days', owner: 'mo' });
		expect(await move(own, { move: 'close', text: '完成' })).toMatchObject({
			ok: false,
			message: '销号由审管办或院长决定，责任人本人除外',
		});
		expect(await move(own, { move: 'close', text: '完成' }, president)).toMatchObject({ ok: true });
	});

	it('closed ones come a page at a time, the latest first; each stands on one page, and open ones are counted apart', async () => {
		// Three closed on each day, more than two pages of them; one of another court, one still open.
		const codes = ['enf.close_rate', 'enf.avg_days', 'fund.pay_rate'];
		const ids: string[] = [];
		for (let n = 0; n < 15; n += 1) {
			world.at(`2026-03-${String(2 + n).padStart(2, '0')}`);
			for (const code of codes) {
				const id = await opened({ code, owner: n % 5 === 0 ? 'li' : 'feng', dueOn: '2026-04-30' });
				expect(await move(id, { move: 'close', text: '完成' })).toMatchObject({ ok: true });
				ids.push(id);
			}
		}
		await opened({ dueOn: '2026-04-30' });
		const source = sourceOf(world.context);
		const listed = async (who: Principal) => {
			const rows: RectificationRow[] = [];
			const sizes: number[] = [];
			for (let cursor: string | undefined; ;) {
				const view = (await rectificationsView(source, who, { shown: 'closed', ...(cursor === undefined ? {} : { cursor }) }))!;
				expect(view.cursor).toBe(cursor);
				rows.push(...view.rows);
				sizes.push(view.rows.length);
				cursor = view.nextCursor;
				if (cursor === undefined) return { rows, sizes, counts: view.counts };
			}
		};
		const all = await listed(management);
		expect(all.sizes).toEqual([20, 20, 5]);
		expect(all.rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
		const days = all.rows.map(({ closedOn }) => closedOn!);
		expect(days).toEqual([...days].sort().reverse());
		expect(all.rows.every(({ steps }) => steps.length === 2)).toBe(true);
		expect(all.counts).toMatchObject({ open: 1, closed: 45 });
		const own = await listed(handler);
		expect([own.rows.length, own.counts.closed, own.sizes]).toEqual([9, 9, [9]]);
		// A place that nobody could have been given is no place.
		expect((await rectificationsView(source, management, { shown: 'closed', cursor: '2026-13-40_x' }))!.rows).toHaveLength(20);
	});

	it('are refused where something is missing, and a refused move leaves nothing behind', async () => {
		expect(await open({}, handler)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await open({ code: 'enf.nothing' })).toMatchObject({ ok: false, code: 'bad-indicator' });
		expect(await open({ owner: 'xu' })).toMatchObject({ ok: false, message: '责任人应为该院人员' });
		expect(await open({ unit: 'xl-one' })).toMatchObject({ ok: false, message: '该院没有这个部门' });
		expect(await open({ dueOn: '2026-03-01' })).toMatchObject({ ok: false, message: '完成日期不得早于今日' });
		expect(await open({ measures: ' ' })).toMatchObject({ ok: false, message: '请填写整改要求' });
		const id = await opened();
		expect(await open()).toMatchObject({ ok: false, code: 'rectification-open' });
		expect(await open({ unit: 'dc-fast', owner: 'wang' }, cityManagement)).toMatchObject({ ok: true });
		expect(await move(id, { move: 'extend', text: '延期', dueOn: '2026-03-31' })).toMatchObject({
			ok: false,
			message: '新的完成日期应当晚于原完成日期',
		});
		expect(await move(id, { move: 'extend', text: ' ', dueOn: '2026-04-30' })).toMatchObject({ ok: false, message: '请填写延期理由' });
		expect(await move(id, { move: 'reopen', text: '再来', dueOn: '2026-04-30' })).toMatchObject({ ok: false, code: 'rectification-open' });
		expect((await item(id)).steps).toHaveLength(1);
		await move(id, { move: 'close', text: '完成' });
		expect(await move(id, { move: 'progress', text: '进展' }, chief)).toMatchObject({ ok: false, code: 'rectification-closed' });
		expect(await move(id, { move: 'circulate', text: '全院通报' })).toMatchObject({ ok: true });
		expect(await item(id)).toMatchObject({ state: 'closed', closing: '完成' });
		expect(await move('nothing', { move: 'close', text: '完成' })).toMatchObject({ ok: false, code: 'not-found' });
	});
});
