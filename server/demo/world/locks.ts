import { latenessOf } from './courts.ts';
import { delayAct, type Delayed } from './lateness.ts';
import type { Life, Setting } from './lives.ts';
import { randomFor, type Random } from './random.ts';
import { isLate, lockingSpans, type Span } from './spans.ts';

/** What becomes of a locked case. */
export type Fate = 'stays-locked' | 'completes-after-unlock';

/** A case that stood still long enough to be locked. */
export interface PlannedLock {
	readonly delayed: Delayed;
	readonly fate: Fate;
}

interface Candidate {
	readonly life: Life;
	readonly span: Span;
	readonly score: number;
}

interface Group {
	readonly name: string;
	readonly from: number;
	readonly to: number;
	/** How many such locks 4,000 cases give. */
	readonly per4000: number;
	/** Only cases filed more than a year before the clock ran out. */
	readonly aged?: boolean;
	/** The share that stays locked beyond the start. */
	readonly staying: number;
}

/** An act done longer than this before its due day is not made late: nobody forgets what was done months ago. */
const NEAR_DUE_DAYS = 40;
const LATE_SHARE = 0.05;
const NODE_WEIGHTS: Readonly<Record<string, number>> = {
	...{ 'enf-notice': 0.28, 'enf-net-query-first': 0.25, 'enf-clue-verify': 1.4, 'enf-price-start': 4 },
	...{ 'enf-auction-start': 4, 'enf-auction-second': 4, 'enf-pay-done': 0.5, 'enf-close': 1 },
	...{ 'enf-quick-disposal': 14, 'enf-appraise-serve': 1, 'enf-auction-confirm': 1, 'enf-handover': 1 },
};
const MOST_LATE_HISTORY: readonly (readonly [number, number])[] = [
	[1, 34],
	[2, 24],
	[3, 16],
	[5, 14],
	[8, 8],
	[12, 4],
];

const isNear = (span: Span) => span.act !== undefined && span.due - span.act.day <= NEAR_DUE_DAYS;

/** Late acts before the locks were on: they count as met late and lock nothing. */
function delayHistory(setting: Setting, life: Life): Life {
	const { days, frame } = setting;
	const { filing } = life;
	const random = randomFor(setting.seed, `history/${filing.caseKey}`);
	const share = LATE_SHARE * Math.max(0.2, latenessOf(filing.court));
	for (const span of lockingSpans(filing, life.drafts, days, frame)) {
		if (
			span.due >= frame.replayFrom - 30 ||
			life.fixed ||
			!isNear(span) ||
			!random.chance(span.node === 'enf-notice' ? share * 0.6 : share)
		)
			continue;
		const actOn = days.plusWorking(span.due, random.weighted(MOST_LATE_HISTORY));
		const delayed = delayAct(filing, life.drafts, span, actOn, setting);
		if (delayed?.late.length === 0) return { ...life, drafts: delayed.drafts };
	}
	return life;
}

function groupsOf({ days, frame }: Setting): Group[] {
	const { start, replayFrom } = frame;
	const week = days.plusWorking(start, 4);
	return [
		{ name: 'aged', from: start - 24, to: start - 3, per4000: 2, aged: true, staying: 1 },
		{ name: 'recent', from: start - 20, to: start - 2, per4000: 9, staying: 0.5 },
		{ name: 'earlier', from: replayFrom, to: start - 21, per4000: 30, staying: 0.07 },
		{ name: 'live', from: start, to: week, per4000: 8, staying: 0.75 },
		{ name: 'later', from: week + 1, to: days.plusWorking(start, 48), per4000: 26, staying: 0 },
	];
}

function candidatesOf(setting: Setting, lives: readonly Life[]): Candidate[] {
	const random = randomFor(setting.seed, 'locks');
	return lives
		.filter(({ filing, fixed }) => !fixed && latenessOf(filing.court) > 0)
		.flatMap((life) => {
			const weight = latenessOf(life.filing.court);
			const spans = lockingSpans(life.filing, life.drafts, setting.days, setting.frame).filter(
				(span) => span.due >= setting.frame.replayFrom && isNear(span) && !isLate(span),
			);
			return spans.map((span) => ({ life, span, score: -Math.log(1 - random.next()) / (weight * (NODE_WEIGHTS[span.node] ?? 1)) }));
		})
		.sort((a, b) => a.score - b.score);
}

function actDay(setting: Setting, span: Span, fate: Fate, random: Random): number {
	const { days, frame } = setting;
	const from = fate === 'stays-locked' ? Math.max(frame.start, span.due) : span.due;
	return days.plusWorking(from, fate === 'stays-locked' ? random.int(7, 28) : random.int(4, 11));
}

function planLock(setting: Setting, { life, span }: Candidate, group: Group, random: Random): PlannedLock | undefined {
	const { frame } = setting;
	const fate: Fate = random.chance(group.staying) ? 'stays-locked' : 'completes-after-unlock';
	const delayed = delayAct(life.filing, life.drafts, span, actDay(setting, span, fate, random), setting);
	const first = delayed?.late[0];
	if (!delayed || !first || first.due < group.from || first.due > group.to) return undefined;
	const belated = fate === 'completes-after-unlock' && delayed.resumesOn >= frame.start && span.due < frame.start;
	return { delayed, fate: belated ? 'stays-locked' : fate };
}

function fillGroup(setting: Setting, group: Group, candidates: readonly Candidate[], quota: number, locks: Map<Life, PlannedLock>): void {
	const random = randomFor(setting.seed, `locks/${group.name}`);
	let left = quota;
	for (const candidate of candidates) {
		if (left === 0) return;
		const { life, span } = candidate;
		const fits = span.due >= group.from && span.due <= group.to && !locks.has(life) && (!group.aged || span.due - life.filing.day > 372);
		const lock = fits ? planLock(setting, candidate, group, random) : undefined;
		if (!lock) continue;
		locks.set(life, lock);
		left -= 1;
	}
}

/** Lets some acts run late: before the replay without consequence, after it so that the case is locked once. */
export function planLateness(setting: Setting, planned: readonly Life[], cases: number): { lives: Life[]; locks: Map<Life, PlannedLock> } {
	const lives = planned.map((life) => delayHistory(setting, life));
	const candidates = candidatesOf(setting, lives);
	const locks = new Map<Life, PlannedLock>();
	for (const group of groupsOf(setting)) {
		fillGroup(setting, group, candidates, Math.max(1, Math.round((group.per4000 * cases) / 4000)), locks);
	}
	return { lives, locks };
}
