import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Principal } from '../core/access/may.ts';
import { diffRulebooks } from '../core/rulebook/diff.ts';
import type { CourtDate } from '../core/time/types.ts';
import { loadLayer, previewLayer, rulesAbove } from '../flows/load-layer.ts';
import { tryLayer } from '../flows/try-layer.ts';
import { readLayers } from '../store/rule-layers.ts';
import { backTestView, changeView, ruleCourts } from '../views/rules-view.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { anyObject, answered, courtCode, day, page, plain, plainPage, problems } from './schemas.ts';

const layerText = z.string().min(1).max(400_000);
const jsonOf = <T extends z.ZodType>(schema: T) => ({ required: true, content: { 'application/json': { schema } } });

/** Rules in force, layers, differences and back-tests. */
export function rulesApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	const views = sourceOf(context);
	const reads = (who: Principal, court: string): boolean => ruleCourts(views, who).includes(court);
	app.on('GET', ['/rulebook', '/rulebook/*'], mustRead);
	app.on(['POST', 'PUT'], ['/rulebook/*'], mustBePerson);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/rulebook',
			tags: ['规则'],
			summary: '现行规则：全国规则，或一个法院连同上级各层的规则',
			request: { query: z.object({ court: courtCode.optional() }) },
			responses: {
				200: answered('规则', z.object({ version: z.string(), nodes: z.array(anyObject), checks: z.array(anyObject) })),
				...problems(401, 404),
			},
		}),
		(c) => {
			const { court } = c.req.valid('query');
			if (court !== undefined && !reads(reader(c)!, court)) return problem(c, 404, 'not-found', '没有这个法院，或无权查看') as never;
			const rules = court === undefined ? context.nationalRules : context.rulesOf(court);
			return c.json({ version: rules.version, nodes: rules.nodes.map(plain), checks: (rules.checks ?? []).map(plain) }, 200);
		},
	);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/rulebook/layers',
			tags: ['规则'],
			summary: '装载过的各层规则，新的在前',
			request: { query: z.object({ court: courtCode.optional() }) },
			responses: { 200: answered('各层规则', page(anyObject)), ...problems(401) },
		}),
		async (c) => {
			const { court } = c.req.valid('query');
			const courts = ruleCourts(views, reader(c)!);
			const rows = (await readLayers(context.store.read)).filter((row) => courts.includes(row.court) && (!court || row.court === court));
			return c.json(plainPage([...rows].reverse()), 200);
		},
	);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/rulebook/diff',
			tags: ['规则'],
			summary: '一个法院的现行规则与上级（或全国）规则的差异',
			request: { query: z.object({ court: courtCode, against: z.enum(['above', 'national']).default('above') }) },
			responses: { 200: answered('差异', page(anyObject)), ...problems(401, 404) },
		}),
		(c) => {
			const { court, against } = c.req.valid('query');
			if (!reads(reader(c)!, court)) return problem(c, 404, 'not-found', '没有这个法院，或无权查看') as never;
			const other = against === 'national' ? context.nationalRules : rulesAbove(context, court);
			return c.json(plainPage(diffRulebooks(other, context.rulesOf(court)).map(changeView)), 200);
		},
	);

	app.openapi(
		createRoute({
			method: 'post',
			path: '/rulebook/layers/{court}/preview',
			tags: ['规则'],
			summary: '检查一份本院规则，列出它将改变什么；不保存',
			request: { params: z.object({ court: courtCode }), body: jsonOf(z.object({ text: layerText })) },
			responses: { 200: answered('将改变的', page(anyObject)), ...problems(400, 401, 404, 422) },
		}),
		(c) => {
			const { court } = c.req.valid('param');
			if (!reads(reader(c)!, court)) return problem(c, 404, 'not-found', '没有这个法院，或无权查看') as never;
			const preview = previewLayer(context, court, c.req.valid('json').text);
			if (!preview.ok) return problem(c, 422, preview.code, preview.message, { problems: preview.problems ?? [] }) as never;
			return c.json(plainPage(preview.changes.map(changeView)), 200);
		},
	);

	app.openapi(
		createRoute({
			method: 'put',
			path: '/rulebook/layers/{court}',
			tags: ['规则'],
			summary: '装载一份本院规则：校验、留存、按触发日生效，未办结节点重新计算',
			request: { params: z.object({ court: courtCode }), body: jsonOf(z.object({ text: layerText })) },
			responses: { 200: answered('版本', z.object({ version: z.string(), moved: z.number() })), ...problems(400, 401, 403, 404, 409, 422) },
		}),
		async (c) => {
			const principal = c.get('caller').principal!;
			const { court } = c.req.valid('param');
			const loaded = await loadLayer(context, principal, actorOf(principal, addressOf(c)), { court, text: c.req.valid('json').text });
			if (loaded.ok) return c.json({ version: loaded.version, moved: loaded.moved }, 200);
			const status = loaded.code === 'forbidden' ? 403 : loaded.code === 'not-found' ? 404 : loaded.code === 'breaks-below' ? 409 : 422;
			return problem(c, status, loaded.code, loaded.message, { problems: loaded.problems ?? [] }) as never;
		},
	);

	app.openapi(
		createRoute({
			method: 'post',
			path: '/rulebook/back-test',
			tags: ['规则'],
			summary: '回测：若按这份规则，过去一段时间里哪些节点会超期、哪些案件会被锁定',
			request: { body: jsonOf(z.object({ court: courtCode, text: layerText, from: day, to: day })) },
			responses: { 200: answered('回测结果', anyObject), ...problems(400, 401, 404, 422) },
		}),
		async (c) => {
			const { court, text, from, to } = c.req.valid('json');
			if (!reads(reader(c)!, court)) return problem(c, 404, 'not-found', '没有这个法院，或无权查看') as never;
			const tried = await tryLayer(context, api.backTest, { court, text, from: from as CourtDate, to: to as CourtDate });
			if (!tried.ok) return problem(c, 422, tried.code, tried.message, { problems: tried.problems ?? [] }) as never;
			return c.json(plain(backTestView(views, { court, from, to }, tried)), 200);
		},
	);
}
