import { z, createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { MonthlyView } from '../../src/lib/contract/ladder.ts';
import type { StageDeed } from '../core/ladder/deeds.ts';
import { ladderIds } from '../core/ladder/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { caseKeyOfStage, doStage } from '../flows/ladder.ts';
import { LadderViews } from '../views/ladder-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { csvHeaders, csvOf } from './csv.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, page, plain, plainPage, problems } from './schemas.ts';

const stageId = z.object({ id: z.string().max(200) });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);
const words = z.string().min(1).max(4000);
const monthQuery = z.object({
	month: z
		.string()
		.regex(/^\d{4}-(0[1-9]|1[0-2])$/)
		.optional()
		.openapi({ description: 'YYYY-MM，缺省为本月' }),
	court: courtCode.optional().openapi({ description: '一个法院，缺省为本人所在法院' }),
});

/** Routes of the long-pending ladder: lists, the month-start list, receipt, plan, review. */
export function ladderApi(app: OpenAPIHono<ApiEnv>, { context, views, ladders }: Api): void {
	const lists = new LadderViews(sourceOf(context), views, ladders);
	const act = async (c: Context<ApiEnv>, id: string, deed: StageDeed) => {
		const person = c.get('caller').principal!;
		const unseen = () => problem(c, 404, 'not-found', '没有这项长期未结督办，或无权办理') as never;
		if (!(await lists.mayRead(person, caseKeyOfStage(id)))) return unseen();
		const outcome = await doStage(context, person, actorOf(person, addressOf(c)), id, deed);
		if (outcome.ok) return c.json({ id: outcome.id }, 200);
		return outcome.code === 'not-found' ? unseen() : (problem(c, refusalStatus(outcome.code), outcome.code, outcome.message) as never);
	};
	for (const path of ['/long-pending', '/long-pending/*']) app.on('GET', path, mustRead);
	app.on('POST', '/long-pending/*', mustBePerson);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/long-pending',
			tags: ['监督'],
			summary: '长期未结案件：按督办阶段，附签收、一案一策和过堂情况',
			request: {
				query: z.object({
					ladder: z.enum(ladderIds).default('S2'),
					court: courtCode.optional().openapi({ description: '该法院及其下级法院' }),
					stage: z.coerce.number().int().min(1).optional(),
					standing: z.enum(['unreceived', 'unplanned', 'review-late']).optional(),
					cursor: z.string().optional(),
					limit: z.coerce.number().int().min(1).max(500).default(100),
				}),
			},
			responses: { 200: answered('案件和各阶段件数', page(anyObject).extend({ stages: z.array(anyObject) })), ...problems(400, 401) },
		}),
		async (c) => {
			const { rows, nextCursor, stages } = await lists.list(reader(c)!, withoutEmpty(c.req.valid('query')));
			return c.json({ ...plainPage(rows, nextCursor), stages: stages.map(plain) }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/long-pending/monthly',
			tags: ['监督'],
			summary: '每月初长期未结案件清单：截至该月一日零时',
			request: { query: monthQuery },
			responses: { 200: answered('清单', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const found = await lists.monthly(reader(c)!, withoutEmpty(c.req.valid('query')));
			return found.ok ? c.json(plain(found.view), 200) : (problem(c, 404, 'not-found', found.message) as never);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/long-pending/monthly.csv',
			tags: ['监督'],
			summary: '每月初长期未结案件清单，CSV',
			request: { query: monthQuery },
			responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...problems(400, 401, 404) },
		}),
		async (c) => {
			const found = await lists.monthly(reader(c)!, withoutEmpty(c.req.valid('query')));
			if (!found.ok) return problem(c, 404, 'not-found', found.message) as never;
			return c.body(monthlyCsv(found.view), 200, csvHeaders(`${found.view.courtName}${found.view.month}长期未结案件清单.csv`)) as never;
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/long-pending/{id}/receipt',
			tags: ['监督'],
			summary: '签收督办',
			request: { params: stageId },
			responses: { 200: answered('督办编号', deedDone), ...deeds },
		}),
		async (c) => act(c, c.req.valid('param').id, { kind: 'receive' }),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/long-pending/{id}/plan',
			tags: ['监督'],
			summary: '制定一案一策',
			request: { params: stageId, ...body(z.object({ plan: words, nextReviewOn: day })) },
			responses: { 200: answered('督办编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { plan, nextReviewOn } = c.req.valid('json');
			return act(c, c.req.valid('param').id, { kind: 'plan', plan, nextReviewOn: nextReviewOn as CourtDate });
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/long-pending/{id}/reviews',
			tags: ['监督'],
			summary: '记录逐案过堂；审判委员会逐案研究后可以退出督办（leave）',
			request: { params: stageId, ...body(z.object({ result: words, nextReviewOn: day.optional(), leave: z.boolean().optional() })) },
			responses: { 200: answered('督办编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { result, nextReviewOn, leave } = c.req.valid('json');
			const next = nextReviewOn ? { nextReviewOn: nextReviewOn as CourtDate } : {};
			return act(c, c.req.valid('param').id, { kind: 'review', result, ...next, ...(leave ? { leave } : {}) });
		},
	);
}

/** Leaves out what was not asked for. */
function withoutEmpty<T extends object>(query: T): { [K in keyof T]: Exclude<T[K], undefined> } {
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
		[K in keyof T]: Exclude<T[K], undefined>;
	};
}

function monthlyCsv(view: MonthlyView): string {
	const rows = view.groups.flatMap((group) =>
		group.rows.map((row) => [
			view.asOf,
			group.name,
			row.unitName,
			row.handlerName,
			row.caseNumber,
			row.filedOn,
			row.ageDays,
			row.closedOn ?? '',
		]),
	);
	return csvOf(['截至', '督办阶段', '部门', '承办人', '案号', '立案日期', '立案天数', '此后结案'], rows);
}
