import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../server/core/access/may.ts';
import { catalogue } from '../../server/core/indicator/catalogue/index.ts';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { Period } from '../../server/core/indicator/types.ts';
import { faultOfPaper } from '../../server/core/report/paper-check.ts';
import { paperKinds, type CitedFigure, type Paper, type PaperKind } from '../../server/core/report/paper.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import { putDemands } from '../../server/flows/demands.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { saveCampaign } from '../../server/store/campaign.ts';
import { paperText, proseOf } from '../support/paper-text.ts';
import { fillPapers, numberOf } from '../support/paper-world.ts';
import { actorOf, courts, engines, openWorld, person, type World } from '../support/world.ts';

const on = (day: string): CourtDate => day as CourtDate;
const week = periodOf('week', on('2026-03-12'));
const spans: Readonly<Record<PaperKind, Period>> = {
	weekly: week,
	monthly: periodOf('month', on('2026-02-10')),
	'meeting-pack': week,
	'long-pending-pack': periodOf('month', on('2026-02-10')),
	'quarterly-problems': periodOf('quarter', on('2026-03-12')),
	'business-pack': periodOf('quarter', on('2026-03-12')),
	campaign: week,
};

/** What may stand in digits in a sentence: names of indicators, case numbers, days and months, weeks, places, numbers of paragraphs. */
function strayDigits(sentence: string): string {
	const names = catalogue.map(({ name }) => name).filter((name) => /\d/.test(name));
	return names
		.reduce((text, name) => text.replaceAll(name, ''), sentence)
		.replaceAll(/（\d{4}）示\d*[^\d（）]+\d+号/gu, '')
		.replaceAll(/\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?/gu, '')
		.replaceAll(/\d{1,2}月\d{1,2}日/gu, '')
		.replaceAll(/^\d+\. /gu, '')
		.replaceAll(/[^\d]/gu, '');
}

const figureOf = (paper: Paper, id: string): CitedFigure | undefined => paper.figures.find((figure) => figure.id.startsWith(id));
const sentence = (paper: Paper, start: string): string | undefined =>
	paperText(paper)
		.split('\n')
		.find((line) => line.startsWith(start));

describe.each(engines)('what papers say (%s)', (engine) => {
	let world: World;
	const build = (kind: PaperKind, court: string, period = spans[kind]) =>
		buildPaper(world.context, kind, court, period, kind === 'campaign' ? { campaign: 'spring' } : {});

	beforeAll(async () => {
		world = await openWorld(engine, '2026-02-28');
		await fillPapers(world);
		await world.store.write(({ db }) =>
			saveCampaign(db, {
				...{ id: 'spring', court: 'zy', name: '“春季攻坚”专项行动', from: on('2026-02-01'), to: on('2026-04-30'), stopped: false },
				filter: { kinds: ['enforcement-first', 'enforcement-resumed'] },
				targets: [{ code: 'enf.close_rate', rule: { kind: 'bound', operator: '≥', value: 50 }, document: '行动方案（虚构）' }],
				...{ document: '行动方案（虚构）', by: 'cheng', at: '2026-01-28T01:00:00.000Z' as Instant },
			}),
		);
	}, 60_000);
	afterAll(() => world.close());

	it('writes the whole weekly bulletin of a basic court', async () => {
		const paper = await build('weekly', 'dc');
		await expect(`${paperText(paper)}\n`).toMatchFileSnapshot('__snapshots__/weekly-dc.md');
	});

	it('writes the whole monthly analysis of a city', async () => {
		const paper = await build('monthly', 'zy');
		await expect(`${paperText(paper)}\n`).toMatchFileSnapshot('__snapshots__/monthly-zy.md');
	});

	it.each(paperKinds)('holds together as %s of a basic court, a city and a province', async (kind) => {
		for (const court of ['dc', 'zy', 'gy']) {
			const paper = await build(kind, court);
			expect(faultOfPaper(paper)).toBeUndefined();
			expect(paper).toMatchObject({ kind, court, from: spans[kind].from, to: spans[kind].to, version: 1 });
			// Every digit of a sentence is a cited figure, a day, or the number of a case.
			for (const said of proseOf(paper)) expect([said, strayDigits(said)]).toEqual([said, '']);
			expect(proseOf(paper).join('')).not.toMatch(/undefined|NaN|\[object|。。|，，|，。|；。/u);
			expect(paperText(paper)).not.toMatch(/高院|红黑榜|优异|喜人/u);
			// Every figure of an indicator carries its formula and leads to its cases.
			for (const figure of paper.figures) {
				expect(figure.from <= figure.to).toBe(true);
				if (catalogue.some(({ code }) => code === figure.code))
					expect([
						figure.id,
						figure.definition === undefined,
						figure.drill?.startsWith(`/desk/indicators/${figure.code}?court=${figure.court}`),
					]).toEqual([figure.id, false, true]);
			}
			expect(await build(kind, court)).toEqual(paper);
		}
	});

	it('counts a city as the sum of its courts, and never as a mean of rates', async () => {
		const [city, dc, xl] = await Promise.all(['zy', 'dc', 'xl'].map((court) => build('weekly', court)));
		for (const code of ['received', 'closed', 'open', 'overdue', 'locks-held', 'money-late-count']) {
			const value = (paper: Paper, court: string): number =>
				paper.figures.find(({ id }) => id === `${code}@${court}/week-${week.from}-${week.to}`)?.value ?? 0;
			expect([code, value(city!, 'zy')]).toEqual([code, value(dc!, 'dc') + value(xl!, 'xl')]);
		}
		const rate = (paper: Paper, court: string) => figureOf(paper, `enf.close_rate@${court}/ytd`)!;
		expect(rate(city!, 'zy').numerator).toBe(rate(dc!, 'dc').numerator! + rate(xl!, 'xl').numerator!);
		expect(rate(city!, 'zy').value).toBeCloseTo((rate(city!, 'zy').numerator! * 100) / rate(city!, 'zy').denominator!);
	});

	it('ranks only where the court has switched ranking on', async () => {
		expect(paperText(await build('weekly', 'dc'))).not.toMatch(/位居|位次/u);
		const court = courts.find(({ code }) => code === 'dc')!;
		await putDirectory(world.context, { courts: [{ ...court, settings: { ranking: true } }] });
		const paper = await build('weekly', 'dc');
		await putDirectory(world.context, { courts: [{ ...court, settings: { ranking: false } }] });
		expect(paperText(paper)).toContain('位居全市第2位');
		expect(paperText(paper)).toContain('| 全市位次 |');
	});

	it('tells the party group of the week, the quota and what falls short', async () => {
		const paper = await build('meeting-pack', 'dc');
		expect(paper.title).toBe('院党组周例会审判执行工作材料（2026年第11周）');
		expect(sentence(paper, '2026年3月全院')).toBe('2026年3月全院结案任务4件，截至统计截止日已结1件，还需结案3件。');
		expect(sentence(paper, '2026年3月结案任务')).toBe(
			'2026年3月结案任务尚未完成的部门2个，还需结案：执行局速执团队1件、执行局精执团队2件。',
		);
		expect(sentence(paper, '执行案件结案率')).toBe(
			'执行案件结案率33.33%，较上周上升4.76个百分点，同比下降33.33个百分点，未达到60%以上的目标要求，再结3件达60%，低于全市平均5.13个百分点。其中执行局速执团队40.00%（再结1件达60%）。',
		);
	});

	it('lists every long-pending case for the start of the month', async () => {
		const paper = await build('long-pending-pack', 'zy', week);
		const table = paper.blocks.find((block) => block.kind === 'table' && block.id === 'long-cases');
		expect(table).toMatchObject({
			persons: true,
			rows: [expect.arrayContaining([{ caseId: expect.any(Number), caseNumber: numberOf({ court: 'dc', n: 40, year: 2025 }) }])],
		});
		expect(paperText(paper)).toContain('1. （2025）示0204执40号（承办人李某某），满九个月院长督办，未制定“一案一策”。');
	});

	it('gives each department its list of problems for the quarter', async () => {
		const paper = await build('quarterly-problems', 'dc');
		expect(paper.title).toBe('2026年第一季度各部门审判执行工作问题清单');
		expect(paper.notes.join('')).toContain('统计期尚未届满');
		expect(sentence(paper, '一是')).toBeUndefined();
		expect(sentence(paper, '执行局精执团队：')).toBe(
			'执行局精执团队：未达标指标1项、超期节点9项、锁死案件1件、六个月以上未结案件1件、未销号整改事项1项。',
		);
	});

	it('proposes for rectification what falls short and is not entered yet', async () => {
		const paper = await build('quarterly-problems', 'dc');
		const table = paper.blocks.find((block) => block.kind === 'table' && block.id === 'proposals');
		// The close rate of the fine team is entered already, and the fast team's is not.
		expect(table).toMatchObject({
			rows: [
				[
					{ number: 1 },
					'执行局速执团队',
					'执行案件结案率未达标',
					'≥60%',
					{ ref: expect.stringContaining('enf.close_rate@dc.u-dc-fast') as string },
					{ day: '2026-04-30' },
				],
				[
					{ number: 2 },
					'执行局速执团队',
					'案款发放率未达标',
					'≥90%',
					{ ref: expect.stringContaining('fund.pay_rate@dc.u-dc-fast') as string },
					{ day: '2026-04-30' },
				],
			],
		});
	});

	it('reports a campaign over its own days, cases and targets', async () => {
		const paper = await build('campaign', 'zy');
		expect(paper.title).toBe('关于“春季攻坚”专项行动进展情况的通报');
		expect(sentence(paper, '“春季攻坚”')).toBe(
			'“春季攻坚”专项行动自2026年2月1日起至2026年4月30日止，范围为首次执行、恢复执行案件，依据行动方案（虚构）。距行动结束还有46日。',
		);
		expect(figureOf(paper, 'enf.close_rate@zy')).toMatchObject({ from: '2026-02-01', to: '2026-03-15' });
	});

	it('carries what is not put right yet, with owner and day', async () => {
		const paper = await build('weekly', 'dc');
		const table = paper.blocks.find((block) => block.kind === 'table' && block.id === 'rectifications');
		expect(table).toMatchObject({
			rows: [
				[
					{ number: 1 },
					'执行案件结案率未达标',
					'执行局精执团队',
					'冯某某',
					{ day: '2026-02-09' },
					{ day: '2026-03-10' },
					{ number: 5 },
					'有进展：已逐案明确结案时间',
				],
			],
		});
	});

	it('makes the demands that the office of the court, or of the court above, has written', async () => {
		const management = person('mo', 'trial-management', 'dc');
		const above = person('cheng', 'trial-management', 'zy', 'subtree');
		const table = (text: string): string =>
			`demands:\n  - code: a\n    kinds: [weekly]\n    when: { fact: overdue, atLeast: 1 }\n    owner: 审管办\n    days: 3\n    text: ${text}\n`;
		const put = (who: Principal, court: string, text: string) => putDemands(world.context, who, actorOf(who), { court, text });
		const demands = async () => (await build('weekly', 'dc')).blocks.find((block) => block.kind === 'slot' && block.id === 'demands');
		const said = (parts: readonly string[]) => ({
			paragraphs: [parts.map((part) => (part === '#' ? { ref: expect.stringContaining('overdue@dc') as string } : part))],
		});

		expect(await put(person('li', 'handler', 'dc', 'self'), 'dc', table('对{overdue}逐项办结'))).toMatchObject({
			ok: false,
			code: 'forbidden',
		});
		expect(await put(management, 'dc', table('办结12项'))).toMatchObject({
			ok: false,
			code: 'bad-demands',
			problems: [{ file: 'dc', line: 7 }],
		});
		expect(await put(above, 'zy', table('报告{overdue}超期节点的原因'))).toEqual({ ok: true, id: 'zy' });
		expect(await demands()).toMatchObject(said(['一要报告', '#', '超期节点的原因。（责任单位：审管办；完成时限：2026年3月18日）']));
		expect(await put(management, 'dc', table('逐项说明{overdue}超期节点'))).toEqual({ ok: true, id: 'dc' });
		expect(await demands()).toMatchObject(said(['一要逐项说明', '#', '超期节点。（责任单位：审管办；完成时限：2026年3月18日）']));
		await put(management, 'dc', '');
		expect(await demands()).toMatchObject(said(['一要报告', '#', '超期节点的原因。（责任单位：审管办；完成时限：2026年3月18日）']));
		await put(above, 'zy', '');
		expect(await demands()).toMatchObject({ paragraphs: expect.objectContaining({ length: 7 }) as unknown });
		const audit = await world.store.read
			.selectFrom('audit')
			.select(['action', 'result'])
			.where('action', '=', 'demands.put')
			.orderBy('seq')
			.execute();
		expect(audit.map(({ result }) => result)).toEqual(['forbidden', 'bad-demands', 'ok', 'ok', 'ok', 'ok']);
	});

	it('makes no paper of nothing, and says why', async () => {
		const refused = async (work: Promise<Paper>) => {
			const error: unknown = await work.then(
				() => undefined,
				(reason: unknown) => reason,
			);
			return error instanceof Error && 'code' in error ? [error.code, error.message] : error;
		};
		expect(await refused(build('weekly', 'nowhere'))).toEqual(['paper-empty', '没有这个法院']);
		expect(await refused(build('weekly', 'dc', periodOf('week', on('2024-05-06'))))).toEqual([
			'paper-empty',
			'东川县人民法院在2024年5月12日以前没有任何案件数据，不予制作',
		]);
		expect(await refused(build('weekly', 'dc', periodOf('week', on('2026-03-25'))))).toEqual([
			'paper-empty',
			'统计期自2026年3月23日起，尚未开始',
		]);
		world.at('2026-04-06T06:30:00+08:00');
		expect(await refused(build('weekly', 'dc', periodOf('week', on('2026-04-01'))))).toEqual([
			'paper-empty',
			'东川县人民法院的来源系统自2026年3月16日起没有送来数据，统计期内没有数据，不予制作',
		]);
		world.at('2026-03-16T06:30:00+08:00');
	});

	it('says the same of the week when it is made late: what came after the cut-off does not count', async () => {
		const before = await build('weekly', 'dc');
		world.at('2026-03-18T09:00:00+08:00');
		const about = { court: 'dc', caseNumber: numberOf({ court: 'dc', n: 16 }) } as const;
		await world.send(
			[
				{ ...about, type: 'handler-assigned', occurredAt: '2026-03-17', data: { handler: 'li', unit: 'dc-fine' } },
				{
					...about,
					caseNumber: numberOf({ court: 'dc', n: 14 }),
					type: 'case-closed',
					occurredAt: '2026-03-17',
					data: { mode: 'fully-performed' },
				},
				{
					court: 'dc',
					caseNumber: numberOf({ court: 'dc', n: 19 }),
					type: 'case-filed',
					occurredAt: '2026-03-17',
					data: { handler: 'li' },
				},
			],
			'2026-03-18T00:00:00+08:00',
		);
		await sweepDeadlines(world.context);
		const after = await build('weekly', 'dc');
		const told = ({ figures }: Paper) => figures.map(({ id, text }) => `${id} ${text}`);
		expect(told(after)).toEqual(told(before));
		const lists = ({ blocks, annexes }: Paper) =>
			[...blocks, ...annexes].flatMap((block) => (block.kind === 'table' ? [[block.id, block.rows]] : []));
		expect(lists(after)).toEqual(lists(before));
		expect(after.notes.join('')).toContain('本材料为补制');
	});
});
