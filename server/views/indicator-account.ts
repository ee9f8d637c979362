import type { AccountabilityView, AccountItemView, ChiefView } from '../../src/lib/contract/accountability.ts';
import type { Principal } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { daysLate } from '../core/rectification/decide.ts';
import { accountMoves, moveNames, type Rectification } from '../core/rectification/types.ts';
import { readHolders } from '../store/holders.ts';
import { readRectifications } from '../store/rectification.ts';
import { readReceiverFigures } from '../store/week-readers.ts';
import type { IndicatorScope } from './indicator-scope.ts';
import { chiefOffices } from './notice-week.ts';
import { officeName } from './notice-words.ts';
import { officeToday } from './office-scope.ts';
import { courtName, personName, readableCourts, unitName, type ViewContext } from './view-context.ts';

/** Items shown on the page of an indicator, open ones first. */
const mostItems = 20;

function itemView(context: ViewContext, item: Rectification): AccountItemView {
	return {
		id: item.id,
		court: item.court,
		ofName: personName(context, item.person) ?? unitName(context, item.unit) ?? courtName(context, item.court),
		title: item.title,
		...(item.foundIn ? { foundIn: item.foundIn } : {}),
		ownerName: personName(context, item.owner) ?? item.owner,
		dueOn: item.dueOn,
		...(item.closedOn ? { closedOn: item.closedOn } : {}),
		late: daysLate(item, officeToday(context, item.court)),
		steps: item.steps
			.filter(({ move }) => accountMoves.includes(move))
			.map(({ move, text, by, at }) => ({ name: moveNames[move], text, byName: personName(context, by) ?? by, at })),
	};
}

/** Open items before closed ones: the open by their day, the closed the latest first. */
function inOrder(a: Rectification, b: Rectification): number {
	if (a.state !== b.state) return a.state === 'open' ? -1 : 1;
	return a.state === 'open' ? a.dueOn.localeCompare(b.dueOn) : (b.closedOn ?? '').localeCompare(a.closedOn ?? '');
}

async function chiefsOf(context: ViewContext, { court, period }: IndicatorScope): Promise<readonly ChiefView[]> {
	const rows = await readReceiverFigures(context.db, { courts: [court], from: period.from, to: period.to }, chiefOffices);
	const holders = await readHolders(context.db, [court]);
	const rolesOf = (person: string): readonly string[] => [
		...new Set(
			holders.filter(({ personCode, role }) => personCode === person && chiefOffices.includes(role)).map(({ role }) => officeName(role)),
		),
	];
	return rows
		.map(({ person, received, signed, signedInTime, metInTime, metLate, stillOpen }) => ({
			name: personName(context, person) ?? person,
			role: rolesOf(person).join('、') || '已不任职',
			...{ received, signed, signedInTime, metInTime, metLate, stillOpen },
		}))
		.sort((a, b) => b.received - a.received);
}

/** Who answers for an indicator at a court: its 整改 with 督促, 约谈 and 通报, and what the chiefs of the court did about their warnings in the period. */
export async function accountabilityView(
	context: ViewContext,
	principal: Principal,
	scope: IndicatorScope,
	code: string,
): Promise<AccountabilityView> {
	const directory = context.directory();
	const readable = readableCourts(principal, directory).courts;
	const wanted = scope.reach === 'subtree' ? subtreeOf(directory, scope.court).map((each) => each.code) : [scope.court];
	const all = await readRectifications(context.db, { courts: wanted.filter((court) => readable.includes(court)), code });
	const own = principal.personCode ?? principal.accountId;
	const { owner } = scope;
	const items = all
		.filter((item) => scope.ownOnly === undefined || item.owner === own || item.person === own)
		.filter((item) => owner === undefined || item[owner.kind] === owner.code)
		.sort(inOrder);
	return {
		items: items.slice(0, mostItems).map((item) => itemView(context, item)),
		more: Math.max(0, items.length - mostItems),
		...(scope.ownOnly === undefined && owner === undefined ? { chiefs: await chiefsOf(context, scope) } : {}),
	};
}
