import { randomBytes } from 'node:crypto';
import { may, type Principal } from '../core/access/may.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import type { Instant } from '../core/time/types.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases } from '../store/cases.ts';
import { readLastSeq } from '../store/event-log.ts';
import {
	countDeliveries,
	enqueue,
	insertHook,
	readDeliveries,
	readDueDeliveries,
	readEventsBetween,
	readHooks,
	requeue,
	saveAttempt,
	saveHookState,
	type AttemptResult,
	type DeliveryState,
	type HookRow,
} from '../store/webhooks.ts';
import type { Db } from '../store/schema.ts';
import type { Actor, FlowContext } from './context.ts';
import { hookBody } from './webhook-body.ts';

/** What a hook may hear of. */
export const hookTypes = [
	'case-locked',
	'lock-cause-added',
	'case-unlocked',
	'lock-causes-released',
	'lock-reviewed',
	'unlock-requested',
	'unlock-decided',
] as const;

/** A hook as it is asked for. */
export interface HookInput {
	readonly court: string;
	readonly url: string;
	readonly types: readonly string[];
	readonly note?: string;
	/** Created switched off, to be switched on once the receiver is ready. */
	readonly suspended?: boolean;
}

type Refused = { readonly ok: false; readonly code: string; readonly message: string };
const refuse = (code: string, message: string): Refused => ({ ok: false, code, message });
const notFound = refuse('not-found', '没有这个推送地址，或无权管理');

const mayManage = (context: FlowContext, who: Principal, court: string): boolean =>
	may(who, 'webhook.manage', { court }, context.directory());

/** What is wrong with an address, before anything is resolved. */
export function addressProblem(url: string): string | undefined {
	const parsed = URL.canParse(url) ? new URL(url) : undefined;
	if (!parsed) return '推送地址不是完整的网址';
	if (!['http:', 'https:'].includes(parsed.protocol)) return '推送地址须以 http:// 或 https:// 开头';
	if (parsed.username || parsed.password) return '推送地址不得含用户名或密码';
	return parsed.hash ? '推送地址不得含 # 之后的部分' : undefined;
}

async function audit(
	context: FlowContext,
	db: Parameters<typeof appendAudit>[0],
	actor: Actor,
	entry: { action: string; object: string; after?: unknown; result: string },
) {
	const { id, role, court, address, requestId } = actor;
	await appendAudit(db, { at: context.now(), actor: id, role, court, address, requestId, ...entry });
}

/** Makes a hook; the secret is told here and never again. */
export async function createWebhook(
	context: FlowContext,
	who: Principal,
	actor: Actor,
	input: HookInput,
): Promise<{ readonly ok: true; readonly id: number; readonly secret: string } | Refused> {
	const types = [...new Set(input.types)];
	const refused = !context.directory().courts.has(input.court)
		? refuse('unknown-court', `没有法院 ${input.court}`)
		: !mayManage(context, who, input.court)
			? refuse('forbidden', '只有系统管理员可以为本院及下级法院设置推送')
			: checked(input.url, types);
	const secret = `whsec_${randomBytes(32).toString('base64')}`;
	return context.store.write(async ({ db }) => {
		const now = context.now();
		const { court, url } = input;
		const hook = { court, url, secret, types, note: input.note ?? '', createdAt: now, createdBy: who.accountId };
		const id = refused
			? undefined
			: await insertHook(db, { ...hook, cursor: await readLastSeq(db), ...(input.suspended ? { disabledAt: now } : {}) });
		await audit(context, db, actor, {
			...{ action: 'webhook.create', object: id === undefined ? input.court : String(id) },
			...{ after: { court, url, types }, result: refused ? refused.code : 'ok' },
		});
		return refused ?? { ok: true, id: id!, secret };
	});
}

function checked(url: string, types: readonly string[]): Refused | undefined {
	const problem = addressProblem(url);
	if (problem) return refuse('bad-address', problem);
	const unknown = types.find((type) => !hookTypes.some((known) => known === type));
	if (unknown !== undefined) return refuse('unknown-type', `不能推送这种事件：${unknown}`);
	return types.length === 0 ? refuse('types-missing', '请选择要推送的事件') : undefined;
}

/** A hook as it is shown: never with its secret. */
export type HookView = Omit<HookRow, 'secret' | 'cursor'> & { readonly waiting: number; readonly parked: number };

/** The hooks that a person may manage. */
export async function listWebhooks(context: FlowContext, who: Principal): Promise<readonly HookView[]> {
	const db = context.store.read;
	const counts = await countDeliveries(db);
	return (await readHooks(db))
		.filter((hook) => mayManage(context, who, hook.court))
		.map(({ secret: _secret, cursor: _cursor, ...hook }) => ({
			...hook,
			waiting: counts.get(hook.id)?.waiting ?? 0,
			parked: counts.get(hook.id)?.parked ?? 0,
		}));
}

async function managed(context: FlowContext, who: Principal, id: number): Promise<HookRow | undefined> {
	return (await readHooks(context.store.read)).find((hook) => hook.id === id && mayManage(context, who, hook.court));
}

/** Switches a hook off or on. It goes on where it stopped: what happened meanwhile is told then. */
export async function suspendWebhook(
	context: FlowContext,
	who: Principal,
	actor: Actor,
	id: number,
	suspended: boolean,
): Promise<{ readonly ok: true; readonly id: number } | Refused> {
	const hook = await managed(context, who, id);
	return context.store.write(async ({ db }) => {
		if (hook) await saveHookState(db, id, suspended ? (hook.disabledAt ?? context.now()) : null);
		const action = suspended ? 'webhook.suspend' : 'webhook.resume';
		await audit(context, db, actor, { action, object: String(id), result: hook ? 'ok' : 'not-found' });
		return hook ? { ok: true, id } : notFound;
	});
}

/** What was or is on its way to a hook; undefined where the person may not manage it. */
export async function hookDeliveries(
	context: FlowContext,
	who: Principal,
	id: number,
	page: { readonly state?: DeliveryState; readonly before?: number; readonly limit: number },
) {
	return (await managed(context, who, id)) ? readDeliveries(context.store.read, id, page) : undefined;
}

/** Sends something again, from its first attempt on; whatever became of it before. */
export async function resendDelivery(
	context: FlowContext,
	who: Principal,
	actor: Actor,
	id: number,
	seq: number,
	nowMs: number,
): Promise<{ readonly ok: true; readonly id: number } | Refused> {
	const hook = await managed(context, who, id);
	return context.store.write(async ({ db }) => {
		const found = hook !== undefined && (await requeue(db, id, seq, nowMs));
		await audit(context, db, actor, { action: 'webhook.resend', object: `${id}/${seq}`, result: found ? 'ok' : 'not-found' });
		return found ? { ok: true, id } : refuse('not-found', '没有这条推送，或无权管理');
	});
}

/** How much of the log is looked through in one transaction. */
const windowEvents = 5000;

/** Puts what was appended to the log since on its way to each hook that is switched on. Nothing is lost over a restart: cursor and rows move together. */
export async function fillOutbox(context: FlowContext, nowMs: number): Promise<void> {
	const last = await readLastSeq(context.store.read);
	for (const hook of await readHooks(context.store.read)) {
		if (hook.disabledAt) continue;
		for (let after = hook.cursor; after < last;) {
			const upTo = Math.min(last, after + windowEvents);
			const found = await readEventsBetween(context.store.read, after, upTo, hook.types);
			const events = found.filter((event) => isWithin(context.directory(), event.court, hook.court));
			// Looked at and found nothing: the cursor need not be written for every event of the log.
			if (events.length > 0 || upTo - hook.cursor >= windowEvents)
				await context.store.write(({ db }) => enqueue(db, hook.id, events, upTo, nowMs));
			after = upTo;
			await context.yield();
		}
	}
}

/** A message that is due: what it says, where it goes, what it is signed with. */
export interface HookMessage {
	readonly hookId: number;
	readonly seq: number;
	readonly url: string;
	readonly secret: string;
	/** The identity of the event: the same however often it is sent. */
	readonly id: string;
	readonly body: string;
	/** Why there is no body: such a message is not sent, and counts as a failed attempt. */
	readonly problem?: string;
	readonly attempts: number;
	readonly sinceMs: number;
}

/** Hooks that are switched on. */
export async function liveHooks(context: FlowContext): Promise<readonly number[]> {
	return (await readHooks(context.store.read)).filter((hook) => !hook.disabledAt).map((hook) => hook.id);
}

/** Messages of a hook whose time has come, in the order of the log. */
export async function dueMessages(context: FlowContext, hookId: number, nowMs: number, limit: number): Promise<readonly HookMessage[]> {
	const db = context.store.read;
	const hook = (await readHooks(db)).find((row) => row.id === hookId && !row.disabledAt);
	const due = hook ? await readDueDeliveries(db, hookId, nowMs, limit) : [];
	if (!hook || due.length === 0) return [];
	const messages: HookMessage[] = [];
	for (const row of due)
		messages.push({
			hookId,
			seq: row.seq,
			url: hook.url,
			secret: hook.secret,
			// Header values are ASCII, and a full stop parts the fields that are signed.
			id: encodeURIComponent(`${row.source}/${row.id}`).replaceAll('.', '%2E'),
			...(await bodyOf(context, db, row)),
			attempts: row.attempts,
			sinceMs: row.sinceMs,
		});
	return messages;
}

/** The body of one message, or why it cannot be written: a case or an event that cannot be read is no reason to keep silent about others. */
async function bodyOf(
	context: FlowContext,
	db: Db,
	row: Awaited<ReturnType<typeof readDueDeliveries>>[number],
): Promise<Pick<HookMessage, 'body' | 'problem'>> {
	try {
		const stored = (await readCases(db, [row.caseKey])).get(row.caseKey);
		const data = JSON.parse(row.data) as Record<string, unknown>;
		return { body: JSON.stringify(hookBody(context, stored, { ...row, data, at: row.at as Instant })) };
	} catch (error) {
		return { body: '', problem: `推送内容无法生成：${error instanceof Error ? error.message : String(error)}` };
	}
}

/** Notes how an attempt ended. */
export async function recordAttempt(
	context: FlowContext,
	message: Pick<HookMessage, 'hookId' | 'seq'>,
	result: AttemptResult,
): Promise<void> {
	await context.store.write(({ db }) => saveAttempt(db, message.hookId, message.seq, result));
}
