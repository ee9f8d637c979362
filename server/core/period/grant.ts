import type { SystemDecision } from '../lock/decide-sweep.ts';
import type { CourtDate } from '../time/types.ts';
import { groundName } from './grounds.ts';
import type { PeriodRequest } from './types.ts';

/** Leaves out what is not there: an event must not carry an empty field. */
function present(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

/**
 * The facts that a granted request becomes, with ids that are the same whenever they are made. `today` is the day of the decision: what
 * is decided after a due day has passed moves the clock and leaves that day missed.
 */
export function grantFacts(request: PeriodRequest, today: CourtDate): readonly SystemDecision[] {
	const { id, kind, documentNo, subject } = request;
	const said = { documentNo, requestId: id, ground: groundName(request.ground), groundCode: request.ground };
	switch (kind) {
		case 'extension': {
			const { node, addDays, addMonths } = request;
			return [
				{ id: `${id}/granted`, type: 'extension-granted', data: present({ ...said, node, subject, addDays, addMonths, decidedOn: today }) },
			];
		}
		case 'conversion':
			return [{ id: `${id}/granted`, type: 'procedure-converted', data: present({ ...said, to: request.convertTo, decidedOn: today }) }];
		case 'stop':
		case 'pause':
		case 'deduction':
		case 'deferral': {
			const { from, to } = request;
			const started = {
				id: `${id}/granted`,
				type: 'exclusion-started',
				data: present({ ...said, exclusionId: id, subject, from, decidedOn: today }),
			};
			return to ? [started, { id: `${id}/ended`, type: 'exclusion-ended', data: { exclusionId: id, to, requestId: id } }] : [started];
		}
		default:
			return kind satisfies never;
	}
}
