import { createHash } from 'node:crypto';
import type { Principal } from '../core/access/may.ts';
import { signedBy } from '../core/notice/sign.ts';
import { emptyWeek, maySignWeek, mondayOf, pastWeeks, sundayOf, type UnitWeek } from '../core/supervise/week.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readHolders } from '../store/holders.ts';
import type { Db } from '../store/schema.ts';
import { insertReview, readSilenceCounts, readUnitFigures } from '../store/week-readers.ts';
import type { Actor, FlowContext } from './context.ts';

/** What came of a sign-off. */
export type WeekOutcome = { readonly ok: true; readonly id: string } | Refusal;

/** What is signed: the week of a unit that begins on a Monday, with a note. */
export interface WeekAsk {
	readonly unit: string;
	readonly week: CourtDate;
	readonly note: string;
}

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });

/** The figures of a unit's week as the store has them now. */
export async function unitWeek(db: Db, court: string, unit: string, week: CourtDate): Promise<UnitWeek> {
	const scope = { courts: [court], from: week, to: sundayOf(week) };
	const figures = (await readUnitFigures(db, scope, unit)).get(unit);
	const { byUnit } = await readSilenceCounts(db, scope);
	return { ...emptyWeek, ...figures, silences: byUnit.get(unit) ?? 0 };
}

async function sign(context: FlowContext, db: Db, principal: Principal, ask: WeekAsk): Promise<WeekOutcome> {
	const directory = context.directory();
	const unit = directory.units.get(ask.unit);
	if (!unit) return refuse('not-found', '没有这个部门');
	const holders = await readHolders(db, [unit.court]);
	const chiefs = holders.flatMap((holder) => (holder.role === 'division-chief' && holder.personCode ? [holder.personCode] : []));
	if (!maySignWeek(principal, unit, chiefs, directory))
		return refuse('forbidden', '团队周核由该部门庭长签署；没有庭长的，由执行局长或分管院领导签署');
	const now = context.now();
	const today = dayOfInstant(now, directory.courts.get(unit.court)?.zone ?? 'Asia/Shanghai');
	if (mondayOf(ask.week) !== ask.week) return refuse('bad-week', '周次应为星期一的日期');
	if (sundayOf(ask.week) >= today) return refuse('week-running', '本周尚未结束，周核在下一周签署');
	if (!pastWeeks(today).includes(ask.week)) return refuse('week-old', '只能签署最近八周的周核');
	if (ask.note.trim() === '') return refuse('note-missing', '请填写核查意见');
	const figures = JSON.stringify(await unitWeek(db, unit.court, unit.code, ask.week));
	const hash = createHash('sha256').update(figures).digest('hex');
	const { week, note } = ask;
	const row = { unit: unit.code, week, court: unit.court, figures, hash, note: note.trim(), by: signedBy(principal), at: now };
	const earlier = await insertReview(db, row);
	return earlier ? refuse('week-signed', '该部门本周已经签署，数据已固定') : { ok: true, id: `${unit.code}/${week}` };
}

/** 团队周核: signs the week of a unit; its figures are frozen with it. */
export async function signWeek(context: FlowContext, principal: Principal, actor: Actor, ask: WeekAsk): Promise<WeekOutcome> {
	return context.store.write(async ({ db }) => {
		const outcome = await sign(context, db, principal, ask);
		await appendAudit(db, {
			at: context.now(),
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action: 'week.sign',
			object: `${ask.unit}/${ask.week}`,
			after: outcome,
			result: outcome.ok ? 'ok' : outcome.code,
			requestId: actor.requestId,
		});
		return outcome;
	});
}
