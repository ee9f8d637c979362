import { createReadStream, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vocabulary } from '../../server/core/case/vocabulary.ts';
import { addDays, daysBetween } from '../../server/core/time/civil.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { importEvents, type ImportOutcome } from '../../server/flows/import-file.ts';
import { makeContext } from '../../server/flows/make-context.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { mappedEvents, parseMapping } from '../../server/ingest/csv-mapping.ts';
import { readCalendarTables } from '../../server/rulebooks/calendar.ts';
import { layerParts } from '../../server/rulebooks/layer-parts.ts';
import { loadRulebook } from '../../server/rulebooks/load.ts';
import type { Store } from '../../server/store/open.ts';
import { openEmpty } from '../support/world.ts';

const folder = new URL('../data/receipt/', import.meta.url);
const knownEvents = new Set(vocabulary.keys());
const zone = 'Europe/Amsterdam';
const mapping = parseMapping({ name: 'mapping.yaml', text: readFileSync(new URL('mapping.yaml', folder), 'utf8') });

interface Ledger {
	readonly store: Store;
	readonly first: ImportOutcome;
	readonly again: ImportOutcome;
	close(): Promise<void>;
}

/** Imports the whole log through the mapping, twice; with or without the deadlines that the source recorded. */
async function importLog(withRecorded: boolean): Promise<Ledger> {
	const { store, close } = await openEmpty('sqlite');
	const context = await makeContext({
		store,
		rulebook: loadRulebook({ knownEvents, folder: new URL('rulebook', folder).pathname }),
		tables: readCalendarTables(),
		...layerParts(knownEvents),
		now: () => '2026-11-20T01:00:00.000Z' as Instant,
		yield: () => new Promise((resolve) => setImmediate(resolve)),
		monotonicMs: () => performance.now(),
	});
	await putDirectory(context, { courts: [{ code: 'ams-01', name: '许可机关', level: 'basic', designation: '荷01', zone }] });
	const own = withRecorded ? mapping : { ...mapping, once: mapping.once.filter((event) => event.type !== 'deadline-recorded') };
	const file = () => mappedEvents(createReadStream(new URL('receipt.csv', folder)), own, zone);
	const first = await importEvents(context, file(), { court: 'ams-01', keyId: 'test' });
	const again = await importEvents(context, file(), { court: 'ams-01', keyId: 'test' });
	return { store, first, again, close };
}

async function phases(store: Store): Promise<Record<string, number>> {
	const rows = await store.read
		.selectFrom('node_instance')
		.select(['phase', (eb) => eb.fn.countAll().as('n')])
		.groupBy('phase')
		.execute();
	return Object.fromEntries(rows.map((row) => [row.phase, Number(row.n)]));
}

describe('a real ledger through a mapping, under a node of 56 days', () => {
	let recorded: Ledger;
	let computed: Ledger;
	beforeAll(async () => {
		recorded = await importLog(true);
		computed = await importLog(false);
	}, 120_000);
	afterAll(async () => {
		await recorded.close();
		await computed.close();
	});

	it('takes every case once; the same file again changes nothing', () => {
		expect(recorded.first).toEqual({ events: 4197, counts: { accepted: 4197, duplicate: 0, rejected: 0, locked: 0 }, reasons: {} });
		expect(recorded.again.counts).toEqual({ accepted: 0, duplicate: 4197, rejected: 0, locked: 0 });
	});

	it('computes the recorded deadline in 1,080 cases; the other 354 stand in the ledger with the recorded difference', async () => {
		const clocks = await recorded.store.read.selectFrom('node_clock').select(['node_id', 'started_on', 'due_on', 'provisional']).execute();
		expect(clocks).toHaveLength(1434);
		expect(clocks.filter((clock) => clock.provisional === 1)).toEqual([]);
		const ledger = await recorded.store.read.selectFrom('clock_ledger').selectAll().execute();
		const byNode = new Map(ledger.map((entry) => [entry.node_id, entry]));
		const asComputed = clocks.filter((clock) => clock.due_on === addDays(clock.started_on as CourtDate, 56));
		expect(asComputed).toHaveLength(1080);
		expect(asComputed.filter((clock) => byNode.has(clock.node_id))).toEqual([]);
		expect(ledger).toHaveLength(354);
		for (const clock of clocks.filter((each) => !asComputed.includes(each))) {
			const entry = byNode.get(clock.node_id)!;
			const difference = daysBetween(addDays(clock.started_on as CourtDate, 56), clock.due_on as CourtDate);
			expect([entry.kind, entry.days]).toEqual(['recorded', difference]);
		}
	});

	it('finds 309 late with the recorded deadlines and 479 without; 105 have no end', async () => {
		const withLedger = await phases(recorded.store);
		const without = await phases(computed.store);
		expect(withLedger).toEqual({ 'met-late': 309, met: 1020, pending: 105 });
		expect(without).toEqual({ 'met-late': 479, met: 850, pending: 105 });
		console.log(`按源系统记载的届满日：超期办结 ${withLedger['met-late']} 件；只按五十六日推算：超期办结 ${without['met-late']} 件`);
	});
});
