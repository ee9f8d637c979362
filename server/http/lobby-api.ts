import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Principal } from '../core/access/may.ts';
import { lobbyLanguages, lobbyPageKinds, subtitleKeys, type LobbyFees, type LobbyGuide, type LobbySettings } from '../core/lobby/types.ts';
import type { Actor } from '../flows/context.ts';
import {
	addLobbyNotice,
	mayManageLobby,
	saveLobbyFees,
	saveLobbyGuide,
	saveLobbySettings,
	withdrawNotice,
	type LobbyManager,
	type LobbyOutcome,
} from '../flows/lobby-desk.ts';
import { lobbyDeskView } from '../views/lobby-view.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, deedDone, plain, problems } from './schemas.ts';

const subtitle = z.object({ text: z.string().min(1).max(400), lang: z.enum(lobbyLanguages) }).openapi('LobbySubtitle');
const settings = z
	.object({
		pages: z.array(z.object({ kind: z.enum(lobbyPageKinds), shown: z.boolean(), seconds: z.int() })).max(20),
		contrast: z.enum(['normal', 'high']),
		place: z.string().max(200),
		subtitles: z.partialRecord(z.enum(subtitleKeys), subtitle).default({}),
	})
	.openapi('LobbySettings', { description: '各项内容的次序、是否显示、停留秒数；对比度；标题下的第二行' });
const guide = z
	.object({
		items: z.array(z.object({ title: z.string().max(200), text: z.string().max(2000), subtitle: subtitle.optional() })).max(50),
		source: z.string().max(400),
	})
	.openapi('LobbyGuide');
const fees = z
	.object({
		brackets: z
			.array(z.object({ upTo: z.number().nullable(), flat: z.number().optional(), rate: z.number().optional() }))
			.max(50)
			.openapi({ description: '财产案件分段：上限（元，末段为 null），每件金额（元）或者比例（万分之几）' }),
		fixed: z.array(z.object({ name: z.string().max(200), fee: z.string().max(2000) })).max(50),
		examples: z.array(z.number()).max(10).openapi({ description: '举例的金额（元）' }),
		notes: z.array(z.string().max(2000)).max(10),
		source: z.string().max(400),
	})
	.openapi('LobbyFees');
const text = z.object({ guide: guide.optional(), fees: fees.optional() });
const notice = z
	.object({
		text: z.string().min(1).max(2000),
		from: z.string().max(40).openapi({ description: '开始显示：日期、法院当地时间（YYYY-MM-DDTHH:MM）或者带时差的时刻' }),
		to: z.string().max(40).openapi({ description: '停止显示；只写日期的，显示至当日结束' }),
		subtitle: subtitle.optional(),
	})
	.openapi('LobbyNoticeInput');

const params = z.object({ court: courtCode });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);

/** What a lobby shows, for whoever manages it: a person, or a system by its key. A screen's token opens none of this. */
export function lobbyApi(app: OpenAPIHono<ApiEnv>, { context }: Api): void {
	const source = sourceOf(context);
	app.on(['GET', 'PUT', 'POST', 'DELETE'], ['/lobby/*'], mustRead);

	const manager = (c: Context<ApiEnv>): readonly [LobbyManager, Actor] => {
		const { key, principal } = c.get('caller');
		const actor = actorOf(reader(c) as Principal, addressOf(c));
		return [key ? { keyCourt: key.court, keyId: key.id } : { principal: principal! }, actor];
	};
	const said = (c: Context<ApiEnv>, outcome: LobbyOutcome, status: 200 | 201) =>
		outcome.ok
			? c.json({ id: outcome.id }, status as 200)
			: (problem(
					c,
					refusalStatus(outcome.code),
					outcome.code,
					outcome.message,
					outcome.problems ? { problems: outcome.problems } : {},
				) as never);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/lobby/{court}',
			tags: ['大厅屏'],
			summary: '大厅屏的设定、办事指南、收费标准和公告',
			request: { params },
			responses: { 200: answered('设定', anyObject), ...problems(401, 403, 404) },
		}),
		async (c) => {
			const { court } = c.req.valid('param');
			const view = await lobbyDeskView(source, court);
			if (!view) return problem(c, 404, 'not-found', '没有这个法院') as never;
			if (!mayManageLobby(context, manager(c)[0], court))
				return problem(c, 403, 'forbidden', '大厅屏由本院审管办或系统管理员设定') as never;
			return c.json(plain(view), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/lobby/{court}',
			tags: ['大厅屏'],
			summary: '设定大厅屏：内容、次序、停留时间、对比度，以及是否显示当日公开开庭',
			request: { params, ...body(z.object({ settings, hearings: z.boolean() })) },
			responses: { 200: answered('设定的版本', deedDone), ...deeds },
		}),
		async (c) => {
			const sent = c.req.valid('json');
			const input = { court: c.req.valid('param').court, settings: sent.settings as LobbySettings, hearings: sent.hearings };
			return said(c, await saveLobbySettings(context, ...manager(c), input), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/lobby/{court}/texts',
			tags: ['大厅屏'],
			summary: '更改办事指南或者收费标准，写明其中一项；原有的版本保留',
			request: { params, ...body(text) },
			responses: { 200: answered('版本', deedDone), ...deeds },
		}),
		async (c) => {
			const { court } = c.req.valid('param');
			const sent = c.req.valid('json');
			if (sent.guide) {
				const own = { ...sent.guide, pending: false } as LobbyGuide;
				return said(c, await saveLobbyGuide(context, ...manager(c), { court, guide: own }), 200);
			}
			if (!sent.fees) return problem(c, 422, 'nothing-sent', '请写明办事指南或者收费标准') as never;
			const own = { ...sent.fees, fixed: sent.fees.fixed.map((row) => ({ ...row, pending: false })), pending: false } as LobbyFees;
			return said(c, await saveLobbyFees(context, ...manager(c), { court, fees: own }), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'delete',
			path: '/lobby/{court}/texts/{kind}',
			tags: ['大厅屏'],
			summary: '办事指南或者收费标准恢复为系统自带的',
			request: { params: params.extend({ kind: z.enum(['guide', 'fees']) }) },
			responses: { 200: answered('版本', deedDone), ...deeds },
		}),
		async (c) => {
			const { court, kind } = c.req.valid('param');
			const who = manager(c);
			return said(
				c,
				kind === 'guide'
					? await saveLobbyGuide(context, ...who, { court, guide: undefined })
					: await saveLobbyFees(context, ...who, { court, fees: undefined }),
				200,
			);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/lobby/{court}/notices',
			tags: ['大厅屏'],
			summary: '发布公告，写明显示的起止时间',
			request: { params, ...body(notice) },
			responses: { 201: answered('公告编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { subtitle: second, ...sent } = c.req.valid('json');
			const input = { court: c.req.valid('param').court, ...sent, ...(second ? { subtitle: second } : {}) };
			return said(c, await addLobbyNotice(context, ...manager(c), input), 201) as never;
		},
	);
	app.openapi(
		createRoute({
			method: 'delete',
			path: '/lobby/{court}/notices/{id}',
			tags: ['大厅屏'],
			summary: '撤下公告；屏幕上立即消失，记录保留',
			request: { params: params.extend({ id: z.string().max(64) }) },
			responses: { 200: answered('公告编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { court, id } = c.req.valid('param');
			return said(c, await withdrawNotice(context, ...manager(c), { court, id }), 200);
		},
	);
}
