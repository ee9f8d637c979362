import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipientOf } from '../../server/core/notice/types.ts';
import { signNotices } from '../../server/flows/notice-replies.ts';
import { raiseNotices } from '../../server/flows/notices.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { readReceiverFigures } from '../../server/store/week-readers.ts';
import { caseNoticesView } from '../../server/views/notice-case.ts';
import { supervisorsView } from '../../server/views/notice-posts.ts';
import { noticeBoxView, silenceViews } from '../../server/views/notice-views.ts';
import { weeklyView } from '../../server/views/notice-week.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { viewCase } from '../../server/core/case/fold.ts';
import { auction, chief, division, handler, key, noticeWorld, staffed, stem, supervisor } from '../support/notices.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const second = '（2026）示0204执2号';
const other = auction.replace('执1号', '执2号');

describe.each(engines)('who is told when nobody acts (%s)', (engine) => {
	let world: World;
	let on: ReturnType<typeof noticeWorld>;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-07-01');
		await staffed(world);
		on = noticeWorld(world);
	});
	afterEach(() => world.close());
	const addressees = async (node = auction) =>
		(await on.last(node)).to.map((text) => recipientOf(text)).map(({ as, person: who }) => [as, who]);

	it('an unsigned 锁定 goes to the president also where the 督办 before it went there already', async () => {
		await on.openCase();
		await on.beat('2026-07-09T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		await on.beat('2026-07-11');
		expect(await on.last()).toMatchObject({ id: `${stem}/L3P`, from: `${stem}/L3` });
		await on.beat('2026-07-13T09:00:00+08:00', '2026-07-13T08:30:00+08:00');
		expect(await on.last()).toMatchObject({ id: `${stem}/L4`, level: 4, replyBy: '2026-07-14' });
		expect((await on.rows()).find((row) => row.id === `${stem}/L4`)).toMatchObject({ escalate_on: '2026-07-14' });
		await on.beat('2026-07-15');
		expect(await on.last()).toMatchObject({ id: `${stem}/L3P4`, level: 3, from: `${stem}/L4`, label: 'unsigned' });
		expect((await addressees()).at(-1)).toEqual(['president', 'qin']);
		await on.beat('2026-07-25');
		expect((await on.notices()).length).toBe(4);
		await on.rebuilt();
	});

	it('a silence does not hold back an unsigned 锁定', async () => {
		await on.openCase();
		await on.beat('2026-07-05T09:00:00+08:00');
		expect(await on.silence(chief, '2026-07-30')).toMatchObject({ ok: true });
		await on.beat('2026-07-09T09:00:00+08:00', '2026-07-09T08:30:00+08:00');
		expect((await on.notices()).map((notice) => notice.level)).toEqual([1, 4]);
		await on.beat('2026-07-11');
		expect((await on.notices()).map((notice) => notice.id)).toEqual(['L1', 'L4', 'L3P4'].map((mark) => `${stem}/${mark}`));
		await on.rebuilt();
	});

	it('after a silence a node is told of at the level it had reached, and goes up from there', async () => {
		await on.tell({ type: 'case-filed', occurredAt: '2026-06-22', data: { handler: 'li' } });
		const node = `${key}/enf-close/-/1`;
		await on.beat('2026-10-23');
		const first = (await on.last(node)).id;
		await on.beat('2026-10-29');
		expect(await on.last(node)).toMatchObject({ id: first.replace(/L1$/, 'L2R') });
		expect(await on.silence(supervisor, '2026-11-05', undefined, node)).toMatchObject({ ok: true });
		await on.beat('2026-11-06');
		expect(await on.last(node)).toMatchObject({ id: first.replace(/L1$/, 'L2S1'), level: 2, label: 'silence-over' });
		await on.beat('2026-11-11');
		expect(await on.last(node)).toMatchObject({ id: first.replace(/L1$/, 'L3RS1'), level: 3, from: first.replace(/L1$/, 'L2S1') });
		await on.beat('2026-11-13');
		expect(await on.last(node)).toMatchObject({ id: first.replace(/L1$/, 'L3PRS1'), level: 3 });
		expect((await addressees(node)).at(-1)).toEqual(['president', 'qin']);
		const ids = (await on.notices(node)).map((notice) => notice.id);
		expect(new Set(ids).size).toBe(ids.length);
		await on.rebuilt();
	});

	it('nobody watches a case of his own, nor without an account that works: the team does', async () => {
		await on.openCase();
		await on.openCase(second, 'wang');
		expect(await on.post(chief, { person: 'li', unit: 'dc-fine' })).toMatchObject({ ok: true });
		expect(await on.post(chief, { person: 'gu', unit: 'dc-fast' })).toMatchObject({ ok: true });
		const gaps = async () => (await supervisorsView(sourceOf(world.context), chief))!.gaps.map((gap) => gap.unit);
		// Whoever watches 精执团队 has all its cases himself.
		expect(await gaps()).toEqual(['dc-fine']);
		await on.openCase('（2026）示0204执3号', 'feng');
		expect(await gaps()).toEqual([]);
		await world.store.write(({ db }) =>
			db.updateTable('account').set({ disabled_at: '2026-07-02T00:00:00.000Z' }).where('id', '=', 'account-gu').execute(),
		);
		expect(await gaps()).toEqual(['dc-fast']);
		await on.beat('2026-07-05');
		expect(await addressees()).toEqual([
			['handler', 'li'],
			['supervisor', 'sun'],
		]);
		expect(await addressees(other)).toEqual([
			['handler', 'wang'],
			['supervisor', 'sun'],
		]);
		// A colleague's case in the same team is his to watch.
		expect((await addressees(auction.replace('执1号', '执3号')))[1]).toEqual(['supervisor', 'li']);
	});

	it('a division chief explains nodes of his own division only', async () => {
		await on.openCase();
		await on.openCase(second, 'wang');
		const reason = '等待评估机构补正评估报告';
		expect(await on.silence(division, '2026-07-10', reason, other)).toMatchObject({ code: 'forbidden' });
		const source = sourceOf(world.context);
		const of = async (node: string) => {
			const stored = (await readCases(world.store.read, [node.split('/')[0]!])).get(node.split('/')[0]!)!;
			return (await caseNoticesView(source, division, stored, viewCase(stored.state)!)).maySilence.map((row) => row.nodeId);
		};
		expect(await of(auction)).toContain(auction);
		expect(await of(other)).toEqual([]);
		expect(await on.silence(supervisor, '2026-07-10', reason, other)).toMatchObject({ ok: true });
		expect(await on.silence(division, '2026-07-10', reason)).toMatchObject({ ok: true });
		const mayEnd = new Map((await silenceViews(source, division)).map((row) => [row.nodeId, row.mayEnd]));
		expect(mayEnd).toEqual(
			new Map([
				[auction, true],
				[other, false],
			]),
		);
		expect(await on.endSilence(division, `${other}/silence-1`)).toMatchObject({ code: 'forbidden' });
	});

	it('「已说明」 of a handler counts the own cases, as the list does', async () => {
		await on.openCase();
		await on.openCase(second, 'wang');
		expect(await on.silence(supervisor, '2026-07-10')).toMatchObject({ ok: true });
		const source = sourceOf(world.context);
		const wang = person('wang', 'handler', 'dc', 'self');
		const of = async (who: typeof chief) => (await noticeBoxView(source, who, { box: 'mine', state: 'open' })).silenced;
		expect([await of(wang), await of(handler), await of(supervisor)]).toEqual([0, 1, 1]);
		expect((await silenceViews(source, wang)).length).toBe(0);
	});

	it('the sheet of a court has what was sent to it of the courts below; an answer counts for whoever gave it', async () => {
		await on.openCase();
		await on.beat('2026-07-09T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		await on.beat('2026-07-09T09:00:00+08:00', '2026-07-09T08:30:00+08:00');
		const week = { from: '2026-07-06', to: '2026-07-12' };
		const figures = async (court: string) =>
			(await readReceiverFigures(world.store.read, { courts: [court], ...week }, ['supervisor'])).map((row) => [
				...[row.person, row.court, row.received, row.signed, row.answered],
			]);
		expect(await figures('zy')).toEqual([['zhou', 'zy', 1, 0, 0]]);
		const received = (await figures('dc'))[0]![2];
		expect(await on.answer(handler, `${stem}/L4`)).toMatchObject({ ok: true });
		expect(await figures('dc')).toEqual([['sun', 'dc', received, 0, 0]]);
		expect(await on.answer(supervisor, `${stem}/L4`)).toMatchObject({ ok: true });
		expect(await figures('dc')).toEqual([['sun', 'dc', received, 1, 1]]);
		expect(await figures('zy')).toEqual([['zhou', 'zy', 1, 0, 0]]);
		await on.rebuilt();
	});

	it('a division that tries cases signs its weeks as well', async () => {
		await on.tell({
			caseNumber: '（2026）示0204民初1号',
			type: 'case-filed',
			occurredAt: '2026-07-01',
			data: { handler: 'wang', procedure: 'ordinary' },
		});
		world.at('2026-07-20');
		const view = (await weeklyView(sourceOf(world.context), chief, {}))!;
		expect(view.unsigned.map((row) => row.unit)).toEqual(['dc-fast']);
		expect(view.units).toMatchObject([{ unit: 'dc-fast', received: 0 }]);
	});

	it('what is raised or signed for at once gives way in between: no slice holds the loop longer than its time', async () => {
		const numbers = Array.from({ length: 12 }, (_, index) => `（2026）示0204执${index + 1}号`);
		for (const number of numbers) await on.openCase(number);
		world.at('2026-07-05');
		await sweepDeadlines(world.context);
		const counted = () => {
			let [yields, ms] = [0, 0];
			const context = {
				...world.context,
				// A slow machine: every look at the clock is 50 ms later.
				monotonicMs: () => (ms += 50),
				yield: async () => {
					yields += 1;
					await world.context.yield();
				},
			};
			return { context, yields: () => yields };
		};
		const ids = (await world.store.read.selectFrom('notice').select('id').where('level', '=', 1).execute()).map((row) => row.id);
		expect(ids.length).toBe(12);
		const [signing, refusing, raising] = [counted(), counted(), counted()];
		const alien = person('wang', 'handler', 'dc', 'self');
		expect(await signNotices(refusing.context, alien, actorOf(alien), ids)).toMatchObject({ code: 'forbidden' });
		expect((await world.store.read.selectFrom('notice').select('id').where('state', '=', 'signed').execute()).length).toBe(0);
		const half = ids.slice(0, 11);
		expect(await signNotices(signing.context, handler, actorOf(handler), half)).toEqual({ ok: true, id: '11 notices', signed: 11 });
		expect(signing.yields()).toBeGreaterThanOrEqual(6);
		expect(await signNotices(signing.context, handler, actorOf(handler), ids)).toMatchObject({ ok: true, signed: 1 });
		const lines = await world.store.read.selectFrom('audit').selectAll().where('action', '=', 'notice.sign').execute();
		expect(lines.length).toBeGreaterThanOrEqual(7);
		// Of twelve more nobody takes notice: they go up.
		for (const number of numbers) await on.openCase(number.replace('示0204执', '示0204执2'));
		world.at('2026-07-05');
		await sweepDeadlines(world.context);
		world.at('2026-07-09');
		const outcome = await raiseNotices(raising.context);
		expect(outcome.again).toBe(12);
		expect(raising.yields()).toBeGreaterThanOrEqual(3);
		expect(await raiseNotices(raising.context)).toMatchObject({ again: 0 });
	});
});
