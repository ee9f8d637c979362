import { parseEvent } from '../core/case/parse-event.ts';
import type { FlowContext } from './context.ts';
import { recordEvents } from './record-events.ts';

/** What became of a file: events by outcome, and the first rejected rows with their reasons. */
export interface ImportOutcome {
	readonly events: number;
	readonly counts: Readonly<Record<'accepted' | 'duplicate' | 'rejected' | 'locked', number>>;
	readonly reasons: Readonly<Record<string, number>>;
}

const batchEvents = 1000;

/** Records the events of a file as one sender: what cannot be taken stays in quarantine with its reason; the same file again changes nothing. */
export async function importEvents(
	context: FlowContext,
	events: AsyncIterable<object>,
	from: { readonly court: string; readonly keyId: string },
): Promise<ImportOutcome> {
	const counts = { accepted: 0, duplicate: 0, rejected: 0, locked: 0 };
	const reasons: Record<string, number> = {};
	let total = 0;
	let batch: object[] = [];
	const flush = async (): Promise<void> => {
		const parse = { directory: context.directory(), keyCourt: from.court, now: context.now() };
		const rows = batch.map((event) => ({ raw: JSON.stringify(event), parsed: parseEvent(event, parse) }));
		batch = [];
		const { results, failed } = await recordEvents(context, { rows, keyId: from.keyId, keyCourt: from.court });
		for (const { status, reason } of results) {
			counts[status] += 1;
			if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1;
		}
		if (failed) throw failed;
	};
	for await (const event of events) {
		total += 1;
		batch.push(event);
		if (batch.length === batchEvents) await flush();
	}
	if (batch.length > 0) await flush();
	return { events: total, counts, reasons };
}
