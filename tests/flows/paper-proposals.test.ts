import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { Paper } from '../../server/core/report/paper.ts';
import { proposalsIn } from '../../server/core/report/paper-proposals.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import { issuePaper } from '../../server/flows/paper-issue.ts';
import { reviewPaper } from '../../server/flows/paper-life.ts';
import { makePaper } from '../../server/flows/paper-make.ts';
import { moveRectification, openRectification } from '../../server/flows/rectifications.ts';
import { saveAccount } from '../../server/store/accounts.ts';
import { readRectifications } from '../../server/store/rectification.ts';
import { draftView, issuedView } from '../../server/views/paper-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { management } from '../support/office.ts';
import { chief, vice } from '../support/paper-office.ts';
import { fillPapers } from '../support/paper-world.ts';
import { renderWords } from '../support/papers.ts';
import { actorOf, engines, openWorld, person, type World } from '../support/world.ts';

const quarter = periodOf('quarter', '2026-03-12' as CourtDate);
const rate = 'dc/dc-fast/enf.close_rate';

describe.each(engines)('what papers propose for the register of 整改 (%s)', (engine) => {
	let world: World;
	let paper: Paper;
	let draft: string;
	const seen = async (who = management) => {
		const page = await draftView(sourceOf(world.context), who, draft);
		if (!page.ok) throw new Error(page.message);
		return page.view.proposals;
	};
	const row = async (key: string, who = management) => (await seen(who))!.rows.find((each) => each.key === key)!;
	const enter = async (key: string, who = management) => {
		const { court, unit = '', code, title, foundIn, dueOn, measures } = await row(key, who);
		return openRectification(world.context, who, actorOf(who), { court, unit, code, title, foundIn, dueOn, measures, owner: 'wang' });
	};

	beforeAll(async () => {
		world = await openWorld(engine, '2026-02-28');
		await fillPapers(world);
		paper = await buildPaper(world.context, 'quarterly-problems', 'dc', quarter);
		await world.store.write(({ db }) =>
			saveAccount(db, {
				...{ id: 'account-wang', username: 'wang', passwordHash: '-', personCode: 'wang' },
				grants: [{ role: 'division-chief', court: 'dc', scope: 'department' }],
			}),
		);
		world.at('2026-04-01');
		const made = await makePaper(world.context, () => Promise.resolve(paper), { kind: 'quarterly-problems', court: 'dc', period: quarter });
		if (!made.ok) throw new Error(made.message);
		draft = made.id;
	});
	afterAll(() => world.close());

	it('is read from the frozen rows: court, unit, indicator, the figure and the target, the day', () => {
		expect(proposalsIn(paper)).toEqual([
			{
				...{ court: 'dc', unit: 'dc-fast', code: 'enf.close_rate', dueOn: '2026-04-30' },
				title: '执行局速执团队执行案件结案率未达标，现值 40.00%，目标 ≥60%',
			},
			{
				...{ court: 'dc', unit: 'dc-fast', code: 'fund.pay_rate', dueOn: '2026-04-30' },
				title: expect.stringMatching(/^执行局速执团队案款发放率未达标，现值 .+，目标 ≥90%$/) as string,
			},
		]);
		const bare = paper.blocks.filter((block) => block.kind !== 'table');
		expect(proposalsIn({ ...paper, blocks: bare })).toEqual([]);
	});

	it('is offered filled in to whoever may enter it, the head of the unit as the one to answer', async () => {
		expect(await row(rate)).toMatchObject({
			mayEnter: true,
			owner: 'wang',
			dueOn: '2026-04-30',
			foundIn: paper.title,
			today: '2026-04-01',
		});
		expect((await seen())!.owners['dc']!.map(({ code }) => code)).toContain('wang');
		const reader = person('mei', 'enforcement-chief', 'dc');
		expect(await row(rate, reader)).toMatchObject({ mayEnter: false });
		expect((await seen(reader))!.owners).toEqual({});
	});

	it('is entered once and marked from then on, also in the issued paper and once it is closed', async () => {
		expect(await enter(rate)).toMatchObject({ ok: true });
		expect(await row(rate)).toMatchObject({ mayEnter: false, entered: { ownerName: '王某某', dueOn: '2026-04-30', closed: false } });
		expect(await row('dc/dc-fast/fund.pay_rate')).toMatchObject({ mayEnter: true });
		expect(await enter(rate)).toMatchObject({ ok: false, code: 'rectification-open' });

		expect(await reviewPaper(world.context, chief, draft, { revision: 1, opinion: '' })).toMatchObject({ ok: true });
		const issued = await issuePaper(world.context, renderWords, vice, draft, { revision: 2 });
		if (!issued.ok) throw new Error(issued.message);
		const item = (await readRectifications(world.store.read, { courts: ['dc'], state: 'open' })).find(({ unit }) => unit === 'dc-fast')!;
		const closing = { move: 'close' as const, text: '已达标' };
		expect(await moveRectification(world.context, management, actorOf(management), item.id, closing)).toMatchObject({ ok: true });

		const view = async (edition: 'internal' | 'visitor') => {
			const page = await issuedView(sourceOf(world.context), management, issued.id, edition);
			if (!page.ok) throw new Error(page.message);
			return page.view;
		};
		const inner = await view('internal');
		expect(inner.proposals!.rows).toMatchObject([
			{ key: rate, mayEnter: false, entered: { closed: true } },
			{ key: 'dc/dc-fast/fund.pay_rate', mayEnter: true, foundIn: inner.number },
		]);
		expect(await view('visitor')).not.toHaveProperty('proposals');
	});
});
