import type { WorklistFilter } from '../contract/desk.ts';

type View = WorklistFilter['view'];

/** The views of the worklist in the order of their tabs, with what an empty one means. */
export const worklistViews = [
	{ view: 'overdue', name: '超期', empty: '没有超期节点', reason: '各节点均在期限内。', good: true },
	{ view: 'locked', name: '已锁死', empty: '没有锁死的案件', reason: '没有案件因节点超期被锁死。', good: true },
	{ view: 'today', name: '今日到期', empty: '今日没有到期节点', reason: '今日到期的节点均已办结，或今日没有节点到期。', good: true },
	{ view: 'week', name: '七日内', empty: '七日内没有到期节点', reason: '今日起七日内没有节点到期（不含已超期的）。', good: false },
	{ view: 'warning', name: '预警', empty: '没有预警节点', reason: '没有节点进入预警档次。', good: true },
	{ view: 'awaiting', name: '超期待核实', empty: '没有待核实的超期', reason: '数据已报送到各超期节点的届满时刻之后。', good: true },
	{ view: 'review', name: '补录待核', empty: '没有补录待核的锁死', reason: '没有因补录信息需要复核的锁死。', good: true },
	{ view: 'proposed', name: '待确认', empty: '没有待确认的锁死', reason: '没有批量锁死等待值班员确认。', good: true },
	{ view: 'before-locks', name: '启用前超期', empty: '没有启用前的超期', reason: '启用锁死之前届满的节点均已办结。', good: true },
] as const satisfies readonly { view: View; name: string; empty: string; reason: string; good: boolean }[];

const defaultView: View = 'overdue';
const scopes = ['mine', 'team', 'court'] as const;
const names = ['court', 'node', 'handler', 'cursor'] as const;

/** Reads the filter from a page's query; what is not understood is left out. */
export function parseFilter(query: URLSearchParams): WorklistFilter {
	const asked = query.get('view');
	const view = worklistViews.find((candidate) => candidate.view === asked)?.view ?? defaultView;
	const rest = names.flatMap((name) => {
		const value = query.get(name)?.trim().slice(0, 200);
		return value ? [[name, value] as const] : [];
	});
	const scope = scopes.find((candidate) => candidate === query.get('scope'));
	return { view, ...(scope ? { scope } : {}), ...Object.fromEntries(rest) };
}

/** Writes a filter as a query; the default view is the bare page. */
export function filterQuery(filter: WorklistFilter): string {
	const query = new URLSearchParams();
	if (filter.view !== defaultView) query.set('view', filter.view);
	if (filter.scope) query.set('scope', filter.scope);
	for (const name of names) {
		const value = filter[name];
		if (value) query.set(name, value);
	}
	const text = query.toString();
	return text === '' ? '' : `?${text}`;
}

/** The same filter for another view: from its first page. */
export function withView(filter: WorklistFilter, view: View): WorklistFilter {
	const { cursor: _cursor, ...rest } = filter;
	return { ...rest, view };
}
