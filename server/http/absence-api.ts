import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { endAbsence, setAbsence } from '../flows/absences.ts';
import { absencePageView } from '../views/absence-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, day, deedDone, plain, problems } from './schemas.ts';

const code = z.string().min(1).max(64);
const ask = z
	.object({
		person: code.optional().openapi({ description: '不填为本人；本院执行局长以上可以代为登记' }),
		from: day.openapi({ description: '首日，计入' }),
		to: day.optional().openapi({ description: '末日，计入；不填则至结束登记之日' }),
		reason: z.string().min(1).max(500),
		delegate: code.optional().openapi({ description: '受托人：外出期间代行其职务' }),
	})
	.openapi('AbsenceInput');

/** Absences and who acts meanwhile (外出委托). */
export function absenceApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	const source = sourceOf(context);
	app.on(['GET', 'POST'], ['/absences', '/absences/*'], mustBePerson);
	const who = (c: Context<ApiEnv>) => {
		const principal = c.get('caller').principal!;
		return [principal, actorOf(principal, addressOf(c))] as const;
	};

	app.openapi(
		createRoute({
			method: 'get',
			path: '/absences',
			tags: ['外出委托'],
			summary: '本人的外出、受托代行的外出，以及所领导法院的外出',
			responses: { 200: answered('外出', anyObject), ...problems(401) },
		}),
		async (c) => c.json(plain(await absencePageView(source, who(c)[0])), 200),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/absences',
			tags: ['外出委托'],
			summary: '登记外出，可以委托他人代行',
			request: { body: { required: true, content: { 'application/json': { schema: ask } } } },
			responses: { 201: answered('登记编号', deedDone), ...problems(400, 401, 403, 409, 422) },
		}),
		async (c) => {
			const { person, to, delegate, ...input } = c.req.valid('json');
			const more = { ...(person ? { person } : {}), ...(to ? { to } : {}), ...(delegate ? { delegate } : {}) };
			const done = await setAbsence(context, ...who(c), { ...input, ...more });
			return done.ok ? c.json({ id: done.id }, 201) : (problem(c, refusalStatus(done.code), done.code, done.message) as never);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/absences/{id}/end',
			tags: ['外出委托'],
			summary: '结束外出登记；尚未开始的予以撤销',
			request: { params: z.object({ id: z.string().max(64) }) },
			responses: { 200: answered('登记编号', deedDone), ...problems(401, 404, 409) },
		}),
		async (c) => {
			const done = await endAbsence(context, ...who(c), c.req.valid('param').id);
			return done.ok ? c.json({ id: done.id }, 200) : (problem(c, refusalStatus(done.code), done.code, done.message) as never);
		},
	);
}
