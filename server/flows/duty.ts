import { randomUUID } from 'node:crypto';
import { may, type Principal } from '../core/access/may.ts';
import { isRunning, maySignIn, overlapOf } from '../core/duty/roster.ts';
import { addDays, daysBetween, isCourtDate, weekday } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { refuse, type Refusal } from '../core/unlock/refusal.ts';
import {
	deleteShift,
	insertNote,
	insertShift,
	readNote,
	readShift,
	readShifts,
	readShiftsOf,
	settleNote as saveSettled,
	signShift,
} from '../store/duty.ts';
import type { Db } from '../store/schema.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed } from './office-deed.ts';

/** What came of a deed on the roster. */
export type DutyOutcome = { readonly ok: true; readonly id: string } | Refusal;

/** A turn as it is asked for. */
export interface ShiftAsk {
	readonly court: string;
	readonly day: string;
	readonly from: string;
	readonly to: string;
	readonly person: string;
	readonly post: string;
}

interface Deed {
	readonly db: Db;
	readonly now: Instant;
}

const longestPost = 20;
const longestNote = 500;
/** A roster is made at most this many days ahead, and never for days past. */
const farthestDays = 120;

interface Done {
	readonly outcome: DutyOutcome;
	/** Whose walls show it. */
	readonly court?: string;
	readonly before?: unknown;
	readonly after?: unknown;
}

const rosterDeed = (
	context: FlowContext,
	actor: Actor,
	what: { readonly action: string; readonly object: string },
	deed: (deed: Deed) => Promise<Done>,
): Promise<DutyOutcome> =>
	officeDeed<DutyOutcome>(context, actor, what, async ({ db, touch }, now) => {
		const done = await deed({ db, now });
		if (done.outcome.ok && done.court) touch(done.court);
		return done;
	});

const mayManage = (context: FlowContext, principal: Principal, court: string): boolean =>
	may(principal, 'duty.manage', { court }, context.directory());

const zoneOf = (context: FlowContext, court: string): string => context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai';

/** Whether a person is on duty at a court now. */
export async function isOnDuty(context: FlowContext, db: Db, principal: Principal, court: string, now: Instant): Promise<boolean> {
	const zone = zoneOf(context, court);
	const today = dayOfInstant(now, zone);
	const shifts = await readShifts(db, [court], addDays(today, -1), today);
	return shifts.some((shift) => shift.person === principal.personCode && isRunning(shift, now, zone));
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

function checkShift(context: FlowContext, ask: ShiftAsk, today: CourtDate): Refusal | undefined {
	const { persons } = context.directory();
	if (!isCourtDate(ask.day)) return refuse('bad-day', '请填写值班日期');
	if (!isTime(ask.from) || !isTime(ask.to)) return refuse('bad-time', '请填写起止时间，例如 08:30 至 17:30');
	if (ask.from === ask.to) return refuse('bad-time', '起止时间不能相同');
	const post = ask.post.trim();
	if (post === '') return refuse('post-empty', '请填写岗位');
	if ([...post].length > longestPost) return refuse('post-too-long', `岗位名称最长 ${longestPost} 字`);
	if (persons.get(ask.person)?.court !== ask.court) return refuse('unknown-person', '本院没有这名人员');
	if (ask.day < today) return refuse('day-past', '不能排过去的班');
	if (daysBetween(today, ask.day) > farthestDays) return refuse('day-too-far', `最多排到 ${farthestDays} 天以后`);
	return undefined;
}

/** 排班: puts a turn on the roster. A person cannot have two turns at the same time, at whatever court. */
export async function addShift(context: FlowContext, principal: Principal, actor: Actor, ask: ShiftAsk): Promise<DutyOutcome> {
	return rosterDeed(context, actor, { action: 'duty.shift', object: `${ask.court}/${ask.day}` }, async ({ db, now }) => {
		if (!context.directory().courts.has(ask.court)) return { outcome: refuse('not-found', '没有这个法院') };
		if (!mayManage(context, principal, ask.court)) return { outcome: refuse('forbidden', '只有指挥中心值班员和执行局长可以排班') };
		const zone = zoneOf(context, ask.court);
		const refused = checkShift(context, ask, dayOfInstant(now, zone));
		if (refused) return { outcome: refused };
		const day = ask.day as CourtDate;
		const shift = { day, from: ask.from, to: ask.to, person: ask.person, post: ask.post.trim() };
		const near = await readShiftsOf(db, ask.person, addDays(day, -1), addDays(day, 1));
		const clash = overlapOf([...near, shift], zone);
		if (clash) return { outcome: refuse('shift-overlaps', `与该人员 ${clash[0].day} ${clash[0].from}–${clash[0].to} 的班次重叠`) };
		const id = randomUUID();
		await insertShift(db, { ...shift, id, court: ask.court });
		return { outcome: { ok: true, id }, court: ask.court, after: shift };
	});
}

/** Takes a turn off the roster; one that was signed for stays on record. */
export async function removeShift(context: FlowContext, principal: Principal, actor: Actor, id: string): Promise<DutyOutcome> {
	return rosterDeed(context, actor, { action: 'duty.remove', object: id }, async ({ db, now }) => {
		const shift = await readShift(db, id);
		if (!shift || !mayManage(context, principal, shift.court)) return { outcome: refuse('not-found', '没有这个班次，或无权办理') };
		if (shift.signedInAt) return { outcome: refuse('signed-in', '已签到的班次不能撤销') };
		if (shift.day < dayOfInstant(now, zoneOf(context, shift.court))) return { outcome: refuse('day-past', '过去的班次不能撤销') };
		await deleteShift(db, id);
		return { outcome: { ok: true, id }, court: shift.court, before: shift };
	});
}

/** Takes the turns of the week before over into the week that begins on `week`: what is there stays, what cannot be is left out. */
export async function copyWeek(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	court: string,
	week: string,
): Promise<DutyOutcome> {
	return rosterDeed(context, actor, { action: 'duty.copy', object: `${court}/${week}` }, async ({ db, now }) => {
		if (!mayManage(context, principal, court)) return { outcome: refuse('forbidden', '只有指挥中心值班员和执行局长可以排班') };
		if (!isCourtDate(week) || weekday(week) !== 1) return { outcome: refuse('bad-day', '请从周一开始') };
		const zone = zoneOf(context, court);
		const today = dayOfInstant(now, zone);
		const before = await readShifts(db, [court], addDays(week, -7), addDays(week, -1));
		let copied = 0;
		for (const shift of before) {
			const ask = { ...shift, day: addDays(shift.day, 7) };
			if (checkShift(context, ask, today)) continue;
			const near = await readShiftsOf(db, ask.person, addDays(ask.day, -1), addDays(ask.day, 1));
			if (overlapOf([...near, ask], zone)) continue;
			await insertShift(db, { ...ask, id: randomUUID() });
			copied += 1;
		}
		if (copied === 0) return { outcome: refuse('nothing-to-copy', '上周没有可以沿用的班次') };
		return { outcome: { ok: true, id: String(copied) }, court };
	});
}

/** 签到: a person comes on duty, in his own turn only. */
export async function signIn(context: FlowContext, principal: Principal, actor: Actor, id: string): Promise<DutyOutcome> {
	return rosterDeed(context, actor, { action: 'duty.sign-in', object: id }, async ({ db, now }) => {
		const shift = await readShift(db, id);
		if (!shift || shift.person !== principal.personCode) return { outcome: refuse('not-found', '没有这个班次，或不是您的班次') };
		if (shift.signedInAt) return { outcome: refuse('signed-in', '已经签到') };
		if (!maySignIn(shift, now, zoneOf(context, shift.court)))
			return { outcome: refuse('not-now', '签到从班次开始前 30 分钟起，至班次结束止') };
		await signShift(db, id, now);
		return { outcome: { ok: true, id }, court: shift.court };
	});
}

/** Hands a matter over to the next turn. */
export async function addNote(context: FlowContext, principal: Principal, actor: Actor, court: string, text: string): Promise<DutyOutcome> {
	return rosterDeed(context, actor, { action: 'duty.note', object: court }, async ({ db, now }) => {
		if (!(mayManage(context, principal, court) || (await isOnDuty(context, db, principal, court, now))))
			return { outcome: refuse('forbidden', '只有当班人员、指挥中心值班员和执行局长可以登记交接事项') };
		const words = text.trim();
		if (words === '') return { outcome: refuse('note-empty', '请填写交接事项') };
		if ([...words].length > longestNote) return { outcome: refuse('note-too-long', `交接事项最长 ${longestNote} 字`) };
		const id = randomUUID();
		await insertNote(db, { id, court, writtenAt: now, writtenBy: principal.personCode ?? principal.accountId, text: words });
		return { outcome: { ok: true, id }, court, after: { text: words } };
	});
}

/** Says that a matter handed over is settled. */
export async function settleNote(context: FlowContext, principal: Principal, actor: Actor, id: string): Promise<DutyOutcome> {
	return rosterDeed(context, actor, { action: 'duty.settle', object: id }, async ({ db, now }) => {
		const note = await readNote(db, id);
		const allowed = note && (mayManage(context, principal, note.court) || (await isOnDuty(context, db, principal, note.court, now)));
		if (!note || !allowed) return { outcome: refuse('not-found', '没有这项交接事项，或无权办理') };
		if (note.done) return { outcome: refuse('already-settled', '该事项已办结') };
		await saveSettled(db, id, now, principal.personCode ?? principal.accountId);
		return { outcome: { ok: true, id }, court: note.court };
	});
}
