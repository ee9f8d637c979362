import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, openSite, type Answer, type Site } from '../support/site.ts';
import { engines } from '../support/world.ts';

interface Row {
	readonly id: number;
	readonly eventId: string | null;
	readonly court: string | null;
	readonly reason: string;
	readonly tries: number;
	readonly resolution: string | null;
}

const rowsOf = (answer: Answer): readonly Row[] => answer.body.items as readonly Row[];

describe.each(engines)('the quarantine (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine);
		await site.send([{ type: 'case-filed', occurredAt: '2026-03-01', data: { handler: 'li' } }]);
	});
	afterAll(() => site.close());

	const open = async (key = 'gy') => rowsOf(await site.call('GET', 'quarantine?limit=500', { key }));
	const reject = async (change: Record<string, unknown>, key = 'gy'): Promise<Row> => {
		const event = { ...eventOf({ type: 'file-received', occurredAt: '2026-03-01' }), ...change };
		await site.call('POST', 'events', { key, body: { events: [event] } });
		return (await open(key)).find((row) => row.eventId === event.id)!;
	};
	const retry = (id: number, key = 'gy') => site.call('POST', `quarantine/${id}/retry`, { key });
	const dismiss = (id: number, key = 'gy') => site.call('POST', `quarantine/${id}/dismissal`, { key, body: { reason: '来源已作废' } });

	it('keeps a rejected row once, however often it is sent, and counts the tries', async () => {
		const event = eventOf({ type: 'coffee-made', occurredAt: '2026-03-01' });
		for (let count = 0; count < 3; count += 1) await site.call('POST', 'events', { key: 'gy', body: { events: [event, event] } });
		const kept = (await open()).filter((row) => row.eventId === event.id);
		expect(kept).toHaveLength(1);
		expect(kept[0]).toMatchObject({ reason: 'unknown-type', court: 'dc' });
		expect(kept[0]!.tries).toBeGreaterThanOrEqual(3);
	});

	it('tries a row again: still wrong it stays, right it is recorded once', async () => {
		site.at('2026-03-02');
		const row = await reject({ occurredAt: '2026-03-05' });
		expect(row.reason).toBe('future-time');
		expect((await retry(row.id)).body).toMatchObject({ status: 'rejected', reason: 'future-time' });
		expect((await open()).map((item) => item.id)).toContain(row.id);
		site.at('2026-03-06');
		const [first, second] = await Promise.all([retry(row.id), retry(row.id)]);
		expect([first.status, second.status].sort()[0]).toBe(200);
		expect((await open()).map((item) => item.id)).not.toContain(row.id);
		const stored = await site.store.read.selectFrom('case_event').select('id').where('id', '=', row.eventId!).execute();
		expect(stored).toHaveLength(1);
		expect((await retry(row.id)).status).toBe(409);
		const resolved = rowsOf(await site.call('GET', 'quarantine?state=resolved&limit=500', { key: 'gy' }));
		expect(resolved.find((item) => item.id === row.id)?.resolution).toBe('retried');
	});

	it('sets a row aside with a reason, never without one', async () => {
		const row = await reject({ type: 'coffee-made' });
		expect((await site.call('POST', `quarantine/${row.id}/dismissal`, { key: 'gy', body: { reason: '' } })).status).toBe(400);
		expect((await site.call('POST', `quarantine/${row.id}/dismissal`, { key: 'gy' })).status).toBe(400);
		expect((await dismiss(row.id)).status).toBe(200);
		expect((await dismiss(row.id)).status).toBe(409);
		expect((await retry(row.id)).status).toBe(409);
	});

	it('shows a key the rows of its own courts and those it sent itself, and nobody else\u2019s', async () => {
		const own = await reject({ type: 'coffee-made' }, 'dc');
		const foreign = await reject({ court: 'xl', caseNumber: '（2026）示0205执1号', type: 'coffee-made' }, 'xl');
		const nowhere = await reject({ court: 'nowhere' }, 'dc');
		const empty = await reject({ court: '' }, 'dc');
		const ids = async (key: string) => (await open(key)).map((row) => row.id);
		expect(await ids('dc')).toEqual(expect.arrayContaining([own.id, nowhere.id, empty.id]));
		expect(await ids('dc')).not.toContain(foreign.id);
		expect(await ids('xl')).toContain(foreign.id);
		for (const id of [own.id, nowhere.id, empty.id]) expect(await ids('xl')).not.toContain(id);
		expect((await retry(own.id, 'xl')).status).toBe(404);
		expect((await dismiss(own.id, 'xl')).status).toBe(404);
		// A person without a right to it sees nothing, not even rows without a court.
		for (const as of ['li', 'chief', 'trial']) expect(rowsOf(await site.call('GET', 'quarantine', { as }))).toEqual([]);
		expect(rowsOf(await site.call('GET', 'quarantine?limit=500', { as: 'admin' })).map((row) => row.id)).toContain(own.id);
	});

	it('does not let a key record what lies outside its courts by trying it again', async () => {
		const row = await reject({ occurredAt: '2026-03-01', court: 'xl', caseNumber: '（2026）示0205执1号', type: 'case-filed' }, 'dc');
		expect(row.reason).toBe('out-of-scope');
		expect((await retry(row.id, 'dc')).body).toMatchObject({ status: 'rejected', reason: 'out-of-scope' });
	});

	it('is read page by page', async () => {
		const all = (await open()).map((row) => row.id);
		const seen: number[] = [];
		for (let cursor = ''; ;) {
			const answer = await site.call('GET', `quarantine?limit=2${cursor && `&cursor=${cursor}`}`, { key: 'gy' });
			seen.push(...rowsOf(answer).map((row) => row.id));
			cursor = (answer.body.nextCursor as string | undefined) ?? '';
			if (!cursor) break;
		}
		expect(seen).toEqual(all);
		for (const query of ['limit=0', 'limit=501', 'limit=x', 'cursor=x', 'cursor=-1'])
			expect((await site.call('GET', `quarantine?${query}`, { key: 'gy' })).status, query).toBe(400);
	});
});
