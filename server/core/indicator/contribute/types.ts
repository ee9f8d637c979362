import type { CaseView } from '../../case/case-state.ts';
import type { NodeRow } from '../../node/types.ts';
import type { CourtDate } from '../../time/types.ts';
import type { Measure } from '../measures.ts';

/** Adds to a measure on a day; with a closing mode where it is about closings, at another court where that one did it. */
export type Add = (measure: Measure, day: CourtDate, value: number, mode?: string, court?: string) => void;

/** A case with its nodes, as it adds to the measures. */
export interface Contributing {
	readonly view: CaseView;
	readonly nodes: readonly NodeRow[];
}
