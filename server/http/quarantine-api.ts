import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { may } from '../core/access/may.ts';
import { parseEvent } from '../core/case/parse-event.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import { recordEvents } from '../flows/record-events.ts';
import { resolveQuarantine } from '../store/quarantine.ts';
import { readQuarantine, readQuarantined } from '../store/quarantine-readers.ts';
import type { Api } from './api-parts.ts';
import { mustRead, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { answered, anyObject, numberedPaging, page, plain, problems } from './schemas.ts';
import type { Context } from 'hono';

const byId = z.object({ id: z.coerce.number().int().positive() });

/** Rows that could not be recorded: read, tried again, or set aside with a reason. */
export function quarantineApi(app: OpenAPIHono<ApiEnv>, api: Api, onError: (error: unknown) => void): void {
	const { context } = api;
	app.use('/quarantine', mustRead);
	app.use('/quarantine/*', mustRead);

	/** Courts whose rows the caller may manage: a key those of its subtree, a person by role. */
	const courtsOf = (c: Context<ApiEnv>): readonly string[] => {
		const { key, principal } = c.get('caller');
		const directory = context.directory();
		if (key) return subtreeOf(directory, key.court).map((court) => court.code);
		return [...directory.courts.keys()].filter((court) => may(principal!, 'quarantine.manage', { court }, directory));
	};

	const find = async (c: Context<ApiEnv>, id: number) => {
		const row = await readQuarantined(context.store.read, id);
		const key = c.get('caller').key;
		return row && (courtsOf(c).includes(row.court_code ?? '') || (key && row.key_id === key.id)) ? row : undefined;
	};

	app.openapi(
		createRoute({
			method: 'get',
			path: '/quarantine',
			tags: ['隔离区'],
			summary: '未能入库的行及原因',
			request: { query: numberedPaging.extend({ state: z.enum(['open', 'resolved']).default('open') }) },
			responses: { 200: answered('行', page(anyObject)), ...problems(401) },
		}),
		async (c) => {
			const { cursor, limit, state } = c.req.valid('query');
			const keyId = c.get('caller').key?.id;
			const rows = await readQuarantine(context.store.read, {
				courts: courtsOf(c),
				...(keyId ? { keyId } : {}),
				open: state === 'open',
				...(cursor ? { after: cursor } : {}),
				limit,
			});
			const items = rows.map((row) => ({
				id: Number(row.id),
				receivedAt: row.received_at,
				court: row.court_code,
				source: row.source,
				eventId: row.event_id,
				reason: row.reason,
				detail: row.detail,
				tries: row.tries,
				raw: row.raw,
				resolvedAt: row.resolved_at,
				resolution: row.resolution,
			}));
			return c.json({ items, ...(rows.length === limit ? { nextCursor: String(rows.at(-1)!.id) } : {}) }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/quarantine/{id}/retry',
			tags: ['隔离区'],
			summary: '重试一行',
			request: { params: byId },
			responses: { 200: answered('结果', anyObject), ...problems(401, 404, 409, 503) },
		}),
		async (c) => {
			const row = await find(c, c.req.valid('param').id);
			if (!row) return problem(c, 404, 'not-found', '没有这一行，或无权处理') as never;
			if (row.resolved_at) return problem(c, 409, 'resolved', '这一行已处理') as never;
			const keyCourt = c.get('caller').key?.court ?? [...context.directory().courts.values()].find((court) => !court.parent)?.code ?? '';
			let value: unknown;
			try {
				value = JSON.parse(row.raw);
			} catch {
				value = undefined;
			}
			const parsed = parseEvent(value, { directory: context.directory(), keyCourt, now: context.now() });
			const outcome = await recordEvents(context, { rows: [{ raw: row.raw, parsed }], keyId: row.key_id ?? '', keyCourt });
			const result = outcome.results[0];
			if (outcome.failed) onError(outcome.failed);
			if (outcome.failed || !result) return problem(c, 503, 'storage-failed', '暂时不能保存，请稍后重试') as never;
			if (result.status !== 'rejected')
				await context.store.write(({ db }) => resolveQuarantine(db, [Number(row.id)], context.now(), 'retried'));
			return c.json(plain(result), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/quarantine/{id}/dismissal',
			tags: ['隔离区'],
			summary: '搁置一行（须写明原因）',
			request: {
				params: byId,
				body: { required: true, content: { 'application/json': { schema: z.object({ reason: z.string().min(1).max(500) }) } } },
			},
			responses: { 200: answered('已搁置', z.object({ id: z.number() })), ...problems(401, 404, 409) },
		}),
		async (c) => {
			const row = await find(c, c.req.valid('param').id);
			if (!row) return problem(c, 404, 'not-found', '没有这一行，或无权处理') as never;
			if (row.resolved_at) return problem(c, 409, 'resolved', '这一行已处理') as never;
			await context.store.write(({ db }) =>
				resolveQuarantine(db, [Number(row.id)], context.now(), `dismissed: ${c.req.valid('json').reason}`),
			);
			return c.json({ id: Number(row.id) }, 200);
		},
	);
}
