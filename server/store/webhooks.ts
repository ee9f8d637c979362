import { insertNew } from './save-rows.ts';
import type { Db } from './schema.ts';

/** A webhook as stored. */
export interface HookRow {
	readonly id: number;
	readonly court: string;
	readonly url: string;
	readonly secret: string;
	readonly types: readonly string[];
	readonly note: string;
	readonly cursor: number;
	readonly createdAt: string;
	readonly createdBy: string;
	readonly disabledAt?: string;
}

/** Where a delivery stands. */
export type DeliveryState = 'waiting' | 'delivered' | 'parked';

/** A new hook; it hears of what comes after its cursor. */
export async function insertHook(db: Db, hook: Omit<HookRow, 'id'>): Promise<number> {
	const row = await db
		.insertInto('webhook')
		.values({
			court_code: hook.court,
			url: hook.url,
			secret: hook.secret,
			types: JSON.stringify(hook.types),
			note: hook.note,
			cursor: hook.cursor,
			created_at: hook.createdAt,
			created_by: hook.createdBy,
			disabled_at: hook.disabledAt ?? null,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return Number(row.id);
}

/** All hooks, or those of some courts, oldest first. */
export async function readHooks(db: Db, courts?: readonly string[]): Promise<readonly HookRow[]> {
	let query = db.selectFrom('webhook').selectAll();
	if (courts) query = query.where('court_code', 'in', courts.length > 0 ? courts : ['']);
	return (await query.orderBy('id').execute()).map((row) => ({
		id: Number(row.id),
		court: row.court_code,
		url: row.url,
		secret: row.secret,
		types: JSON.parse(row.types) as string[],
		note: row.note,
		cursor: Number(row.cursor),
		createdAt: row.created_at,
		createdBy: row.created_by,
		...(row.disabled_at ? { disabledAt: row.disabled_at } : {}),
	}));
}

/** Switches a hook off from a moment on, or on again. */
export async function saveHookState(db: Db, id: number, disabledAt: string | null): Promise<void> {
	await db.updateTable('webhook').set({ disabled_at: disabledAt }).where('id', '=', id).execute();
}

/** Events of some types in a stretch of the log, in its order. */
export async function readEventsBetween(db: Db, after: number, upTo: number, types: readonly string[]) {
	const rows = await db
		.selectFrom('case_event')
		.select(['seq', 'case_key', 'court_code'])
		.where('seq', '>', after)
		.where('seq', '<=', upTo)
		.where('type', 'in', types.length > 0 ? types : [''])
		.orderBy('seq')
		.execute();
	return rows.map((row) => ({ seq: Number(row.seq), caseKey: row.case_key, court: row.court_code }));
}

/** Puts events on their way to a hook, and moves its cursor, in the running transaction: neither without the other. */
export async function enqueue(
	db: Db,
	hookId: number,
	events: readonly { readonly seq: number; readonly caseKey: string }[],
	cursor: number,
	nowMs: number,
): Promise<void> {
	const rows = events.map(({ seq, caseKey }) => ({
		webhook_id: hookId,
		event_seq: seq,
		case_key: caseKey,
		state: 'waiting',
		attempts: 0,
		since_ms: nowMs,
		next_ms: nowMs,
		last_status: null,
		last_error: null,
		delivered_ms: null,
	}));
	await insertNew(db, 'webhook_delivery', ['webhook_id', 'event_seq'], rows);
	await db.updateTable('webhook').set({ cursor }).where('id', '=', hookId).execute();
}

/** Deliveries of a hook whose time has come: of each case only the earliest that waits, so that a case is told in order. */
export async function readDueDeliveries(db: Db, hookId: number, nowMs: number, limit: number) {
	const rows = await db
		.selectFrom('webhook_delivery as due')
		.innerJoin('case_event', 'case_event.seq', 'due.event_seq')
		.select(['due.event_seq', 'due.attempts', 'due.since_ms', 'due.case_key'])
		.select([
			'case_event.source',
			'case_event.id',
			'case_event.type',
			'case_event.court_code',
			'case_event.occurred_at',
			'case_event.occurred_on',
		])
		.select(['case_event.data'])
		.where('due.webhook_id', '=', hookId)
		.where('due.state', '=', 'waiting')
		.where('due.next_ms', '<=', nowMs)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('webhook_delivery as earlier')
						.select('earlier.event_seq')
						.where('earlier.webhook_id', '=', hookId)
						.where('earlier.state', '=', 'waiting')
						.whereRef('earlier.case_key', '=', 'due.case_key')
						.whereRef('earlier.event_seq', '<', 'due.event_seq'),
				),
			),
		)
		.orderBy('due.event_seq')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		seq: Number(row.event_seq),
		attempts: row.attempts,
		sinceMs: Number(row.since_ms),
		caseKey: row.case_key,
		source: row.source,
		id: row.id,
		type: row.type,
		court: row.court_code,
		at: row.occurred_at ?? row.occurred_on,
		/** As it is written in the log: one that cannot be read must not hold up the others. */
		data: row.data,
	}));
}

/** How an attempt ended. */
export interface AttemptResult {
	readonly state: DeliveryState;
	readonly nextMs?: number;
	readonly status?: number;
	readonly error?: string;
	readonly deliveredMs?: number;
}

/** Notes an attempt. */
export async function saveAttempt(db: Db, hookId: number, seq: number, result: AttemptResult): Promise<void> {
	await db
		.updateTable('webhook_delivery')
		.set((eb) => ({
			state: result.state,
			attempts: eb('attempts', '+', 1),
			next_ms: result.nextMs ?? null,
			last_status: result.status ?? null,
			last_error: result.error ?? null,
			delivered_ms: result.deliveredMs ?? null,
		}))
		.where('webhook_id', '=', hookId)
		.where('event_seq', '=', seq)
		.execute();
}

/** Lets a delivery begin anew; says whether there is one. */
export async function requeue(db: Db, hookId: number, seq: number, nowMs: number): Promise<boolean> {
	const result = await db
		.updateTable('webhook_delivery')
		.set({ state: 'waiting', attempts: 0, since_ms: nowMs, next_ms: nowMs, last_error: null, last_status: null, delivered_ms: null })
		.where('webhook_id', '=', hookId)
		.where('event_seq', '=', seq)
		.executeTakeFirst();
	return Number(result.numUpdatedRows) > 0;
}

/** Deliveries of a hook, newest first. */
export async function readDeliveries(
	db: Db,
	hookId: number,
	page: { readonly state?: DeliveryState; readonly before?: number; readonly limit: number },
) {
	let query = db
		.selectFrom('webhook_delivery')
		.innerJoin('case_event', 'case_event.seq', 'webhook_delivery.event_seq')
		.leftJoin('case_file', 'case_file.case_key', 'webhook_delivery.case_key')
		.selectAll('webhook_delivery')
		.select(['case_event.source', 'case_event.id', 'case_event.type', 'case_file.number_text'])
		.where('webhook_delivery.webhook_id', '=', hookId);
	if (page.state) query = query.where('webhook_delivery.state', '=', page.state);
	if (page.before) query = query.where('webhook_delivery.event_seq', '<', page.before);
	return query.orderBy('webhook_delivery.event_seq', 'desc').limit(page.limit).execute();
}

/** How many deliveries of each hook wait or are parked. */
export async function countDeliveries(db: Db): Promise<ReadonlyMap<number, Readonly<Record<string, number>>>> {
	const rows = await db
		.selectFrom('webhook_delivery')
		.select((eb) => ['webhook_id', 'state', eb.fn.countAll().as('n')])
		.where('state', 'in', ['waiting', 'parked'])
		.groupBy(['webhook_id', 'state'])
		.execute();
	const counts = new Map<number, Record<string, number>>();
	for (const row of rows) counts.set(Number(row.webhook_id), { ...counts.get(Number(row.webhook_id)), [row.state]: Number(row.n) });
	return counts;
}
