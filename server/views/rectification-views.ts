import type { RectificationRow, RectificationShown, RectificationsView } from '../../src/lib/contract/rectifications.ts';
import { may, roleNames, type Principal, type Role } from '../core/access/may.ts';
import { actorFor } from '../core/rectification/actor.ts';
import { daysLate, mayMove } from '../core/rectification/decide.ts';
import { accountMoves, moveNames, rectificationMoves, type Rectification } from '../core/rectification/types.ts';
import { indicatorName } from '../core/target/known.ts';
import { daysBetween, isCourtDate } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import {
	countClosedRectifications,
	readClosedRectifications,
	readRectifications,
	type ClosedOf,
	type ClosedPlace,
} from '../store/rectification.ts';
import { courtChoice, indicatorChoices, officeToday } from './office-scope.ts';
import { courtName, personName, readableCourts, unitName, type ViewContext } from './view-context.ts';

function rowOf(context: ViewContext, principal: Principal, item: Rectification): RectificationRow {
	const today = officeToday(context, item.court);
	const who = actorFor(context.directory(), principal, item);
	const unit = unitName(context, item.unit);
	const person = personName(context, item.person);
	const closedBy = personName(context, item.closedBy);
	const possible = rectificationMoves.filter((move) => move !== 'opened');
	return {
		id: item.id,
		court: item.court,
		courtName: courtName(context, item.court),
		...(unit ? { unitName: unit } : {}),
		...(person ? { personName: person } : {}),
		code: item.code,
		indicatorName: indicatorName(item.code),
		title: item.title,
		...(item.foundIn ? { foundIn: item.foundIn } : {}),
		foundOn: item.foundOn,
		ownerName: personName(context, item.owner) ?? item.owner,
		dueOn: item.dueOn,
		measures: item.measures,
		state: item.state,
		late: daysLate(item, today),
		age: daysBetween(item.foundOn, item.closedOn ?? today),
		...(item.closedOn ? { closedOn: item.closedOn } : {}),
		...(closedBy ? { closedByName: closedBy } : {}),
		...(item.closing ? { closing: item.closing } : {}),
		steps: item.steps.map((step) => ({
			move: step.move,
			name: moveNames[step.move],
			text: step.text,
			byName: personName(context, step.by) ?? step.by,
			roleName: roleNames[step.role as Role] ?? step.role,
			at: step.at,
			...(step.dueOn ? { dueOn: step.dueOn } : {}),
			account: accountMoves.includes(step.move),
		})),
		may: possible.filter((move) => {
			const fits = move === 'reopen' ? item.state === 'closed' : accountMoves.includes(move) || item.state === 'open';
			return fits && mayMove(item, move, who);
		}),
	};
}

const bounds = [
	{ name: '30 日以内', most: 30 },
	{ name: '31 至 60 日', most: 60 },
	{ name: '61 至 90 日', most: 90 },
	{ name: '90 日以上', most: Infinity },
];

function agesOf(open: readonly Rectification[], todayOf: (court: string) => CourtDate): RectificationsView['ages'] {
	return bounds.map(({ name, most }, index) => {
		const least = index === 0 ? -1 : bounds[index - 1]!.most;
		const list = open.filter((item) => {
			const age = daysBetween(item.foundOn, todayOf(item.court));
			return age > least && age <= most;
		});
		return { name, count: list.length, late: list.filter((item) => daysLate(item, todayOf(item.court)) > 0).length };
	});
}

const isShown = (text: string | undefined): text is RectificationShown => ['open', 'late', 'mine', 'closed'].includes(text ?? '');

/** Closed ones on a page. */
const pageRows = 20;

/** Where a page begins: 「2026-04-20_…」, the closing day and id of the last one seen. */
function placeOf(cursor: string | undefined): ClosedPlace | undefined {
	const [, closedOn = '', id = ''] = /^(\d{4}-\d{2}-\d{2})_([\w-]{1,64})$/.exec(cursor ?? '') ?? [];
	return isCourtDate(closedOn) ? { closedOn, id } : undefined;
}

async function closedPage(
	{ db }: ViewContext,
	of: ClosedOf,
	cursor: string | undefined,
): Promise<{ readonly rows: readonly Rectification[]; readonly nextCursor?: string }> {
	const after = placeOf(cursor);
	const found = await readClosedRectifications(db, of, { limit: pageRows + 1, ...(after ? { after } : {}) });
	const rows = found.slice(0, pageRows);
	const last = rows.at(-1);
	return { rows, ...(found.length > pageRows && last ? { nextCursor: `${last.closedOn!}_${last.id}` } : {}) };
}

/** Rectifications that a person may see: of whole courts, or for a handler the own ones. Late ones stand first. */
export async function rectificationsView(
	context: ViewContext,
	principal: Principal,
	asked: { readonly court?: string; readonly shown?: string; readonly cursor?: string },
): Promise<RectificationsView | undefined> {
	const directory = context.directory();
	const { courts, ownOnly } = readableCourts(principal, directory);
	if (courts.length === 0 || (asked.court !== undefined && !courts.includes(asked.court))) return undefined;
	const own = principal.personCode ?? principal.accountId;
	const wanted = asked.court === undefined ? courts : [asked.court];
	const isOwn = (item: Rectification): boolean => item.owner === own || item.person === own;
	const all = await readRectifications(context.db, { courts: wanted, state: 'open' });
	const open = ownOnly ? all.filter(isOwn) : all;
	const closedOf = { courts: wanted, ...(ownOnly ? { own } : {}) };
	const todayOf = (court: string): CourtDate => officeToday(context, court);
	const lists: Readonly<Record<Exclude<RectificationShown, 'closed'>, readonly Rectification[]>> = {
		open,
		late: open.filter((item) => daysLate(item, todayOf(item.court)) > 0),
		mine: open.filter(isOwn),
	};
	const shown = isShown(asked.shown) ? asked.shown : 'open';
	const { rows, nextCursor } = shown === 'closed' ? await closedPage(context, closedOf, asked.cursor) : { rows: lists[shown] };
	const managed = courts.filter((court) => may(principal, 'office.manage', { court }, directory));
	const named = (items: Iterable<{ readonly code: string; readonly name: string; readonly court: string }>, court: string) =>
		[...items].filter((item) => item.court === court).map(({ code, name }) => ({ code, name }));
	return {
		...(asked.court === undefined ? {} : { court: asked.court }),
		courts: courts.map((code) => courtChoice(context, code)),
		shown,
		counts: {
			open: open.length,
			late: lists.late.length,
			mine: lists.mine.length,
			closed: await countClosedRectifications(context.db, closedOf),
		},
		ages: agesOf(open, todayOf),
		rows: rows.map((item) => rowOf(context, principal, item)),
		...(nextCursor ? { nextCursor } : {}),
		...(shown === 'closed' && placeOf(asked.cursor) ? { cursor: asked.cursor! } : {}),
		today: todayOf(asked.court ?? courts[0]!),
		mayOpen: managed.map((court) => ({
			...courtChoice(context, court),
			units: named(directory.units.values(), court),
			persons: named(directory.persons.values(), court),
		})),
		indicators: indicatorChoices().map(({ code, name }) => ({ code, name })),
	};
}
