import type { Gap } from './days.ts';
import type { Draft } from './event.ts';
import { addMonths } from '../../core/time/civil.ts';
import { numberOf } from './days.ts';
import { add, between, isReported, isTardy, lastDayOf, nextCode, type Walk } from './walk.ts';

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

/** Many a case is closed just when the period of its track runs out: thirty working days, or three months and a half. */
function atTrackEnd(walk: Walk, day: number): number {
	const { days, filing } = walk;
	const track = walk.drafts.find((draft) => draft.type === 'track-set')?.data['track'];
	if (track === undefined) return day;
	const simple = track === 'simple';
	const end = simple
		? days.plusWorking(filing.day, SIMPLE_WORKING_DAYS)
		: days.previous(numberOf(addMonths(days.text(filing.day), 3)) + 15);
	const isNear = day > end - (simple ? 10 : 6) && day < end + (simple ? 24 : 40);
	return isNear && walk.random.chance(0.8) ? end : day;
}

/** Months in which the file of a closed case must be archived. */
const ARCHIVE_MONTHS = 3;

/** Archives a closed case, mostly within forty-five days; some files lie longer than the three months. */
export function archive(walk: Walk, closed: number): void {
	const { random, days } = walk;
	const due = numberOf(addMonths(days.text(closed), ARCHIVE_MONTHS));
	if (isTardy(walk, 0.035)) return void add(walk, days.next(due + 2 + random.int(1, 70)), 'case-archived');
	add(walk, random.chance(0.05) ? between(walk, closed, 34, 52) : between(walk, closed, 6, 27), 'case-archived');
}

const STEPS_BEFORE_ROUND_END = 6;

/** What goes before the end of a round: interview, the last checks, restriction of consumption, submission and approval. Gives its last day back. */
function prepareRoundEnd(walk: Walk, aimed: number): number {
	const { days } = walk;
	const wished = days.plusWorking(days.previous(aimed), -STEPS_BEFORE_ROUND_END);
	const on = Math.max(wished, days.plusWorking(lastDayOf(walk), 1));
	const groundId = nextCode(walk, 's', 'sanction-ground-recorded');
	add(walk, on, 'special-assets-checked');
	add(walk, on, 'zb-property-checked', { disposable: false });
	add(walk, on, 'sanction-ground-recorded', { groundId, partyId: 'p2', ground: '未履行生效法律文书确定的义务' });
	const interviewed = add(walk, between(walk, on, 1, 1), 'zb-interviewed', { hasClues: false });
	add(walk, interviewed, 'sanction-decided', { groundId, measure: 'consumption' });
	const submitted = add(walk, between(walk, interviewed, 1, 1), 'zb-submitted', { submissionId: 'z1' });
	const approved = isTardy(walk, 0.04) ? between(walk, submitted, 8, 11) : between(walk, submitted, 1, 3);
	return add(walk, approved, 'zb-approved', { submissionId: 'z1', approved: true });
}

function extend(walk: Walk, closed: number): void {
	const { drafts, filing, days } = walk;
	const months = closeMonths(walk.profile.basis);
	const dueWith = (more: number) => days.due(filing.day, { months: months + more }, gapsOf(drafts)) ?? Infinity;
	const due = dueWith(0);
	if (closed <= due) return;
	const addMonths = closed > dueWith(EXTENSION_MONTHS) ? 2 * EXTENSION_MONTHS : EXTENSION_MONTHS;
	const decided = days.previous(due - walk.random.int(1, 5));
	const data = { node: 'enf-close', addMonths, documentNo: `${filing.caseNumber}延长执行期限决定书` };
	add(walk, decided, 'extension-granted', data, { dates: { decidedOn: decided } });
}

/** Closes an enforcement case after all that happened, where needed with an extension granted in time. */
export function closeEnforcement(walk: Walk, aimed: number, mode: EnforcementMode, recoveredFen: number): void {
	const { days, filing } = walk;
	const wished = beforeQuarterEnd(walk, atTrackEnd(walk, days.next(aimed)));
	const round = mode === 'round-ended' && filing.type === '执' && isReported(walk, Math.max(wished, lastDayOf(walk)));
	if (round) prepareRoundEnd(walk, wished);
	const closed = Math.max(wished, days.plusWorking(lastDayOf(walk), 1));
	extend(walk, closed);
	if (round) add(walk, closed, 'zb-ruled');
	add(walk, closed, 'case-closed', { mode, recoveredFen });
	if (round) add(walk, between(walk, closed, 1, 4), 'zb-ruling-served', { partyId: 'p1' });
	archive(walk, closed);
}
