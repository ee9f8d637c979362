import { parseEvent, type ParsedEvent } from '../core/case/parse-event.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import type { StoredCase } from '../store/cases.ts';
import type { NewEvent } from '../store/event-log.ts';
import type { Write } from '../store/open.ts';
import { readWaitingForCases } from '../store/quarantine.ts';
import { newEvent, readRecorded, sendersOf, transfersOf } from './batch-events.ts';
import type { FlowContext } from './context.ts';

/** Most waiting rows that one transaction takes up. */
export const mostWaiting = 500;

/** What a page of waiting rows comes to; `next` where there may be more after it. */
export interface Waiting {
	readonly events: readonly NewEvent[];
	readonly ids: readonly number[];
	readonly next?: number;
}

const identityOf = (event: ParsedEvent): string => `${event.source}\u0000${event.id}`;

/** A page of the rows that wait in quarantine for some cases, read against what is known now; `accepted` is recorded along with them. */
export async function readWaiting(
	context: FlowContext,
	write: Write,
	from: { readonly keyCourt: string; readonly caseKeys: readonly string[]; readonly after: number },
	cases: ReadonlyMap<string, StoredCase>,
	accepted: readonly ParsedEvent[] = [],
): Promise<Waiting> {
	const rows = await readWaitingForCases(write.db, from.caseKeys, { after: from.after, limit: mostWaiting });
	if (rows.length === 0) return { events: [], ids: [] };
	const taken = new Set(accepted.map(identityOf));
	const events: NewEvent[] = [];
	const ids: number[] = [];
	// The rows were in the scope of the key that sent them; what they must meet now is everything else.
	const parsing = { directory: context.directory(), keyCourt: rootOf(context, from.keyCourt), now: context.now() };
	const read = rows.flatMap((row) => {
		const parsed = parseEvent(JSON.parse(row.raw), parsing);
		return parsed.ok ? [{ id: row.id, event: parsed.event }] : [];
	});
	const recorded = await readRecorded(
		write,
		read.map(({ event }) => event),
	);
	const transfers = transfersOf([...accepted, ...read.map(({ event }) => event)]);
	for (const { id, event } of read) {
		// The identity was used for another event meanwhile: the row stays in quarantine.
		if (taken.has(identityOf(event)) || recorded.has(identityOf(event))) continue;
		const stored = cases.get(event.number.key);
		if (!stored || !sendersOf(stored, transfers.get(event.number.key)).has(event.court)) continue;
		taken.add(identityOf(event));
		events.push(newEvent(event));
		ids.push(id);
	}
	return { events, ids, ...(rows.length === mostWaiting ? { next: rows.at(-1)!.id } : {}) };
}

function rootOf(context: FlowContext, court: string): string {
	const directory = context.directory();
	return [...directory.courts.values()].find((candidate) => !candidate.parent && isWithin(directory, court, candidate.code))?.code ?? court;
}
