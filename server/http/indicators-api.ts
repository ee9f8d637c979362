import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { catalogue, entryOf } from '../core/indicator/catalogue/index.ts';
import type { FigureBoard, FigureGroup, FigureQuery } from '../core/indicator/types.ts';
import { figureCases } from '../flows/figure-cases.ts';
import { noteDownload } from '../flows/note-download.ts';
import { readBoard } from '../flows/read-figures.ts';
import { indicatorRow } from '../views/indicator-rows.ts';
import { filterAsked } from '../views/indicator-narrowing.ts';
import { periodAsked, reachOf } from '../views/indicator-scope.ts';
import { indicatorTable } from '../views/indicator-table.ts';
import { grantedCourts, readableCourts, sourceOf, courtName, personName } from '../views/view-context.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { anyObject, answered, courtCode, day, numberedPaging, plain, problems } from './schemas.ts';

const compares = ['yoy', 'mom'] as const;

const asked = z.object({
	court: courtCode,
	reach: z.enum(['subtree', 'own']).default('subtree').openapi({ description: 'subtree：含管辖；own：仅本院' }),
	period: z.string().max(16).optional().openapi({ description: '统计期间：day week month quarter half year ytd（默认）custom' }),
	on: day.optional().openapi({ description: '期间所含的一日，默认今日' }),
	from: day.optional(),
	to: day.optional(),
	kinds: z.string().max(200).optional().openapi({ description: '案件种类，逗号分隔' }),
	courses: z.string().max(100).optional().openapi({ description: '繁简分流或者审理程序，逗号分隔' }),
	enterprise: z.string().max(100).optional().openapi({ description: '企业类别，逗号分隔；any：全部涉企案件' }),
	contract: z.enum(['true']).optional().openapi({ description: '仅合同类纠纷' }),
});

const board = asked.extend({
	by: z.enum(['total', 'court', 'unit', 'person']).default('total'),
	code: z.string().max(400).optional().openapi({ description: '指标代码，逗号分隔，默认全部' }),
	compare: z
		.string()
		.max(20)
		.optional()
		.openapi({ description: '比较：yoy（同比）、mom（环比），逗号分隔；本年累计和全年不作环比，不返回 mom' }),
	format: z.enum(['json', 'csv', 'xlsx']).default('json'),
});

const cases = asked.merge(numberedPaging).extend({
	side: z.enum(['numerator', 'denominator']).default('numerator'),
	variant: z.string().max(64).optional(),
	unit: z.string().max(64).optional(),
	person: z.string().max(64).optional(),
});

/** Fewer cases than these name a person on screens that anyone passes by: left out for callers who are no persons. */
const fewestCases = 5;

/** Figures of indicators, and the cases behind them. */
export function indicatorsApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	const views = sourceOf(context);
	app.on('GET', ['/indicators', '/indicators/*'], mustRead);

	/** What is asked, or the problem that answers it. */
	const scopeOf = (c: Context<ApiEnv>, query: z.infer<typeof asked>) => {
		const principal = reader(c)!;
		const directory = context.directory();
		const court = grantedCourts(principal, directory).includes(query.court) ? directory.courts.get(query.court) : undefined;
		if (!court) return { refused: problem(c, 404, 'not-found', '没有这个法院，或无权查看') };
		const options = court.settings.statYearStart ? { yearStart: court.settings.statYearStart } : {};
		const period = periodAsked(query as Parameters<typeof periodAsked>[0], dayOfInstant(context.now(), court.zone), options);
		if (typeof period === 'string') return { refused: problem(c, 422, 'bad-period', period) };
		const filter = filterAsked(query);
		if (typeof filter === 'string') return { refused: problem(c, 422, 'bad-filter', filter) };
		const whole = readableCourts(principal, directory);
		const ownOnly = whole.ownOnly || !whole.courts.includes(query.court) ? (principal.personCode ?? '-') : undefined;
		const reach = reachOf(principal, directory, query.court, query.reach);
		return { court, reach, period, filter, ownOnly, isPerson: c.get('caller').principal !== undefined };
	};

	app.openapi(
		createRoute({
			method: 'get',
			path: '/indicators',
			tags: ['指标'],
			summary: '质效指标：期间、范围、分组、比较、目标',
			request: { query: board },
			responses: { 200: answered('指标', anyObject), ...problems(400, 401, 404, 422) },
		}),
		async (c) => {
			const query = c.req.valid('query');
			const scope = scopeOf(c, query);
			if (scope.refused) return scope.refused as never;
			const codes = query.code?.split(',').filter(Boolean);
			const unknown = codes?.find((code) => !entryOf(code));
			if (unknown) return problem(c, 422, 'no-indicator', `没有这个指标：${unknown}`) as never;
			const compare = (query.compare?.split(',').filter(Boolean) ?? []) as FigureQuery['compare'] & string[];
			if (compare.some((each) => !compares.includes(each))) return problem(c, 422, 'bad-compare', '比较只能是 yoy、mom') as never;
			if (query.by !== 'total' && query.by !== 'court' && scope.ownOnly !== undefined && query.by !== 'person')
				return problem(c, 403, 'forbidden', '承办人只能查看本人的指标') as never;
			const found = await readBoard(context, {
				...{ court: query.court, reach: scope.reach, period: scope.period, by: query.by, compare },
				...(codes ? { codes } : {}),
				...(scope.filter ? { filter: scope.filter } : {}),
			});
			const groups = shownGroups(found.groups, scope);
			if (query.format !== 'json') return file(c, found, groups, query.format) as never;
			return c.json(plain(answerOf(found, groups)), 200);
		},
	);

	const file = async (
		c: Context<ApiEnv>,
		found: FigureBoard,
		groups: readonly FigureGroup[],
		format: 'csv' | 'xlsx',
	): Promise<Response> => {
		const entries = found.query.codes ? found.query.codes.map((code) => entryOf(code)!) : catalogue;
		const ordered = catalogue.filter((entry) => entries.includes(entry));
		const table = indicatorTable(ordered, found, groups, courtName(views, found.query.court));
		const principal = c.get('caller').principal;
		if (principal)
			await noteDownload(context, actorOf(principal, addressOf(c)), table.name, { rows: table.rows.length, format, filter: c.req.query() });
		const { bytes, mediaType } = await api.tableFile(table, format);
		return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
			'content-type': mediaType,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${table.name}.${format}`)}`,
		});
	};

	app.openapi(
		createRoute({
			method: 'get',
			path: '/indicators/{code}/cases',
			tags: ['指标'],
			summary: '一项指标分子或者分母的案件清单（件数、金额之和即为该数）',
			description: '每页逐案核对的案件数有上限，一页可能不满甚至为空；有 nextCursor 的，应继续取下一页，各页之和即为该数。',
			request: { params: z.object({ code: z.string().max(64) }), query: cases },
			responses: { 200: answered('案件', anyObject), ...problems(400, 401, 403, 404, 422) },
		}),
		async (c) => {
			const query = c.req.valid('query');
			const scope = scopeOf(c, query);
			if (scope.refused) return scope.refused as never;
			const person = scope.ownOnly ?? query.person;
			if (scope.ownOnly !== undefined && query.person !== undefined && query.person !== scope.ownOnly)
				return problem(c, 403, 'forbidden', '承办人只能查看本人的案件') as never;
			const found = await figureCases(
				context,
				{
					...{ code: c.req.valid('param').code, side: query.side, court: query.court, reach: scope.reach, period: scope.period },
					...(query.variant === undefined ? {} : { variant: query.variant }),
					...(query.unit === undefined ? {} : { unit: query.unit }),
					...(person === undefined ? {} : { person }),
					...(scope.filter ? { filter: scope.filter } : {}),
				},
				{ limit: query.limit, ...(query.cursor === undefined ? {} : { after: query.cursor }) },
			);
			if (!found.ok) return problem(c, found.code === 'no-indicator' ? 404 : 422, found.code, found.message) as never;
			const items = found.items.map((item) => ({ ...item, handlerName: personName(views, item.handler ?? null) }));
			return c.json(plain({ items, ...(found.nextCursor === undefined ? {} : { nextCursor: String(found.nextCursor) }) }), 200);
		},
	);
}

interface Reading {
	readonly ownOnly?: string | undefined;
	readonly isPerson?: boolean;
}

/** Handlers see their own row; callers who are no persons see no person of whom there are but a few cases. */
function shownGroups(groups: readonly FigureGroup[], { ownOnly, isPerson }: Reading): readonly FigureGroup[] {
	const own = ownOnly === undefined ? groups : groups.filter(({ person }) => person === undefined || person === ownOnly);
	if (isPerson) return own;
	return own.map((group) =>
		group.person === undefined
			? group
			: {
					...group,
					figures: group.figures.map((figure) =>
						(figure.denominator ?? figure.numerator) < fewestCases
							? { code: figure.code, value: null, numerator: 0, denominator: null }
							: figure,
					),
				},
	);
}

/** The answer: the total under `items` with the fields it always had, groups beside it. */
function answerOf(found: FigureBoard, groups: readonly FigureGroup[]): object {
	const { period } = found.query;
	const rows = (group: FigureGroup) =>
		group.figures.map((figure) => {
			const row = indicatorRow(entryOf(figure.code)!, figure);
			const rule = figure.target?.target.rule;
			const bound = rule?.kind === 'bound' ? { operator: rule.operator, value: rule.value } : {};
			return {
				...row,
				...(row.target ? { target: { ...row.target, ...bound, rule }, met: row.target.met, gap: row.target.gap } : {}),
				period: period.label,
			};
		});
	return {
		items: rows(found.total),
		groups: groups.map(({ figures: _figures, ...head }, index) => ({ ...head, items: rows(groups[index]!) })),
		...{ period, reach: found.query.reach, by: found.query.by, definitionVersion: found.definitionVersion },
		...(found.knownFrom ? { knownFrom: found.knownFrom } : {}),
	};
}
