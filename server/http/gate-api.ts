import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { parseCaseNumber } from '../core/case/case-number.ts';
import { vocabulary } from '../core/case/vocabulary.ts';
import { gateView } from '../views/gate-view.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { mustRead, reader, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { answered, plain, problems } from './schemas.ts';

const mostActions = 100;
const query = z.object({
	caseNumber: z.string().max(64),
	action: z.string().max(64).optional().openapi({ description: '事件类型' }),
	actions: z
		.string()
		.max(4000)
		.optional()
		.openapi({ description: `一次问多项，逗号分隔，最多 ${mostActions} 项` }),
	subject: z.string().max(64).optional().openapi({ description: '只问一项财产、款项或者线索' }),
});
const node = z.object({
	nodeId: z.string(),
	nodeName: z.string(),
	subject: z.string().optional(),
	dueOn: z.string(),
	overdueDays: z.number(),
	soft: z.boolean().openapi({ description: '柔性锁死：超期节点本身仍可办结' }),
});
/** A lock as the gate and the answers to a feed name it. */
export const gateLock = z.object({
	id: z.string(),
	state: z.string(),
	stateName: z.string(),
	lockedAt: z.string(),
	soft: z.boolean(),
	nodes: z.array(node),
	decider: z.string().openapi({ description: '有权解锁的法院' }),
	request: z
		.object({
			id: z.string(),
			phase: z.string(),
			phaseName: z.string(),
			step: z.number().optional(),
			steps: z.number().optional(),
			courtName: z.string().optional(),
			roleName: z.string().optional(),
			stepDueOn: z.string().optional(),
		})
		.optional(),
});
const action = z.object({
	action: z.string(),
	name: z.string(),
	allowed: z.boolean(),
	reason: z.string().openapi({ description: '可以直接显示给办案人员的一句话' }),
	opens: z.string().optional().openapi({ description: '怎样才能办理' }),
});
const gate = action
	.pick({ allowed: true, reason: true, opens: true })
	.extend({ lock: gateLock.optional(), actions: z.array(action) })
	.openapi('Gate');

/** The gate: whether a step of a case may be taken now, by the same table that holds events. */
export function gateApi(app: OpenAPIHono<ApiEnv>, { context, views }: Api): void {
	const source = sourceOf(context);
	app.use('/gate', mustRead);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/gate',
			tags: ['锁死'],
			summary: '某案此刻能否办理某一步或者某几步（与收件同一张表）；问多项时 allowed 为全部可办',
			request: { query },
			responses: { 200: answered('可否办理、为什么、怎样才能办理', gate), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const asked = c.req.valid('query');
			const number = parseCaseNumber(asked.caseNumber);
			if (!number) return problem(c, 400, 'bad-case-number', `案号无法识别：${asked.caseNumber}`) as never;
			const names = [...new Set([asked.action ?? [], asked.actions?.split(',') ?? []].flat().map((name) => name.trim()))].filter(Boolean);
			if (names.length === 0) return problem(c, 400, 'action-missing', '请写明要办理的事项（action 或者 actions）') as never;
			if (names.length > mostActions) return problem(c, 400, 'too-many', `一次最多问 ${mostActions} 项`) as never;
			const unknown = names.filter((name) => (vocabulary.get(name)?.group ?? 'system') === 'system');
			if (unknown.length > 0) return problem(c, 400, 'unknown-type', `没有这种事件类型：${unknown.join('、')}`) as never;
			const stored = await views.caseOf(reader(c)!, number.key);
			const view = stored && gateView(source, stored, names, asked.subject);
			if (!view) return problem(c, 404, 'not-found', '没有该案件，或无权查看') as never;
			const refused = view.actions.find((item) => !item.allowed);
			const { reason, opens } = refused ?? view.actions[0]!;
			return c.json(plain({ allowed: !refused, reason, ...(opens ? { opens } : {}), ...view }), 200) as never;
		},
	);
}
