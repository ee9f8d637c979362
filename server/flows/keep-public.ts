import { turnsBetween } from '../core/lobby/notices.ts';
import { addDays } from '../core/time/civil.ts';
import type { Instant } from '../core/time/types.ts';
import { dayOfInstant, plusMinutes } from '../core/time/zone.ts';
import { prunePublic, readPublicTurns } from '../store/public-lobby.ts';
import type { FlowContext } from './context.ts';

/** Days for which what is over stays in the public tables; the desk keeps its own rows. */
const keptDays = 2;

/**
 * Tells the screens of a court when a notice comes on or goes off display; nothing else happens at that moment. Call it every second or so; the
 * returned function looks at the time since it was called last.
 */
export function watchPublicTurns(context: FlowContext): () => Promise<void> {
	let last: Instant | undefined;
	let prunedOn = '';
	let busy = false;
	const look = async (): Promise<void> => {
		const now = context.now();
		const after = last ?? now;
		if (now <= after) {
			last = now;
			return;
		}
		const turns = await readPublicTurns(context.store.read, after);
		const courts = Map.groupBy(turns, ({ court }) => court);
		const due = [...courts].filter(([, windows]) => turnsBetween(windows, after, now)).map(([court]) => court);
		const today = dayOfInstant(now, 'Asia/Shanghai');
		const prune = prunedOn !== today;
		if (due.length > 0 || prune)
			await context.store.write(async (write) => {
				if (prune) {
					await prunePublic(write.db, plusMinutes(now, -keptDays * 1440), addDays(today, -keptDays));
				}
				for (const court of due) write.touchLobby(court);
			});
		// Only now: what could not be written is looked at again.
		prunedOn = today;
		last = now;
	};
	return async () => {
		if (busy) return;
		busy = true;
		await look().finally(() => (busy = false));
	};
}
