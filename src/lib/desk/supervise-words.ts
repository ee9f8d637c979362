import type { LadderFilter, StageLevel, StageStanding } from '../contract/ladder.ts';
import type { OrderBox, OrderKind } from '../contract/orders.ts';
import type { SealedDanger, SealedFilter } from '../contract/sealed.ts';
import type { SilentLevel } from '../contract/silent.ts';
import type { MarkKind } from '../ui/Mark.svelte';

type Query = Readonly<Record<string, string | undefined>>;

/** An address with those parts of a query that say something. */
function address(path: string, query: Query): string {
	const params = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]));
	const text = params.toString();
	return text === '' ? path : `${path}?${text}`;
}

function word(query: URLSearchParams, name: string): string | undefined {
	const value = query.get(name)?.trim();
	return value === '' ? undefined : value;
}

function oneOf<T extends string>(known: readonly T[], value: string | undefined): T | undefined {
	return known.find((each) => each === value);
}

/** Leaves out what is not there. */
function given<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
	return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
		[K in keyof T]?: Exclude<T[K], undefined>;
	};
}

/** What the address of the long-pending page asks for. */
export function parseLadder(query: URLSearchParams): LadderFilter {
	const stage = word(query, 'stage');
	return given({
		ladder: oneOf(['S1', 'S2'] as const, word(query, 'ladder')),
		court: word(query, 'court'),
		stage: stage !== undefined && /^\d$/.test(stage) ? Number(stage) : undefined,
		standing: oneOf(['unreceived', 'unplanned', 'review-late'] as const, word(query, 'standing')),
		cursor: word(query, 'cursor'),
	});
}

/** The long-pending page with a filter. */
export function ladderHref({ ladder, court, stage, standing, cursor }: LadderFilter): string {
	const shown = ladder === 'S2' ? undefined : ladder;
	return address('/desk/long-pending', { ladder: shown, court, stage: stage === undefined ? undefined : String(stage), standing, cursor });
}

/** The month-start list, as a page or as CSV. */
export function monthlyHref({ month, court }: { readonly month?: string; readonly court?: string }, csv = false): string {
	return address(csv ? '/api/v1/long-pending/monthly.csv' : '/desk/long-pending/monthly', { month, court });
}

/** What the address of the silent page asks for. */
export interface SilentAsked {
	readonly tab: 'silent' | 'selective';
	readonly court?: string;
	readonly level?: SilentLevel;
	readonly service?: string;
	readonly cursor?: string;
}

export function parseSilent(query: URLSearchParams): SilentAsked {
	return {
		tab: query.get('tab') === 'selective' ? 'selective' : 'silent',
		...given({
			court: word(query, 'court'),
			level: oneOf(['remind', 'warn', 'supervise', 'frozen'] as const, word(query, 'level')),
			service: word(query, 'service'),
			cursor: word(query, 'cursor'),
		}),
	};
}

/** The silent page with a list and a filter. */
export function silentHref({ tab, court, level, service, cursor }: SilentAsked): string {
	return address('/desk/silent', { tab: tab === 'silent' ? undefined : tab, court, level, service, cursor });
}

export function parseSealed(query: URLSearchParams): SealedFilter {
	const danger = word(query, 'danger');
	return given({
		court: word(query, 'court'),
		danger: danger !== undefined && /^[0-4]$/.test(danger) ? (Number(danger) as SealedDanger) : undefined,
		closed: query.get('closed') === '1' ? true : undefined,
		cursor: word(query, 'cursor'),
	});
}

/** The list of sealed immovables with a filter, as a page or as CSV. */
export function sealedHref({ court, danger, closed, cursor }: SealedFilter, csv = false): string {
	return address(csv ? '/api/v1/sealed-immovables.csv' : '/desk/sealed', {
		court,
		danger: danger === undefined ? undefined : String(danger),
		closed: closed ? '1' : undefined,
		cursor,
	});
}

/** What the address of the box of orders asks for. */
export interface OrdersAsked {
	readonly box: OrderBox;
	readonly kind?: OrderKind;
	readonly cursor?: string;
}

const orderKindCodes = ['enforce', 'item', 'president'] as const;

/** The kind of order that a text names. */
export function orderKindOf(text: string | null | undefined): OrderKind | undefined {
	return oneOf(orderKindCodes, text ?? undefined);
}

export function parseOrders(query: URLSearchParams): OrdersAsked {
	const box = oneOf(['inbox', 'sent', 'all'] as const, word(query, 'box')) ?? 'inbox';
	return { box, ...given({ kind: orderKindOf(word(query, 'kind')), cursor: word(query, 'cursor') }) };
}

/** The box of orders with a filter. */
export function ordersHref({ box, kind, cursor }: OrdersAsked): string {
	return address('/desk/orders', { box: box === 'inbox' ? undefined : box, kind, cursor });
}

/** One order. */
export function orderHref(id: string): string {
	return `/desk/orders/${encodeURIComponent(id)}`;
}

/** The form for a new order, about a case where one is given. */
export function newOrderHref(query: { readonly case?: number; readonly node?: string; readonly kind?: OrderKind } = {}): string {
	return address('/desk/orders/new', {
		case: query.case === undefined ? undefined : String(query.case),
		node: query.node,
		kind: query.kind,
	});
}

/** The three kinds and what each is called. */
export const orderKindNames: Readonly<Record<OrderKind, string>> = { enforce: '督促执行令', item: '督办事项', president: '院长督办令' };

/** The shape beside the word of a level: a dot, a triangle, a diamond. */
export const silentMarks: Readonly<Record<SilentLevel, MarkKind>> = { remind: 'dot', warn: 'warned', supervise: 'overdue', frozen: 'seal' };
/** The same for stages of the ladder. */
export const stageMarks: Readonly<Record<StageLevel, MarkKind>> = {
	remind: 'dot',
	urge: 'warned',
	supervise: 'overdue',
	committee: 'overdue',
};
/** Tone of a level's words. */
export const silentTones: Readonly<Record<SilentLevel, string>> = {
	remind: 'tone-ink',
	warn: 'tone-warned',
	supervise: 'tone-overdue',
	frozen: 'tone-dim',
};
export const stageTones: Readonly<Record<StageLevel, string>> = {
	remind: 'tone-ink',
	urge: 'tone-warned',
	supervise: 'tone-overdue',
	committee: 'tone-overdue',
};
/** The same for dangers of sealed immovables. */
export const dangerMarks: Readonly<Record<SealedDanger, MarkKind>> = { 0: 'overdue', 1: 'warned', 2: 'lock', 3: 'seal', 4: 'dot' };
export const dangerTones: Readonly<Record<SealedDanger, string>> = {
	0: 'tone-overdue',
	1: 'tone-warned',
	2: 'tone-locked',
	3: 'tone-warned',
	4: 'tone-dim',
};

/** What a list is narrowed to. */
export const standingNames: Readonly<Record<StageStanding, string>> = {
	unreceived: '未签收',
	unplanned: '未定方案',
	'review-late': '过堂逾期',
};

/** 「2026年11月」 of a month. */
export function formatMonth(month: string): string {
	return `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}
