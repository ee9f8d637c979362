import { describe, expect, it } from 'vitest';
import { parseCaseNumber } from '../../core/case/case-number.ts';
import { emptyCase, foldEvents, viewCase } from '../../core/case/fold.ts';
import { calcNodes } from '../../core/node/calc-nodes.ts';
import { defaultPolicy, type NodeRow } from '../../core/node/types.ts';
import { parseMoment } from '../../core/time/zone.ts';
import { parseClosures } from '../../calendar/closures.ts';
import { allEvents, byCase, calendar, national, rulesOf, START, worldOf } from './demo-world.fixture.ts';
import { isUnderCity, rulesFrom } from './layers.ts';

const ZONE = 'Asia/Shanghai';
const world = worldOf(4000);

const clockOf = (court: string, node: string, on = START) =>
	rulesOf(court)
		.nodes.findLast((rule) => rule.code === node && rule.from <= on)
		?.clocks.find(({ kind }) => kind === 'management');

describe('the layers of the demo', () => {
	it('confirm the disposal of houses for one city, which then locks; elsewhere it stays 待核', () => {
		expect(clockOf('sf-0101', 'enf-quick-disposal')).toMatchObject({ unconfirmed: false, locks: true, limit: 90 });
		expect(clockOf('sf-0101', 'enf-quick-disposal', '2025-06-01' as typeof START)).toMatchObject({ unconfirmed: true });
		expect(clockOf('sf-0201', 'enf-quick-disposal')).toMatchObject({ unconfirmed: true });
		expect(clockOf('sf-01', 'enf-pay-start')).toMatchObject({ unconfirmed: false });
		expect(clockOf('sf-02', 'enf-pay-start')).toMatchObject({ unconfirmed: true });
	});

	it('tighten one limit in the province and one in the city', () => {
		expect(clockOf('sf-0201', 'enf-archive')).toMatchObject({ limit: 45, unconfirmed: false });
		expect(clockOf('sf-0101', 'enf-appreply')).toMatchObject({ limit: 2 });
		expect(clockOf('sf-0201', 'enf-appreply')).toMatchObject({ limit: 3 });
	});

	it('run three optional nodes in the city only, for which the world sends the end', () => {
		const runs = (court: string, node: string) => rulesOf(court).nodes.some((rule) => rule.code === node && !rule.optional);
		for (const node of ['enf-accept', 'enf-notify-clue', 'tri-serve-complaint']) {
			expect([runs('sf-0104', node), runs('sf-0201', node)]).toEqual([true, false]);
			const ends = new Set(national.nodes.find((rule) => rule.code === node)?.ends.map(({ event }) => event));
			expect(allEvents(world).filter(({ type, court }) => ends.has(type) && isUnderCity(court)).length).toBeGreaterThan(100);
		}
	});

	it('follow the start of the demo', () => {
		expect(rulesFrom(START)).toBe('2026-02-01');
		expect(rulesFrom('2027-05-31' as typeof START)).toBe('2026-09-01');
		expect(world.layers.map(({ court }) => court)).toEqual(['sf-higher', 'sf-01']);
	});

	it('come with days off of one court, two weeks after the start', () => {
		const rests = (day: typeof START) => !calendar.isWorkingDay(day);
		const read = parseClosures(world.closure.text, { year: world.closure.year, rests });
		expect(read.ok && read.days.map(({ day, kind }) => [day, kind])).toEqual([
			['2026-10-29', 'rest'],
			['2026-10-30', 'rest'],
		]);
	});
});

const context = (court: string) => ({ rulebook: rulesOf(court), calendar, policy: defaultPolicy, of: context });

function nodesAtStart(): NodeRow[] {
	const past = allEvents(world).filter(({ occurredAt }) => occurredAt < START);
	return [...byCase(past)].flatMap(([text, events]) => {
		const number = parseCaseNumber(text)!;
		const facts = events.map(({ source, id, type, occurredAt, seq, data }, at) => {
			const { on, at: instant } = parseMoment(occurredAt, ZONE)!;
			return { seq: at, source, id, type, on, ...(instant ? { at: instant } : {}), sourceSeq: seq, data };
		});
		const identity = { key: number.key, text: number.text, kind: number.kind, filingCourt: events[0]!.court, zone: ZONE };
		const view = viewCase(foldEvents(emptyCase(identity), facts));
		return view ? calcNodes(view, context(view.state.court)) : [];
	});
}

describe('the nodes at the start', () => {
	// A party's period that lapses is nobody's lateness.
	const lapsing = new Set(national.nodes.filter(({ lapses }) => lapses).map(({ code }) => code));
	const rows = nodesAtStart().filter(({ phase, node }) => phase !== 'void' && !lapsing.has(node));
	const bindingDue = (row: NodeRow) => row.clocks.find(({ binding }) => binding)?.dueOn;
	const byNode = Map.groupBy(rows, ({ node }) => node);
	const isLate = (row: NodeRow) => row.endedOn !== undefined && row.endedOn > (bindingDue(row) ?? '9999');
	const isOverdue = (row: NodeRow) => row.endedOn === undefined && (bindingDue(row) ?? '9999') < START;

	it('run late in 2 to 8 of a hundred, and some dozens are overdue', () => {
		const ended = rows.filter(({ endedOn }) => endedOn !== undefined);
		const share = ended.filter(isLate).length / ended.length;
		expect(share).toBeGreaterThan(0.02);
		expect(share).toBeLessThan(0.08);
		const overdue = rows.filter(isOverdue).length;
		expect(overdue).toBeGreaterThan(20);
		expect(overdue).toBeLessThan(110);
	});

	it.each([
		'enf-archive',
		'tri-archive',
		'seal-idle-1y',
		'tri-filing-onsite',
		'tri-schedule-simple',
		'tri-schedule-ordinary',
		'tri-judgment-small',
		'tri-judgment-simple',
		'tri-judgment-ordinary',
		'enf-transfer-file',
		'enf-enter',
		'enf-accept',
	])('%s is mostly in time', (node) => {
		const of = byNode.get(node) ?? [];
		expect(of.length).toBeGreaterThan(80);
		expect(of.filter(isLate).length / of.length).toBeLessThan(0.1);
		expect(of.filter(isOverdue).length / of.length).toBeLessThan(0.03);
	});

	it('show a wait for the first hearing that a lobby can show: a week to a fortnight on average', () => {
		const waits = [...byCase(allEvents(world))].flatMap(([, events]) => {
			const held = events.find(({ type }) => type === 'hearing-held');
			return held
				? [Math.round((Date.parse(held.occurredAt.slice(0, 10)) - Date.parse(events[0]!.occurredAt.slice(0, 10))) / 86_400_000)]
				: [];
		});
		const mean = waits.reduce((sum, days) => sum + days, 0) / waits.length;
		expect(mean).toBeGreaterThan(7);
		expect(mean).toBeLessThan(15);
	});
});

describe('cases that go to another court', () => {
	it('are three to six, one of them on its way and one locked', () => {
		const of = (type: string) => allEvents(world).filter((event) => event.type === type);
		expect(world.transferred.length).toBeGreaterThanOrEqual(3);
		expect(world.transferred.length).toBeLessThanOrEqual(6);
		expect(of('case-transferred')).toHaveLength(world.transferred.length);
		expect(of('case-transferred').every(({ occurredAt }) => occurredAt >= world.replayFrom && occurredAt < START)).toBe(true);
		const received = of('transfer-received').filter(({ occurredAt }) => occurredAt < START);
		expect(received).toHaveLength(world.transferred.length - 1);
		const locked = world.transferred.filter((row) => row.locked);
		expect(locked).toHaveLength(1);
		expect(world.lateCases.find(({ caseNumber }) => caseNumber === locked[0]!.caseNumber)?.fateful).toBe('stays-locked');
	});

	it('are reported by the new court from receipt on, which assigns a handler of its own', () => {
		const cases = byCase(allEvents(world));
		for (const { caseNumber, to } of world.transferred) {
			const list = cases.get(caseNumber) ?? [];
			const receipt = list.find(({ type }) => type === 'transfer-received')!;
			expect(list.filter(({ occurredAt }) => occurredAt >= receipt.occurredAt).every(({ court }) => court === to)).toBe(true);
			expect(list.filter(({ occurredAt }) => occurredAt < receipt.occurredAt).some(({ court }) => court === to)).toBe(false);
			expect(String(list.findLast(({ type }) => type === 'handler-assigned')?.data['handler'])).toContain(`${to}-handler`);
		}
	});
});
