import type { Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import type { Court } from '../core/directory/types.ts';
import { activeStages, approachDaysOf, exitOf, filedUpTo, laddersOf, levelOf, reachedOn, stageAt, stageId } from '../core/ladder/climb.ts';
import { mayDoStage, mostReviewDays, refusalOf, type StageDeed } from '../core/ladder/deeds.ts';
import { noticesOf, type RoleHolder } from '../core/ladder/notices.ts';
import type { Ladder, StageState } from '../core/ladder/types.ts';
import type { SystemDecision } from '../core/lock/decide-sweep.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import { readHolders } from '../store/holders.ts';
import { readClimbing, readOwedExits } from '../store/ladder-readers.ts';
import type { Write } from '../store/open.ts';
import type { Actor, FlowContext } from './context.ts';
import { appendAndFold } from './fold-cases.ts';
import { adaptiveSlices } from './slices.ts';
import { systemEvent, withoutRecorded } from './system-events.ts';

/** What one run of the ladder did. */
export interface ClimbOutcome {
	readonly entered: number;
	readonly left: number;
}

/** Most cases that one round looks for; they are done in slices. */
const roundCases = 1000;
const climbing = adaptiveSlices();

/** Takes cases off the ladder that are closed or gone, and puts those on it whose age has come. Its cost grows with what is due. */
export async function climbLadders(context: FlowContext, ladders: readonly Ladder[]): Promise<ClimbOutcome> {
	const now = context.now();
	const left = await inSlices(
		context,
		() => readOwedExits(context.store.read, roundCases),
		(write, keys) => leave(context, write, keys, now),
	);
	let entered = 0;
	for (const group of groupsOf(context, now))
		for (const ladder of ladders.filter(({ id }) => group.ladders.includes(id))) entered += await enterAll(context, ladder, group, now);
	return { entered, left };
}

/** Reads what is due round by round, and does it slice by slice, until nothing is due or a round did nothing. */
async function inSlices(
	context: FlowContext,
	due: () => Promise<readonly string[]>,
	work: (write: Write, keys: readonly string[]) => Promise<number>,
): Promise<number> {
	let done = 0;
	for (;;) {
		// Asked on the reader first, so that an idle run opens no transaction.
		const keys = await due();
		if (keys.length === 0) return done;
		let made = 0;
		for (let at = 0; at < keys.length;) {
			made += await climbing(context, (size) => {
				const slice = keys.slice(at, at + size);
				at += slice.length;
				return context.store.write((write) => work(write, slice));
			});
			await context.yield();
		}
		if (made === 0) return done;
		done += made;
	}
}

/** Courts that climb alike: the same day, the same ladders, the same days of approach. */
interface Group {
	readonly courts: readonly string[];
	readonly today: CourtDate;
	readonly ladders: readonly string[];
	readonly approachDays: number;
}

function groupsOf(context: FlowContext, now: Instant): readonly Group[] {
	const keyOf = ({ zone, settings }: Court): string => `${zone}|${laddersOf(settings).join()}|${approachDaysOf(settings)}`;
	return [...Map.groupBy(context.directory().courts.values(), keyOf).values()].map((courts) => {
		const [{ zone, settings }] = courts as [Court];
		return {
			courts: courts.map((court) => court.code),
			today: dayOfInstant(now, zone),
			ladders: laddersOf(settings),
			approachDays: approachDaysOf(settings),
		};
	});
}

async function enterAll(context: FlowContext, ladder: Ladder, group: Group, now: Instant): Promise<number> {
	let entered = 0;
	for (const [level, stage] of ladder.stages.entries())
		entered += await inSlices(
			context,
			() =>
				readClimbing(context.store.read, {
					courts: group.courts,
					ladder: ladder.id,
					level,
					filedUpTo: filedUpTo(stage, group.today, group.approachDays),
					limit: roundCases,
				}),
			(write, keys) => enter(context, write, keys, ladder, group, now),
		);
	return entered;
}

/** Cases enter the highest stage they have reached: one that comes late gets one notice, not one of each stage that it has passed. */
async function enter(
	context: FlowContext,
	write: Write,
	keys: readonly string[],
	ladder: Ladder,
	group: Group,
	now: Instant,
): Promise<number> {
	const cases = await readCases(write.db, keys);
	const holders = await readHolders(write.db, [...new Set([...cases.values()].map(({ state }) => state.court))]);
	const events = [...cases.values()].flatMap((stored) => {
		const decision = entryOf(context, stored, ladder, group, holders);
		return decision ? [systemEvent(stored, decision, now)] : [];
	});
	const fresh = await withoutRecorded(write.db, events);
	await appendAndFold(context, write, cases, fresh, now);
	return fresh.length;
}

function entryOf(
	context: FlowContext,
	stored: StoredCase,
	ladder: Ladder,
	{ today, approachDays }: Group,
	holders: readonly RoleHolder[],
): SystemDecision | undefined {
	const view = viewCase(stored.state);
	const stage = view && !view.closedOn ? stageAt(ladder, view.filedOn, today, approachDays) : undefined;
	const { key, court, stages } = stored.state;
	if (!view || !stage || stage.stage <= levelOf(stages, ladder.id)) return undefined;
	const id = stageId(key, stages, ladder.id, stage.stage);
	const { name, level, months, replyDays } = stage;
	const data = {
		stageId: id,
		ladder: ladder.id,
		stage: stage.stage,
		name,
		level,
		months,
		court,
		reachedOn: reachedOn(stage, view.filedOn, approachDays),
		to: noticesOf(stage, view, holders, context.directory()),
		replyBy: addDays(today, replyDays),
	};
	return { id: `${id}/entered`, type: 'stage-entered', data };
}

async function leave(context: FlowContext, write: Write, keys: readonly string[], now: Instant): Promise<number> {
	const cases = await readCases(write.db, keys);
	const events = [...cases.values()].flatMap((stored) => {
		const view = viewCase(stored.state);
		return activeStages(stored.state.stages).flatMap((stage) => {
			const why = exitOf(stage, view);
			return why ? [systemEvent(stored, { id: `${stage.id}/left`, type: 'stage-left', data: { stageId: stage.id, why } }, now)] : [];
		});
	});
	const fresh = await withoutRecorded(write.db, events);
	await appendAndFold(context, write, cases, fresh, now);
	return fresh.length;
}

/** A deed done, or why not. */
export type StageOutcome = { readonly ok: true; readonly id: string } | Refusal;

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;

/** The key of the case that a stage belongs to. */
export function caseKeyOfStage(id: string): string {
	return id.replace(/-S\d-\d+(\.\d+)?$/, '');
}

const forbidden: Readonly<Record<StageDeed['kind'], string>> = {
	receive: '督办由被通知的人员签收',
	plan: '一案一策由承办人、庭长或者执行局长制定',
	review: '过堂结果由庭长、执行局长、院领导或者审管办记录',
};

/** Receives a notice of the ladder, sets the plan of a case (一案一策), or records a review (逐案过堂). */
export async function doStage(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	id: string,
	deed: StageDeed,
): Promise<StageOutcome> {
	return context.store.write(async (write) => {
		const now = context.now();
		const cases = await readCases(write.db, [caseKeyOfStage(id)]);
		const stored = [...cases.values()][0];
		const outcome = await decide(context, write, cases, principal, id, deed, now);
		await appendAudit(write.db, {
			at: now,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: `stage.${deed.kind}`,
			object: id,
			before: stored?.state.stages,
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

async function decide(
	context: FlowContext,
	write: Write,
	cases: ReadonlyMap<string, StoredCase>,
	principal: Principal,
	id: string,
	deed: StageDeed,
	now: Instant,
): Promise<StageOutcome> {
	const stored = cases.get(caseKeyOfStage(id));
	const view = stored && viewCase(stored.state);
	const stage = stored?.state.stages.find((candidate) => candidate.id === id);
	if (!stored || !view || !stage) return refuse('not-found', '没有这项长期未结督办');
	if (!mayDoStage(principal, stage, view, deed.kind, context.directory())) return refuse('forbidden', forbidden[deed.kind]);
	const today = dayOfInstant(now, stored.state.zone);
	const refusal = exitOf(stage, view)
		? refuse('stage-left', '本案已结案或者移送，不再督办')
		: refusalOf(stage, deed, today, addDays(today, mostReviewDays));
	if (refusal) return refusal;
	const events = eventsOf(stage, deed, signedBy(principal), now).map((decision) => systemEvent(stored, decision, now));
	await appendAndFold(context, write, cases, events, now);
	return { ok: true, id };
}

function eventsOf({ id, reviews }: StageState, deed: StageDeed, by: string, now: Instant): readonly SystemDecision[] {
	switch (deed.kind) {
		case 'receive':
			return [{ id: `${id}/received`, type: 'stage-received', data: { stageId: id, by } }];
		case 'plan': {
			const { plan, nextReviewOn } = deed;
			return [{ id: `${id}/planned/${now}`, type: 'stage-planned', data: { stageId: id, by, plan: plan.trim(), nextReviewOn } }];
		}
		case 'review': {
			const { result, nextReviewOn, leave: leaves } = deed;
			const data = { stageId: id, by, result: result.trim(), ...(nextReviewOn && !leaves ? { nextReviewOn } : {}) };
			return [
				{ id: `${id}/reviewed/${reviews.length + 1}`, type: 'stage-reviewed', data },
				...(leaves ? [{ id: `${id}/left`, type: 'stage-left', data: { stageId: id, why: 'committee', by } }] : []),
			];
		}
		default:
			return deed satisfies never;
	}
}
