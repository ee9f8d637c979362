import { courtOfLevel } from '../directory/court-tree.ts';
import type { CourtLevel, Directory } from '../directory/types.ts';
import type { RouteStep } from '../lock/types.ts';

/** What a route is chosen by, taken at the moment of the request (contract §5.5): civil days, gross. */
export interface RouteFacts {
	readonly court: string;
	readonly overdueDays: number;
	/** The case was filed more than six, twelve months ago. */
	readonly olderThan6M: boolean;
	readonly olderThan12M: boolean;
	/** A sealed immovable without any disposal step for six months. */
	readonly idleImmovable: boolean;
	/** Refusals of this lock by the intermediate court. */
	readonly refusals: number;
	readonly repeat: number;
}

/** Working days of each kind of step. */
const daysOf = { endorse: 1, forward: 1, decide: 3 } as const;

type RouteRole = RouteStep['role'];
type RouteRow = {
	readonly name: string;
	readonly when: (facts: RouteFacts, level: CourtLevel) => boolean;
	readonly steps: readonly (readonly [kind: 'forward' | 'decide', level: 'own' | CourtLevel, role: RouteRole])[];
};

/** The routing table: the first row that fits wins. */
export const routeTable: readonly RouteRow[] = [
	{
		name: '高级法院案件：本院分管院领导、院长决定',
		when: (_, level) => level === 'higher',
		steps: [
			['decide', 'own', 'vice-president'],
			['decide', 'own', 'president'],
		],
	},
	{ name: '中级法院案件：高级法院决定', when: (_, level) => level === 'intermediate', steps: [['decide', 'higher', 'unlock-approver']] },
	{
		name: '超期逾九十日、立案逾十二个月、查封房产六个月未处置或两次不予解锁：中级法院转报，高级法院决定',
		when: (facts) => facts.overdueDays > 90 || facts.olderThan12M || facts.idleImmovable || facts.refusals >= 2,
		steps: [
			['forward', 'intermediate', 'unlock-approver'],
			['decide', 'higher', 'unlock-approver'],
		],
	},
	{
		name: '再次锁死、超期逾三十日或立案逾六个月：中级法院两级决定',
		when: (facts) => facts.repeat > 0 || facts.overdueDays > 30 || facts.olderThan6M,
		steps: [
			['decide', 'intermediate', 'unlock-approver'],
			['decide', 'intermediate', 'enforcement-chief'],
		],
	},
	{ name: '一般情形：中级法院决定', when: () => true, steps: [['decide', 'intermediate', 'unlock-approver']] },
];

/** The steps after the endorsement, with the courts that take them, and the name of the row that was chosen. */
export function decideRoute(facts: RouteFacts, directory: Directory): { readonly name: string; readonly steps: readonly RouteStep[] } {
	const own = directory.courts.get(facts.court)!;
	const row = routeTable.find((candidate) => candidate.when(facts, own.level))!;
	// After two refusals the intermediate court has spoken twice: the request goes straight to the higher court.
	const wanted = facts.refusals >= 2 && own.level === 'basic' ? row.steps.filter(([kind]) => kind !== 'forward') : row.steps;
	const steps = wanted.map(([kind, level, role]): RouteStep => {
		const court = level === 'own' ? own : courtOfLevel(directory, own.code, level);
		// A tree without that level leaves the decision with the highest court there is.
		return { kind, court: (court ?? topOf(directory, own.code)).code, role, days: daysOf[kind] };
	});
	return { name: row.name, steps };
}

function topOf(directory: Directory, code: string) {
	let court = directory.courts.get(code)!;
	for (
		let parent = court.parent ? directory.courts.get(court.parent) : undefined;
		parent;
		parent = court.parent ? directory.courts.get(court.parent) : undefined
	)
		court = parent;
	return court;
}

/** The endorsement of the own court's enforcement chief; skipped when a chief or above files (contract §5.4). */
export function endorsement(court: string): RouteStep {
	return { kind: 'endorse', court, role: 'enforcement-chief', days: daysOf.endorse };
}
