import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CourtDate } from '../core/time/types.ts';
import { answerNotice, mostAtOnce, signNotices } from '../flows/notice-replies.ts';
import { endSilenceEarly, silenceNode } from '../flows/silences.ts';
import { noticeBoxView, silenceViews } from '../views/notice-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, page, paging, plainPage, problems } from './schemas.ts';

const longId = z.object({ id: z.string().max(600) });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);
const signed = deedDone.extend({ signed: z.number().openapi({ description: '本次新签收的件数' }) });
const box = paging.extend({
	box: z.enum(['mine', 'court']).default('mine').openapi({ description: '发给本人的，或者本人可以查看的法院的' }),
	state: z.enum(['open', 'signed', 'answered', 'closed', 'all']).default('open'),
	level: z.coerce.number().int().min(1).max(4).optional().openapi({ description: '1 提醒，2 警告，3 督办，4 锁定' }),
	court: courtCode.optional().openapi({ description: '该法院及其下级法院' }),
	cursor: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}~[1-4]~/)
		.optional(),
});
const counts = z.record(z.string(), z.number());

type Refused = { readonly ok: false; readonly code: string; readonly message: string };

/** Notices: the box, sign-for and answer, and explanations of nodes. */
export function noticesApi(app: OpenAPIHono<ApiEnv>, { context, views }: Api): void {
	const source = sourceOf(context);
	app.on('GET', ['/notices', '/silences'], mustRead);
	app.on('POST', ['/notices/*', '/silences/*'], mustBePerson);
	app.on('POST', '/cases/:id/silences', mustBePerson);

	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const who = (c: Context<ApiEnv>) => [person(c), actorOf(person(c), addressOf(c))] as const;
	const unseen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', '没有该通知或案件，或无权办理') as never;
	const refused = (c: Context<ApiEnv>, { code, message }: Refused) =>
		code === 'not-found' ? unseen(c) : (problem(c, refusalStatus(code), code, message) as never);
	/** A refusal does not tell whether there is a notice about a case that the person may not see. */
	const sees = async (c: Context<ApiEnv>, id: string) => (await views.caseOf(person(c), id.split('/')[0] ?? '')) !== undefined;
	const onNotice = async (c: Context<ApiEnv>, id: string, outcome: Refused) => ((await sees(c, id)) ? refused(c, outcome) : unseen(c));

	app.openapi(
		createRoute({
			method: 'get',
			path: '/notices',
			tags: ['节点通知'],
			summary: '通知箱：提醒、警告、督办、锁定',
			request: { query: box },
			responses: {
				200: answered(
					'通知；各级件数、各状态件数；已说明的节点数',
					page(anyObject).extend({ total: z.number(), byLevel: counts, byState: counts, silenced: z.number() }),
				),
				...problems(400, 401),
			},
		}),
		async (c) => {
			const { limit, level, court, cursor, ...rest } = c.req.valid('query');
			const optional = { ...(level ? { level: level as 1 | 2 | 3 | 4 } : {}), ...(court ? { court } : {}), ...(cursor ? { cursor } : {}) };
			const { rows, nextCursor, total, byLevel, byState, silenced } = await noticeBoxView(
				source,
				reader(c)!,
				{ ...rest, ...optional },
				limit,
			);
			return c.json({ ...plainPage(rows, nextCursor), total, byLevel, byState, silenced }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/notices/signatures',
			tags: ['节点通知'],
			summary: '签收多件通知',
			request: body(z.object({ ids: z.array(z.string().max(600)).min(1).max(mostAtOnce) })),
			responses: { 200: answered('签收件数', signed), ...deeds },
		}),
		async (c) => {
			const { ids } = c.req.valid('json');
			const outcome = await signNotices(context, ...who(c), ids);
			if (outcome.ok) return c.json({ id: outcome.id, signed: outcome.signed }, 200);
			for (const id of ids) if (!(await sees(c, id))) return unseen(c);
			return refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/notices/{id}/signature',
			tags: ['节点通知'],
			summary: '签收一件通知；只能由收件人签收',
			request: { params: longId },
			responses: { 200: answered('通知编号', signed), ...deeds },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const outcome = await signNotices(context, ...who(c), [id]);
			return outcome.ok ? c.json({ id: outcome.id, signed: outcome.signed }, 200) : onNotice(c, id, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/notices/{id}/answers',
			tags: ['节点通知'],
			summary: '回复一件通知：正在采取的措施；回复即签收',
			request: { params: longId, ...body(z.object({ text: z.string().min(1).max(2000) })) },
			responses: { 200: answered('通知编号', signed), ...deeds },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const outcome = await answerNotice(context, ...who(c), id, c.req.valid('json').text);
			return outcome.ok ? c.json({ id: outcome.id, signed: outcome.signed }, 200) : onNotice(c, id, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/silences',
			tags: ['节点通知'],
			summary: '已说明的节点：事由、截止日期',
			request: { query: z.object({ court: courtCode.optional() }) },
			responses: { 200: answered('说明', page(anyObject)), ...problems(400, 401) },
		}),
		async (c) => c.json(plainPage(await silenceViews(source, reader(c)!, c.req.valid('query').court)), 200),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/cases/{id}/silences',
			tags: ['节点通知'],
			summary: '说明：说明期内不再发出锁定以下的通知；不改变期限，不影响锁定',
			request: {
				params: z.object({ id: z.coerce.number().int().positive() }),
				...body(z.object({ nodeId: z.string().min(1).max(400), reason: z.string().min(1).max(2000), until: day })),
			},
			responses: { 201: answered('说明编号', deedDone), ...deeds },
		}),
		async (c) => {
			const stored = await views.caseById(person(c), c.req.valid('param').id);
			if (!stored) return unseen(c);
			const { until, ...input } = c.req.valid('json');
			const outcome = await silenceNode(context, ...who(c), stored.state.key, { ...input, until: until as CourtDate });
			return outcome.ok ? c.json({ id: outcome.id }, 201) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/silences/{id}/end',
			tags: ['节点通知'],
			summary: '提前终止说明；该节点按目前级别重新通知',
			request: { params: longId },
			responses: { 200: answered('说明编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const outcome = await endSilenceEarly(context, ...who(c), id);
			return outcome.ok ? c.json({ id: outcome.id }, 200) : onNotice(c, id, outcome);
		},
	);
}
