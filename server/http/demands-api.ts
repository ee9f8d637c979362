import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { demandsInForce, putDemands } from '../flows/demands.ts';
import { ruleCourts } from '../views/rules-view.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { anyObject, answered, courtCode, plain, problems } from './schemas.ts';

/** Rules by which papers make demands (工作要求), as a court may change them. */
export function demandsApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	const views = sourceOf(context);
	app.on('GET', ['/demands/*'], mustRead);
	app.on('PUT', ['/demands/*'], mustBePerson);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/demands/{court}',
			tags: ['通报'],
			summary: '一个法院现行的工作要求规则：本院的，或者上级法院的，或者程序自带的',
			request: { params: z.object({ court: courtCode }) },
			responses: { 200: answered('工作要求规则', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const { court } = c.req.valid('param');
			if (!ruleCourts(views, reader(c)!).includes(court)) return problem(c, 404, 'not-found', '没有这个法院，或无权查看') as never;
			return c.json(plain(await demandsInForce(context, court)), 200);
		},
	);

	app.openapi(
		createRoute({
			method: 'put',
			path: '/demands/{court}',
			tags: ['通报'],
			summary: '设定本院的工作要求规则（YAML 全文）；空文本恢复为上级法院或者程序自带的规则',
			request: {
				params: z.object({ court: courtCode }),
				body: { required: true, content: { 'application/json': { schema: z.object({ text: z.string().max(100_000) }) } } },
			},
			responses: { 200: answered('已设定', anyObject), ...problems(400, 401, 403, 404, 422) },
		}),
		async (c) => {
			const principal = c.get('caller').principal!;
			const { court } = c.req.valid('param');
			const done = await putDemands(context, principal, actorOf(principal, addressOf(c)), { court, text: c.req.valid('json').text });
			if (done.ok) return c.json(plain(await demandsInForce(context, court)), 200);
			const status = done.code === 'forbidden' ? 403 : done.code === 'not-found' ? 404 : 422;
			return problem(c, status, done.code, done.message, { problems: done.problems ?? [] }) as never;
		},
	);
}
