import type { CaseEvent } from '../case/case-event.ts';
import { textOf } from '../case/case-event.ts';
import type { CourtDate } from '../time/types.ts';
import { exclusionsOf, lengthOf } from './days.ts';
import { groundOfFact } from './grounds.ts';
import { exclusionKinds, type PeriodKind } from './types.ts';

/** One period change in force, as the facts of a case tell it, whether we granted it or a feed reported it. */
export interface PeriodChange {
	/** `<caseKey>/exclusion/<exclusionId>` for exclusions, else the case key with the identity of the fact. */
	readonly id: string;
	readonly kind: PeriodKind;
	/** Code of the statutory ground; the feed's own words where they are none of ours; empty where nothing was said. */
	readonly ground: string;
	readonly from: CourtDate;
	/** Last excluded day of a closed exclusion. */
	readonly to?: CourtDate;
	/** Civil days of a closed exclusion; 0 while it is open, and for extensions and conversions. */
	readonly days: number;
	readonly documentNo?: string;
	readonly decidedOn?: CourtDate;
	readonly requestId?: string;
	/** The one subject (asset, receipt) that it is for; absent: the whole case. */
	readonly subject?: string;
}

const changeTypes = ['exclusion-started', 'extension-granted', 'procedure-converted'];

/** The id of an exclusion's row; its `exclusionId` can be read back from it. */
export function exclusionChangeId(caseKey: string, exclusionId: string): string {
	return `${caseKey}/exclusion/${exclusionId}`;
}

/** The `exclusionId` of an exclusion's row, or undefined for other rows. */
export function exclusionIdOf(caseKey: string, changeId: string): string | undefined {
	const stem = exclusionChangeId(caseKey, '');
	return changeId.startsWith(stem) ? changeId.slice(stem.length) : undefined;
}

function kindOf(event: CaseEvent): PeriodKind {
	if (event.type === 'extension-granted') return 'extension';
	if (event.type === 'procedure-converted') return 'conversion';
	const kind = groundOfFact(event.data)?.kind;
	return kind && exclusionKinds.includes(kind) ? kind : 'deduction';
}

/** Every period change of a case, by its facts; a withdrawn fact leaves none. Of two starts of one exclusion the later replaces the earlier. */
export function periodChanges(caseKey: string, facts: readonly CaseEvent[]): readonly PeriodChange[] {
	const told = facts.filter((event) => changeTypes.includes(event.type));
	if (told.length === 0) return [];
	const ends = new Map(exclusionsOf({ facts }).map((exclusion) => [exclusion.id, exclusion.to]));
	const rows = told.map((event): PeriodChange => {
		const { data } = event;
		const exclusionId = event.type === 'exclusion-started' ? (textOf(data, 'exclusionId') ?? '') : undefined;
		const from = (textOf(data, 'from') ?? textOf(data, 'decidedOn') ?? event.on) as CourtDate;
		const to = exclusionId === undefined ? undefined : ends.get(exclusionId);
		const optional = {
			to,
			documentNo: textOf(data, 'documentNo'),
			decidedOn: textOf(data, 'decidedOn') as CourtDate | undefined,
			requestId: textOf(data, 'requestId'),
			subject: textOf(data, 'subject'),
		};
		return {
			id: exclusionId === undefined ? `${caseKey}/${event.source}/${event.id}` : exclusionChangeId(caseKey, exclusionId),
			kind: kindOf(event),
			ground: groundOfFact(data)?.code ?? textOf(data, 'ground') ?? '',
			from,
			days: to === undefined ? 0 : lengthOf(from, to),
			...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<PeriodChange>),
		};
	});
	return [...new Map(rows.map((row) => [row.id, row])).values()];
}
