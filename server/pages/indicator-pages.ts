import type {
	DrillView,
	FrozenView,
	IndicatorChoice,
	IndicatorPageChoice,
	IndicatorPages,
	IndicatorPageView,
	IndicatorsView,
	NarrowingChoice,
} from '../../src/lib/contract/indicators.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import { catalogue, entryOf } from '../core/indicator/catalogue/index.ts';
import type { IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { forecastMethod } from '../core/indicator/forecast.ts';
import { customPeriod, periodOf, upTo } from '../core/indicator/period.ts';
import { partText, valueText } from '../core/indicator/text.ts';
import type { FigureGroup, Period } from '../core/indicator/types.ts';
import { addMonths } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { FlowContext } from '../flows/context.ts';
import { figureCases } from '../flows/figure-cases.ts';
import { readBoard } from '../flows/read-figures.ts';
import { readTrend } from '../flows/figure-trend.ts';
import { readForecast } from '../flows/read-forecast.ts';
import { readAccount } from '../store/accounts.ts';
import { readFrozen } from '../store/frozen-readers.ts';
import { accountabilityView } from '../views/indicator-account.ts';
import { breakdownKey, breakdownRows, groupedRows, indicatorRow } from '../views/indicator-rows.ts';
import { scopeOf, scopeView, type IndicatorScope } from '../views/indicator-scope.ts';
import { indicatorTable } from '../views/indicator-table.ts';
import { courtName, personName, sourceOf } from '../views/view-context.ts';
import { principalOf } from './account-view.ts';
import { download } from './download.ts';
import { boardOf } from './indicator-board.ts';
import { scorecard } from './indicator-scorecard.ts';

const noAccount = { ok: false, status: 401, message: '登录已失效，请重新登录。' } as const;
const noOwner = { ok: false, status: 404, message: '没有这个部门或者承办人，或您无权查看。' } as const;
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
		return 'message' in scope ? { ok: false, ...scope } : view(who, scope);
	};

	return {
		indicators: (account, choice) =>
			asked(account, choice, async (who, scope): Promise<PageResult<IndicatorsView>> => {
				const entries = entriesOf(scope);
				const board = await boardOf(context, scope, { by: 'total', compare, codes: entries.map(({ code }) => code) });
				if (!board) return noOwner;
				const view = scopeView(views, who, scope, board.knownFrom);
				return { ok: true, view: { ...view, groups: groupedRows(entries, board.total.figures) } };
			}),
		indicator: (account, code, choice) =>
			asked(account, choice, async (who, scope): Promise<PageResult<IndicatorPageView>> => {
				const entry = entryOf(code);
				if (!entry) return noIndicator;
				const view = await indicatorPage(context, who, scope, entry, choice);
				return view ? { ok: true, view } : noOwner;
			}),
		scorecard: (account, choice) =>
			// Scorecards choose whom they are about by a key; they are of all cases.
			asked(account, wholeOf(choice), async (who, scope) => {
				const view = await scorecard(context, who, scope, choice);
				return view ? { ok: true, view } : { ok: false, status: 404, message: '没有可以评价的对象，或您无权查看。' };
			}),
		indicatorFile: (account, address, choice, format) =>
			asked(account, choice, async (who, scope) => {
				const entry = choice.code === undefined ? undefined : entryOf(choice.code);
				if (choice.code !== undefined && !entry) return noIndicator;
				const by = entry ? byOf(entry, scope, choice.by) : 'total';
				const entries = entry ? [entry] : entriesOf(scope);
				const board = await boardOf(context, scope, { by, compare, codes: entries.map(({ code }) => code) });
				if (!board) return noOwner;
				const groups = entry ? own(scope, board.groups) : [];
				const { narrowing } = scopeView(views, who, scope, board.knownFrom);
				const of = `${courtName(views, scope.court)}${narrowing ? `（${narrowing.words}）` : ''}`;
				const table = indicatorTable(entries, board, groups, of);
				return download(context, { who, account, address, filter: { ...choice } }, table, format);
			}),
	};
}

/** All indicators, or those that can be told of a unit or a person. */
const entriesOf = ({ owner }: IndicatorScope): readonly IndicatorEntry[] =>
	owner ? catalogue.filter((entry) => entry.by.includes(owner.kind)) : catalogue;

function wholeOf<T extends IndicatorChoice>(choice: T): Omit<T, keyof NarrowingChoice> {
	const { kinds: _k, courses: _c, enterprise: _e, contract: _t, unit: _u, person: _p, ...rest } = choice;
	return rest;
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
): Promise<IndicatorPageView | undefined> {
	const views = sourceOf(context);
	const by = scope.owner?.kind ?? byOf(entry, scope, choice.by);
	const board = await boardOf(context, scope, { by, codes: [entry.code], compare });
	if (!board) return undefined;
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
	const foreseen = scope.owner ? undefined : await readForecast(context, entry, scope);
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
	const { knownFrom, values } = scope.owner
		? await ownerTrend(context, scope, entry, periods)
		: await readTrend(context, scope, entry, { periods, today: scope.today });
	return periods.map(({ from, to }, index) => {
		const value = knownFrom !== undefined && to >= knownFrom ? values[index]! : null;
		return { month: from.slice(0, 7), value, text: valueText(value, entry.unit) };
	});
}

/** Of a unit or a person month by month. */
async function ownerTrend(
	context: FlowContext,
	scope: IndicatorScope,
	entry: IndicatorEntry,
	periods: readonly Period[],
): Promise<Awaited<ReturnType<typeof readTrend>>> {
	const values: (number | null)[] = [];
	let knownFrom: CourtDate | undefined;
	for (const period of periods) {
		const board = await boardOf(context, scope, { by: 'total', codes: [entry.code], period });
		knownFrom ??= board?.knownFrom;
		values.push(board?.total.figures[0]?.value ?? null);
		await context.yield();
	}
	return { values, ...(knownFrom ? { knownFrom } : {}) };
}

/** What publications said, beside what it is now: events that came later may have changed it. */
async function frozenOf(context: FlowContext, scope: IndicatorScope, entry: IndicatorEntry): Promise<readonly FrozenView[]> {
	// They are of all cases of a court; of a part of them they say nothing.
	if (scope.filter || scope.owner) return [];
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
	const { owner, filter } = scope;
	const person = scope.ownOnly ?? (owner?.kind === 'person' ? owner.code : group?.person);
	const unit = owner?.kind === 'unit' ? owner.code : person === undefined ? group?.unit : undefined;
	const found = await figureCases(
		context,
		{
			code: entry.code,
			side,
			court: group?.court ?? scope.court,
			reach: group ? 'own' : scope.reach,
			period: scope.period,
			...(person === undefined ? {} : { person }),
			...(unit === undefined ? {} : { unit }),
			...(filter ? { filter } : {}),
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
