import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcileCourt } from '../../server/flows/reconcile.ts';
import { Projector } from '../../server/live/projector.ts';
import { reconcileParts } from '../../server/reconcile-parts.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { lockedCases, openSite, type Site } from '../support/site.ts';

describe('metrics for the monitoring of a court', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
		await lockedCases(site, [
			{ court: 'dc', caseNumber: '（2026）示0204执1号', handler: 'li' },
			{ court: 'dc', caseNumber: '（2026）示0204执2号', handler: 'li' },
			{ court: 'xl', caseNumber: '（2026）示0205执1号', handler: 'xl-handler' },
		]);
	});
	afterAll(() => site.close());

	const scrape = (court?: string) =>
		fetch(`${site.base}/metrics`, court ? { headers: { authorization: `Bearer ${site.keyOf(court)}` } } : {});
	const read = async (court: string, name: string): Promise<readonly string[]> => {
		const answer = await scrape(court);
		expect(answer.status).toBe(200);
		return (await answer.text()).split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
	};
	const reconcile = async (): Promise<void> => {
		const { context } = site.app;
		const source = Object.assign(sourceOf(context), { ladderStages: [] });
		const projector = new Projector(source, () => undefined);
		await reconcileCourt(context, reconcileParts(context, projector, undefined), 'dc');
	};

	it('are for API keys only, and each key sees its own courts', async () => {
		expect((await scrape()).status).toBe(401);
		expect((await fetch(`${site.base}/metrics`, { headers: { authorization: 'Bearer ecw_wrong' } })).status).toBe(401);
		expect((await fetch(`${site.base}/metrics`, { headers: { cookie: await site.cookie('chief') } })).status).toBe(401);
		expect(await read('dc', 'wall_open_locks')).toEqual(['wall_open_locks{court="dc"} 2']);
		const all = await read('gy', 'wall_overdue_nodes');
		const { n } = await site.store.read
			.selectFrom('node_instance')
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.where('court_code', '=', 'xl')
			.where('phase', '=', 'overdue')
			.executeTakeFirstOrThrow();
		expect(n).toBeGreaterThan(0);
		expect(all).toContain(`wall_overdue_nodes{court="xl"} ${n}`);
		expect(all).toContain('wall_overdue_nodes{court="gy"} 0');
	});

	it('name nothing of a case or a person, and have the process beside the courts', async () => {
		const answer = await scrape('gy');
		expect(answer.headers.get('content-type')).toContain('text/plain');
		const text = await answer.text();
		expect(text).toContain('nodejs_eventloop_lag_seconds');
		expect(text).not.toMatch(/执\d+号|"li"/);
	});

	it('a reconciliation that did not agree is a number', async () => {
		await reconcile();
		expect(await read('gy', 'wall_reconciliation_mismatches')).toEqual(['wall_reconciliation_mismatches{court="dc"} 0']);
		await site.store.write(({ db }) =>
			db
				.insertInto('measure_rollup')
				.values({
					...{ measure: 'case-received', court_code: 'dc', unit_code: '', person_code: 'li' },
					...{ day: '2026-03-09', dims: 'enforcement-first||||', value: 2 },
				})
				.execute(),
		);
		await reconcile();
		const [line] = await read('gy', 'wall_reconciliation_mismatches');
		expect(Number(line?.split(' ')[1])).toBeGreaterThan(0);
		expect(await read('gy', 'wall_feed_age_seconds')).not.toEqual([]);
	});
});
