import { z } from '@hono/zod-openapi';
import { isCourtDate } from '../core/time/civil.ts';

const problemSchema = z
	.object({ type: z.string(), title: z.string(), status: z.number(), code: z.string(), detail: z.string().optional() })
	.openapi('Problem');

const meanings: Readonly<Record<number, string>> = {
	400: '请求格式不正确',
	401: '未登录或密钥无效',
	403: '无权办理',
	404: '没有该对象，或无权查看',
	409: '状态已变化（例如这一步已有决定）',
	413: '请求过大',
	422: '内容不符合规定',
	429: '请求过于频繁',
	503: '暂时不能保存，请重试',
};

/** Problem answers of a route. */
export function problems(...statuses: readonly (keyof typeof meanings & number)[]) {
	return Object.fromEntries(
		statuses.map((status) => [
			status,
			{ description: meanings[status]!, content: { 'application/problem+json': { schema: problemSchema } } },
		]),
	);
}

/** A JSON answer of a route. */
export function answered<T extends z.ZodType>(description: string, schema: T) {
	return { description, content: { 'application/json': { schema } } };
}

/** Cursor paging, the same everywhere. */
export const paging = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });

/** Paging over rows that are numbered. */
export const numberedPaging = paging.extend({ cursor: z.coerce.number().int().positive().optional() });

/** A court code. */
export const courtCode = z.string().regex(/^[a-z0-9-]{2,32}$/);

/** A civil date. */
export const day = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/)
	.refine(isCourtDate, '没有这一天');

/** A page of a list. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().optional() });

/** A free-form object whose fields the text describes. */
export const anyObject = z.record(z.string(), z.unknown());

/** What a deed answers: the id of what it made or changed. */
export const deedDone = z.object({ id: z.string() });

/** A view as a JSON answer: views are read-only types, which the framework's JSON type does not take. */
export const plain = (value: object): Record<string, never> => value as Record<string, never>;

/** A page of views. */
export const plainPage = (items: readonly object[], nextCursor?: string): { items: Record<string, never>[]; nextCursor?: string } => ({
	items: items.map(plain),
	...(nextCursor ? { nextCursor } : {}),
});
