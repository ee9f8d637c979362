/** The three lists of the supervision page. */
export const supervisionTabs = [
	{ tab: 'supervised', name: '延审、扣审、转普' },
	{ tab: 'hidden', name: '隐性超审限' },
	{ tab: 'deductions', name: '扣除分析' },
] as const;

/** One of the lists. */
export type SupervisionTab = (typeof supervisionTabs)[number]['tab'];

/** What the address of the supervision page asks for. */
export interface SupervisionAsked {
	readonly tab: SupervisionTab;
	readonly court?: string;
	readonly cursor?: string;
}

/** Reads what the address asks for. */
export function parseSupervision(query: URLSearchParams): SupervisionAsked {
	const tab = supervisionTabs.find((known) => known.tab === query.get('tab'))?.tab ?? 'supervised';
	const court = query.get('court')?.trim();
	const cursor = query.get('cursor')?.trim();
	return { tab, ...(court ? { court } : {}), ...(cursor ? { cursor } : {}) };
}

/** The supervision page with a list, a court, and where to go on. */
export function supervisionHref({ tab, court, cursor }: SupervisionAsked): string {
	const query = new URLSearchParams();
	if (tab !== 'supervised') query.set('tab', tab);
	if (court) query.set('court', court);
	if (cursor) query.set('cursor', cursor);
	const text = query.toString();
	return `/desk/supervision${text === '' ? '' : `?${text}`}`;
}

/** A share of a whole in percent, for the width of a bar; within 0 and 100 whatever comes. */
export function sharePercent(part: number, whole: number): number {
	if (whole <= 0) return 0;
	return Math.max(0, Math.min(100, Math.round((part / whole) * 1000) / 10));
}
