import type { Grant, Principal, Role } from '../core/access/may.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import type { Directory } from '../core/directory/types.ts';
import type { NodeContext } from '../core/node/calc-nodes.ts';
import { defaultPolicy, type CourtPolicy } from '../core/node/types.ts';
import { addDays } from '../core/time/civil.ts';
import { startOfDay } from '../core/time/zone.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { RouteTable } from '../core/unlock/route.ts';
import { workingDaysLeft } from '../core/unlock/step-time.ts';
import type { Db } from '../store/schema.ts';

/** What views are read with: the reader connection, the rules, the directory and court time. */
export interface ViewContext {
	readonly db: Db;
	/** The nation's rules with every node that some court has added. */
	readonly rulebook: NodeContext['rulebook'];
	rulesOf(court: string): NodeContext['rulebook'];
	calendarOf(court: string): NodeContext['calendar'];
	clockOf(court: string): NodeContext;
	/** Which courts decide on a request to unlock. */
	readonly unlockRoutes: RouteTable;
	directory(): Directory;
	now(): Instant;
}

/** A view of what the flows work with; rules and directory are always those last committed. */
export function sourceOf(context: Omit<ViewContext, 'db'> & { readonly store: { readonly read: Db } }): ViewContext {
	return {
		db: context.store.read,
		get rulebook() {
			return context.rulebook;
		},
		rulesOf: context.rulesOf,
		calendarOf: context.calendarOf,
		clockOf: context.clockOf,
		unlockRoutes: context.unlockRoutes,
		directory: context.directory,
		now: context.now,
	};
}

/** The policy of a court, or the default one. */
export function policyOf(context: ViewContext, court: string): CourtPolicy {
	return context.directory().courts.get(court)?.policy ?? defaultPolicy;
}

/** A court's full name. */
export function courtName(context: ViewContext, code: string): string {
	return context.directory().courts.get(code)?.name ?? code;
}

/** A person's name; an unconfirmed one says so. */
export function personName(context: ViewContext, code: string | undefined | null): string | undefined {
	if (!code) return undefined;
	const person = context.directory().persons.get(code);
	return person ? (person.confirmed ? person.name : `${person.name}（待核）`) : code;
}

/** A unit's name. */
export function unitName(context: ViewContext, code: string | undefined | null): string | undefined {
	return code ? (context.directory().units.get(code)?.name ?? code) : undefined;
}

/** The name of a node of the rulebook. */
export function nodeName(context: ViewContext, code: string): string {
	return context.rulebook.nodes.findLast((rule) => rule.code === code)?.name ?? code;
}

/** Names of roles at a step of a route. */
export const routeRoleNames: Readonly<Record<string, string>> = {
	'enforcement-chief': '执行局长',
	'unlock-approver': '解锁审批人',
	'vice-president': '分管院领导',
	president: '院长',
};

/** How long a step has left: its last day's end, and the working days left (today included, negative when late). */
export function stepTimes(
	context: ViewContext,
	dueOn: CourtDate | undefined,
	today: CourtDate,
	court: string,
): { readonly stepDueAt?: Instant; readonly workingDaysLeft?: number } {
	if (!dueOn) return {};
	const zone = context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai';
	return { stepDueAt: startOfDay(addDays(dueOn, 1), zone), workingDaysLeft: workingDaysLeft(dueOn, today, context.calendarOf(court)) };
}

/** Courts at which a person holds a reading role, in whatever scope. */
export function grantedCourts(principal: Principal, directory: Directory): readonly string[] {
	return courtsOf(principal.grants, directory);
}

/** Courts whose cases a person may list, and whether only the person's own: whole courts where there are any, or else the handler's. */
export function readableCourts(
	principal: Principal,
	directory: Directory,
): { readonly courts: readonly string[]; readonly ownOnly: boolean } {
	const whole = courtsOf(
		principal.grants.filter((grant) => grant.scope !== 'self'),
		directory,
	);
	return whole.length > 0 ? { courts: whole, ownOnly: false } : { courts: courtsOf(principal.grants, directory), ownOnly: true };
}

function courtsOf(grants: readonly Grant[], directory: Directory): readonly string[] {
	const courts = new Set<string>();
	for (const grant of grants) {
		if (!readers.includes(grant.role)) continue;
		for (const court of directory.courts.values())
			if (grant.scope === 'subtree' ? isWithin(directory, court.code, grant.court) : court.code === grant.court) courts.add(court.code);
	}
	return [...courts];
}

/** The same as a filter of lists, for all courts or for one of them: a handler's lists are of own cases only. */
export function readableBy(
	principal: Principal,
	directory: Directory,
	court?: string,
): { readonly courts: readonly string[]; readonly handler?: string } {
	const { courts, ownOnly } = readableCourts(principal, directory);
	return {
		courts: court ? courts.filter((code) => code === court) : courts,
		...(ownOnly ? { handler: principal.personCode ?? '-' } : {}),
	};
}

const readers: readonly Role[] = [
	'handler',
	'division-chief',
	'enforcement-chief',
	'vice-president',
	'president',
	'duty-officer',
	'supervisor',
	'unlock-approver',
	'trial-management',
];
