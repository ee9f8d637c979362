import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { orderKinds } from '../core/orders/types.ts';
import { draftOrder, moveOrder, type OrderOutcome } from '../flows/orders.ts';
import { OrderViews } from '../views/orders-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, page, plain, plainPage, problems } from './schemas.ts';

const orderId = z.object({ id: z.string().max(64) });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);
const code = z.string().min(1).max(64);
const draft = z
	.object({
		kind: z.enum(orderKinds).openapi({ description: 'enforce 督促执行令，item 督办事项，president 院长督办令；三者不得混用' }),
		court: courtCode.openapi({ description: '发出的法院' }),
		toCourt: courtCode,
		toUnit: code.optional().openapi({ description: '院长督办令：本院的部门' }),
		title: z.string().min(1).max(200),
		body: z.string().min(1).max(4000),
		dueOn: day,
		caseId: z.number().int().positive().optional(),
		nodeId: z.string().max(300).optional(),
	})
	.openapi('OrderInput');
const word = z
	.object({
		move: z.string().min(1).max(32).openapi({ description: '办理代码，见 GET /orders/{id} 的 moves' }),
		text: z.string().max(4000).optional(),
		documentNo: z.string().max(200).optional(),
		court: courtCode.optional(),
		dueOn: day.optional().openapi({ description: '新的限期：退回时必填；签发时拟稿所定限期已届至的必填' }),
	})
	.openapi('OrderMoveInput');

/** Routes of the three supervision orders. */
export function ordersApi(app: OpenAPIHono<ApiEnv>, { context, views }: Api): void {
	const orders = new OrderViews(sourceOf(context), views);
	for (const path of ['/orders', '/orders/*']) {
		app.on('GET', path, mustRead);
		app.on('POST', path, mustBePerson);
	}
	const who = (c: Context<ApiEnv>) => {
		const person = c.get('caller').principal!;
		return [person, actorOf(person, addressOf(c))] as const;
	};
	const unseen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', '没有这份督办文书，或无权办理') as never;
	const refused = (c: Context<ApiEnv>, { code: why, message }: Extract<OrderOutcome, { ok: false }>) =>
		problem(c, refusalStatus(why), why, message) as never;

	app.openapi(
		createRoute({
			method: 'get',
			path: '/orders',
			tags: ['监督'],
			summary: '督办文书箱：督促执行令、督办事项、院长督办令',
			request: {
				query: z.object({
					box: z.enum(['inbox', 'sent', 'all']).default('inbox'),
					kind: z.enum(orderKinds).optional(),
					cursor: z.string().optional(),
				}),
			},
			responses: { 200: answered('文书', page(anyObject)), ...problems(400, 401) },
		}),
		async (c) => {
			const { box, kind, cursor } = c.req.valid('query');
			const { rows, nextCursor } = await orders.box(reader(c)!, { box, ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) });
			return c.json(plainPage(rows, nextCursor), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/orders',
			tags: ['监督'],
			summary: '拟制督促执行令、院长督办令，或者下发督办事项',
			request: body(draft),
			responses: { 201: answered('文书标识', deedDone), ...deeds },
		}),
		async (c) => {
			const { toUnit, caseId, nodeId, ...input } = c.req.valid('json');
			const [person, actor] = who(c);
			// A case that the person may not read is answered as if there were none.
			if (caseId !== undefined && !(await views.caseById(person, caseId))) return refused(c, noCase);
			const about = { ...(toUnit ? { toUnit } : {}), ...(caseId ? { caseId } : {}), ...(nodeId ? { nodeId } : {}) };
			const outcome = await draftOrder(context, person, actor, { ...input, ...about });
			return outcome.ok ? c.json({ id: outcome.id }, 201) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/orders/{id}',
			tags: ['监督'],
			summary: '一份文书：现状、办理经过、可办理事项、文书正文',
			request: { params: orderId },
			responses: { 200: answered('文书', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const found = await orders.page(reader(c)!, c.req.valid('param').id);
			return found.ok ? c.json(plain(found.view), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/orders/{id}/moves',
			tags: ['监督'],
			summary: '办理：签发、发出、签收、报告、反馈、验收等；现状不允许的答 409',
			request: { params: orderId, ...body(word) },
			responses: { 200: answered('文书标识', deedDone), ...deeds },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const [person, actor] = who(c);
			if (!(await orders.mayRead(person, id))) return unseen(c);
			const { move, ...said } = c.req.valid('json');
			const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
			const outcome = await moveOrder(context, person, actor, id, { move, ...given });
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
}

const noCase = { ok: false, code: 'bad-case', message: '没有这个案件，或您无权查看' } as const;
