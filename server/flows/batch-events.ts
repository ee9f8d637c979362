import type { ParsedEvent } from '../core/case/parse-event.ts';
import type { StoredCase } from '../store/cases.ts';
import { saveUnconfirmed } from '../store/directory.ts';
import { readKnownEvents, type NewEvent } from '../store/event-log.ts';
import type { Write } from '../store/open.ts';
import type { FlowContext } from './context.ts';

/** A parsed event on its way into the log. */
export const newEvent = (event: ParsedEvent): NewEvent => ({
	source: event.source,
	id: event.id,
	court: event.court,
	caseKey: event.number.key,
	type: event.type,
	on: event.on,
	...(event.at ? { at: event.at } : {}),
	...(event.sourceSeq !== undefined ? { sourceSeq: event.sourceSeq } : {}),
	data: event.data,
});

/** Content hashes of what is in the log already under the identities of some events. */
export async function readRecorded(write: Write, events: readonly ParsedEvent[]): Promise<Map<string, string>> {
	const recorded = new Map<string, string>();
	for (const [source, items] of Map.groupBy(events, (event) => event.source)) {
		const known = await readKnownEvents(write.db, source, [...new Set(items.map((event) => event.id))]);
		for (const [id, hash] of known) recorded.set(`${source}\u0000${id}`, hash);
	}
	return recorded;
}

/**
 * The courts that may send for a case: the one that filed it, the one that conducts it, and those that a transfer names, as far as the
 * transfer itself comes from one of them.
 */
export function sendersOf({ state }: StoredCase, transfers: readonly ParsedEvent[] = []): ReadonlySet<string> {
	const named = state.facts.flatMap((event) => (event.type === 'case-transferred' ? [event.data.toCourt as string] : []));
	const senders = new Set([state.filingCourt, state.court, ...named]);
	for (let size = 0; size < senders.size;) {
		size = senders.size;
		for (const { court, data } of transfers) if (senders.has(court)) senders.add(data.toCourt as string);
	}
	return senders;
}

/** The transfers among some events, by case. */
export function transfersOf(events: readonly ParsedEvent[]): ReadonlyMap<string, readonly ParsedEvent[]> {
	return Map.groupBy(
		events.filter((event) => event.type === 'case-transferred'),
		(event) => event.number.key,
	);
}

/** Makes rows for persons and units that events name and the directory does not know; whether there were any. */
export async function createUnconfirmed(context: FlowContext, write: Write, events: readonly NewEvent[]): Promise<boolean> {
	const directory = context.directory();
	const persons = new Map<string, string>();
	const units = new Map<string, string>();
	for (const { data, court } of events) {
		for (const code of [data.handler, data.by]) if (typeof code === 'string' && !directory.persons.has(code)) persons.set(code, court);
		if (typeof data.unit === 'string' && !directory.units.has(data.unit)) units.set(data.unit, court);
	}
	if (persons.size + units.size === 0) return false;
	const rows = (map: Map<string, string>) => [...map].map(([code, court]) => ({ code, court }));
	await saveUnconfirmed(write.db, rows(persons), rows(units));
	return true;
}
