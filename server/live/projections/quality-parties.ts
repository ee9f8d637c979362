import type { SpecialPartiesPayload } from '../../../src/lib/contract/topics-quality.ts';
import { orderKey } from '../../core/case/case-event.ts';
import { enforced } from '../../core/indicator/catalogue/build.ts';
import { parseDims } from '../../core/indicator/contributions.ts';
import { enterpriseNames } from '../../core/report/papers/structure.ts';
import { readTotals, type FigureRow } from '../../store/figure-readers.ts';
import { readMarked, readOverdueCases, type MarkedCase } from '../../store/wall-marks.ts';
import { readSpan } from '../../store/wall-sums.ts';
import { rememberCourts } from '../court-memory.ts';
import type { ScopeView } from '../scope.ts';
import { qualityDays } from './quality-sums.ts';
import { tagNames } from './quality-words.ts';

interface Counts {
	readonly open: number;
	readonly received: number;
	readonly closed: number;
	readonly overdue: number;
}

const nothing: Counts = { open: 0, received: 0, closed: 0, overdue: 0 };

const plus = (a: Counts, b: Partial<Counts>): Counts => ({
	open: a.open + (b.open ?? 0),
	received: a.received + (b.received ?? 0),
	closed: a.closed + (b.closed ?? 0),
	overdue: a.overdue + (b.overdue ?? 0),
});

type ByKey = ReadonlyMap<string, Counts>;

/** The marks that hold in the end: the last event that names any of them. */
function tagsOf({ events }: MarkedCase): readonly string[] {
	const last = [...events].sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1)).at(-1);
	const tags = last?.data.tags;
	return Array.isArray(tags) ? [...new Set(tags.filter((tag): tag is string => typeof tag === 'string'))] : [];
}

/** Each condition is one of its own: which court, which kinds, which class or mark, and only then which days. */
async function readParties(scope: ScopeView, courts: readonly string[]): Promise<ReadonlyMap<string, ByKey>> {
	const { db } = scope.source;
	const { yearFrom } = qualityDays(scope);
	const { today } = scope;
	const found = new Map(courts.map((court) => [court, new Map<string, Counts>()]));
	const add = (court: string, key: string, counts: Partial<Counts>): void => {
		const of = found.get(court);
		of?.set(key, plus(of.get(key) ?? nothing, counts));
	};
	const asked = { courts, measures: ['case-received', 'case-closed'], stocks: ['case-open'], today };
	const put = (rows: readonly FigureRow[], part: (value: number, measure: string) => Partial<Counts>): void => {
		for (const { court, measure, dims, value } of rows) {
			const { kind, enterpriseClass } = parseDims(dims);
			if (enterpriseClass !== '' && isEnforced(kind)) add(court, `class:${enterpriseClass}`, part(value, measure));
		}
	};
	put(await readSpan(db, asked, yearFrom, today), (value, measure) =>
		measure === 'case-received' ? { received: value } : { closed: value },
	);
	put(await readTotals(db, courts, asked.stocks, 'court'), (open) => ({ open }));
	const late = await readOverdueCases(db, { courts, kinds: enforced });
	for (const { court, enterpriseClass } of late) if (enterpriseClass !== '') add(court, `class:${enterpriseClass}`, { overdue: 1 });
	const lateIds = new Set(late.map(({ caseId }) => caseId));
	for (const each of await readMarked(db, { courts, kinds: enforced, since: yearFrom })) {
		const { court, caseId, filedOn, closedOn } = each;
		const counts = {
			open: closedOn === undefined ? 1 : 0,
			received: filedOn >= yearFrom && filedOn <= today ? 1 : 0,
			closed: closedOn !== undefined && closedOn >= yearFrom && closedOn <= today ? 1 : 0,
			overdue: lateIds.has(caseId) ? 1 : 0,
		};
		for (const tag of tagsOf(each)) add(court, `tag:${tag}`, counts);
	}
	return found;
}

const isEnforced = (kind: string): boolean => (enforced as readonly string[]).includes(kind);

const partiesOf = rememberCourts('running', readParties);

/** Rows that always stand, even as nought: the marks that the desk knows and the classes of enterprises. */
const known: readonly (readonly [string, string])[] = [
	...Object.entries(tagNames).map(([tag, name]) => [`tag:${tag}`, name] as const),
	...Object.entries(enterpriseNames).map(([code, name]) => [`class:${code}`, name] as const),
];
const names = new Map(known);

/** Enforcement cases of enterprise classes, and those that carry marks. */
export async function specialParties(scope: ScopeView): Promise<SpecialPartiesPayload> {
	const all = new Map(known.map(([key]) => [key, nothing]));
	for (const court of (await partiesOf(scope)).values())
		for (const [key, counts] of court) all.set(key, plus(all.get(key) ?? nothing, counts));
	return {
		year: qualityDays(scope).year,
		rows: [...all].map(([key, { open, received, closed, overdue }]) => ({
			key,
			name: names.get(key) ?? key.slice(key.indexOf(':') + 1),
			open,
			receivedThisYear: received,
			closedThisYear: closed,
			overdue,
		})),
	};
}
