import { describe, expect, it } from 'vitest';
import type { TopicName, TopicPayloads } from '../contract/topics.ts';
import { galleryFrames } from './gallery-frames.ts';

const frames = galleryFrames('busy');
const of = <T extends TopicName>(topic: T): TopicPayloads[T] => frames.find((frame) => frame.topic === topic)!.payload as TopicPayloads[T];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe('the invented wall agrees with itself', () => {
	const nodes = of('overdue-by-node').rows;
	const monitor = of('node-monitor');

	it('in overdue nodes: the kinds add up to the figure, and so do the courts', () => {
		expect(sum(nodes.map(({ overdue }) => overdue))).toBe(of('actions').overdue);
		expect(sum(of('courts').rows.map(({ overdue }) => overdue))).toBe(of('actions').overdue);
	});

	it('in national nodes: by kind and by court the same, never more than all nodes of a kind', () => {
		const courts = of('court-map').rows;
		expect(sum(courts.map((row) => row.nodes.overdue))).toBe(monitor.first.overdue + monitor.resumed.overdue);
		expect(sum(courts.map((row) => row.nodes.watched))).toBe(monitor.first.watched + monitor.resumed.watched);
		for (const { node, first, resumed } of monitor.rows) {
			const all = nodes.find((each) => each.node === node);
			expect(first.overdue + resumed.overdue, node).toBe(all?.overdue ?? 0);
			if (all) expect(first.watched + resumed.watched, node).toBe(all.open);
		}
	});

	it('in locks', () => {
		const { locked } = of('actions');
		expect(of('locks').total).toBe(locked);
		expect(of('lock-figures').active).toBe(locked);
		expect(sum(of('courts').rows.map((row) => row.locked))).toBe(locked);
		expect(sum(of('court-map').rows.map((row) => row.locked))).toBe(locked);
	});

	it('in money: what came is where it is, and what is late is late everywhere', () => {
		const [flow, funds, late] = [of('fund-flow'), of('funds'), of('fund-overdue')];
		expect(flow.openingFen + flow.arrived.fen).toBe(flow.paid.fen + flow.deposited.fen + flow.refunded.fen + flow.unpaid.fen);
		expect([flow.arrived.fen, flow.paid.fen, flow.unpaid.fen, flow.unpaid.count]).toEqual([
			funds.arrivedFen,
			funds.paidFen,
			funds.unpaidFen,
			funds.unpaidCount,
		]);
		expect([late.total, late.totalFen]).toEqual([flow.overdue.count, flow.overdue.fen]);
		expect([funds.overdueCount, funds.overdueFen]).toEqual([late.total, late.totalFen]);
		expect(sum(late.rows.map(({ unpaidFen }) => unpaidFen))).toBe(late.totalFen);
	});

	it('in indicators: the whole is the same in the list, over time and beside the courts', () => {
		const [trend, courts] = [of('indicator-trend').rows, of('indicator-courts').rows];
		for (const { code, total } of courts) expect(trend.find((each) => each.code === code)?.value, code).toBe(total);
		const whole = courts.map(({ total }) => total);
		for (const { code, value } of of('indicators').rows) expect(whole, code).toContain(value);
	});
});
