import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { grounds } from '../core/period/grounds.ts';
import type { CourtDate } from '../core/time/types.ts';
import { decidePeriod, endExclusion, requestPeriod, withdrawPeriod, type PeriodOutcome } from '../flows/period.ts';
import { groundView } from '../views/period-words.ts';
import { PeriodViews } from '../views/period-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, page, paging, plain, plainPage, problems } from './schemas.ts';

const caseId = z.object({ id: z.coerce.number().int().positive() });
const requestId = z.object({ id: z.string().max(200) });
const exclusion = caseId.extend({ exclusionId: z.string().max(200) });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);
const code = z.string().min(1).max(64);
const documentNo = z.string().min(1).max(200);
const count = (most: number) => z.number().int().min(0).max(most).optional();

const ask = z
	.object({
		ground: code.openapi({ description: '法定事由代码，见 GET /period-grounds；种类由事由确定' }),
		node: code.optional().openapi({ description: '延长：节点代码' }),
		subject: code.optional().openapi({ description: '只对一项财产、款项或者线索' }),
		from: day.optional().openapi({ description: '扣除、中止、暂停、暂缓：首日，计入' }),
		to: day.optional().openapi({ description: '末日，计入；不填则至恢复计算之日' }),
		addDays: count(3660),
		addMonths: count(120),
		documentNo,
		documentName: z.string().min(1).max(200).optional(),
		reason: z.string().min(1).max(2000),
		override: z.boolean().optional().openapi({ description: '同一事由再次申请，报院长审批' }),
		returnedId: z.string().max(200).optional().openapi({ description: '重新提交的退回申请' }),
	})
	.openapi('PeriodRequestInput');
const requested = deedDone.extend({
	days: z.number().optional().openapi({ description: '扣除天数' }),
	newDays: z.number().optional().openapi({ description: '其中未与其他扣除重叠的天数' }),
});
const dayCursor = paging.extend({
	court: courtCode.optional().openapi({ description: '该法院及其下级法院' }),
	cursor: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}~/)
		.optional(),
});

/** Period changes: grounds, requests, decisions, and the three supervision lists. The same flows as the desk's forms. */
export function periodApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context, views } = api;
	const periods = new PeriodViews(sourceOf(context), views);
	const readPaths = ['/period-grounds', '/period-requests', '/period-requests/*', '/supervised-cases', '/hidden-overdue', '/deductions'];
	app.on('GET', readPaths, mustRead);
	app.on('POST', ['/cases/*', '/period-requests/*'], mustBePerson);

	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const who = (c: Context<ApiEnv>) => [person(c), actorOf(person(c), addressOf(c))] as const;
	const unseen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', '没有该案件或申请，或无权办理') as never;
	const refused = (c: Context<ApiEnv>, { code, message }: Extract<PeriodOutcome, { ok: false }>) =>
		code === 'not-found' ? unseen(c) : (problem(c, refusalStatus(code), code, message) as never);
	/** A refusal does not tell whether there is a request that the person may not see. */
	const onRequest = async (c: Context<ApiEnv>, outcome: PeriodOutcome) => {
		if (outcome.ok) return c.json({ id: outcome.id }, 200);
		return (await periods.requestOf(person(c), c.req.param('id')!)) ? refused(c, outcome) : unseen(c);
	};

	app.openapi(
		createRoute({
			method: 'get',
			path: '/period-grounds',
			tags: ['期限变更'],
			summary: '期限变更的法定事由',
			responses: { 200: answered('事由', page(anyObject)), ...problems(401) },
		}),
		(c) => c.json(plainPage(grounds.map(groundView)), 200),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/cases/{id}/period-requests',
			tags: ['期限变更'],
			summary: '申请延长、中止、暂停、扣除、暂缓或者程序转换',
			request: { params: caseId, ...body(ask) },
			responses: { 201: answered('申请编号；扣除类并答天数', requested), ...deeds },
		}),
		async (c) => {
			const stored = await views.caseById(person(c), c.req.valid('param').id);
			if (!stored) return unseen(c);
			const { from, to, ...input } = c.req.valid('json');
			const days = { ...(from ? { from: from as CourtDate } : {}), ...(to ? { to: to as CourtDate } : {}) };
			const outcome = await requestPeriod(context, ...who(c), stored.state.key, { ...input, ...days });
			if (!outcome.ok) return refused(c, outcome);
			const { ok: _ok, ...answer } = outcome;
			return c.json(answer, 201);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/period-requests',
			tags: ['期限变更'],
			summary: '期限变更申请箱',
			request: { query: z.object({ box: z.enum(['inbox', 'sent', 'done']).default('inbox'), court: courtCode.optional() }) },
			responses: { 200: answered('申请', page(anyObject)), ...problems(400, 401) },
		}),
		async (c) => {
			const { box, court } = c.req.valid('query');
			const found = await periods.inbox(reader(c)!, box, court);
			return c.json(plainPage(found.ok ? found.view.rows : []), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/period-requests/{id}',
			tags: ['期限变更'],
			summary: '一件申请：审批环节、意见、批准后各期限的变化',
			request: { params: requestId },
			responses: { 200: answered('申请', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const found = await periods.request(reader(c)!, c.req.valid('param').id);
			return found.ok ? c.json(plain(found.view), 200) : (problem(c, 404, 'not-found', found.message) as never);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/period-requests/{id}/decisions',
			tags: ['期限变更'],
			summary: '审批；已有决定的环节答 409',
			request: {
				params: requestId,
				...body(
					z.object({
						step: z.number().int().min(0),
						verdict: z.enum(['approve', 'refuse', 'return']),
						opinion: z.string().min(1).max(2000),
					}),
				),
			},
			responses: { 200: answered('申请编号', deedDone), ...deeds },
		}),
		async (c) => onRequest(c, await decidePeriod(context, ...who(c), c.req.valid('param').id, c.req.valid('json'))),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/period-requests/{id}/withdrawal',
			tags: ['期限变更'],
			summary: '撤回本人的申请',
			request: { params: requestId },
			responses: { 200: answered('申请编号', deedDone), ...deeds },
		}),
		async (c) => onRequest(c, await withdrawPeriod(context, ...who(c), c.req.valid('param').id)),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/cases/{id}/exclusions/{exclusionId}/end',
			tags: ['期限变更'],
			summary: '恢复计算：终止一项扣除、中止、暂停或者暂缓',
			request: { params: exclusion, ...body(z.object({ to: day, documentNo })) },
			responses: { 200: answered('扣除编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { id, exclusionId } = c.req.valid('param');
			const { to, documentNo: number } = c.req.valid('json');
			const stored = await views.caseById(person(c), id);
			if (!stored) return unseen(c);
			const input = { to: to as CourtDate, documentNo: number };
			const outcome = await endExclusion(context, ...who(c), stored.state.key, exclusionId, input);
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/supervised-cases',
			tags: ['期限变更'],
			summary: '监管清单：有延长、扣除、中止、暂停、暂缓或者程序转换的在办案件',
			request: { query: dayCursor },
			responses: { 200: answered('案件', page(anyObject).extend({ total: z.number(), long: z.number() })), ...problems(400, 401) },
		}),
		async (c) => {
			const { rows, nextCursor, total, long } = await periods.supervised(reader(c)!, filterOf(c.req.valid('query')));
			return c.json({ ...plainPage(rows, nextCursor), total, long }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/hidden-overdue',
			tags: ['期限变更'],
			summary: '隐性超审限：仅因扣除、延长而未超期的在办案件',
			request: { query: dayCursor },
			responses: { 200: answered('案件', page(anyObject).extend({ total: z.number() })), ...problems(400, 401) },
		}),
		async (c) => {
			const { rows, nextCursor, total } = await periods.hiddenOverdue(reader(c)!, filterOf(c.req.valid('query')));
			return c.json({ ...plainPage(rows, nextCursor), total }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/deductions',
			tags: ['期限变更'],
			summary: '在办案件的扣除按事由汇总：件数、天数、最长、重复',
			request: { query: z.object({ court: courtCode.optional() }) },
			responses: { 200: answered('事由', page(anyObject)), ...problems(400, 401) },
		}),
		async (c) => c.json(plainPage((await periods.deductions(reader(c)!, c.req.valid('query').court)).rows), 200),
	);
}

function filterOf({ court, cursor, limit }: { court?: string | undefined; cursor?: string | undefined; limit: number }) {
	return { ...(court ? { court } : {}), ...(cursor ? { cursor } : {}), limit };
}
