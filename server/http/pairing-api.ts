import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { pairingRequestSchema } from '../../src/lib/contract/screens.ts';
import { approvePairing, askPairing, collectPairing, managesAny, refusePairing, waitingDevices } from '../flows/pair-screen.ts';
import { keepPicture, largestPicture, mayPicture } from '../flows/screen-picture.ts';
import type { ScreenOutcome } from '../flows/screen-parts.ts';
import { waitingDevice } from '../views/device-views.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, deedDone, page, plainPage, problems } from './schemas.ts';
import { approval } from './screens-body.ts';

const json = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const byId = z.object({ id: z.string().max(64) });
const cookieSeconds = 400 * 86_400;
const busy = ['too-many-asks', 'too-many-waiting', 'too-many-tries'];

/** The status of a refusal: too many tries are told as such, so that a machine waits. */
const statusOf = (code: string) =>
	busy.includes(code) ? 429 : code === 'bad-token' ? 401 : code === 'too-large' ? 413 : refusalStatus(code);

const offer = z.object({ id: z.string(), code: z.string(), secret: z.string(), expiresAt: z.string() }).openapi('PairingOffer');
const standing = z
	.object({ state: z.enum(['waiting', 'expired', 'refused', 'paired']), screen: z.string().optional(), token: z.string().optional() })
	.openapi('PairingAnswer');

/** Pairing without any outside service: the device shows a code, an operator types it, the device collects its token. */
export function pairingApi(app: OpenAPIHono<ApiEnv>, { context, devices, origin }: Api): void {
	const { parts } = devices;
	const secure = origin?.startsWith('https:') ?? false;
	const refused = (c: Context<ApiEnv>, { code, message }: { code: string; message: string }) =>
		problem(c, statusOf(code), code, message) as never;
	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const done = (c: Context<ApiEnv>, outcome: ScreenOutcome) => (outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome));

	app.openapi(
		createRoute({
			method: 'post',
			path: '/screen-pairings',
			tags: ['屏幕'],
			summary: '设备请求配对，得到显示给值班员的配对码（10 分钟内有效）',
			request: json(pairingRequestSchema),
			responses: { 201: answered('配对码', offer), ...problems(400, 429) },
		}),
		async (c) => {
			const asked = await askPairing(context, parts, { ...c.req.valid('json'), address: addressOf(c) });
			return asked.ok ? c.json(asked.offer, 201) : refused(c, asked);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/screen-pairings/{id}/collection',
			tags: ['屏幕'],
			summary: '设备询问配对结果；批准以后令牌只给出一次，并写入 Cookie',
			request: { params: byId, ...json(z.object({ secret: z.string().max(200) })) },
			responses: { 200: answered('配对结果', standing), ...problems(400, 404) },
		}),
		async (c) => {
			const answer = await collectPairing(context, parts, c.req.valid('param').id, c.req.valid('json').secret, addressOf(c));
			if (!answer) return problem(c, 404, 'not-found', '没有这次配对') as never;
			if (answer.state === 'paired')
				setCookie(c, 'screen', answer.token, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: cookieSeconds });
			return c.json(answer, 200);
		},
	);

	app.on(['GET'], '/screen-pairings', mustBePerson);
	app.on(['POST'], ['/screen-pairings/approval', '/screen-pairings/:id/refusal'], mustBePerson);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/screen-pairings',
			tags: ['屏幕'],
			summary: '等待批准的设备（不含配对码）',
			responses: { 200: answered('设备', page(anyObject)), ...problems(401, 403) },
		}),
		async (c) => {
			if (!managesAny(context, person(c))) return problem(c, 403, 'forbidden', '屏幕由系统管理员或指挥中心值班员管理') as never;
			return c.json(plainPage((await waitingDevices(context, parts, person(c))).map(waitingDevice)), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/screen-pairings/approval',
			tags: ['屏幕'],
			summary: '凭配对码批准设备：新建屏幕，或者沿用已有屏幕（原令牌随即失效）',
			request: json(approval),
			responses: { 200: answered('屏幕编号', deedDone), ...problems(400, 401, 403, 404, 422, 429) },
		}),
		async (c) => {
			const { code, record, device } = c.req.valid('json');
			const as = record === undefined ? { device: device! } : { record };
			return done(c, await approvePairing(context, parts, person(c), actorOf(person(c), addressOf(c)), code, as));
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/screen-pairings/{id}/refusal',
			tags: ['屏幕'],
			summary: '拒绝一台等待批准的设备',
			request: { params: byId },
			responses: { 200: answered('配对编号', deedDone), ...problems(401, 403, 404) },
		}),
		async (c) => done(c, await refusePairing(context, parts, person(c), actorOf(person(c), addressOf(c)), c.req.valid('param').id)),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/screen/picture',
			tags: ['屏幕'],
			summary: '屏幕上传自己的截图（PNG、JPEG、WebP，不超过 2 MB；以 Cookie 或 X-Screen-Token 证明身份）',
			request: {
				body: {
					required: true,
					content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
				},
			},
			responses: { 200: answered('屏幕编号', deedDone), ...problems(401, 413, 422) },
		}),
		async (c) => {
			const token = c.req.header('x-screen-token') ?? getCookie(c, 'screen');
			const unknown = await mayPicture(context, token);
			if (unknown) return refused(c, unknown);
			const told = Number(c.req.header('content-length') ?? 0);
			if (told > largestPicture) return refused(c, { code: 'too-large', message: '截图不得超过 2 MB' });
			const bytes = new Uint8Array(await c.req.arrayBuffer());
			return done(c, await keepPicture(context, parts, token!, bytes, devices.pictureType));
		},
	);
}
