import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grant, openSite, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

describe.each(engines)('supervision orders over JSON (%s)', (engine) => {
	let site: Site;
	let caseId: number;
	const post = (path: string, as: string, body: object) => site.call('POST', path, { as, body });
	const box = async (as: string, query = '') =>
		((await site.call('GET', `orders${query}`, { as })).body.items as { id: string }[]).map((row) => row.id);
	const input = { kind: 'item', court: 'zy', toCourt: 'dc', title: '长期未发放案款', body: '说明原因', dueOn: '2026-09-20' };

	beforeAll(async () => {
		site = await openSite(engine);
		site.at('2026-09-02');
		await grant(site, 'zy-chief', 'vice-president', 'zy', 'subtree');
		await site.send([{ type: 'case-filed', occurredAt: '2026-09-02', data: { handler: 'li' } }]);
		const { items } = (await site.call('GET', `cases?court=dc`, { key: 'gy' })).body;
		caseId = (items as readonly { id: number }[])[0]!.id;
	});
	afterAll(() => site.close());

	it('is for persons; others’ orders are not there', async () => {
		expect((await site.call('GET', 'orders')).status).toBe(401);
		expect((await site.call('POST', 'orders', { key: 'gy', body: input })).status).toBe(401);
		expect(await post('orders', 'li', input)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
		expect((await post('orders', 'duty', { ...input, kind: 'letter' })).status).toBe(400);
		expect((await post('orders', 'duty', { ...input, dueOn: '2026-02-30' })).status).toBe(400);
		expect(await post('orders', 'duty', { ...input, caseId: 999 })).toMatchObject({ status: 422, body: { code: 'bad-case' } });
		const made = await post('orders', 'duty', { ...input, caseId });
		expect(made.status).toBe(201);
		const { id } = made.body as { id: string };
		expect((await site.call('GET', `orders/${id}`, { as: 'xl-handler' })).status).toBe(404);
		expect((await post(`orders/${id}/moves`, 'xl-handler', { move: 'receive' })).status).toBe(404);
		expect(await box('chief')).toEqual([id]);
		expect(await box('chief', '?kind=enforce')).toEqual([]);
		expect(await box('duty', '?box=sent')).toEqual([id]);
	});

	it('goes its way, and says 409 to what the state does not allow', async () => {
		const [id] = await box('chief');
		expect(await post(`orders/${id}/moves`, 'chief', { move: 'answer', text: '已办' })).toMatchObject({
			status: 409,
			body: { code: 'illegal-move' },
		});
		expect((await post(`orders/${id}/moves`, 'chief', { move: 'receive' })).status).toBe(200);
		expect(await post(`orders/${id}/moves`, 'chief', { move: 'answer' })).toMatchObject({ status: 422, body: { code: 'text-missing' } });
		expect((await post(`orders/${id}/moves`, 'chief', { move: 'answer', text: '已发放' })).status).toBe(200);
		expect(await post(`orders/${id}/moves`, 'chief', { move: 'accept' })).toMatchObject({ status: 403 });
		expect((await post(`orders/${id}/moves`, 'duty', { move: 'accept' })).status).toBe(200);
		const page = (await site.call('GET', `orders/${id}`, { as: 'duty' })).body;
		expect(page).toMatchObject({
			order: { number: '（2026）示02督办1号', kindName: '督办事项', stateName: '反馈已认可', caseNumber: '（2026）示0204执1号' },
			moves: [{ move: 'close' }],
			steps: [{ name: '下发' }, { name: '签收' }, { name: '反馈', text: '已发放' }, { name: '认可反馈' }],
			paper: { title: '执行督办事项通知', signature: '示范市中级人民法院执行指挥中心' },
		});
	});

	it('a 督促执行令 is signed by another than its writer', async () => {
		const made = await post('orders', 'zy-chief', { ...input, kind: 'enforce' });
		const { id } = made.body as { id: string };
		expect(await post(`orders/${id}/moves`, 'zy-chief', { move: 'sign' })).toMatchObject({ status: 403, body: { code: 'same-person' } });
		expect((await site.call('GET', `orders/${id}`, { as: 'chief' })).status).toBe(404);
		expect(site.unexpected).toEqual([]);
	});
});
