import type { LockRow, LocksPayload, RequestsPayload, TickerPayload } from '../../../src/lib/contract/topics.ts';
import { numberOf } from '../../core/case/case-event.ts';
import type { CaseState, CaseView } from '../../core/case/case-state.ts';
import { viewCase } from '../../core/case/fold.ts';
import { eventType } from '../../core/case/vocabulary.ts';
import type { LockState, RouteStep } from '../../core/lock/types.ts';
import { addDays, daysBetween } from '../../core/time/civil.ts';
import { startOfDay } from '../../core/time/zone.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { workingDaysLeft } from '../../core/unlock/step-time.ts';
import { refusalsOf, routeFacts } from '../../core/unlock/facts.ts';
import { decideRoute, type RouteFacts } from '../../core/unlock/route.ts';
import { countRequests, readEventsAt, readHead, readLatestSeqs, readOpenLocks } from '../../store/wall-locks.ts';
import { readByCase } from '../case-facts.ts';
import { readByCourt, sumOf } from '../court-parts.ts';
import { shortName, type LiveSource, type ScopeView } from '../scope.ts';
import { newIssues } from './issues.ts';
import { lockCountsOf } from './lock-counts.ts';
import { handlerName } from './nodes.ts';

/** Locks of a scope that are looked at, oldest first: more than a province should ever have at one time. */
const mostLocks = 3_000;
const locksShown = 40;

const requestStates = {
	endorsing: 'endorsing',
	forwarding: 'forwarding',
	deciding: 'deciding',
	returned: 'returned',
	refused: 'refused',
} as const;

/** What a wall tells of a lock, as the state of its case has it: without what the day, the directory and the rules make of it. */
interface LockFacts {
	readonly key: string;
	readonly zone: string;
	/** The cause that was missed first, and how many there are. */
	readonly cause: { readonly nodeId: string; readonly dueOn: CourtDate };
	readonly causes: number;
	readonly requestState: LockRow['requestState'];
	/** Of a request on its way: its last step, and the last day of the running one. */
	readonly asked?: { readonly step?: RouteStep; readonly dueOn?: CourtDate };
	/** What its route would be chosen by now; absent for a case that has not been filed. */
	readonly route?: Omit<RouteFacts, 'today' | 'overdueDays'> & { readonly firstDue: CourtDate };
}

function lockFacts(view: CaseView | undefined, state: CaseState, lock: LockState): LockFacts {
	const cause = lock.causes.reduce((worst, other) => (other.dueOn < worst.dueOn ? other : worst));
	const { nodeId, dueOn: firstDue } = cause;
	const facts = { key: state.key, zone: state.zone, cause: { nodeId, dueOn: firstDue }, causes: lock.causes.length };
	const request = lock.requests.at(-1);
	const running = request && (request.phase === 'endorsing' || request.phase === 'forwarding' || request.phase === 'deciding');
	if (request && (running || request.phase === 'returned')) {
		const step = request.route.at(-1);
		const dueOn = running ? request.stepDueOn : undefined;
		return {
			...facts,
			requestState: requestStates[request.phase as keyof typeof requestStates],
			asked: { ...(step ? { step } : {}), ...(dueOn ? { dueOn } : {}) },
		};
	}
	const requestState = request?.phase === 'refused' ? ('refused' as const) : ('none' as const);
	if (!view) return { ...facts, requestState };
	// Whatever the day: what of it depends on that is worked out with each line.
	const { today: _today, overdueDays: _days, ...route } = routeFacts(view, lock, firstDue, refusalsOf(lock));
	return { ...facts, requestState, route: { ...route, firstDue } };
}

const factsOfCase = readByCase((state) => {
	const view = viewCase(state);
	// A lock that is over stands in the state for good; no wall tells of it.
	const open = state.locks.filter(({ releasedAt, causes }) => releasedAt === undefined && causes.length > 0);
	return new Map(open.map((lock) => [lock.id, lockFacts(view, state, lock)]));
});

type OpenLock = Awaited<ReturnType<typeof readOpenLocks>>[number];

/** The oldest locks of each court. */
const openLocksOf = readByCourt(
	async ({ source }, courts): Promise<ReadonlyMap<string, readonly OpenLock[]>> => {
		const byCourt = new Map<string, readonly OpenLock[]>();
		for (const court of courts) byCourt.set(court, await readOpenLocks(source.db, court, mostLocks));
		return byCourt;
	},
	() => '',
);

function byAge(a: OpenLock, b: OpenLock): number {
	if (a.locked_at !== b.locked_at) return a.locked_at < b.locked_at ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}

async function readLines(scope: ScopeView): Promise<readonly LockRow[]> {
	const oldest = [...(await openLocksOf(scope)).values()].flat().sort(byAge).slice(0, mostLocks);
	const facts = await factsOfCase(
		scope,
		oldest.map((row) => ({ id: row.case_id, revision: row.revision })),
	);
	return oldest
		.flatMap((row) => {
			const of = facts.get(row.case_id)?.get(row.id);
			return of ? [lockRow(scope, row, of)] : [];
		})
		.sort(byUrgency);
}

const linesOf = new WeakMap<ScopeView, Promise<readonly LockRow[]>>();

/** The lines of all locks of a scope, most urgent first: made once for all topics that are projected together. */
export function lockLines(scope: ScopeView): Promise<readonly LockRow[]> {
	const lines = linesOf.get(scope) ?? readLines(scope);
	linesOf.set(scope, lines);
	return lines;
}

/** Locked cases, most urgent first: the shortest remaining step, then the most overdue. */
export async function locks(scope: ScopeView): Promise<LocksPayload> {
	const lines = await lockLines(scope);
	const counts = await lockCountsOf(scope);
	return { total: sumOf(counts, ({ locked, proposed }) => locked + proposed), rows: lines.slice(0, locksShown) };
}

function byUrgency(a: LockRow, b: LockRow): number {
	const left = (row: LockRow): number => row.workingDaysLeft ?? Number.MAX_SAFE_INTEGER;
	const review = Number(b.state === 'review') - Number(a.state === 'review');
	return review || left(a) - left(b) || b.overdueDays - a.overdueDays || (a.lockId < b.lockId ? -1 : 1);
}

const namesByRulebook = new WeakMap<object, ReadonlyMap<string, string>>();

/** Names of the nodes of a rulebook: where several rules are of one node, that of the last. */
function namesOf(rulebook: LiveSource['rulebook']): ReadonlyMap<string, string> {
	const names = namesByRulebook.get(rulebook) ?? new Map(rulebook.nodes.map(({ code, name }) => [code, name]));
	namesByRulebook.set(rulebook, names);
	return names;
}

function lockRow(scope: ScopeView, row: OpenLock, facts: LockFacts): LockRow {
	const { source, today } = scope;
	const { key, zone, cause, causes, requestState, asked } = facts;
	const directory = source.directory();
	const decider = directory.courts.get(decidingCourt(scope, facts) ?? row.court_code);
	const code = cause.nodeId.slice(key.length + 1).split('/')[0]!;
	return {
		lockId: row.id,
		caseNumber: row.number_text,
		court: row.court_code,
		courtName: shortName(directory.courts.get(row.court_code)?.name ?? row.court_code),
		...handlerName(scope, row.handler_code),
		nodeName: namesOf(source.rulebook).get(code) ?? code,
		causes,
		dueOn: cause.dueOn,
		overdueDays: Math.max(0, daysBetween(cause.dueOn, today)),
		lockedAt: row.locked_at,
		repeat: row.repeat,
		state: row.state as LockRow['state'],
		decider: decider?.level ?? 'intermediate',
		deciderName: shortName(decider?.name ?? ''),
		requestState,
		...(asked?.dueOn
			? {
					stepDueAt: startOfDay(addDays(asked.dueOn, 1), zone),
					workingDaysLeft: workingDaysLeft(asked.dueOn, today, source.calendarOf(scope.court.code)),
				}
			: {}),
	};
}

/** The court that decides on a lock, as it was found out on a day by a directory and a table of routes. */
interface Decider {
	readonly today: CourtDate;
	readonly directory: object;
	readonly routes: object;
	readonly court: string | undefined;
}

const deciders = new WeakMap<LockFacts, Decider>();

/** The court that decides: by the frozen route of the running request, else by the route that a request would take now. */
function decidingCourt({ source, today }: ScopeView, facts: LockFacts): string | undefined {
	if (facts.asked) return facts.asked.step?.court;
	if (!facts.route) return undefined;
	const [directory, routes] = [source.directory(), source.unlockRoutes];
	const known = deciders.get(facts);
	if (known?.today === today && known.directory === directory && known.routes === routes) return known.court;
	const overdueDays = Math.max(0, daysBetween(facts.route.firstDue, today));
	const court = decideRoute({ ...facts.route, today, overdueDays }, directory, routes).steps.at(-1)?.court;
	deciders.set(facts, { today, directory, routes, court });
	return court;
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

const eventsShown = 14;

/** The last events of a court: a log only grows, so that what was found up to its head stays true. */
interface Latest {
	readonly head: number;
	readonly seqs: readonly number[];
}

const latestOf = new WeakMap<LiveSource, Map<string, Latest>>();

async function readLatest({ db }: LiveSource, court: string, known: Latest | undefined): Promise<Latest> {
	const head = await readHead(db, court);
	if (known && known.head <= head) {
		const fresh = await readLatestSeqs(db, court, { after: known.head, upTo: head }, eventsShown);
		return { head, seqs: [...fresh, ...known.seqs].slice(0, eventsShown) };
	}
	return { head, seqs: await readLatestSeqs(db, court, { after: 0, upTo: head }, eventsShown) };
}

/** Places in the log of the last events of each court. */
const latestSeqsOf = readByCourt(
	async ({ source, changesOf }, courts): Promise<ReadonlyMap<string, readonly number[]>> => {
		const known = latestOf.get(source) ?? new Map<string, Latest>();
		latestOf.set(source, known);
		const found = new Map<string, readonly number[]>();
		for (const court of courts) {
			const latest = await readLatest(source, court, changesOf ? known.get(court) : undefined);
			known.set(court, latest);
			found.set(court, latest.seqs);
		}
		return found;
	},
	() => '',
);

/** What was just issued, then what happened last; amounts in 万元. */
export async function ticker(scope: ScopeView): Promise<TickerPayload> {
	const seqs = [...(await latestSeqsOf(scope)).values()].flat().sort((a, b) => b - a);
	const rows = await readEventsAt(scope.source.db, seqs.slice(0, eventsShown));
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
