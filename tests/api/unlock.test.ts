import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../server/store/audit.ts';
import { eventOf, grant, lockedCases, openSite, testPassword, type Answer, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const numbers = ['（2026）示0204执1号', '（2026）示0204执2号', '（2026）示0204执3号'] as const;
const keyOf = (index: number): string => `(2026)示0204执${index + 1}号`;
const noticeOf = (index: number): string => `${keyOf(index)}/enf-notice/-/1`;
const lockOf = (index: number): string => encodeURIComponent(`${keyOf(index)}-L1`);
const requestOf = (index: number): string => encodeURIComponent(`${keyOf(index)}-L1-R1`);

describe.each(engines)('unlocking over JSON (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine);
		await lockedCases(
			site,
			numbers.map((caseNumber) => ({ court: 'dc', caseNumber, handler: 'li' })),
		);
	});
	afterAll(() => site.close());

	const file = (index: number, as = 'li', day = '2026-03-20') =>
		site.call('POST', `locks/${lockOf(index)}/requests`, {
			as,
			body: { reason: '文书签批延误', plan: '三日内发出', newDueOn: { [noticeOf(index)]: day } },
		});
	const decide = (index: number, as: string, step: number, verdict = 'approve', extra: object = {}) =>
		site.call('POST', `unlock-requests/${requestOf(index)}/decisions`, { as, body: { step, verdict, opinion: '已核', ...extra } });
	const lock = async (index: number) => (await site.call('GET', `locks/${lockOf(index)}`, { key: 'gy' })).body;
	const inbox = async (as: string, box = 'inbox') =>
		((await site.call('GET', `unlock-requests?box=${box}`, { as })).body.items as readonly { requestId: string; mine: boolean }[]).map(
			(row) => row.requestId,
		);
	const gate = async () =>
		(await site.call('GET', `gate?caseNumber=${encodeURIComponent(numbers[0])}&action=notice-issued`, { key: 'gy' })).body.allowed;

	it('request, endorsement, decision: the lock is released, the gate opens, the held step is folded', async () => {
		await site.send([{ type: 'notice-issued', occurredAt: '2026-03-13' }]);
		expect(await gate()).toBe(false);
		expect(await file(0)).toMatchObject({ status: 201, body: { id: `${keyOf(0)}-L1-R1` } });
		expect(await file(0)).toMatchObject({ status: 409, body: { code: 'request-open' } });
		expect(await inbox('chief')).toEqual([`${keyOf(0)}-L1-R1`]);
		expect(await inbox('approver')).toEqual([]);
		expect(await decide(0, 'approver', 0)).toMatchObject({ status: 403 });
		expect(await decide(0, 'chief', 0)).toMatchObject({ status: 200 });
		expect(await decide(0, 'chief', 0)).toMatchObject({ status: 409, body: { code: 'step-decided' } });
		expect(await inbox('approver')).toEqual([`${keyOf(0)}-L1-R1`]);
		expect(await decide(0, 'approver', 0)).toMatchObject({ status: 403 });
		const page = (await site.call('GET', `unlock-requests/${requestOf(0)}`, { as: 'approver' })).body;
		expect(page).toMatchObject({ mayDecide: true, verdicts: expect.arrayContaining(['approve', 'refuse', 'return']) as string[] });
		expect(
			await decide(0, 'approver', 1, 'approve', { instruction: '每周报告一次', newDueOn: { [noticeOf(0)]: '2026-03-18' } }),
		).toMatchObject({
			status: 200,
		});
		expect(await lock(0)).toMatchObject({ state: 'released', causes: [{ newDueOn: '2026-03-18' }], held: [] });
		expect(await gate()).toBe(true);
		const nodes = await site.store.read.selectFrom('node_instance').select(['phase', 'ended_on']).where('id', '=', noticeOf(0)).execute();
		expect(nodes).toEqual([{ phase: 'met-late', ended_on: '2026-03-13' }]);
		expect(await inbox('approver', 'done')).toEqual([`${keyOf(0)}-L1-R1`]);
		expect(await decide(0, 'approver', 1)).toMatchObject({ status: 409 });
		expect(await file(0)).toMatchObject({ status: 409, body: { code: 'not-locked' } });
	});

	it('two decisions at once leave one; nobody takes two steps or decides an own request', async () => {
		await grant(site, 'chief', 'unlock-approver', 'zy', 'subtree');
		expect((await file(1, 'chief')).status).toBe(201);
		// The chief leads: no endorsement, straight to the decision, which is not his to take.
		expect(await decide(1, 'chief', 0)).toMatchObject({ status: 403, body: { code: 'same-person' } });
		const answers = await Promise.all([decide(1, 'approver', 0), decide(1, 'approver', 0, 'refuse'), decide(1, 'approver', 0, 'return')]);
		expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
		const decisions = await site.store.read
			.selectFrom('unlock_decision')
			.selectAll()
			.where('request_id', '=', `${keyOf(1)}-L1-R1`)
			.execute();
		expect(decisions).toHaveLength(1);
	});

	it('withdrawing is for the person who filed', async () => {
		expect((await file(2)).status).toBe(201);
		const withdraw = (as: string) => site.call('POST', `unlock-requests/${requestOf(2)}/withdrawal`, { as });
		expect((await withdraw('chief')).status).toBe(403);
		expect((await withdraw('li')).status).toBe(200);
		expect((await withdraw('li')).status).toBe(409);
		expect(await decide(2, 'chief', 0)).toMatchObject({ status: 409 });
	});

	it.each<[string, (site: Site) => Promise<Answer>, number]>([
		['a day beyond the longest grant', () => file(2, 'li', '2026-04-13'), 422],
		['a day in the past', () => file(2, 'li', '2026-03-12'), 422],
		['a day that does not exist', () => file(2, 'li', '2026-02-30'), 400],
		['a day that is none', () => file(2, 'li', 'soon'), 400],
		['no reason', () => site.call('POST', `locks/${lockOf(2)}/requests`, { as: 'li', body: { reason: '', plan: 'x', newDueOn: {} } }), 400],
		[
			'no new day for a cause',
			() => site.call('POST', `locks/${lockOf(2)}/requests`, { as: 'li', body: { reason: 'x', plan: 'x', newDueOn: {} } }),
			422,
		],
		['no body', () => site.call('POST', `locks/${lockOf(2)}/requests`, { as: 'li' }), 400],
		[
			'a lock that does not exist',
			() => site.call('POST', 'locks/x/requests', { as: 'li', body: { reason: 'x', plan: 'x', newDueOn: {} } }),
			404,
		],
		['a step that is no number', () => decide(2, 'chief', '0' as unknown as number), 400],
		['a step that the route does not have', () => decide(2, 'chief', 9), 403],
		['a verdict that there is not', () => decide(2, 'chief', 0, 'maybe'), 400],
		[
			'a request that does not exist',
			() => site.call('POST', 'unlock-requests/x/decisions', { as: 'chief', body: { step: 0, verdict: 'approve', opinion: 'x' } }),
			404,
		],
	])('refuses %s', async (_what, ask, status) => {
		const answer = await ask(site);
		expect(answer.status, answer.text).toBe(status);
		expect(answer.type).toContain('application/problem+json');
	});

	it('a late fact that shows the cause was met puts the lock under review; a court above voids it', async () => {
		await site.send([{ caseNumber: numbers[2], type: 'notice-issued', occurredAt: '2026-03-12' }]);
		expect(await lock(2)).toMatchObject({ state: 'review' });
		const review = (as: string, body: object = { verdict: 'void', opinion: '按期完成，补录属实' }) =>
			site.call('POST', `locks/${lockOf(2)}/review`, { as, body });
		expect((await review('trial')).status).toBe(403);
		expect((await review('supervisor', { verdict: 'void' })).status).toBe(400);
		expect((await review('supervisor', { verdict: 'void', opinion: ' ' })).status).toBe(422);
		expect((await review('supervisor')).status).toBe(200);
		expect((await review('supervisor')).status).toBe(409);
		expect(await lock(2)).toMatchObject({ state: 'released' });
	});

	it('ignores what a caller may not set', async () => {
		const extra = eventOf({ caseNumber: numbers[1], type: 'file-received', occurredAt: '2026-03-12' });
		const event = { ...extra, recordedAt: '2020-01-01', lockId: 'x', hash: 'x' };
		expect((await site.call('POST', 'events', { key: 'gy', body: { events: [event] } })).body).toMatchObject({ accepted: 1 });
		const answer = await decide(1, 'approver', 0, 'approve', { by: 'higher', court: 'gy', route: [] });
		expect([200, 409]).toContain(answer.status);
		const by = await site.store.read
			.selectFrom('unlock_decision')
			.select('decided_by')
			.where('request_id', '=', `${keyOf(1)}-L1-R1`)
			.execute();
		expect(by.every((row) => row.decided_by === 'approver')).toBe(true);
	});

	it('every deed and every refusal is in the audit, and its chain is whole', async () => {
		const rows = await site.store.read.selectFrom('audit').selectAll().orderBy('seq').execute();
		expect(rows.length).toBeGreaterThan(15);
		expect(rows.map((row) => row.result)).toEqual(expect.arrayContaining(['ok', 'forbidden', 'request-open', 'step-decided']));
		expect(rows.every((row) => row.actor.startsWith('account-') && row.address === '127.0.0.1' && !!row.request_id)).toBe(true);
		expect(await verifyAudit(site.store.read)).toBeUndefined();
		expect(site.unexpected).toEqual([]);
	});
});

describe('a route with two deciders at the intermediate court', () => {
	it('lets its enforcement chief, who reads no other case of the courts below, see and decide what he is named for', async () => {
		const site = await openSite();
		await lockedCases(
			site,
			numbers.slice(0, 2).map((caseNumber) => ({ court: 'dc', caseNumber, handler: 'li' })),
		);
		site.at('2026-04-20');
		const input = { reason: '延误', plan: '补办', newDueOn: { [noticeOf(0)]: '2026-04-30' } };
		expect((await site.call('POST', `locks/${lockOf(0)}/requests`, { as: 'li', body: input })).status).toBe(201);
		const decide = (as: string, step: number) =>
			site.call('POST', `unlock-requests/${requestOf(0)}/decisions`, { as, body: { step, verdict: 'approve', opinion: '同意' } });
		expect((await decide('chief', 0)).status).toBe(200);
		expect((await decide('approver', 1)).status).toBe(200);
		const inbox = (await site.call('GET', 'unlock-requests', { as: 'zy-chief' })).body.items;
		expect(inbox).toMatchObject([{ requestId: `${keyOf(0)}-L1-R1`, mine: true }]);
		const page = await site.call('GET', `unlock-requests/${requestOf(0)}`, { as: 'zy-chief' });
		expect(page).toMatchObject({ status: 200, body: { mayDecide: true } });
		expect((await site.call('GET', `locks/${lockOf(1)}`, { as: 'zy-chief' })).status).toBe(404);
		expect((await decide('zy-chief', 2)).status).toBe(200);
		expect((await site.call('GET', `locks/${lockOf(0)}`, { as: 'li' })).body.state).toBe('released');
		await site.close();
	});
});

describe('signing in and out', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
	});
	afterAll(() => site.close());

	const signIn = (username: string, password: string) => site.call('POST', 'sign-in', { body: { username, password } });
	const cases = (cookie: string) => site.call('GET', 'cases', { headers: { cookie } });

	it('gives a cookie that scripts cannot read, and takes it back', async () => {
		const answer = await signIn('li', testPassword);
		const set = answer.headers.get('set-cookie') ?? '';
		expect(set).toMatch(/^session=[^;]{20,};/);
		expect(set).toMatch(/HttpOnly/i);
		expect(set).toMatch(/SameSite=Lax/i);
		expect(set).toMatch(/Path=\//i);
		const cookie = set.split(';')[0]!;
		expect((await cases(cookie)).status).toBe(200);
		const stored = await site.store.read.selectFrom('sign_in').select('id').execute();
		expect(stored.map((row) => row.id)).not.toContain(cookie.split('=')[1]);
		const out = await site.call('DELETE', 'sign-in', { headers: { cookie } });
		expect(out.status).toBe(204);
		expect(out.headers.get('set-cookie')).toMatch(/^session=;.*(Max-Age=0|Expires)/i);
		expect((await cases(cookie)).status).toBe(401);
	});

	it('gives another cookie each time and says the same to a wrong name and a wrong password', async () => {
		const two = [await signIn('wang', testPassword), await signIn('wang', testPassword)].map((answer) => answer.headers.get('set-cookie'));
		expect(two[0]).not.toBe(two[1]);
		const wrong = [await signIn('wang', 'wrong-password'), await signIn('nobody', 'wrong-password')];
		expect(wrong.map((answer) => answer.status)).toEqual([401, 401]);
		expect(wrong[0]!.text).toBe(wrong[1]!.text);
		expect(wrong[0]!.headers.get('set-cookie')).toBeNull();
		expect((await site.call('POST', 'sign-in', { body: { username: 'li' } })).status).toBe(400);
		expect((await site.call('POST', 'sign-in', { body: { username: ['li'], password: { a: 1 } } })).status).toBe(400);
	});

	it('slows down guessing, for one name from one address only', async () => {
		for (let count = 0; count < 5; count += 1) await signIn('admin', `guess-${count}`);
		expect((await signIn('admin', testPassword)).status).toBe(401);
		expect((await signIn('li', testPassword)).status).toBe(200);
	});

	it('a disabled account is out at once, and a role taken away is gone at once', async () => {
		const chief = await site.cookie('chief');
		const trial = await site.cookie('trial');
		expect((await cases(chief)).status).toBe(200);
		await site.store.write(async ({ db }) => {
			await db.updateTable('account').set({ disabled_at: site.now() }).where('username', '=', 'chief').execute();
			await db.deleteFrom('account_role').where('account_id', '=', 'account-trial').execute();
		});
		expect((await cases(chief)).status).toBe(401);
		expect((await signIn('chief', testPassword)).status).toBe(401);
		expect((await cases(trial)).body.items).toEqual([]);
	});
});
