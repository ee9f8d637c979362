import { issuePaper } from '../../server/flows/paper-issue.ts';
import { reviewPaper, type PaperActor } from '../../server/flows/paper-life.ts';
import { makePaper, paperPeriodAt } from '../../server/flows/paper-make.ts';
import type { PaperKind } from '../../server/core/report/paper.ts';
import type { CourtDate } from '../../server/core/time/types.ts';
import { readDraft } from '../../server/store/papers.ts';
import { buildFrom, renderWords, usualFacts, type PaperFacts } from './papers.ts';
import { actorOf, openWorld, person, type engines, type World } from './world.ts';

const by = (code: string, role: Parameters<typeof person>[1], court: string, scope?: Parameters<typeof person>[3]): PaperActor => {
	const principal = person(code, role, court, scope);
	return { principal, actor: actorOf(principal) };
};

/** Who works at papers: an officer of the court above, three offices of dc, a handler of dc, an office of the court beside. */
export const duty = by('duty', 'duty-officer', 'zy', 'subtree');
export const trial = by('trial', 'trial-management', 'dc');
export const chief = by('chief', 'enforcement-chief', 'dc');
export const vice = by('vice', 'vice-president', 'dc');
export const handler = by('li', 'handler', 'dc', 'self');
export const elsewhere = by('xl-trial', 'trial-management', 'xl');

/** A world on Monday of the eleventh week, after the hour of the weekly bulletin, and the moves of papers in it. */
export async function openOffice(engine: (typeof engines)[number]) {
	const world: World = await openWorld(engine, '2026-03-09');
	const facts: PaperFacts = usualFacts();
	const build = buildFrom(facts);
	const period = (kind: PaperKind = 'weekly', day = '2026-03-02') =>
		paperPeriodAt(kind, world.context.directory().courts.get('dc')!, day as CourtDate);
	const make = (who?: PaperActor, court = 'dc', kind: PaperKind = 'weekly', day = '2026-03-02') =>
		makePaper(world.context, build, { kind, court, period: period(kind, day) }, who);
	const made = async (...args: Parameters<typeof make>): Promise<string> => {
		const outcome = await make(...args);
		if (!outcome.ok) throw new Error(outcome.message);
		return outcome.id;
	};
	const draft = async (id: string) => (await readDraft(world.store.read, id))!;
	const review = async (id: string, reviewer = chief) =>
		reviewPaper(world.context, reviewer, id, { revision: (await draft(id)).revision, opinion: '' });
	const issue = async (id: string, issuer = vice) =>
		issuePaper(world.context, renderWords, issuer, id, { revision: (await draft(id)).revision });
	const issued = async (id: string, issuer = vice): Promise<string> => {
		const reviewed = await review(id);
		if (!reviewed.ok) throw new Error(reviewed.message);
		const outcome = await issue(id, issuer);
		if (!outcome.ok) throw new Error(outcome.message);
		return outcome.id;
	};
	return { world, facts, build, period, make, made, draft, review, issue, issued };
}

/** The office of a test. */
export type Office = Awaited<ReturnType<typeof openOffice>>;
