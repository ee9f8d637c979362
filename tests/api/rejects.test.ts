import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventOf, openSite, type BatchAnswer, type Site } from '../support/site.ts';
import { theCase, type TestEvent } from '../support/world.ts';

type Row = readonly [what: string, event: Record<string, unknown>, reason: string];

const filed: TestEvent = { type: 'case-filed', occurredAt: '2026-03-01', data: { handler: 'li' } };
const fact = (change: Record<string, unknown>): Record<string, unknown> => ({
	...eventOf({ type: 'file-received', occurredAt: '2026-03-01' }),
	...change,
});

/** Every reason of contract §2, and the ways to earn it. */
const rows: readonly Row[] = [
	['a court that is not in the directory', fact({ court: 'nowhere' }), 'unknown-court'],
	['no court', fact({ court: undefined }), 'unknown-court'],
	['a court that is no text', fact({ court: 7 }), 'unknown-court'],
	['a prototype name as court', fact({ court: '__proto__' }), 'unknown-court'],
	['a type that is not in the vocabulary', fact({ type: 'coffee-made' }), 'unknown-type'],
	['a prototype name as type', fact({ type: 'constructor' }), 'unknown-type'],
	['a decision of the system', fact({ type: 'case-unlocked', data: { lockId: 'x', newDueOn: {} } }), 'unknown-type'],
	['a case number outside the grammar', fact({ caseNumber: '2026年第1号' }), 'bad-case-number'],
	['a designation that is not in the directory', fact({ caseNumber: '（2026）粤0101执1号' }), 'bad-case-number'],
	['no case number', fact({ caseNumber: undefined }), 'bad-case-number'],
	['a case number of a million characters', fact({ caseNumber: `（2026）示0204执${'1'.repeat(1_000_000)}号` }), 'bad-case-number'],
	['a case that nobody filed', fact({ caseNumber: '（2026）示0204执999号' }), 'unknown-case'],
	['a case filed by the wrong court', { ...eventOf(filed), court: 'xl' }, 'court-mismatch'],
	['a fact of another court about the case', fact({ court: 'xl' }), 'court-mismatch'],
	['a local time without an offset', fact({ occurredAt: '2026-03-01T10:00:00' }), 'bad-time'],
	['a day that does not exist', fact({ occurredAt: '2026-02-30' }), 'bad-time'],
	['a number as time', fact({ occurredAt: 1772330000000 }), 'bad-time'],
	['no time', fact({ occurredAt: undefined }), 'bad-time'],
	['eleven minutes ahead', fact({ occurredAt: '2026-03-02T09:11:00+08:00' }), 'future-time'],
	['tomorrow', fact({ occurredAt: '2026-03-03' }), 'future-time'],
	['before 1990', fact({ occurredAt: '1989-12-31' }), 'impossible-date'],
	['year 0202', fact({ occurredAt: '0202-03-01T00:00:00+08:00' }), 'impossible-date'],
	[
		'a field of the wrong type',
		{ ...eventOf({ type: 'net-query-returned', occurredAt: '2026-03-01', data: { complete: 'yes' } }) },
		'bad-data',
	],
	['a field that is missing', { ...eventOf({ type: 'handler-assigned', occurredAt: '2026-03-01', data: {} }) }, 'bad-data'],
	['data that is no object', fact({ data: [1] }), 'bad-data'],
	['no id', fact({ id: undefined }), 'bad-data'],
	['an empty id', fact({ id: '' }), 'bad-data'],
	['an id with a NUL', fact({ id: 'a\u0000b' }), 'bad-data'],
	['an id with half a character', fact({ id: 'a\ud800b' }), 'bad-data'],
	['a code with a NUL', { ...eventOf({ type: 'handler-assigned', occurredAt: '2026-03-01', data: { handler: 'a\u0000' } }) }, 'bad-data'],
	['a source that is not a word', fact({ source: 'C M S' }), 'bad-data'],
	['our own source', fact({ source: 'system' }), 'bad-data'],
	['a negative place', fact({ seq: -1 }), 'bad-data'],
	[
		'a case transferred to a court that does not exist',
		{ ...eventOf({ type: 'case-transferred', occurredAt: '2026-03-01', data: { toCourt: 'nowhere', ground: '指定' } }) },
		'bad-data',
	],
];

describe.each(['sqlite', 'postgres'] as const)('a row that cannot be recorded is rejected with its reason (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine);
		await site.send([filed]);
	});
	afterAll(() => site.close());

	const post = async (events: readonly unknown[], key = 'gy'): Promise<BatchAnswer> => {
		const answer = await site.call('POST', 'events', { key, body: { events } });
		expect(answer.status, answer.text.slice(0, 300)).toBe(200);
		return answer.body as unknown as BatchAnswer;
	};

	it.each(rows)('%s', async (_what, event, reason) => {
		const answer = await post([event]);
		expect(answer.results[0]).toMatchObject({ status: 'rejected', reason });
		expect(answer).toMatchObject({ accepted: 0, duplicate: 0, rejected: 1, locked: 0 });
	});

	it('out-of-scope: the key speaks for another court', async () => {
		const answer = await post([eventOf({ type: 'file-received', occurredAt: '2026-03-01' })], 'xl');
		expect(answer.results[0]).toMatchObject({ status: 'rejected', reason: 'out-of-scope' });
	});

	it('identity-conflict: the same source and id with other content', async () => {
		const first = eventOf({ type: 'file-received', occurredAt: '2026-03-01' });
		expect((await post([first])).results[0]!.status).toBe('accepted');
		expect((await post([first])).results[0]!.status).toBe('duplicate');
		expect((await post([{ ...first, occurredAt: '2026-03-02' }])).results[0]).toMatchObject({
			status: 'rejected',
			reason: 'identity-conflict',
		});
	});

	it('takes the edges: ten minutes ahead, today, 1990, an offset elsewhere, full-width and odd spaces in the number', async () => {
		const answer = await post([
			fact({ occurredAt: '2026-03-02T09:10:00+08:00' }),
			fact({ occurredAt: '2026-03-02' }),
			fact({ occurredAt: '1990-01-01' }),
			fact({ occurredAt: '2026-03-01T22:00:00-02:00' }),
			fact({ caseNumber: '〔２０２６〕 示０２０４执\u00a01\u200b号' }),
			fact({ id: '编号-“1”', data: { extra: { deep: [1, '𠮷·'] } } }),
		]);
		expect(answer.results.map((result) => result.status)).toEqual(Array<string>(6).fill('accepted'));
	});

	it('answers in the order sent, with counts that sum, however many are mixed', async () => {
		const good = Array.from({ length: 450 }, () => eventOf({ type: 'file-received', occurredAt: '2026-03-01' }));
		const mixed = good.flatMap((event, index) => (index % 3 === 0 ? [event, { ...rows[index % 10]![1], id: `bad-${index}` }] : [event]));
		const again = [...mixed, ...good.slice(0, 5)];
		const answer = await post(again);
		expect(answer.results.map((result) => result.id)).toEqual(again.map((event) => event.id));
		expect(answer.accepted + answer.duplicate + answer.rejected + answer.locked).toBe(again.length);
		expect(answer).toMatchObject({ accepted: 450, duplicate: 5, rejected: 150, locked: 0 });
	});

	it('a hostile depth is one bad row, not a lost batch', async () => {
		const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
		const event = JSON.stringify(fact({ id: 'deep' })).replace('"data":{}', `"data":{"x":${deep}}`);
		const fine = eventOf({ type: 'file-received', occurredAt: '2026-03-01' });
		const json = await site.call('POST', 'events', {
			key: 'gy',
			raw: `{"events":[${event},${JSON.stringify(fine)}]}`,
			headers: { 'content-type': 'application/json' },
		});
		expect(json.status, json.text.slice(0, 200)).toBe(200);
		expect(json.body).toMatchObject({ accepted: 1, rejected: 1 });
		const lines = await site.call('POST', 'events', {
			key: 'gy',
			raw: `${event}\n${JSON.stringify(fine)}\n`,
			headers: { 'content-type': 'application/x-ndjson' },
		});
		expect(lines.status, lines.text.slice(0, 200)).toBe(200);
		expect(lines.body).toMatchObject({ duplicate: 1, rejected: 1 });
	});

	it('keeps __proto__ keys as data and nothing more', async () => {
		const raw = JSON.stringify({ events: [fact({ id: 'proto' })] }).replace('"data":{}', '"data":{"__proto__":{"polluted":1}}');
		await site.call('POST', 'events', { key: 'gy', raw, headers: { 'content-type': 'application/json' } });
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it('takes up an unknown case by itself: from the quarantine, and within one batch across its slices', async () => {
		const caseNumber = '（2026）示0204执2号';
		const waiting = eventOf({ caseNumber, type: 'file-received', occurredAt: '2026-03-02' });
		expect((await post([waiting])).results[0]!.reason).toBe('unknown-case');
		await post([eventOf({ ...filed, caseNumber })]);
		expect((await post([waiting])).results[0]!.status).toBe('duplicate');

		const other = '（2026）示0204执3号';
		const early = eventOf({ caseNumber: other, type: 'file-received', occurredAt: '2026-03-02' });
		const filling = Array.from({ length: 500 }, () => eventOf({ type: 'file-received', occurredAt: '2026-03-01' }));
		await post([early, ...filling, eventOf({ ...filed, caseNumber: other })]);
		expect((await post([early])).results[0]!.status).toBe('duplicate');

		const third = '（2026）示0204执4号';
		const answer = await post([
			eventOf({ caseNumber: third, type: 'file-received', occurredAt: '2026-03-02' }),
			eventOf({ ...filed, caseNumber: third }),
		]);
		expect(answer.results.map((result) => result.status)).toEqual(['accepted', 'accepted']);
		const open = await site.store.read
			.selectFrom('quarantine')
			.select('event_id')
			.where('reason', '=', 'unknown-case')
			.where('resolved_at', 'is', null)
			.execute();
		expect(open.map((row) => row.event_id)).not.toContain(waiting.id);
		expect(open.map((row) => row.event_id)).not.toContain(early.id);
	});

	it('an identity used meanwhile for another case does not block the case that waits', async () => {
		const caseNumber = '（2026）示0204执5号';
		const waiting = eventOf({ caseNumber, type: 'file-received', occurredAt: '2026-03-02' });
		expect((await post([waiting])).results[0]!.reason).toBe('unknown-case');
		expect((await post([{ ...waiting, caseNumber: theCase }])).results[0]!.status).toBe('accepted');
		expect((await post([eventOf({ ...filed, caseNumber })])).results[0]!.status).toBe('accepted');
	});

	it('left no half-read identity behind: the chain is whole', async () => {
		const { verifyChain } = await import('../../server/store/event-log.ts');
		expect(await verifyChain(site.store.read, 'dc')).toBeUndefined();
		expect(site.unexpected).toEqual([]);
	});
});
