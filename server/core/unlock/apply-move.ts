import { numberOf, textOf, type CaseEvent } from '../case/case-event.ts';
import type { UnlockMove, UnlockRequest } from '../lock/types.ts';
import type { Instant } from '../time/types.ts';

const kinds: Readonly<Record<string, UnlockMove['kind']>> = {
	'unlock-reassigned': 'reassigned',
	'unlock-recused': 'recused',
	'unlock-urged': 'urged',
	'unlock-step-warned': 'warned',
	'unlock-step-stuck': 'stuck',
};

/** A request after something happened on its way beside a decision. */
export function applyMove(request: UnlockRequest, event: CaseEvent): UnlockRequest {
	const { data } = event;
	const { to } = data as { to?: string | readonly string[] };
	const reason = textOf(data, 'reason');
	const level = data.level === undefined ? {} : { level: numberOf(data, 'level') };
	const move: UnlockMove = {
		kind: kinds[event.type]!,
		step: numberOf(data, 'step'),
		turn: request.decisions.length,
		by: textOf(data, 'by') ?? 'system',
		at: event.at as Instant,
		on: event.on,
		to: to === undefined ? [] : typeof to === 'string' ? [to] : to,
		...(reason ? { reason } : {}),
		...level,
	};
	return { ...request, moves: [...(request.moves ?? []), move] };
}
