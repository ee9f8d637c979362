import type { LockStatisticsView, RepeatRow } from '../../src/lib/contract/lock-register.ts';
import { counts, lockStatistics, locksDecidedBy, locksLateAt, type RepeatCount } from '../core/lock/statistics.ts';
import type { CourtDate } from '../core/time/types.ts';
import { readStatisticFacts } from '../store/lock-facts.ts';
import type { LockRowFilter } from '../store/lock-register.ts';
import { courtName, nodeName, personName, type ViewContext } from './view-context.ts';

/** Figures with the locks behind those that no column tells. */
export interface LockFigures {
	readonly view: Omit<LockStatisticsView, 'older'>;
	decidedBy(court: string): readonly string[];
	lateAt(court: string): readonly string[];
}

/** How each figure is counted. */
const definitions: LockStatisticsView['definitions'] = [
	{ name: '范围', text: '期间内锁死的案件次数；待确认、未确认即排除以及复核撤销的不计入。' },
	{ name: '锁死天数', text: '锁死之日至解锁之日的自然日；中位数居中，九成数为九成锁死不超过的天数。尚未解锁的不计入，另列已锁天数。' },
	{ name: '审批周期', text: '最近一次提交申请之日至作出最后决定之日的工作日，提交当日不计；归入作出决定的法院，取中位数。' },
	{ name: '逾期环节', text: '核签、转报、决定各环节自上一环节起算，末日之后办理的为逾期；逾期自动转报计为逾期。' },
	{ name: '再次锁死', text: '同一节点此前已锁死过该案的锁死；一次锁死有多个节点的，分别计入各节点。' },
];

/** The figures of the register for some locks. */
export async function lockFigures(context: ViewContext, filter: LockRowFilter, today: CourtDate): Promise<LockFigures> {
	const zoneOf = (court: string): string => context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai';
	const { locks, requests } = await readStatisticFacts(context.db, filter, zoneOf);
	const statistics = lockStatistics(locks, requests, today, context.calendarOf);
	const held = new Set(locks.filter(counts).map((lock) => lock.id));
	const ofHeld = requests.filter((request) => held.has(request.lockId));
	const named = (rows: readonly RepeatCount[], name: (key: string) => string): readonly RepeatRow[] =>
		rows.slice(0, mostRepeats).map((row) => ({ ...row, name: name(row.key) }));
	const { repeats } = statistics;
	return {
		view: {
			...statistics,
			turnRound: statistics.turnRound
				.map((row) => ({ ...row, courtName: courtName(context, row.court) }))
				.sort((a, b) => placeOf(context, a.court) - placeOf(context, b.court)),
			repeats: {
				total: repeats.total,
				byNode: named(repeats.byNode, (code) => nodeName(context, code)),
				byHandler: named(repeats.byHandler, (code) => personName(context, code) ?? code),
				byCourt: named(repeats.byCourt, (code) => courtName(context, code)),
			},
			definitions,
		},
		decidedBy: (court) => locksDecidedBy(ofHeld, court),
		lateAt: (court) => locksLateAt(ofHeld, court, context.calendarOf),
	};
}

const mostRepeats = 8;
const placeOf = (context: ViewContext, court: string): number => context.directory().courts.get(court)?.position ?? 0;
