import { afterEach, describe, expect, it } from 'vitest';
import { engines, openWorld, type World } from '../support/world.ts';

const filed = { type: 'case-filed', occurredAt: '2026-03-01', data: { handler: 'li' } };
const receipt = (id: string, court = 'dc') => ({
	id,
	court,
	type: 'money-arrived',
	occurredAt: '2026-03-02',
	data: { receiptId: id, amountFen: 100 },
});

describe.each(engines)('rows that wait for their case (%s)', (engine) => {
	let world: World;
	afterEach(() => world.close());

	const stored = async () => (await world.store.read.selectFrom('case_event').select('id').execute()).map((row) => row.id);
	const open = () => world.store.read.selectFrom('quarantine').selectAll().where('resolved_at', 'is', null).execute();

	it('a row first rejected for its time and later for its case is taken up when the case arrives', async () => {
		world = await openWorld(engine, '2026-03-01');
		const early = receipt('early');
		expect((await world.send([early]))[0]).toMatchObject({ reason: 'future-time' });
		world.at('2026-03-03');
		expect((await world.send([early]))[0]).toMatchObject({ reason: 'unknown-case' });
		expect(await open()).toMatchObject([{ reason: 'unknown-case', tries: 2, court_code: 'dc', event_id: 'early' }]);
		await world.send([filed]);
		expect(await stored()).toContain('early');
		expect(await open()).toEqual([]);
	});

	it('takes up more than one slice holds, and puts the watermark after all of it', async () => {
		world = await openWorld(engine, '2026-03-03');
		const rows = Array.from({ length: 1100 }, (_, index) => receipt(`w${index}`));
		await world.send(rows);
		expect(await open()).toHaveLength(1100);
		await world.send([filed], '2026-03-03T08:00:00+08:00');
		expect(await open()).toEqual([]);
		expect(await stored()).toHaveLength(1101);
		expect(await world.store.read.selectFrom('feed').select('complete_through').execute()).toEqual([
			{ complete_through: '2026-03-03T00:00:00.000Z' },
		]);
	});

	it('a court that a transfer names may send, before and after the next transfer; one that names itself may not', async () => {
		world = await openWorld(engine, '2026-03-05');
		const transfer = (id: string, court: string, toCourt: string, occurredAt: string) => ({
			...{ id, court, type: 'case-transferred', occurredAt, data: { toCourt, ground: '指定管辖' } },
		});
		await world.send([filed]);
		expect((await world.send([transfer('grab', 'xl', 'xl', '2026-03-02'), receipt('grabbed', 'xl')])).map((row) => row.reason)).toEqual([
			'court-mismatch',
			'court-mismatch',
		]);
		const moves = [transfer('t1', 'dc', 'xl', '2026-03-02'), transfer('t2', 'xl', 'zy', '2026-03-03')];
		const results = await world.send([receipt('before', 'xl'), ...moves, receipt('there', 'zy')]);
		expect(results.map((row) => row.status)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
		expect((await world.send([receipt('late', 'xl'), receipt('home', 'dc')])).map((row) => row.status)).toEqual(['accepted', 'accepted']);
		expect((await world.send([receipt('gy', 'gy')]))[0]).toMatchObject({ reason: 'court-mismatch' });
	});
});
