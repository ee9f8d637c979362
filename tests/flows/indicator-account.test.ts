import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountabilityView } from '../../src/lib/contract/accountability.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import { lockedCases, openSite, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const places = [
	{ court: 'dc', caseNumber: '（2026）示0204执1号', handler: 'li' },
	{ court: 'dc', caseNumber: '（2026）示0204执2号', handler: 'wang' },
];
const year = { period: 'custom', from: '2026-01-01', to: '2026-03-14' };
const rate = 'enf.close_rate';

describe.each(engines)('who answers for an indicator (%s)', (engine) => {
	let site: Site;
	const account = (username: string, court = 'dc'): Account => ({
		...{ id: `account-${username}`, username, personName: username, court, courtName: '', roles: [] },
	});
	const view = async (username: string, code = rate, court = 'dc', more: object = {}): Promise<AccountabilityView> => {
		const page = await site.app.indicators.indicator(account(username, court), code, { ...year, court, ...more });
		if (!page.ok) throw new Error(page.message);
		return page.view.accountability!;
	};
	const open = async (code: string, owner: string, dueOn: string): Promise<string> => {
		const typed = {
			court: 'dc',
			unit: '',
			code,
			title: `${code}未达标`,
			foundIn: '东川县法执通〔2026〕9号',
			owner,
			dueOn,
			measures: '逐案清理',
		};
		const done = await site.app.office.openRectification(account('trial'), '-', typed);
		if (!done.ok) throw new Error(done.message);
		return done.id;
	};
	const move = (as: string, id: string, name: string, text: string) =>
		site.app.office.moveRectification(account(as), '-', { id, move: name, text, dueOn: '' });

	beforeAll(async () => {
		site = await openSite(engine);
		await lockedCases(site, places);
	});
	afterAll(() => site.close());

	it('its 整改 with owner, day and how the owner was called to account; closed ones after the open', async () => {
		expect(await view('chief')).toMatchObject({ items: [], more: 0 });
		const late = await open(rate, 'chief', site.now().slice(0, 10));
		await open('fund.pay_rate', 'chief', '2026-05-01');
		for (const [name, text] of [
			['urge', '限期报告'],
			['talk', '约谈执行局长'],
			['circulate', '全院通报'],
		] as const)
			expect(await move('vice', late, name, text)).toMatchObject({ ok: true });
		expect(await move('chief', late, 'progress', '正在清理')).toMatchObject({ ok: true });
		site.at('2026-04-02');
		const [item] = (await view('chief')).items;
		expect(item).toMatchObject({ id: late, ownerName: 'chief', ofName: '东川县人民法院', foundIn: '东川县法执通〔2026〕9号' });
		expect(item!.late).toBeGreaterThan(10);
		expect(item!.steps.map(({ name, text, byName }) => `${name} ${text} ${byName}`)).toEqual([
			'督促 限期报告 vice',
			'约谈 约谈执行局长 vice',
			'通报 全院通报 vice',
		]);
		expect(await move('trial', late, 'close', '已达标')).toMatchObject({ ok: true });
		const next = await open(rate, 'division', '2026-05-01');
		expect((await view('chief')).items.map(({ id, closedOn, late: days }) => [id, closedOn, days])).toEqual([
			[next, undefined, 0],
			[late, '2026-04-02', 0],
		]);
	});

	it('is shown to whoever reads the whole court; a handler sees the own items and no chiefs', async () => {
		expect(await view('li')).toEqual({ items: [], more: 0 });
		const own = await open('enf.avg_days', 'li', '2026-05-01');
		expect((await view('li', 'enf.avg_days')).items.map(({ id }) => id)).toEqual([own]);
		expect(await view('wang', 'enf.avg_days')).toEqual({ items: [], more: 0 });
		expect((await view('duty', rate, 'zy', { reach: 'subtree' })).items).toHaveLength(2);
		expect((await view('duty', rate, 'zy', { reach: 'own' })).items).toEqual([]);
	});

	it('tells of each chief what was received, signed and done in time', async () => {
		const of = async () => (await view('trial')).chiefs!.find(({ name }) => name === 'chief');
		const before = await of();
		expect(before).toMatchObject({ role: '执行局长', signed: 0, metInTime: 0 });
		expect(before!.received).toBeGreaterThan(0);
		expect(before!.stillOpen + before!.metLate).toBeGreaterThan(0);
		const mine = (await site.call('GET', 'notices?state=all&limit=500', { as: 'chief' })).body.items as readonly { id: string }[];
		expect(mine).toHaveLength(before!.received);
		const signed = await site.call('POST', `notices/${encodeURIComponent(mine[0]!.id)}/signature`, { as: 'chief' });
		expect(signed.status).toBe(200);
		expect(await of()).toMatchObject({ received: before!.received, signed: 1, signedInTime: 0 });
		expect(site.unexpected).toEqual([]);
	});
});
