import { appendAudit } from '../store/audit.ts';
import type { Actor, FlowContext } from './context.ts';

async function note(context: FlowContext, actor: Omit<Actor, 'requestId'>, action: string, object: string): Promise<void> {
	const at = context.now();
	await context.store.write(({ db }) =>
		appendAudit(db, {
			at,
			actor: actor.id,
			role: actor.role,
			court: actor.court,
			address: actor.address,
			action,
			object,
			result: 'ok',
			requestId: `clock-${at}`,
		}),
	);
}

/** Records that the host's clock jumped, by how many minutes. */
export function noteClockJump(context: FlowContext, minutes: number): Promise<void> {
	return note(context, { id: 'system', role: 'system', court: '-', address: '-' }, 'clock.jump', `${minutes} min`);
}

/** Records who has said that the present time is right. */
export function noteClockConfirmed(context: FlowContext, actor: Actor): Promise<void> {
	return note(context, actor, 'clock.confirm', context.now());
}
