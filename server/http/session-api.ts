import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { setCookie } from 'hono/cookie';
import { parseMoment } from '../core/time/zone.ts';
import type { Api } from './api-parts.ts';
import { may } from '../core/access/may.ts';
import { noteClockConfirmed } from '../flows/note-clock.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { answered, problems } from './schemas.ts';

const tick = z.object({ now: z.string(), speed: z.number(), businessDay: z.string(), zone: z.string() });
const loopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** Signing in and out, and the court's clock. */
export function sessionApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	app.openapi(
		createRoute({
			method: 'post',
			path: '/sign-in',
			tags: ['登录'],
			summary: '登录，得到会话 Cookie',
			request: {
				body: {
					required: true,
					content: {
						'application/json': { schema: z.object({ username: z.string().min(1).max(64), password: z.string().min(1).max(256) }) },
					},
				},
			},
			responses: { 200: answered('已登录', z.object({ username: z.string() })), ...problems(401) },
		}),
		async (c) => {
			const { username, password } = c.req.valid('json');
			const signed = await api.signIn.signIn(username, password, addressOf(c));
			if (!signed.ok) return problem(c, 401, 'sign-in-refused', signed.message) as never;
			const { name, value, attributes } = signed.cookie;
			setCookie(c, name, value, { ...attributes, sameSite: 'Lax' });
			return c.json({ username }, 200);
		},
	);
	app.openapi(
		createRoute({ method: 'delete', path: '/sign-in', tags: ['登录'], summary: '退出', responses: { 204: { description: '已退出' } } }),
		async (c) => {
			const { sessionId } = c.get('caller');
			if (sessionId) {
				const { name, value, attributes } = await api.signIn.signOut(sessionId);
				setCookie(c, name, value, { ...attributes, sameSite: 'Lax' });
			}
			return c.body(null, 204);
		},
	);
	app.openapi(
		createRoute({ method: 'get', path: '/clock', tags: ['时钟'], summary: '法院时间', responses: { 200: answered('时钟', tick) } }),
		(c) => c.json(api.clock(), 200),
	);
	app.on('POST', '/clock/confirmation', mustBePerson);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/clock/confirmation',
			tags: ['时钟'],
			summary: '主机时钟跳变以后，确认现在的时间正确，恢复预警、超期与锁定',
			responses: { 204: { description: '已确认' }, ...problems(401, 403) },
		}),
		async (c) => {
			const principal = c.get('caller').principal!;
			const allowed = principal.grants.some((grant) => may(principal, 'clock.confirm', { court: grant.court }, api.context.directory()));
			if (!allowed) return problem(c, 403, 'forbidden', '时间由指挥中心值班员或系统管理员确认') as never;
			await noteClockConfirmed(api.context, actorOf(principal, addressOf(c)));
			api.confirmClock();
			return c.body(null, 204);
		},
	);
	const { setClock } = api;
	if (!setClock) return;
	app.put('/clock', async (c) => {
		if (!loopback.includes(addressOf(c))) return problem(c, 403, 'loopback-only', '演示时钟只能在本机设置');
		const body = (await c.req.json().catch(() => ({}))) as { now?: unknown; speed?: unknown };
		const now = typeof body.now === 'string' ? parseMoment(body.now, 'UTC')?.at : undefined;
		const speed = typeof body.speed === 'number' && body.speed >= 0 && body.speed <= 100_000 ? body.speed : undefined;
		if ((body.now !== undefined && !now) || (body.speed !== undefined && speed === undefined))
			return problem(c, 400, 'malformed', 'now 应为带时区的时刻，speed 应为 0 至 100000');
		setClock(now, speed);
		return c.json(api.clock(), 200);
	});
}
