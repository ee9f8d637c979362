import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CourtDate } from '../../server/core/time/types.ts';
import { loadLayer, previewLayer, projectLayers } from '../../server/flows/load-layer.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { backTestHere, tryLayer } from '../../server/flows/try-layer.ts';
import { saveLayer } from '../../server/store/rule-layers.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const admin = person('admin', 'system-admin', 'gy', 'subtree');
const key = '(2026)示0204执1号';
const layer = (court: string, rows: string): string => `court: ${court}\nissued: 2026-01-05\ndocument: ${court}〔2026〕3号\n${rows}`;
const quick = layer('dc', 'confirm:\n  - { node: enf-quick-disposal, clock: management, from: 2026-01-05 }\n');
const seal = { assetId: 'a1', assetKind: 'immovable', rank: 1, effectiveOn: '2026-03-05', expiresOn: '2029-03-04' };

describe.each(engines)('layers of rules (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
	});
	afterEach(() => world.close());

	const load = (court: string, text: string) => loadLayer(world.context, admin, actorOf(admin), { court, text });
	const clock = async (node: string) =>
		world.store.read
			.selectFrom('node_clock')
			.selectAll()
			.where('node_id', '=', `${key}/${node}`)
			.where('binding', '=', 1)
			.executeTakeFirst();
	const locks = async () => world.store.read.selectFrom('case_lock').select(['id', 'state']).execute();
	const filed = { type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li', claimFen: 100_000 } } as const;
	const steps = [
		filed,
		{ type: 'net-query-launched', occurredAt: '2026-03-02' },
		{ type: 'notice-issued', occurredAt: '2026-03-03' },
		{ type: 'asset-sealed', occurredAt: '2026-03-05', data: seal },
		{ type: 'price-started', occurredAt: '2026-03-09', data: { assetId: 'a1', method: '网络询价' } },
	] as const;

	async function runOut(): Promise<void> {
		// 3 月 5 日起九十日，6 月 3 日届满。
		world.at('2026-06-04T08:00:00+08:00');
		await world.send([], '2026-06-04T07:00:00+08:00');
		await sweepDeadlines(world.context);
	}

	it('locks by a limit marked 待核 only where the court has confirmed it in its own layer', async () => {
		world.at('2026-03-09');
		await world.send(steps);
		await runOut();
		expect(await clock('enf-quick-disposal/a1/1')).toMatchObject({ due_on: '2026-06-03', unconfirmed: 1, overdue_on: '2026-06-04' });
		expect(await locks()).toEqual([]);
		expect(await load('dc', quick)).toMatchObject({ ok: true });
		await sweepDeadlines(world.context);
		expect(await clock('enf-quick-disposal/a1/1')).toMatchObject({ unconfirmed: 0 });
		expect(await locks()).toEqual([{ id: `${key}-L1`, state: 'active' }]);
		const rule = world.context.rulesOf('dc').nodes.findLast((each) => each.code === 'enf-quick-disposal')!;
		expect(rule.clocks[0]!.layers).toEqual([{ court: 'dc', document: 'dc〔2026〕3号', did: ['confirm'] }]);
		// Another court of the same city goes on without.
		expect(world.context.rulesOf('xl').nodes.findLast((each) => each.code === 'enf-quick-disposal')!.clocks[0]!.unconfirmed).toBe(true);
	});

	it('applies a tighter limit by trigger date, journals what moved, and leaves earlier triggers alone', async () => {
		await world.send([filed]);
		const tighter = layer(
			'dc',
			'change:\n  - { node: enf-notice, clock: limit, from: 2026-03-01, limit: 7 }\n  - { node: enf-close, clock: limit, from: 2026-04-01, limit: 5 }\n',
		);
		expect(await load('dc', tighter)).toEqual({ ok: true, version: expect.stringMatching(/^2026-01-05-/), moved: 1 });
		expect(await clock('enf-notice/-/1')).toMatchObject({ due_on: '2026-03-09' });
		expect(await clock('enf-close/-/1')).toMatchObject({ due_on: '2026-09-02' });
		const journal = await world.store.read.selectFrom('case_event').select('data').where('type', '=', 'calendar-changed').execute();
		expect(journal.map((row) => (JSON.parse(row.data) as { moved: unknown }).moved)).toEqual([
			[{ nodeId: `${key}/enf-notice/-/1`, clock: 'limit', from: '2026-03-12', to: '2026-03-09', provisional: false }],
		]);
	});

	it('lets a lower layer loosen only with a reason, and says file, line and fault', async () => {
		const looser = layer('dc', 'change:\n  - { node: enf-notice, clock: limit, from: 2026-03-01, limit: 15 }\n');
		expect(await load('dc', looser)).toMatchObject({
			ok: false,
			code: 'bad-layer',
			problems: [{ line: 5, message: '变更 enf-notice 的 limit：比上级规则宽，须写 why 说明理由' }],
		});
		expect(await world.store.read.selectFrom('rule_layer').selectAll().execute()).toEqual([]);
		const why = looser.replace('limit: 15', 'limit: 15, why: 山区送达周期长');
		expect(await load('dc', why)).toMatchObject({ ok: true });
		expect(
			world.context.rulesOf('dc').nodes.find((rule) => rule.code === 'enf-notice' && rule.from === '2026-03-01')!.clocks[1],
		).toMatchObject({
			limit: 15,
			layers: [{ did: ['change'], why: '山区送达周期长' }],
		});
	});

	it('lays court over city over province, each against the one above', async () => {
		expect(await load('gy', layer('gy', 'change:\n  - { node: enf-notice, clock: limit, from: 2026-01-05, limit: 9 }\n'))).toMatchObject({
			ok: true,
		});
		expect(await load('zy', layer('zy', 'change:\n  - { node: enf-notice, clock: limit, from: 2026-01-05, limit: 8 }\n'))).toMatchObject({
			ok: true,
		});
		// Nine days would do against the nation, not against the city.
		const court = layer('dc', 'change:\n  - { node: enf-notice, clock: limit, from: 2026-01-05, limit: 9 }\n');
		expect(await load('dc', court)).toMatchObject({ ok: false, code: 'bad-layer' });
		await world.send([filed]);
		expect(await clock('enf-notice/-/1')).toMatchObject({ due_on: '2026-03-10' });
		expect(world.context.layersOf('dc').map((each) => each.court)).toEqual(['gy', 'zy']);
		// A new layer above must not break one below.
		expect(await load('dc', court.replace('limit: 9', 'limit: 7'))).toMatchObject({ ok: true });
		const breaking = layer('zy', 'change:\n  - { node: enf-notice, clock: limit, from: 2026-01-05, limit: 6 }\n');
		expect(await load('zy', breaking)).toMatchObject({ ok: false, code: 'breaks-below' });
	});

	it.each([
		['confirm:\n  - { node: enf-notice, clock: limit, from: 2026-01-05 }\n', '不是待核，无需确认'],
		['confirm:\n  - { node: enf-nothing, clock: limit, from: 2026-01-05 }\n', '上级规则中没有节点 enf-nothing'],
		['lock:\n  - { node: enf-notice, clock: limit, from: 2026-01-05, on: false }\n', '取消上级规则的锁定，须写 why'],
		['lock:\n  - { node: enf-split, clock: management, from: 2026-01-05, on: true }\n', '依目录不得锁定'],
		['enable:\n  - { node: enf-notice, from: 2026-01-05 }\n', '节点 enf-notice 已经启用'],
		['change:\n  - { node: enf-notice, clock: limit, from: 2026-02-30, limit: 7 }\n', '应为存在的日期'],
		['chnge: []\n', '未知的键'],
		['confirm: [\n', '不是合格的 YAML'],
	])('refuses %j', (rows, message) => {
		const preview = previewLayer(world.context, 'dc', layer('dc', rows));
		expect(preview.ok).toBe(false);
		expect(preview.ok ? '' : preview.message).toContain(message);
	});

	it('is loaded by an administrator of the court only, and every attempt is audited', async () => {
		const handler = person('li', 'handler', 'dc', 'self');
		const other = person('other', 'system-admin', 'xl');
		expect(await loadLayer(world.context, handler, actorOf(handler), { court: 'dc', text: quick })).toMatchObject({ code: 'forbidden' });
		expect(await loadLayer(world.context, other, actorOf(other), { court: 'dc', text: quick })).toMatchObject({ code: 'forbidden' });
		expect(await load('dc', quick)).toMatchObject({ ok: true });
		const audit = await world.store.read.selectFrom('audit').select(['action', 'result']).where('action', '=', 'rules.load').execute();
		expect(audit.map((row) => row.result)).toEqual(['forbidden', 'forbidden', 'ok']);
	});

	it('takes up a layer that another process loaded, once', async () => {
		await world.send([filed]);
		const text = layer('dc', 'change:\n  - { node: enf-notice, clock: limit, from: 2026-03-01, limit: 7 }\n');
		await world.store.write(({ db }) =>
			saveLayer(db, {
				court: 'dc',
				version: 'x',
				document: 'dc〔2026〕3号',
				issued: '2026-01-05',
				text,
				loadedAt: world.context.now(),
				loadedBy: 'cli',
			}),
		);
		expect(await projectLayers(world.context)).toBe(1);
		expect(await clock('enf-notice/-/1')).toMatchObject({ due_on: '2026-03-09' });
		expect(await projectLayers(world.context)).toBe(0);
	});

	it('tries a layer on the past and names the cases that would have locked', async () => {
		world.at('2026-03-31');
		await world.send([
			filed,
			{ type: 'net-query-launched', occurredAt: '2026-03-02' },
			{ type: 'notice-issued', occurredAt: '2026-03-11' },
			{ ...filed, caseNumber: '（2026）示0204执2号', id: 'second' },
			{ type: 'notice-issued', occurredAt: '2026-03-06', caseNumber: '（2026）示0204执2号' },
		]);
		const text = layer('dc', 'change:\n  - { node: enf-notice, clock: limit, from: 2026-03-01, limit: 5 }\n');
		const tried = await tryLayer(world.context, backTestHere(world.context), {
			court: 'dc',
			text,
			from: '2026-03-01' as CourtDate,
			to: '2026-03-31' as CourtDate,
		});
		expect(tried).toMatchObject({
			ok: true,
			changes: [{ node: 'enf-notice', clock: 'limit', what: '期限', before: '10日', after: '5日' }],
		});
		const { outcome } = tried as Extract<typeof tried, { ok: true }>;
		// 3 月 2 日起五日，3 月 7 日是星期六，顺延至 9 日：11 日发出的会超期，6 日发出的不会。
		expect(outcome).toMatchObject({ cases: 2, more: 1, less: 0, casesLocked: 1 });
		expect(outcome.rows).toMatchObject([
			{ caseNumber: '（2026）示0204执1号', node: 'enf-notice', before: '2026-03-12', after: '2026-03-09', locks: true, kind: 'more' },
		]);
		// Nothing of it is stored.
		expect(await clock('enf-notice/-/1')).toMatchObject({ due_on: '2026-03-12' });
	});

	it('runs a node that not every source reports only where a layer switches it on', async () => {
		await world.send([filed, { type: 'handler-assigned', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
		expect(await clock('enf-accept/-/1')).toBeUndefined();
		expect(await load('dc', layer('dc', 'enable:\n  - { node: enf-accept, from: 2026-01-05 }\n'))).toMatchObject({ ok: true });
		expect(await clock('enf-accept/-/1')).toMatchObject({ due_on: '2026-03-03', unconfirmed: 1 });
	});
});
