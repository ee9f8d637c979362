import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ScreenOutcome } from '../flows/screen-parts.ts';
import { changeScreen, revokeScreen } from '../flows/screen-record.ts';
import { tellScreens, type ScreenDeed, type ScreenTarget } from '../flows/tell-screens.ts';
import { screenPictures } from '../store/screen-log.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, deedDone, numberedPaging, page, plain, plainPage, problems } from './schemas.ts';
import { batch, command, deviceChange, message, override } from './screens-body.ts';

const json = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const params = z.object({ id: z.string().max(64) });
const named = z.object({ id: z.string(), name: z.string() });
const told = z.object({ sent: z.array(named), offline: z.array(named) }).openapi('ScreensTold');
const filter = z.object({
	court: courtCode.optional(),
	state: z.enum(['online', 'offline', 'pending', 'revoked', 'faulty']).optional(),
	group: z.string().max(100).optional(),
});
const deeds = problems(400, 401, 404, 422);

/** Paired screens: listed, set, told what to do, revoked. For whoever manages the screens of their court. */
export function screensApi(app: OpenAPIHono<ApiEnv>, { context, devices }: Api): void {
	const { parts, views } = devices;
	for (const path of ['/screens', '/screens/*', '/screen-batches']) app.use(path, mustBePerson);
	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const who = (c: Context<ApiEnv>) => [person(c), actorOf(person(c), addressOf(c))] as const;
	const noScreen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', '没有这块屏幕，或您无权管理') as never;
	const refused = (c: Context<ApiEnv>, { code, message }: { code: string; message: string }) =>
		problem(c, code === 'revoked-already' ? 409 : refusalStatus(code), code, message) as never;
	const done = (c: Context<ApiEnv>, outcome: ScreenOutcome) => (outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome));
	const tell = async (c: Context<ApiEnv>, target: ScreenTarget, deed: ScreenDeed) => {
		const outcome = await tellScreens(context, parts, ...who(c), target, deed);
		return outcome.ok ? c.json({ sent: [...outcome.sent], offline: [...outcome.offline] }, 200) : refused(c, outcome);
	};
	/** A deed on one screen, without or with a body. */
	const route = <P extends string, T extends z.ZodType>(method: 'post' | 'delete', path: P, summary: string, body: T) =>
		createRoute({
			...{ method, path, tags: ['屏幕'], summary },
			request: { params, ...json(body) },
			responses: { 200: answered('已送达的屏幕，以及未连接的屏幕', told), ...deeds },
		});
	const bare = <P extends string>(method: 'post' | 'delete', path: P, summary: string) =>
		createRoute({
			...{ method, path, tags: ['屏幕'], summary },
			request: { params },
			responses: { 200: answered('已送达的屏幕，以及未连接的屏幕', told), ...deeds },
		});

	app.openapi(
		createRoute({
			method: 'get',
			path: '/screens',
			tags: ['屏幕'],
			summary: '所管屏幕及其状态，需要处理的在前',
			request: { query: filter },
			responses: { 200: answered('屏幕', page(anyObject)), ...problems(400, 401) },
		}),
		async (c) => c.json(plainPage((await views.list(person(c), c.req.valid('query'))).rows), 200),
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/screens/{id}',
			tags: ['屏幕'],
			summary: '一块屏幕：状态、设置、最近的记录',
			request: { params },
			responses: { 200: answered('屏幕', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const view = await views.one(person(c), c.req.valid('param').id);
			return view ? c.json(plain(view), 200) : noScreen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'patch',
			path: '/screens/{id}',
			tags: ['屏幕'],
			summary: '修改名称、位置、所属法院、用途、显示范围、分组、播放设置',
			request: { params, ...json(deviceChange) },
			responses: { 200: answered('屏幕编号', deedDone), ...problems(400, 401, 403, 404, 422) },
		}),
		async (c) => done(c, await changeScreen(context, parts, ...who(c), c.req.valid('param').id, c.req.valid('json'))),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/screens/{id}/revocation',
			tags: ['屏幕'],
			summary: '吊销：令牌随即失效，连接随即关闭；重新配对即可恢复',
			request: { params },
			responses: { 200: answered('屏幕编号', deedDone), ...problems(401, 404, 409) },
		}),
		async (c) => done(c, await revokeScreen(context, parts, ...who(c), c.req.valid('param').id)),
	);
	app.openapi(route('post', '/screens/{id}/commands', '识别、重新载入、截图：只送达已连接的屏幕', command), async (c) =>
		tell(c, { screen: c.req.valid('param').id }, c.req.valid('json')),
	);
	app.openapi(route('post', '/screens/{id}/override', '接管、切换、定格：一直有效，直到恢复', override), async (c) =>
		tell(c, { screen: c.req.valid('param').id }, c.req.valid('json')),
	);
	app.openapi(bare('delete', '/screens/{id}/override', '恢复正常播放'), async (c) =>
		tell(c, { screen: c.req.valid('param').id }, { kind: 'return' }),
	);
	app.openapi(route('post', '/screens/{id}/message', '在画面上显示一行消息，到时自动撤下', message), async (c) =>
		tell(c, { screen: c.req.valid('param').id }, { kind: 'message', ...c.req.valid('json') }),
	);
	app.openapi(bare('delete', '/screens/{id}/message', '撤下消息'), async (c) =>
		tell(c, { screen: c.req.valid('param').id }, { kind: 'clear-message' }),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/screen-batches',
			tags: ['屏幕'],
			summary: '对一个法院的全部屏幕、一个分组或者法院内的一个分组下达同一指令',
			request: json(batch),
			responses: { 200: answered('已送达的屏幕，以及未连接的屏幕', told), ...deeds },
		}),
		async (c) => {
			const { court, group, deed } = c.req.valid('json');
			const target = group === undefined ? { court: court! } : { group, ...(court === undefined ? {} : { court }) };
			return tell(c, target, deed);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/screens/{id}/log',
			tags: ['屏幕'],
			summary: '连接、故障与操作记录，最近的在前',
			request: { params, query: numberedPaging },
			responses: { 200: answered('记录', page(anyObject)), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const { cursor, limit } = c.req.valid('query');
			if (!(await views.record(person(c), id))) return noScreen(c);
			const rows = await views.log(id, { limit, ...(cursor === undefined ? {} : { before: cursor }) });
			return c.json(plainPage(rows, rows.length === limit ? String(rows.at(-1)!.seq) : undefined), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/screens/{id}/picture',
			tags: ['屏幕'],
			summary: '最近一次截图',
			request: { params },
			responses: {
				200: { description: '截图', content: { 'image/*': { schema: z.string().openapi({ format: 'binary' }) } } },
				...problems(401, 404),
			},
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			if (!(await views.record(person(c), id))) return noScreen(c);
			const picture = await screenPictures.read(context.store.read, id);
			if (!picture) return problem(c, 404, 'not-found', '这块屏幕还没有截图') as never;
			return c.body(picture.bytes, 200, { 'content-type': picture.mediaType, 'last-modified': new Date(picture.takenAt).toUTCString() });
		},
	);
}
