import type { LobbyHearing, LobbyNoticeView, LobbyPageKind, LobbyPayload } from '../../contract/lobby.ts';

/** How a lobby screen stands: upright, across, or held in a hand, where everything is one long page. */
export type LobbyLayout = 'portrait' | 'landscape';

/** One page of a lobby screen. */
export type LobbyPage = {
	readonly id: string;
	/** Which part of its content, from one, and of how many. */
	readonly part: number;
	readonly parts: number;
	readonly seconds: number;
} & (
	| { readonly kind: 'figures' | 'procedures' | 'mediation' }
	| { readonly kind: 'hearings'; readonly rows: readonly LobbyHearing[] }
	| { readonly kind: 'notices'; readonly rows: readonly LobbyNoticeView[] }
	| { readonly kind: 'guide'; readonly rows: LobbyPayload['guide']['items']; readonly from: number }
	| { readonly kind: 'fees'; readonly rows: LobbyPayload['fees']['fixed']; readonly brackets: boolean }
);

/** Lines that a page has room for, and characters in one of them. */
const room: Readonly<
	Record<LobbyLayout, Readonly<Record<'hearings' | 'notices' | 'guide' | 'fixed', readonly [lines: number, signs: number]>>>
> = {
	portrait: { hearings: [9, 0], notices: [17, 19], guide: [22, 25], fixed: [21, 30] },
	landscape: { hearings: [4, 0], notices: [7.5, 36], guide: [7.5, 25], fixed: [10, 26] },
};

/** Puts items on as few pages as there is room for, in order, and about as much on each. */
export function fillPages<T>(items: readonly T[], linesOf: (item: T) => number, lines: number): readonly (readonly T[])[] {
	const full = fill(items, linesOf, lines);
	const all = items.reduce((sum, item) => sum + linesOf(item), 0);
	for (let limit = all / Math.max(1, full.length); limit < lines; limit += 0.5) {
		const pages = fill(items, linesOf, limit);
		if (pages.length === full.length) return pages;
	}
	return full;
}

/** As many items on each page as there is room for, and never none. */
function fill<T>(items: readonly T[], linesOf: (item: T) => number, lines: number): readonly (readonly T[])[] {
	const pages: T[][] = [];
	let left = 0;
	for (const item of items) {
		const need = linesOf(item);
		if (pages.length === 0 || need > left) {
			pages.push([]);
			left = lines;
		}
		pages.at(-1)!.push(item);
		left -= need;
	}
	return pages;
}

const linesFor = (text: string, signs: number): number => Math.max(1, Math.ceil([...text].length / signs));

type Rest = Record<string, unknown>;

function partsOf(kind: LobbyPageKind, payload: LobbyPayload, layout: LobbyLayout, now: number): readonly Rest[] {
	const size = room[layout];
	switch (kind) {
		case 'figures':
		case 'procedures':
		case 'mediation':
			return [{}];
		case 'hearings': {
			const rows = payload.hearings?.rows ?? [];
			const pages = fillPages(rows, () => 1, size.hearings[0]);
			return (pages.length > 0 ? pages : [[]]).map((part) => ({ rows: part }));
		}
		case 'notices': {
			const [lines, signs] = size.notices;
			const shown = payload.notices.filter(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
			const need = ({ text, subtitle }: LobbyNoticeView): number =>
				text.split('\n').reduce((sum, line) => sum + linesFor(line, signs), 0) + (subtitle ? linesFor(subtitle.text, signs * 2) : 0) + 1.5;
			return fillPages(shown, need, lines).map((rows) => ({ rows }));
		}
		case 'guide': {
			const [lines, signs] = size.guide;
			const need = ({ text, subtitle }: LobbyPayload['guide']['items'][number]): number =>
				(linesFor(text, signs) + (subtitle ? 1 : 0) + 1.6) / (layout === 'landscape' ? 2 : 1);
			let from = 0;
			return fillPages(payload.guide.items, need, lines).map((rows) => {
				const part = { rows, from };
				from += rows.length;
				return part;
			});
		}
		case 'fees': {
			const [lines, signs] = size.fixed;
			const fixed = fillPages(payload.fees.fixed, ({ fee }) => (linesFor(fee, signs) + 1) / (layout === 'landscape' ? 1.6 : 1), lines);
			return [{ brackets: true, rows: [] }, ...fixed.map((rows) => ({ brackets: false, rows }))];
		}
		default:
			return kind satisfies never;
	}
}

/** The pages of a screen, in the order of the court. Notices whose time is over are left out, whether or not the server can still say so. */
export function pagesOf(payload: LobbyPayload, layout: LobbyLayout, now: number): readonly LobbyPage[] {
	return payload.pages.flatMap(({ kind, seconds }) => {
		const parts = partsOf(kind, payload, layout, now);
		return parts.map(
			(rest, index) => ({ id: `${kind}-${index + 1}`, kind, part: index + 1, parts: parts.length, seconds, ...rest }) as LobbyPage,
		);
	});
}

/** The page that comes after another, round and round; one that is no longer there is followed by the first. */
export function turnFrom(pages: readonly LobbyPage[], id: string, by: 1 | -1 = 1): string {
	const at = pages.findIndex((page) => page.id === id);
	if (at < 0) return pages[0]?.id ?? '';
	return pages[(at + by + pages.length) % pages.length]!.id;
}
