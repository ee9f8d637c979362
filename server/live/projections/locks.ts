import type { LockRow, LocksPayload, RequestsPayload, TickerPayload } from '../../../src/lib/contract/topics.ts';
import { numberOf } from '../../core/case/case-event.ts';
import type { CaseState } from '../../core/case/case-state.ts';
import { viewCase } from '../../core/case/fold.ts';
import { eventType } from '../../core/case/vocabulary.ts';
import type { LockState, RouteStep } from '../../core/lock/types.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import { startOfDay } from '../../core/time/zone.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { workingDaysLeft } from '../../core/unlock/step-time.ts';
import { refusalsOf, routeFacts } from '../../core/unlock/facts.ts';
import { decideRoute } from '../../core/unlock/route.ts';
import { countLocks, countRequests, readLatestEvents, readOpenLocks } from '../../store/wall-locks.ts';
import { shortName, type ScopeView } from '../scope.ts';
import { newIssues } from './issues.ts';
import { handlerName } from './nodes.ts';

const mostLocks = 300;
const locksShown = 40;

const requestStates = {
	endorsing: 'endorsing',
	forwarding: 'forwarding',
	deciding: 'deciding',
	returned: 'returned',
	refused: 'refused',
} as const;

const linesOf = new WeakMap<ScopeView, Promise<readonly LockRow[]>>();

/** The lines of all locks of a scope, most urgent first: read once for all topics that are projected together. */
export function lockLines(scope: ScopeView): Promise<readonly LockRow[]> {
	let lines = linesOf.get(scope);
	if (!lines) {
		lines = readOpenLocks(scope.source.db, scope.codes, mostLocks).then((rows) => rows.map((row) => lockRow(scope, row)).sort(byUrgency));
		linesOf.set(scope, lines);
	}
	return lines;
}

/** Locked cases, most urgent first: the shortest remaining step, then the most overdue. */
export async function locks(scope: ScopeView): Promise<LocksPayload> {
	const lines = await lockLines(scope);
	const counts = await countLocks(scope.source.db, scope.codes, scope.startOfToday);
	return { total: counts.locked + counts.proposed, rows: lines.slice(0, locksShown) };
}

function byUrgency(a: LockRow, b: LockRow): number {
	const left = (row: LockRow): number => row.workingDaysLeft ?? Number.MAX_SAFE_INTEGER;
	const review = Number(b.state === 'review') - Number(a.state === 'review');
	return review || left(a) - left(b) || b.overdueDays - a.overdueDays || (a.lockId < b.lockId ? -1 : 1);
}

type OpenLock = Awaited<ReturnType<typeof readOpenLocks>>[number];

function lockRow(scope: ScopeView, row: OpenLock): LockRow {
	const { state } = JSON.parse(row.case_state) as { state: CaseState };
	const lock = state.locks.find((candidate) => candidate.id === row.id)!;
	const cause = lock.causes.reduce((worst, other) => (other.dueOn < worst.dueOn ? other : worst));
	const directory = scope.source.directory();
	const { step, requestState, dueOn } = runningStep(scope, state, lock);
	const decider = directory.courts.get(step?.court ?? row.court_code);
	const code = cause.nodeId.slice(state.key.length + 1).split('/')[0]!;
	return {
		lockId: row.id,
		caseNumber: row.number_text,
		court: row.court_code,
		courtName: shortName(directory.courts.get(row.court_code)?.name ?? row.court_code),
		...handlerName(scope, row.handler_code),
		nodeName: scope.source.rulebook.nodes.findLast((rule) => rule.code === code)?.name ?? code,
		causes: lock.causes.length,
		dueOn: cause.dueOn,
		overdueDays: Math.max(0, daysBetween(cause.dueOn, scope.today)),
		lockedAt: row.locked_at,
		repeat: row.repeat,
		state: row.state as LockRow['state'],
		decider: decider?.level ?? 'intermediate',
		deciderName: shortName(decider?.name ?? ''),
		requestState,
		...(dueOn
			? {
					stepDueAt: startOfDay(addDays(dueOn, 1), state.zone),
					workingDaysLeft: workingDaysLeft(dueOn, scope.today, scope.source.calendarOf(scope.court.code)),
				}
			: {}),
	};
}

/** The court that decides: by the frozen route of the running request, else by the route that a request would take now. */
function runningStep(
	scope: ScopeView,
	state: CaseState,
	lock: LockState,
): { readonly step?: RouteStep; readonly requestState: LockRow['requestState']; readonly dueOn?: CourtDate } {
	const request = lock.requests.at(-1);
	const running = request && (request.phase === 'endorsing' || request.phase === 'forwarding' || request.phase === 'deciding');
	if (request && (running || request.phase === 'returned'))
		return {
			step: request.route.at(-1),
			requestState: requestStates[request.phase as keyof typeof requestStates],
			dueOn: running ? request.stepDueOn : undefined,
		};
	const view = viewCase(state);
	const step =
		view &&
		decideRoute(routeFacts(view, lock, scope.today, refusalsOf(lock)), scope.source.directory(), scope.source.unlockRoutes).steps.at(-1);
	return { step, requestState: request?.phase === 'refused' ? 'refused' : 'none' };
}

/** Unlock requests on their way. */
export function requests(scope: ScopeView): Promise<RequestsPayload> {
	return countRequests(scope.source.db, scope.codes, scope.startOfToday, scope.today);
}

const kinds: Readonly<Record<string, TickerPayload['rows'][number]['kind']>> = {
	'node-overdue': 'overdue',
	'case-locked': 'locked',
	'lock-cause-added': 'locked',
	'case-unlocked': 'released',
	'lock-causes-released': 'released',
	'lock-reviewed': 'released',
	'unlock-requested': 'request',
	'unlock-decided': 'request',
	'unlock-withdrawn': 'request',
	'case-closed': 'done',
};

/** What was just issued, then what happened last; amounts in 万元. */
export async function ticker(scope: ScopeView): Promise<TickerPayload> {
	const rows = await readLatestEvents(scope.source.db, scope.codes, 14);
	const { directory, rulebook } = scope.source;
	const events = rows.map((row): TickerPayload['rows'][number] => {
		const data = JSON.parse(row.data) as Record<string, unknown>;
		const nodeId = data.nodeId as string | undefined;
		const code = nodeId?.split('/')[1];
		const node = code ? (rulebook.nodes.findLast((rule) => rule.code === code)?.name ?? code) : '';
		return {
			seq: row.seq,
			at: row.occurred_at ?? row.occurred_on,
			dayOnly: row.occurred_at === null,
			courtName: shortName(directory().courts.get(row.court_code)?.name ?? row.court_code),
			caseNumber: row.number_text,
			text: tickerText(row.type, data, node),
			kind: row.lock_id ? 'held' : (kinds[row.type] ?? 'fact'),
		};
	});
	return { rows: [...(await newIssues(scope)), ...events] };
}

const verdicts: Readonly<Record<string, string>> = {
	approve: '同意',
	refuse: '不予解锁',
	return: '退回补正',
	escalate: '报上级法院',
	'auto-forward': '逾期自动转报',
};

function tickerText(type: string, data: Record<string, unknown>, node: string): string {
	const { name } = eventType(type);
	const fen = numberOf(data, 'amountFen');
	if (fen > 0) return `${name} ${(fen / 1_000_000).toFixed(fen < 1_000_000 ? 2 : 1)} 万元`;
	if (type === 'unlock-decided') return `解锁审批：${verdicts[data.verdict as string] ?? ''}`;
	return node ? `${name}：${node}` : name;
}
