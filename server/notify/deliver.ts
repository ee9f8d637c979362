import { dueMessages, fillOutbox, liveHooks, recordAttempt, type HookMessage } from '../flows/webhooks.ts';
import type { FlowContext } from '../flows/context.ts';
import { send, type Sent, type SendParts } from './send.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Waiting times between attempts; the last one repeats. */
const waits = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour];
/** After so long without success a message is parked, until somebody has it sent again. */
const longestMs = 72 * hour;
/** Messages of one hook in one round. */
const batch = 20;

/** When to try again after so many attempts, or undefined where it is to be parked. */
export function nextAttempt(attempts: number, sinceMs: number, nowMs: number): number | undefined {
	const next = nowMs + waits[Math.min(attempts, waits.length) - 1]!;
	return next - sinceMs > longestMs ? undefined : next;
}

/** What a call means for the message. */
function resultOf(sent: Sent, message: HookMessage, nowMs: number): Parameters<typeof recordAttempt>[2] {
	if ('status' in sent && sent.status >= 200 && sent.status < 300) return { state: 'delivered', status: sent.status, deliveredMs: nowMs };
	const error =
		'error' in sent ? sent.error : sent.status >= 300 && sent.status < 400 ? '接收方要求跳转，未跟随' : `接收方回应 ${sent.status}`;
	const status = 'status' in sent ? { status: sent.status } : {};
	const nextMs = nextAttempt(message.attempts + 1, message.sinceMs, nowMs);
	return nextMs === undefined
		? { state: 'parked', error: `三日内未能送达，已停放：${error}`, ...status }
		: { state: 'waiting', nextMs, error, ...status };
}

/** How many messages a round brought home and how many not. */
export interface Round {
	readonly delivered: number;
	readonly failed: number;
}

/**
 * One round: what the log has gained is put on its way, and what is due is sent. Hooks do not wait for each other; within one, a failed call
 * ends its round, so that a receiver that hangs is not called twenty times over. A message that cannot be written calls nobody and ends nothing.
 */
export async function deliverRound(context: FlowContext, parts: SendParts): Promise<Round> {
	await fillOutbox(context, parts.realMs());
	// All are waited for, so that no hook is left half done behind the failure of another.
	const settled = await Promise.allSettled((await liveHooks(context)).map((id) => deliverHook(context, id, parts)));
	const failure = settled.find((each) => each.status === 'rejected');
	if (failure) throw failure.reason;
	const rounds = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
	return {
		delivered: rounds.reduce((sum, round) => sum + round.delivered, 0),
		failed: rounds.reduce((sum, round) => sum + round.failed, 0),
	};
}

async function deliverHook(context: FlowContext, hookId: number, parts: SendParts): Promise<Round> {
	let delivered = 0;
	let failed = 0;
	for (;;) {
		// Asked anew each time: the next message of a case becomes due when the one before has arrived.
		const messages = await dueMessages(context, hookId, parts.realMs(), batch);
		for (const message of messages) {
			const sent = message.problem === undefined ? await send(message, parts) : { error: message.problem };
			const result = resultOf(sent, message, parts.realMs());
			await recordAttempt(context, message, result);
			if (result.state === 'delivered') delivered += 1;
			else failed += 1;
			if (result.state !== 'delivered' && message.problem === undefined) return { delivered, failed };
		}
		if (messages.length === 0 || delivered + failed >= batch * 5) return { delivered, failed };
	}
}
