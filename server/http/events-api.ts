import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { vocabularySchema } from '../core/case/vocabulary.ts';
import { recordEvents, type BatchRow, type EventResult } from '../flows/record-events.ts';
import { parseJsonBatch, parseNdjsonBatch } from '../ingest/parse-batch.ts';
import { readCases } from '../store/cases.ts';
import { gateView, type GateLock, type GateView } from '../views/gate-view.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { mustHaveKey, type ApiEnv } from './caller.ts';
import { gateLock } from './gate-api.ts';
import { problem } from './problem.ts';
import { answered, plain, problems } from './schemas.ts';

const eventSchema = z
	.object({
		id: z.string().max(200),
		source: z.string().regex(/^[a-z0-9-]{1,64}$/),
		court: z.string(),
		caseNumber: z.string().openapi({ example: '（2026）示0201执1187号' }),
		type: z.string().openapi({ example: 'notice-issued' }),
		occurredAt: z.string().openapi({ description: '带时区的时刻，或 YYYY-MM-DD 的日期' }),
		seq: z.number().int().optional(),
		data: z.record(z.string(), z.unknown()).optional(),
	})
	.openapi('Event');

const batchSchema = z
	.object({
		events: z.array(eventSchema),
		completeThrough: z.string().optional().openapi({ description: '水位：此前发生的均已报送' }),
		source: z
			.string()
			.regex(/^[a-z0-9-]{1,64}$/)
			.optional()
			.openapi({ description: '水位属于哪个来源；不写则为本批事件的来源。events 为空、且有多个来源报送时须写明，否则水位不动' }),
	})
	.openapi('Batch');

const resultSchema = z
	.object({
		accepted: z.number(),
		duplicate: z.number(),
		rejected: z.number(),
		locked: z.number(),
		results: z.array(
			z.object({
				id: z.string().optional(),
				status: z.enum(['accepted', 'duplicate', 'rejected', 'locked']),
				reason: z.string().optional(),
				detail: z.string().optional(),
				lockId: z.string().optional(),
				opens: z.string().optional().openapi({ description: '怎样才能办理' }),
				lock: gateLock.optional(),
			}),
		),
	})
	.openapi('BatchResult');

const postEvents = createRoute({
	method: 'post',
	path: '/events',
	tags: ['事件'],
	summary: '报送事件（JSON 或 NDJSON，一批最多 10,000 个或 8 MB）',
	security: [{ key: [] }],
	request: {
		query: z.object({
			completeThrough: z.string().optional().openapi({ description: 'NDJSON 的水位：此前发生的均已报送' }),
			source: z.string().optional().openapi({ description: 'NDJSON 的水位属于哪个来源' }),
		}),
		body: {
			// Read by hand below: one bad line must not refuse the rest.
			content: {
				'application/json': { schema: batchSchema },
				'application/x-ndjson': { schema: z.string() },
			},
		},
	},
	responses: { 200: answered('每个事件的结果，按报送顺序', resultSchema), ...problems(400, 401, 403, 413, 503) },
});

/** What became of an event; of a held step also what holds it and what would open it. */
type EventAnswer = EventResult & { readonly opens?: string; readonly lock?: GateLock };

function summary(results: readonly EventAnswer[]) {
	const count = (status: string): number => results.filter((result) => result.status === status).length;
	return {
		accepted: count('accepted'),
		duplicate: count('duplicate'),
		rejected: count('rejected'),
		locked: count('locked'),
		results,
	};
}

/** Cases whose locks are looked up for one answer; held steps of further cases carry the short reason. */
const mostCasesNamed = 200;
/** The step is held already: it is about none of the subjects that a soft lock lets through. */
const noSubject = '-';

/** Says of each held step what blocks it and what would open it, in the words of the gate. */
async function withReasons(api: Api, rows: readonly BatchRow[], results: readonly EventResult[]): Promise<readonly EventAnswer[]> {
	const held = results.flatMap((result, index) => {
		const parsed = rows[index]?.parsed;
		return result.status === 'locked' && parsed?.ok ? [{ index, key: parsed.event.number.key, type: parsed.event.type }] : [];
	});
	const keys = [...new Set(held.map(({ key }) => key))].slice(0, mostCasesNamed);
	if (keys.length === 0) return results;
	const cases = await readCases(api.context.store.read, keys);
	const source = sourceOf(api.context);
	const named = new Map<string, GateView | undefined>();
	const answers: EventAnswer[] = [...results];
	for (const { index, key, type } of held) {
		const stored = cases.get(key);
		const at = `${key} ${type}`;
		if (stored && !named.has(at)) named.set(at, gateView(source, stored, [type], noSubject));
		const gate = named.get(at);
		const [action] = gate?.actions ?? [];
		if (gate?.lock && action && !action.allowed)
			answers[index] = {
				...results[index]!,
				detail: `${action.reason}事件已留存，解锁后按原日期补记。`,
				...(action.opens ? { opens: action.opens } : {}),
				lock: gate.lock,
			};
	}
	return answers;
}

/** `POST /events` and the vocabulary. */
export function eventsApi(app: OpenAPIHono<ApiEnv>, api: Api, onError: (error: unknown) => void): void {
	app.use('/events', mustHaveKey);
	// Registered for the document only: the validator would read the body and refuse NDJSON.
	app.openAPIRegistry.registerPath(postEvents);
	app.post('/events', async (c) => {
		const key = c.get('caller').key!;
		const text = await c.req.text();
		const context = { directory: api.context.directory(), keyCourt: key.court, now: api.context.now(), pause: api.context.yield };
		const type = c.req.header('content-type') ?? '';
		const isLines = /ndjson|jsonl|json-seq/.test(type);
		const batch = await (isLines ? parseNdjsonBatch(text, c.req.query(), context) : parseJsonBatch(text, context));
		if (!batch.ok) return problem(c, batch.code === 'too-many' ? 413 : 400, batch.code, batch.message);
		// Reading a large body has held the loop already: others get their turn before the first slice.
		await api.context.yield();
		const outcome = await recordEvents(api.context, { ...batch, keyId: key.id, keyCourt: key.court });
		if (outcome.failed) {
			onError(outcome.failed);
			c.header('retry-after', '5');
			return problem(c, 503, 'storage-failed', '部分事件未能保存，请整批重发（已保存的不会重复）', summary(outcome.results));
		}
		return c.json(plain(summary(await withReasons(api, batch.rows, outcome.results))), 200);
	});
	app.openapi(
		createRoute({
			method: 'get',
			path: '/event-types',
			tags: ['事件'],
			summary: '事件类型目录（JSON Schema）',
			responses: { 200: answered('事件类型', z.object({ types: z.array(z.unknown()) })) },
		}),
		(c) => c.json({ types: [...vocabularySchema()] }, 200),
	);
}
