import type {
	CourtMapPayload,
	FeedsPayload,
	NodeCounts,
	NodeMonitorPayload,
	OverdueOpenPayload,
} from '../../../src/lib/contract/topics-monitor.ts';
import { parseCaseNumber } from '../../core/case/case-number.ts';
import { closingNodes } from '../../core/indicator/contribute/caseload.ts';
import { isTrial } from '../../core/ladder/climb.ts';
import { addMonths } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { countOpenCases, countQuarantined, readNodeTallies, readOverdueOpen, type NodeTally } from '../../store/wall-monitor.ts';
import { readByCourt } from '../court-parts.ts';
import { freshnessOf, neighbourName, shortName, type ScopeView } from '../scope.ts';
import { lockCountsOf } from './lock-counts.ts';
import { nationalNodes, unclockedNodes } from './national-nodes.ts';

const enforcement: readonly string[] = ['enforcement-first', 'enforcement-resumed'];
const national = nationalNodes.map(({ node }) => node);
/** National nodes that cases other than enforcement have as well. */
function sharedNodes({ source: { rulebook } }: ScopeView): readonly string[] {
	const onlyEnforced = (code: string): boolean =>
		rulebook.nodes
			.filter((rule) => rule.code === code)
			.every((rule) => rule.when.kind?.every((kind) => enforcement.includes(String(kind))));
	return national.filter((code) => !onlyEnforced(code));
}

const talliesOf = readByCourt(
	async (scope, courts) => Map.groupBy(await readNodeTallies(scope.source.db, courts, national, sharedNodes(scope)), ({ court }) => court),
	(scope) => sharedNodes(scope).join(),
);

/** Open national nodes of a scope. */
const tallies = async (scope: ScopeView): Promise<readonly NodeTally[]> => [...(await talliesOf(scope)).values()].flat();

/** Watched, overdue and normal: the last two always sum to the first. */
function countsOf(rows: readonly NodeTally[]): NodeCounts {
	const watched = rows.reduce((sum, row) => sum + row.count, 0);
	const overdue = rows.reduce((sum, row) => sum + (row.overdue ? row.count : 0), 0);
	return { watched, overdue, normal: watched - overdue };
}

/** The national process nodes, for first and resumed enforcement. */
export async function nodeMonitor(scope: ScopeView): Promise<NodeMonitorPayload> {
	const { rulebook } = scope.source;
	const open = await tallies(scope);
	const byNode = Map.groupBy(open, (row) => row.node);
	const of = (rows: readonly NodeTally[], group: NodeTally['group']): NodeCounts => countsOf(rows.filter((row) => row.group === group));
	return {
		rows: nationalNodes.flatMap(({ node, name, stage, number }) => {
			const rule = rulebook.nodes.findLast((candidate) => candidate.code === node);
			if (!rule) return [];
			const rows = byNode.get(node) ?? [];
			return [
				{
					node,
					number,
					name,
					stage,
					first: of(rows, 'first'),
					resumed: of(rows, 'resumed'),
					unconfirmed: rule.clocks.every((clock) => clock.unconfirmed),
					optional: rule.optional ?? false,
				},
			];
		}),
		first: of(open, 'first'),
		resumed: of(open, 'resumed'),
		unclocked: unclockedNodes,
	};
}

/** As its neighbours call it; the higher court as what it is. */
const mapName = (name: string): string =>
	/高级人民法院$/.test(name) ? name.replace(/(?:省|自治区|市)?高级人民法院$/, '高院') : neighbourName(name);

/** Each court of the tree with its own nodes: no court counts what another one counts, so that they sum to the whole. */
export async function courtMap(scope: ScopeView): Promise<CourtMapPayload> {
	const byCourt = await talliesOf(scope);
	const locks = await lockCountsOf(scope);
	return {
		ranked: scope.court.settings.ranking ?? false,
		rows: scope.courts.map((court) => ({
			court: court.code,
			shortName: mapName(court.name),
			level: court.level,
			...(court.parent && scope.codes.includes(court.parent) ? { parent: court.parent } : {}),
			nodes: countsOf((byCourt.get(court.code) ?? []).filter((row) => row.group !== 'side')),
			locked: locks.get(court.code)?.locked ?? 0,
			feed: freshnessOf(court, scope.feeds, scope.now),
		})),
	};
}

const caseKinds = [
	{ kind: 'criminal', name: '刑事' },
	{ kind: 'civil', name: '民事' },
	{ kind: 'administrative', name: '行政' },
	{ kind: 'enforcement', name: '执行' },
	{ kind: 'other', name: '其他' },
] as const;

const trialKinds: Readonly<Record<string, (typeof caseKinds)[number]['kind']>> = { 刑: 'criminal', 民: 'civil', 行: 'administrative' };

/** The class of a case by the type characters of its number. */
export function caseClassOf(caseNumber: string): (typeof caseKinds)[number]['kind'] {
	const number = parseCaseNumber(caseNumber);
	if (!number) return 'other';
	return isTrial(number.kind) ? (trialKinds[number.typeText.charAt(0)] ?? 'other') : 'enforcement';
}

/** Full months after which a band begins; the last one that a case has passed is its own. */
const overdueBands = [
	{ name: '一个月以内', after: 0 },
	{ name: '超一个月', after: 1 },
	{ name: '超两个月', after: 2 },
	{ name: '超三个月', after: 3 },
	{ name: '超半年', after: 6 },
] as const;

/** The place of the band in which a missed day lies. */
export function overdueBandOf(dueOn: CourtDate, today: CourtDate): number {
	return Math.max(
		0,
		overdueBands.findLastIndex(({ after }) => after === 0 || addMonths(dueOn, after) < today),
	);
}

/** Open cases past their limit for closing, by how long and by class. Every case stands in one band and one class: shares are of all of them. */
export async function overdueOpen(scope: ScopeView): Promise<OverdueOpenPayload> {
	const { db, rulebook } = scope.source;
	const closing = [...new Set(rulebook.nodes.map((rule) => rule.code).filter((code) => closingNodes.test(code)))];
	const late = await readOverdueOpen(db, scope.codes, closing);
	const placed = late.map(({ caseKey, dueOn }) => ({ band: overdueBandOf(dueOn, scope.today), kind: caseClassOf(caseKey) }));
	// 其他 stands there only where there is any.
	const kinds = caseKinds.filter(({ kind }) => kind !== 'other' || placed.some((each) => each.kind === 'other'));
	return {
		kinds,
		bands: overdueBands.map(({ name }, band) => {
			const within = placed.filter((each) => each.band === band);
			return {
				name,
				counts: kinds.map(({ kind }) => within.filter((each) => each.kind === kind).length),
				total: within.length,
				share: placed.length > 0 ? within.length / placed.length : null,
			};
		}),
		total: placed.length,
		open: await countOpenCases(db, scope.codes),
	};
}

const worst = ['dead', 'late', 'none', 'live'];

/** Feeds of the courts, those that need somebody first. */
export async function feeds(scope: ScopeView): Promise<FeedsPayload> {
	const quarantined = await countQuarantined(scope.source.db);
	const { courts } = scope.source.directory();
	// What names no court that is known is a matter for the court at the top.
	const nobodys = scope.court.parent ? [] : [...quarantined].filter(([court]) => !courts.has(court));
	const rows = scope.courts.map((court) => ({
		court: court.code,
		courtName: shortName(court.name),
		feed: freshnessOf(court, scope.feeds, scope.now),
		quarantined: quarantined.get(court.code) ?? 0,
	}));
	const unassigned = nobodys.reduce((sum, [, count]) => sum + count, 0);
	return {
		rows: rows.sort((a, b) => worst.indexOf(a.feed.state) - worst.indexOf(b.feed.state)),
		unassigned,
		quarantined: rows.reduce((sum, row) => sum + row.quarantined, unassigned),
	};
}
