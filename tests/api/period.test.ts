import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Answer, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const civil = '（2026）示0204民初1号';
const key = '(2026)示0204民初1号';
const id = encodeURIComponent;
const ask = { ground: 'ded-trial-appraisal', from: '2026-03-02', documentNo: '鉴1号', reason: '委托鉴定' };

describe.each(engines)('period changes over JSON (%s)', (engine) => {
	let site: Site;
	let caseId: number;
	beforeAll(async () => {
		site = await openSite(engine);
		await site.send([{ caseNumber: civil, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', procedure: 'simple' } }]);
		const { items } = (await site.call('GET', `cases?caseNumber=${id(civil)}`, { key: 'gy' })).body;
		caseId = (items as readonly { id: number }[])[0]!.id;
	});
	afterAll(() => site.close());

	const file = (body: object, as = 'li') => site.call('POST', `cases/${caseId}/period-requests`, { as, body });
	const decide = (n: number, as: string, step: number, verdict = 'approve', opinion = '同意') =>
		site.call('POST', `period-requests/${id(`${key}-P${n}`)}/decisions`, { as, body: { step, verdict, opinion } });
	const box = async (as: string, name = 'inbox') => {
		const { items } = (await site.call('GET', `period-requests?box=${name}`, { as })).body;
		return (items as readonly { requestId: string }[]).map((row) => row.requestId);
	};

	it('lists the statutory grounds', async () => {
		const { items } = (await site.call('GET', 'period-grounds', { as: 'li' })).body;
		expect(items).toContainEqual(
			expect.objectContaining({ code: 'defer-security', kindName: '暂缓', mostText: '1年', needsDocument: true }),
		);
		expect(items).toContainEqual(expect.objectContaining({ code: 'ext-ordinary', mostText: '6个月', nodes: ['tri-close-ordinary'] }));
	});

	it('request, chain, grant, end: a conversion by three offices, an open deduction by one', async () => {
		const converted = await file({ ground: 'conv-simple-ordinary', documentNo: '裁1号', documentName: '裁定书', reason: '案情复杂' });
		expect(converted).toMatchObject({ status: 201, body: { id: `${key}-P1` } });
		expect(await file({ ground: 'conv-simple-ordinary', documentNo: '裁1号', reason: '再报' })).toMatchObject({
			status: 409,
			body: { code: 'request-open' },
		});
		expect(await box('division')).toEqual([`${key}-P1`]);
		expect(await box('li', 'sent')).toEqual([`${key}-P1`]);
		expect(await decide(1, 'vice', 0)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
		expect(await decide(1, 'division', 0)).toMatchObject({ status: 200 });
		expect(await decide(1, 'division', 0)).toMatchObject({ status: 409, body: { code: 'step-decided' } });
		const page = await site.call('GET', `period-requests/${id(`${key}-P1`)}`, { as: 'vice' });
		expect(page.body).toMatchObject({
			mayDecide: true,
			request: { phaseName: '审批中', documentName: '裁定书', chain: [{ state: 'done' }, { state: 'running' }, { state: 'ahead' }] },
			effects: expect.arrayContaining([
				expect.objectContaining({ nodeName: '普通程序审限', beforeText: '新增', after: '2026-09-02' }),
			]) as object[],
		});
		expect((await decide(1, 'vice', 1)).status).toBe(200);
		expect((await decide(1, 'president', 2)).status).toBe(200);
		expect(await box('president', 'done')).toEqual([`${key}-P1`]);
		expect(await file({ ...ask, to: '2026-03-31' })).toMatchObject({ status: 201, body: { id: `${key}-P2`, days: 30, newDays: 30 } });
		expect((await decide(2, 'vice', 0)).status).toBe(200);
		expect(await file(ask)).toMatchObject({ status: 422, body: { code: 'ground-repeated' } });
		expect((await file({ ...ask, override: true })).status).toBe(201);
		expect((await decide(3, 'vice', 0)).status).toBe(200);
		expect((await decide(3, 'president', 1)).status).toBe(200);
		const listed = (await site.call('GET', 'supervised-cases?court=zy', { as: 'supervisor' })).body;
		expect(listed).toMatchObject({ total: 1, items: [{ caseNumber: civil, open: [{ openExclusionId: `${key}-P3` }] }] });
		const end = (as: string, to: string) =>
			site.call('POST', `cases/${caseId}/exclusions/${id(`${key}-P3`)}/end`, { as, body: { to, documentNo: '恢1号' } });
		expect((await end('supervisor', '2026-03-02')).status).toBe(403);
		expect((await end('xl-handler', '2026-03-02')).status).toBe(404);
		expect((await end('li', '2026-03-03')).status).toBe(422);
		expect((await end('li', '2026-03-02')).status).toBe(200);
		expect(await end('li', '2026-03-02')).toMatchObject({ status: 409, body: { code: 'exclusion-ended' } });
		const clock = await site.store.read
			.selectFrom('node_clock')
			.select(['due_on', 'gross_due_on'])
			.where('node_id', '=', `${key}/tri-close-ordinary/-/1`)
			.execute();
		// Thirty days in March, the filing day itself not counted in the period: 29 days.
		expect(clock).toEqual([{ due_on: '2026-10-08', gross_due_on: '2026-09-02' }]);
	});

	it.each<[string, (site: Site) => Promise<Answer>, number, string]>([
		['no ground', () => file({ ...ask, ground: undefined }), 400, 'malformed'],
		['a ground in free text', () => file({ ...ask, ground: '工作繁忙' }), 422, 'ground-unknown'],
		['a day that does not exist', () => file({ ...ask, ground: 'pause', from: '2026-02-30' }), 400, 'malformed'],
		['an end that is no day', () => file({ ...ask, ground: 'pause', to: 'soon' }), 400, 'malformed'],
		['a start before the filing', () => file({ ...ask, ground: 'pause', from: '2026-03-01' }), 422, 'from-before-filing'],
		['an end before the start', () => file({ ...ask, ground: 'pause', to: '2026-03-01' }), 422, 'to-before-from'],
		['a start that is too far ahead', () => file({ ...ask, ground: 'pause', from: '2026-04-02' }), 422, 'from-too-far'],
		['months that are no number', () => file({ ...ask, ground: 'ext-ordinary', addMonths: '6' }), 400, 'malformed'],
		['a negative extension', () => file({ ...ask, ground: 'ext-ordinary', addMonths: -1 }), 400, 'malformed'],
		[
			'a longer extension than the law allows',
			() => file({ ...ask, ground: 'ext-ordinary', node: 'tri-close-ordinary', addMonths: 7 }),
			422,
			'extension-too-long',
		],
		[
			'a node that cannot be extended',
			() => file({ ...ask, ground: 'ext-ordinary', node: 'tri-none', addMonths: 1 }),
			422,
			'node-not-open',
		],
		['no document', () => file({ ...ask, documentNo: '' }), 400, 'malformed'],
		['a document of blanks', () => file({ ...ask, ground: 'pause', documentNo: ' ' }), 422, 'document-missing'],
		['another person’s returned request', () => file({ ...ask, returnedId: `${key}-P1` }), 409, 'not-returned'],
		['a person without the right', () => file(ask, 'supervisor'), 403, 'forbidden'],
		['a person of another court', () => file(ask, 'xl-handler'), 404, 'not-found'],
		['nobody', () => site.call('POST', `cases/${caseId}/period-requests`, { body: ask }), 401, 'sign-in-needed'],
		['a key', () => site.call('POST', `cases/${caseId}/period-requests`, { key: 'gy', body: ask }), 401, 'sign-in-needed'],
		['a case that is not there', () => site.call('POST', 'cases/999999/period-requests', { as: 'li', body: ask }), 404, 'not-found'],
		['a case without a number', () => site.call('POST', 'cases/x/period-requests', { as: 'li', body: ask }), 400, 'malformed'],
		['a verdict that there is not', () => decide(1, 'division', 0, 'escalate'), 400, 'malformed'],
		['no opinion', () => decide(1, 'division', 0, 'approve', ''), 400, 'malformed'],
		['a step that the chain does not have', () => decide(1, 'division', 9), 403, 'forbidden'],
		['a request that is not there', () => site.call('GET', 'period-requests/x', { as: 'li' }), 404, 'not-found'],
		[
			'an exclusion that is not there',
			() => site.call('POST', `cases/${caseId}/exclusions/x/end`, { as: 'li', body: { to: '2026-03-02', documentNo: '1' } }),
			404,
			'not-found',
		],
		['a box that there is not', () => site.call('GET', 'period-requests?box=x', { as: 'li' }), 400, 'malformed'],
		['a cursor of its own making', () => site.call('GET', 'supervised-cases?cursor=1', { as: 'li' }), 400, 'malformed'],
		['a court code that is none', () => site.call('GET', 'deductions?court=%20', { as: 'li' }), 400, 'malformed'],
	])('refuses %s', async (_what, call, status, code) => {
		const answer = await call(site);
		expect(answer.status, answer.text).toBe(status);
		expect(answer.type).toContain('application/problem+json');
		expect(answer.body.code).toBe(code);
	});

	it('shows nobody what is not his, and no court that he may not read', async () => {
		for (const path of ['supervised-cases', 'deductions', 'period-requests?box=done']) {
			expect((await site.call('GET', path, { as: 'xl-handler' })).body.items, path).toEqual([]);
			const other = `${path}${path.includes('?') ? '&' : '?'}court=xl`;
			expect((await site.call('GET', other, { as: 'supervisor' })).body.items, other).toEqual([]);
		}
		expect((await site.call('GET', `period-requests/${id(`${key}-P1`)}`, { as: 'xl-handler' })).status).toBe(404);
		expect(site.unexpected).toEqual([]);
	});
});
