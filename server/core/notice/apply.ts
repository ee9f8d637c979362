import { numberOf, textOf, type CaseEvent } from '../case/case-event.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import {
	recipientText,
	type NoticeLabel,
	type NoticeLevel,
	type NoticeState,
	type Recipient,
	type RungNotice,
	type Silence,
} from './types.ts';

function changeNotice(
	notices: readonly NoticeState[],
	id: string | undefined,
	change: (notice: RungNotice) => RungNotice,
): readonly NoticeState[] {
	return notices.map((item) => (item.kind === 'rung' && item.id === id ? change(item) : item));
}

function raised({ data, at }: CaseEvent): RungNotice {
	return {
		kind: 'rung',
		...(data.kind === 'silent' || data.kind === 'unlock' ? { topic: data.kind } : {}),
		id: textOf(data, 'noticeId') ?? '',
		level: numberOf(data, 'level') as NoticeLevel,
		nodeId: textOf(data, 'nodeId') ?? '',
		clock: textOf(data, 'clock') ?? '',
		dueOn: data.dueOn as CourtDate,
		at: at as Instant,
		replyBy: data.replyBy as CourtDate,
		to: (data.recipients as readonly Recipient[]).map(recipientText),
		...(data.from ? { from: data.from as string } : {}),
		...(data.label ? { label: data.label as NoticeLabel } : {}),
	};
}

function silenced({ data, at, on }: CaseEvent): Silence {
	return {
		kind: 'silence',
		id: textOf(data, 'silenceId') ?? '',
		nodeId: textOf(data, 'nodeId') ?? '',
		...(data.since ? { since: data.since as CourtDate } : {}),
		reason: textOf(data, 'reason') ?? '',
		at: at as Instant,
		from: on,
		until: data.until as CourtDate,
		by: textOf(data, 'by') ?? '',
	};
}

/** The notices of a case after a system event; other events leave them as they are. */
export function applyNoticeEvent(notices: readonly NoticeState[], event: CaseEvent): readonly NoticeState[] {
	const { data, at, on } = event;
	const by = textOf(data, 'by');
	switch (event.type) {
		case 'notice-raised':
			return [...notices, raised(event)];
		case 'notice-signed':
			return changeNotice(notices, textOf(data, 'noticeId'), (notice) => ({
				...notice,
				signed: [...(notice.signed ?? []), { by: by ?? '', at: at as Instant, for: numberOf(data, 'for') }],
			}));
		case 'notice-answered':
			return changeNotice(notices, textOf(data, 'noticeId'), (notice) => ({
				...notice,
				answers: [...(notice.answers ?? []), { by: by ?? '', at: at as Instant, text: textOf(data, 'text') ?? '' }],
			}));
		case 'node-silenced':
			return [...notices, silenced(event)];
		case 'silence-ended':
			return notices.map((item) =>
				item.kind === 'silence' && item.id === data.silenceId ? { ...item, endedOn: on, ...(by ? { endedBy: by } : {}) } : item,
			);
		default:
			return notices;
	}
}
