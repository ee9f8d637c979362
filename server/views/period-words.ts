import type { PeriodCase, PeriodChangeView } from '../../src/lib/contract/period-lists.ts';
import type { ChainStepView, GroundView, PeriodDecisionView, PeriodRequestView } from '../../src/lib/contract/periods.ts';
import type { CaseView } from '../core/case/case-state.ts';
import { extensionText } from '../core/deadline/wording.ts';
import { exclusionIdOf, periodChanges } from '../core/period/changes.ts';
import { mostText } from '../core/period/check.ts';
import { excludedDays, lengthOf } from '../core/period/days.ts';
import { groundName, groundOf, type Ground } from '../core/period/grounds.ts';
import {
	exclusionKinds,
	longFreezeDays,
	periodKindNames,
	type PeriodDecision,
	type PeriodKind,
	type PeriodRequest,
} from '../core/period/types.ts';
import { addDays } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import { courtName, nodeName, personName, type ViewContext } from './view-context.ts';

export const periodPhaseNames: Readonly<Record<PeriodRequest['phase'], string>> = {
	pending: '审批中',
	returned: '退回补正',
	granted: '已批准',
	refused: '不予批准',
	withdrawn: '已撤回',
};

const verdictNames: Readonly<Record<PeriodDecision['verdict'], string>> = { approve: '同意', refuse: '不予批准', return: '退回补正' };
export const procedureNames: Readonly<Record<string, string>> = { small: '小额诉讼', simple: '简易程序', ordinary: '普通程序' };

/** A ground as forms show it. */
export function groundView(ground: Ground): GroundView {
	const { code, kind, name, track, basis, source, needsDocument, nodes, convert } = ground;
	const most = mostText(ground);
	return {
		...{ code, kind, kindName: periodKindNames[kind], name, track, basis, source, needsDocument },
		...(most ? { mostText: most } : {}),
		...(nodes ? { nodes } : {}),
		...(convert ? { convertTo: convert.to } : {}),
	};
}

/** A case as far as pages on periods show it. */
export function periodCase(context: ViewContext, id: number, view: CaseView): PeriodCase {
	const { state } = view;
	const handlerName = personName(context, view.handler);
	return {
		id,
		caseNumber: state.text,
		court: state.court,
		courtName: courtName(context, state.court),
		...(handlerName ? { handlerName } : {}),
		filedOn: view.filedOn,
		...(view.closedOn ? { closedOn: view.closedOn } : {}),
		...(view.procedure ? { procedureName: procedureNames[view.procedure] ?? view.procedure } : {}),
	};
}

/** What is asked for, in one line. */
export function whatText(context: ViewContext, request: PeriodRequest): string {
	const { from, to, subject } = request;
	const about = subject ? `（${subject}）` : '';
	if (request.kind === 'conversion') return `转为${procedureNames[request.convertTo ?? ''] ?? ''}`;
	if (request.kind === 'extension') {
		const { addDays: days, addMonths: months } = request;
		const added = { ...(days ? { addDays: days } : {}), ...(months ? { addMonths: months } : {}), decidedOn: '' as CourtDate };
		return `${nodeName(context, request.node ?? '')}${about} 延长${extensionText(added, false)}`;
	}
	return `${from ?? ''} 至 ${to ?? '恢复之日'}${about}`;
}

function decisionView(context: ViewContext, decision: PeriodDecision): PeriodDecisionView {
	const { step, verdict, by, at, opinion } = decision;
	return { step, verdict, verdictName: verdictNames[verdict], byName: personName(context, by) ?? by, at, opinion };
}

function chainViews(context: ViewContext, request: PeriodRequest): readonly ChainStepView[] {
	return request.chain.map((step, index) => {
		const decision = request.decisions.slice(request.decidedBefore).find((item) => item.step === index && item.verdict !== 'return');
		const running = request.phase === 'pending' && request.step === index;
		return {
			label: step.label,
			courtName: courtName(context, step.court),
			state: running ? 'running' : decision ? 'done' : 'ahead',
			...(decision && !running ? { decision: decisionView(context, decision) } : {}),
		};
	});
}

/** A request with its chain and what was said of it. */
export function requestView(context: ViewContext, request: PeriodRequest): PeriodRequestView {
	const { id, kind, ground, phase, chain: _chain, decisions, decidedBefore: _before, by, override, ...asked } = request;
	return {
		...asked,
		id,
		kind,
		kindName: periodKindNames[kind],
		ground,
		groundName: groundName(ground),
		basis: groundOf(ground)?.basis ?? '',
		what: whatText(context, request),
		byName: personName(context, by) ?? by,
		phase,
		phaseName: periodPhaseNames[phase],
		override: override ?? false,
		chain: chainViews(context, request),
		decisions: decisions.map((decision) => decisionView(context, decision)),
	};
}

/** A change in force as a view; `today` is where the count of an open exclusion stands. */
export function changeView(
	change: {
		readonly kind: PeriodKind;
		readonly ground: string;
		readonly from: CourtDate;
		readonly to?: CourtDate;
		readonly documentNo?: string;
		readonly requestId?: string;
		readonly exclusionId?: string;
		readonly subject?: string;
	},
	today: CourtDate,
): PeriodChangeView {
	const { kind, ground, from, to, documentNo, requestId, exclusionId, subject } = change;
	const isOpen = exclusionKinds.includes(kind) && to === undefined;
	const days = to ? lengthOf(from, to) : isOpen ? excludedDays([{ from }], addDays(from, -1), today) : 0;
	return {
		kind,
		kindName: periodKindNames[kind],
		groundName: subject ? `${groundName(ground)}（限 ${subject}）` : groundName(ground),
		...(subject ? { subject } : {}),
		from,
		...(to ? { to } : {}),
		days,
		...(documentNo ? { documentNo } : {}),
		...(requestId ? { requestId } : {}),
		...(isOpen && exclusionId ? { openExclusionId: exclusionId } : {}),
		long: isOpen && subject === undefined && days > longFreezeDays,
	};
}

/** The period changes of a case so far, from its facts. */
export function earlierChanges(view: CaseView, today: CourtDate): readonly PeriodChangeView[] {
	const { key } = view.state;
	return periodChanges(key, view.facts).map((change) => {
		const exclusionId = exclusionIdOf(key, change.id);
		return changeView({ ...change, ...(exclusionId === undefined ? {} : { exclusionId }) }, today);
	});
}
