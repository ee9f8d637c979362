import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSite, type Site } from '../support/site.ts';

describe('the office over HTTP', () => {
	let site: Site;
	beforeEach(async () => {
		site = await openSite('sqlite', '2026-03-02');
	});
	afterEach(() => site.close());

	const put = (path: string, body: object, as = 'trial') => site.call('PUT', path, { as, body });
	const get = async (path: string, as = 'trial') => (await site.call('GET', path, { as })).body as Record<string, never>;
	const set = { court: 'dc', year: 2026, document: '质效提升方案', targets: [{ code: 'enf.close_rate', rule: '≥ 96' }] };

	it('takes targets as they are printed, and gives them back with their history', async () => {
		expect((await put('targets', set)).status).toBe(200);
		expect((await put('targets/switch', { court: 'dc', year: 2026, document: '质效提升方案', active: false })).status).toBe(200);
		const view = (await get('targets?court=dc&year=2026')) as unknown as { own: { active: boolean; targets: object[]; history: { what: string }[] }[] };
		expect(view.own).toMatchObject([{ active: false, targets: [{ name: '执行案件结案率', rule: '≥ 96%' }] }]);
		expect(view.own[0]!.history.map(({ what }) => what)).toEqual(['停用', '装入 1 项']);
		const wrong = await put('targets', { ...set, targets: [{ code: 'enf.close_rate', rule: '大约 96' }] });
		expect(wrong).toMatchObject({ status: 400, type: expect.stringContaining('problem+json') as string });
		const unknown = await put('targets', { ...set, targets: [{ code: 'enf.no', rule: '≥ 96' }] });
		expect(unknown).toMatchObject({ status: 422, body: { code: 'bad-targets', problems: [{ index: 0, message: '没有指标 enf.no' }] } });
		expect(await put('targets', set, 'li')).toMatchObject({ status: 403, body: { title: '目标由本院审管办或院长设定' } });
		expect((await site.call('PUT', 'targets', { key: 'dc', body: set })).status).toBe(401);
		expect((await site.call('GET', 'targets?court=xl', { as: 'trial' })).status).toBe(404);
	});

	it('takes quotas by month and by share, and says what is owed', async () => {
		expect((await put('quotas', { court: 'dc', year: 2026, document: '例会', cases: { 3: 40 } })).status).toBe(200);
		expect(await get('quotas?month=2026-03')).toMatchObject({ phase: 'running', total: { quota: 40, closed: 0, owed: 40, percent: 0, perDay: 2 } });
		await put('quotas', { court: 'dc', year: 2026, document: '例会', shares: { goal: 1200, shares: { 3: 18, 12: 93 } } });
		expect(await get('quotas?month=2026-03')).toMatchObject({ total: { quota: 72 }, workingDaysLeft: 22 });
		expect(await put('quotas', { court: 'dc', year: 2026, document: '例会', shares: { goal: 0, shares: {} } })).toMatchObject({ status: 422 });
	});

	it('takes filled-in values from the office or from a system, and corrects them', async () => {
		const row = { measure: 'petition-received', court: 'dc', day: '2026-03-01', value: 12, source: '信访系统' };
		expect(await put('measure-entries', { rows: [row] })).toMatchObject({ status: 200, body: { added: 1 } });
		const sent = await site.call('PUT', 'measure-entries', { key: 'zy', body: { rows: [{ ...row, value: 10 }] } });
		expect(sent).toMatchObject({ status: 200, body: { added: 0, corrected: 1 } });
		expect(await get('measure-entries?month=2026-03')).toMatchObject({
			rows: [{ text: '10 件', before: ['12 件（2026年3月2日更正前）'], byName: 'key:key-zy' }],
		});
		const wrong = await site.call('PUT', 'measure-entries', { key: 'xl', body: { rows: [row] } });
		expect(wrong).toMatchObject({ status: 422, body: { problems: [{ row: 1, message: '无权填报法院 东川县人民法院 的数据' }] } });
		expect((await site.call('PUT', 'measure-entries', { body: { rows: [row] } })).status).toBe(401);
	});

	it('sets up, shows and ends a campaign', async () => {
		const campaign = { court: 'dc', name: '春季攻坚', from: '2026-03-01', to: '2026-04-30', targets: [{ code: 'enf.close_rate', rule: '≥ 96' }] };
		const done = await put('campaigns', campaign);
		expect(done.status).toBe(200);
		const id = String(done.body['id']);
		expect(await get(`campaigns/${id}`)).toMatchObject({ row: { phase: 'running', days: 60 }, figures: [{ value: '—', met: null }] });
		expect((await site.call('GET', `campaigns/${id}`, { as: 'xl-handler' })).status).toBe(404);
		expect((await site.call('POST', `campaigns/${id}/stop`, { as: 'trial' })).status).toBe(200);
		expect(await put('campaigns', { ...campaign, id })).toMatchObject({ status: 409, body: { code: 'campaign-ended' } });
	});

	it('opens a rectification and moves it; only those whose it is may', async () => {
		const body = { court: 'dc', code: 'enf.close_rate', title: '结案率低于目标', owner: 'chief', dueOn: '2026-03-31', measures: '逐案清理' };
		const done = await site.call('POST', 'rectifications', { as: 'trial', body });
		expect(done.status).toBe(201);
		const move = (word: object, as: string) => site.call('POST', `rectifications/${String(done.body['id'])}/moves`, { as, body: word });
		expect((await move({ move: 'progress', text: '已结 6 件' }, 'chief')).status).toBe(200);
		expect((await move({ move: 'close', text: '完成' }, 'chief')).status).toBe(403);
		expect((await move({ move: 'talk', text: '约谈' }, 'vice')).status).toBe(200);
		const view = await get('rectifications?shown=mine', 'chief');
		expect(view).toMatchObject({ counts: { open: 1, mine: 1 }, rows: [{ late: 0, may: ['progress'], steps: [{ name: '立项' }, { name: '报告进展' }, { name: '约谈', account: true }] }] });
		expect(await get('rectifications', 'li')).toMatchObject({ counts: { open: 0 } });
		expect((await move({ move: 'close', text: '完成' }, 'president')).status).toBe(200);
		expect((await move({ move: 'progress', text: '再报' }, 'chief')).status).toBe(409);
	});

	it('sets ranking, reference intervals, the statistical year and the second pair of eyes in the directory', async () => {
		const court = (settings: object) =>
			site.call('PUT', 'directory', { key: 'gy', body: { courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', settings }] } });
		expect((await court({ ranking: true, interval: false, statYearStart: '12-01', issuerMustDiffer: false })).status).toBe(200);
		const { courts } = (await site.call('GET', 'directory', { key: 'dc' })).body as { courts: { code: string; settings: object }[] };
		expect(courts.find(({ code }) => code === 'dc')!.settings).toMatchObject({ ranking: true, interval: false, statYearStart: '12-01', issuerMustDiffer: false });
		expect((await court({ statYearStart: '02-30' })).status).toBe(400);
	});
});
