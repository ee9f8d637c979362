import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRule } from '../../server/core/target/rule-text.ts';
import { campaignPhase } from '../../server/core/target/campaign.ts';
import { readCampaignFigures } from '../../server/flows/campaign-figures.ts';
import { putCampaign, stopCampaign, type CampaignInput } from '../../server/flows/campaigns.ts';
import { readCampaigns } from '../../server/store/campaign.ts';
import { campaignsView, campaignView, seenCampaign } from '../../server/views/campaign-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { cityManagement, handler, management, staffOffice } from '../support/office.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

describe.each(engines)('campaigns (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await staffOffice(world);
	});
	afterEach(() => world.close());

	const target = (code: string, rule: string) => ({ code, rule: parseRule(rule)! });
	const put = (more: Partial<CampaignInput> = {}, who = cityManagement) =>
		putCampaign(world.context, who, actorOf(who), {
			court: 'zy',
			name: '春季攻坚专项行动',
			from: '2026-03-01',
			to: '2026-05-31',
			filter: { kinds: ['enforcement-first'], enterprise: 'any' },
			targets: [target('enf.close_rate', '≥ 50')],
			...more,
		});
	const stored = async () => (await readCampaigns(world.store.read, {}))[0]!;

	const file = (n: number, filedOn: string, court = '0204', enterprise = true) => ({
		court: court === '0204' ? 'dc' : 'xl',
		caseNumber: `（2026）示${court}执${n}号`,
		type: 'case-filed',
		occurredAt: filedOn,
		data: { handler: court === '0204' ? 'li' : 'xu', claimFen: 100, ...(enterprise ? { enterpriseClass: 'micro' } : {}) },
	});
	const close = (n: number, on: string, court = '0204') => ({
		court: court === '0204' ? 'dc' : 'xl',
		caseNumber: `（2026）示${court}执${n}号`,
		type: 'case-closed',
		occurredAt: on,
		data: { mode: 'fully-performed', recoveredFen: 100 },
	});

	/** Enterprise cases: at dc two, one of them closed; at xl two, both closed; one was closed before, one is of no enterprise. */
	async function someCases(): Promise<void> {
		world.at('2026-03-20');
		const results = await world.send([
			file(1, '2026-02-10'),
			file(2, '2026-03-03'),
			file(3, '2026-02-01'),
			file(4, '2026-03-05', '0204', false),
			file(1, '2026-02-10', '0205'),
			file(2, '2026-03-10', '0205'),
			close(3, '2026-02-20'),
			close(1, '2026-03-12'),
			close(1, '2026-03-12', '0205'),
			close(2, '2026-03-19', '0205'),
		]);
		expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'accepted'));
	}

	it('have figures over their own period, cases and targets, for all courts and each of them', async () => {
		await put();
		await someCases();
		const figures = await readCampaignFigures(world.context, await stored());
		expect(figures.asOf).toBe('2026-03-20');
		const [row] = figures.rows;
		expect(row!.total).toMatchObject({ court: 'zy', figure: { numerator: 3, denominator: 4, value: 75 }, state: { met: true } });
		const of = (court: string) => row!.courts.find((each) => each.court === court)!;
		expect(of('dc')).toMatchObject({ figure: { numerator: 1, denominator: 2 }, state: { met: true } });
		expect(of('xl')).toMatchObject({ figure: { numerator: 2, denominator: 2, value: 100 } });
		await put({ id: (await stored()).id, targets: [target('enf.close_rate', '≥ 80')] });
		const again = await readCampaignFigures(world.context, await stored());
		expect(again.rows[0]!.total.state).toMatchObject({ met: false, gap: '再结 1 件达 80%' });
	});

	it('list exactly the cases that the figures count', async () => {
		await put();
		await someCases();
		const source = sourceOf(world.context);
		const campaign = await stored();
		const figures = await readCampaignFigures(world.context, campaign);
		const view = (who = cityManagement, shown = 'open') => campaignView(source, who, campaign, figures, { shown });
		expect((await view()).counts).toEqual({ all: 4, open: 1, closed: 3 });
		expect((await view()).cases.map((row) => row.caseNumber)).toEqual(['（2026）示0204执2号']);
		expect((await view(cityManagement, 'closed')).cases).toHaveLength(3);
		// The office of one court sees its own cases, a handler the own ones.
		expect((await view(management)).counts).toEqual({ all: 2, open: 1, closed: 1 });
		expect((await view(person('wang', 'handler', 'dc', 'self'))).counts).toEqual({ all: 0, open: 0, closed: 0 });
		expect((await view(handler)).counts.all).toBe(2);
	});

	it('may ask for zero by a day and for none new after a day', async () => {
		await put({
			filter: {},
			from: '2026-01-01',
			to: '2026-12-31',
			targets: [target('fund.double_zero', '3月31日前清零，3月15日后不再新增'), target('fund.double_zero', '= 0')],
		});
		const arrived = (n: number, on: string) => ({
			caseNumber: '（2026）示0204执1号',
			type: 'money-arrived',
			occurredAt: on,
			data: { receiptId: `r${n}`, amountFen: 100 },
		});
		const states = async () =>
			(await readCampaignFigures(world.context, await stored())).rows.map(({ total: { figure, state } }) => `${figure.value} ${state.met}`);
		world.at('2026-03-14');
		await world.send([file(1, '2026-02-10'), arrived(1, '2026-02-11'), arrived(2, '2026-02-12')]);
		// Before its day nothing can be said of the dated target; the plain one is missed.
		expect(await states()).toEqual(['2 null', '2 false']);
		world.at('2026-03-20');
		await world.send([arrived(3, '2026-03-18')]);
		expect(await states()).toEqual(['3 false', '3 false']);
		world.at('2026-03-22');
		const refund = { ...arrived(1, '2026-03-21'), type: 'money-refunded' };
		await world.send([refund]);
		expect(await states()).toEqual(['2 null', '2 false']);
		world.at('2026-04-01');
		expect(await states()).toEqual(['2 false', '2 false']);
		await world.send([2, 3].map((n) => ({ ...arrived(n, '2026-04-01'), type: 'money-refunded' })));
		expect(await states()).toEqual(['0 true', '0 true']);
	});

	it('are planned, running, ended; ended ones are not changed any more', async () => {
		const done = await put({ from: '2026-03-10' });
		if (!done.ok) throw new Error(done.message);
		expect(campaignPhase(await stored(), '2026-03-02' as never)).toBe('planned');
		expect((await readCampaignFigures(world.context, await stored())).rows).toEqual([]);
		world.at('2026-03-10');
		const source = sourceOf(world.context);
		const rows = async (who = management) =>
			(await campaignsView(source, who, {}))!.rows.map((row) => `${row.name} ${row.phase} ${row.days ?? ''}`);
		expect(await rows()).toEqual(['春季攻坚专项行动 running 83']);
		expect(await stopCampaign(world.context, management, actorOf(management), done.id)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await stopCampaign(world.context, cityManagement, actorOf(cityManagement), done.id)).toMatchObject({ ok: true });
		expect(await rows()).toEqual(['春季攻坚专项行动 ended ']);
		expect(await stored()).toMatchObject({ to: '2026-03-10', stopped: true });
		expect(await put({ id: done.id })).toMatchObject({ ok: false, code: 'campaign-ended' });
		expect(await seenCampaign(source, person('xu', 'handler', 'xl', 'self'), done.id)).toBeDefined();
	});

	it('are refused in Chinese where something is wrong, and nothing is stored', async () => {
		expect(await put({}, management)).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await put({ name: ' ' })).toMatchObject({ ok: false, message: '请填写专项行动的名称' });
		expect(await put({ to: '2026-02-01' })).toMatchObject({ ok: false, message: '截止日期不得早于起始日期' });
		expect(await put({ filter: { kinds: ['x'] } })).toMatchObject({ ok: false, message: '没有案件种类 x' });
		expect(await put({ filter: { contractOnly: true } })).toMatchObject({ ok: false, code: 'bad-campaign' });
		expect(await put({ targets: [target('enf.nothing', '= 0')] })).toMatchObject({
			ok: false,
			message: '第 1 项目标：没有指标 enf.nothing',
		});
		expect(await put({ id: 'unknown' })).toMatchObject({ ok: false, code: 'not-found' });
		expect(await readCampaigns(world.store.read, {})).toEqual([]);
	});
});
