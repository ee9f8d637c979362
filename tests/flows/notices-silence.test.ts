import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmLock } from '../../server/flows/unlock.ts';
import { signWeek } from '../../server/flows/weekly-review.ts';
import { appendAndFold } from '../../server/flows/fold-cases.ts';
import { systemEvent } from '../../server/flows/system-events.ts';
import { raiseNotices } from '../../server/flows/notices.ts';
import { endPost } from '../../server/flows/supervisors.ts';
import { countSilenced, readSilencedNodes } from '../../server/store/notice-readers.ts';
import { readPosts } from '../../server/store/supervisors.ts';
import { readReceiverFigures } from '../../server/store/week-readers.ts';
import { noticeBoxView } from '../../server/views/notice-views.ts';
import { supervisorsView } from '../../server/views/notice-posts.ts';
import { weeklyView } from '../../server/views/notice-week.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { above, auction, chief, division, handler, key, noticeWorld, staffed, stem, supervisor } from '../support/notices.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

describe.each(engines)('silences, posts and weeks (%s)', (engine) => {
	let world: World;
	let on: ReturnType<typeof noticeWorld>;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-07-01');
		await staffed(world);
		on = noticeWorld(world);
	});
	afterEach(() => world.close());

	it('while a node is explained nothing below a lock is raised; the day after, it fires again at its present level', async () => {
		await on.openCase();
		await on.beat('2026-07-05T09:00:00+08:00');
		expect(await on.silence(handler, '2026-07-10')).toMatchObject({ code: 'forbidden' });
		expect(await on.silence(person('zhao', 'vice-president', 'dc'), '2026-07-10')).toMatchObject({ code: 'forbidden' });
		expect(await on.silence(supervisor, '2026-07-10', '等答复')).toMatchObject({ code: 'reason-short' });
		expect(await on.silence(supervisor, '2026-07-04')).toMatchObject({ code: 'until-past' });
		expect(await on.silence(supervisor, '2026-08-05')).toMatchObject({ code: 'until-late' });
		expect(await on.silence(supervisor, '2026-07-10', '等待上级法院对案外人异议的答复', `${key}/enf-nothing/-/1`)).toMatchObject({
			code: 'not-found',
		});
		expect(await on.silence(supervisor, '2026-07-10')).toEqual({ ok: true, id: `${auction}/silence-1` });
		expect(await on.silence(division, '2026-07-10')).toMatchObject({ code: 'silence-open' });
		// Whoever is put in charge of the team may explain its nodes as well.
		const gu = person('gu', 'handler', 'dc', 'self');
		expect(await on.silence(gu, '2026-07-10')).toMatchObject({ code: 'forbidden' });
		expect(await on.post(chief, { person: 'gu', unit: 'dc-fine', from: '2026-07-05' })).toMatchObject({ ok: true });
		expect(await on.silence(gu, '2026-07-10')).toMatchObject({ code: 'silence-open' });
		expect(await countSilenced(world.store.read, ['dc', 'xl'])).toBe(1);
		expect(await countSilenced(world.store.read, ['xl'])).toBe(0);
		expect(await readSilencedNodes(world.store.read, [auction])).toEqual(new Map([[auction, '2026-07-10']]));
		// Rung, sign-for day and expiry pass unsaid; the clock and its marks are as ever.
		await on.beat('2026-07-09T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		expect((await on.notices()).map((notice) => notice.level)).toEqual([1]);
		expect((await on.stored()).nodes.find((node) => node.id === auction)).toMatchObject({ phase: 'overdue' });
		await on.beat('2026-07-10T23:59:00+08:00', '2026-07-08T12:00:00+08:00');
		expect((await on.notices()).length).toBe(1);
		await on.beat('2026-07-11T00:00:00+08:00', '2026-07-08T12:00:00+08:00');
		expect(await on.last()).toMatchObject({ id: `${stem}/L3S1`, level: 3, label: 'silence-over' });
		expect((await on.kept()).find((item) => item.kind === 'silence')).toMatchObject({ endedOn: '2026-07-11' });
		expect(await countSilenced(world.store.read, ['dc'])).toBe(0);
		await raiseNotices(world.context);
		expect((await on.notices()).length).toBe(2);
		await on.rebuilt();
	});

	it('a silence hides no lock, ends early by word, and ends with its node', async () => {
		await on.openCase();
		await on.beat('2026-07-05T09:00:00+08:00');
		expect(await on.silence(chief, '2026-07-30')).toMatchObject({ ok: true });
		await on.beat('2026-07-09T09:00:00+08:00', '2026-07-09T08:30:00+08:00');
		expect((await on.stored()).state.locks).toMatchObject([{ phase: 'active' }]);
		expect((await on.notices()).map((notice) => notice.level)).toEqual([1, 4]);
		expect(await on.endSilence(handler, `${auction}/silence-1`)).toMatchObject({ code: 'forbidden' });
		expect(await on.endSilence(division, `${auction}/silence-1`)).toMatchObject({ ok: true });
		expect(await on.endSilence(division, `${auction}/silence-1`)).toMatchObject({ code: 'silence-over' });
		expect(await on.last()).toMatchObject({ id: `${stem}/L4S1`, level: 4, label: 'silence-over' });
		await on.openCase('（2026）示0204执2号', 'wang');
		const other = auction.replace('执1号', '执2号');
		expect(await on.silence(supervisor, '2026-07-12', '等待评估机构补正评估报告', other)).toMatchObject({ ok: true });
		await on.tell({
			caseNumber: '（2026）示0204执2号',
			type: 'auction-started',
			occurredAt: '2026-07-09',
			data: { assetId: 'a1', round: 1, opensOn: '2026-08-01' },
		});
		expect(await countSilenced(world.store.read, ['dc'])).toBe(0);
		await on.beat('2026-07-20');
		expect((await on.notices(other)).map((notice) => notice.label)).not.toContain('silence-over');
		await on.rebuilt();
	});

	it('posts: only the chief or the president, never into the past; history is kept and gaps are named', async () => {
		await on.openCase();
		await on.openCase('（2026）示0204执2号', 'wang');
		const source = sourceOf(world.context);
		expect((await supervisorsView(source, chief))?.gaps).toEqual([
			{ unit: 'dc-fast', name: '速执团队', open: 1 },
			{ unit: 'dc-fine', name: '精执团队', open: 1 },
		]);
		expect(await on.post(supervisor, { person: 'gu', unit: 'dc-fast' })).toMatchObject({ code: 'forbidden' });
		expect(await on.post(above, { person: 'gu', unit: 'dc-fast' })).toMatchObject({ code: 'forbidden' });
		expect(await on.post(chief, { person: 'xu', unit: 'dc-fast' })).toMatchObject({ code: 'person-unknown' });
		expect(await on.post(chief, { person: 'gu' })).toMatchObject({ code: 'post-object' });
		expect(await on.post(chief, { person: 'gu', unit: 'dc-fast', node: 'enf-close' })).toMatchObject({ code: 'post-object' });
		expect(await on.post(chief, { person: 'gu', node: 'enf-nothing' })).toMatchObject({ code: 'node-unknown' });
		expect(await on.post(chief, { person: 'gu', unit: 'dc-fast', from: '2026-06-30' })).toMatchObject({ code: 'from-past' });
		expect(await on.post(chief, { person: 'gu', unit: 'dc-fast', from: '2026-02-30' })).toMatchObject({ code: 'bad-day' });
		const { id } = (await on.post(chief, { person: 'gu', unit: 'dc-fast' })) as { id: string };
		expect(await on.post(chief, { person: 'sun', unit: 'dc-fast', to: '2026-07-31' })).toMatchObject({ ok: true });
		expect((await supervisorsView(source, chief))?.gaps).toMatchObject([{ unit: 'dc-fine' }]);
		world.at('2026-07-10');
		const end = (to: string) => endPost(world.context, chief, actorOf(chief), Number(id), to as never);
		expect(await end('2026-07-09')).toMatchObject({ code: 'to-past' });
		expect(await end('2026-07-10')).toMatchObject({ ok: true });
		world.at('2026-07-11');
		expect(await end('2026-07-11')).toMatchObject({ code: 'post-ended' });
		expect(await readPosts(world.store.read)).toMatchObject([
			{ person: 'gu', unit: 'dc-fast', from: '2026-07-01', to: '2026-07-10', setBy: 'zheng', endedBy: 'zheng' },
			{ person: 'sun', unit: 'dc-fast' },
		]);
	});

	it('the week of a supervisor, of a chief, and of a unit, which its chief signs: the figures stay as signed', async () => {
		await on.openCase();
		await on.openCase('（2026）示0204执2号', 'wang');
		const [one, two] = [`${stem}/L1`, `${stem.replace('执1号', '执2号')}/L1`];
		await on.beat('2026-07-06T09:00:00+08:00');
		await on.sign(supervisor, one, two);
		await on.answer(handler, one);
		await on.beat('2026-07-07T09:00:00+08:00');
		await on.tell({
			id: 'auc',
			type: 'auction-started',
			occurredAt: '2026-07-08',
			data: { assetId: 'a1', round: 1, opensOn: '2026-08-01' },
		});
		await on.beat('2026-07-09T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		expect(await on.silence(supervisor, '2026-07-12', '等待评估机构补正评估报告', auction.replace('执1号', '执2号'))).toMatchObject({
			ok: true,
		});
		const scope = { courts: ['dc'], from: '2026-07-06', to: '2026-07-12' };
		expect(await readReceiverFigures(world.store.read, scope, ['supervisor'])).toEqual([
			// Two of them about silence: nothing was done in these cases for fifteen days on 07-07.
			{
				person: 'sun',
				court: 'dc',
				received: 7,
				silent: 2,
				unlock: 0,
				signed: 2,
				signedInTime: 2,
				answered: 0,
				metInTime: 1,
				metLate: 0,
				stillOpen: 1,
			},
		]);
		expect(await readReceiverFigures(world.store.read, scope, ['division-chief', 'enforcement-chief'])).toMatchObject([
			{ person: 'feng', received: 1, signed: 0, metInTime: 1 },
			{ person: 'zheng', received: 2, stillOpen: 1 },
		]);
		const source = sourceOf(world.context);
		const week = async (who = chief) => (await weeklyView(source, who, { week: '2026-07-08' }))!;
		expect(await week()).toMatchObject({
			...{ from: '2026-07-06', to: '2026-07-12', running: true },
			supervisors: [{ name: 'sun', received: 7, silent: 2, signed: 2, silences: 1 }],
			overdue: [{ caseNumber: '（2026）示0204执2号', handlerName: 'wang', overdueDays: 1 }],
		});
		const ask = { unit: 'dc-fine', week: '2026-07-06' as never, note: '已逐件核查' };
		const signAs = (who: typeof chief, input = ask) => signWeek(world.context, who, actorOf(who), input);
		expect(await signAs(division)).toMatchObject({ code: 'week-running' });
		world.at('2026-07-13');
		expect((await week(division)).units).toMatchObject([
			{ unit: 'dc-fine', received: 3, silent: 1, byLevel: [2, 1, 0, 0], signed: 1, answered: 1, metInTime: 1, maySign: true },
			{ unit: 'dc-fast', received: 4, silent: 1, byLevel: [2, 1, 1, 0], silences: 1, maySign: false },
		]);
		expect(await signAs(chief)).toMatchObject({ code: 'forbidden' });
		expect(await signAs(division, { ...ask, week: '2026-07-07' as never })).toMatchObject({ code: 'bad-week' });
		expect(await signAs(division, { ...ask, note: ' ' })).toMatchObject({ code: 'note-missing' });
		expect(await signAs(division)).toMatchObject({ ok: true });
		expect(await signAs(division)).toMatchObject({ code: 'week-signed' });
		// 速执团队 has no division chief.
		expect(await signAs(chief, { ...ask, unit: 'dc-fast' })).toMatchObject({ ok: true });
		const frozen = (await week()).units[0]!;
		await on.tell({ type: 'event-withdrawn', occurredAt: '2026-07-13', data: { source: 'cms', id: 'auc', reason: '误报' } });
		await on.answer(division, `${stem}/L2`);
		expect((await week()).units[0]).toEqual(frozen);
		expect(frozen.review).toMatchObject({ byName: 'feng', note: '已逐件核查', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
		expect((await week()).unsigned.find((row) => row.unit === 'dc-fine')?.weeks).not.toContain('2026-07-06');
	});

	it('the boxes: what was sent to me, what my court has, by level and state, page by page', async () => {
		await on.openCase();
		await on.openCase('（2026）示0204执2号', 'wang');
		await on.beat('2026-07-06');
		await on.beat('2026-07-07');
		const source = sourceOf(world.context);
		const box = (who: typeof chief, filter: object, limit?: number) =>
			noticeBoxView(source, who, { box: 'mine', state: 'open', ...filter }, limit);
		const own = await box(handler, {});
		expect(own.rows.map((row) => [row.caseNumber, row.levelName, row.nodeName, row.maySign])).toEqual([
			['（2026）示0204执1号', '警告', '启动拍卖', true],
			['（2026）示0204执1号', '提醒', '消极执行', true],
			['（2026）示0204执1号', '提醒', '启动拍卖', true],
		]);
		expect(own).toMatchObject({ total: 3, byLevel: { 1: 2, 2: 1, 3: 0, 4: 0 }, byState: { open: 3, all: 3 }, ownOnly: true });
		expect((await box(chief, { box: 'court', level: 1 })).rows.map((row) => row.maySign)).toEqual([false, false, false, false]);
		const first = await box(above, { box: 'court', court: 'dc' }, 4);
		const second = await box(above, { box: 'court', court: 'dc', cursor: first.nextCursor }, 4);
		expect([...first.rows, ...second.rows].map((row) => row.id).length).toBe(6);
		expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(6);
		expect((await box(above, { box: 'court', court: 'xl' })).total).toBe(0);
		// Whoever has the case now stands for the handler before.
		await on.tell({ type: 'handler-assigned', occurredAt: '2026-07-07', data: { handler: 'wang' } });
		const wang = person('wang', 'handler', 'dc', 'self');
		expect((await box(wang, {})).total).toBe(6);
		expect(await on.sign(wang, `${stem}/L2`)).toMatchObject({ ok: true, signed: 1 });
	});

	it('a proposed lock is told of when the duty officer confirms it', async () => {
		await on.openCase();
		await on.beat('2026-07-09T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		const stored = await on.stored();
		const now = world.context.now();
		await world.store.write(async (write) => {
			const cases = new Map([[key, stored]]);
			const data = { lockId: `${key}-L1`, nodeIds: [auction], repeat: 0, state: 'proposed', dueOn: { [auction]: '2026-07-08' } };
			await appendAndFold(
				world.context,
				write,
				cases,
				[systemEvent(stored, { id: `${key}-L1/locked`, type: 'case-locked', data }, now)],
				now,
			);
		});
		await raiseNotices(world.context);
		expect(await on.last()).toMatchObject({ level: 3 });
		const duty = person('duty', 'duty-officer', 'dc');
		expect(await confirmLock(world.context, duty, actorOf(duty), `${key}-L1`, 'confirm')).toMatchObject({ ok: true });
		await raiseNotices(world.context);
		expect(await on.last()).toMatchObject({ level: 4, id: `${stem}/L4` });
		await raiseNotices(world.context);
		expect((await on.notices()).filter((notice) => notice.level === 4).length).toBe(1);
		await on.rebuilt();
	});
});
