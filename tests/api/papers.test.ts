import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Answer, type Call, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const draft = 'weekly-dc-2026-03-02-v1-1';
const issued = 'weekly-dc-2026-03-02-v1';
const item = (answer: Answer, id: string) => (answer.body['items'] as readonly Record<string, unknown>[]).find((each) => each['id'] === id);

describe.each(engines)('papers over JSON (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine);
		await site.send(
			[1, 2, 3].flatMap((n) => {
				const caseNumber = `（2026）示0204执${n}号`;
				return [
					{ caseNumber, type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } },
					{ caseNumber, type: 'net-query-launched', occurredAt: '2026-03-02' },
				];
			}),
		);
		site.at('2026-03-09');
		await site.send(
			[{ caseNumber: '（2026）示0204执3号', type: 'case-closed', occurredAt: '2026-03-06', data: { mode: 'fully-performed' } }],
			'2026-03-09T08:00:00+08:00',
		);
		await site.sweep();
	});
	afterAll(() => site.close());

	const post = (path: string, as: string, body: object = {}, more: Partial<Call> = {}) => site.call('POST', path, { as, body, ...more });
	const view = async (as = 'trial') => (await site.call('GET', `publication-drafts/${draft}`, { as })).body;

	it('a draft is made of what the feeds told, once, by those who may', async () => {
		const body = { kind: 'weekly', court: 'dc', day: '2026-03-05' };
		expect(await post('publications', 'li', body)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
		expect(await post('publications', 'trial', { ...body, kind: 'rumour' })).toMatchObject({ status: 400 });
		expect(await post('publications', 'trial', { ...body, kind: 'campaign' })).toMatchObject({
			status: 422,
			body: { code: 'campaign-missing' },
		});
		expect(await post('publications', 'trial', { ...body, day: '2026-03-10' })).toMatchObject({
			status: 422,
			body: { code: 'period-open' },
		});
		expect(await post('publications', 'trial', body)).toMatchObject({ status: 201, body: { id: draft, made: true } });
		expect(await post('publications', 'trial', body)).toMatchObject({ status: 201, body: { id: draft, made: false } });
		const found = item(await site.call('GET', 'publication-drafts', { as: 'chief' }), draft);
		expect(found).toMatchObject({ state: 'draft', kindName: '周通报', mine: true });
		expect((await site.call('GET', 'publication-drafts', { as: 'li' })).body).toEqual({ items: [], total: 0, mine: 0, page: 1 });
		expect(await site.call('GET', `publication-drafts/${draft}`, { as: 'li' })).toMatchObject({ status: 404 });
		expect(item(await site.call('GET', 'publications', { as: 'trial' }), issued)).toBeUndefined();
	});

	it('a bulletin of a campaign is made by hand, from the form as well', async () => {
		const put = await site.call('PUT', 'campaigns', {
			as: 'trial',
			body: {
				...{ court: 'dc', name: '三月攻坚', from: '2026-03-01', to: '2026-04-30' },
				targets: [{ code: 'enf.close_rate', rule: '≥ 50' }],
			},
		});
		const campaign = String(put.body['id']);
		const body = { kind: 'campaign', court: 'dc', day: '2026-03-05', campaign };
		const id = `campaign.${campaign}-dc-2026-03-02-v1-1`;
		const account = { id: 'account-trial', username: 'trial', personName: 'trial', court: 'dc', courtName: '', roles: [] };
		const { papers } = site.app;
		const form = await papers.publications(account, {});
		expect(form.ok && form.view.making.campaigns.map(({ name, courts }) => [name, courts])).toEqual([['三月攻坚', ['dc']]]);
		const of = { kind: 'campaign', court: 'dc', day: '2026-03-05' };
		expect(await papers.make(account, '127.0.0.1', of)).toMatchObject({ ok: false, message: '请选择专项行动' });
		expect(await papers.make(account, '127.0.0.1', { ...of, day: '2026-02-10', campaign })).toMatchObject({
			ok: false,
			code: 'campaign-outside',
		});
		expect(await papers.make(account, '127.0.0.1', { ...of, campaign })).toMatchObject({ ok: true, id });
		expect(await post('publications', 'trial', body)).toMatchObject({ status: 201, body: { id, made: false } });
		expect(await post('publications', 'trial', { ...body, kind: 'weekly' })).toMatchObject({
			status: 422,
			body: { code: 'campaign-missing' },
		});
		expect(await post('publications', 'trial', { ...body, campaign: 'nowhere' })).toMatchObject({
			status: 422,
			body: { code: 'no-campaign' },
		});
		const draftBody = (await site.call('GET', `publication-drafts/${encodeURIComponent(id)}`, { as: 'trial' })).body;
		expect(JSON.stringify(draftBody)).toContain('关于三月攻坚进展情况的通报');
	});

	it('what fails stands first among the runs, and nothing is put down', async () => {
		expect(await post('publications', 'duty', { kind: 'weekly', court: 'xl', day: '2026-03-05' })).toMatchObject({
			status: 422,
			body: { code: 'paper-empty' },
		});
		const { items } = (await site.call('GET', 'publication-runs', { as: 'duty' })).body;
		expect((items as readonly object[])[0]).toMatchObject({ courtName: '西陵县人民法院', outcome: 'empty', outcomeName: '无数据' });
		expect(item(await site.call('GET', 'publication-drafts', { as: 'duty' }), 'weekly-xl-2026-03-02-v1-1')).toBeUndefined();
	});

	it('who may do what to a draft: readable and forbidden is 403, unreadable is 404', async () => {
		const everybody = ['li', 'division', 'chief', 'vice', 'president', 'trial', 'duty', 'supervisor', 'higher', 'xl-handler', 'admin'];
		const stale = { revision: 99 };
		const deeds: Readonly<Record<string, readonly [string, string, object]>> = {
			read: ['GET', '', {}],
			edit: ['PUT', '/slots', { ...stale, slots: {} }],
			review: ['POST', '/review', stale],
			return: ['POST', '/return', { ...stale, reason: '改' }],
			drop: ['POST', '/drop', { ...stale, reason: '改' }],
			issue: ['POST', '/issue', stale],
		};
		const answers: Record<string, string> = {};
		for (const who of everybody) {
			const statuses: number[] = [];
			for (const [method, path, body] of Object.values(deeds))
				statuses.push(
					(await site.call(method, `publication-drafts/${draft}${path}`, { as: who, ...(method === 'GET' ? {} : { body }) })).status,
				);
			answers[who] = statuses.join(' ');
		}
		const none = '404 404 404 404 404 404';
		expect(answers).toEqual({
			...{ li: none, division: none, supervisor: none, higher: none, 'xl-handler': none, admin: none },
			// Whoever may is stopped by the revision or the state.
			chief: '200 403 409 409 409 409',
			vice: '200 403 403 409 403 409',
			president: '200 403 403 409 403 409',
			trial: '200 409 409 409 409 409',
			duty: '200 409 403 403 409 403',
		});
		expect((await site.call('GET', `publication-drafts/${draft}`, { key: 'gy' })).status).toBe(401);
	});

	it('edit, review, return and issue go by revision; the number is given at the issue', async () => {
		const before = await view();
		expect(before).toMatchObject({ revision: 1, nextNumber: '东川县法执通〔2026〕1号', may: { edit: true, review: true, issue: false } });
		const [slot] = before['slots'] as readonly { id: string }[];
		const [figure] = before['figures'] as readonly { id: string }[];
		const put = (revision: number, text: string) =>
			site.call('PUT', `publication-drafts/${draft}/slots`, { as: 'trial', body: { revision, slots: { [slot!.id]: text } } });
		expect(await put(1, '见{{nowhere}}。')).toMatchObject({ status: 422, body: { code: 'bad-slot' } });
		expect(await put(1, `本周数据为{{${figure!.id}}}，执行局应当逐案核查。`)).toMatchObject({ status: 200, body: { revision: 2 } });
		expect(await put(1, '另一人的说法。')).toMatchObject({ status: 409, body: { code: 'stale' } });
		expect(await post(`publication-drafts/${draft}/review`, 'vice', { revision: 2 })).toMatchObject({ status: 403 });
		expect(await post(`publication-drafts/${draft}/review`, 'chief', { revision: 2 })).toMatchObject({
			status: 200,
			body: { revision: 3 },
		});
		expect(await post(`publication-drafts/${draft}/return`, 'vice', { revision: 3, reason: '' })).toMatchObject({ status: 422 });
		expect(await post(`publication-drafts/${draft}/return`, 'vice', { revision: 3, reason: '补充要求' })).toMatchObject({ status: 200 });
		await post(`publication-drafts/${draft}/review`, 'chief', { revision: 4 });
		expect(await post(`publication-drafts/${draft}/issue`, 'trial', { revision: 5 })).toMatchObject({
			status: 403,
			body: { code: 'same-person' },
		});
		expect(await view()).toMatchObject({ whyNotIssue: '签发人不得为本文稿的拟稿人，请由他人签发。', may: { issue: false } });
		expect(await post(`publication-drafts/${draft}/issue`, 'vice', { revision: 5 })).toMatchObject({
			status: 201,
			body: { id: issued, number: '东川县法执通〔2026〕1号' },
		});
		expect(await post(`publication-drafts/${draft}/issue`, 'vice', { revision: 5 })).toMatchObject({ status: 409 });
	});

	it('the files are those that were issued, byte for byte, and say so', async () => {
		const word = await site.call('GET', `publications/${issued}.docx`, { as: 'li' });
		expect(word).toMatchObject({ status: 200, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' });
		expect(word.headers.get('content-disposition')).toContain(encodeURIComponent('.docx'));
		expect((await site.call('GET', `publications/${issued}.docx`, { as: 'li' })).text).toBe(word.text);
		expect((await site.call('GET', `publications/${issued}.xlsx`, { key: 'gy' })).status).toBe(200);
		expect((await site.call('GET', `publications/${issued}.docx`, { as: 'xl-handler' })).status).toBe(404);
		expect((await site.call('GET', `publications/${issued}.exe`, { as: 'li' })).status).toBe(404);
		const check = await site.call('GET', `publications/${issued}/check`, { as: 'trial' });
		expect(check.body).toMatchObject({ ok: true });
		expect((check.body['items'] as readonly object[]).length).toBeGreaterThanOrEqual(3);
	});

	it('visitors read an edition without persons', async () => {
		const internal = await site.call('GET', `publications/${issued}`, { as: 'trial' });
		expect(internal.text).toContain('李某某');
		const visitor = await site.call('GET', `publications/${issued}?edition=visitor`, { as: 'trial' });
		expect(visitor.body).toMatchObject({ edition: 'visitor' });
		// Neither the paper nor what stands beside it: who has not signed, who has issued.
		expect(visitor.text).not.toContain('李某某');
		expect(visitor.text).not.toContain('王某某');
		const word = await site.call('GET', `publications/${issued}.docx?edition=visitor`, { as: 'trial' });
		expect(word.status).toBe(200);
		expect(word.text).not.toBe((await site.call('GET', `publications/${issued}.docx`, { as: 'trial' })).text);
	});

	it('visitors read the daily statistics without lists of cases and persons', async () => {
		const id = 'daily-dc-2026-03-08-v1';
		await post('publications', 'trial', { kind: 'daily', court: 'dc', day: '2026-03-08' });
		const [internal, visitor] = await Promise.all(
			['internal', 'visitor'].map((edition) => site.call('GET', `publications/${id}?edition=${edition}`, { as: 'trial' })),
		);
		expect(internal!.text).toContain('李某某');
		expect(visitor!.text).not.toContain('李某某');
		expect(visitor!.text).not.toMatch(/示0204执\d+号","/);
		expect(visitor!.body['figures']).toEqual(internal!.body['figures']);
		expect((await site.call('GET', `publications/${id}.docx?edition=visitor`, { as: 'trial' })).status).toBe(200);
	});

	it('readers sign, and who has not is known', async () => {
		expect(await post(`publications/${issued}/receipts`, 'li')).toMatchObject({ status: 201 });
		expect(await post(`publications/${issued}/receipts`, 'xl-handler')).toMatchObject({ status: 404 });
		const { body } = await site.call('GET', `publications/${issued}/receipts`, { as: 'chief' });
		expect((body['signed'] as readonly object[])[0]).toMatchObject({ name: '李某某', roleName: '承办人' });
		expect((body['missing'] as readonly { name: string }[]).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['chief', 'vice', 'president', 'trial', '王某某']),
		);
		expect(item(await site.call('GET', 'publications', { as: 'li' }), issued)).toMatchObject({ signed: 1, mine: true });
	});

	it('a correction is a second version beside the first, with what is different', async () => {
		const second = 'weekly-dc-2026-03-02-v2';
		site.at('2026-03-10');
		await site.send([{ caseNumber: '（2026）示0204执9号', type: 'case-filed', occurredAt: '2026-03-05', data: { handler: 'wang' } }]);
		expect(await post(`publications/${issued}/corrections`, 'trial', { reason: ' ', anew: true })).toMatchObject({ status: 422 });
		expect(await post(`publications/${issued}/corrections`, 'trial', { reason: '补录一件', anew: true })).toMatchObject({
			status: 201,
			body: { id: `${second}-1` },
		});
		await post(`publication-drafts/${second}-1/review`, 'chief', { revision: 1 });
		expect(await post(`publication-drafts/${second}-1/issue`, 'vice', { revision: 2 })).toMatchObject({
			status: 201,
			body: { id: second, number: '东川县法执通〔2026〕2号' },
		});
		const list = await site.call('GET', 'publications', { as: 'trial' });
		expect(item(list, issued)).toMatchObject({ correctedBy: second });
		expect(await site.call('GET', `publications/${issued}`, { as: 'trial' })).toMatchObject({
			status: 200,
			body: { correctedBy: { number: '东川县法执通〔2026〕2号' } },
		});
		const { body } = await site.call('GET', `publications/${second}/diff`, { as: 'trial' });
		expect(body).toMatchObject({ reason: '补录一件', before: { version: 1 }, after: { version: 2 } });
		expect((body['figures'] as readonly object[]).length).toBeGreaterThan(0);
		expect(await site.call('GET', `publications/${issued}/diff`, { as: 'trial' })).toMatchObject({ status: 404 });
		expect(await post(`publications/${issued}/corrections`, 'trial', { reason: '再改', anew: false })).toMatchObject({
			status: 409,
			body: { code: 'corrected-already' },
		});
	});

	it('the archive is searched by title, number, kind, court and period', async () => {
		await post('publications', 'trial', { kind: 'daily', court: 'dc', day: '2026-03-06' });
		const find = async (query: string, as = 'duty') => {
			const { body } = await site.call('GET', `publications?${query}`, { as });
			return (body['items'] as readonly { id: string }[]).map(({ id }) => id);
		};
		expect(await find('')).toEqual(['weekly-dc-2026-03-02-v2', 'daily-dc-2026-03-08-v1', issued, 'daily-dc-2026-03-06-v1']);
		expect(await find(`q=${encodeURIComponent('执通〔2026〕1号')}`)).toEqual([issued]);
		expect(await find(`q=${encodeURIComponent('日统计 3月6日')}`)).toEqual(['daily-dc-2026-03-06-v1']);
		expect(await find(`q=${encodeURIComponent('%')}`)).toEqual([]);
		expect(await find('kind=daily')).toEqual(['daily-dc-2026-03-08-v1', 'daily-dc-2026-03-06-v1']);
		expect(await find('kind=monthly')).toEqual([]);
		expect(await find('court=xl')).toEqual([]);
		expect(await find('from=2026-03-07&to=2026-03-31')).toHaveLength(3);
		expect(await find('from=2026-03-09')).toEqual([]);
		expect(await find('page=2')).toEqual([]);
		expect(await find('', 'xl-handler')).toEqual([]);
		expect((await site.call('GET', 'publications?page=0', { as: 'duty' })).status).toBe(400);
	});

	it('nothing unexpected happened on the way', () => {
		expect(site.unexpected).toEqual([]);
	});
});
