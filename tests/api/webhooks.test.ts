import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverRound } from '../../server/notify/deliver.ts';
import { verifyAudit } from '../../server/store/audit.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { lockedCases, openSite, type Site } from '../support/site.ts';
import { theCase } from '../support/world.ts';

const input = { court: 'dc', url: 'https://cms.example/hooks', types: ['case-locked', 'case-unlocked'] };

describe('webhooks over the API', () => {
	let site: Site;
	let receiver: Receiver;
	beforeEach(async () => {
		site = await openSite();
		receiver = await openReceiver();
	});
	afterEach(async () => {
		await receiver.close();
		expect(site.unexpected).toEqual([]);
		await site.close();
	});

	const create = (body: object, as = 'admin') => site.call('POST', 'webhooks', { as, body });

	it('are made, listed without their secret, watched, sent again and switched off by the system administrator', async () => {
		const made = await create({ ...input, url: receiver.url, note: '办案系统' });
		expect(made).toMatchObject({ status: 201, body: { id: 1 } });
		const secret = made.body.secret as string;
		await lockedCases(site, [{ court: 'dc', caseNumber: theCase, handler: 'li' }]);
		const parts = { allowLoopback: true, timeoutMs: 1000, realMs: Date.now };
		expect(await deliverRound(site.app.context, parts)).toEqual({ delivered: 1, failed: 0 });
		expect(receiver.verify(secret, receiver.got[0]!)).toMatchObject({ type: 'case-locked' });
		const list = await site.call('GET', 'webhooks', { as: 'admin' });
		expect(list.body.items).toMatchObject([
			{ id: 1, court: 'dc', url: receiver.url, types: input.types, note: '办案系统', waiting: 0, parked: 0 },
		]);
		expect(list.text).not.toContain('whsec_');
		const sent = await site.call('GET', 'webhooks/1/deliveries?state=delivered', { as: 'admin' });
		expect(sent.body.items).toMatchObject([{ type: 'case-locked', caseNumber: theCase, state: 'delivered', attempts: 1, status: 204 }]);
		const { seq } = (sent.body.items as { seq: number }[])[0]!;
		expect(await site.call('POST', `webhooks/1/deliveries/${seq}/resend`, { as: 'admin' })).toMatchObject({ status: 200, body: { id: 1 } });
		expect(await deliverRound(site.app.context, parts)).toEqual({ delivered: 1, failed: 0 });
		expect(receiver.got[1]!.headers['webhook-id']).toBe(receiver.got[0]!.headers['webhook-id']);
		const off = await site.call('POST', 'webhooks/1/suspension', { as: 'admin', body: { suspended: true } });
		expect(off.status).toBe(200);
		expect((await site.call('GET', 'webhooks', { as: 'admin' })).text).toContain('disabledAt');
		const audit = await site.store.read.selectFrom('audit').select(['action', 'object', 'result']).orderBy('seq').execute();
		expect(audit.filter((line) => line.action.startsWith('webhook'))).toEqual([
			{ action: 'webhook.create', object: '1', result: 'ok' },
			{ action: 'webhook.resend', object: `1/${seq}`, result: 'ok' },
			{ action: 'webhook.suspend', object: '1', result: 'ok' },
		]);
		expect(await verifyAudit(site.store.read)).toBeUndefined();
	});

	it('refuse other people, other courts and addresses that are none', async () => {
		for (const as of ['li', 'chief', 'duty', 'supervisor', 'trial']) {
			expect(await create(input, as)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
			expect((await site.call('GET', 'webhooks', { as })).body.items).toEqual([]);
		}
		expect((await site.call('POST', 'webhooks', { key: 'gy', body: input })).status).toBe(401);
		expect(await create({ ...input, court: 'nowhere' })).toMatchObject({ status: 422, body: { code: 'unknown-court' } });
		for (const url of [
			'ftp://cms.example/',
			'file:///etc/passwd',
			'cms.example',
			'https://user:pass@cms.example/',
			'https://cms.example/#a',
		])
			expect(await create({ ...input, url })).toMatchObject({ status: 422, body: { code: 'bad-address' } });
		expect((await create({ ...input, types: ['node-overdue'] })).status).toBe(400);
		expect((await create({ ...input, types: [] })).status).toBe(400);
		expect((await create(input)).status).toBe(201);
		for (const [method, path] of [
			['GET', 'webhooks/1/deliveries'],
			['POST', 'webhooks/1/deliveries/1/resend'],
			['POST', 'webhooks/1/suspension'],
		] as const) {
			const body = path.endsWith('suspension') ? { body: { suspended: true } } : {};
			expect(await site.call(method, path, { as: 'chief', ...body })).toMatchObject({ status: 404, body: { code: 'not-found' } });
		}
		expect(await site.call('POST', 'webhooks/9/suspension', { as: 'admin', body: { suspended: true } })).toMatchObject({ status: 404 });
	});
});
