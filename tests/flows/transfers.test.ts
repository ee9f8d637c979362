import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { decideRequest, requestUnlock } from '../../server/flows/unlock.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const id = (node: string, n: number, subject = '-'): string => `${key}/${node}/${subject}/${n}`;

describe.each(engines)('a case that goes to another court (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-30');
		await putDirectory(world.context, { persons: [{ code: 'qian', name: '钱某某', court: 'xl', postJudge: true }] });
	});
	afterEach(() => world.close());

	const nodes = async () => {
		const rows = await world.store.read
			.selectFrom('node_instance')
			.innerJoin('node_clock', 'node_clock.node_id', 'node_instance.id')
			.select([
				'id',
				'phase',
				'void_reason',
				'node_instance.court_code',
				'node_instance.started_on',
				'ended_on',
				'due_on',
				'clock',
				'binding',
			])
			.where('binding', '=', 1)
			.execute();
		return new Map(rows.map((row) => [row.id, row]));
	};

	const filed = { type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } } as const;
	const transferred = {
		type: 'case-transferred',
		occurredAt: '2026-03-10',
		data: { toCourt: 'xl', ground: '指定执行', mode: 'ordered' },
	} as const;
	const received = { court: 'xl', type: 'transfer-received', occurredAt: '2026-03-16', data: { fromCourt: 'dc' } } as const;

	it('ends what was open as void with the reason, and runs the new court’s clocks from receipt', async () => {
		await world.send([
			filed,
			{ type: 'handler-assigned', occurredAt: '2026-03-03', data: { handler: 'li' } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
			transferred,
		]);
		const onTheWay = await nodes();
		expect(onTheWay.get(id('enf-notice', 1))).toMatchObject({ phase: 'void', void_reason: 'transferred', court_code: 'dc' });
		expect(onTheWay.has(id('enf-notice', 2))).toBe(false);

		const [answer] = await world.send([received]);
		expect(answer!.status).toBe('accepted');
		const after = await nodes();
		expect(after.get(id('enf-notice', 1))).toMatchObject({ phase: 'void', court_code: 'dc', due_on: '2026-03-12' });
		expect(after.get(id('enf-notice', 2))).toMatchObject({
			phase: 'pending',
			court_code: 'xl',
			started_on: '2026-03-16',
			due_on: '2026-03-26',
		});
		// What the old court had done stays done there; a case is allocated anew at every court.
		expect(after.get(id('enf-net-query-first', 1))).toMatchObject({ phase: 'met', court_code: 'dc' });
		expect(after.has(id('enf-net-query-first', 2))).toBe(false);
		expect(after.get(id('enf-allocate', 1))).toMatchObject({ phase: 'met', court_code: 'dc' });
		expect(after.get(id('enf-allocate', 2))).toMatchObject({ phase: 'pending', court_code: 'xl', due_on: '2026-03-23' });
		// 3 月 16 日起六个月，9 月 16 日是星期三。
		expect(after.get(id('enf-close', 2))).toMatchObject({ court_code: 'xl', due_on: '2026-09-16' });

		await world.send([{ court: 'xl', type: 'notice-issued', occurredAt: '2026-03-20' }]);
		expect((await nodes()).get(id('enf-notice', 2))).toMatchObject({ phase: 'met', ended_on: '2026-03-20' });
	});

	it('keeps seals as they are: their last day is stated in the document', async () => {
		const seal = { assetId: 'a1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-05', expiresOn: '2029-03-04' };
		await world.send([filed, { type: 'asset-sealed', occurredAt: '2026-03-05', data: seal }, transferred, received]);
		const after = await nodes();
		expect(after.get(id('seal-expiry-immovable', 1, 'a1'))).toMatchObject({ phase: 'pending', due_on: '2029-03-04' });
		expect(after.has(id('seal-expiry-immovable', 2, 'a1'))).toBe(false);
		expect(after.get(id('enf-price-start', 2, 'a1'))).toMatchObject({ started_on: '2026-03-16', due_on: '2026-04-15' });
	});

	it('keeps the old court’s rules for what ran there, and its overdue record', async () => {
		await world.send([filed, { ...transferred, occurredAt: '2026-03-18' }, { ...received, occurredAt: '2026-03-20' }]);
		const first = (await readCases(world.store.read, [key])).get(key)!.nodes.find((node) => node.id === id('enf-notice', 1))!;
		expect(first).toMatchObject({ phase: 'void', voidReason: 'transferred', voidedOn: '2026-03-18', overdueOn: '2026-03-13' });
	});

	it('takes the lock along, and the day granted holds for the run at the new court', async () => {
		await world.send([filed, { type: 'net-query-launched', occurredAt: '2026-03-02' }]);
		world.at('2026-03-13T08:00:00+08:00');
		await world.send([], '2026-03-13T07:30:00+08:00');
		await sweepDeadlines(world.context);
		const lockId = `${key}-L1`;
		world.at('2026-03-18T09:00:00+08:00');
		await world.send([
			{ ...transferred, occurredAt: '2026-03-16' },
			{ ...received, occurredAt: '2026-03-17' },
			{ court: 'xl', type: 'handler-assigned', occurredAt: '2026-03-17', data: { handler: 'qian' } },
		]);
		const lock = await world.store.read.selectFrom('case_lock').selectAll().executeTakeFirstOrThrow();
		expect(lock).toMatchObject({ id: lockId, state: 'active', court_code: 'xl' });
		// A step of the new court is held like any other.
		const [held] = await world.send([{ court: 'xl', type: 'notice-issued', occurredAt: '2026-03-18' }]);
		expect(held!.status).toBe('locked');

		const handler = person('qian', 'handler', 'xl', 'self');
		const asked = await requestUnlock(world.context, handler, actorOf(handler), lockId, {
			reason: '移送期间逾期',
			plan: '接收后即办',
			newDueOn: { [id('enf-notice', 1)]: '2026-03-25' as never },
		});
		expect(asked).toMatchObject({ ok: true });
		const chief = person('zhao', 'enforcement-chief', 'xl');
		const approver = person('zhou', 'unlock-approver', 'zy', 'subtree');
		const requestId = `${lockId}-R1`;
		expect(
			await decideRequest(world.context, chief, actorOf(chief), requestId, { step: 0, verdict: 'approve', opinion: '同意' }),
		).toMatchObject({ ok: true });
		expect(
			await decideRequest(world.context, approver, actorOf(approver), requestId, { step: 1, verdict: 'approve', opinion: '同意' }),
		).toMatchObject({ ok: true });
		const after = await nodes();
		// The step that was held folds at its own day, within the day granted.
		expect(after.get(id('enf-notice', 2))).toMatchObject({ due_on: '2026-03-25', phase: 'met', ended_on: '2026-03-18', court_code: 'xl' });
		expect((await world.store.read.selectFrom('case_lock').select('state').executeTakeFirstOrThrow()).state).toBe('released');
	});

	it('starts nothing on the way, and nothing that the old court was granted holds at the new one', async () => {
		world.at('2026-05-30');
		await world.send([
			filed,
			{ type: 'clue-received', occurredAt: '2026-03-05', data: { clueId: 'c1' } },
			transferred,
			{ type: 'clue-received', occurredAt: '2026-03-11', data: { clueId: 'c2' } },
		]);
		expect((await nodes()).has(id('enf-clue-verify', 1, 'c2'))).toBe(false);
		// Sent on once more before it was received: the last court takes it up.
		await world.send([
			{ court: 'xl', type: 'case-transferred', occurredAt: '2026-03-13', data: { toCourt: 'zy', ground: '提级执行' } },
			{ ...received, court: 'zy', occurredAt: '2026-03-20', data: { fromCourt: 'xl' } },
			{ court: 'zy', type: 'file-received', occurredAt: '2026-03-24' },
		]);
		const after = await nodes();
		expect(after.get(id('enf-clue-verify', 1, 'c2'))).toMatchObject({ court_code: 'zy', started_on: '2026-03-20', due_on: '2026-03-27' });
		expect(after.get(id('enf-clue-verify', 2, 'c1'))).toMatchObject({ court_code: 'zy', due_on: '2026-03-27' });
		// 9 月 20 日是星期日，调休上班，不顺延。
		expect(after.get(id('enf-close', 2))).toMatchObject({ court_code: 'zy', due_on: '2026-09-20' });
		// The management clock of the notice runs from the file's arrival there, not from the receipt of the case.
		const file = await world.store.read
			.selectFrom('node_clock')
			.select(['due_on', 'court_code'])
			.where('node_id', '=', id('enf-notice', 2))
			.where('clock', '=', 'management')
			.executeTakeFirst();
		expect(file).toEqual({ due_on: '2026-03-27', court_code: 'zy' });
	});

	it('settles money by all that was paid, at whatever court', async () => {
		const money = { receiptId: 'r1', amountFen: 100 };
		await world.send([
			filed,
			{ type: 'money-arrived', occurredAt: '2026-03-05', data: money },
			transferred,
			received,
			{ court: 'xl', type: 'money-paid', occurredAt: '2026-03-18', data: { ...money, paymentId: 'p1', amountFen: 10 } },
		]);
		expect((await nodes()).get(id('enf-pay-done', 2, 'r1'))).toMatchObject({ phase: 'pending', ended_on: null });
		await world.send([{ court: 'xl', type: 'money-paid', occurredAt: '2026-03-19', data: { ...money, paymentId: 'p2', amountFen: 90 } }]);
		expect((await nodes()).get(id('enf-pay-done', 2, 'r1'))).toMatchObject({ phase: 'met', ended_on: '2026-03-19' });
	});

	it('reviews a lock when a transfer before its due day is told late', async () => {
		await world.send([filed, { type: 'net-query-launched', occurredAt: '2026-03-02' }]);
		world.at('2026-03-13T08:00:00+08:00');
		await world.send([], '2026-03-13T07:30:00+08:00');
		await sweepDeadlines(world.context);
		await world.send([transferred]);
		const stored = (await readCases(world.store.read, [key])).get(key)!;
		expect(Object.values(stored.lockPhases)).toEqual(['review']);
	});

	it('honours the zone of the court that has the case', async () => {
		await putDirectory(world.context, {
			courts: [
				{
					code: 'xl',
					name: '西陵县人民法院',
					level: 'basic',
					parent: 'zy',
					designation: '示0205',
					zone: 'Asia/Urumqi',
					locksFrom: '2026-01-01',
				},
			],
		});
		await world.send([filed, transferred, received]);
		// The last day ends at midnight of the new court: two hours later than in Shanghai.
		world.at('2026-03-26T23:30:00+06:00');
		await sweepDeadlines(world.context);
		expect((await nodes()).get(id('enf-notice', 2))!.phase).toBe('warning');
		world.at('2026-03-27T00:00:00+06:00');
		await sweepDeadlines(world.context);
		expect((await nodes()).get(id('enf-notice', 2))!.phase).toBe('overdue');
	});
});
