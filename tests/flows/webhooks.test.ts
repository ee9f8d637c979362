import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { requestUnlock } from '../../server/flows/unlock.ts';
import { createWebhook, hookDeliveries, hookTypes, listWebhooks, resendDelivery, suspendWebhook } from '../../server/flows/webhooks.ts';
import { mayCall } from '../../server/notify/addresses.ts';
import { deliverRound } from '../../server/notify/deliver.ts';
import { send } from '../../server/notify/send.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';

const keyOf = (n: number, court = '0204'): string => `(2026)示${court}执${n}号`;
const numberOf = (n: number, court = '0204'): string => `（2026）示${court}执${n}号`;
const admin = person('guan', 'system-admin', 'gy', 'subtree');
const handler = person('li', 'handler', 'dc', 'self');
const minute = 60_000;

describe.each(engines)('webhooks (%s)', (engine) => {
	let world: World;
	let receiver: Receiver;
	/** Real time passes only where a test lets it. */
	let aheadMs: number;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		receiver = await openReceiver();
		aheadMs = 0;
	});
	afterEach(async () => {
		await receiver.close();
		await world.close();
	});

	const parts = (timeoutMs = 2000) => ({ allowLoopback: true, timeoutMs, realMs: () => Date.now() + aheadMs });
	const round = (timeoutMs?: number) => deliverRound(world.context, parts(timeoutMs));
	const types = () => receiver.got.map((call) => call.body.type);
	const deliveries = async (id: number) => (await hookDeliveries(world.context, admin, id, { limit: 50 }))!.toReversed();

	async function hook(court = 'gy', kinds: readonly string[] = hookTypes, url = receiver.url) {
		const made = await createWebhook(world.context, admin, actorOf(admin), { court, url, types: kinds });
		if (!made.ok) throw new Error(made.message);
		return made;
	}

	/** Files cases of dc on 03-02 and locks them on 03-13. */
	async function lockCases(...numbers: readonly number[]): Promise<void> {
		await world.send(
			numbers.flatMap((n) => [
				{ caseNumber: numberOf(n), type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 1 } },
				{ caseNumber: numberOf(n), type: 'net-query-launched', occurredAt: '2026-03-02' },
			]),
		);
		world.at('2026-03-13T07:30:00+08:00');
		await world.send([], '2026-03-13T07:00:00+08:00');
		await sweepDeadlines(world.context);
	}

	const request = (n: number) =>
		requestUnlock(world.context, handler, actorOf(handler), `${keyOf(n)}-L1`, {
			reason: '延误',
			plan: '补办',
			newDueOn: { [`${keyOf(n)}/enf-notice/-/1`]: '2026-03-20' as never },
		});

	it('tells a lock once, signed so that the library of the receiver takes it, and says what is allowed now', async () => {
		const { secret, id } = await hook();
		expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		await lockCases(1);
		expect(await round()).toEqual({ delivered: 1, failed: 0 });
		expect(await round()).toEqual({ delivered: 0, failed: 0 });
		const [call] = receiver.got;
		expect(receiver.verify(secret, call!)).toEqual(call!.body);
		expect(() => receiver.verify(`whsec_${Buffer.from('another secret').toString('base64')}`, call!)).toThrow('No matching signature');
		expect(() => receiver.verify(secret, { ...call!, text: call!.text.replace('执1号', '执2号') })).toThrow('No matching signature');
		expect(decodeURIComponent(call!.headers['webhook-id']!)).toBe(`system/${keyOf(1)}-L1/locked`);
		expect(Math.abs(Number(call!.headers['webhook-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000);
		expect(call!.body).toMatchObject({
			type: 'case-locked',
			timestamp: '2026-03-12T23:30:00.000Z',
			data: {
				event: { source: 'system', id: `${keyOf(1)}-L1/locked`, name: '程序锁死' },
				caseNumber: numberOf(1),
				court: 'dc',
				courtName: '东川县人民法院',
				lock: { id: `${keyOf(1)}-L1`, state: 'active', causes: [{ nodeName: '发出执行通知书', dueOn: '2026-03-12', soft: false }] },
				now: { locked: true, steps: [] },
			},
		});
		expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 1, last_status: 204, last_error: null }]);
	});

	it('hears of its courts and types only, from its making on', async () => {
		await lockCases(1);
		const below = await hook('dc', ['unlock-requested']);
		const beside = await hook('xl');
		await request(1);
		expect(await round()).toEqual({ delivered: 1, failed: 0 });
		expect(types()).toEqual(['unlock-requested']);
		expect(await deliveries(below.id)).toHaveLength(1);
		expect(await deliveries(beside.id)).toHaveLength(0);
	});

	it('a receiver that fails is called again after 1, 5, 30 minutes, 2 and 6 hours, for three days; then it is parked until somebody resends', async () => {
		const { id } = await hook();
		await lockCases(1);
		receiver.answer = (_call, response) => response.writeHead(503).end();
		expect(await round()).toEqual({ delivered: 0, failed: 1 });
		const waits: number[] = [];
		for (let last = aheadMs; ; last = aheadMs) {
			const [row] = await deliveries(id);
			if (row!.state !== 'waiting') break;
			expect(row!.last_error).toBe('接收方回应 503');
			const due = Number(row!.next_ms) - Date.now();
			// A moment before its time nothing is sent.
			aheadMs = due - 2000;
			expect(await round()).toEqual({ delivered: 0, failed: 0 });
			aheadMs = due + 50;
			expect(await round()).toEqual({ delivered: 0, failed: 1 });
			waits.push(Math.round((aheadMs - last) / minute));
		}
		expect(waits.slice(0, 6)).toEqual([1, 5, 30, 120, 360, 360]);
		expect(aheadMs).toBeGreaterThan(60 * 60 * minute);
		expect(aheadMs).toBeLessThanOrEqual(72 * 60 * minute);
		const [parked] = await deliveries(id);
		expect(parked).toMatchObject({ state: 'parked', next_ms: null, last_error: '三日内未能送达，已停放：接收方回应 503' });
		expect(new Set(receiver.got.map((call) => call.headers['webhook-id'])).size).toBe(1);
		expect(await listWebhooks(world.context, admin)).toMatchObject([{ waiting: 0, parked: 1 }]);
		receiver.answer = (_call, response) => response.writeHead(200).end('ok');
		aheadMs += 100 * 60 * minute;
		expect(await round()).toEqual({ delivered: 0, failed: 0 });
		const seq = Number(parked!.event_seq);
		expect(await resendDelivery(world.context, admin, actorOf(admin), id, seq, Date.now() + aheadMs)).toMatchObject({ ok: true });
		expect(await round()).toEqual({ delivered: 1, failed: 0 });
		expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
	});

	it('keeps the order of a case: what came later waits for what came before, other cases go on', async () => {
		const { id } = await hook();
		await lockCases(1, 2);
		await request(1);
		receiver.answer = (call, response) =>
			response.writeHead(call.body.data.caseNumber === numberOf(1) && types().length < 6 ? 500 : 204).end();
		for (let turn = 0; turn < 4; turn += 1) await round();
		const state = async () => (await deliveries(id)).map((row) => [row.case_key, row.type, row.state]);
		expect(await state()).toEqual([
			[keyOf(1), 'case-locked', 'waiting'],
			[keyOf(2), 'case-locked', 'delivered'],
			[keyOf(1), 'unlock-requested', 'waiting'],
		]);
		receiver.answer = (_call, response) => response.writeHead(204).end();
		aheadMs = 2 * minute;
		expect(await round()).toEqual({ delivered: 2, failed: 0 });
		expect((await state()).every(([, , where]) => where === 'delivered')).toBe(true);
		const first = receiver.got.filter((call) => call.body.data.caseNumber === numberOf(1)).map((call) => call.body.type);
		expect(first).toEqual(['case-locked', 'case-locked', 'unlock-requested']);
	});

	it('loses nothing when the service dies between sending and noting: it is sent again under the same identity', async () => {
		await hook();
		await lockCases(1);
		const { store } = world;
		let dying = false;
		receiver.answer = (_call, response) => {
			dying = true;
			response.writeHead(204).end();
		};
		const write: typeof store.write = (work) => (dying ? Promise.reject(new Error('killed')) : store.write(work));
		const killed = { ...world.context, store: { ...store, write } };
		await expect(deliverRound(killed, parts())).rejects.toThrow('killed');
		dying = false;
		expect(await round()).toEqual({ delivered: 1, failed: 0 });
		expect(receiver.got.map((call) => call.headers['webhook-id'])).toEqual([
			receiver.got[0]!.headers['webhook-id'],
			receiver.got[0]!.headers['webhook-id'],
		]);
		expect(receiver.got).toHaveLength(2);
	});

	it('a hook whose attempt cannot be noted does not leave the others half done', async () => {
		const slow = await openReceiver();
		slow.answer = (_call, response) => setTimeout(() => response.writeHead(204).end(), 300);
		const first = await hook('gy', ['case-locked']);
		const second = await hook('gy', ['case-locked'], slow.url);
		await lockCases(1);
		const { store } = world;
		let writes = 0;
		receiver.answer = (_call, response) => {
			writes = 1;
			response.writeHead(204).end();
		};
		// The write that notes the first attempt fails, and no other one.
		const write: typeof store.write = (work) => (writes-- === 1 ? Promise.reject(new Error('disk full')) : store.write(work));
		await expect(deliverRound({ ...world.context, store: { ...store, write } }, parts())).rejects.toThrow('disk full');
		expect(await deliveries(second.id)).toMatchObject([{ state: 'delivered' }]);
		expect(await deliveries(first.id)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
		await slow.close();
	});

	it('a message that cannot be written is a failed attempt of its own; the others of the hook go out', async () => {
		const { id } = await hook();
		await lockCases(1, 2, 3);
		await world.store.write(({ db }) => db.updateTable('case_file').set({ state: '{' }).where('case_key', '=', keyOf(1)).execute());
		expect(await round()).toEqual({ delivered: 2, failed: 1 });
		const rows = await deliveries(id);
		expect(rows.map((row) => row.state)).toEqual(['waiting', 'delivered', 'delivered']);
		expect(rows[0]).toMatchObject({ attempts: 1, last_status: null });
		expect(rows[0]!.last_error).toMatch(/^推送内容无法生成：/);
		expect(Number(rows[0]!.next_ms)).toBeGreaterThan(Date.now() + 50_000);
		expect(receiver.got).toHaveLength(2);
		expect(await round()).toEqual({ delivered: 0, failed: 0 });
	});

	it('a receiver that hangs costs its time and no more, and other hooks do not wait for it', async () => {
		const silent = await openReceiver();
		silent.answer = () => undefined;
		const hanging = await hook('gy', hookTypes, silent.url);
		await hook();
		await lockCases(1, 2, 3);
		const started = performance.now();
		expect(await round(400)).toEqual({ delivered: 3, failed: 1 });
		expect(performance.now() - started).toBeLessThan(2500);
		expect((await deliveries(hanging.id))[0]).toMatchObject({ state: 'waiting', last_error: '0.4 秒内没有回应', last_status: null });
		expect(silent.got).toHaveLength(1);
		await silent.close();
	});

	it('follows no redirect', async () => {
		const { id } = await hook();
		await lockCases(1);
		receiver.answer = (call, response) =>
			call.path === '/hooks' ? response.writeHead(302, { location: `${receiver.url}/elsewhere` }).end() : response.writeHead(204).end();
		expect(await round()).toEqual({ delivered: 0, failed: 1 });
		expect(receiver.got.map((call) => call.path)).toEqual(['/hooks']);
		expect(await deliveries(id)).toMatchObject([{ state: 'waiting', last_status: 302, last_error: '接收方要求跳转，未跟随' }]);
	});

	it('switched off it hears nothing; switched on again it goes on where it stopped', async () => {
		const { id } = await hook();
		expect(await suspendWebhook(world.context, admin, actorOf(admin), id, true)).toMatchObject({ ok: true });
		await lockCases(1);
		expect(await round()).toEqual({ delivered: 0, failed: 0 });
		expect(receiver.got).toEqual([]);
		await suspendWebhook(world.context, admin, actorOf(admin), id, false);
		expect(await round()).toEqual({ delivered: 1, failed: 0 });
	});

	it('tells the release of a soft lock by itself as what it is', async () => {
		await putDirectory(world.context, { courts: [{ ...courts[2], settings: { softLocks: ['*'] } }] });
		await hook('dc');
		await lockCases(1);
		world.at('2026-03-13T09:00:00+08:00');
		await round();
		expect(receiver.got[0]!.body.data.now).toMatchObject({ locked: true, soft: true, steps: ['notice-issued'] });
		await world.send([{ caseNumber: numberOf(1), type: 'notice-issued', occurredAt: '2026-03-13' }]);
		await round();
		expect(types()).toEqual(['case-locked', 'case-unlocked']);
		expect(receiver.got[1]!.body.data).toMatchObject({ lock: { state: 'released', outcome: 'met' }, now: { locked: false, steps: 'all' } });
	});

	it('never calls this machine unless a setting says so, however its name is written', async () => {
		const { id } = await hook();
		await lockCases(1);
		expect(await deliverRound(world.context, { ...parts(), allowLoopback: false })).toEqual({ delivered: 0, failed: 1 });
		expect(receiver.got).toEqual([]);
		expect((await deliveries(id))[0]!.last_error).toBe('地址 127.0.0.1 属于本机、链路本地或者元数据地址，不允许推送');
	});
});

describe('where a webhook may go', () => {
	const message = { url: '', id: 'x', secret: 'whsec_c2VjcmV0', body: '{}' };
	const sendTo = async (url: string, resolved?: readonly string[]) => {
		const resolve = () => Promise.resolve(resolved ?? []);
		const parts = { allowLoopback: false, timeoutMs: 1000, realMs: Date.now, ...(resolved ? { resolve } : {}) };
		const sent = await send({ ...message, url }, parts);
		return 'error' in sent ? sent.error : String(sent.status);
	};

	it.each([
		['http://127.0.0.1/', undefined],
		['http://127.1/', undefined],
		['http://2130706433/', undefined],
		['http://0x7f000001/', undefined],
		['http://localhost/', undefined],
		['http://[::1]/', undefined],
		['http://[::ffff:127.0.0.1]/', undefined],
		['http://[::ffff:7f00:1]/', undefined],
		['http://[64:ff9b::7f00:1]/', undefined],
		['http://[2002:7f00:1::]/', undefined],
		['http://0.0.0.0/', undefined],
		['http://169.254.169.254/latest/meta-data/', undefined],
		['http://100.100.100.200/', undefined],
		['http://[fe80::1]/', undefined],
		['http://[fd00:ec2::254]/', undefined],
		['http://224.0.0.1/', undefined],
		['http://looks-harmless.example/', ['127.0.0.1']],
		['http://looks-harmless.example/', ['10.1.2.3', '169.254.169.254']],
		['http://looks-harmless.example/', ['::ffff:169.254.169.254']],
	] as const)('refuses %s (%s)', async (url, resolved) => {
		expect(await sendTo(url, resolved)).toMatch(/不允许推送$/);
	});

	it("calls the court's own network and the world", () => {
		for (const address of ['10.1.2.3', '172.16.0.9', '192.168.3.4', '59.1.2.3', 'fd12:3456::1', '2001:db8::1'])
			expect([address, mayCall(address, false)]).toEqual([address, true]);
		expect(mayCall('127.0.0.1', true)).toBe(true);
		expect(mayCall('169.254.1.1', true)).toBe(false);
		expect(mayCall('not-an-address', true)).toBe(false);
	});

	it('resolves once: the address that was checked is the one that is called', async () => {
		const receiver = await openReceiver();
		const port = new URL(receiver.url).port;
		let asked = 0;
		const resolve = () => {
			asked += 1;
			return Promise.resolve(['127.0.0.1']);
		};
		const sent = await send(
			{ ...message, url: `http://receiver.invalid:${port}/hooks` },
			{ allowLoopback: true, timeoutMs: 1000, realMs: Date.now, resolve },
		);
		expect(sent).toEqual({ status: 204 });
		expect(asked).toBe(1);
		expect(receiver.got[0]!.headers.host).toBe(`receiver.invalid:${port}`);
		await receiver.close();
	});

	it('says in words why a call came to nothing', async () => {
		const receiver = await openReceiver();
		await receiver.close();
		const sent = await send({ ...message, url: receiver.url }, { allowLoopback: true, timeoutMs: 1000, realMs: Date.now });
		expect(sent).toEqual({ error: '接收方拒绝连接' });
		expect(await sendTo('http://nobody.invalid/', [])).toBe('域名没有地址');
	});
});
