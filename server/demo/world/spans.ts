import { closeMonths, gapsOf } from './closing.ts';
import type { Days, Gap } from './days.ts';
import type { Draft } from './event.ts';
import type { Filing, Frame } from './filings.ts';
import { isUnderCity } from './layers.ts';

/** A locking clock in the life of a case: when it runs out, and the act that ends it, if any. */
export interface Span {
	readonly node: string;
	readonly subject?: string;
	readonly due: number;
	readonly act?: Draft;
}

type Subject = readonly [type: string, field: string];

interface Clock {
	readonly node: string;
	readonly start: Subject;
	readonly end: Subject;
	readonly limit: (start: Draft) => number;
	readonly stops: boolean;
	readonly survives?: boolean;
	readonly holds?: (start: Draft) => boolean;
	readonly ends?: (end: Draft) => boolean;
}

const round = (n: number) => (draft: Draft) => draft.data['round'] === n;

const QUICK_DAYS = 90;

/** Whether the city's rule holds for a sealed asset: a house that is for sale is disposed of within ninety days. */
export function isQuickSale(court: string, kind: unknown, sealedOn: number, frame: Pick<Frame, 'rulesFrom'>): boolean {
	return kind === 'immovable' && isUnderCity(court) && sealedOn >= frame.rulesFrom;
}

/** The locking clocks with a subject that hold at every court. */
const clocks: readonly Clock[] = [
	{
		node: 'enf-clue-verify',
		start: ['clue-received', 'clueId'],
		end: ['clue-verified', 'clueId'],
		limit: (start) => (start.data['urgent'] ? 3 : 7),
		stops: false,
	},
	{
		...{ node: 'enf-price-start', start: ['asset-sealed', 'assetId'], end: ['price-started', 'assetId'], limit: () => 30, stops: true },
		holds: ({ data }) => data['assetKind'] !== 'deposit' && data['rank'] === 1 && data['forSale'] !== false,
	},
	{
		node: 'enf-auction-start',
		start: ['price-fixed', 'assetId'],
		end: ['auction-started', 'assetId'],
		limit: () => 10,
		stops: true,
		ends: round(1),
	},
	{
		...{
			node: 'enf-auction-second',
			start: ['auction-failed', 'assetId'],
			end: ['auction-started', 'assetId'],
			limit: () => 30,
			stops: false,
		},
		...{ holds: round(1), ends: round(2) },
	},
	{
		...{ node: 'enf-appraise-serve', start: ['appraisal-received', 'assetId'], end: ['appraisal-sent', 'assetId'] },
		...{ limit: () => 3, stops: false },
	},
	{
		...{ node: 'enf-auction-confirm', start: ['auction-price-paid', 'assetId'], end: ['sale-ruling-served', 'assetId'] },
		...{ limit: () => 10, stops: false },
	},
	{
		...{ node: 'enf-handover', start: ['sale-ruling-served', 'assetId'], end: ['asset-handed-over', 'assetId'] },
		...{ limit: () => 15, stops: true },
	},
];

/** The acts that end the disposal of a house. */
const disposed: ReadonlySet<string> = new Set(['asset-handed-over', 'set-off-ruled', 'seal-released']);

function quickSpans(court: string, drafts: readonly Draft[], days: Days, frame: Pick<Frame, 'rulesFrom'>): Span[] {
	return drafts.flatMap((sealed) => {
		const { assetId, assetKind, rank, forSale } = sealed.data;
		if (sealed.type !== 'asset-sealed' || rank !== 1 || forSale === false) return [];
		if (!isQuickSale(court, assetKind, sealed.day, frame)) return [];
		const subject = String(assetId);
		const act = drafts.find((draft) => disposed.has(draft.type) && draft.data['assetId'] === assetId);
		return spanOf('enf-quick-disposal', subject, days.due(sealed.day, { days: QUICK_DAYS }, gapsOf(drafts, subject)), act);
	});
}

const payments: ReadonlySet<string> = new Set(['money-paid', 'money-deposited', 'money-refunded']);

function subjectSpans(drafts: readonly Draft[], days: Days): Span[] {
	return clocks.flatMap((clock) => {
		const starts = drafts.filter((draft) => draft.type === clock.start[0] && (clock.holds?.(draft) ?? true));
		return starts.flatMap((start) => {
			const subject = String(start.data[clock.start[1]]);
			const act = drafts.find(
				(draft) => draft.type === clock.end[0] && draft.data[clock.end[1]] === subject && (clock.ends?.(draft) ?? true),
			);
			return spanOf(
				clock.node,
				subject,
				days.due(start.day, { days: clock.limit(start) }, clock.stops ? gapsOf(drafts, subject) : []),
				act,
			);
		});
	});
}

function spanOf(node: string, subject: string | undefined, due: number | undefined, act: Draft | undefined): Span[] {
	if (due === undefined) return [];
	return [{ node, due, ...(subject === undefined ? {} : { subject }), ...(act === undefined ? {} : { act }) }];
}

function paymentSpans(drafts: readonly Draft[], days: Days): Span[] {
	return drafts
		.filter((draft) => draft.type === 'money-arrived')
		.flatMap((arrived) => {
			const subject = String(arrived.data['receiptId']);
			const paid = drafts.filter((draft) => payments.has(draft.type) && draft.data['receiptId'] === subject);
			return spanOf('enf-pay-done', subject, days.due(arrived.day, { days: 15 }, gapsOf(drafts, subject)), paid.at(-1));
		});
}

function caseSpans(type: Filing['type'], drafts: readonly Draft[], days: Days, gaps: readonly Gap[]): Span[] {
	const filed = drafts[0];
	if (filed?.type !== 'case-filed') return [];
	const of = (event: string) => drafts.find((draft) => draft.type === event);
	const months = drafts.reduce((sum, draft) => sum + (draft.type === 'extension-granted' ? Number(draft.data['addMonths']) : 0), 0);
	const close = days.due(filed.day, { months: closeMonths(filed.data['basis']) + months }, gaps);
	return [
		...spanOf('enf-notice', undefined, days.due(filed.dates?.['appliedOn'] ?? filed.day, { days: 10 }), of('notice-issued')),
		...(type === '执' ? spanOf('enf-net-query-first', undefined, days.due(filed.day, { days: 10 }), of('net-query-launched')) : []),
		...spanOf('enf-close', undefined, close, of('case-closed')),
	];
}

/** The locking clocks of an enforcement case that ran, by due day; what the closing voided or an open deduction froze is left out. */
export function lockingSpans(
	{ type, court }: Pick<Filing, 'type' | 'court'>,
	drafts: readonly Draft[],
	days: Days,
	frame: Pick<Frame, 'rulesFrom'>,
): Span[] {
	if (type !== '执' && type !== '执恢') return [];
	const closed = drafts.find((draft) => draft.type === 'case-closed')?.day ?? Infinity;
	const gaps = gapsOf(drafts);
	const open = [...caseSpans(type, drafts, days, gaps), ...subjectSpans(drafts, days), ...quickSpans(court, drafts, days, frame)];
	const ran = open.filter((span) => span.act !== undefined || closed > span.due);
	return [...ran, ...paymentSpans(drafts, days)].sort((a, b) => a.due - b.due);
}

/** Whether the act of a span came after its due day, or never. */
export function isLate(span: Span): boolean {
	return (span.act?.day ?? Infinity) > span.due;
}
