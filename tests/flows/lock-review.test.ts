import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmLock, decideRequest, requestUnlock, reviewLock } from '../../server/flows/unlock.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { readCases } from '../../server/store/cases.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { actorOf, engines, openWorld, person, type TestEvent, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const notice = `${key}/enf-notice/-/1`;
const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const duty = person('duty', 'duty-officer', 'dc');
const ownSupervisor = person('own', 'supervisor', 'dc');
const supervisor = person('he', 'supervisor', 'zy', 'subtree');
const higher = person('wu', 'unlock-approver', 'gy', 'subtree');

const filed = (n: number): TestEvent[] => [
	{ caseNumber: `（2026）示0204执${n}号`, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } },
	{ caseNumber: `（2026）示0204执${n}号`, type: 'net-query-launched', occurredAt: '2026-03-02' },
];

describe.each(engines)('late facts, mass locks and money (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const stored = async () => (await readCases(world.store.read, [key])).get(key)!;
	const states = async () =>
		(await world.store.read.selectFrom('case_lock').select('state').orderBy('id').execute()).map((row) => row.state);
	const phase = async (id: string) =>
		(await world.store.read.selectFrom('node_instance').select('phase').where('id', '=', id).executeTakeFirst())?.phase;

	async function locked(): Promise<string> {
		await world.send(filed(1));
		world.at('2026-03-13T08:00:00+08:00');
		await world.send([{ type: 'file-received', occurredAt: '2026-03-02' }], '2026-03-13T07:00:00+08:00');
		await sweepDeadlines(world.context);
		return (await stored()).state.locks[0]!.id;
	}

	it('opens a disproved lock only when a court above says so, and folds what was held', async () => {
		const lockId = await locked();
		await world.send([
			{ type: 'notice-issued', occurredAt: '2026-03-12' },
			{ type: 'track-set', occurredAt: '2026-03-13', data: { track: 'simple' } },
		]);
		expect(await states()).toEqual(['review']);
		const verdict = { verdict: 'void', opinion: '通知书确于期限内发出' } as const;
		for (const who of [handler, chief, ownSupervisor])
			expect(await reviewLock(world.context, who, actorOf(who), lockId, verdict)).toMatchObject({ code: 'forbidden' });
		expect(await reviewLock(world.context, supervisor, actorOf(supervisor), lockId, { ...verdict, opinion: ' ' })).toMatchObject({
			code: 'opinion-missing',
		});
		expect(await reviewLock(world.context, supervisor, actorOf(supervisor), lockId, verdict)).toMatchObject({ ok: true });
		expect(await states()).toEqual(['released']);
		expect((await stored()).heldSeqs).toEqual([]);
		expect(await reviewLock(world.context, supervisor, actorOf(supervisor), lockId, verdict)).toMatchObject({ code: 'not-in-review' });
		await sweepDeadlines(world.context);
		expect(await states()).toEqual(['released']);
		expect(await verifyAudit(world.store.read)).toBeUndefined();
	});

	it('goes on holding when the review upholds it, and does not ask again for the same fact', async () => {
		const lockId = await locked();
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-12' }]);
		expect(
			await reviewLock(world.context, supervisor, actorOf(supervisor), lockId, { verdict: 'kept', opinion: '送达回证日期存疑' }),
		).toMatchObject({ ok: true });
		expect(await states()).toEqual(['active']);
		expect((await world.send([{ type: 'track-set', occurredAt: '2026-03-13', data: { track: 'simple' } }]))[0]!.status).toBe('locked');
	});

	it('goes to review when a stop before the due day arrives late, and when the late fact is withdrawn the lock stands again', async () => {
		// Sealing and pricing: the price clock (30 D) is stopped by exclusions.
		await world.send([...filed(1), { type: 'notice-issued', occurredAt: '2026-03-02' }]);
		world.at('2026-03-04');
		await world.send([
			{
				type: 'asset-sealed',
				occurredAt: '2026-03-03',
				data: { assetId: 'a1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-03', expiresOn: '2029-03-02' },
			},
		]);
		world.at('2026-04-10T08:00:00+08:00');
		await world.send([{ type: 'file-received', occurredAt: '2026-03-02' }], '2026-04-10T07:00:00+08:00');
		await sweepDeadlines(world.context);
		expect((await stored()).state.locks[0]!.causes.map((cause) => cause.nodeId)).toEqual([`${key}/enf-price-start/a1/1`]);
		await world.send([
			{
				id: 'stop',
				type: 'exclusion-started',
				occurredAt: '2026-03-20',
				data: { exclusionId: 'x1', ground: '执行异议审查', from: '2026-03-20', subject: 'a1' },
			},
		]);
		expect(await states()).toEqual(['review']);
		expect((await stored()).nodes.find((node) => node.node === 'enf-price-start')!.clocks[0]).toMatchObject({ frozen: true });
		await world.send([{ type: 'event-withdrawn', occurredAt: '2026-04-10', data: { source: 'cms', id: 'stop', reason: '误报' } }]);
		expect(await states()).toEqual(['active']);
	});

	it('proposes more than 500 locks of one sweep, which hold nothing until the duty officer confirms', { timeout: 120_000 }, async () => {
		const many = Array.from({ length: 501 }, (_, index) => filed(index + 1)).flat();
		for (let at = 0; at < many.length; at += 500) await world.send(many.slice(at, at + 500));
		world.at('2026-03-13T08:00:00+08:00');
		await world.send([{ type: 'file-received', occurredAt: '2026-03-02' }], '2026-03-13T07:00:00+08:00');
		expect(await sweepDeadlines(world.context)).toMatchObject({ locks: 0, proposed: 501 });
		expect(new Set(await states())).toEqual(new Set(['proposed']));
		expect((await world.send([{ type: 'track-set', occurredAt: '2026-03-13', data: { track: 'simple' } }]))[0]!.status).toBe('accepted');
		const lockId = `${key}-L1`;
		const input = { reason: '延误', plan: '补办', newDueOn: { [notice]: '2026-03-20' as never } };
		expect(await requestUnlock(world.context, handler, actorOf(handler), lockId, input)).toMatchObject({ code: 'not-locked' });
		expect(await confirmLock(world.context, handler, actorOf(handler), lockId, 'confirm')).toMatchObject({ code: 'forbidden' });
		expect(await confirmLock(world.context, duty, actorOf(duty), lockId, 'confirm')).toMatchObject({ ok: true });
		expect(await confirmLock(world.context, duty, actorOf(duty), lockId, 'confirm')).toMatchObject({ code: 'not-proposed' });
		expect((await world.send([{ type: 'branch-set', occurredAt: '2026-03-13', data: { branch: 'property' } }]))[0]!.status).toBe('locked');
		const second = '(2026)示0204执2号-L1';
		expect(await confirmLock(world.context, duty, actorOf(duty), second, 'void', '节点已办结')).toMatchObject({ ok: true });
		await sweepDeadlines(world.context);
		const counts = Map.groupBy(await states(), (state) => state);
		expect([counts.get('active')?.length, counts.get('released')?.length, counts.get('proposed')?.length]).toEqual([1, 1, 499]);
	});

	it('settles money when paid, deposited and refunded reach what arrived, and locks an open case on the 15th day', async () => {
		const receipt = `${key}/enf-pay-done/r1/1`;
		await world.send([
			...filed(1),
			{ type: 'notice-issued', occurredAt: '2026-03-02' },
			{ type: 'money-arrived', occurredAt: '2026-03-02', data: { receiptId: 'r1', amountFen: 1000 } },
		]);
		await world.send([{ type: 'file-received', occurredAt: '2026-03-02' }], '2026-03-02T09:00:00+08:00');
		world.at('2026-03-18T08:00:00+08:00');
		await world.send(
			[{ type: 'money-paid', occurredAt: '2026-03-10', data: { receiptId: 'r1', paymentId: 'p1', amountFen: 400 } }],
			'2026-03-18T07:00:00+08:00',
		);
		await sweepDeadlines(world.context);
		expect(await phase(receipt)).toBe('overdue');
		expect((await stored()).nodes.find((node) => node.id === receipt)!.outstandingFen).toBe(600);
		expect(await states()).toEqual(['active']);
		// Payment is protective: it goes through the lock.
		const results = await world.send([
			{ type: 'money-deposited', occurredAt: '2026-03-18', data: { receiptId: 'r1', amountFen: 500 } },
			{ type: 'money-refunded', occurredAt: '2026-03-18', data: { receiptId: 'r1', amountFen: 100 } },
		]);
		expect(results.map((result) => result.status)).toEqual(['accepted', 'accepted']);
		expect(await phase(receipt)).toBe('met-late');
		expect(await states()).toEqual(['active']);
	});

	it('sends a case of an intermediate court to the higher court, and a higher court decides its own', async () => {
		const own = person('zw', 'handler', 'zy', 'self');
		const ownChief = person('zc', 'enforcement-chief', 'zy');
		const at = (court: string, caseNumber: string, events: TestEvent[]): TestEvent[] =>
			events.map((event) => ({ ...event, court, caseNumber }));
		await world.send(
			at(
				'zy',
				'（2026）示02执1号',
				filed(1).map((event) => (event.data ? { ...event, data: { handler: 'zw' } } : event)),
			),
		);
		await world.send(at('gy', '（2026）示执1号', filed(1)));
		world.at('2026-03-14T08:00:00+08:00');
		await sweepDeadlines(world.context);
		const routeOf = async (caseKey: string, who: typeof own) => {
			const lock = (await readCases(world.store.read, [caseKey])).get(caseKey)!.state.locks[0]!;
			const input = { reason: '延误', plan: '补办', newDueOn: { [`${caseKey}/enf-notice/-/1`]: '2026-03-20' as never } };
			const made = await requestUnlock(world.context, who, actorOf(who), lock.id, input);
			expect(made).toMatchObject({ ok: true });
			return {
				id: (made as { id: string }).id,
				route: (await readCases(world.store.read, [caseKey]))
					.get(caseKey)!
					.state.locks[0]!.requests[0]!.route.map((step) => `${step.kind} ${step.court} ${step.role}`),
			};
		};
		const intermediate = await routeOf('(2026)示02执1号', own);
		expect(intermediate.route).toEqual(['endorse zy enforcement-chief', 'decide gy unlock-approver']);
		await decideRequest(world.context, ownChief, actorOf(ownChief), intermediate.id, { step: 0, verdict: 'approve', opinion: '同意' });
		expect(
			await decideRequest(world.context, higher, actorOf(higher), intermediate.id, { step: 1, verdict: 'escalate', opinion: '再报' }),
		).toMatchObject({ code: 'no-upper-court' });
		expect(
			await decideRequest(world.context, higher, actorOf(higher), intermediate.id, { step: 1, verdict: 'approve', opinion: '同意' }),
		).toMatchObject({ ok: true });
		const top = await routeOf('(2026)示执1号', person('gh', 'president', 'gy'));
		expect(top.route).toEqual(['decide gy vice-president', 'decide gy president']);
	});
});
