import { z } from '@hono/zod-openapi';
import type { Decision } from '../core/unlock/decide.ts';
import { day } from './schemas.ts';

/** New due days by node. */
export const newDueOn = z.record(z.string(), day).openapi({ description: '节点编号 → 新期限' });

const causeVerdict = z.object({
	nodeId: z.string().min(1).max(300),
	granted: z.boolean(),
	newDueOn: day.optional(),
	opinion: z.string().max(2000).optional(),
});

/** What a person says at a step of an unlock request. */
export const decisionBody = z
	.object({
		step: z.number().int().min(0),
		verdict: z.enum(['approve', 'refuse', 'return', 'escalate']),
		opinion: z.string().min(1).max(2000),
		instruction: z.string().max(2000).optional(),
		newDueOn: newDueOn.optional(),
		grant: z.array(causeVerdict).min(1).max(100).optional().openapi({ description: '部分解锁：逐一写明每个锁死节点是否同意' }),
	})
	.openapi('UnlockDecisionInput');

/** The body as the flow takes it. */
export function decisionOf(input: z.infer<typeof decisionBody>): Decision {
	const { newDueOn: days, grant, instruction, ...rest } = input;
	return {
		...rest,
		...(instruction ? { instruction } : {}),
		...(days ? { newDueOn: days as Decision['newDueOn'] } : {}),
		...(grant ? { grant: grant as Decision['grant'] } : {}),
	} as Decision;
}
