import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemandsView } from '../../src/lib/contract/demands.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import { insertDemandSet } from '../../server/store/demand-sets.ts';
import { openSite, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const table = (text: string): string => `demands:
  - code: locks
    kinds: [weekly]
    when: { fact: locks-held, atLeast: 1 }
    owner: 执行局
    days: 5
    text: ${text}
`;

describe.each(engines)('the demands of papers over JSON (%s)', (engine) => {
	let site: Site;
	const get = (as: string, court = 'dc') => site.call('GET', `demands/${court}`, { as });
	const put = (as: string, text: string, court = 'dc') => site.call('PUT', `demands/${court}`, { as, body: { text } });

	beforeAll(async () => {
		site = await openSite(engine);
	});
	afterAll(() => site.close());

	it('are read by whoever reads the rules of the court, and written by its trial management or president', async () => {
		expect((await site.call('GET', 'demands/dc')).status).toBe(401);
		expect((await get('xl-handler')).status).toBe(404);
		const program = (await get('trial')).body as { court?: string; rules: readonly object[] };
		expect(program.court).toBeUndefined();
		expect(program.rules.length).toBeGreaterThan(20);
		expect(await put('chief', table('说明原因'))).toMatchObject({ status: 403, body: { code: 'forbidden' } });
		expect(await put('trial', table('说明原因'), 'nowhere')).toMatchObject({ status: 404 });
	});

	it('tell every fault with its line, and change nothing by a table that has one', async () => {
		expect(await put('trial', table('逐案说明{locks-held}，共3件'))).toMatchObject({
			status: 422,
			body: {
				code: 'bad-demands',
				title: '工作要求的规则有误，未保存',
				problems: [{ line: 7, message: expect.stringContaining('不得写阿拉伯数字') as string }],
			},
		});
		expect(await put('trial', 'demands: [')).toMatchObject({ status: 422, body: { problems: [{ line: 1 }] } });
		expect(((await get('trial')).body as { court?: string }).court).toBeUndefined();
	});

	it('hold from then on, and go back to what was with an empty text', async () => {
		expect(await put('trial', table('逐案说明{locks-held}'))).toMatchObject({
			status: 200,
			body: { court: 'dc', rules: [{ code: 'locks', owner: '执行局' }] },
		});
		expect((await get('president')).body).toMatchObject({ court: 'dc', text: table('逐案说明{locks-held}') });
		expect((await put('president', ' ')).body).not.toHaveProperty('court');
	});

	it('are shown with whose they are, checked without being kept, and kept and taken back by the office, on a page', async () => {
		const { demands } = site.app;
		const as = (username: string): Account => ({
			...{ id: `account-${username}`, username, personName: username, court: 'dc', courtName: '东川县人民法院' },
			roles: ['trial-management'],
		});
		const page = async (username: string, court?: string): Promise<DemandsView> => {
			const read = await demands.demands(as(username), court);
			if (!read.ok) throw new Error(read.message);
			return read.view;
		};
		const first = await page('trial');
		expect(first).toMatchObject({ court: 'dc', of: 'program', mayManage: true });
		expect(first.text).toContain('# 工作要求的规则');
		expect(first.rules.find(({ code }) => code === 'close-rate')).toMatchObject({
			when: '执行案件结案率未达标',
			kinds: ['周通报', '月分析', '党组周例会材料'],
		});
		// Every number that the program's rules ask for has a name.
		for (const { when } of first.rules) expect(when).not.toContain('“');
		expect(await page('chief')).toMatchObject({ mayManage: false });
		expect(await demands.demands(as('chief'), 'xl')).toMatchObject({ ok: false, status: 404 });

		expect(await demands.check(as('trial'), table('共3件'))).toMatchObject({ view: { ok: false, problems: [{ line: 7 }] } });
		expect(await demands.check(as('trial'), table('逐案说明'))).toMatchObject({
			view: { ok: true, rules: [{ when: '锁死在册案件不少于 1', days: 5 }] },
		});
		expect(await page('trial')).toMatchObject({ of: 'program' });

		expect(await demands.save(as('chief'), '-', { court: 'dc', text: table('逐案说明') })).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await demands.save(as('trial'), '-', { court: 'dc', text: 'demands: [' })).toMatchObject({ ok: false, problems: [{ line: 1 }] });
		expect(await demands.save(as('trial'), '-', { court: 'dc', text: table('逐案说明') })).toEqual({ ok: true });
		expect(await page('trial')).toMatchObject({ of: 'own', ofName: '东川县人民法院', setByName: 'trial', text: table('逐案说明') });
		expect(await demands.save(as('trial'), '-', { court: 'dc', text: '' })).toEqual({ ok: true });
		expect(await page('trial')).toMatchObject({ of: 'program' });

		await site.store.write(({ db }) => insertDemandSet(db, { court: 'zy', text: table('逐案说明原因'), by: 'x', at: site.now() }));
		expect(await page('trial')).toMatchObject({ of: 'above', text: table('逐案说明原因'), rules: [{ owner: '执行局' }] });
	});
});
