import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
});
