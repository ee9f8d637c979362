import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CourtDate } from '../../server/core/time/types.ts';
import { issuePaper } from '../../server/flows/paper-issue.ts';
import { reviewPaper } from '../../server/flows/paper-life.ts';
import { makePaper, paperPeriodAt } from '../../server/flows/paper-make.ts';
import { publishDaily } from '../../server/flows/publish-daily.ts';
import { ticker } from '../../server/live/projections/locks.ts';
import { openScope, type LiveSource } from '../../server/live/scope.ts';
import type { Change } from '../../server/store/open.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { buildFrom, renderWords, usualFacts } from '../support/papers.ts';
import { actorOf, engines, openWorld, person, theCase, type World } from '../support/world.ts';

const chief = person('chief', 'enforcement-chief', 'dc');
const by = { principal: chief, actor: actorOf(chief) };

describe.each(engines)('a wall announces what was issued (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
	});
	afterEach(() => world.close());

	const rows = async (court: string) => {
		const source: LiveSource = Object.assign(sourceOf(world.context), { ladderStages: [] });
		return (await ticker((await openScope(source, court))!)).rows;
	};
	const issue = async (day: string) => {
		const court = world.context.directory().courts.get('dc')!;
		const ask = { kind: 'weekly', court: 'dc', period: paperPeriodAt('weekly', court, day as CourtDate) } as const;
		const made = await makePaper(world.context, buildFrom(usualFacts()), ask);
		if (!made.ok) throw new Error(made.message);
		await reviewPaper(world.context, by, made.id, { revision: 1, opinion: '' });
		return issuePaper(world.context, renderWords, by, made.id, { revision: 2 });
	};

	it('with number and title, before all else, on its own wall and those above, for the morning', async () => {
		world.at('2026-03-09T09:00:00+08:00');
		const changes: Change[] = [];
		const stop = world.store.onChange((change) => changes.push(change));
		expect(await issue('2026-03-02')).toMatchObject({ ok: true });
		stop();
		// Whoever watches the court hears of it at once.
		expect(changes.every(({ courts }) => courts.has('dc'))).toBe(true);
		for (const court of ['dc', 'zy', 'gy'])
			expect((await rows(court))[0]).toEqual({
				seq: -1,
				at: '2026-03-09T01:00:00.000Z',
				dayOnly: false,
				courtName: '东川县法院',
				caseNumber: '执通〔2026〕1号',
				text: '印发《关于2026年第10周（3月2日至3月8日）执行工作情况的通报》',
				kind: 'issued',
			});
		expect((await rows('dc'))[1]).toMatchObject({ caseNumber: theCase });
		expect((await rows('xl')).some(({ kind }) => kind === 'issued')).toBe(false);
		world.at('2026-03-09T13:01:00+08:00');
		expect((await rows('dc')).some(({ kind }) => kind === 'issued')).toBe(false);
	});

	it('of the courts below no daily statistics, and never more than two', async () => {
		world.at('2026-03-16T08:30:00+08:00');
		await publishDaily(world.context, 'dc', '2026-03-15' as CourtDate);
		expect((await rows('dc')).filter(({ kind }) => kind === 'issued')).toHaveLength(1);
		expect((await rows('zy')).filter(({ kind }) => kind === 'issued')).toHaveLength(0);
		await issue('2026-03-02');
		await issue('2026-03-09');
		const issued = (await rows('dc')).filter(({ kind }) => kind === 'issued');
		expect(issued.map(({ caseNumber }) => caseNumber)).toEqual(['执通〔2026〕2号', '执通〔2026〕1号']);
		expect(new Set((await rows('dc')).map(({ seq }) => seq)).size).toBe((await rows('dc')).length);
	});
});
