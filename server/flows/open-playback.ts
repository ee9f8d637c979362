import { dayOfInstant } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import { appendAudit } from '../store/audit.ts';
import type { Actor, FlowContext } from './context.ts';

/** Real time within which looking on is the same opening. */
const openForMs = 30 * 60_000;
const mostKept = 10_000;

/** Notes who looks at which recorded day of which court; `realMs` tells when one opening has become another. */
export type NotePlayback = (actor: Actor, court: string, at: Instant) => Promise<void>;

/** Every opening of a court's recorded day leaves one line of audit; the steps of a scrub within it leave none. */
export function notePlayback(context: FlowContext, realMs: () => number): NotePlayback {
	const opened = new Map<string, number>();
	return async (actor, court, at) => {
		const day = dayOfInstant(at, context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai');
		const key = `${actor.id}|${court}|${day}`;
		const known = opened.get(key);
		const now = realMs();
		if (known !== undefined && now - known < openForMs) return;
		if (opened.size >= mostKept) opened.clear();
		opened.set(key, now);
		await context.store
			.write(({ db }) =>
				appendAudit(db, {
					at: context.now(),
					actor: actor.id,
					role: actor.role,
					court: actor.court,
					address: actor.address,
					action: 'playback.open',
					object: `${court}/${day}`,
					result: 'ok',
					requestId: actor.requestId,
				}),
			)
			.catch((error: unknown) => {
				opened.delete(key);
				throw error;
			});
	};
}
