import { numberOf, textOf, type CaseEvent, type EventData } from '../case/case-event.ts';
import type { CourtDate, Instant } from '../time/types.ts';
import type { ChainStep, PeriodDecision, PeriodKind, PeriodRequest, PeriodVerdict, Procedure } from './types.ts';

function changeRequest(
	periods: readonly PeriodRequest[],
	id: string | undefined,
	change: (request: PeriodRequest) => PeriodRequest,
): readonly PeriodRequest[] {
	return periods.map((request) => (request.id === id ? change(request) : request));
}

/** What was asked for, without the fields that are not there. */
function askedFor(data: EventData): Partial<PeriodRequest> {
	const fields = ['node', 'subject', 'from', 'to', 'addDays', 'addMonths', 'convertTo', 'documentName'] as const;
	const given = fields.filter((field) => data[field] !== undefined && data[field] !== null);
	return Object.fromEntries(given.map((field) => [field, data[field]])) as {
		node?: string;
		subject?: string;
		from?: CourtDate;
		to?: CourtDate;
		addDays?: number;
		addMonths?: number;
		convertTo?: Procedure;
		documentName?: string;
	};
}

function requested(periods: readonly PeriodRequest[], event: CaseEvent): readonly PeriodRequest[] {
	const { data } = event;
	const id = textOf(data, 'requestId') ?? '';
	const earlier = periods.find((request) => request.id === id);
	const request: PeriodRequest = {
		id,
		kind: data.kind as PeriodKind,
		ground: textOf(data, 'groundCode') ?? '',
		...askedFor(data),
		documentNo: textOf(data, 'documentNo') ?? '',
		reason: textOf(data, 'reason') ?? '',
		by: textOf(data, 'by') ?? '',
		at: event.at as Instant,
		chain: data.chain as readonly ChainStep[],
		step: 0,
		phase: 'pending',
		// A returned request that is filed again keeps its number and what was said of it.
		decisions: earlier?.decisions ?? [],
		decidedBefore: earlier?.decisions.length ?? 0,
		...(data.override === true ? { override: true } : {}),
	};
	return [...periods.filter((other) => other.id !== id), request];
}

function decided(periods: readonly PeriodRequest[], event: CaseEvent): readonly PeriodRequest[] {
	const { data } = event;
	const decision: PeriodDecision = {
		step: numberOf(data, 'step'),
		verdict: data.verdict as PeriodVerdict,
		by: textOf(data, 'by') ?? '',
		court: textOf(data, 'court') ?? '',
		at: event.at as Instant,
		opinion: textOf(data, 'opinion') ?? '',
	};
	return changeRequest(periods, textOf(data, 'requestId'), (request) => {
		const decisions = [...request.decisions, decision];
		if (decision.verdict === 'refuse') return { ...request, decisions, phase: 'refused' };
		if (decision.verdict === 'return') return { ...request, decisions, phase: 'returned' };
		const step = decision.step + 1;
		return step < request.chain.length ? { ...request, decisions, step } : { ...request, decisions, phase: 'granted' };
	});
}

/** The period requests of a case after a system event; other events leave them as they are. */
export function applyPeriodEvent(periods: readonly PeriodRequest[], event: CaseEvent): readonly PeriodRequest[] {
	switch (event.type) {
		case 'period-requested':
			return requested(periods, event);
		case 'period-decided':
			return decided(periods, event);
		case 'period-withdrawn':
			return changeRequest(periods, textOf(event.data, 'requestId'), (request) => ({ ...request, phase: 'withdrawn' }));
		default:
			return periods;
	}
}
