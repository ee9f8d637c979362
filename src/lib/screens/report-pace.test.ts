import { describe, expect, it } from 'vitest';
import { screenReportSchema, type ScreenReport } from '../contract/screens.ts';
import { reportDueIn, saysTheSame, withFault } from './report-pace.ts';

const report = (more: Partial<ScreenReport> = {}): ScreenReport => ({
	build: 'b1',
	width: 1920,
	height: 1080,
	pixelRatio: 1,
	scene: 'overview',
	dataAgeSeconds: 3,
	uptimeSeconds: 60,
	faults: [],
	...more,
});

describe('pace of reports', () => {
	it('the first after a connection goes out at once', () => {
		expect(reportDueIn(undefined, report(), 5_000, 1)).toBe(0);
		const last = { atMs: 5_000, connection: 1, report: report() };
		expect(reportDueIn(last, report(), 5_001, 1)).toBe(29_999);
		// A break shorter than the agent's look: only the number of the connection tells.
		expect(reportDueIn(last, report(), 5_001, 2)).toBe(0);
	});

	it('without a change one goes out every half minute', () => {
		const last = { atMs: 0, connection: 1, report: report() };
		expect(reportDueIn(last, report({ uptimeSeconds: 61, dataAgeSeconds: 9 }), 0, 1)).toBe(30_000);
		expect(reportDueIn(last, report(), 29_999, 1)).toBe(1);
		expect(reportDueIn(last, report(), 40_000, 1)).toBe(0);
	});

	it('a change goes out soon, and a storm of changes not more than every two seconds', () => {
		let last = { atMs: 0, connection: 1, report: report() };
		let sent = 0;
		for (let now = 100; now <= 20_000; now += 100) {
			const next = report({ scene: `s${now}` });
			if (reportDueIn(last, next, now, 1) > 0) continue;
			last = { atMs: now, connection: 1, report: next };
			sent += 1;
		}
		expect(sent).toBe(10);
	});

	it('sees every change but growth', () => {
		expect(saysTheSame(report(), report({ uptimeSeconds: 999, dataAgeSeconds: 0 }))).toBe(true);
		for (const change of [{ scene: 'locks' }, { faults: ['a'] }, { width: 3840 }, { build: 'b2' }, { pixelRatio: 2 }])
			expect(saysTheSame(report(), report(change)), JSON.stringify(change)).toBe(false);
	});
});

describe('faults of a screen', () => {
	it('are kept once each', () => {
		expect(withFault(withFault([], '唤醒锁被拒'), '唤醒锁被拒')).toEqual(['唤醒锁被拒']);
		expect(withFault([], '  ')).toEqual([]);
	});

	it('never outgrow a report, and the last ones stay', () => {
		let faults: readonly string[] = [];
		for (let index = 0; index < 100; index += 1) faults = withFault(faults, `${index} ${'错'.repeat(500)}`);
		expect(screenReportSchema.safeParse(report({ faults: [...faults] })).success).toBe(true);
		expect(faults.at(-1)).toMatch(/^99 /);
	});
});
