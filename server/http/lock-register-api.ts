import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { LockFilter } from '../../src/lib/contract/lock-register.ts';
import { parseCaseNumber } from '../core/case/case-number.ts';
import { lockByHand } from '../flows/hand-locks.ts';
import { lockRegisterView } from '../views/lock-register.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, day, deedDone, page, paging, plain, plainPage, problems } from './schemas.ts';

const code = z.string().min(1).max(64);
const filter = z.object({
	state: z.enum(['standing', 'proposed', 'active', 'review', 'released']).optional(),
	court: courtCode.optional(),
	node: code.optional(),
	handler: code.optional(),
	from: day.optional().openapi({ description: '锁死日起；不填为本年' }),
	to: day.optional(),
	outcome: z
		.enum(['granted', 'met', 'voided', 'set-aside', 'held', 'real'])
		.optional()
		.openapi({ description: 'held 为实际锁死，real 为实际解锁' }),
	repeat: z.enum(['1']).optional(),
	decidedBy: courtCode.optional().openapi({ description: '由该院作出决定' }),
	lateAt: courtCode.optional().openapi({ description: '该院有逾期环节' }),
});
const handLock = z
	.object({
		caseNumber: z.string().min(1).max(64),
		nodeIds: z.array(z.string().min(1).max(300)).min(1).max(100),
		reason: z.string().min(1).max(500),
	})
	.openapi('HandLock');

const filterOf = ({ repeat, ...asked }: z.infer<typeof filter>): LockFilter =>
	({
		...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
		...(repeat ? { repeat: true } : {}),
	}) as LockFilter;

/** The register of locks with its figures, and the lock by hand. */
export function lockRegisterApi(app: OpenAPIHono<ApiEnv>, { context, views }: Api): void {
	const source = sourceOf(context);
	app.on('GET', ['/lock-register', '/lock-statistics'], mustRead);
	app.on('POST', '/locks', mustBePerson);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/lock-register',
			tags: ['锁死'],
			summary: '锁死台账：每次锁死的节点、天数、申请与结果，最近的在前',
			request: { query: filter.extend(paging.shape) },
			responses: { 200: answered('锁死', page(anyObject).extend({ total: z.number() })), ...problems(400, 401) },
		}),
		async (c) => {
			const { cursor, limit, ...asked } = c.req.valid('query');
			const view = await lockRegisterView(source, reader(c)!, { ...filterOf(asked), ...(cursor ? { cursor } : {}) }, limit);
			return c.json({ ...plainPage(view.rows, view.nextCursor), total: view.total }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/lock-statistics',
			tags: ['锁死'],
			summary: '期间内锁死的统计：锁死天数、审批周期、再次锁死，连同口径',
			request: { query: filter.pick({ court: true, handler: true, from: true, to: true }) },
			responses: { 200: answered('统计', anyObject), ...problems(400, 401) },
		}),
		async (c) => {
			const { statistics, period } = await lockRegisterView(source, reader(c)!, filterOf(c.req.valid('query')), 1);
			return c.json(plain({ period, ...statistics }), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/locks',
			tags: ['锁死'],
			summary: '值班员手工锁死启用前超期、曾不予锁死的节点',
			request: { body: { required: true, content: { 'application/json': { schema: handLock } } } },
			responses: { 201: answered('锁编号', deedDone), ...problems(400, 401, 403, 404, 409, 422) },
		}),
		async (c) => {
			const { caseNumber, ...input } = c.req.valid('json');
			const number = parseCaseNumber(caseNumber);
			if (!number) return problem(c, 400, 'bad-case-number', `案号无法识别：${caseNumber}`) as never;
			const principal = c.get('caller').principal!;
			const actor = actorOf(principal, addressOf(c));
			// A refusal does not tell whether there is a case that the person may not see.
			const seen = await views.caseOf(principal, number.key);
			const outcome = await lockByHand(context, principal, actor, number.key, input);
			if (outcome.ok) return c.json({ id: outcome.id }, 201);
			if (!seen) return problem(c, 404, 'not-found', '没有该案件，或无权办理') as never;
			return problem(c, refusalStatus(outcome.code), outcome.code, outcome.message) as never;
		},
	);
}
