import type { PlanChartPayload, SealExpiryPayload } from '../../../src/lib/contract/topics-monitor.ts';
import type { StageReview } from '../../core/ladder/types.ts';
import { closingNodes } from '../../core/indicator/contribute/caseload.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { countPlans, readOpenDues, readPlans } from '../../store/wall-plans.ts';
import { countSealEnds, readSealEnds, type SealKind } from '../../store/wall-seals.ts';
import { shortName, type ScopeView } from '../scope.ts';
import { handlerName } from './nodes.ts';

const weeksAhead = 8;
const sealsShown = 24;
const kinds: readonly SealKind[] = ['deposit', 'movable', 'immovable'];

/** Seals that have run out and those that run out in the next weeks; the first week begins today. */
export async function sealExpiry(scope: ScopeView): Promise<SealExpiryPayload> {
	const { source, codes, today } = scope;
	const { courts } = source.directory();
	const last = addDays(today, 7 * weeksAhead - 1);
	const ends = await countSealEnds(source.db, codes, last);
	const first = await readSealEnds(source.db, codes, last, sealsShown);
	const sum = (from: CourtDate, to: CourtDate, kind?: SealKind): number =>
		ends.reduce((total, end) => total + (end.day >= from && end.day <= to && (!kind || end.kind === kind) ? end.count : 0), 0);
	return {
		expired: ends.reduce((total, end) => total + (end.day < today ? end.count : 0), 0),
		weeks: Array.from({ length: weeksAhead }, (_, index) => {
			const from = addDays(today, 7 * index);
			const to = addDays(from, 6);
			const [deposit, movable, immovable] = kinds.map((kind) => sum(from, to, kind));
			return { from, to, deposit: deposit!, movable: movable!, immovable: immovable! };
		}),
		rows: first.map((row) => ({
			sealId: row.node_id,
			caseNumber: row.number_text,
			courtName: shortName(courts.get(row.court_code)?.name ?? row.court_code),
			...handlerName(scope, row.handler_code),
			kind: row.kind,
			expiresOn: row.due_on ?? '',
			assumed: row.unconfirmed === 1,
			daysToExpiry: row.due_on ? daysBetween(today, row.due_on as CourtDate) : 0,
		})),
	};
}

const plansShown = 48;
const daysBack = 28;
const daysAhead = 63;

type PlanRow = Awaited<ReturnType<typeof readPlans>>[number];
type Due = Awaited<ReturnType<typeof readOpenDues>>[number];
type Step = PlanChartPayload['rows'][number]['steps'][number];

/** Days of a plan: when it was made, what was and is to be reviewed, and the due days of everything that is open in the case. */
function planSteps(scope: ScopeView, row: PlanRow, dues: readonly Due[]): readonly Step[] {
	const { today } = scope;
	const reviews = JSON.parse(row.reviews) as readonly StageReview[];
	const next = row.next_review_on;
	const nameOf = (code: string): string => scope.source.rulebook.nodes.findLast((rule) => rule.code === code)?.name ?? code;
	const steps: Step[] = [
		...(row.planned_on ? [{ name: '制定方案', dueOn: row.planned_on, state: 'done' as const }] : []),
		...reviews.map(({ on }): Step => ({ name: '复查', dueOn: on, state: 'done' })),
		...(next ? [{ name: '复查', dueOn: next, state: next < today ? ('late' as const) : ('open' as const) }] : []),
		...dues
			.filter(({ node }) => !closingNodes.test(node))
			.map(({ node, dueOn, late }): Step => ({ name: nameOf(node), dueOn, state: late || dueOn < today ? 'late' : 'open' })),
	];
	return steps.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** Plans of long-pending cases on one axis of days, the highest stage first. */
export async function planChart(scope: ScopeView): Promise<PlanChartPayload> {
	const { source, codes, today } = scope;
	const { courts } = source.directory();
	const { planned, without } = await countPlans(source.db, codes);
	const plans = await readPlans(source.db, codes, plansShown);
	const dues = Map.groupBy(
		await readOpenDues(
			source.db,
			plans.map((row) => row.case_id),
		),
		(due) => due.caseId,
	);
	const [from, to] = [addDays(today, -daysBack), addDays(today, daysAhead)];
	return {
		total: planned,
		without,
		today,
		from,
		to,
		rows: plans.map((row) => {
			const open = dues.get(row.case_id) ?? [];
			const closeBy = open.find(({ node }) => closingNodes.test(node))?.dueOn;
			return {
				caseNumber: row.number_text,
				courtName: shortName(courts.get(row.court_code)?.name ?? row.court_code),
				...handlerName(scope, row.handler_code),
				stageName: row.name.replace(/^(?:临近|满)[^月年]+[月年]/u, ''),
				steps: planSteps(scope, row, open),
				...(closeBy ? { closeBy } : {}),
			};
		}),
	};
}
