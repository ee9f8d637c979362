import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { CourtDate } from '../core/time/types.ts';
import { confirmLock, decideRequest, requestUnlock, reviewLock, withdrawRequest, type DeedOutcome } from '../flows/unlock.ts';
import { readLocks } from '../store/request-readers.ts';
import { decisionBody, decisionOf, newDueOn } from './decision-body.ts';
import { readableBy } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, deedDone, page, paging, plain, plainPage, problems } from './schemas.ts';
import type { Context } from 'hono';

const byId = z.object({ id: z.string().max(200) });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = { ...problems(401, 403, 404, 409, 422) };

/** Locks, unlock requests, decisions. The same flows as the desk's forms. */
export function unlockApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context, views } = api;
	app.on('GET', ['/locks', '/locks/*', '/unlock-requests', '/unlock-requests/*'], mustRead);
	app.on('POST', ['/locks/*', '/unlock-requests/*'], mustBePerson);

	const who = (c: Context<ApiEnv>) => {
		const principal = c.get('caller').principal!;
		return [principal, actorOf(principal, addressOf(c))] as const;
	};
	/** A refusal does not tell whether there is a lock that the person may not see. */
	const answer = async <S extends 200 | 201>(c: Context<ApiEnv>, outcome: DeedOutcome, status: S) => {
		if (outcome.ok) return c.json({ id: outcome.id }, status);
		const lockId = c.req.param('id')!.replace(/-R\d+$/, '');
		if (!(await views.lockOf(c.get('caller').principal!, lockId)))
			return problem(c, 404, 'not-found', '没有这个锁死记录，或无权办理') as never;
		return problem(c, refusalStatus(outcome.code), outcome.code, outcome.message) as never;
	};

	app.openapi(
		createRoute({
			method: 'get',
			path: '/locks',
			tags: ['锁死'],
			summary: '锁死案件',
			request: {
				query: paging.extend({ court: courtCode.optional(), state: z.enum(['proposed', 'active', 'review', 'released']).optional() }),
			},
			responses: { 200: answered('锁', page(anyObject)), ...problems(401) },
		}),
		async (c) => {
			const { court, state, cursor, limit } = c.req.valid('query');
			const rows = await readLocks(context.store.read, {
				...readableBy(reader(c)!, context.directory(), court),
				...(state ? { state } : {}),
				...(cursor ? { after: cursor } : {}),
				limit,
			});
			const items = rows.map((row) => ({
				id: row.id,
				caseNumber: row.number_text,
				court: row.court_code,
				state: row.state,
				lockedAt: row.locked_at,
				releasedAt: row.released_at,
				repeat: row.repeat,
			}));
			return c.json({ items, ...(rows.length === limit ? { nextCursor: rows.at(-1)!.id } : {}) }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/locks/{id}',
			tags: ['锁死'],
			summary: '一个锁：节点、路径、锁定期间操作、申请',
			request: { params: byId },
			responses: { 200: answered('锁', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const form = await views.requestForm(reader(c)!, c.req.valid('param').id);
			return form.ok ? c.json(plain(form.view.lock), 200) : (problem(c, 404, 'not-found', form.message) as never);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/locks/{id}/requests',
			tags: ['解锁'],
			summary: '申请解锁',
			request: { params: byId, ...body(z.object({ reason: z.string().min(1).max(2000), plan: z.string().min(1).max(2000), newDueOn })) },
			responses: { 201: answered('申请编号', deedDone), ...deeds },
		}),
		async (c) => {
			const input = c.req.valid('json');
			const [principal, actor] = who(c);
			return answer(
				c,
				await requestUnlock(context, principal, actor, c.req.valid('param').id, {
					...input,
					newDueOn: input.newDueOn as Record<string, CourtDate>,
				}),
				201,
			);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/locks/{id}/confirmation',
			tags: ['锁死'],
			summary: '值班员确认或排除待确认的锁',
			description: '排除（void）须写明理由；排除后系统不再自动提出，值班员仍可手工锁死。',
			request: {
				params: byId,
				...body(z.object({ verdict: z.enum(['confirm', 'void']).default('confirm'), opinion: z.string().max(2000).optional() })),
			},
			responses: { 200: answered('锁编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { verdict, opinion } = c.req.valid('json');
			return answer(c, await confirmLock(context, ...who(c), c.req.valid('param').id, verdict, opinion), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/locks/{id}/review',
			tags: ['锁死'],
			summary: '补录待核：撤销或维持',
			request: { params: byId, ...body(z.object({ verdict: z.enum(['void', 'kept']), opinion: z.string().min(1).max(2000) })) },
			responses: { 200: answered('锁编号', deedDone), ...deeds },
		}),
		async (c) => answer(c, await reviewLock(context, ...who(c), c.req.valid('param').id, c.req.valid('json')), 200),
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/unlock-requests',
			tags: ['解锁'],
			summary: '解锁申请箱',
			request: { query: z.object({ box: z.enum(['inbox', 'sent', 'done']).default('inbox') }) },
			responses: { 200: answered('申请', page(anyObject)), ...problems(401) },
		}),
		async (c) => {
			const inbox = await views.inbox(reader(c)!, c.req.valid('query').box);
			return c.json(plainPage(inbox.ok ? inbox.view.rows : []), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/unlock-requests/{id}',
			tags: ['解锁'],
			summary: '一件解锁申请',
			request: { params: byId },
			responses: { 200: answered('申请', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const found = await views.decisionPage(reader(c)!, c.req.valid('param').id);
			return found.ok ? c.json(plain(found.view), 200) : (problem(c, 404, 'not-found', found.message) as never);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/unlock-requests/{id}/decisions',
			tags: ['解锁'],
			summary: '核签、转报或决定；已有决定的环节答 409',
			request: {
				params: byId,
				...body(decisionBody),
			},
			responses: { 200: answered('申请编号', deedDone), ...deeds },
		}),
		async (c) => {
			const [principal, actor] = who(c);
			return answer(c, await decideRequest(context, principal, actor, c.req.valid('param').id, decisionOf(c.req.valid('json'))), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/unlock-requests/{id}/withdrawal',
			tags: ['解锁'],
			summary: '撤回本人的申请',
			request: { params: byId },
			responses: { 200: answered('申请编号', deedDone), ...deeds },
		}),
		async (c) => answer(c, await withdrawRequest(context, ...who(c), c.req.valid('param').id), 200),
	);
}
