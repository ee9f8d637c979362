import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { CourtDate } from '../core/time/types.ts';
import { endPost, setPost } from '../flows/supervisors.ts';
import { signWeek } from '../flows/weekly-review.ts';
import { supervisorsView } from '../views/notice-posts.ts';
import { weeklyView } from '../views/notice-week.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, plain, problems } from './schemas.ts';

const code = z.string().min(1).max(64);
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const deeds = problems(400, 401, 403, 404, 409, 422);
const post = z
	.object({
		court: courtCode,
		person: code.openapi({ description: '监管人员，须为本院人员' }),
		unit: code.optional().openapi({ description: '监管的部门；与 node 择一' }),
		node: code.optional().openapi({ description: '监管的节点' }),
		from: day,
		to: day.optional().openapi({ description: '末日，计入；不填则长期' }),
	})
	.openapi('SupervisorPostInput');

type Refused = { readonly ok: false; readonly code: string; readonly message: string };

/** 专人监管: who watches what, the weekly sheets, and their sign-off. */
export function supervisorsApi(app: OpenAPIHono<ApiEnv>, { context }: Api): void {
	const source = sourceOf(context);
	app.on('GET', ['/supervisor-posts', '/weekly'], mustRead);
	app.on('POST', ['/supervisor-posts', '/supervisor-posts/*', '/weekly-reviews'], mustBePerson);

	const who = (c: Context<ApiEnv>) => {
		const principal = c.get('caller').principal!;
		return [principal, actorOf(principal, addressOf(c))] as const;
	};
	const unseen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', '没有该对象，或无权查看') as never;
	const refused = (c: Context<ApiEnv>, { code: why, message }: Refused) => problem(c, refusalStatus(why), why, message) as never;

	app.openapi(
		createRoute({
			method: 'get',
			path: '/supervisor-posts',
			tags: ['专人监管'],
			summary: '一个法院的专人监管：谁监管什么，哪些部门无人监管',
			request: { query: z.object({ court: courtCode.optional() }) },
			responses: { 200: answered('指定、缺口', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const view = await supervisorsView(source, reader(c)!, c.req.valid('query').court);
			return view ? c.json(plain(view), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/supervisor-posts',
			tags: ['专人监管'],
			summary: '指定监管人员',
			request: body(post),
			responses: { 201: answered('指定编号', deedDone), ...deeds },
		}),
		async (c) => {
			const { court, person, unit, node, from, to } = c.req.valid('json');
			const optional = { ...(unit ? { unit } : {}), ...(node ? { node } : {}), ...(to ? { to: to as CourtDate } : {}) };
			const outcome = await setPost(context, ...who(c), { court, person, from: from as CourtDate, ...optional });
			return outcome.ok ? c.json({ id: outcome.id }, 201) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/supervisor-posts/{id}/end',
			tags: ['专人监管'],
			summary: '终止指定；历史保留',
			request: { params: z.object({ id: z.coerce.number().int().positive() }), ...body(z.object({ to: day })) },
			responses: { 200: answered('指定编号', deedDone), ...deeds },
		}),
		async (c) => {
			const outcome = await endPost(context, ...who(c), c.req.valid('param').id, c.req.valid('json').to as CourtDate);
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/weekly',
			tags: ['专人监管'],
			summary: '周表：监管人员、庭长局长、各团队一周的通知及其办理',
			request: { query: z.object({ court: courtCode.optional(), week: day.optional(), person: code.optional() }) },
			responses: { 200: answered('周表', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { court, week, person } = c.req.valid('query');
			const asked = { ...(court ? { court } : {}), ...(week ? { week } : {}), ...(person ? { person } : {}) };
			const view = await weeklyView(source, reader(c)!, asked);
			return view ? c.json(plain(view), 200) : unseen(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/weekly-reviews',
			tags: ['专人监管'],
			summary: '团队周核：签署一个部门的一周，数据随之固定',
			request: body(z.object({ unit: code, week: day.openapi({ description: '星期一' }), note: z.string().min(1).max(2000) })),
			responses: { 201: answered('部门和周次', deedDone), ...deeds },
		}),
		async (c) => {
			const { unit, week, note } = c.req.valid('json');
			const outcome = await signWeek(context, ...who(c), { unit, week: week as CourtDate, note });
			return outcome.ok ? c.json({ id: outcome.id }, 201) : refused(c, outcome);
		},
	);
}
