import type { ProposalsView, ProposalView } from '../../src/lib/contract/papers.ts';
import { may, type Principal } from '../core/access/may.ts';
import type { Rectification } from '../core/rectification/types.ts';
import { proposalsIn, type Proposal } from '../core/report/paper-proposals.ts';
import type { Paper } from '../core/report/paper.ts';
import { indicatorName } from '../core/target/known.ts';
import { addDays } from '../core/time/civil.ts';
import { readHolders, type Holder } from '../store/holders.ts';
import { readRectifications } from '../store/rectification.ts';
import { officeToday } from './office-scope.ts';
import { courtName, personName, unitName, type ViewContext } from './view-context.ts';

/** Civil days that are given where the day proposed has gone by. */
const daysAnew = 30;

/**
 * The item of the register that answers a proposal: an open one for the same indicator and the same unit or the whole court, or any that names this
 * paper as where it was found.
 */
function enteredFor(proposal: Proposal, items: readonly Rectification[], papers: readonly string[]): Rectification | undefined {
	const same = items.filter(
		(item) =>
			item.court === proposal.court &&
			item.code === proposal.code &&
			item.person === undefined &&
			(!item.unit || item.unit === proposal.unit),
	);
	return same.find((item) => item.state === 'open') ?? same.find((item) => item.foundIn !== undefined && papers.includes(item.foundIn));
}

/** Who is proposed to answer: the head of the unit, else the enforcement chief of the court. */
function ownerOf(context: ViewContext, { court, unit }: Proposal, holders: readonly Holder[]): string | undefined {
	const { persons } = context.directory();
	const heads = holders.filter((holder) => holder.court === court && holder.personCode && persons.get(holder.personCode)?.court === court);
	const head = heads.find(
		({ role, personCode }) => role === 'division-chief' && unit !== undefined && persons.get(personCode!)?.unit === unit,
	);
	return (head ?? heads.find(({ role }) => role === 'enforcement-chief'))?.personCode;
}

/** What a paper proposes for the register of 整改, with what was entered already; undefined where it proposes nothing. */
export async function proposalsView(context: ViewContext, principal: Principal, paper: Paper): Promise<ProposalsView | undefined> {
	const proposals = proposalsIn(paper);
	if (proposals.length === 0) return undefined;
	const directory = context.directory();
	const courts = [...new Set(proposals.map(({ court }) => court))];
	const managed = courts.filter((court) => may(principal, 'office.manage', { court }, directory));
	const [items, holders] = [await readRectifications(context.db, { courts }), await readHolders(context.db, managed)];
	const foundIn = paper.number ?? paper.title;
	const viewOf = (proposal: Proposal): ProposalView => {
		const { court, unit, code, title } = proposal;
		const entered = enteredFor(proposal, items, [foundIn, paper.title]);
		const today = officeToday(context, court);
		const dueOn = proposal.dueOn !== undefined && proposal.dueOn > today ? proposal.dueOn : addDays(today, daysAnew);
		const owner = ownerOf(context, proposal, holders);
		return {
			key: [court, unit ?? '', code].join('/'),
			court,
			...(unit ? { unit } : {}),
			ofName: unitName(context, unit) ?? courtName(context, court),
			code,
			title,
			foundIn,
			dueOn,
			today,
			...(owner ? { owner } : {}),
			measures: `查明${indicatorName(code)}未达标的原因，逐案制定措施，在整改期限内达到目标。`,
			mayEnter: entered === undefined && managed.includes(court),
			...(entered
				? {
						entered: {
							ownerName: personName(context, entered.owner) ?? entered.owner,
							dueOn: entered.dueOn,
							closed: entered.state === 'closed',
						},
					}
				: {}),
		};
	};
	const persons = [...directory.persons.values()];
	return {
		rows: proposals.map(viewOf),
		owners: Object.fromEntries(
			managed.map((court) => [court, persons.filter((person) => person.court === court).map(({ code, name }) => ({ code, name }))]),
		),
	};
}
