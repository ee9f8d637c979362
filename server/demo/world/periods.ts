import { groundOf } from '../../core/period/grounds.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { addMonths } from '../../core/time/civil.ts';
import { numberOf } from './days.ts';
import type { Life, Setting } from './lives.ts';
import type { PlannedLock } from './locks.ts';
import type { PlannedTransfer } from './transfers.ts';
import { trialMonths } from './trial.ts';

/** What a person of the demo asks for, as the API takes it. */
export interface ScriptAsk {
	readonly ground: string;
	readonly node?: string;
	readonly from?: CourtDate;
	readonly to?: CourtDate;
	readonly addMonths?: number;
	readonly documentNo: string;
	readonly documentName: string;
	readonly reason: string;
	readonly override?: boolean;
}

/** One step that somebody takes: on which day, and what he says. */
export interface ScriptStep {
	readonly on: CourtDate;
	readonly verdict: 'approve' | 'refuse' | 'return';
	readonly opinion: string;
}

/** A request to change a period, from its filing to where it stands when the demo starts. */
export interface PeriodScript {
	readonly caseNumber: string;
	readonly court: string;
	readonly civil: boolean;
	readonly filedOn: CourtDate;
	readonly ask: ScriptAsk;
	/** In the order of the chain; fewer than the chain has leave the request waiting. */
	readonly steps: readonly ScriptStep[];
	/** The day on which the count goes on, where an open deduction is ended again. */
	readonly resumedOn?: CourtDate;
}

interface Words {
	readonly document: string;
	readonly reason: string;
}

const words: Readonly<Record<string, Words>> = {
	'ext-simple': { document: '延长审理期限审批表', reason: '案件事实争议较大，需补充调查取证，无法在简易程序期限内审结。' },
	'ext-small': { document: '延长审理期限审批表', reason: '一方当事人申请补充证据，需再次开庭。' },
	'ext-ordinary': { document: '延长审理期限审批表', reason: '案情复杂，当事人人数多，需要第二次开庭质证。' },
	'ext-enforcement': { document: '延长执行期限审批表', reason: '被执行人财产分布多地，处置尚在进行。' },
	'conv-simple-ordinary': { document: '程序转换审批表', reason: '案情复杂，不宜适用简易程序。' },
	'conv-small-ordinary': { document: '程序转换审批表', reason: '当事人对案件事实有较大争议，不宜适用小额诉讼程序。' },
	'ded-trial-appraisal': { document: '司法鉴定委托书', reason: '当事人申请司法鉴定，已委托鉴定机构。' },
	'ded-trial-publication': { document: '公告送达审批表', reason: '被告下落不明，已公告送达。' },
	'ded-trial-settlement': { document: '和解期间申请书', reason: '双方当事人书面申请庭外和解。' },
	'ded-publication': { document: '公告送达审批表', reason: '被执行人下落不明，执行文书公告送达。' },
	'ded-appraisal': { document: '审计委托书', reason: '被执行人财务账册已委托审计。' },
	'ded-settlement': { document: '执行和解协议', reason: '双方达成和解协议，正在履行。' },
};

const approvals = ['情况属实，同意。', '经审查，符合法定事由，同意报批。', '同意。'] as const;
const returned = '请补充书面材料中的起止日期后重新报送。';

/** How a request ends: granted, waiting after so many steps, or returned by the first. */
type Course = 'granted' | 'returned' | number;

interface Plan {
	readonly life: Life;
	readonly ground: string;
	readonly filedOn: number;
	readonly course: Course;
	readonly from?: number;
	readonly days?: number;
	readonly months?: number;
	readonly override?: boolean;
	readonly resumedOn?: number;
}

/** Steps of the chains that the demo's courts follow. */
function chainLength(ground: string, override: boolean): number {
	const kind = groundOf(ground)?.kind;
	return kind === 'extension' || kind === 'conversion' ? 3 : override ? 2 : 1;
}

function scriptOf(setting: Setting, plan: Plan, n: number): PeriodScript {
	const { days, frame } = setting;
	const { life, ground, course, from, months, override = false } = plan;
	const { filing } = life;
	const { document, reason } = words[ground] ?? { document: '期限变更审批表', reason: '依法变更期限。' };
	const extended = groundOf(ground)?.kind === 'extension' ? groundOf(ground)?.nodes?.[0] : undefined;
	const count = course === 'granted' ? chainLength(ground, override) : course === 'returned' ? 1 : course;
	const steps = Array.from({ length: count }, (_, at): ScriptStep => {
		const on = Math.min(days.plusWorking(plan.filedOn, at + 1), days.previous(frame.start - 1));
		const back = course === 'returned';
		return { on: days.text(on), verdict: back ? 'return' : 'approve', opinion: back ? returned : (approvals[(at + n) % 3] ?? '同意。') };
	});
	return {
		...{ caseNumber: filing.caseNumber, court: filing.court, civil: filing.type === '民初', filedOn: days.text(plan.filedOn), steps },
		ask: {
			...{ ground, documentNo: `${filing.caseNumber}${document}`, documentName: document, reason },
			...(months === undefined ? {} : { addMonths: months, node: extended ?? 'enf-close' }),
			...(from === undefined ? {} : { from: days.text(from) }),
			...(from === undefined || plan.days === undefined ? {} : { to: days.text(from + plan.days - 1) }),
			...(override ? { override } : {}),
		},
		...(plan.resumedOn === undefined ? {} : { resumedOn: days.text(plan.resumedOn) }),
	};
}

const procedureOf = (life: Life) => life.drafts[0]?.data['procedure'] as 'small' | 'simple' | 'ordinary';

/** Deductions and extensions that keep slow civil cases inside their limits: without them they would have run out before the start. */
function hiddenPlans(setting: Setting, slow: readonly Life[]): Plan[] {
	const { days, frame } = setting;
	return slow.flatMap((life, at): Plan[] => {
		const due = numberOf(addMonths(days.text(life.filing.day), trialMonths[procedureOf(life)]));
		if (due >= frame.start + 2) return [];
		const filedOn = days.next(Math.max(frame.replayFrom + 1, life.filing.day + 24, due - 26));
		if (filedOn > due - 6) return [];
		const ground = (['ded-trial-appraisal', 'ded-trial-settlement', 'ded-trial-publication'] as const)[at % 3] ?? 'ded-trial-appraisal';
		const from = days.plusWorking(filedOn, 1);
		const length = frame.start + 45 - due;
		if (ground !== 'ded-trial-publication') return [{ life, ground, filedOn, from, course: 'granted' }];
		return [{ life, ground, filedOn, from, days: Math.max(60, length), course: 'granted' }];
	});
}

/** Requests in slow civil cases that have time left: conversions, extensions and stops, some of them waiting at the start. */
function openPlans(setting: Setting, lives: readonly Life[]): Plan[] {
	const { days, frame } = setting;
	const before = (count: number): number => days.plusWorking(days.previous(frame.start - 1), -count);
	const wanted: Readonly<Record<string, readonly Course[]>> = {
		simple: ['granted', 0, 1, 'granted', 2, 'returned', 0, 'granted'],
		small: [0, 1, 'granted'],
		ordinary: [0, 2, 'granted', 'returned', 1],
	};
	const places: Record<string, number> = { simple: 0, small: 0, ordinary: 0 };
	return lives.flatMap((life): Plan[] => {
		const procedure = procedureOf(life);
		const at = (places[procedure] = (places[procedure] ?? 0) + 1) - 1;
		const course = wanted[procedure]?.[at];
		if (course === undefined) return [];
		const converts = procedure === 'small' || (procedure === 'simple' && at % 2 === 0);
		const ground = procedure === 'small' ? 'conv-small-ordinary' : converts ? 'conv-simple-ordinary' : `ext-${procedure}`;
		const count = course === 'granted' ? 9 + at : typeof course === 'number' ? course + 1 : 3;
		return [{ life, ground, filedOn: before(count), course, ...(converts ? {} : { months: procedure === 'ordinary' ? 3 : 1 }) }];
	});
}

/** Requests in open enforcement cases: extensions, publication, audit, settlement; none of them is needed for the case to be in time. */
function enforcementPlans(setting: Setting, open: readonly Life[]): Plan[] {
	const { days, frame } = setting;
	const before = (count: number): number => days.plusWorking(days.previous(frame.start - 1), -count);
	const rows: readonly (readonly [at: number, plan: Omit<Plan, 'life'>])[] = [
		[0, { ground: 'ext-enforcement', filedOn: before(3), course: 2, months: 3 }],
		[1, { ground: 'ext-enforcement', filedOn: before(2), course: 0, months: 2 }],
		// The same ground again: the president has the last word.
		[2, { ground: 'ded-settlement', filedOn: before(22), from: before(21), days: 14, course: 'granted' }],
		[2, { ground: 'ded-settlement', filedOn: before(7), from: before(6), days: 20, course: 'granted', override: true }],
		[3, { ground: 'ded-settlement', filedOn: before(30), from: before(29), course: 'granted' }],
		[4, { ground: 'ded-publication', filedOn: before(1), from: before(1), days: 60, course: 0 }],
		[5, { ground: 'ded-publication', filedOn: before(25), from: before(24), days: 60, course: 'granted' }],
		[6, { ground: 'ded-appraisal', filedOn: before(18), from: before(17), course: 'granted', resumedOn: before(4) }],
		[7, { ground: 'ded-appraisal', filedOn: before(14), from: before(13), days: 10, course: 'granted' }],
		[7, { ground: 'ded-appraisal', filedOn: before(2), from: before(1), days: 25, course: 1, override: true }],
		[8, { ground: 'ext-enforcement', filedOn: before(15), course: 'granted', months: 3 }],
		[9, { ground: 'ded-settlement', filedOn: before(12), from: before(11), course: 'granted' }],
	];
	return rows.flatMap(([at, plan]) => {
		const life = open[at];
		return life ? [{ life, ...plan }] : [];
	});
}

/** The court whose people the demo names first. */
const SHOWN_COURT = 'sf-0101';
/** Enforcement cases with a request. */
const REQUESTS = 10;

/** Courts in the order in which a visitor meets them. */
const byCourt = (a: Life, b: Life): number => (a.filing.court < b.filing.court ? -1 : a.filing.court > b.filing.court ? 1 : 0);

function fitsEnforcement(life: Life, { frame }: Setting): boolean {
	const { filing, drafts } = life;
	const age = frame.start - filing.day;
	const closed = drafts.find(({ type }) => type === 'case-closed')?.day ?? Infinity;
	const plain = !drafts.some(({ type }) => type === 'exclusion-started' || type === 'extension-granted');
	return filing.type === '执' && filing.court.length > 5 && plain && age >= 62 && age <= 175 && closed > frame.start + 6;
}

/** The requests of the demo's people in the weeks before the start, in the order in which they are filed. */
export function planPeriods(
	setting: Setting,
	lives: readonly Life[],
	locks: ReadonlyMap<Life, PlannedLock>,
	transfers: ReadonlyMap<Life, PlannedTransfer>,
): readonly PeriodScript[] {
	const { frame, days } = setting;
	const free = lives.filter((life) => !locks.has(life) && !transfers.has(life)).sort(byCourt);
	const slow = free.filter((life) => life.slow);
	const hidden = hiddenPlans(setting, slow);
	const busy = new Set(hidden.map(({ life }) => life));
	const inTime = slow.filter(
		(life) => !busy.has(life) && numberOf(addMonths(days.text(life.filing.day), trialMonths[procedureOf(life)])) > frame.start + 2,
	);
	// Two thirds at the court whose accounts the demo names first, the rest wherever they are.
	const open = free.filter((life) => fitsEnforcement(life, setting));
	const elsewhere = open.filter(({ filing }) => filing.court !== SHOWN_COURT);
	const here = open.filter(({ filing }) => filing.court === SHOWN_COURT);
	const step = Math.max(1, Math.floor(elsewhere.length / REQUESTS));
	const others = elsewhere.filter((_, at) => at % step === 0);
	const mixed = Array.from({ length: REQUESTS }, (_, at) =>
		at % 3 === 2 ? (others.shift() ?? here.shift()) : (here.shift() ?? others.shift()),
	);
	return [
		...hidden,
		...openPlans(setting, inTime),
		...enforcementPlans(
			setting,
			mixed.flatMap((life) => life ?? []),
		),
	]
		.map((plan, n) => scriptOf(setting, plan, n))
		.sort((a, b) => (a.filedOn < b.filedOn ? -1 : a.filedOn > b.filedOn ? 1 : a.caseNumber < b.caseNumber ? -1 : 1));
}
