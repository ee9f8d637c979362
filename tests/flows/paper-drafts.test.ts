import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../server/core/time/civil.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { periodOf } from '../../server/core/indicator/period.ts';
import { putCampaign, stopCampaign } from '../../server/flows/campaigns.ts';
import { makePaper } from '../../server/flows/paper-make.ts';
import { insertDraft } from '../../server/store/papers.ts';
import { draftPage, draftsShown, publicationsView } from '../../server/views/paper-archive-view.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { cityManagement } from '../support/office.ts';
import { duty, handler, openOffice, trial, vice, type Office } from '../support/paper-office.ts';
import { paperOf, usualFacts } from '../support/papers.ts';
import { actorOf, engines, type World } from '../support/world.ts';

describe.each(engines)('drafts on their way (%s)', (engine) => {
	let office: Office;
	let world: World;
	beforeEach(async () => {
		office = await openOffice(engine);
		({ world } = office);
	});
	afterEach(() => world.close());

	it('are paged, none left out, those first that wait for the reader', async () => {
		const many = 205;
		await world.store.write(async ({ db }) => {
			for (const court of ['xl', 'dc'])
				for (let n = 0; n < many; n += 1) {
					const period = periodOf('week', addDays('2026-03-02' as CourtDate, -7 * n));
					const paper = paperOf('weekly', court, period, usualFacts(), '2026-03-09T01:00:00.000Z');
					await insertDraft(db, { series: 'weekly', paper, slots: {}, madeAt: '2026-03-09T01:00:00.000Z' as Instant, madeBy: 'system' });
				}
			// Two of dc are reviewed: they wait for who issues.
			for (const from of ['2026-03-02', '2026-02-23'])
				await db
					.updateTable('paper_draft')
					.set({ state: 'reviewed' })
					.where('court_code', '=', 'dc')
					.where('period_from', '=', from)
					.execute();
		});
		const source = sourceOf(world.context);
		const page = (who: typeof trial, n?: number) => draftPage(source, who.principal, n);
		const first = await page(duty);
		expect([first.total, first.page, first.pages, first.rows.length]).toEqual([
			2 * many,
			1,
			Math.ceil((2 * many) / draftsShown),
			draftsShown,
		]);
		const seen = new Set<string>();
		for (let n = 1; n <= first.pages; n += 1) for (const { id } of (await page(duty, n)).rows) seen.add(id);
		expect(seen.size).toBe(2 * many);
		expect((await page(duty, 999)).page).toBe(first.pages);
		// The vice-president only issues: what is reviewed waits for him and comes first, by the latest period.
		const own = await page(vice);
		expect([own.total, own.mine]).toEqual([many, 2]);
		expect(own.rows.slice(0, 3).map(({ id, mine }) => [id, mine])).toEqual([
			['weekly-dc-2026-03-02-v1-1', true],
			['weekly-dc-2026-02-23-v1-1', true],
			['weekly-dc-2026-02-16-v1-1', false],
		]);
		// Nothing waits for the duty officer of the court above: the reviewed first, then by period.
		expect(first.rows.slice(0, 2).map(({ state }) => state)).toEqual(['reviewed', 'reviewed']);
		expect(await page(handler)).toEqual({ rows: [], total: 0, mine: 0, page: 1, pages: 1 });
	});

	it('of campaigns are made by hand: the form offers those that have begun, and others are refused in Chinese', async () => {
		const campaign = async (name: string, from: string, to: string, court = 'zy'): Promise<string> => {
			const put = await putCampaign(world.context, cityManagement, actorOf(cityManagement), { court, name, from, to, targets: [] });
			if (!put.ok) throw new Error(put.message);
			return put.id;
		};
		world.at('2026-02-20');
		const [spring, later, off] = [
			await campaign('春季攻坚', '2026-03-01', '2026-05-31'),
			await campaign('夏季攻坚', '2026-06-01', '2026-08-31'),
			await campaign('没有实施', '2026-03-01', '2026-05-31'),
		];
		const beside = await campaign('西陵攻坚', '2026-03-01', '2026-05-31', 'xl');
		await stopCampaign(world.context, cityManagement, actorOf(cityManagement), off);
		world.at('2026-03-09');
		const view = await publicationsView(sourceOf(world.context), trial.principal, {});
		expect(view.making.kinds).toContainEqual({ code: 'campaign', name: '专项行动通报' });
		expect(view.making.campaigns).toEqual([{ id: spring, name: '春季攻坚', from: '2026-03-01', to: '2026-05-31', courts: ['dc'] }]);
		const make = (id: string | undefined, day = '2026-03-02', kind: 'campaign' | 'weekly' = 'campaign') =>
			makePaper(
				world.context,
				office.build,
				{ kind, court: 'dc', period: office.period('campaign', day), ...(id === undefined ? {} : { campaign: id }) },
				trial,
			);
		expect(await make(undefined)).toMatchObject({ ok: false, code: 'campaign-missing' });
		expect(await make(spring, '2026-03-02', 'weekly')).toMatchObject({ ok: false, code: 'campaign-missing' });
		expect(await make('nowhere')).toMatchObject({ ok: false, code: 'no-campaign' });
		expect(await make(beside)).toMatchObject({ ok: false, code: 'no-campaign' });
		expect(await make(off)).toMatchObject({ ok: false, code: 'campaign-cancelled' });
		expect(await make(later)).toMatchObject({ ok: false, code: 'campaign-outside' });
		expect(await make(spring)).toEqual({ ok: true, id: `campaign.${spring}-dc-2026-03-02-v1-1`, made: true });
		expect(await make(spring)).toMatchObject({ ok: true, made: false });
	});
});
