import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseCaseNumber } from '../../core/case/case-number.ts';
import { badField, eventType } from '../../core/case/vocabulary.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { parseMoment } from '../../core/time/zone.ts';
import { buildCases } from './cases.ts';
import { allEvents, byCase, calendar, directory, START, worldOf } from './demo-world.fixture.ts';
import { restDayTypes, type DemoEvent } from './event.ts';

const began = process.cpuUsage();
const world = worldOf(4000);
// Time of the processor: other work on the machine does not count.
const took = process.cpuUsage(began);
const tookMs = (took.user + took.system) / 1000;
const events = allEvents(world);
const past = events.filter(({ occurredAt }) => occurredAt < START);
const cases = byCase(events);
const dayOf = (event: DemoEvent) => event.occurredAt.slice(0, 10);
const isReview = (caseNumber: string): boolean => /执[异复监]\d/u.test(caseNumber);
const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('the world as a whole', () => {
	it('is the same for the same seed and another for another seed', () => {
		const again = worldOf(4000);
		const parts = (w: typeof world) => [w.history, [...w.replay], w.future, w.lateCases];
		expect(hashOf(parts(again))).toBe(hashOf(parts(world)));
		expect(hashOf(worldOf(400, 2).history)).not.toBe(hashOf(worldOf(400, 1).history));
	});

	it('is built within two seconds and within 70,000 events up to the start', () => {
		expect(tookMs).toBeLessThan(2000);
		expect(past.length).toBeGreaterThan(40_000);
		expect(past.length).toBeLessThanOrEqual(70_000);
	});

	it('has as many cases before the start as asked for, and goes on for sixty court days', () => {
		const filed = past.filter(({ type }) => type === 'case-filed');
		expect(filed.filter(({ caseNumber }) => !isReview(caseNumber))).toHaveLength(4000);
		// Reviews come on top: what is reviewed was asked for.
		expect(filed.length).toBeLessThan(4250);
		expect(world.endsOn > '2027-01-04').toBe(true);
		expect(world.future.length).toBeGreaterThan(5000);
	});

	it('keeps history, replay and future apart at their days', () => {
		expect(world.replayFrom).toBe('2026-07-16');
		expect(world.history.every((event) => dayOf(event) < world.replayFrom)).toBe(true);
		expect([...world.replay.keys()]).toHaveLength(90);
		for (const [day, list] of world.replay) expect(list.every((event) => dayOf(event) === day)).toBe(true);
		expect(world.future.every((event) => dayOf(event) >= START)).toBe(true);
		const times = world.future.map(({ occurredAt }) => occurredAt);
		expect(times).toEqual([...times].sort());
	});

	it('moves the line between past and future with the start', () => {
		const noon = buildCases({ seed: 1, directory, calendar, cases: 4000, startsAt: '2026-10-14T04:00:00Z' });
		const today = noon.replay.get(START) ?? [];
		expect(today.length).toBeGreaterThan(0);
		expect(today.every(({ occurredAt }) => occurredAt <= '2026-10-14T12:00:00+08:00')).toBe(true);
		expect(noon.future.every(({ occurredAt }) => occurredAt === START || occurredAt > '2026-10-14T12:00:00+08:00')).toBe(true);
	});
});

describe('every event', () => {
	it('is of the contract: type, data, court, number, time', () => {
		const designations = new Map(directory.courts.map(({ code, designation }) => [code, designation]));
		const movedTo = new Map(world.transferred.map(({ caseNumber, to }) => [caseNumber, to]));
		for (const event of events) {
			expect(badField(eventType(event.type), event.data), `${event.type} ${JSON.stringify(event.data)}`).toBeUndefined();
			const number = parseCaseNumber(event.caseNumber);
			const sender = designations.get(event.court);
			expect(sender === number?.designation || movedTo.get(event.caseNumber) === event.court, event.id).toBe(true);
			expect(event.id).toBe(`${number?.key}-${event.seq}`);
			expect(parseMoment(event.occurredAt, 'Asia/Shanghai')?.on).toBe(dayOf(event));
		}
	});

	it('has its own id', () => {
		expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
	});

	it('of people falls on a working day, and timed ones in office hours', () => {
		for (const event of events) {
			if (restDayTypes.has(event.type)) continue;
			expect(calendar.isWorkingDay(dayOf(event) as CourtDate), `${event.type} ${event.occurredAt}`).toBe(true);
		}
		const times = events.filter(({ occurredAt }) => occurredAt.length > 10).map(({ occurredAt }) => occurredAt.slice(11, 16));
		expect(times.every((time) => time > '08:30' && time < '17:30')).toBe(true);
		expect(times.length / events.length).toBeGreaterThan(0.55);
	});

	it('names handlers who were on duty when the case came to them', () => {
		const duty = new Map(directory.persons.map((person) => [person.code, person.onDuty]));
		for (const event of events.filter(({ type }) => type === 'handler-assigned')) {
			const on = duty
				.get(String(event.data['handler']))
				?.some(({ from, to }) => from <= dayOf(event) && (to === undefined || dayOf(event) <= to));
			expect(on, `${event.id} ${String(event.data['handler'])}`).toBe(true);
		}
	});
});

describe('the life of a case', () => {
	const before: readonly (readonly [string, string, string?])[] = [
		['handler-assigned', 'file-received'],
		['file-received', 'notice-issued'],
		['notice-issued', 'notice-served'],
		['net-query-launched', 'net-query-returned'],
		['net-query-returned', 'track-set'],
		['trad-query-started', 'trad-query-done'],
		['clue-received', 'clue-verified', 'clueId'],
		['asset-sealed', 'price-started', 'assetId'],
		['price-started', 'price-fixed', 'assetId'],
		['price-fixed', 'auction-started', 'assetId'],
		['auction-started', 'auction-sold', 'assetId'],
		['auction-sold', 'sale-ruling-served', 'assetId'],
		['asset-sealed', 'asset-handed-over', 'assetId'],
		['asset-sealed', 'deposit-transferred', 'assetId'],
		['money-arrived', 'money-identified', 'receiptId'],
		['money-identified', 'money-payable', 'receiptId'],
		['money-payable', 'payment-submitted', 'receiptId'],
		['payment-submitted', 'money-paid', 'receiptId'],
		['exclusion-started', 'exclusion-ended', 'exclusionId'],
		['hearing-scheduled', 'hearing-held', 'hearingId'],
		['hearing-held', 'judgment-made'],
		['judgment-made', 'judgment-served'],
		['message-received', 'message-answered', 'messageId'],
		['price-method-fixed', 'appraisal-ordered', 'assetId'],
		['appraisal-ordered', 'appraisal-order-received', 'assetId'],
		['appraisal-received', 'appraisal-sent', 'assetId'],
		['appraisal-sent', 'appraisal-served', 'assetId'],
		['auction-noticed', 'auction-opened', 'assetId'],
		['auction-ended', 'auction-deposit-refunded', 'auctionId'],
		['auction-sold', 'auction-price-paid', 'assetId'],
		['auction-price-paid', 'sale-ruling-served', 'assetId'],
		['zb-interviewed', 'zb-submitted'],
		['zb-submitted', 'zb-approved', 'submissionId'],
		['zb-approved', 'zb-ruled'],
		['objection-received', 'objection-filed', 'objectionId'],
		['complaint-sent', 'complaint-served', 'partyId'],
		['complaint-served', 'answer-received', 'partyId'],
		['handler-assigned', 'case-accepted'],
		['case-transferred', 'transfer-received'],
	];

	it('begins with its filing and keeps cause before effect', () => {
		for (const list of cases.values()) {
			expect(list[0]?.type).toBe('case-filed');
			const times = list.map(({ occurredAt }) => occurredAt);
			expect(times).toEqual([...times].sort());
			for (const [cause, effect, subject] of before) {
				for (const late of list.filter(({ type }) => type === effect)) {
					const same = (event: DemoEvent) => event.type === cause && (!subject || event.data[subject] === late.data[subject]);
					expect(list.find(same)?.seq ?? Infinity, `${late.id} ${effect} without ${cause}`).toBeLessThan(late.seq);
				}
			}
		}
	});

	it('has no step after its closing', () => {
		for (const list of cases.values()) {
			const closed = list.find(({ type }) => type === 'case-closed');
			if (!closed) continue;
			// The file of an objection goes up after its ruling has closed it.
			const after = list.filter(({ seq, type }) => seq > closed.seq && type !== 'reconsideration-file-sent');
			for (const event of after) expect(eventType(event.type).class === 'S', `${event.id} ${event.type}`).toBe(false);
			expect(list.filter(({ type }) => type === 'case-closed')).toHaveLength(1);
		}
	});

	it('never pays out more than arrived', () => {
		for (const list of cases.values()) {
			for (const arrived of list.filter(({ type }) => type === 'money-arrived')) {
				const paid = list.filter(
					({ type, data }) => /^money-(paid|deposited)$/u.test(type) && data['receiptId'] === arrived.data['receiptId'],
				);
				expect(paid.reduce((sum, { data }) => sum + Number(data['amountFen']), 0)).toBeLessThanOrEqual(Number(arrived.data['amountFen']));
			}
		}
	});

	it('of a resumed case names a case that had ended before', () => {
		const numbers = new Map([...cases].map(([number, list]) => [number, list.find(({ type }) => type === 'case-closed')?.occurredAt]));
		const resumed = events.filter(({ type, caseNumber }) => type === 'case-filed' && caseNumber.includes('执恢'));
		const known = resumed.filter(({ data }) => numbers.has(String(data['firstCaseNumber'])));
		expect(known.length).toBeGreaterThan(resumed.length / 2);
		for (const { data, occurredAt } of known) expect((numbers.get(String(data['firstCaseNumber'])) ?? '9999') < occurredAt).toBe(true);
	});
});
