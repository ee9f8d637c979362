import type {
	DrillView,
	FrozenView,
	IndicatorChoice,
	IndicatorPageChoice,
	IndicatorPages,
	IndicatorPageView,
	IndicatorsView,
	ScorecardView,
} from '../../src/lib/contract/indicators.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import { catalogue, entryOf } from '../core/indicator/catalogue/index.ts';
import type { IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { forecastMethod } from '../core/indicator/forecast.ts';
import { customPeriod, periodOf, upTo } from '../core/indicator/period.ts';
import { partText, valueText } from '../core/indicator/text.ts';
import type { FigureGroup } from '../core/indicator/types.ts';
import { addMonths } from '../core/time/civil.ts';
import type { FlowContext } from '../flows/context.ts';
import { figureCases } from '../flows/figure-cases.ts';
import { readBoard } from '../flows/read-figures.ts';
import { readTrend } from '../flows/figure-trend.ts';
import { readForecast } from '../flows/read-forecast.ts';
import { readAccount } from '../store/accounts.ts';
import { readFrozen } from '../store/frozen-readers.ts';
import { accountabilityView } from '../views/indicator-account.ts';
import { breakdownKey, breakdownRows, groupedRows, indicatorRow, isSomebody } from '../views/indicator-rows.ts';
import { scopeOf, scopeView, type IndicatorScope } from '../views/indicator-scope.ts';
import { indicatorTable } from '../views/indicator-table.ts';
import { scoreRows } from '../views/scorecard-rows.ts';
import { courtName, personName, sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';
import { download } from './download.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const noCourt = { ok: false, status: 404, message: '没有这个法院，或您无权查看。' } as const;
const noIndicator = { ok: false, status: 404, message: '没有这个指标。' } as const;
const compare = ['yoy', 'mom'] as const;
const trendMonths = 12;
const mostFrozen = 8;
const drillRows = 50;

type By = 'court' | 'unit' | 'person';

/** The pages of indicators; who asks is read anew each time. */
export function createIndicatorPages(context: FlowContext): IndicatorPages {
	const views = sourceOf(context);
	const asked = async <T>(
		account: Account,
		choice: IndicatorChoice,
		view: (who: Principal, scope: IndicatorScope) => Promise<PageResult<T>>,
	): Promise<PageResult<T>> => {
		const row = await readAccount(context.store.read, account.id);
		if (!row || row.disabledAt) return noAccount;
		const who = principalOf(row);
		const scope = scopeOf(views, who, choice);
		return scope ? view(who, scope) : noCourt;
	};

	return {
		indicators: (account, choice) =>
			asked(account, choice, async (who, scope): Promise<PageResult<IndicatorsView>> => {
				const board = await readBoard(context, { ...scope, by: 'total', compare });
				const view = scopeView(views, who, scope, board.knownFrom);
				return { ok: true, view: { ...view, groups: groupedRows(catalogue, board.total.figures) } };
			}),
		indicator: (account, code, choice) =>
			asked(account, choice, async (who, scope): Promise<PageResult<IndicatorPageView>> => {
				const entry = entryOf(code);
				return entry ? { ok: true, view: await indicatorPage(context, who, scope, entry, choice) } : noIndicator;
			}),
		scorecard: (account, choice) =>
			asked(account, choice, async (who, scope) => {
				const view = await scorecard(context, who, scope, choice);
				return view ? { ok: true, view } : { ok: false, status: 404, message: '没有可以评价的对象，或您无权查看。' };
			}),
		indicatorFile: (account, address, choice, format) =>
			asked(account, choice, async (who, scope) => {
				const entry = choice.code === undefined ? undefined : entryOf(choice.code);
				if (choice.code !== undefined && !entry) return noIndicator;
				const by = entry ? byOf(entry, scope, choice.by) : 'total';
				const board = await readBoard(context, { ...scope, by, compare, ...(entry ? { codes: [entry.code] } : {}) });
				const groups = entry ? own(scope, board.groups) : [];
				const table = indicatorTable(entry ? [entry] : catalogue, board, groups, courtName(views, scope.court));
				return download(context, { who, account, address, filter: { ...choice } }, table, format);
			}),
	};
}

const byOf = (entry: IndicatorEntry, scope: IndicatorScope, asked: string | undefined): By =>
	scope.ownOnly !== undefined && entry.by.includes('person') ? 'person' : (entry.by.find((by) => by === asked) ?? 'court');

/** Who sees own cases only sees no other person's figures. */
const own = (scope: IndicatorScope, groups: readonly FigureGroup[]): readonly FigureGroup[] =>
	scope.ownOnly === undefined ? groups : groups.filter((group) => group.person === undefined || group.person === scope.ownOnly);

async function indicatorPage(
	context: FlowContext,
	who: Principal,
	scope: IndicatorScope,
	entry: IndicatorEntry,
	choice: IndicatorPageChoice,
): Promise<IndicatorPageView> {
	const views = sourceOf(context);
	const by = byOf(entry, scope, choice.by);
	const board = await readBoard(context, { ...scope, by, codes: [entry.code], compare });
	const head = scopeView(views, who, scope, board.knownFrom);
	const groups = own(scope, board.groups);
	const { rows, ...means } = breakdownRows(entry, groups, {
		ranking: head.ranking,
		courtName: (code) => courtName(views, code),
		levelOf: (code) => context.directory().courts.get(code)?.level,
	});
	const trend = await trendOf(context, scope, entry);
	const figure = board.total.figures[0]!;
	const rule = figure.target?.target.rule;
	const foreseen = await readForecast(context, entry, scope);
	// A person may have cases at two courts, and at each court there are cases of nobody: the court belongs to the key.
	const group =
		choice.key === undefined
			? undefined
			: (groups.find((each) => breakdownKey(each) === choice.key) ?? groups.find(({ key }) => key === choice.key));
	const cases =
		choice.side === 'numerator' || choice.side === 'denominator' ? await casesOf(context, scope, entry, choice, group) : undefined;
	return {
		...head,
		row: indicatorRow(entry, figure),
		by,
		bys: scope.ownOnly === undefined ? entry.by : [by],
		breakdown: rows,
		...means,
		trend,
		...(rule?.kind === 'bound' ? { bound: { words: figure.target!.words, value: rule.value } } : {}),
		...(foreseen
			? {
					forecast: {
						monthEnd: valueText(foreseen.monthEnd, entry.unit),
						yearEnd: valueText(foreseen.yearEnd, entry.unit),
						method: forecastMethod,
					},
				}
			: {}),
		frozen: await frozenOf(context, scope, entry),
		accountability: await accountabilityView(views, who, scope, entry.code),
		...(cases ? { cases } : {}),
		...(group ? { of: { key: breakdownKey(group), name: group.name, kind: by } } : {}),
	};
}

/** The last twelve months, the running one up to today. */
async function trendOf(context: FlowContext, scope: IndicatorScope, entry: IndicatorEntry): Promise<IndicatorPageView['trend']> {
	const thisMonth = periodOf('month', scope.today);
	const periods = Array.from({ length: trendMonths }, (_, index) =>
		upTo(periodOf('month', addMonths(thisMonth.from, index + 1 - trendMonths)), scope.today),
	);
	const { knownFrom, values } = await readTrend(context, { court: scope.court, reach: scope.reach }, entry, {
		periods,
		today: scope.today,
	});
	return periods.map(({ from, to }, index) => {
		const value = knownFrom !== undefined && to >= knownFrom ? values[index]! : null;
		return { month: from.slice(0, 7), value, text: valueText(value, entry.unit) };
	});
}

/** What publications said, beside what it is now: events that came later may have changed it. */
async function frozenOf(context: FlowContext, scope: IndicatorScope, entry: IndicatorEntry): Promise<readonly FrozenView[]> {
	const rows = await readFrozen(context.store.read, entry.code, scope, mostFrozen);
	const list: FrozenView[] = [];
	for (const row of rows) {
		const period = customPeriod(row.from, row.to);
		const { total } = await readBoard(context, { court: scope.court, reach: scope.reach, period, by: 'total', codes: [entry.code] });
		const now = total.figures[0]!.value;
		const restated = valueText(now, entry.unit);
		const same = now === row.value || (now !== null && row.value !== null && Math.abs(now - row.value) < 1e-9);
		list.push({ publicationId: row.publicationId, title: row.number, from: row.from, to: row.to, text: row.text, restated, same });
	}
	return list;
}

async function casesOf(
	context: FlowContext,
	scope: IndicatorScope,
	entry: IndicatorEntry,
	{ side: asked, cursor }: IndicatorPageChoice,
	group: FigureGroup | undefined,
): Promise<DrillView> {
	const views = sourceOf(context);
	const side = asked === 'denominator' ? 'denominator' : 'numerator';
	const person = scope.ownOnly ?? group?.person;
	const found = await figureCases(
		context,
		{
			code: entry.code,
			side,
			court: group?.court ?? scope.court,
			reach: group ? 'own' : scope.reach,
			period: scope.period,
			...(person === undefined ? {} : { person }),
			...(group?.unit !== undefined && person === undefined ? { unit: group.unit } : {}),
		},
		{ limit: drillRows, ...(cursor === undefined ? {} : { after: cursor }) },
	);
	if (!found.ok) return { side, items: [], problem: found.message };
	return {
		side,
		items: found.items.map(({ value, court, handler, ...item }) => {
			const handlerName = personName(views, handler ?? null);
			return {
				caseId: item.caseId,
				caseNumber: item.caseNumber,
				courtName: courtName(views, court),
				...(handlerName ? { handlerName } : {}),
				filedOn: item.filedOn,
				...(item.closedOn ? { closedOn: item.closedOn } : {}),
				value: partText(side === 'numerator' ? entry.numerator : entry.denominator, value),
			};
		}),
		...(found.nextCursor === undefined ? {} : { nextCursor: found.nextCursor }),
	};
}

/** The courts, units or persons that one is held against, and who they are. */
async function peersOf(context: FlowContext, scope: IndicatorScope, by: By, codes: readonly string[]) {
	const directory = context.directory();
	const self = directory.courts.get(scope.court)!;
	const read = (court: string, reach: 'subtree' | 'own') =>
		readBoard(context, { court, reach, asker: scope.court, period: scope.period, by, codes, compare: ['yoy'] });
	if (by !== 'court') {
		const own = await read(scope.court, 'own');
		return { board: { ...own, groups: own.groups.filter(isSomebody) }, words: `本院各${by === 'unit' ? '部门' : '承办人'}` };
	}
	const above = self.parent ?? self.code;
	const board = await read(above, 'subtree');
	const groups = board.groups.filter((group) => {
		const court = directory.courts.get(group.court);
		return court?.level === self.level && court.parent === self.parent;
	});
	const words = self.parent ? `${directory.courts.get(self.parent)?.name ?? ''}辖区 ${groups.length} 个同级法院` : '没有同级法院';
	return { board: { ...board, groups }, words };
}

async function scorecard(
	context: FlowContext,
	who: Principal,
	scope: IndicatorScope,
	choice: IndicatorChoice & { readonly key?: string },
): Promise<ScorecardView | undefined> {
	const views = sourceOf(context);
	const by: By = scope.ownOnly !== undefined ? 'person' : choice.by === 'unit' || choice.by === 'person' ? choice.by : 'court';
	const entries = catalogue.filter((entry) => entry.by.includes(by) && entry.direction !== 'none');
	const { board, words } = await peersOf(
		context,
		scope,
		by,
		entries.map((entry) => entry.code),
	);
	const wanted = by === 'court' ? scope.court : (scope.ownOnly ?? choice.key);
	const at = Math.max(0, wanted === undefined ? 0 : board.groups.findIndex((group) => group.key === wanted));
	const subject = board.groups[at];
	if (!subject || (scope.ownOnly !== undefined && subject.key !== scope.ownOnly)) return undefined;
	const head = scopeView(views, who, scope, board.knownFrom);
	const rows = scoreRows(
		entries,
		board.groups.map((group) => group.figures),
		at,
		head.ranking,
	);
	return {
		...head,
		by,
		subject: { key: subject.key, name: subject.name },
		subjects: by === 'court' || scope.ownOnly !== undefined ? [] : board.groups.map(({ key, name }) => ({ key, name })),
		peers: words,
		rows,
	};
}
