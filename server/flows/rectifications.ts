import { randomUUID } from 'node:crypto';
import { may, type Principal } from '../core/access/may.ts';
import type { Directory } from '../core/directory/types.ts';
import { actorFor } from '../core/rectification/actor.ts';
import { decideRectification, type RectificationWord } from '../core/rectification/decide.ts';
import type { Rectification } from '../core/rectification/types.ts';
import { knownIndicator } from '../core/target/known.ts';
import { addDays, isCourtDate } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { readRectifications, saveRectification } from '../store/rectification.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy, todayAt, type OfficeOutcome } from './office-deed.ts';

/** A shortfall for which somebody is to answer. */
export interface RectificationInput {
	readonly court: string;
	readonly unit?: string;
	readonly person?: string;
	/** The indicator that falls short. */
	readonly code: string;
	/** 「9月执行案件结案率低于目标 3.2 个百分点」. */
	readonly title: string;
	/** Number or id of the publication that found it. */
	readonly foundIn?: string;
	/** Absent: today. */
	readonly foundOn?: string;
	readonly owner: string;
	readonly dueOn: string;
	/** What is to be done. */
	readonly measures: string;
}

const longestDays = 366;

function dayProblem({ foundOn, dueOn }: RectificationInput, today: CourtDate): string | undefined {
	if (foundOn !== undefined && (!isCourtDate(foundOn) || foundOn > today)) return '发现日期应为今日以前实有的日期';
	if (!isCourtDate(dueOn)) return '完成日期应为实有的日期';
	if (dueOn < today) return '完成日期不得早于今日';
	return dueOn > addDays(today, longestDays) ? '完成日期不得超过一年' : undefined;
}

function textProblem({ title, measures, foundIn }: RectificationInput): string | undefined {
	if (title.trim() === '') return '请填写问题';
	if (title.length > 200) return '问题最多 200 字';
	if (measures.trim() === '') return '请填写整改要求';
	if (measures.length > 1000) return '整改要求最多 1000 字';
	return (foundIn ?? '').length > 200 ? '通报文号最多 200 字' : undefined;
}

function problemOf(directory: Directory, principal: Principal, input: RectificationInput, today: CourtDate): Refusal | undefined {
	const { court, unit, person, owner, code } = input;
	if (!directory.courts.has(court)) return refuse('not-found', '没有这个法院');
	if (!may(principal, 'office.manage', { court }, directory)) return refuse('forbidden', '整改由审管办或院长立项');
	if (!knownIndicator(code)) return refuse('bad-indicator', `没有指标 ${code}`);
	if (unit !== undefined && directory.units.get(unit)?.court !== court) return refuse('bad-unit', '该院没有这个部门');
	if (person !== undefined && directory.persons.get(person)?.court !== court) return refuse('bad-person', '该院没有这个人员');
	if (directory.persons.get(owner)?.court !== court) return refuse('bad-owner', '责任人应为该院人员');
	const wrong = textProblem(input) ?? dayProblem(input, today);
	return wrong ? refuse('bad-rectification', wrong) : undefined;
}

/** Opens a rectification (立项) from a shortfall. An open one for the same indicator, unit and person is not opened twice. */
export async function openRectification(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	input: RectificationInput,
): Promise<OfficeOutcome> {
	const id = randomUUID();
	return officeDeed<OfficeOutcome>(
		context,
		actor,
		{ action: 'rectify.open', object: `${input.court}/${input.code}` },
		async (write, now) => {
			const { db, touch } = write;
			const { court, unit, person, code, foundIn } = input;
			const today = todayAt(context, court, now);
			const wrong = problemOf(context.directory(), principal, input, today);
			if (wrong) return { outcome: wrong };
			const open = await readRectifications(db, { courts: [court], state: 'open' });
			if (open.some((item) => item.code === code && item.unit === unit && item.person === person))
				return { outcome: refuse('rectification-open', '该指标对同一部门、人员的整改尚未销号，请在原项目中办理') };
			const by = signedBy(principal);
			const measures = input.measures.trim();
			const item: Rectification = {
				id,
				court,
				...(unit === undefined ? {} : { unit }),
				...(person === undefined ? {} : { person }),
				code,
				title: input.title.trim(),
				...(foundIn?.trim() ? { foundIn: foundIn.trim() } : {}),
				foundOn: (input.foundOn ?? today) as CourtDate,
				owner: input.owner,
				dueOn: input.dueOn as CourtDate,
				measures,
				state: 'open',
				createdBy: by,
				createdAt: now,
				steps: [{ move: 'opened', text: measures, by, role: actor.role, court: actor.court, at: now, dueOn: input.dueOn as CourtDate }],
			};
			await saveRectification(db, item);
			touch(court);
			return { outcome: { ok: true, id }, after: item };
		},
	);
}

/** Reports, extends, closes, reopens, or calls to account. */
export async function moveRectification(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	id: string,
	word: RectificationWord,
): Promise<OfficeOutcome> {
	return officeDeed<OfficeOutcome>(context, actor, { action: `rectify.${word.move}`, object: id }, async ({ db, touch }, now) => {
		const [before] = await readRectifications(db, { id });
		if (!before) return { outcome: refuse('not-found', '没有这项整改') };
		const who = actorFor(context.directory(), principal, before);
		const moved = decideRectification(before, word, who, todayAt(context, before.court, now));
		if (!moved.ok) return { outcome: moved, before };
		const { closedOn: _on, closedBy: _by, closing: _closing, ...rest } = before;
		const dated = moved.dueOn === before.dueOn && word.move !== 'reopen' ? {} : { dueOn: moved.dueOn };
		const step = { move: word.move, text: word.text.trim(), by: who.code, role: actor.role, court: actor.court, at: now, ...dated };
		const kept = moved.state === 'closed' && !moved.closing ? before : rest;
		const { closing } = moved;
		const after: Rectification = {
			...kept,
			state: moved.state,
			dueOn: moved.dueOn,
			...(closing ? { closedOn: closing.on, closedBy: closing.by, closing: closing.text } : {}),
			steps: [...before.steps, step],
		};
		await saveRectification(db, after);
		touch(before.court);
		return { outcome: { ok: true, id }, before, after };
	});
}
