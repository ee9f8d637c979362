import type { SystemDecision } from '../lock/decide-sweep.ts';
import type { CourtDate } from '../time/types.ts';
import { addWorkingDays, type WorkCalendar } from '../time/work-calendar.ts';
import type { NoticeLabel, NoticeLevel, NoticeTopic, Recipient, ReplyDays } from './types.ts';

/** A notice that is to be raised, with who receives it. */
export interface RaisedNotice {
	readonly topic: NoticeTopic;
	readonly id: string;
	readonly nodeId: string;
	readonly clock: string;
	readonly dueOn: CourtDate;
	readonly level: NoticeLevel;
	readonly recipients: readonly Recipient[];
	readonly from?: string;
	readonly label?: NoticeLabel;
}

/** By what the last day to sign is found: working days of the court that has the case. */
export interface ReplyClock {
	readonly calendar: WorkCalendar;
	readonly replyDays: ReplyDays;
	readonly today: CourtDate;
}

/** The event of a notice: everything that it fixes stands inside. */
export function noticeRaised({ calendar, replyDays, today }: ReplyClock, notice: RaisedNotice): SystemDecision {
	const { topic, id, level, nodeId, clock, dueOn, recipients, from, label } = notice;
	return {
		id,
		type: 'notice-raised',
		data: {
			noticeId: id,
			kind: topic === 'node' ? 'rung' : topic,
			level,
			nodeId,
			clock,
			dueOn,
			recipients,
			replyBy: addWorkingDays(today, replyDays[level - 1]!, calendar),
			...(from ? { from } : {}),
			...(label ? { label } : {}),
		},
	};
}
