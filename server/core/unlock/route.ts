import { courtOfLevel, superiorsOf } from '../directory/court-tree.ts';
import type { Court, CourtLevel, Directory } from '../directory/types.ts';
import type { RouteStep } from '../lock/types.ts';
import { addMonths } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';

/** What a route is chosen by, taken at the moment of the request (contract §5.5): civil days, gross. */
export interface RouteFacts {
	readonly court: string;
	readonly today: CourtDate;
	readonly filedOn: CourtDate;
	readonly overdueDays: number;
	/** The day from which a sealed immovable has stood without any disposal step, the earliest one; absent where there is none. */
	readonly idleSince?: CourtDate;
	/** Refusals of this lock by courts above. */
	readonly refusals: number;
	readonly repeat: number;
}

/** Conditions of a row: any one of those named is enough. */
export interface RouteConditions {
	/** The level of the case's court. */
	readonly level?: CourtLevel;
	readonly overdueDaysOver?: number;
	readonly ageMonthsOver?: number;
	readonly idleImmovableMonths?: number;
	readonly refusalsAtLeast?: number;
	readonly repeatOver?: number;
}

/** One step as the table writes it; `level` is where the case's own court stands, or a level above it. */
export interface StepTemplate {
	readonly kind: RouteStep['kind'];
	readonly level: 'own' | 'intermediate' | 'higher';
	readonly role: RouteStep['role'];
	/** Working days. */
	readonly days: number;
}

/** One row of the table; a row without conditions always fits. */
export interface RouteRow {
	readonly code: string;
	readonly name: string;
	readonly anyOf?: RouteConditions;
	readonly steps: readonly StepTemplate[];
}

/** The routing table: the endorsement, and rows of which the first that fits wins. */
export interface RouteTable {
	readonly endorse: StepTemplate;
	readonly rows: readonly RouteRow[];
}

const holds: { readonly [K in keyof Required<RouteConditions>]: (value: never, facts: RouteFacts, own: Court) => boolean } = {
	level: (level: CourtLevel, _, own) => own.level === level,
	overdueDaysOver: (days: number, facts) => facts.overdueDays > days,
	ageMonthsOver: (months: number, facts) => facts.today > addMonths(facts.filedOn, months),
	idleImmovableMonths: (months: number, facts) => facts.idleSince !== undefined && facts.today > addMonths(facts.idleSince, months),
	refusalsAtLeast: (times: number, facts) => facts.refusals >= times,
	repeatOver: (times: number, facts) => facts.repeat > times,
};

function fits(row: RouteRow, facts: RouteFacts, own: Court): boolean {
	if (!row.anyOf) return true;
	return Object.entries(row.anyOf).some(([name, value]) => holds[name as keyof RouteConditions](value as never, facts, own));
}

/** The steps after the endorsement, with the courts that take them, and the row that was chosen. */
export function decideRoute(
	facts: RouteFacts,
	directory: Directory,
	table: RouteTable,
): { readonly code: string; readonly name: string; readonly steps: readonly RouteStep[] } {
	const own = directory.courts.get(facts.court)!;
	const row = table.rows.find((candidate) => fits(candidate, facts, own))!;
	return { code: row.code, name: row.name, steps: row.steps.map((step) => placed(step, own, directory)) };
}

function placed({ kind, level, role, days }: StepTemplate, own: Court, directory: Directory): RouteStep {
	const court = level === 'own' ? own : courtOfLevel(directory, own.code, level);
	// A tree without that level leaves the decision with the highest court there is.
	return { kind, court: (court ?? topOf(directory, own)).code, role, days };
}

/** The highest court above a court, or the court itself. */
export function topOf(directory: Directory, court: Court): Court {
	return superiorsOf(directory, court.code).at(-1) ?? court;
}

/** The endorsement of the own court's enforcement chief; skipped when a chief or above files (contract §5.4). */
export function endorsement(court: string, { endorse: { kind, role, days } }: RouteTable): RouteStep {
	return { kind, court, role, days };
}
