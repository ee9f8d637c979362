import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { periodOf } from '../../server/core/indicator/period.ts';
import { faultOfPaper } from '../../server/core/report/paper-check.ts';
import type { Paper } from '../../server/core/report/paper.ts';
import { parseRule } from '../../server/core/target/rule-text.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import { readCampaignFigures } from '../../server/flows/campaign-figures.ts';
import { putCampaign, stopCampaign, type CampaignInput } from '../../server/flows/campaigns.ts';
import { readCampaigns } from '../../server/store/campaign.ts';
import { readRunningCampaigns } from '../../server/store/paper-campaigns.ts';
import { campaignsView, campaignView } from '../../server/views/campaign-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { cityManagement, staffOffice } from '../support/office.ts';
import { paperText } from '../support/paper-text.ts';
import { actorOf, engines, openWorld, type World } from '../support/world.ts';

const week = periodOf('week', '2026-03-18' as CourtDate);

describe.each(engines)('papers of campaigns (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-02-20');
		await staffOffice(world);
	});
	afterEach(() => world.close());

	const target = (code: string, rule: string, filter?: object) => ({ code, rule: parseRule(rule)!, ...(filter ? { filter } : {}) });
	const put = async (targets: CampaignInput['targets'], more: Partial<CampaignInput> = {}): Promise<string> => {
		const done = await putCampaign(world.context, cityManagement, actorOf(cityManagement), {
			...{ court: 'zy', name: '春季攻坚专项行动', from: '2026-03-01', to: '2026-05-31', filter: { kinds: ['enforcement-first'] }, targets },
			...more,
		});
		if (!done.ok) throw new Error(done.message);
		return done.id;
	};
	const about = (n: number, court = 'dc') => ({ court, caseNumber: `（2026）示${court === 'dc' ? '0204' : '0205'}执${n}号` });
	const file = (n: number, court: string, enterprise: boolean) => ({
		...about(n, court),
		type: 'case-filed',
		occurredAt: '2026-03-02',
		data: { handler: court === 'dc' ? 'li' : 'xu', claimFen: 100, ...(enterprise ? { enterpriseClass: 'micro' } : {}) },
	});
	const close = (n: number, court: string) => ({
		...about(n, court),
		type: 'case-closed',
		occurredAt: '2026-03-12',
		data: { mode: 'fully-performed', recoveredFen: 100 },
	});
	const arrived = (n: number, on: string) => ({
		...about(2),
		type: 'money-arrived',
		occurredAt: on,
		data: { receiptId: `r${n}`, amountFen: 100 },
	});
	/** Four cases at dc, of which two are of enterprises; one of xl. Closed: three that are of no enterprise or of xl, and one of an enterprise. */
	async function someCases(): Promise<void> {
		world.at('2026-03-23');
		const sent = await world.send([
			...[file(1, 'dc', false), file(2, 'dc', true), file(3, 'dc', true), file(4, 'dc', false), file(1, 'xl', true)],
			...[close(1, 'dc'), close(4, 'dc'), close(1, 'xl')],
		]);
		expect(sent.every(({ status }) => status === 'accepted')).toBe(true);
	}
	const paperOf = (campaign: string, court = 'zy'): Promise<Paper> => buildPaper(world.context, 'campaign', court, week, { campaign });
	const line = (paper: Paper, start: string) =>
		paperText(paper)
			.split('\n')
			.find((text) => text.startsWith(start));
	const rowsOf = (paper: Paper, id: string): readonly string[] => {
		const text = new Map(paper.figures.map((figure) => [figure.id, figure.text]));
		const table = paper.blocks.find((block) => block.kind === 'table' && block.id === id);
		if (table?.kind !== 'table') throw new Error(`no table ${id}`);
		return table.rows.map((row) =>
			row.map((cell) => (cell === null ? '' : typeof cell === 'string' ? cell : 'ref' in cell ? text.get(cell.ref) : '?')).join(' '),
		);
	};

	it('judge targets for part of the cases by the same figures as the page, and say of which cases', async () => {
		const id = await put([target('enf.close_rate', '≥ 30'), target('enf.close_rate', '≥ 60', { enterprise: 'any' })]);
		await someCases();
		await world.send([5, 6, 7, 8].map((n) => file(n, 'dc', true)));
		const [campaign] = await readCampaigns(world.store.read, { id });
		const page = await readCampaignFigures(world.context, campaign!);
		expect(page.rows.map(({ total: { figure, state } }) => [figure.numerator, figure.denominator, state.met, state.gap])).toEqual([
			[3, 9, true, undefined],
			[1, 7, false, '再结 4 件达 60%'],
		]);
		const paper = await paperOf(id);
		expect(faultOfPaper(paper)).toBeUndefined();
		expect(line(paper, '执行案件结案率')).toContain('33.33%');
		expect(line(paper, '执行案件结案率')).toContain('达到30%以上的目标要求');
		const part = line(paper, '涉企案件范围内的执行案件结案率')!;
		expect(part).toContain('14.29%');
		expect(part).toContain('未达到60%以上的目标要求，再结4件达60%');
		expect(rowsOf(paper, 'campaign-targets')).toEqual([
			'执行案件结案率 全部案件 ≥30% 33.33% 达标 —',
			'执行案件结案率 涉企案件 ≥60% 14.29% 未达标 再结4件达60%',
		]);
		expect(rowsOf(paper, 'campaign-scope-1')).toEqual([
			'东川县人民法院 执行案件结案率 ≥60% 0.00% 未达标 再结4件达60%',
			'西陵县人民法院 执行案件结案率 ≥60% 100.00% 达标 —',
		]);
		expect(paperText(paper)).toContain('涉企案件范围内的执行案件结案率未达到60%以上目标的有：东川县人民法院');
		expect(paperText(paper)).not.toContain('见系统内本专项行动的页面');
		// The list of cases behind the figure is narrowed as the figure is.
		const cited = paper.figures.find(
			({ id: name }) => name.startsWith('enf.close_rate@zy/') && name.includes('any') && !name.includes('gap'),
		);
		expect(cited).toMatchObject({ numerator: 1, denominator: 7, label: '涉企案件范围内的执行案件结案率' });
		expect(new URLSearchParams(cited!.drill!.split('?')[1]).get('enterprise')).toBe('any');
		expect(new URLSearchParams(cited!.drill!.split('?')[1]).get('kinds')).toBe('enforcement-first');
	});

	it('judge 「不再新增」 as the page does, also where two targets are about one indicator', async () => {
		const id = await put([target('fund.double_zero', '4月30日前清零，3月15日后不再新增'), target('fund.double_zero', '= 0')], {
			filter: {},
		});
		await someCases();
		await world.send([arrived(1, '2026-03-05')]);
		expect(line(await paperOf(id), '“双清零”')).toBeUndefined();
		const name = (await paperOf(id)).figures.find(({ code }) => code === 'fund.double_zero')!.label;
		expect(line(await paperOf(id), name)).toMatch(
			/目标为4月30日前清零、3月15日后不再新增，期限尚未届满，未达到0笔的目标要求，再清理1笔清零/u,
		);
		await world.send([arrived(2, '2026-03-18')]);
		const [campaign] = await readCampaigns(world.store.read, { id });
		const [page] = (await readCampaignFigures(world.context, campaign!)).rows;
		expect(page!.total.state).toMatchObject({ met: false, gap: '新增 1 笔，再清理 2 笔清零' });
		const paper = await paperOf(id);
		expect(faultOfPaper(paper)).toBeUndefined();
		expect(line(paper, name)).toContain('未达到4月30日前清零、3月15日后不再新增的目标，新增1笔，再清理2笔清零');
		expect(rowsOf(paper, 'campaign-targets')[0]).toContain('未达标 新增1笔，再清理2笔清零');
	});

	it('say no place where the court does not rank', async () => {
		const id = await put([target('enf.close_rate', '全市前 1 名')]);
		await someCases();
		const [campaign] = await readCampaigns(world.store.read, { id });
		const figures = await readCampaignFigures(world.context, campaign!);
		const unjudged = { met: null, words: '排名目标，本院未开启排名，不评价' };
		for (const { state } of [figures.rows[0]!.total, ...figures.rows[0]!.courts]) {
			expect(state).toMatchObject(unjudged);
			expect(state.gap).toBeUndefined();
		}
		const view = await campaignView(sourceOf(world.context), cityManagement, campaign!, figures, {});
		expect(view.figures[0]).toMatchObject({ met: null, note: '排名目标，本院未开启排名，不评价' });
		expect(JSON.stringify(view)).not.toMatch(/现列第|第 \d+ 位/u);
		const paper = await paperOf(id);
		expect(line(paper, '执行案件结案率')).toContain('排名目标，本院未开启排名，不评价');
		expect(paperText(paper)).not.toMatch(/现列第|位居/u);
		// Where both the court that asks and the one that is told of rank, the place is said.
		for (const court of ['zy', 'dc']) Object.assign(world.context.directory().courts.get(court)!.settings, { ranking: true });
		const ranked = (await readCampaignFigures(world.context, campaign!)).rows[0]!;
		expect(ranked.courts.map(({ court, state }) => [court, state.gap ?? state.words])).toEqual([
			['zy', '市内前 1 名'],
			['dc', '现列第 2 位'],
			['xl', '排名目标，本院未开启排名，不评价'],
		]);
	});

	it('say which cases a campaign is about: courses and enterprise classes by their names', async () => {
		const id = await put([], { filter: { kinds: ['enforcement-first'], courses: ['simple'] } });
		const classes = await put([], { filter: { enterprise: ['bank', 'micro'] } });
		await someCases();
		await world.send([{ ...about(2), type: 'track-set', occurredAt: '2026-03-04', data: { track: 'simple' } }]);
		const text = paperText(await paperOf(id));
		expect(text).toContain('范围为首次执行案件（限于速执、简易程序）');
		expect(text).not.toContain('全部案件');
		expect(paperText(await paperOf(classes))).toContain('范围为涉企案件（限于涉企类别为商业银行、小微企业）');
	});

	it('count for a target for part of the cases none that the campaign is not about', async () => {
		const id = await put([target('enf.close_rate', '≥ 30', { kinds: ['enforcement-first', 'enforcement-resumed'], enterprise: 'any' })], {
			filter: { kinds: ['enforcement-first'], enterprise: ['bank'] },
		});
		await someCases();
		const [campaign] = await readCampaigns(world.store.read, { id });
		const { rows } = await readCampaignFigures(world.context, campaign!);
		// All cases of the story are of class micro: none is of the campaign.
		expect(rows[0]!.total.figure).toMatchObject({ numerator: 0, denominator: 0 });
		expect(rows[0]!.filter).toEqual({ kinds: ['enforcement-first'], enterprise: ['bank'] });
		await expect(put([target('enf.close_rate', '≥ 30', { kinds: ['preservation'] })])).rejects.toThrow(
			'第 1 项目标：所写的案件范围不在专项行动的范围之内',
		);
	});

	it('say that a campaign has ended from its last day on', async () => {
		const id = await put([], { to: '2026-03-22' });
		await someCases();
		expect(paperText(await paperOf(id))).toContain('行动已结束。');
	});

	it('are not owed of a campaign that was stopped before it began, and it has no figures', async () => {
		const [given, begun] = [await put([target('enf.close_rate', '≥ 50')]), await put([], { name: '已经开始的行动', from: '2026-02-20' })];
		for (const id of [given, begun])
			expect(await stopCampaign(world.context, cityManagement, actorOf(cityManagement), id)).toMatchObject({ ok: true });
		await someCases();
		const running = (from: string, to: string) => readRunningCampaigns(world.store.read, 'zy', from as CourtDate, to as CourtDate);
		expect(await running('2026-02-16', '2026-03-01')).toEqual([begun]);
		expect(await running('2026-03-02', '2026-05-31')).toEqual([]);
		const [campaign] = await readCampaigns(world.store.read, { id: given });
		expect(campaign).toMatchObject({ stopped: true, cancelled: true, from: '2026-03-01', to: '2026-05-31' });
		const figures = await readCampaignFigures(world.context, campaign!);
		expect(figures).toEqual({ rows: [] });
		await expect(paperOf(given)).rejects.toThrow('没有实施');
		const source = sourceOf(world.context);
		const view = await campaignView(source, cityManagement, campaign!, figures, {});
		expect([view.row.phase, view.row.cancelled, view.counts.all, view.cases]).toEqual(['ended', true, 0, []]);
		expect((await campaignsView(source, cityManagement, {}))!.rows.map(({ name, cancelled }) => [name, cancelled])).toEqual(
			expect.arrayContaining([
				['春季攻坚专项行动', true],
				['已经开始的行动', undefined],
			]),
		);
	});
});
