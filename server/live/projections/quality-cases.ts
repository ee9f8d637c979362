import type { CaseFlowPayload, RecoveryPayload, ReviewCasesPayload } from '../../../src/lib/contract/topics-quality.ts';
import { closeModes } from '../../core/case/vocabulary.ts';
import { enforced } from '../../core/indicator/catalogue/build.ts';
import { addDays, addMonths } from '../../core/time/civil.ts';
import type { ScopeView } from '../scope.ts';
import { countOf, reviewKinds } from './quality-formulas.ts';
import { comparedCount, isKnown, qualityDays, readQualityTotal, yearsShown } from './quality-sums.ts';
import { closeModeNames, enforcedNames } from './quality-words.ts';

const parts = ['old', 'received', 'closed', 'open'] as const;

/** What came in, what went out and how, what stays. */
export async function caseFlow(scope: ScopeView): Promise<CaseFlowPayload> {
	const { year } = await readQualityTotal(scope);
	const kinds = enforced.map((kind) => {
		const [oldStock, received, closed, open] = parts.map((part) => countOf(year, `${kind}/${part}`)) as [number, number, number, number];
		return { kind, name: enforcedNames[kind] ?? kind, oldStock, received, closed, open };
	});
	const sum = (part: 'oldStock' | 'received' | 'closed' | 'open'): number => kinds.reduce((total, kind) => total + kind[part], 0);
	const modes = closeModes
		.map((mode) => ({ mode, name: closeModeNames[mode] ?? mode, count: countOf(year, `mode/${mode}`) }))
		.filter(({ count }) => count !== 0)
		.sort((a, b) => b.count - a.count);
	return {
		year: qualityDays(scope).year,
		kinds,
		total: { oldStock: sum('oldStock'), received: sum('received'), closed: sum('closed'), open: sum('open') },
		modes,
	};
}

const ratioOf = (received: number, closed: number): number | null => (received > 0 ? closed / received : null);

/** Objections, reconsiderations and supervision cases. */
export async function reviewCases(scope: ScopeView): Promise<ReviewCasesPayload> {
	const sums = await readQualityTotal(scope);
	const days = qualityDays(scope);
	const rows = reviewKinds.map(([kind, name]) => {
		const [received, closed] = [comparedCount(sums, days, `${kind}/received`), comparedCount(sums, days, `${kind}/closed`)];
		return { kind, name, received, closed, open: countOf(sums.year, `${kind}/open`), ratio: ratioOf(received.value, closed.value) };
	});
	const add = (part: 'received' | 'closed') => ({
		value: rows.reduce((total, row) => total + row[part].value, 0),
		previous: rows.reduce<number | null>(
			(total, row) => (total === null || row[part].previous === null ? null : total + row[part].previous),
			0,
		),
	});
	const [received, closed] = [add('received'), add('closed')];
	return {
		year: days.year,
		rows,
		total: { received, closed, open: rows.reduce((total, row) => total + row.open, 0), ratio: ratioOf(received.value, closed.value) },
		years: sums.years.map((of, index) => {
			const back = yearsShown - 1 - index;
			const from = addMonths(days.yearFrom, -12 * back);
			const known = isKnown({ from, to: back === 0 ? scope.today : addDays(addMonths(from, 12), -1) }, sums.knownFrom);
			const total = (part: string): number | null =>
				// The running year counts what there is of it.
				known || back === 0 ? reviewKinds.reduce((all, [kind]) => all + countOf(of, `${kind}/${part}`), 0) : null;
			return { year: days.year - back, received: total('received'), closed: total('closed') };
		}),
	};
}

/** What enforcement has brought in. */
export async function recovery(scope: ScopeView): Promise<RecoveryPayload> {
	const sums = await readQualityTotal(scope);
	const days = qualityDays(scope);
	const rateOf = (of: Float64Array): number | null => {
		const claim = countOf(of, 'claimed/claim-fen');
		return claim > 0 ? countOf(of, 'claimed/recovered-fen') / claim : null;
	};
	return {
		year: days.year,
		closed: comparedCount(sums, days, 'claimed/closed'),
		recoveredFen: comparedCount(sums, days, 'claimed/recovered-fen'),
		claimFen: countOf(sums.year, 'claimed/claim-fen'),
		rate: rateOf(sums.year),
		ratePrevious: isKnown(days.lastYear, sums.knownFrom) ? rateOf(sums.lastYear) : null,
		months: sums.months.map((of, index) => {
			const next = days.months[index + 1];
			const known = sums.knownFrom !== undefined && (next ? addDays(next, -1) : scope.today) >= sums.knownFrom;
			return {
				month: days.months[index]!.slice(0, 7),
				rate: known ? rateOf(of) : null,
				recoveredFen: known ? countOf(of, 'claimed/recovered-fen') : null,
				closed: known ? countOf(of, 'claimed/closed') : null,
			};
		}),
	};
}
