import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grant, lockedCases, openSite, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const numbers = ['（2026）示0204执1号', '（2026）示0204执2号', '（2026）示0204执3号', '（2026）示0204执4号'] as const;
const keyOf = (index: number): string => `(2026)示0204执${index + 1}号`;
const noticeOf = (index: number): string => `${keyOf(index)}/enf-notice/-/1`;
const lockOf = (index: number): string => encodeURIComponent(`${keyOf(index)}-L1`);
const requestOf = (index: number): string => encodeURIComponent(`${keyOf(index)}-L1-R1`);

describe.each(engines)('moves of an unlock request over JSON (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine);
		await lockedCases(
			site,
			numbers.map((caseNumber) => ({ court: 'dc', caseNumber, handler: 'li' })),
		);
		await grant(site, 'trial', 'unlock-approver', 'zy');
	});
	afterAll(() => site.close());

	const post = (path: string, as: string, body: object = {}) => site.call('POST', path, { as, body });
	const get = async (path: string, as: string) => (await site.call('GET', path, { as })).body;
	const file = (index: number) =>
		post(`locks/${lockOf(index)}/requests`, 'li', { reason: '延误', plan: '补办', newDueOn: { [noticeOf(index)]: '2026-03-20' } });
	const decide = (index: number, as: string, step: number) =>
		post(`unlock-requests/${requestOf(index)}/decisions`, as, { step, verdict: 'approve', opinion: '已核' });
	const moves = (index: number, as: string) => get(`unlock-requests/${requestOf(index)}/moves`, as);

	it('shows the route with names before anyone files, and who can act now after it', async () => {
		const route = await get(`locks/${lockOf(0)}/route`, 'li');
		expect(route).toMatchObject({
			name: '一般情形：中级法院决定',
			steps: [
				{ kindName: '本院核签', roleName: '执行局长', takers: [{ person: 'chief', capacity: 'role' }], stuck: false },
				{
					court: 'zy',
					roleName: '解锁审批人',
					takers: [{ person: 'approver' }, { person: 'trial', courtName: '示范市中级人民法院' }],
					days: 3,
				},
			],
		});
		// The chief files without an endorsement.
		expect((await get(`locks/${lockOf(0)}/route`, 'chief')).steps).toHaveLength(1);
		expect((await file(0)).status).toBe(201);
		expect((await decide(0, 'chief', 0)).status).toBe(200);
		expect(await moves(0, 'approver')).toMatchObject({
			now: { step: 1, court: 'zy' },
			mine: { person: 'approver', text: '示范市中级人民法院解锁审批人' },
			clock: { workingDays: 4, dueAt: '2026-03-18T16:00:00.000Z', pausedToday: false },
			reassignTo: [{ person: 'trial' }],
			mayRecuse: true,
			mayUrge: false,
		});
		expect(await moves(0, 'li')).toMatchObject({ mayUrge: true, mayRecuse: false, reassignTo: [], whyNot: '这一步由其他法院或人员办理' });
	});

	it('hands over, urges, recuses; each stands in the history', async () => {
		expect((await post(`unlock-requests/${requestOf(0)}/reassignment`, 'approver', { step: 1, to: 'trial', reason: '分工' })).status).toBe(
			200,
		);
		expect(await moves(0, 'approver')).toMatchObject({
			assignedTo: { person: 'trial', reason: '分工' },
			whyNot: '这一步已转交他人办理，需要时可先收回',
		});
		expect(await decide(0, 'approver', 1)).toMatchObject({ status: 409, body: { code: 'step-assigned' } });
		expect((await post(`unlock-requests/${requestOf(0)}/urging`, 'li')).status).toBe(200);
		expect(await post(`unlock-requests/${requestOf(0)}/urging`, 'chief')).toMatchObject({ status: 409, body: { code: 'urged-already' } });
		expect((await post(`unlock-requests/${requestOf(0)}/recusal`, 'trial', { step: 1, reason: '亲属' })).status).toBe(200);
		expect(await decide(0, 'trial', 1)).toMatchObject({ status: 403, body: { code: 'recused' } });
		expect(((await moves(0, 'approver')).history as { kindName: string }[]).map((move) => move.kindName)).toEqual(['转办', '催办', '回避']);
		expect((await decide(0, 'approver', 1)).status).toBe(200);
	});

	it('lets whoever stands in read and decide, and nobody else', async () => {
		expect((await file(1)).status).toBe(201);
		expect((await decide(1, 'chief', 0)).status).toBe(200);
		expect((await site.call('GET', `unlock-requests/${requestOf(1)}/moves`, { as: 'zy-chief' })).status).toBe(404);
		for (const as of ['approver', 'trial'])
			expect(await post('absences', as, { from: '2026-03-13', to: '2026-03-20', reason: '培训' })).toMatchObject({ status: 201 });
		expect(await moves(1, 'zy-chief')).toMatchObject({
			mine: { capacity: 'fallback', roleName: '执行局长' },
			now: { fallback: { level: 'next-office', reason: '示范市中级人民法院解锁审批人均不能办理（外出2人），由本院执行局长办理' } },
		});
		expect((await decide(1, 'division', 1)).status).toBe(403);
		expect((await decide(1, 'zy-chief', 1)).status).toBe(200);
		// What he decided he may go on reading.
		expect((await moves(1, 'zy-chief')).history).toEqual([]);
	});

	it('keeps absences: set, listed, ended', async () => {
		const page = await get('absences', 'approver');
		expect(page).toMatchObject({
			me: 'approver',
			own: [{ from: '2026-03-13', to: '2026-03-20', state: 'now', stateName: '外出中', mayEnd: true }],
		});
		expect((page.delegates as { person: string }[]).map((each) => each.person).sort()).toEqual(['supervisor', 'trial', 'zy-chief']);
		const [{ id }] = page.own as [{ id: string }];
		expect((await post(`absences/${id}/end`, 'li')).status).toBe(404);
		expect((await post(`absences/${id}/end`, 'approver')).status).toBe(200);
		expect((await post(`absences/${id}/end`, 'approver')).status).toBe(409);
		expect(await post('absences', 'approver', { from: '2026-03-13', reason: '出差', delegate: 'li' })).toMatchObject({
			status: 422,
			body: { code: 'bad-delegate' },
		});
		expect(await post('absences', 'approver', { from: '2026-02-30', reason: '出差' })).toMatchObject({ status: 400 });
		expect(await post('absences', 'li', { person: 'approver', from: '2026-03-14', reason: '出差' })).toMatchObject({ status: 403 });
		// The chief of his court sees it and sets one for him.
		const { ofCourt } = await get('absences', 'zy-chief');
		expect((ofCourt as { person: string }[]).toSorted((a, b) => (a.person < b.person ? -1 : 1))).toMatchObject([
			{ person: 'approver', state: 'past' },
			{ person: 'trial', state: 'now', mayEnd: true },
		]);
		expect(
			(await post('absences', 'zy-chief', { person: 'approver', from: '2026-04-01', reason: '挂职', delegate: 'supervisor' })).status,
		).toBe(201);
		expect((await get('absences', 'supervisor')).entrusted).toMatchObject([
			{ person: 'approver', state: 'ahead', delegateName: 'supervisor' },
		]);
	});

	it('decides several at once: each with its own opinion and outcome', async () => {
		for (const index of [2, 3]) {
			expect((await file(index)).status).toBe(201);
			expect((await decide(index, 'chief', 0)).status).toBe(200);
		}
		const id = (index: number) => `${keyOf(index)}-L1-R1`;
		const line = (index: number, more: object = {}) => ({ id: id(index), step: 1, verdict: 'approve', opinion: `意见${index}`, ...more });
		const items = [
			line(2),
			line(2, { verdict: 'refuse' }),
			{ ...line(0), id: 'x-L1-R1' },
			line(3, { verdict: 'refuse', opinion: '措施不实' }),
			line(0),
		];
		const answer = await post('unlock-requests/decisions', 'approver', { items });
		expect(answer).toMatchObject({ status: 200 });
		expect(answer.body.items).toMatchObject([
			{ id: id(2), ok: true },
			{ id: id(2), ok: false, code: 'step-decided', message: expect.stringMatching(/[\u4e00-\u9fff]/) as string },
			{ ok: false, code: 'not-found' },
			{ id: id(3), ok: true },
			{ id: id(0), ok: false, code: 'step-decided' },
		]);
		const said = await site.store.read
			.selectFrom('unlock_decision')
			.select('opinion')
			.where('decided_by', '=', 'approver')
			.where('step', '=', 1)
			.orderBy('opinion')
			.execute();
		expect(said.map((row) => row.opinion)).toEqual(['已核', '意见2', '措施不实'].sort());
		// A person who may not see a case is not told that there is one.
		expect((await post('unlock-requests/decisions', 'xl-handler', { items: [line(3)] })).body.items).toMatchObject([
			{ ok: false, code: 'not-found' },
		]);
		expect((await post('unlock-requests/decisions', 'approver', { items: [] })).status).toBe(400);
		expect((await post('unlock-requests/decisions', 'approver', { items: Array.from({ length: 51 }, () => line(3)) })).status).toBe(400);
		const audit = await site.store.read
			.selectFrom('audit')
			.select('result')
			.where('actor', '=', 'account-approver')
			.where('action', 'like', 'unlock.%')
			.orderBy('seq', 'desc')
			.limit(5)
			.execute();
		expect(audit.map((row) => row.result).reverse()).toEqual(['ok', 'step-decided', 'not-found', 'ok', 'step-decided']);
		expect(site.unexpected).toEqual([]);
	});
});
