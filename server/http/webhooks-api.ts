import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
	createWebhook,
	hookDeliveries,
	hookTypes,
	listWebhooks,
	resendDelivery,
	suspendWebhook,
	type HookView,
} from '../flows/webhooks.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, numberedPaging, page, plainPage, problems } from './schemas.ts';

const hookId = z.object({ id: z.coerce.number().int().positive() });
const delivery = hookId.extend({ seq: z.coerce.number().int().positive() });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 422);
const input = z
	.object({
		court: courtCode.openapi({ description: '推送该法院及其下级法院的事件' }),
		url: z.string().min(1).max(1000).openapi({ example: 'https://cms.example.gov.cn/hooks/lock' }),
		types: z.array(z.enum(hookTypes)).min(1),
		note: z.string().max(200).optional(),
		suspended: z.boolean().optional().openapi({ description: '先建立、暂不推送' }),
	})
	.openapi('WebhookInput');
const moment = (ms: number | null): string | undefined => (ms === null ? undefined : new Date(Number(ms)).toISOString());

/** Webhooks: where locks and releases are told to other systems, signed after Standard Webhooks. For system administrators. */
export function webhooksApi(app: OpenAPIHono<ApiEnv>, { context, realMs }: Api): void {
	for (const path of ['/webhooks', '/webhooks/*']) app.use(path, mustBePerson);
	const who = (c: Context<ApiEnv>) => {
		const principal = c.get('caller').principal!;
		return [principal, actorOf(principal, addressOf(c))] as const;
	};
	const done = (
		c: Context<ApiEnv>,
		outcome: { readonly ok: true; readonly id: number } | { readonly ok: false; readonly code: string; readonly message: string },
	) => (outcome.ok ? c.json({ id: outcome.id }, 200) : (problem(c, refusalStatus(outcome.code), outcome.code, outcome.message) as never));
	const answer = z.object({ id: z.number() });

	app.openapi(
		createRoute({
			method: 'get',
			path: '/webhooks',
			tags: ['推送'],
			summary: '推送地址，连同待推送、已停放的条数；不含密钥',
			responses: { 200: answered('推送地址', page(anyObject)), ...problems(401) },
		}),
		async (c) => {
			const hooks: readonly HookView[] = await listWebhooks(context, c.get('caller').principal!);
			return c.json(plainPage(hooks), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/webhooks',
			tags: ['推送'],
			summary: '建立推送地址；签名密钥只在此时给出一次',
			request: body(input),
			responses: { 201: answered('编号与密钥', z.object({ id: z.number(), secret: z.string() })), ...deeds },
		}),
		async (c) => {
			const outcome = await createWebhook(context, ...who(c), c.req.valid('json'));
			if (!outcome.ok) return problem(c, refusalStatus(outcome.code), outcome.code, outcome.message) as never;
			return c.json({ id: outcome.id, secret: outcome.secret }, 201);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/webhooks/{id}/suspension',
			tags: ['推送'],
			summary: '停止或者恢复推送；恢复后从停止处接着推送',
			request: { params: hookId, ...body(z.object({ suspended: z.boolean() })) },
			responses: { 200: answered('编号', answer), ...deeds },
		}),
		async (c) => done(c, await suspendWebhook(context, ...who(c), c.req.valid('param').id, c.req.valid('json').suspended)),
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/webhooks/{id}/deliveries',
			tags: ['推送'],
			summary: '推送记录，最近的在前',
			request: { params: hookId, query: numberedPaging.extend({ state: z.enum(['waiting', 'delivered', 'parked']).optional() }) },
			responses: { 200: answered('推送记录', page(anyObject)), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { state, cursor, limit } = c.req.valid('query');
			const rows = await hookDeliveries(context, c.get('caller').principal!, c.req.valid('param').id, {
				...(state ? { state } : {}),
				...(cursor ? { before: cursor } : {}),
				limit,
			});
			if (!rows) return problem(c, 404, 'not-found', '没有这个推送地址，或无权管理') as never;
			const items = rows.map((row) => ({
				seq: Number(row.event_seq),
				event: `${row.source}/${row.id}`,
				type: row.type,
				caseNumber: row.number_text ?? row.case_key,
				state: row.state,
				attempts: row.attempts,
				nextAt: moment(row.next_ms),
				deliveredAt: moment(row.delivered_ms),
				status: row.last_status ?? undefined,
				error: row.last_error ?? undefined,
			}));
			return c.json(plainPage(items, rows.length === limit ? String(items.at(-1)!.seq) : undefined), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/webhooks/{id}/deliveries/{seq}/resend',
			tags: ['推送'],
			summary: '重新推送一条',
			request: { params: delivery },
			responses: { 200: answered('推送地址编号', answer), ...deeds },
		}),
		async (c) => {
			const { id, seq } = c.req.valid('param');
			return done(c, await resendDelivery(context, ...who(c), id, seq, realMs()));
		},
	);
}
