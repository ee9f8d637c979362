import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DailyFigures } from '../../server/core/report/types.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { dailyNow, listPublications, publishDaily, readPublication, restateDaily } from '../../server/flows/publish-daily.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { decideRequest, requestUnlock } from '../../server/flows/unlock.ts';
import { renderDailyDocx } from '../../server/publish/daily-docx.ts';
import type { DailyPageView, PublicationRow } from '../../src/lib/contract/daily-page.ts';
import { actorOf, engines, openWorld, person, theCase, type World } from '../support/world.ts';

const key = '(2026)示0204执1号';
const notice = `${key}/enf-notice/-/1`;
const handler = person('li', 'handler', 'dc', 'self');
const chief = person('zheng', 'enforcement-chief', 'dc');
const approver = person('zhou', 'unlock-approver', 'zy', 'subtree');
const on = (day: string): CourtDate => day as CourtDate;

const section = (daily: DailyFigures, title: string) => daily.sections.find((each) => each.title === title)!;
const figure = (daily: DailyFigures, label: string) => daily.figures.find((each) => each.label === label)!;
const indicator = (daily: DailyFigures, name: string) => daily.indicators.find((each) => each.name === name)!;

describe.each(engines)('the daily statistics (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await world.send([
			{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', unit: 'u1', claimFen: 100_000 } },
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		]);
	});
	afterEach(() => world.close());

	/** The notice is due on 03-12 and overdue from 03-13 00:00; the case is locked at 07:30. */
	async function lockedCase(): Promise<void> {
		for (const day of ['2026-03-09', '2026-03-11']) {
			world.at(`${day}T00:01:00+08:00`);
			await sweepDeadlines(world.context);
		}
		world.at('2026-03-13T07:30:00+08:00');
		await world.send([], '2026-03-13T07:00:00+08:00');
		await sweepDeadlines(world.context);
	}

	async function publish(court: string, day: string) {
		const published = await publishDaily(world.context, court, on(day));
		if (!published.ok) throw new Error(published.message);
		return { ...published, record: (await readPublication(world.context, published.id))! };
	}

	async function unlock(): Promise<void> {
		const input = { reason: '文书签批延误', plan: '三日内发出', newDueOn: { [notice]: on('2026-03-30') } };
		const { id } = (await requestUnlock(world.context, handler, actorOf(handler), `${key}-L1`, input)) as { id: string };
		expect(
			await decideRequest(world.context, chief, actorOf(chief), id, { step: 0, verdict: 'approve', opinion: '同意上报' }),
		).toMatchObject({ ok: true });
		expect(
			await decideRequest(world.context, approver, actorOf(approver), id, { step: 1, verdict: 'approve', opinion: '同意' }),
		).toMatchObject({ ok: true });
	}

	it('says at 24:00 of the due day what ran out, and on the next day what is overdue and locked', async () => {
		world.at('2026-03-13T00:10:00+08:00');
		const first = (await publish('dc', '2026-03-12')).record;
		expect(first.title).toBe('东川县人民法院执行工作日统计（2026年3月12日）');
		expect(first.number).toBe('示0204〔2026〕日统计第71号');
		expect(first).toMatchObject({ draft: false, cutOffAt: '2026-03-12T16:00:00.000Z', madeAt: '2026-03-12T16:10:00.000Z', intact: true });
		expect(section(first, '超期节点').lines.map((line) => line.nodeName)).toEqual(['初次接待', '案卷移送', '分案']);
		expect(section(first, '当日到期未办结').lines.map((line) => line.nodeName)).toEqual(['发出执行通知书']);
		expect(figure(first, '当日新锁死').value).toBe('0');

		await lockedCase();
		world.at('2026-03-14T00:10:00+08:00');
		const second = (await publish('dc', '2026-03-13')).record;
		expect(section(second, '当日新锁死案件').lines).toEqual([
			{
				caseNumber: theCase,
				courtName: '东川县人民法院',
				unitName: 'u1',
				handlerName: '李某某',
				nodeName: '发出执行通知书',
				dueOn: '2026-03-12',
				overdueDays: 1,
				reminders: 2,
				locked: true,
				decider: '示范市中级人民法院',
				marks: [],
			},
		]);
		expect(section(second, '锁死在册案件').total).toBe(1);
		expect(section(second, '超期节点').lines.map((line) => [line.nodeName, line.overdueDays, line.locked, line.marks])).toEqual([
			['初次接待', 8, true, ['待核']],
			['案卷移送', 8, true, []],
			['分案', 4, true, []],
			['发出执行通知书', 1, true, []],
		]);
		expect(second.actions).toHaveLength(3);
		expect(second.actions[0]).toBe(
			`锁死案件 1 件没有待审的解锁申请，最早的是${theCase}（承办人李某某），当日锁死，超期 1 日，请承办人说明原因并提出申请。`,
		);
	});

	it('makes one record a court and day, however often and at once it is asked', async () => {
		world.at('2026-03-13T00:10:00+08:00');
		const answers = await Promise.all([1, 2, 3].map(() => publishDaily(world.context, 'dc', on('2026-03-12'))));
		expect(answers.map((answer) => answer.ok && answer.id)).toEqual(Array(3).fill('daily-dc-2026-03-12-v1'));
		expect(answers.filter((answer) => answer.ok && answer.made)).toHaveLength(1);
		expect(await publishDaily(world.context, 'dc', on('2026-03-12'))).toMatchObject({ made: false });
		expect(await listPublications(world.context, ['dc', 'zy'])).toHaveLength(1);
	});

	it('refuses a day that is not over, and a court it does not know', async () => {
		world.at('2026-03-12T23:59:59+08:00');
		expect(await publishDaily(world.context, 'dc', on('2026-03-12'))).toMatchObject({ ok: false, code: 'period-open' });
		expect(await publishDaily(world.context, 'nowhere', on('2026-03-11'))).toMatchObject({ ok: false, code: 'not-found' });
		expect(await readPublication(world.context, 'daily-dc-2026-03-12-v1')).toBeUndefined();
	});

	it('never changes a record for facts that come later: they change only what is worked out again', async () => {
		world.at('2026-03-14T00:10:00+08:00');
		const { id, record } = await publish('dc', '2026-03-13');
		expect(figure(record, '案款到账').value).toBe('0.00');
		world.at('2026-03-15');
		await world.send([
			{ type: 'money-arrived', occurredAt: '2026-03-13', data: { receiptId: 'r1', amountFen: 12_345_600 } },
			{ type: 'notice-issued', occurredAt: '2026-03-12' },
			{ caseNumber: '（2026）示0204执2号', type: 'case-filed', occurredAt: '2026-03-13' },
		]);
		expect(await readPublication(world.context, id)).toEqual(record);
		const restated = (await restateDaily(world.context, 'dc', on('2026-03-13')))!;
		expect(figure(restated, '案款到账').value).toBe('12.35');
		expect(figure(restated, '新收').value).toBe('1');
		expect(section(restated, '超期节点').lines.map((line) => line.nodeName)).toEqual(['初次接待', '案卷移送', '分案']);
		await expect(
			world.store.write(({ db }) => db.updateTable('publication').set({ figures: '{}' }).where('id', '=', id).execute()),
		).rejects.toThrow(/append-only/);
		expect((await readPublication(world.context, id))!.intact).toBe(true);
	});

	it('made late, shows what was so at the cut-off, and says that it was made late', async () => {
		await lockedCase();
		world.at('2026-03-16T10:00:00+08:00');
		await unlock();
		await world.send([{ type: 'notice-issued', occurredAt: '2026-03-16' }], '2026-03-16T10:00:00+08:00');
		world.at('2026-03-18T09:00:00+08:00');
		await world.send([{ type: 'case-closed', occurredAt: '2026-03-17', data: { mode: 'fully-performed' } }], '2026-03-18T09:00:00+08:00');
		const { record } = await publish('dc', '2026-03-13');
		expect(section(record, '锁死在册案件').lines).toMatchObject([
			{ dueOn: '2026-03-12', overdueDays: 1, locked: true, decider: '示范市中级人民法院' },
		]);
		expect(section(record, '超期节点').lines.map((line) => line.nodeName)).toEqual(['初次接待', '案卷移送', '分案', '发出执行通知书']);
		expect(section(record, '待审解锁申请').total).toBe(0);
		expect(figure(record, '已结').value).toBe('0');
		expect(record.notes.join('')).toContain('本记录为补制，制作时距截止时点 4 日');
		const released = (await publish('dc', '2026-03-16')).record;
		expect(figure(released, '当日解锁').value).toBe('1');
		expect(section(released, '锁死在册案件').total).toBe(0);
	});

	it('lists requests that wait, with the step and its last day', async () => {
		await lockedCase();
		world.at('2026-03-13T10:00:00+08:00');
		await requestUnlock(world.context, handler, actorOf(handler), `${key}-L1`, {
			reason: '延误',
			plan: '补办',
			newDueOn: { [notice]: on('2026-03-30') },
		});
		world.at('2026-03-16T00:10:00+08:00');
		const { record } = await publish('dc', '2026-03-15');
		expect(section(record, '待审解锁申请').lines).toMatchObject([
			{ caseNumber: theCase, decider: '示范市中级人民法院', marks: ['待本院核签，限3月16日'] },
		]);
		expect(figure(record, '待审解锁申请')).toMatchObject({ value: '1', note: '最久已等 2 日' });
		expect(record.actions[0]).toBe(`解锁申请待审 1 件，等候最久的已 2 日；${theCase}应于3月16日以前本院核签，请按期办理。`);
	});

	it('counts the courts below, and nothing of the court beside', async () => {
		world.at('2026-03-03T00:10:00+08:00');
		expect(figure((await publish('gy', '2026-03-02')).record, '新收').value).toBe('1');
		expect(figure((await publish('zy', '2026-03-02')).record, '未结').value).toBe('1');
		const beside = (await publish('xl', '2026-03-02')).record;
		expect(figure(beside, '新收').value).toBe('0');
		expect(beside.actions).toEqual(['超期节点为零。', '锁死案件为零。', '三十日内没有查封、冻结届满。']);
		expect(indicator(beside, '执行案件结案率')).toMatchObject({ value: '—', target: '≥ 96 %', note: '本年尚无可计算的案件' });
		expect(indicator(beside, '执行案件结案率').met).toBeUndefined();
	});

	it('carries stocks over the turn of the year and takes indicators from 1 January', async () => {
		world.at('2026-12-31');
		await world.send([{ type: 'case-closed', occurredAt: '2026-12-30', data: { mode: 'round-ended', recoveredFen: 50_000 } }]);
		await world.send([{ caseNumber: '（2026）示0204执3号', type: 'case-filed', occurredAt: '2026-12-31' }]);
		world.at('2027-01-02T00:10:00+08:00');
		await world.send([{ caseNumber: '（2027）示0204执1号', type: 'case-filed', occurredAt: '2027-01-01' }]);
		const { record } = await publish('dc', '2027-01-01');
		expect(record.number).toBe('示0204〔2027〕日统计第1号');
		expect(figure(record, '新收')).toMatchObject({ value: '1', note: '2027年累计 1 件' });
		expect(figure(record, '未结')).toMatchObject({ value: '2', note: '旧存 1 件，受理 2 件' });
		expect(indicator(record, '执行案件结案率')).toMatchObject({ value: '0.00 %', met: false, note: '再结 2 件' });
		const last = (await publish('dc', '2026-12-30')).record;
		expect(figure(last, '当日结案到位金额')).toMatchObject({ value: '0.05', unit: '万元' });
		expect(indicator(last, '执行平均用时')).toMatchObject({ value: '303.00 天', met: false, note: '超 248.0 天' });
	});

	it('lists seals for thirty days and leaves them out of the seven days; expired ones come first', async () => {
		const seal = (assetId: string, expiresOn: string) => ({
			type: 'asset-sealed',
			occurredAt: '2026-03-02',
			data: { assetId, assetKind: 'deposit', rank: 1, effectiveOn: '2026-03-02', expiresOn },
		});
		await world.send([seal('a1', '2026-03-09'), seal('a2', '2026-03-11'), seal('a3', '2026-04-09'), seal('a4', '2026-04-10')]);
		world.at('2026-03-11T00:10:00+08:00');
		await world.send([], '2026-03-10T18:00:00+08:00');
		const { record } = await publish('dc', '2026-03-10');
		expect(section(record, '三十日内查封届满').lines.map((line) => line.dueOn)).toEqual(['2026-03-11', '2026-04-09']);
		expect(section(record, '未来七日到期').lines.map((line) => line.nodeName)).toEqual(['发出执行通知书']);
		expect(record.actions.slice(0, 2)).toEqual([
			`查封、冻结已届满而未续封或解除 1 项，最早的是${theCase}银行存款冻结到期（承办人李某某），3月9日届满，请立即核实处理。`,
			`七日内查封、冻结届满 1 项，最近的是${theCase}银行存款冻结到期（承办人李某某），3月11日届满，请在届满前办理续封。`,
		]);
		expect(record.notes.join('')).toContain('来源系统数据只完整到 2026年3月10日 18:00');
	});

	it('即时统计: the same layout as of now, without a number, not kept', async () => {
		await lockedCase();
		const now = (await dailyNow(world.context, 'dc'))!;
		expect(now).toMatchObject({ title: '东川县人民法院执行工作即时统计（截至 07:30）', draft: true, day: '2026-03-13' });
		expect(now.number).toBeUndefined();
		// The lock of this very moment is in it.
		expect(section(now, '今日新锁死案件').total).toBe(1);
		world.at('2026-03-14T00:10:00+08:00');
		const { record } = await publish('dc', '2026-03-13');
		expect(now.figures.map((each) => each.unit)).toEqual(record.figures.map((each) => each.unit));
		expect(now.sections).toHaveLength(record.sections.length);
		expect(await listPublications(world.context, ['dc'])).toHaveLength(1);
		expect(await dailyNow(world.context, 'nowhere')).toBeUndefined();
	});

	it('fits the pages that show it, and renders the same bytes each time', async () => {
		world.at('2026-03-13T00:10:00+08:00');
		const { record } = await publish('dc', '2026-03-12');
		const page: DailyPageView = record;
		const [row] = await listPublications(world.context, ['dc']);
		const listed: PublicationRow = row!;
		expect(listed).toMatchObject({
			id: page.id,
			number: page.number,
			kindName: '日统计',
			courtName: '东川县人民法院',
			version: 1,
			hash: page.hash,
		});
		const again = (await readPublication(world.context, record.id))!;
		expect(await renderDailyDocx(again)).toEqual(await renderDailyDocx(record));
	});
});
