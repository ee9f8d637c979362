import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Api } from './api-parts.ts';
import { mustRead, reader, type ApiEnv } from './caller.ts';
import { csvHeaders, csvOf } from './csv.ts';
import { problem } from './problem.ts';
import { readCyclesPage } from './read-cycles.ts';
import { answered, anyObject, courtCode, day, plain, problems } from './schemas.ts';

const query = z.object({
	court: courtCode.optional().openapi({ description: '该法院及其下级法院' }),
	group: z.enum(['enforcement', 'trial']).default('enforcement').openapi({ description: '执行或审判' }),
	from: day.optional().openapi({ description: '办结日起，默认本年1月1日' }),
	to: day.optional().openapi({ description: '办结日止，默认今日' }),
	stage: z
		.string()
		.regex(/^[a-z-]{3,32}$/)
		.optional()
		.openapi({ description: '列出趋势、分组和最长案件的周期，默认占用时间最多的' }),
	by: z.enum(['court', 'unit', 'person']).optional().openapi({ description: '分组' }),
	layer: z.coerce.number().int().positive().optional().openapi({ description: '规则层序号：比较其改动前后' }),
	window: z.coerce.number().int().optional().openapi({ description: '前后各取的日数：30、60、90、180' }),
});

const badPeriod = '统计期间应为实有的日期，起日不晚于止日';

/** `exactOptionalPropertyTypes`: what was not asked for is left out. */
const given = (asked: z.infer<typeof query>) =>
	Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as {
		-readonly [K in keyof typeof asked]: NonNullable<(typeof asked)[K]>;
	};

/** Routes of the stages of cases (微观周期). */
export function cyclesApi(app: OpenAPIHono<ApiEnv>, { context }: Api): void {
	for (const path of ['/cycles', '/cycles.csv']) app.use(path, mustRead);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/cycles',
			tags: ['统计'],
			summary: '微观周期：各环节用时的中位数、P90、瓶颈、十二个月趋势与规则改动前后',
			request: { query },
			responses: { 200: answered('各环节用时', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const read = await readCyclesPage(context, reader(c)!, undefined, given(c.req.valid('query')));
			if (!read.ok) return problem(c, 404, 'not-found', read.message) as never;
			if (read.view.problem) return problem(c, 400, 'bad-period', badPeriod) as never;
			return c.json(plain(read.view), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/cycles.csv',
			tags: ['统计'],
			summary: '微观周期，CSV',
			request: { query },
			responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...problems(400, 401, 404) },
		}),
		async (c) => {
			const read = await readCyclesPage(context, reader(c)!, undefined, given(c.req.valid('query')));
			if (!read.ok) return problem(c, 404, 'not-found', read.message) as never;
			if (read.view.problem) return problem(c, 400, 'bad-period', badPeriod) as never;
			const head = [
				'环节',
				'口径',
				'办结数',
				'中位数（日）',
				'P90（日）',
				'平均（日）',
				'中位数（工作日）',
				'P90（工作日）',
				'未完成',
				'时限',
				'超时限数',
			];
			const rows = read.view.stages.map((stage) => [
				...[stage.name, stage.definition, stage.count, stage.median ?? undefined, stage.p90 ?? undefined, stage.mean?.toFixed(1)],
				...[stage.workMedian ?? undefined, stage.workP90 ?? undefined, stage.open, stage.limit?.text, stage.limit?.over],
			]);
			return c.body(csvOf(head, rows), 200, csvHeaders(`微观周期（${read.view.from}至${read.view.to}）.csv`)) as never;
		},
	);
}
