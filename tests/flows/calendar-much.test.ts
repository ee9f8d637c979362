import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCalendar } from '../../server/flows/load-calendar.ts';
import { verifyChain } from '../../server/store/event-log.ts';
import type { Store } from '../../server/store/open.ts';
import { expectSameRows, withStore } from '../support/rows.ts';
import { actorOf, factOf, openWorld, person, type World } from '../support/world.ts';

const admin = person('admin', 'system-admin', 'gy', 'subtree');
const cases = 450;

async function fill(world: World): Promise<void> {
	await world.send(
		Array.from({ length: cases }, (_, index) => index + 1).flatMap((n) => [
			factOf(n, 'case-filed', '2026-03-02', { handler: n % 3 ? 'li' : 'wang', claimFen: n }),
			...(n % 2 ? [factOf(n, 'net-query-launched', '2026-03-02')] : []),
		]),
	);
}

/** The calendar of 2026 in which the day on which the notice is due is one of rest. */
function correction() {
	const text = readFileSync(new URL('../data/holiday-cn/2026.json', import.meta.url), 'utf8');
	const file = JSON.parse(text) as { days: object[] };
	for (const date of ['2026-03-12', '2026-03-13']) file.days.push({ name: '更正', date, isOffDay: true });
	return { year: 2026, kind: 'holiday-cn', text: JSON.stringify(file), document: '更正通知' } as const;
}

// With a server `writeMuch` is `write`.
describe('deadlines of many cases that a change of the calendar moves (sqlite)', () => {
	it('are written in a thread of their own just as they are without it', { timeout: 120_000 }, async () => {
		const [world, other] = [await openWorld('sqlite', '2026-03-02'), await openWorld('sqlite', '2026-03-02')];
		try {
			await fill(world);
			await fill(other);
			let streamed = 0;
			const writeMuch: Store['writeMuch'] = (work) => {
				streamed += 1;
				return world.store.writeMuch(work);
			};
			// Steps grow while they keep within their time: here each of them does, however busy the machine is.
			const load = (context: World['context']) => loadCalendar({ ...context, monotonicMs: () => 0 }, admin, actorOf(admin), correction());
			expect(await load(withStore(world, { writeMuch }))).toMatchObject({ ok: true });
			expect(await load(withStore(other, { writeMuch: other.store.write }))).toMatchObject({ ok: true });
			expect(streamed).toBeGreaterThan(1);
			const moved = await world.store.read.selectFrom('case_event').select('id').where('type', '=', 'calendar-changed').execute();
			expect(moved.length).toBe(cases);
			await expectSameRows(world, other);
			expect(await verifyChain(world.store.read, 'dc')).toBeUndefined();
		} finally {
			await world.close();
			await other.close();
		}
	});
});
