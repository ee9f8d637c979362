import type { SystemDecision } from '../core/lock/decide-sweep.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Instant } from '../core/time/types.ts';
import { readKnownEvents, type NewEvent } from '../store/event-log.ts';
import type { StoredCase } from '../store/cases.ts';
import type { Db } from '../store/schema.ts';

/** A decision of the system as an event of its case, at court time. */
export function systemEvent(stored: Pick<StoredCase, 'state'>, decision: SystemDecision, now: Instant): NewEvent {
	const { key, court, zone } = stored.state;
	return {
		source: 'system',
		id: decision.id,
		court,
		caseKey: key,
		type: decision.type,
		on: dayOfInstant(now, zone),
		at: now,
		data: decision.data,
	};
}

/** Leaves out decisions that are in the log already: each is made once, whatever restarts. */
export async function withoutRecorded(db: Db, events: readonly NewEvent[]): Promise<readonly NewEvent[]> {
	const known = await readKnownEvents(
		db,
		'system',
		events.map((event) => event.id),
	);
	return events.filter((event) => !known.has(event.id));
}
