import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addNote, addShift, copyWeek, removeShift, settleNote, signIn, type DutyOutcome } from '../flows/duty.ts';
import { dutyView } from '../views/duty-view.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, plain, problems } from './schemas.ts';

const byCourt = z.object({ court: courtCode });
const byId = z.object({ id: z.string().min(1).max(64) });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const shift = z.object({ day, from: time, to: time, person: z.string().min(1).max(64), post: z.string().min(1).max(60) });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const tags = ['值班'];
const done = { 200: answered('编号', deedDone), ...problems(400, 401, 403, 404, 422) };

/** The duty roster and what is handed over. */
export function dutyApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	app.on(['GET', 'POST', 'DELETE'], ['/duty/*', '/duty-shifts/*', '/handover-notes/*'], mustBePerson);
	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const who = (c: Context<ApiEnv>) => [person(c), actorOf(person(c), addressOf(c))] as const;
	const answer = (c: Context<ApiEnv>, outcome: DutyOutcome) =>
		(outcome.ok ? c.json({ id: outcome.id }, 200) : problem(c, refusalStatus(outcome.code), outcome.code, outcome.message)) as never;

	app.openapi(
		createRoute({
			method: 'get',
			path: '/duty/{court}',
			tags,
			summary: '一周的值班安排与交接事项',
			request: { params: byCourt, query: z.object({ week: day.optional().openapi({ description: '该周任意一日，不填为本周' }) }) },
			responses: { 200: answered('值班安排', anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const { week } = c.req.valid('query');
			const view = await dutyView(sourceOf(context), person(c), { court: c.req.valid('param').court, ...(week ? { week } : {}) });
			return view ? c.json(plain(view), 200) : (problem(c, 404, 'not-found', '没有这个法院，或无权查看') as never);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/duty/{court}/shifts',
			tags,
			summary: '排班',
			request: { params: byCourt, ...body(shift) },
			responses: done,
		}),
		async (c) => answer(c, await addShift(context, ...who(c), { ...c.req.valid('json'), court: c.req.valid('param').court })),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/duty/{court}/copied-weeks',
			tags,
			summary: '沿用上周的班次',
			request: { params: byCourt, ...body(z.object({ week: day.openapi({ description: '目标周的周一' }) })) },
			responses: done,
		}),
		async (c) => answer(c, await copyWeek(context, ...who(c), c.req.valid('param').court, c.req.valid('json').week)),
	);
	app.openapi(
		createRoute({ method: 'delete', path: '/duty-shifts/{id}', tags, summary: '撤销班次', request: { params: byId }, responses: done }),
		async (c) => answer(c, await removeShift(context, ...who(c), c.req.valid('param').id)),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/duty-shifts/{id}/sign-in',
			tags,
			summary: '值班签到',
			request: { params: byId },
			responses: done,
		}),
		async (c) => answer(c, await signIn(context, ...who(c), c.req.valid('param').id)),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/duty/{court}/notes',
			tags,
			summary: '登记交接事项',
			request: { params: byCourt, ...body(z.object({ text: z.string().min(1).max(2000) })) },
			responses: done,
		}),
		async (c) => answer(c, await addNote(context, ...who(c), c.req.valid('param').court, c.req.valid('json').text)),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/handover-notes/{id}/settlement',
			tags,
			summary: '交接事项办结',
			request: { params: byId },
			responses: done,
		}),
		async (c) => answer(c, await settleNote(context, ...who(c), c.req.valid('param').id)),
	);
}
