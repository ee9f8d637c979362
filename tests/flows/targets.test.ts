import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownIndicator } from '../../server/core/target/known.ts';
import { parseRule, ruleText } from '../../server/core/target/rule-text.ts';
import { putTargets, switchTargets } from '../../server/flows/targets.ts';
import { loadExampleTargets } from '../../server/rulebooks/targets.ts';
import { readTargets, readTargetSets } from '../../server/store/target-readers.ts';
import { auditLines, cityManagement, handler, management, president, staffOffice } from '../support/office.ts';
import { actorOf, engines, openWorld, type World } from '../support/world.ts';

const [s0, s1] = loadExampleTargets(knownIndicator);

describe.each(engines)('target sets (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await staffOffice(world);
	});
	afterEach(() => world.close());

	const target = (code: string, rule: string, filter?: object) => ({ code, rule: parseRule(rule)!, ...(filter ? { filter } : {}) });
	const put = (targets: readonly object[], more: object = {}, who = management) =>
		putTargets(world.context, who, actorOf(who), { court: 'dc', year: 2026, document: '方案一', targets: targets as never, ...more });
	const turn = (active: boolean, document = '方案一', who = management) =>
		switchTargets(world.context, who, actorOf(who), { court: 'dc', year: 2026, document }, active);
	const inForce = async (court = 'dc', year = 2026) =>
		(await readTargets(world.store.read, [court], year))
			.get(court)!
			.map(({ code, rule, document }) => `${code} ${ruleText(rule)} ${document}`);

	it('hold for their court and year, changed as often as the office changes them, and every state stays on record', async () => {
		await put([target('enf.close_rate', '≥ 96'), target('enf.avg_days', '< 55')]);
		expect(await inForce()).toEqual(['enf.close_rate ≥ 96 方案一', 'enf.avg_days < 55 方案一']);
		expect(await inForce('dc', 2027)).toEqual([]);
		expect(await inForce('xl')).toEqual([]);
		await put([target('enf.close_rate', '≥ 95')]);
		expect(await inForce()).toEqual(['enf.close_rate ≥ 95 方案一']);
		await put([target('enf.close_rate', '≥ 95')]);
		await turn(false);
		expect(await inForce()).toEqual([]);
		await turn(true);
		expect(await inForce()).toEqual(['enf.close_rate ≥ 95 方案一']);
		const sets = await readTargetSets(world.store.read, { courts: ['dc'] });
		expect(sets.map(({ active, targets, by }) => `${by} ${active} ${targets.length}`)).toEqual([
			'mo true 2',
			'mo true 1',
			'mo false 1',
			'mo true 1',
		]);
		expect((await auditLines(world)).slice(-5)).toEqual([
			'targets.put ok',
			'targets.put ok',
			'targets.put ok',
			'targets.off ok',
			'targets.on ok',
		]);
	});

	it('of two documents the one set last holds for what both speak of, with all its rules; the other one comes back when it is switched off', async () => {
		await put(s0!.targets, { document: s0!.document });
		await put(s1!.targets, { document: s1!.document });
		const of = async (code: string) => (await inForce()).filter((line) => line.startsWith(`${code} `));
		expect(await of('tri.mediate_success')).toEqual([`tri.mediate_success ≥ 65 ${s1!.document}`]);
		expect(await of('tri.auto_perform')).toHaveLength(2);
		// Not the same cases: both hold side by side.
		expect(await of('tri.avg_days')).toEqual([`tri.avg_days ≤ 45 ${s0!.document}`, `tri.avg_days < 36 ${s1!.document}`]);
		await turn(false, s1!.document);
		expect(await of('tri.mediate_success')).toEqual([`tri.mediate_success ≥ 60 ${s0!.document}`]);
		expect(await of('tri.auto_perform')).toEqual([]);
	});

	it('two courts may ask for different figures, and what a court does not set comes from the nearest court above', async () => {
		await put([target('svc.e_service', '≥ 80'), target('enf.close_rate', '≥ 94')], { court: 'zy', document: '全市方案' }, cityManagement);
		await put([target('svc.e_service', '≥ 95')]);
		await put([target('svc.e_service', '≥ 70')], { court: 'xl', document: '西陵方案' }, cityManagement);
		expect(await inForce('dc')).toEqual(['svc.e_service ≥ 95 方案一', 'enf.close_rate ≥ 94 全市方案']);
		expect(await inForce('xl')).toEqual(['svc.e_service ≥ 70 西陵方案', 'enf.close_rate ≥ 94 全市方案']);
		expect(await inForce('zy')).toEqual(['svc.e_service ≥ 80 全市方案', 'enf.close_rate ≥ 94 全市方案']);
		expect(await inForce('gy')).toEqual([]);
	});

	it('are set by the trial-management office or the president of the court, and by nobody else', async () => {
		const one = [target('enf.close_rate', '≥ 96')];
		expect(await put(one, {}, handler)).toMatchObject({ ok: false, code: 'forbidden', message: '目标由本院审管办或院长设定' });
		expect(await put(one, { court: 'zy' })).toMatchObject({ ok: false, code: 'forbidden' });
		expect(await put(one, { court: 'no' })).toMatchObject({ ok: false, code: 'not-found' });
		expect(await put(one, {}, president)).toMatchObject({ ok: true });
		expect(await put(one, { document: '另一方案' }, cityManagement)).toMatchObject({ ok: true });
		expect(await turn(false, '方案二')).toMatchObject({ ok: false, code: 'not-found' });
	});

	it('are refused as a whole when one is wrong, and nothing is stored', async () => {
		const wrong = await put([target('enf.close_rate', '≥ 96'), target('enf.avg_days', '20 至 10'), target('enf.nothing', '≥ 1')]);
		expect(wrong).toMatchObject({
			ok: false,
			code: 'bad-targets',
			message: '目标有误，共 2 处；第 2 项：执行平均用时：合理区间的下限应当小于上限',
			problems: [{ index: 1 }, { index: 2, message: '没有指标 enf.nothing' }],
		});
		expect(await put([])).toMatchObject({ ok: false, code: 'no-targets' });
		expect(await put([target('enf.close_rate', '≥ 96')], { document: ' ' })).toMatchObject({ ok: false, code: 'document-missing' });
		expect(await readTargetSets(world.store.read)).toEqual([]);
	});
});
