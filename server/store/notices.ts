import { isRunning, noticeStandings, type NoticeStanding } from '../core/notice/standing.ts';
import { recipientOf, silences, topicOf, type RungNotice, type Silence } from '../core/notice/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { NumberedChange, StoredCase } from './cases.ts';
import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

type Side = Pick<StoredCase, 'state' | 'nodes'>;

/** Saves notices and silences of cases where any of them changed, or where their nodes did. */
export async function saveNotices(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const told = changes.filter((change) => change.after.state.notices.length > 0);
	if (told.length === 0) return;
	const notices = told.flatMap(changedNotices);
	await upsert(
		db,
		'notice',
		['id'],
		notices.map(({ row }) => row),
	);
	await upsert(
		db,
		'notice_recipient',
		['notice_id', 'position'],
		notices.filter(({ to }) => to).flatMap(({ notice, zone, row }) => recipientRows(notice, zone, row.state === 'open')),
	);
	await upsert(db, 'node_silence', ['id'], told.flatMap(changedSilences));
}

/** The court whose lists a notice stands in: where its node ran, else where the case is. */
const courtOf = ({ state, nodes }: Side, nodeId: string): string => nodes.find((node) => node.id === nodeId)?.court ?? state.court;

interface ChangedNotice {
	readonly notice: RungNotice;
	readonly zone: string;
	readonly row: ReturnType<typeof noticeRow>;
	/** Whether its recipients are new, one of them has signed or answered, or it no longer waits (or waits again). */
	readonly to: boolean;
}

function changedNotices(change: NumberedChange): readonly ChangedNotice[] {
	const { before, after } = change;
	const known = new Map(noticeStandings(before).map((item) => [item[0].id, item]));
	const { zone } = after.state;
	return noticeStandings(after).flatMap(([notice, standing]) => {
		const row = noticeRow(change.id, after, notice, standing);
		const earlier = known.get(notice.id);
		const same = earlier && JSON.stringify(noticeRow(change.id, before, ...earlier)) === JSON.stringify(row);
		const to = !earlier || stirred(...earlier) !== stirred(notice, standing);
		return same && !to ? [] : [{ notice, zone, row, to }];
	});
}

/** What the rows of its recipients are made of beside the recipients. */
const stirred = ({ signed, answers }: RungNotice, { phase }: NoticeStanding): string =>
	[signed?.length, answers?.length, phase === 'open'].join();

function noticeRow(caseId: number, side: Side, notice: RungNotice, standing: NoticeStanding) {
	const { zone } = side.state;
	const [signed] = notice.signed ?? [];
	const [answer] = notice.answers ?? [];
	return {
		id: notice.id,
		case_id: caseId,
		court_code: courtOf(side, notice.nodeId),
		topic: topicOf(notice),
		node_id: notice.nodeId,
		clock: notice.clock,
		due_on: notice.dueOn,
		level: notice.level,
		label: notice.label ?? null,
		from_id: notice.from ?? null,
		raised_at: notice.at,
		raised_on: dayOfInstant(notice.at, zone),
		reply_by: notice.replyBy,
		state: standing.phase,
		closed_by: standing.closedBy ?? null,
		closed_on: standing.closedOn ?? null,
		signed_on: signed ? dayOfInstant(signed.at, zone) : null,
		answered_on: answer ? dayOfInstant(answer.at, zone) : null,
		escalate_on: standing.escalateOn ?? null,
	};
}

/** Who has signed, and who has answered: each signature says for which of the recipients, and whoever answers has signed. */
function recipientRows(notice: RungNotice, zone: string, open: boolean) {
	return notice.to.map((text, position) => {
		const { as, court, person } = recipientOf(text);
		const signatures = notice.signed?.filter((one) => one.for === position) ?? [];
		const [signature] = signatures;
		const answer = notice.answers?.find(({ by }) => signatures.some((one) => one.by === by));
		return {
			notice_id: notice.id,
			position,
			office: as,
			court_code: court,
			person_code: person ?? null,
			signed_on: signature ? dayOfInstant(signature.at, zone) : null,
			answered_on: answer ? dayOfInstant(answer.at, zone) : null,
			open: open ? 1 : 0,
		};
	});
}

function changedSilences({ id, before, after }: NumberedChange) {
	const known = new Map(silences(before.state.notices).map((silence) => [silence.id, JSON.stringify(silenceRow(id, before, silence))]));
	return silences(after.state.notices)
		.map((silence) => silenceRow(id, after, silence))
		.filter((row) => known.get(row.id) !== JSON.stringify(row));
}

function silenceRow(caseId: number, side: Side, silence: Silence) {
	return {
		id: silence.id,
		case_id: caseId,
		court_code: courtOf(side, silence.nodeId),
		node_id: silence.nodeId,
		reason: silence.reason,
		said_by: silence.by,
		from_day: silence.from,
		until_day: silence.until,
		ended_on: silence.endedOn ?? null,
		ended_by: silence.endedBy ?? null,
		open: isRunning(silence, side) ? 1 : 0,
	};
}
