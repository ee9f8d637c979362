import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretHash } from '../../server/auth/secrets.ts';
import { apiKeys } from '../../server/store/accounts.ts';
import { eventOf, openSite, type Site } from '../support/site.ts';

const json = { 'content-type': 'application/json' };
const lines = { 'content-type': 'application/x-ndjson' };

describe('a batch of events', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
		await site.send([{ type: 'case-filed', occurredAt: '2026-03-01', data: { handler: 'li' } }]);
	});
	afterAll(() => site.close());

	const fact = () => eventOf({ type: 'file-received', occurredAt: '2026-03-01' });

	it('is taken as JSON and as NDJSON, with or without a last newline, CRLF, blank lines and a byte order mark', async () => {
		expect((await site.call('POST', 'events', { key: 'gy', body: { events: [fact()] } })).body).toMatchObject({ accepted: 1 });
		for (const [end, mark] of [
			['', ''],
			['\n', ''],
			['\r\n\r\n\n', ''],
			['\n', '\ufeff'],
		]) {
			const raw = mark + [fact(), fact()].map((event) => JSON.stringify(event)).join(end!.startsWith('\r') ? '\r\n' : '\n') + end;
			expect((await site.call('POST', 'events', { key: 'gy', raw, headers: lines })).body).toMatchObject({ accepted: 2, rejected: 0 });
		}
	});

	it('an empty batch is a batch', async () => {
		const answer = await site.call('POST', 'events', { key: 'gy', body: { events: [] } });
		expect(answer).toMatchObject({ status: 200, body: { accepted: 0, duplicate: 0, rejected: 0, locked: 0, results: [] } });
	});

	it('one bad line of NDJSON is one rejected row, kept as it came', async () => {
		const bad = ['{"id": "cut', 'null', '[]', '7', '"text"', 'a\u0000b'];
		const raw = bad.flatMap((line) => [JSON.stringify(fact()), line]).join('\n');
		const answer = await site.call('POST', 'events', { key: 'gy', raw, headers: lines });
		expect(answer.body).toMatchObject({ accepted: bad.length, rejected: bad.length });
		const results = answer.body.results as readonly { status: string; reason?: string }[];
		expect(results.map((result) => result.status)).toEqual(bad.flatMap(() => ['accepted', 'rejected']));
		const kept = await site.store.read.selectFrom('quarantine').select(['raw', 'reason']).execute();
		expect(kept.map((row) => row.raw)).toContain('{"id": "cut');
		expect(new Set(kept.map((row) => row.reason))).toEqual(new Set(['bad-data']));
	});

	it.each([
		['no JSON', '{"events": ['],
		['nothing', ''],
		['no list', '{"events": {}}'],
		['another shape', '[]'],
		['null', 'null'],
		['a local watermark', '{"events": [], "completeThrough": "2026-03-01T10:00:00"}'],
		['a watermark that is a day', '{"events": [], "completeThrough": "2026-03-01"}'],
		['a watermark that is a number', '{"events": [], "completeThrough": 5}'],
	])('is refused whole where the body is %s', async (_what, raw) => {
		const answer = await site.call('POST', 'events', { key: 'gy', raw, headers: json });
		expect(answer.status).toBe(400);
		expect(answer.type).toContain('application/problem+json');
		expect(answer.body).toMatchObject({
			status: 400,
			type: expect.stringContaining('urn:') as string,
			title: expect.any(String) as string,
		});
	});

	it('of 10,001 events is too large, and nothing of it is kept', async () => {
		const before = await count();
		const event = JSON.stringify(fact());
		const raw = `${event}\n`.repeat(10_001);
		const answer = await site.call('POST', 'events', { key: 'gy', raw, headers: lines });
		expect(answer).toMatchObject({ status: 413, body: { code: 'too-many' } });
		expect(answer.type).toContain('application/problem+json');
		expect(await count()).toBe(before);
	});

	it('of more than 8 MB is too large, with its length told or streamed', async () => {
		const big = 'x'.repeat(8 * 1024 * 1024 + 1);
		const told = await site.call('POST', 'events', { key: 'gy', raw: big, headers: json });
		expect(told).toMatchObject({ status: 413, body: { status: 413 } });
		const bytes = new TextEncoder().encode(big);
		const stream = new ReadableStream({
			start: (controller) => {
				for (let at = 0; at < bytes.length; at += 1 << 20) controller.enqueue(bytes.slice(at, at + (1 << 20)));
				controller.close();
			},
		});
		expect((await site.call('POST', 'events', { key: 'gy', raw: stream, headers: json })).status).toBe(413);
	});

	it('is taken streamed, without its length told', async () => {
		const text = new TextEncoder().encode(JSON.stringify({ events: [fact(), fact()] }));
		const stream = new ReadableStream({
			start: (controller) => {
				controller.enqueue(text.slice(0, 40));
				controller.enqueue(text.slice(40));
				controller.close();
			},
		});
		const answer = await site.call('POST', 'events', { key: 'gy', raw: stream, headers: json });
		expect(answer, answer.text).toMatchObject({ status: 200, body: { accepted: 2 } });
	});

	const count = async () =>
		Number(
			(
				await site.store.read
					.selectFrom('case_event')
					.select((eb) => eb.fn.countAll().as('n'))
					.executeTakeFirstOrThrow()
			).n,
		);

	it.each([
		['no key', {}],
		['an unknown key', { authorization: 'Bearer ecw_unknown' }],
		['an empty key', { authorization: 'Bearer ' }],
		['another scheme', { authorization: 'Basic Z3k6Z3k=' }],
	])('needs a key: %s is 401', async (_what, headers) => {
		const before = await count();
		const answer = await site.call('POST', 'events', { body: { events: [fact()] }, headers });
		expect(answer.status).toBe(401);
		expect(answer.type).toContain('application/problem+json');
		expect(await count()).toBe(before);
	});

	it('is refused with a key that was revoked or has expired, and with a person\u2019s sign-in', async () => {
		await site.store.write(async ({ db }) => {
			await apiKeys.create(db, { id: 'old', name: 'old', hash: secretHash('ecw_old'), court: 'gy', expiresAt: '2020-01-01T00:00:00.000Z' });
			await apiKeys.create(db, { id: 'gone', name: 'gone', hash: secretHash('ecw_gone'), court: 'gy' });
		});
		const status = async (key: string) => (await site.call('POST', 'events', { key, body: { events: [fact()] } })).status;
		expect(await status('ecw_old')).toBe(401);
		expect(await status('ecw_gone')).toBe(200);
		await site.store.write(({ db }) => apiKeys.revoke(db, 'gone', new Date().toISOString()));
		expect(await status('ecw_gone')).toBe(401);
		expect((await site.call('POST', 'events', { as: 'admin', body: { events: [fact()] } })).status).toBe(401);
		// A bad key stays bad beside a good cookie.
		expect((await site.call('GET', 'cases', { as: 'li', headers: { authorization: 'Bearer ecw_old' } })).status).toBe(401);
	});

	it('carries a watermark that never goes back and never beyond now', async () => {
		const mark = async () =>
			(await site.store.read.selectFrom('feed').selectAll().where('court_code', '=', 'dc').where('source', '=', 'cms').executeTakeFirst())
				?.complete_through;
		await site.send([{ type: 'file-received', occurredAt: '2026-03-01' }], '2026-03-01T10:00:00+08:00');
		expect(await mark()).toBe('2026-03-01T02:00:00.000Z');
		await site.send([{ type: 'file-received', occurredAt: '2026-03-01' }], '2026-02-01T10:00:00+08:00');
		expect(await mark()).toBe('2026-03-01T02:00:00.000Z');
		const raw = JSON.stringify(fact());
		await site.call('POST', 'events?completeThrough=2026-03-01T11:00:00%2B08:00', { key: 'gy', raw, headers: lines });
		expect(await mark()).toBe('2026-03-01T03:00:00.000Z');
		await site.send([{ type: 'file-received', occurredAt: '2026-03-01' }], '2027-01-01T00:00:00Z');
		expect(await mark()).toBe(site.now());
	});

	it('speaks only for its own sources: rows that were all rejected move no other feed\u2019s watermark', async () => {
		site.at('2026-03-03');
		await site.send([{ source: 'bank', type: 'file-received', occurredAt: '2026-03-01' }], '2026-03-02T12:00:00+08:00');
		const body = { events: [{ ...fact(), source: 'bank', type: 'coffee-made' }], completeThrough: '2026-03-03T08:00:00+08:00' };
		expect((await site.call('POST', 'events', { key: 'gy', body })).body).toMatchObject({ rejected: 1 });
		const feeds = await site.store.read.selectFrom('feed').selectAll().where('court_code', '=', 'dc').execute();
		expect(feeds.find((feed) => feed.source === 'cms')?.complete_through).toBe('2026-03-02T01:00:00.000Z');
		site.at('2026-03-02');
	});

	it('creates handlers and units that nobody knows, unconfirmed, and says so in the directory', async () => {
		await site.send([{ type: 'handler-assigned', occurredAt: '2026-03-02', data: { handler: 'new-one', unit: 'new-unit' } }]);
		const { persons, units } = (await site.call('GET', 'directory', { key: 'gy' })).body as {
			persons: readonly { code: string; confirmed?: boolean; name: string }[];
			units: readonly { code: string }[];
		};
		expect(persons.find((person) => person.code === 'new-one')).toMatchObject({ name: 'new-one', confirmed: false });
		expect(units.map((unit) => unit.code)).toContain('new-unit');
		const cases = (await site.call('GET', 'cases', { key: 'gy' })).body.items as readonly { handler: string }[];
		expect(cases[0]!.handler).toBe('new-one');
	});

	it('a correction is a withdrawal and the right event under a new id', async () => {
		const wrong = eventOf({ type: 'notice-issued', occurredAt: '2026-03-01' });
		const phase = async () =>
			(await site.store.read
				.selectFrom('node_instance')
				.select(['phase', 'ended_on'])
				.where('node', '=', 'enf-notice')
				.executeTakeFirst())!;
		await site.send([wrong]);
		expect(await phase()).toMatchObject({ phase: 'met', ended_on: '2026-03-01' });
		const answer = await site.send([
			{ type: 'event-withdrawn', occurredAt: '2026-03-02', data: { source: 'cms', id: wrong.id, reason: '日期录错' } },
			{ type: 'notice-issued', occurredAt: '2026-03-02' },
		]);
		expect(answer.accepted).toBe(2);
		expect(await phase()).toMatchObject({ phase: 'met', ended_on: '2026-03-02' });
		const id = ((await site.call('GET', 'cases', { key: 'gy' })).body.items as readonly { id: number }[])[0]!.id;
		const events = (await site.call('GET', `cases/${id}/events`, { key: 'gy' })).body.items as readonly {
			id: string;
			withdrawn: boolean;
		}[];
		expect(events.filter((event) => event.withdrawn).map((event) => event.id)).toEqual([wrong.id]);
	});

	it('left nothing unexpected in the log', () => {
		expect(site.unexpected).toEqual([]);
	});
});
