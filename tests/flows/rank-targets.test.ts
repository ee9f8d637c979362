import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { Paper } from '../../server/core/report/paper.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import { day } from '../support/figures.ts';
import { paperText } from '../support/paper-text.ts';
import { openSite, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

const unjudged = '排名目标，本院未开启排名，不评价';
const places = /现列第|市内前|位居|第 \d+ 位/u;

describe.each(engines)('rank targets (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine, '2026-03-09');
		const about = (court: string, n: number) => ({ court, caseNumber: `（2026）示${court === 'dc' ? '0204' : '0205'}执${n}号` });
		const cases = (['dc', 'xl'] as const).flatMap((court) => [1, 2, 3, 4, 5, 6].map((n) => ({ court, n })));
		await site.send(
			cases.map(({ court, n }) => ({
				...about(court, n),
				type: 'case-filed',
				occurredAt: '2026-02-02',
				data: { handler: court === 'dc' ? 'li' : 'xl-handler', claimFen: 100_00 },
			})),
		);
		// Two of six at dc, four of six at xl: dc comes second.
		await site.send(
			cases
				.filter(({ court, n }) => n <= (court === 'dc' ? 2 : 4))
				.map(({ court, n }) => ({
					...about(court, n),
					type: 'case-closed',
					occurredAt: '2026-03-05',
					data: { mode: 'fully-performed', recoveredFen: 100_00 },
				})),
		);
		const put = await site.call('PUT', 'targets', {
			as: 'trial',
			body: { court: 'dc', year: 2026, document: '目标责任书（虚构）', targets: [{ code: 'enf.close_rate', rule: '全市前 1 名' }] },
		});
		expect(put.status).toBe(200);
	});
	afterAll(() => site.close());

	const account: Account = { id: 'account-trial', username: 'trial', personName: 'trial', court: 'dc', courtName: '', roles: [] };
	const rank = (on: boolean, ...courts: readonly string[]): void => {
		for (const court of courts) Object.assign(site.app.context.directory().courts.get(court)!.settings, { ranking: on });
	};
	const shown = async () => {
		const { indicators } = site.app;
		const [list, one, card] = [
			await indicators.indicators(account, {}),
			await indicators.indicator(account, 'enf.close_rate', {}),
			await indicators.scorecard(account, { by: 'court' }),
		];
		if (!list.ok || !one.ok || !card.ok) throw new Error('not shown');
		const row = list.view.groups.flatMap(({ rows }) => rows).find(({ code }) => code === 'enf.close_rate')!;
		const score = card.view.rows.find(({ code }) => code === 'enf.close_rate')!;
		return { row, one: one.view, score };
	};
	const weekly = (): Promise<Paper> => buildPaper(site.app.context, 'weekly', 'dc', periodOf('week', day('2026-03-04')));

	it('where the court does not rank no place is said: on pages, scorecards, papers', async () => {
		const { row, one, score } = await shown();
		expect(row.targets).toMatchObject([{ words: unjudged, met: null }]);
		expect(one.row.targets).toMatchObject([{ words: unjudged, met: null }]);
		expect(score).toMatchObject({ target: { words: unjudged, met: null }, rank: null });
		expect(score.why).toContain('目标未评价');
		expect(JSON.stringify([row, one, score])).not.toMatch(places);
		const text = paperText(await weekly());
		expect(text).toContain(unjudged);
		expect(text).not.toMatch(places);
	});

	it('where it ranks they are judged, also beside courts above that do not', async () => {
		rank(true, 'dc');
		const { score } = await shown();
		rank(false, 'dc');
		expect(score).toMatchObject({ target: { words: '市内前 1 名', met: false, gap: '现列第 2 位' }, rank: 2, verdict: 'weak' });
		// The court above reads of it what it would say itself: nothing, as long as it does not rank.
		const above = (await site.call('GET', 'indicators?court=zy&by=court&code=enf.close_rate', { as: 'supervisor' })).text;
		expect(above).toContain(unjudged);
		rank(true, 'dc', 'zy');
		const both = (await site.call('GET', 'indicators?court=zy&by=court&code=enf.close_rate', { as: 'supervisor' })).text;
		rank(false, 'dc', 'zy');
		expect(both).toContain('现列第 2 位');
	});
});
