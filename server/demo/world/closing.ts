import type { Gap } from './days.ts';
import type { Draft } from './event.ts';
import { add, between, type Walk } from './walk.ts';

/** How an enforcement case ends. */
export type EnforcementMode = 'fully-performed' | 'round-ended' | 'ended' | 'withdrawn' | 'not-enforced' | 'rejected';

/** The excluded days of a case, for clocks of the whole case and of one subject. */
export function gapsOf(drafts: readonly Draft[], subject?: string): Gap[] {
	const ends = new Map(
		drafts.filter((draft) => draft.type === 'exclusion-ended').map((draft) => [draft.data['exclusionId'], draft.dates?.['to']]),
	);
	return drafts
		.filter((draft) => draft.type === 'exclusion-started' && (draft.data['subject'] === undefined || draft.data['subject'] === subject))
		.map((draft) => {
			const to = ends.get(draft.data['exclusionId']);
			return { from: draft.dates?.['from'] ?? draft.day, ...(to === undefined ? {} : { to }) };
		});
}

const EXTENSION_MONTHS = 3;
const SIMPLE_WORKING_DAYS = 30;
const BROUGHT_FORWARD_DAYS = 28;

/** The statutory months of `enf-close`: six, in administrative cases three. */
export function closeMonths(basis: unknown): number {
	return basis === 'admin' ? 3 : 6;
}

/** Courts count by the quarter: some closings of its first weeks are brought forward into the last days of the one before. */
function beforeQuarterEnd(walk: Walk, day: number): number {
	const [, month, date] = walk.days.text(day).split('-').map(Number);
	const isEarly = month !== undefined && date !== undefined && month % 3 === 1 && date <= BROUGHT_FORWARD_DAYS;
	if (!isEarly || !walk.random.chance(0.9)) return day;
	return walk.days.previous(day - date - walk.random.int(0, 6));
}

/** Many a simple case is closed just when its thirty working days run out. */
function atTrackEnd(walk: Walk, day: number): number {
	const simple = walk.drafts.some((draft) => draft.type === 'track-set' && draft.data['track'] === 'simple');
	const end = walk.days.plusWorking(walk.filing.day, SIMPLE_WORKING_DAYS);
	return simple && day > end - 10 && day < end + 14 && walk.random.chance(0.6) ? end : day;
}

/** Closes an enforcement case after all that happened, where needed with an extension granted in time. */
export function closeEnforcement(walk: Walk, aimed: number, mode: EnforcementMode, recoveredFen: number): void {
	const { drafts, filing, days } = walk;
	const last = Math.max(...drafts.map((draft) => draft.day));
	const closed = Math.max(beforeQuarterEnd(walk, atTrackEnd(walk, days.next(aimed))), days.plusWorking(last, 1));
	const months = closeMonths(walk.profile.basis);
	const dueWith = (more: number) => days.due(filing.day, { months: months + more }, gapsOf(drafts)) ?? Infinity;
	const due = dueWith(0);
	if (closed > due) {
		const addMonths = closed > dueWith(EXTENSION_MONTHS) ? 2 * EXTENSION_MONTHS : EXTENSION_MONTHS;
		const decided = days.previous(due - walk.random.int(1, 5));
		const data = { node: 'enf-close', addMonths, documentNo: `${filing.caseNumber}延长执行期限决定书` };
		add(walk, decided, 'extension-granted', data, { dates: { decidedOn: decided } });
	}
	add(walk, closed, 'case-closed', { mode, recoveredFen });
	if (walk.random.chance(0.45)) add(walk, between(walk, closed, 8, 55), 'case-archived');
}
