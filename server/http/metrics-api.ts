import type { OpenAPIHono } from '@hono/zod-openapi';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { readFeeds } from '../store/feeds.ts';
import { countOpenLocks, countOverdueNodes, readLastMade, type CountByCourt } from '../store/metrics.ts';
import { readLastReconciled } from '../store/reconcile.ts';
import type { Api } from './api-parts.ts';
import { identify, mustHaveKey, type ApiEnv } from './caller.ts';

const seconds = (instant: string): number => Date.parse(instant) / 1000;

/** Figures of the courts that a key reads, in the text format of Prometheus: counts and moments only, nothing of a case. */
async function courtMetrics(api: Api, court: string): Promise<Registry> {
	const { context } = api;
	const db = context.store.read;
	const courts = subtreeOf(context.directory(), court).map(({ code }) => code);
	const registry = new Registry();
	const gauge = (name: string, help: string, ...labels: readonly string[]): Gauge =>
		new Gauge({ name: `wall_${name}`, help, labelNames: ['court', ...labels], registers: [registry] });
	const counted = (name: string, help: string, counts: CountByCourt): void => {
		const one = gauge(name, help);
		for (const code of courts) one.set({ court: code }, counts.get(code) ?? 0);
	};
	counted('overdue_nodes', '超期未办结的节点', await countOverdueNodes(db));
	counted('open_locks', '未解除的锁死（含待确认）', await countOpenLocks(db));

	const mismatches = gauge('reconciliation_mismatches', '最近一次对账不符的项数');
	const checks = gauge('reconciliation_checks', '最近一次对账比对的项数');
	const checkedAt = gauge('reconciliation_timestamp_seconds', '最近一次对账的时间');
	for (const last of await readLastReconciled(db, courts)) {
		mismatches.set({ court: last.court }, last.mismatches.length);
		checks.set({ court: last.court }, last.checks);
		checkedAt.set({ court: last.court }, seconds(last.at));
	}

	const feedAge = gauge('feed_age_seconds', '数据来源距上次报送的秒数，按法院时间', 'source');
	for (const feed of await readFeeds(db, courts))
		feedAge.set({ court: feed.court, source: feed.source }, Math.max(0, seconds(context.now()) - seconds(feed.lastSeenAt)));

	const made = gauge('publication_timestamp_seconds', '各类刊物最近一次生成的时间', 'kind');
	for (const each of await readLastMade(db))
		if (courts.includes(each.court)) made.set({ court: each.court, kind: each.kind }, seconds(each.madeAt));
	return registry;
}

/** `GET /metrics` for a monitoring system of the court: behind an API key, as figures of courts are not public. */
export function metricsApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	let ofProcess: Registry | undefined;
	app.get('/metrics', identify(api), mustHaveKey, async (c) => {
		if (!ofProcess) {
			ofProcess = new Registry();
			collectDefaultMetrics({ register: ofProcess });
		}
		const all = Registry.merge([ofProcess, await courtMetrics(api, c.get('caller').key!.court)]);
		return c.body(await all.metrics(), 200, { 'content-type': all.contentType, 'cache-control': 'no-store' });
	});
}
