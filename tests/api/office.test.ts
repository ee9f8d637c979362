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
		const view = (await get('targets?court=dc&year=2026')) as unknown as {
			own: { active: boolean; targets: object[]; history: { what: string }[] }[];
		};
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
		expect(await get('quotas?month=2026-03')).toMatchObject({
			phase: 'running',
			total: { quota: 40, closed: 0, owed: 40, percent: 0, perDay: 2 },
		});
		await put('quotas', { court: 'dc', year: 2026, document: '例会', shares: { goal: 1200, shares: { 3: 18, 12: 93 } } });
		expect(await get('quotas?month=2026-03')).toMatchObject({ total: { quota: 72 }, workingDaysLeft: 22 });
		expect(await put('quotas', { court: 'dc', year: 2026, document: '例会', shares: { goal: 0, shares: {} } })).toMatchObject({
			status: 422,
		});
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
		// A system that tells of persons on a day of which the whole court has been told.
		const twice = await site.call('PUT', 'measure-entries', { key: 'zy', body: { rows: [{ ...row, person: 'li', value: 3 }] } });
		expect(twice).toMatchObject({ status: 422, body: { code: 'double-count' } });
		expect(JSON.stringify(twice.body)).toContain('请先将“全院”的数值更正为 0');
	});

	it('sets up, shows and ends a campaign', async () => {
		const campaign = {
			court: 'dc',
			name: '春季攻坚',
			from: '2026-03-01',
			to: '2026-04-30',
			targets: [{ code: 'enf.close_rate', rule: '≥ 96' }],
		};
		const done = await put('campaigns', campaign);
		expect(done.status).toBe(200);
		const id = String(done.body['id']);
		expect(await get(`campaigns/${id}`)).toMatchObject({ row: { phase: 'running', days: 60 }, figures: [{ value: '—', met: null }] });
		expect((await site.call('GET', `campaigns/${id}`, { as: 'xl-handler' })).status).toBe(404);
		expect((await site.call('POST', `campaigns/${id}/stop`, { as: 'trial' })).status).toBe(200);
		expect(await put('campaigns', { ...campaign, id })).toMatchObject({ status: 409, body: { code: 'campaign-ended' } });
	});

	it('opens a rectification and moves it; only those whose it is may', async () => {
		const body = {
			court: 'dc',
			code: 'enf.close_rate',
			title: '结案率低于目标',
			owner: 'chief',
			dueOn: '2026-03-31',
			measures: '逐案清理',
		};
		const done = await site.call('POST', 'rectifications', { as: 'trial', body });
		expect(done.status).toBe(201);
		const move = (word: object, as: string) => site.call('POST', `rectifications/${String(done.body['id'])}/moves`, { as, body: word });
		expect((await move({ move: 'progress', text: '已结 6 件' }, 'chief')).status).toBe(200);
		expect((await move({ move: 'close', text: '完成' }, 'chief')).status).toBe(403);
		expect((await move({ move: 'talk', text: '约谈' }, 'vice')).status).toBe(200);
		const view = await get('rectifications?shown=mine', 'chief');
		expect(view).toMatchObject({
			counts: { open: 1, mine: 1 },
			rows: [{ late: 0, may: ['progress'], steps: [{ name: '立项' }, { name: '报告进展' }, { name: '约谈', account: true }] }],
		});
		expect(await get('rectifications', 'li')).toMatchObject({ counts: { open: 0 } });
		expect((await move({ move: 'close', text: '完成' }, 'president')).status).toBe(200);
		expect((await move({ move: 'progress', text: '再报' }, 'chief')).status).toBe(409);
	});

	it('sets ranking, reference intervals, the statistical year and the second pair of eyes in the directory', async () => {
		const court = (settings: object) =>
			site.call('PUT', 'directory', { key: 'gy', body: { courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', settings }] } });
		expect((await court({ ranking: true, interval: false, statYearStart: '12-01', issuerMustDiffer: false })).status).toBe(200);
		const { courts } = (await site.call('GET', 'directory', { key: 'dc' })).body as { courts: { code: string; settings: object }[] };
		expect(courts.find(({ code }) => code === 'dc')!.settings).toMatchObject({
			ranking: true,
			interval: false,
			statYearStart: '12-01',
			issuerMustDiffer: false,
		});
		expect((await court({ statYearStart: '02-30' })).status).toBe(400);
		// Statistical months from the 31st would leave days out.
		expect((await court({ statYearStart: '12-31' })).status).toBe(400);
	});
});

describe('files and forms of the office', () => {
	let site: Site;
	beforeEach(async () => {
		site = await openSite('sqlite', '2026-03-02');
		await site.call('PUT', 'directory', {
			key: 'gy',
			body: { units: [{ code: 'dc-fine', name: '精执团队', court: 'dc', kind: 'enforcement' }] },
		});
	});
	afterEach(() => site.close());

	const account = { id: 'account-trial', username: 'trial', personName: 'trial', court: 'dc', courtName: '', roles: [] };
	const entries = (text: string) => site.app.office.uploadEntries(account, '-', 'dc', text);
	const targets = (name: string, text: string, document = '新方案') =>
		site.app.office.uploadTargets(account, '-', { court: 'dc', year: 2026, document, name, text });
	const rows = async () => {
		const page = await site.app.office.entries(account, { court: 'dc', month: '2026-02' });
		return page.ok ? page.view.rows.map((row) => `${row.name} ${row.unitName ?? ''} ${row.day} ${row.text}`) : [];
	};

	it('of values are taken as a spreadsheet saves it: names, amounts in yuan, days in any of the usual forms', async () => {
		const text = [
			'\uFEFF填报项,部门,日期,数值,来源',
			'执行信访件数,精执团队,2026/2/28,"1,204",信访系统',
			'cost-fen,,2026年2月28日,182340.5,抽样',
			'网上缴费次数,,2026-02-28,96,"诉讼费系统, 月报"',
		].join('\r\n');
		expect(await entries(text)).toMatchObject({ ok: true, message: '新填 3 项，更正 0 项，未变 0 项。' });
		expect(await rows()).toEqual([
			'解决商业纠纷支出费用  2026-02-28 182,340.50 元',
			'网上缴费次数  2026-02-28 96 次',
			'执行信访件数 精执团队 2026-02-28 1,204 件',
		]);
	});

	it('of values are refused with every line that is wrong, and nothing is filled in', async () => {
		const wrong = await entries(
			'填报项,部门,日期,数值,来源\n执行信访件数,,2026-02-28,3,甲\n信访,,2026-02-28,3,甲\n执行信访件数,刑庭,2026-02-27,3,甲\n执行信访件数,,2026-02-26,三,甲',
		);
		expect(wrong).toMatchObject({
			ok: false,
			problems: ['第 3 行：没有填报项「信访」', '第 4 行：本院没有部门「刑庭」', '第 5 行：数值「三」应为 0 以上的整数'],
		});
		expect(await entries('填报项,部门,日期,数值,来源\n执行信访件数,,2026-02-28,3,甲\n\n执行信访件数,,2026-03-09,3,甲')).toMatchObject({
			ok: false,
			problems: ['第 4 行：不得填报以后的日期'],
		});
		expect(await entries('项目,数\n1,2')).toMatchObject({ ok: false, message: '缺少列：填报项、日期、数值、来源' });
		expect(await entries('填报项,日期,数值,来源\n\uFFFD\uFFFD,2026-02-28,3,甲')).toMatchObject({
			ok: false,
			message: expect.stringContaining('UTF-8') as string,
		});
		expect(await entries('填报项,日期,数值,来源')).toMatchObject({ ok: false, message: '文件中没有数据' });
		expect(await entries('填报项,日期\n"a')).toMatchObject({ ok: false, message: expect.stringContaining('不是合格的 CSV') as string });
		expect(await rows()).toEqual([]);
	});

	it('of targets may be YAML or CSV', async () => {
		expect(await targets('a.csv', '指标,目标,原文\n执行案件结案率,≥96%,执行案件结案率达96%以上\nenf.avg_days,＜55,')).toMatchObject({
			ok: true,
		});
		expect(await targets('b.yaml', 'document: 方案乙\ntargets:\n  - { code: enf.close_rate, rule: ≥ 95 }\n')).toMatchObject({ ok: true });
		const page = await site.app.office.targets(account, { court: 'dc', year: '2026' });
		if (!page.ok) throw new Error(page.message);
		expect(page.view.own.map((set) => `${set.document} ${set.targets.map((target) => target.rule).join('、')}`)).toEqual([
			'新方案 ≥ 96%、< 55 天',
			'方案乙 ≥ 95%',
		]);
		expect(page.view.own[0]!.targets[0]!.overtakenBy).toBe('方案乙');
		expect(page.view.examples.map(({ id, state }) => `${id} ${state}`)).toEqual(['s0 none', 's1 none', 's2 none', 's3 none']);
		expect(await site.app.office.takeExample(account, '-', { court: 'dc', year: 2026, id: 's1' })).toMatchObject({ ok: true });
		expect(await targets('c.csv', '指标,目标\n结案速度,≥96\n执行案件结案率,约96')).toMatchObject({
			ok: false,
			problems: ['第 2 行：没有指标「结案速度」', expect.stringContaining('第 3 行：读不懂目标「约96」') as string],
		});
		expect(await targets('d.yaml', 'document: 丙\ntargets:\n  - { code: enf.nothing, rule: ≥ 95 }\n')).toMatchObject({
			ok: false,
			problems: ['第 3 行：目标 enf.nothing：没有指标 enf.nothing'],
		});
		expect(await targets('e.csv', '指标,目标\n执行案件结案率,≥96', ' ')).toMatchObject({ ok: false, code: 'document-missing' });
	});

	it('of campaigns keep on the page what its form does not show', async () => {
		const campaign = {
			...{ court: 'dc', name: '春季攻坚', from: '2026-03-01', to: '2026-04-30' },
			filter: { courses: ['simple'], enterprise: ['micro', 'bank'] },
			targets: [
				{ code: 'enf.close_rate', rule: '≥ 96', filter: { kinds: ['enforcement-first'] }, words: '达96%以上' },
				{ code: 'enf.avg_days', rule: '< 55' },
			],
		};
		const id = String((await site.call('PUT', 'campaigns', { as: 'trial', body: campaign })).body['id']);
		const typed = {
			id,
			court: 'dc',
			name: '春季攻坚行动',
			from: '2026-03-01',
			to: '2026-05-31',
			document: '',
			kinds: [],
			enterprise: 'micro',
			contractOnly: false,
		};
		const targets = [{ code: 'enf.close_rate', rule: '≥ 95%' }];
		expect(await site.app.office.saveCampaign(account, '-', { ...typed, targets })).toMatchObject({ ok: true });
		const view = (await site.call('GET', `campaigns/${id}`, { as: 'trial' })).body;
		expect(view).toMatchObject({
			row: { name: '春季攻坚行动', to: '2026-05-31' },
			filter: { courses: ['simple'], enterprise: ['micro', 'bank'] },
			figures: [{ code: 'enf.close_rate', rule: '≥ 95%', scope: '首次执行', words: '达96%以上' }],
		});
		const wrong = await site.app.office.saveCampaign(account, '-', { ...typed, targets: [{ code: 'enf.close_rate', rule: '高' }] });
		expect(wrong).toMatchObject({ ok: false, message: expect.stringContaining('读不懂目标「高」') as string });
	});

	it('are for those who may: a handler loads nothing', async () => {
		const li = { ...account, id: 'account-li' };
		const file = { court: 'dc', year: 2026, document: '甲', name: 'a.csv', text: '指标,目标\n执行案件结案率,≥96' };
		expect(await site.app.office.uploadTargets(li, '-', file)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await site.app.office.uploadEntries(li, '-', 'dc', '填报项,日期,数值,来源\n执行信访件数,2026-02-28,3,甲')).toMatchObject({
			ok: false,
		});
		expect(await site.app.office.targets({ ...account, id: 'gone' }, {})).toMatchObject({ ok: false, status: 401 });
	});
});
