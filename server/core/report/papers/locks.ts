import { daysBetween } from '../../time/civil.ts';
import { dayOfInstant } from '../../time/zone.ts';
import { nodeOfId } from '../as-of.ts';
import { words, type Ref, type Words } from '../cite.ts';
import { firstCause, handlerName, nodeName, requestLine } from '../lines.ts';
import type { PaperCell } from '../paper.ts';
import { forCourts, type AsOf } from './lines.ts';
import { column, thisOf, type Scribe } from './scribe.ts';

type Count = (code: string, label: string, value: number, definition: string, drill?: string) => Ref;

const counter =
	(scribe: Scribe): Count =>
	(code, label, value, definition, drill) =>
		scribe.fact({ code, label, value, of: '件', definition, ...(drill ? { drill } : {}) });

/** Locks of the period and at its end, what was asked and decided, and the lists of both. */
export function writeLocks(scribe: Scribe, now: AsOf): void {
	const { base } = scribe;
	scribe.heading(2, '锁死与解锁');
	const count = counter(scribe);
	const asked = requestWords(scribe, now, count);
	if (now.set.length + now.released.length + now.held.length === 0) {
		scribe.para(words`${thisOf(base.period)}没有新锁死和解锁的案件，期末没有锁死案件。${asked}`);
		return;
	}
	const drill = (query: string): string => `/desk/locks?${query}&court=${encodeURIComponent(base.court.code)}`;
	const { from, to } = base.period;
	const set = count('locks-set', '新锁死案件', now.set.length, '统计期内因节点超期锁死的案件', drill(`outcome=held&from=${from}&to=${to}`));
	const released = count('locks-released', '解锁案件', now.released.length, '统计期内解除锁死的案件', drill('state=released'));
	const held = count('locks-held', '锁死在册案件', now.held.length, '截止时点仍锁死的案件', drill('state=standing'));
	scribe.para(words`${thisOf(base.period)}新锁死${set}，解锁${released}；期末锁死在册${held}。${asked}`);
	lockTable(scribe, now);
	requestTable(scribe, now);
}

function requestWords(scribe: Scribe, now: AsOf, count: Count): Words {
	const { filed, granted, refused, returned } = scribe.input.lists.unlocks;
	const waiting = now.waiting.length;
	const period = thisOf(scribe.base.period);
	if (filed + granted + refused + returned + waiting === 0) return [`${period}没有提出和办结解锁申请，期末没有待审的解锁申请。`];
	const of = (code: string, label: string, value: number, done: string): Ref => count(code, label, value, `统计期内${done}的解锁申请`);
	const decided = words`同意${of('unlock-granted', '同意解锁', granted, '作出同意决定')}、不同意${of('unlock-refused', '不同意解锁', refused, '作出不同意决定')}、退回补正${of('unlock-returned', '退回补正', returned, '退回补正')}`;
	const left = count('unlock-waiting', '待审解锁申请', waiting, '截止时点尚未作出决定的解锁申请');
	return words`${period}提出解锁申请${of('unlock-filed', '提出解锁申请', filed, '提出')}，${decided}；期末待审${left}。`;
}

function lockTable(scribe: Scribe, now: AsOf): void {
	const { base, input } = scribe;
	const { day } = input.lists;
	if (now.held.length === 0) return;
	const rows = now.held
		.toSorted((a, b) => (a.lockedAt === b.lockedAt ? (a.lockId < b.lockId ? -1 : 1) : a.lockedAt < b.lockedAt ? -1 : 1))
		.map((lock, at): readonly PaperCell[] => {
			const cause = firstCause(lock);
			const lockedOn = dayOfInstant(lock.lockedAt, base.court.zone);
			return forCourts(base.courts.length, [
				{ number: at + 1 },
				{ caseId: lock.caseId, caseNumber: lock.caseNumber },
				base.directory.courts.get(lock.court)?.name ?? lock.court,
				lock.unit ? (base.directory.units.get(lock.unit)?.name ?? lock.unit) : '—',
				handlerName(base, lock.handler) ?? '—',
				cause ? nodeName(base, nodeOfId(cause.nodeId), cause.dueOn) : '—',
				{ day: lockedOn },
				{ number: Math.max(0, daysBetween(lockedOn, day)) },
				{ number: lock.repeat + 1 },
			]);
		});
	scribe.table({
		id: 'locks',
		title: '锁死在册案件',
		columns: forCourts(base.courts.length, [
			column('序号', 5),
			column('案号', 21, 'left'),
			column('承办法院', 17, 'left'),
			column('部门', 15, 'left'),
			column('承办人', 9),
			column('锁死原因（节点）', 20, 'left'),
			column('锁死日期', 13),
			column('已锁天数', 8, 'right'),
			column('锁死次数', 8, 'right'),
		]),
		rows,
		empty: '期末没有锁死案件。',
		persons: true,
	});
}

function requestTable(scribe: Scribe, now: AsOf): void {
	const { base, input } = scribe;
	if (now.waiting.length === 0) return;
	scribe.table({
		id: 'unlock-waiting',
		title: '待审解锁申请',
		columns: [
			column('序号', 5),
			column('案号', 22, 'left'),
			column('承办法院', 19, 'left'),
			column('承办人', 9),
			column('提出日期', 13),
			column('已等天数', 8, 'right'),
			column('所处环节', 20, 'left'),
		],
		rows: now.waiting.map((waiting, at) => {
			const line = requestLine(now.context, waiting);
			const asked = dayOfInstant(waiting.request.requestedAt, base.court.zone);
			return [
				{ number: at + 1 },
				waiting.lock ? { caseId: waiting.lock.caseId, caseNumber: waiting.lock.caseNumber } : line.caseNumber,
				line.courtName,
				line.handlerName ?? '—',
				{ day: asked },
				{ number: Math.max(0, daysBetween(asked, input.lists.day)) },
				line.marks[0] ?? '—',
			];
		}),
		empty: '没有待审的解锁申请。',
		persons: true,
	});
}
