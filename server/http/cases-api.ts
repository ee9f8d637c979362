import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { parseCaseNumber } from '../core/case/case-number.ts';
import { readCaseEvents } from '../store/case-readers.ts';
import { readCaseList } from '../store/request-readers.ts';
import { readableBy } from '../views/view-context.ts';
import { workViews } from '../views/worklist-view.ts';
import type { Api } from './api-parts.ts';
import { mustRead, reader, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { answered, anyObject, courtCode, numberedPaging, page, paging, plain, plainPage, problems } from './schemas.ts';

const caseId = z.object({ id: z.coerce.number().int().positive() });

/** Cases, nodes, explanations. */
export function casesApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context, views } = api;
	for (const path of ['/cases', '/cases/*', '/nodes', '/nodes/*']) app.use(path, mustRead);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/cases',
			tags: ['案件'],
			summary: '案件列表',
			request: {
				query: numberedPaging.extend({
					caseNumber: z.string().optional(),
					court: courtCode.optional(),
					state: z.enum(['open', 'closed']).optional(),
				}),
			},
			responses: { 200: answered('案件', page(anyObject)), ...problems(400, 401) },
		}),
		async (c) => {
			const { caseNumber, court, state, cursor, limit } = c.req.valid('query');
			const number = caseNumber === undefined ? undefined : parseCaseNumber(caseNumber);
			if (caseNumber !== undefined && !number) return problem(c, 400, 'bad-case-number', '案号无法识别') as never;
			const rows = await readCaseList(context.store.read, {
				...readableBy(reader(c)!, context.directory(), court),
				...(number ? { caseKey: number.key } : {}),
				...(state ? { state } : {}),
				...(cursor ? { after: cursor } : {}),
				limit,
			});
			const items = rows.map((row) => ({
				id: Number(row.id),
				caseNumber: row.number_text,
				court: row.court_code,
				kind: row.kind,
				track: row.track,
				procedure: row.procedure,
				filedOn: row.filed_on,
				closedOn: row.closed_on,
				closeMode: row.close_mode,
				handler: row.handler_code,
				claimFen: row.claim_fen,
				recoveredFen: row.recovered_fen,
			}));
			return c.json({ items, ...(rows.length === limit ? { nextCursor: String(rows.at(-1)!.id) } : {}) }, 200);
		},
	);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/cases/{id}',
			tags: ['案件'],
			summary: '案件：节点、锁死、经过',
			request: { params: caseId },
			responses: { 200: answered('案件', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const found = await views.casePage(reader(c)!, c.req.valid('param').id);
			return found.ok ? c.json(plain(found.view), 200) : (problem(c, 404, 'not-found', found.message) as never);
		},
	);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/cases/{id}/events',
			tags: ['案件'],
			summary: '案件的全部事件',
			request: { params: caseId },
			responses: { 200: answered('事件', page(anyObject)), ...problems(401, 404) },
		}),
		async (c) => {
			const found = await views.casePage(reader(c)!, c.req.valid('param').id);
			if (!found.ok) return problem(c, 404, 'not-found', found.message) as never;
			const held = new Map(found.view.events.map((event) => [event.seq, event]));
			const rows = await readCaseEvents(context.store.read, parseCaseNumber(found.view.caseNumber)!.key);
			const items = rows.map(({ seq, source, id, type, on, at, data }) => ({
				...{ seq, source, id, type, occurredAt: at ?? on, data },
				...{ held: held.get(seq)?.held ?? false, withdrawn: held.get(seq)?.withdrawn ?? false },
			}));
			return c.json(plainPage(items), 200);
		},
	);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/cases/{id}/nodes',
			tags: ['案件'],
			summary: '案件的节点与期限说明',
			request: { params: caseId },
			responses: { 200: answered('节点', page(anyObject)), ...problems(401, 404) },
		}),
		async (c) => {
			const found = await views.casePage(reader(c)!, c.req.valid('param').id);
			return found.ok ? c.json(plainPage(found.view.nodes), 200) : (problem(c, 404, 'not-found', found.message) as never);
		},
	);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/nodes',
			tags: ['节点'],
			summary: '工作清单：超期、到期、预警节点',
			request: {
				query: paging.extend({
					cursor: z
						.string()
						.regex(/^(\d{4}-\d{2}-\d{2})?~/)
						.optional(),
					court: courtCode.optional(),
					phase: z
						.enum(['overdue', 'warning', 'locked', 'today', 'week', 'before-locks', 'awaiting', 'review', 'proposed'])
						.default('overdue'),
					node: z.string().optional(),
					handler: z.string().optional(),
					dueTo: z.string().optional(),
				}),
			},
			responses: { 200: answered('节点', page(anyObject).extend({ total: z.number() })), ...problems(401) },
		}),
		async (c) => {
			const { court, phase, node, handler, dueTo, cursor, limit } = c.req.valid('query');
			const view = workViews.find((name) => name === phase)!;
			const list = await views.worklist(
				reader(c)!,
				{ view, ...(court ? { court } : {}), ...(node ? { node } : {}), ...(handler ? { handler } : {}), ...(cursor ? { cursor } : {}) },
				limit,
			);
			if (!list.ok) return problem(c, 404, 'not-found', list.message) as never;
			const items = list.view.rows.filter((row) => !dueTo || (row.dueOn !== undefined && row.dueOn <= dueTo));
			return c.json({ ...plainPage(items, list.view.nextCursor), total: list.view.total }, 200);
		},
	);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/nodes/{id}/explanation',
			tags: ['节点'],
			summary: '为什么是这一天',
			request: { params: z.object({ id: z.string() }) },
			responses: { 200: answered('各时钟的算式', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const found = await views.caseByKey(reader(c)!, id.slice(0, id.indexOf('/')));
			const node = found.ok ? found.view.nodes.find((item) => item.id === id) : undefined;
			return node ? c.json(plain(node), 200) : (problem(c, 404, 'not-found', '没有该节点，或无权查看') as never);
		},
	);
}
