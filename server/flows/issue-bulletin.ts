import { may, type Principal } from '../core/access/may.ts';
import { bulletinLines, buildBulletin, type BulletinOrder } from '../core/report/bulletin.ts';
import type { Court } from '../core/directory/types.ts';
import type { DailyFigures } from '../core/report/types.ts';
import { addDays, isCourtDate, yearOf } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { countPublications, insertPublication, publicationId } from '../store/publications.ts';
import type { Db } from '../store/schema.ts';
import type { Actor, FlowContext } from './context.ts';
import { signedBy } from './office-deed.ts';
import { dailyNow } from './publish-daily.ts';

/** What an office asks to be issued. */
export interface BulletinInput {
	readonly court: string;
	readonly requirement: string;
	readonly replyBy: CourtDate;
	readonly nodeName?: string;
	readonly handlerName?: string;
}

/** A bulletin issued, or why not. */
export type BulletinOutcome = { readonly ok: true; readonly id: string } | Refusal;

const mostWords = 500;
/** Days that may be given for the answer. */
export const longestReplyDays = 30;
const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

interface Prepared {
	readonly ok: true;
	readonly court: Court;
	readonly now: DailyFigures;
	readonly order: BulletinOrder;
}

/** Checks what is asked against rights and the overdue nodes of the moment. */
async function prepare(context: FlowContext, principal: Principal, input: BulletinInput): Promise<Prepared | Refusal> {
	const directory = context.directory();
	const court = directory.courts.get(input.court);
	if (!court) return refuse('not-found', '没有这个法院');
	if (!may(principal, 'bulletin.issue', { court: court.code }, directory))
		return refuse('forbidden', '逾期节点通报由审管办、执行局长或指挥中心值班员签发');
	const requirement = input.requirement.trim();
	if (requirement === '') return refuse('requirement-missing', '请填写工作要求');
	if (requirement.length > mostWords) return refuse('requirement-too-long', `工作要求最多 ${mostWords} 字`);
	const now = await dailyNow(context, court.code);
	if (!now) return refuse('not-found', '没有这个法院');
	if (!isCourtDate(input.replyBy)) return refuse('reply-day-bad', '答复日期无法识别');
	if (input.replyBy < now.day) return refuse('reply-day-past', '答复日期不得早于今日');
	if (input.replyBy > addDays(now.day, longestReplyDays)) return refuse('reply-day-too-late', `答复日期最晚为 ${longestReplyDays} 日内`);
	if (bulletinLines(now, input).length === 0) return refuse('nothing-overdue', '所选范围内没有逾期节点，无需通报');
	const issuedBy = (principal.personCode && directory.persons.get(principal.personCode)?.name) ?? '经办人';
	return { ok: true, court, now, order: { ...input, requirement, issuedBy } };
}

/** Issues a bulletin of the overdue nodes of a court and those below it (逾期节点通报): numbered in the year, frozen, hashed, audited. */
export async function issueBulletin(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	input: BulletinInput,
): Promise<BulletinOutcome> {
	const prepared = await prepare(context, principal, input);
	return context.store.write(async ({ db, touch }) => {
		if (prepared.ok) touch(prepared.court.code);
		const outcome: BulletinOutcome = prepared.ok ? { ok: true, id: await freeze(db, prepared, signedBy(principal)) } : prepared;
		await appendAudit(db, {
			at: context.now(),
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: 'bulletin.issue',
			object: outcome.ok ? outcome.id : input.court,
			before: undefined,
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}

async function freeze(db: Db, { court, now, order }: Prepared, by: string): Promise<string> {
	// The whole year: a clock that ran ahead and was put back must not give a number twice.
	const ofYear = (await countPublications(db, 'overdue-bulletin', court.code, yearEnd(now.day, '01-01'), yearEnd(now.day, '12-31'))) + 1;
	const ofDay = (await countPublications(db, 'overdue-bulletin', court.code, now.day, now.day)) + 1;
	await insertPublication(db, 'overdue-bulletin', buildBulletin(now, court, { ofYear, ofDay }, order), ofDay, by);
	return publicationId('overdue-bulletin', court.code, now.day, ofDay);
}

const yearEnd = (day: CourtDate, end: '01-01' | '12-31'): CourtDate => `${String(yearOf(day)).padStart(4, '0')}-${end}` as CourtDate;
