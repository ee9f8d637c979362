import type { NoticeBoxView, NoticeFilter, NoticeLevel, NoticePhase, NoticeView, SilenceView } from '../../src/lib/contract/notices.ts';
import { mayTakeStep, type Principal } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { signedBy } from '../core/notice/sign.ts';
import type { ClosedBy } from '../core/notice/standing.ts';
import { noticeLabelNames, noticeLevelNames, noticeLevels, type NoticeLabel, type NoticeTopic } from '../core/notice/types.ts';
import { mayExplain, unitOf } from '../core/supervise/recipients.ts';
import { daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import {
	countNotices,
	countSilenced,
	readNotices,
	readRecipients,
	readSilences,
	type NoticeFilter as Rows,
	type NoticeListRow,
} from '../store/notice-readers.ts';
import { closedText, explainedName, topicWords } from './notice-topics.ts';
import { noticePhaseNames, officeName } from './notice-words.ts';
import { courtName, nodeName, personName, readableBy, type ViewContext } from './view-context.ts';

const pageRows = 50;
const phases: readonly NoticePhase[] = ['open', 'signed', 'answered', 'closed'];

/** Court time's day at the first of some courts. */
export function dayAt(context: ViewContext, courts: readonly string[]): CourtDate {
	const zone = context.directory().courts.get(courts[0] ?? '')?.zone ?? 'Asia/Shanghai';
	return dayOfInstant(context.now(), zone);
}

/** The notices that a person's box lists, before level and state: those sent to him, or those of the courts whose cases he may list. */
function boxOf(context: ViewContext, principal: Principal, { box, court }: NoticeFilter): Rows {
	const directory = context.directory();
	const below = court === undefined ? undefined : subtreeOf(directory, court).map((item) => item.code);
	if (box === 'mine') {
		const offices = principal.grants
			.filter((grant) => grant.role !== 'handler')
			.map((grant) => ({ office: grant.role, court: grant.court }));
		return { mine: { person: signedBy(principal), offices }, ...(below ? { courts: below } : {}) };
	}
	const { courts, handler } = readableBy(principal, directory);
	return { courts: below ? courts.filter((code) => below.includes(code)) : courts, ...(handler ? { handler } : {}) };
}

function parseCursor(cursor: string | undefined) {
	const [, raisedOn, level, id] = /^(\d{4}-\d{2}-\d{2})~([1-4])~(.+)$/.exec(cursor ?? '') ?? [];
	return raisedOn && id ? { after: { raisedOn, level: Number(level), id } } : {};
}

/** How many notices wait for a person to sign, that nobody has signed for. */
export async function unsignedFor(context: ViewContext, principal: Principal): Promise<number> {
	const counts = await countNotices(context.db, { ...boxOf(context, principal, { box: 'mine', state: 'open' }), states: ['open'] });
	return counts.reduce((sum, row) => sum + row.count, 0);
}

/** The notice box of a person. */
export async function noticeBoxView(
	context: ViewContext,
	principal: Principal,
	filter: NoticeFilter,
	limit = pageRows,
): Promise<NoticeBoxView> {
	const { db } = context;
	const readable = readableBy(principal, context.directory());
	const today = dayAt(context, readable.courts);
	const box = boxOf(context, principal, filter);
	const counts = await countNotices(db, box);
	const sum = (fits: (row: (typeof counts)[number]) => boolean): number => counts.filter(fits).reduce((total, row) => total + row.count, 0);
	const inState = (state: string): boolean => filter.state === 'all' || filter.state === state;
	const byState = Object.fromEntries(phases.map((state) => [state, sum((row) => row.state === state)])) as Record<NoticePhase, number>;
	const byLevel = Object.fromEntries(noticeLevels.map((level) => [level, sum((row) => row.level === level && inState(row.state))]));
	const states = filter.state === 'all' ? {} : { states: [filter.state] };
	const page = { limit: limit + 1, ...parseCursor(filter.cursor) };
	const rows = await readNotices(db, { ...box, ...states, ...(filter.level ? { level: filter.level } : {}) }, page);
	const shown = rows.slice(0, limit);
	const last = rows.length > limit ? shown.at(-1) : undefined;
	return {
		filter,
		byState: { ...byState, all: sum(() => true) },
		byLevel: byLevel as NoticeBoxView['byLevel'],
		rows: await noticeRows(context, principal, shown, today),
		total: sum((row) => inState(row.state) && (filter.level === undefined || row.level === filter.level)),
		...(last ? { nextCursor: `${last.raised_on}~${last.level}~${last.id}` } : {}),
		courts: readable.courts.map((code) => ({ code, name: courtName(context, code) })),
		silenced: await countSilenced(db, box.courts ?? readable.courts, readable.handler),
		ownOnly: readable.handler !== undefined,
		today,
	};
}

type RecipientRow = Awaited<ReturnType<typeof readRecipients>>[number];

async function noticeRows(
	context: ViewContext,
	principal: Principal,
	rows: readonly NoticeListRow[],
	today: CourtDate,
): Promise<readonly NoticeView[]> {
	const recipients = Map.groupBy(
		await readRecipients(
			context.db,
			rows.map((row) => row.id),
		),
		(row) => row.notice_id,
	);
	return rows.map((row) => noticeView(context, principal, row, recipients.get(row.id) ?? [], today));
}

/** Whether a recipient is this person: named, holding the office that stood empty, or handling the case by now. */
function isFor(principal: Principal, recipient: RecipientRow, handler: string | null): boolean {
	const own = principal.personCode;
	if (recipient.person_code === signedBy(principal)) return true;
	if (own !== undefined && recipient.office === 'handler' && handler === own) return true;
	const empty = recipient.person_code === null && recipient.office !== 'handler';
	return empty && mayTakeStep(principal, { court: recipient.court_code, role: recipient.office });
}

function noticeView(
	context: ViewContext,
	principal: Principal,
	row: NoticeListRow,
	recipients: readonly RecipientRow[],
	today: CourtDate,
): NoticeView {
	const state = row.state as NoticePhase;
	const level = row.level as NoticeLevel;
	const mine = recipients.filter((recipient) => isFor(principal, recipient, row.handler_code));
	const open = state !== 'closed';
	const handler = personName(context, row.handler_code);
	return {
		id: row.id,
		level,
		levelName: noticeLevelNames[level],
		...(row.label ? { labelName: noticeLabelNames[row.label as NoticeLabel] } : {}),
		caseId: row.case_id,
		caseNumber: row.number_text,
		courtName: courtName(context, row.court_code),
		...(handler ? { handlerName: handler } : {}),
		nodeId: row.node_id,
		...wordsOf(context, row, mine),
		...(row.subject && row.subject !== '-' ? { subject: row.subject } : {}),
		dueOn: row.due_on,
		daysLeft: daysBetween(today, row.due_on as CourtDate),
		raisedOn: row.raised_on,
		replyBy: row.reply_by,
		late: state === 'open' && row.reply_by < today,
		state,
		stateName: noticePhaseNames[state],
		...(row.closed_by ? { closedText: closedText(row.topic as NoticeTopic, row.closed_by as ClosedBy) } : {}),
		...(row.signed_on ? { signedOn: row.signed_on } : {}),
		...(row.answered_on ? { answeredOn: row.answered_on } : {}),
		recipients: recipients.map((recipient) => {
			const name = personName(context, recipient.person_code);
			return {
				officeName: officeName(recipient.office),
				...(name ? { name } : {}),
				...(recipient.court_code === row.court_code ? {} : { courtName: courtName(context, recipient.court_code) }),
				...(recipient.signed_on ? { signedOn: recipient.signed_on } : {}),
			};
		}),
		maySign: open && mine.length > 0 && mine.every((recipient) => recipient.signed_on === null),
		mayAnswer: open && mine.length > 0,
	};
}

/** What a notice is about. Administrators see who is missing, and not the request. */
function wordsOf(context: ViewContext, row: NoticeListRow, mine: readonly RecipientRow[]) {
	const { requestId, ...words } = topicWords({
		topic: row.topic as NoticeTopic,
		nodeId: row.node_id,
		clock: row.clock,
		level: row.level,
		again: row.from_id !== null,
		nodeName: row.node ? nodeName(context, row.node) : '节点已撤销',
		...(row.last_step && row.state !== 'closed' ? { lastStep: row.last_step } : {}),
	});
	const isOnlyAdmin = mine.length > 0 && mine.every((recipient) => recipient.office === 'system-admin');
	return requestId && !isOnlyAdmin ? { ...words, requestId } : words;
}

/** Nodes that are explained at present in the courts whose cases a person may list. */
export async function silenceViews(context: ViewContext, principal: Principal, court?: string): Promise<readonly SilenceView[]> {
	const directory = context.directory();
	const { courts, handler } = readableBy(principal, directory);
	const below = court === undefined ? undefined : new Set(subtreeOf(directory, court).map((item) => item.code));
	const rows = await readSilences(context.db, below ? courts.filter((code) => below.has(code)) : courts, handler);
	return rows.map((row) => {
		const name = personName(context, row.handler_code);
		const own = principal.personCode !== undefined && principal.personCode === row.handler_code;
		const unit = unitOf({ handler: row.handler_code ?? undefined, unit: row.unit_code ?? undefined }, directory);
		return {
			id: row.id,
			caseId: row.case_id,
			caseNumber: row.number_text,
			courtName: courtName(context, row.court_code),
			...(name ? { handlerName: name } : {}),
			nodeId: row.node_id,
			nodeName: explainedName(row.node_id, row.case_key, nodeName(context, row.node ?? '')),
			reason: row.reason,
			byName: personName(context, row.said_by) ?? row.said_by,
			from: row.from_day,
			until: row.until_day,
			mayEnd: !own && mayExplain(principal, { court: row.case_court, unit }, directory),
		};
	});
}
