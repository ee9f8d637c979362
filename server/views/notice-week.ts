import type { PersonWeekView, UnitWeekView, WeeklyView, WeekOverdueView } from '../../src/lib/contract/notices.ts';
import type { Principal } from '../core/access/may.ts';
import { isHeld } from '../core/supervise/types.ts';
import { emptyWeek, maySignWeek, mondayOf, pastWeeks, sundayOf, type UnitWeek, type WeekFigures } from '../core/supervise/week.ts';
import { daysBetween, isCourtDate } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readHolders, type Holder } from '../store/holders.ts';
import { readOpenByUnit, readPosts } from '../store/supervisors.ts';
import {
	readReceiverFigures,
	readReviews,
	readSilenceCounts,
	readTopOverdue,
	readUnitFigures,
	type ReviewRow,
	type WeekScope,
} from '../store/week-readers.ts';
import { chosenCourt, watched } from './notice-posts.ts';
import { dayAt } from './notice-views.ts';
import { officeName } from './notice-words.ts';
import { courtName, nodeName, personName, unitName, type ViewContext } from './view-context.ts';

const topNodes = 10;
/** Offices whose holders are chiefs: of a division, of enforcement, of the court, of its management. */
export const chiefOffices: readonly string[] = [
	'division-chief',
	'enforcement-chief',
	'vice-president',
	'president',
	'trial-management',
	'unlock-approver',
];

interface Shown {
	readonly context: ViewContext;
	readonly principal: Principal;
	readonly court: string;
	readonly scope: WeekScope;
	readonly today: CourtDate;
	readonly holders: readonly Holder[];
	readonly silences: Awaited<ReturnType<typeof readSilenceCounts>>;
}

/** The weekly sheet of a court: supervisors, chiefs, units with their sign-off, and the nodes overdue longest. */
export async function weeklyView(
	context: ViewContext,
	principal: Principal,
	asked: { readonly court?: string; readonly week?: string; readonly person?: string },
): Promise<WeeklyView | undefined> {
	const chosen = chosenCourt(context, principal, asked.court);
	if (!chosen) return undefined;
	const { court, courts } = chosen;
	const { db } = context;
	const today = dayAt(context, [court]);
	const week = asked.week && isCourtDate(asked.week) && asked.week <= today ? mondayOf(asked.week) : mondayOf(today);
	const scope = { courts: [court], from: week, to: sundayOf(week) };
	const [holders, silences] = [await readHolders(db, [court]), await readSilenceCounts(db, scope)];
	const shown = { context, principal, court, scope, today, holders, silences };
	const past = pastWeeks(today);
	const reviews = await readReviews(db, [court], week < past.at(-1)! ? week : past.at(-1)!);
	const open = await readOpenByUnit(db, [court], 'all');
	const figures = await readUnitFigures(db, scope);
	return {
		court,
		courtName: courtName(context, court),
		courts,
		from: week,
		to: scope.to,
		running: scope.to >= today,
		weeks: [mondayOf(today), ...past],
		supervisors: await supervisorWeeks(shown),
		chiefs: await personWeeks(shown, chiefOffices, roleOfChief(shown)),
		units: unitsOf(shown, open, figures).map((unit) => unitWeekView(shown, unit, figures.get(unit), reviews)),
		unsigned: unsignedOf(shown, open, past, reviews),
		overdue: await overdueRows(shown, asked.person),
		...(asked.person ? { person: asked.person } : {}),
		today,
	};
}

function roleOfChief({ holders }: Shown): (person: string) => string {
	return (person) =>
		[
			...new Set(
				holders.filter((holder) => holder.personCode === person && chiefOffices.includes(holder.role)).map(({ role }) => officeName(role)),
			),
		].join('、') || '已不任职';
}

async function personWeeks(
	shown: Shown,
	offices: readonly string[],
	roleOf: (person: string) => string,
): Promise<readonly PersonWeekView[]> {
	const { context, scope, silences } = shown;
	const rows = await readReceiverFigures(context.db, scope, offices);
	return rows
		.filter((row) => row.court === shown.court)
		.map(({ person, court: _court, ...figures }) => ({
			person,
			name: personName(context, person) ?? person,
			role: roleOf(person),
			...figures,
			silences: silences.byPerson.get(person) ?? 0,
		}))
		.sort((a, b) => b.received - a.received);
}

/** Everybody who watches something at the court, also whoever received nothing in the week. */
async function supervisorWeeks(shown: Shown): Promise<readonly PersonWeekView[]> {
	const { context, court, today, holders, silences } = shown;
	const posts = (await readPosts(context.db, { courts: [court] })).filter((post) => isHeld(post, today));
	const roleOf = (person: string): string =>
		posts
			.filter((post) => post.person === person)
			.map((post) => watched(context, post))
			.join('、') || (holders.some((holder) => holder.personCode === person && holder.role === 'supervisor') ? '执行监管团队' : '已不任职');
	const rows = await personWeeks(shown, ['supervisor'], roleOf);
	const team = holders.filter((holder) => holder.role === 'supervisor').flatMap((holder) => holder.personCode ?? []);
	const idle = [...new Set([...posts.map((post) => post.person), ...team])].filter((person) => !rows.some((row) => row.person === person));
	const { byLevel: _levels, again: _again, ...none } = emptyWeek;
	return [
		...rows,
		...idle.map((person) => ({
			person,
			name: personName(context, person) ?? person,
			role: roleOf(person),
			...(none satisfies WeekFigures),
			silences: silences.byPerson.get(person) ?? 0,
		})),
	];
}

/** Units that had a notice in the week or have open cases: trial divisions as well as those that enforce. */
function unitsOf({ context, court }: Shown, open: ReadonlyMap<string, number>, figures: ReadonlyMap<string, unknown>): readonly string[] {
	return [...context.directory().units.values()]
		.filter((unit) => unit.court === court && (figures.has(unit.code) || (open.get(unit.code) ?? 0) > 0))
		.map((unit) => unit.code);
}

function mayOf({ context, principal, holders }: Shown, unit: string): boolean {
	const found = context.directory().units.get(unit);
	const chiefs = holders.flatMap((holder) => (holder.role === 'division-chief' && holder.personCode ? [holder.personCode] : []));
	return found !== undefined && maySignWeek(principal, found, chiefs, context.directory());
}

function unitWeekView(
	shown: Shown,
	unit: string,
	present: Omit<UnitWeek, 'silences'> | undefined,
	reviews: readonly ReviewRow[],
): UnitWeekView {
	const { context, scope, today, silences } = shown;
	const review = reviews.find((row) => row.unit === unit && row.week === scope.from);
	// Weeks that were signed before notices had topics name none.
	const frozen = review
		? { ...emptyWeek, ...(JSON.parse(review.figures) as UnitWeek) }
		: { ...emptyWeek, ...present, silences: silences.byUnit.get(unit) ?? 0 };
	return {
		unit,
		name: unitName(context, unit) ?? unit,
		...frozen,
		...(review
			? { review: { byName: personName(context, review.by) ?? review.by, at: review.at, note: review.note, hash: review.hash } }
			: {}),
		maySign: !review && scope.to < today && pastWeeks(today).includes(scope.from as CourtDate) && mayOf(shown, unit),
	};
}

function unsignedOf(shown: Shown, open: ReadonlyMap<string, number>, past: readonly string[], reviews: readonly ReviewRow[]) {
	const { context } = shown;
	return unitsOf(shown, open, new Map()).flatMap((unit) => {
		const signed = new Set(reviews.filter((row) => row.unit === unit).map((row) => row.week));
		const weeks = past.filter((week) => !signed.has(week));
		return weeks.length > 0 ? [{ unit, name: unitName(context, unit) ?? unit, weeks, maySign: mayOf(shown, unit) }] : [];
	});
}

async function overdueRows({ context, court, today }: Shown, person: string | undefined): Promise<readonly WeekOverdueView[]> {
	const rows = await readTopOverdue(context.db, [court], topNodes, person);
	return rows.map((row) => {
		const handler = personName(context, row.handler_code);
		return {
			nodeId: row.id,
			caseId: row.case_id,
			caseNumber: row.number_text,
			...(handler ? { handlerName: handler } : {}),
			nodeName: nodeName(context, row.node),
			...(row.subject === '-' ? {} : { subject: row.subject }),
			dueOn: row.due_on ?? '',
			overdueDays: row.due_on ? daysBetween(row.due_on as CourtDate, today) : 0,
		};
	});
}
