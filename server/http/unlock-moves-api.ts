import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { batchMost } from '../../src/lib/contract/unlock-moves.ts';
import { viewCase } from '../core/case/fold.ts';
import { decideMany, reassignStep, recuseFrom, urgeStep, type BatchLine } from '../flows/unlock-moves.ts';
import type { DeedOutcome } from '../flows/unlock.ts';
import { projectedRouteView, unlockMovesView } from '../views/unlock-moves.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, reader, type ApiEnv } from './caller.ts';
import { decisionBody, decisionOf } from './decision-body.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, deedDone, plain, problems } from './schemas.ts';

const byId = z.object({ id: z.string().max(200) });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);
const step = z.number().int().min(0);
const reason = z.string().min(1).max(1000);
const unseenText = '没有这个解锁申请，或无权办理';

const batch = z.object({
	items: z
		.array(decisionBody.extend({ id: z.string().min(1).max(200) }))
		.min(1)
		.max(batchMost),
});
const outcome = z.object({ id: z.string(), ok: z.boolean(), code: z.string().optional(), message: z.string().optional() });

/** Moves of an unlock request beside its decisions, who can take its steps, and decisions on several at once. */
export function unlockMovesApi(app: OpenAPIHono<ApiEnv>, api: Api, onError: (error: unknown) => void): void {
	const { context, views } = api;
	const source = sourceOf(context);
	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const who = (c: Context<ApiEnv>) => [person(c), actorOf(person(c), addressOf(c))] as const;
	const unseen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', unseenText) as never;
	const lockOf = (c: Context<ApiEnv>, id: string) => views.lockOf(reader(c)!, id.replace(/-R\d+$/, ''));
	/** A refusal does not tell whether there is a request that the person may not see. */
	const answer = async (c: Context<ApiEnv>, done: DeedOutcome) => {
		if (done.ok) return c.json({ id: done.id }, 200);
		return (await lockOf(c, c.req.param('id')!)) ? (problem(c, refusalStatus(done.code), done.code, done.message) as never) : unseen(c);
	};

	app.openapi(
		createRoute({
			method: 'get',
			path: '/locks/{id}/route',
			tags: ['解锁'],
			summary: '申请前的审批路径：各环节现在由谁办理，无人可办的由谁代行',
			request: { params: byId },
			responses: { 200: answered('路径', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const found = await lockOf(c, c.req.valid('param').id);
			const view = found && viewCase(found.stored.state);
			return view ? c.json(plain(await projectedRouteView(source, reader(c)!, view, found.lock)), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/unlock-requests/{id}/moves',
			tags: ['解锁'],
			summary: '一件申请现在由谁办理、剩余时限，以及转办、回避、催办的经过',
			request: { params: byId },
			responses: { 200: answered('办理情况', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const found = await lockOf(c, id);
			const request = found?.lock.requests.find((candidate) => candidate.id === id);
			if (!found || !request) return unseen(c);
			return c.json(plain(await unlockMovesView(source, reader(c)!, found.stored.state, found.lock, request)), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/unlock-requests/{id}/reassignment',
			tags: ['解锁'],
			summary: '转办：交本院其他可以办理的人员，或者收回',
			request: { params: byId, ...body(z.object({ step, to: z.string().min(1).max(64), reason })) },
			responses: { 200: answered('申请编号', deedDone), ...deeds },
		}),
		async (c) => answer(c, await reassignStep(context, ...who(c), c.req.valid('param').id, c.req.valid('json'))),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/unlock-requests/{id}/recusal',
			tags: ['解锁'],
			summary: '回避',
			request: { params: byId, ...body(z.object({ step, reason })) },
			responses: { 200: answered('申请编号', deedDone), ...deeds },
		}),
		async (c) => answer(c, await recuseFrom(context, ...who(c), c.req.valid('param').id, c.req.valid('json'))),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/unlock-requests/{id}/urging',
			tags: ['解锁'],
			summary: '催办：申请人或本院执行局长以上，每个工作日一次',
			request: { params: byId },
			responses: { 200: answered('申请编号', deedDone), ...deeds },
		}),
		async (c) => answer(c, await urgeStep(context, ...who(c), c.req.valid('param').id)),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/unlock-requests/decisions',
			tags: ['解锁'],
			summary: '批量审批：每件各有意见、各自保存，逐件答复结果',
			request: body(batch),
			responses: { 200: answered('逐件结果', z.object({ items: z.array(outcome) })), ...problems(400, 401) },
		}),
		async (c) => {
			const items = c.req.valid('json').items.map(({ id, ...input }) => ({ id, ...decisionOf(input) }));
			const lines = await decideMany(context, ...who(c), items, onError);
			const shown: BatchLine[] = [];
			for (const line of lines)
				shown.push(line.ok || (await lockOf(c, line.id)) ? line : { id: line.id, ok: false, code: 'not-found', message: unseenText });
			return c.json({ items: shown }, 200);
		},
	);
}
