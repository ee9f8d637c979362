import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipientOf } from '../../server/core/notice/types.ts';
import { raiseNotices } from '../../server/flows/notices.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import {
	auction,
	chief,
	division,
	handler,
	key,
	management,
	noticeWorld,
	president,
	staffed,
	stem,
	supervisor,
} from '../support/notices.ts';
import { engines, openWorld, person, type World } from '../support/world.ts';

describe.each(engines)('notices (%s)', (engine) => {
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

	it('rungs become 提醒 and 警告, the expiry 督办, the lock 锁定: each once, to more and more people', async () => {
		await on.openCase();
		await on.beat('2026-07-04');
		expect(await on.notices()).toEqual([]);
		await on.beat('2026-07-05T00:00:00+08:00');
		expect(await on.rows()).toMatchObject([
			{
				id: `${stem}/L1`,
				level: 1,
				state: 'open',
				raised_on: '2026-07-05',
				reply_by: '2026-07-08',
				due_on: '2026-07-08',
				court_code: 'dc',
				label: null,
			},
		]);
		expect(await addressees()).toEqual([
			['handler', 'li'],
			['supervisor', 'sun'],
		]);
		await on.beat('2026-07-07');
		expect(await on.last()).toMatchObject({ id: `${stem}/L2`, level: 2, replyBy: '2026-07-09' });
		expect(await addressees()).toEqual([
			['handler', 'li'],
			['supervisor', 'sun'],
			['division-chief', 'feng'],
		]);
		// The feed is not complete yet: it ran out, and nothing is locked.
		await on.beat('2026-07-09T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		expect(await on.last()).toMatchObject({ id: `${stem}/L3`, level: 3, replyBy: '2026-07-10' });
		expect((await addressees()).at(-1)).toEqual(['enforcement-chief', 'zheng']);
		await on.beat('2026-07-09T09:00:00+08:00', '2026-07-09T08:30:00+08:00');
		expect(await on.last()).toMatchObject({ id: `${stem}/L4`, level: 4 });
		expect(await addressees()).toEqual([
			['handler', 'li'],
			['supervisor', 'sun'],
			['division-chief', 'feng'],
			['enforcement-chief', 'zheng'],
			['vice-president', 'zhao'],
			['supervisor', 'zhou'],
		]);
		for (let again = 0; again < 2; again += 1) await on.beat('2026-07-09T09:30:00+08:00');
		expect((await on.rows()).map((row) => row.id)).toEqual(['L1', 'L2', 'L3', 'L4'].map((level) => `${stem}/${level}`));
		await on.rebuilt();
	});

	it('a service that was down takes the highest rung only, and a restart in the middle raises nothing twice', async () => {
		await on.openCase();
		await on.openCase('（2026）示0204执2号', 'wang');
		world.at('2026-07-07T10:00:00+08:00');
		// Two sweeps at once stand for a process that was stopped and started in the middle of its slice.
		await Promise.all([sweepDeadlines(world.context), sweepDeadlines(world.context)]);
		await Promise.all([raiseNotices(world.context), raiseNotices(world.context)]);
		const all = await world.store.read
			.selectFrom('notice')
			.select(['id', 'level'])
			.where('node_id', 'like', '%/enf-auction-start/%')
			.orderBy('id')
			.execute();
		expect(all).toEqual([
			{ id: `${stem}/L2`, level: 2 },
			{ id: `${stem.replace('执1号', '执2号')}/L2`, level: 2 },
		]);
		const events = await world.store.read.selectFrom('case_event').select('id').where('type', '=', 'notice-raised').execute();
		const rows = await world.store.read.selectFrom('notice').select('id').execute();
		expect(events.map((row) => row.id).sort()).toEqual(rows.map((row) => row.id).sort());
	});

	it('nobody signs: it goes one level up with the label, at 督办 to the president, and locks nothing', async () => {
		await on.openCase();
		await on.beat('2026-07-05T09:00:00+08:00');
		await on.beat('2026-07-08T09:00:00+08:00');
		expect((await on.notices()).map((notice) => notice.id)).toEqual([`${stem}/L1`, `${stem}/L2`]);
		await on.beat('2026-07-09T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		expect(await on.last()).toMatchObject({ id: `${stem}/L3` });
		// 07-10 is the last day to sign: the day after nobody is left but the president.
		await on.beat('2026-07-10T23:00:00+08:00', '2026-07-08T12:00:00+08:00');
		expect(await on.last()).toMatchObject({ id: `${stem}/L3` });
		await on.beat('2026-07-11T00:00:00+08:00');
		expect(await on.last()).toMatchObject({ id: `${stem}/L3P`, level: 3, from: `${stem}/L3`, label: 'unsigned' });
		expect((await addressees()).at(-1)).toEqual(['president', 'qin']);
		expect((await on.rows()).at(-1)).toMatchObject({ label: 'unsigned', from_id: `${stem}/L3`, escalate_on: null });
		expect((await on.stored()).state.locks).toEqual([]);
		await on.beat('2026-07-20T09:00:00+08:00', '2026-07-08T12:00:00+08:00');
		expect(await on.last()).toMatchObject({ id: `${stem}/L3P` });
		await on.rebuilt();
	});

	it('between two rungs an unsigned 提醒 becomes a 警告 by itself; the rung that follows is still told', async () => {
		// 06-22 + 6 M is far: its rungs lie 60, 30, 15, 5 days before 12-22.
		await on.tell({ type: 'case-filed', occurredAt: '2026-06-22', data: { handler: 'li' } });
		const node = `${key}/enf-close/-/1`;
		await on.beat('2026-10-23');
		expect(await on.last(node)).toMatchObject({ level: 1 });
		const first = (await on.last(node)).id;
		await on.beat('2026-10-29');
		expect(await on.last(node)).toMatchObject({ level: 2, from: first, label: 'unsigned', id: first.replace(/L1$/, 'L2R') });
		expect(await on.sign(handler, (await on.last(node)).id)).toMatchObject({ ok: true, signed: 1 });
		await on.beat('2026-12-20');
		expect(await on.last(node)).toMatchObject({ level: 2, id: first.replace(/L1$/, 'L2') });
	});

	it('signing stops the clock of the notice, answering says what is done; only recipients may, each for himself', async () => {
		await on.openCase();
		await on.beat('2026-07-05T09:00:00+08:00');
		const id = `${stem}/L1`;
		expect(await on.sign(chief, id)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await on.sign(person('wang', 'handler', 'dc', 'self'), id)).toMatchObject({ code: 'forbidden' });
		expect(await on.sign(handler, 'nothing/L1')).toMatchObject({ code: 'not-found' });
		expect(await on.sign(handler)).toMatchObject({ code: 'nothing-chosen' });
		expect(await on.answer(handler, id, '  ')).toMatchObject({ code: 'text-missing' });
		world.at('2026-07-06T10:00:00+08:00');
		expect(await on.sign(handler, id, id)).toEqual({ ok: true, id, signed: 1 });
		expect(await on.sign(handler, id)).toMatchObject({ ok: true, signed: 0 });
		expect(await on.rows()).toMatchObject([{ state: 'signed', signed_on: '2026-07-06', escalate_on: null, answered_on: null }]);
		expect(await on.answer(supervisor, id)).toMatchObject({ ok: true, signed: 1 });
		expect(await on.rows()).toMatchObject([{ state: 'answered', answered_on: '2026-07-06' }]);
		expect((await on.last()).answers).toMatchObject([{ by: 'sun' }]);
		const recipients = await world.store.read
			.selectFrom('notice_recipient')
			.selectAll()
			.where('notice_id', '=', id)
			.orderBy('position')
			.execute();
		expect(recipients).toMatchObject([
			{ office: 'handler', person_code: 'li', signed_on: '2026-07-06' },
			{ office: 'supervisor', person_code: 'sun', signed_on: '2026-07-06' },
		]);
		// Signed for in time: no second notice by silence, only the next rung.
		await on.beat('2026-07-07');
		expect((await on.notices()).map((notice) => notice.label)).toEqual([undefined, undefined]);
		expect(await verifyAudit(world.store.read)).toBeUndefined();
		await on.rebuilt();
	});

	it('closes by itself when the node is done before the reply, and opens with the fact withdrawn', async () => {
		await on.openCase();
		await on.beat('2026-07-05T09:00:00+08:00');
		await on.tell({
			id: 'auc',
			type: 'auction-started',
			occurredAt: '2026-07-06',
			data: { assetId: 'a1', round: 1, opensOn: '2026-08-01' },
		});
		expect(await on.rows()).toMatchObject([{ state: 'closed', closed_by: 'met', closed_on: '2026-07-06', escalate_on: null }]);
		await on.beat('2026-07-20');
		expect((await on.notices()).length).toBe(1);
		await on.tell({ type: 'event-withdrawn', occurredAt: '2026-07-20', data: { source: 'cms', id: 'auc', reason: '误报' } });
		expect(await on.rows()).toMatchObject([{ state: 'open', closed_by: null }]);
		await on.rebuilt();
	});

	it('closes when its clock moves, and the new due day has notices of its own', async () => {
		await on.openCase();
		await on.beat('2026-07-05T09:00:00+08:00');
		await on.tell({
			type: 'extension-granted',
			occurredAt: '2026-07-06',
			data: { node: 'enf-auction-start', subject: 'a1', addDays: 10, decidedOn: '2026-07-06' },
		});
		expect(await on.rows()).toMatchObject([{ state: 'closed', closed_by: 'moved' }]);
		await on.beat('2026-07-18');
		expect((await on.rows()).map((row) => [row.level, row.due_on, row.state])).toEqual([
			[1, '2026-07-08', 'closed'],
			[1, '2026-07-20', 'open'],
		]);
		await on.rebuilt();
	});

	it('a transfer closes the notices of the old court; the new court is told of its own node', async () => {
		await on.openCase();
		await on.beat('2026-07-07');
		await on.tell({ type: 'case-transferred', occurredAt: '2026-07-07', data: { toCourt: 'xl', ground: '指定执行', mode: 'ordered' } });
		await on.tell({ court: 'xl', type: 'transfer-received', occurredAt: '2026-07-08', data: { fromCourt: 'dc' } });
		await on.tell({ court: 'xl', type: 'handler-assigned', occurredAt: '2026-07-08', data: { handler: 'xu' } });
		expect(await on.rows()).toMatchObject([{ state: 'closed', closed_by: 'void', court_code: 'dc' }]);
		await on.beat('2026-07-19');
		const there = await on.last(`${key}/enf-auction-start/a1/2`);
		expect(there.to.map((text) => recipientOf(text))).toEqual([
			{ as: 'handler', court: 'xl', person: 'xu' },
			// Nobody holds the office at that court: 未指定人员.
			{ as: 'supervisor', court: 'xl' },
			{ as: 'enforcement-chief', court: 'xl' },
		]);
		expect(await on.sign(person('later', 'supervisor', 'xl'), there.id)).toMatchObject({ ok: true, signed: 1 });
		await on.rebuilt();
	});

	it('who receives: the post for the node, else for the unit, else the team; the chief where the unit has none; the office where nobody is', async () => {
		await on.openCase();
		await on.openCase('（2026）示0204执2号', 'wang');
		const other = auction.replace('执1号', '执2号');
		expect(await on.post(chief, { person: 'gu', unit: 'dc-fast' })).toMatchObject({ ok: true });
		await on.beat('2026-07-05');
		expect(await addressees(other)).toEqual([
			['handler', 'wang'],
			['supervisor', 'gu'],
		]);
		expect((await addressees())[1]).toEqual(['supervisor', 'sun']);
		expect(await on.post(president, { person: 'feng', node: 'enf-auction-start', from: '2026-07-06' })).toMatchObject({ ok: true });
		await on.beat('2026-07-07');
		// 速执团队 has no division chief: the enforcement chief stands for him.
		expect(await addressees(other)).toEqual([
			['handler', 'wang'],
			['supervisor', 'feng'],
			['enforcement-chief', 'zheng'],
		]);
		// The chief who watches the node himself is told once.
		expect(await addressees()).toEqual([
			['handler', 'li'],
			['supervisor', 'feng'],
		]);
	});

	it('a trial case goes to its division chief and the trial management office; a party’s period raises nothing', async () => {
		const number = '（2026）示0204民初1号';
		const civil = '(2026)示0204民初1号';
		await on.tell({ caseNumber: number, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', procedure: 'ordinary' } });
		await on.beat('2026-09-10');
		const overdue = (await on.kept(civil)).filter((item) => item.kind === 'rung' && item.level === 3);
		expect(overdue.length).toBeGreaterThan(0);
		for (const notice of overdue)
			expect(notice.kind === 'rung' && notice.to.map((text) => recipientOf(text).as)).toEqual([
				'handler',
				'supervisor',
				'division-chief',
				'trial-management',
			]);
		expect(await on.sign(management, overdue[0]!.id)).toMatchObject({ ok: true });
		expect(await on.sign(division, overdue[0]!.id)).toMatchObject({ ok: true });
		const lapsing = world.context.rulebook.nodes.filter((rule) => rule.lapses).map((rule) => rule.code);
		expect(lapsing.length).toBeGreaterThan(0);
		const nodes = await world.store.read.selectFrom('notice').select('node_id').execute();
		expect(nodes.filter((row) => lapsing.includes(row.node_id.split('/')[1]!))).toEqual([]);
	});

	it('of two clocks that reach a level on one day only the binding one is told of', async () => {
		await on.tell({ type: 'case-filed', occurredAt: '2026-07-01', data: { handler: 'li' } });
		// Management: 3 D from 07-08 to 07-11 (rolled to 07-13); limit: 10 D from 07-01 to 07-11 (rolled to 07-13).
		await on.tell({ type: 'file-received', occurredAt: '2026-07-08' });
		const node = `${key}/enf-notice/-/1`;
		await on.beat('2026-07-14T08:00:00+08:00', '2026-07-08T12:00:00+08:00');
		const marks = (await on.stored()).state.marks.filter((mark) => mark.nodeId === node && mark.rung === 0);
		expect(marks.map((mark) => mark.clock).sort()).toEqual(['limit', 'management']);
		expect((await on.notices(node)).filter((notice) => notice.level === 3).map((notice) => notice.clock)).toEqual(['limit']);
	});
});
