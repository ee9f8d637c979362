import type { CaseNoticesView, CaseNoticeView } from '../../src/lib/contract/notices.ts';
import type { Principal } from '../core/access/may.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { mostSilentDays } from '../core/notice/silence.ts';
import { hasSigned, placeOf, signedBy } from '../core/notice/sign.ts';
import { isRunning, noticeStandings, silenceOf, type NoticeStanding } from '../core/notice/standing.ts';
import { noticeLabelNames, noticeLevelNames, recipientOf, silences, topicOf, type RungNotice } from '../core/notice/types.ts';
import { silenceOn } from '../core/silent/spell.ts';
import { lastStep, silentDaysOf } from '../core/silent/steps.ts';
import { watches } from '../core/supervise/posts.ts';
import { mayExplain, unitOf } from '../core/supervise/recipients.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { StoredCase } from '../store/cases.ts';
import { readPosts } from '../store/supervisors.ts';
import { closedText, explainedName, topicWords } from './notice-topics.ts';
import { noticePhaseNames, officeNames, silenceEnd } from './notice-words.ts';
import { courtName, nodeName, personName, type ViewContext } from './view-context.ts';

interface Shown {
	readonly context: ViewContext;
	readonly principal: Principal;
	readonly stored: StoredCase;
	readonly view: CaseView;
	readonly today: CourtDate;
}

/** Notices and silences of one case, the latest first. */
export async function caseNoticesView(
	context: ViewContext,
	principal: Principal,
	stored: StoredCase,
	view: CaseView,
): Promise<CaseNoticesView> {
	const { state, nodes } = stored;
	const shown = { context, principal, stored, view, today: dayOfInstant(context.now(), state.zone) };
	const own = principal.personCode;
	const posts = await readPosts(context.db, { courts: [state.court] });
	const unit = unitOf(view, context.directory());
	const chief = mayExplain(principal, { court: state.court, unit }, context.directory());
	const allowed = (node: string): boolean =>
		(own === undefined || own !== view.handler) && (chief || watches(posts, own, { node, unit }, shown.today));
	const open = nodes.filter((node) => !node.endedOn && node.phase !== 'void' && !silenceOf(stored, node.id));
	return {
		notices: noticeStandings(stored)
			.map(([notice, standing]) => noticeOf(shown, notice, standing))
			.reverse(),
		silences: silences(state.notices)
			.map((silence) => {
				const running = isRunning(silence, stored);
				return {
					id: silence.id,
					...caseOf(shown),
					nodeId: silence.nodeId,
					nodeName: explainedName(silence.nodeId, state.key, nameOf(shown, silence.nodeId)),
					reason: silence.reason,
					byName: personName(context, silence.by) ?? silence.by,
					from: silence.from,
					until: silence.until,
					...silenceEnd(silence, running),
					mayEnd: running && allowed(nodes.find((node) => node.id === silence.nodeId)?.node ?? ''),
				};
			})
			.reverse(),
		maySilence: [
			...(isStill(shown) && allowed('') ? [{ nodeId: state.key, name: '消极执行（全案）' }] : []),
			...open.filter((node) => allowed(node.node)).map((node) => ({ nodeId: node.id, name: nameOf(shown, node.id) })),
		],
		lastUntil: addDays(shown.today, mostSilentDays),
	};
}

/** Whether the case stands in the list of silent cases and nobody has said why. */
function isStill({ context, stored, view, today }: Shown): boolean {
	const { settings } = context.directory().courts.get(stored.state.court) ?? {};
	return silenceOn(view, silentDaysOf(settings), today) !== undefined && !silenceOf(stored, stored.state.key);
}

function lastStepOf({ view }: Shown, { phase }: NoticeStanding): { readonly lastStep?: string } {
	const last = phase === 'closed' ? undefined : lastStep(view.facts);
	return last ? { lastStep: last.type } : {};
}

function nameOf({ context, stored }: Shown, nodeId: string): string {
	const node = stored.nodes.find((candidate) => candidate.id === nodeId);
	if (!node) return '节点已撤销';
	return `${nodeName(context, node.node)}${node.subject === '-' ? '' : `（${node.subject}）`}`;
}

function caseOf({ context, stored, view }: Shown) {
	const handlerName = personName(context, view.handler);
	const { court, text } = stored.state;
	return { caseId: stored.id ?? 0, caseNumber: text, courtName: courtName(context, court), ...(handlerName ? { handlerName } : {}) };
}

function noticeOf(shown: Shown, notice: RungNotice, standing: NoticeStanding): CaseNoticeView {
	const { context, principal, stored, view, today } = shown;
	const { zone, court } = stored.state;
	const place = placeOf(notice, principal, view.handler);
	const open = standing.phase !== 'closed' && place !== undefined;
	const [signed] = notice.signed ?? [];
	const answers = notice.answers ?? [];
	return {
		id: notice.id,
		level: notice.level,
		levelName: noticeLevelNames[notice.level],
		...(notice.label ? { labelName: noticeLabelNames[notice.label] } : {}),
		...caseOf(shown),
		nodeId: notice.nodeId,
		...topicWords({
			...{ topic: topicOf(notice), nodeId: notice.nodeId, clock: notice.clock, level: notice.level, again: notice.from !== undefined },
			nodeName: nameOf(shown, notice.nodeId),
			...lastStepOf(shown, standing),
		}),
		dueOn: notice.dueOn,
		daysLeft: daysBetween(today, notice.dueOn),
		raisedOn: dayOfInstant(notice.at, zone),
		replyBy: notice.replyBy,
		late: standing.phase === 'open' && notice.replyBy < today,
		state: standing.phase,
		stateName: noticePhaseNames[standing.phase],
		...(standing.closedBy ? { closedText: closedText(topicOf(notice), standing.closedBy) } : {}),
		...(signed ? { signedOn: dayOfInstant(signed.at, zone) } : {}),
		...(answers[0] ? { answeredOn: dayOfInstant(answers[0].at, zone) } : {}),
		recipients: notice.to.map((text, index) => {
			const to = recipientOf(text);
			const name = personName(context, to.person);
			const signature = notice.signed?.find((one) => one.for === index);
			return {
				officeName: officeNames[to.as],
				...(name ? { name } : {}),
				...(to.court === court ? {} : { courtName: courtName(context, to.court) }),
				...(signature ? { signedOn: dayOfInstant(signature.at, zone) } : {}),
			};
		}),
		maySign: open && !hasSigned(notice, signedBy(principal)),
		mayAnswer: open,
		answers: answers.map(({ by, at, text }) => ({ byName: personName(context, by) ?? by, at, text })),
	};
}
