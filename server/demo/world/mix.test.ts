import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../core/time/civil.ts';
import type { CourtDate } from '../../core/time/types.ts';
import { CLEAN_COURT } from './courts.ts';
import { allEvents, byCase, worldOf } from './demo-world.fixture.ts';

const START = '2026-10-14';
const world = worldOf(4000);
const past = allEvents(world).filter(({ occurredAt }) => occurredAt < START);

interface Row {
	readonly enforcement: boolean;
	readonly filed: CourtDate;
	readonly closed?: CourtDate;
	readonly claim: number;
	readonly recovered: number;
	readonly enterprise: boolean;
	readonly mode: unknown;
	readonly court: string;
}

// Reviews are cases of their own kind, which no figure of enforcement counts.
const rows: Row[] = [...byCase(past)]
	.filter(([number]) => !/执[异复监]\d/u.test(number))
	.map(([number, list]) => {
		const filed = list[0];
		const closed = list.find(({ type }) => type === 'case-closed');
		return {
			enforcement: !number.includes('民初'),
			filed: filed?.occurredAt.slice(0, 10) as CourtDate,
			...(closed ? { closed: closed.occurredAt.slice(0, 10) as CourtDate } : {}),
			claim: Number(filed?.data['claimFen']),
			recovered: Number(closed?.data['recoveredFen'] ?? 0),
			enterprise: filed?.data['enterpriseClass'] !== undefined,
			mode: closed?.data['mode'],
			court: filed?.court ?? '',
		};
	});
const enforcement = rows.filter((row) => row.enforcement);
const inYear = (day: string | undefined) => day !== undefined && day >= '2026-01-01';
const closedThisYear = enforcement.filter(({ closed }) => inYear(closed));
const within = (value: number, low: number, high: number) => {
	expect(value).toBeGreaterThanOrEqual(low);
	expect(value).toBeLessThanOrEqual(high);
};

describe('the mix of a real court', () => {
	it('is about 70 % enforcement, 5 % at the intermediate courts, a third for enterprises', () => {
		within(enforcement.length / rows.length, 0.67, 0.73);
		within(rows.filter(({ court }) => court.length === 5).length / rows.length, 0.035, 0.065);
		within(rows.filter(({ enterprise }) => enterprise).length / rows.length, 0.31, 0.4);
	});

	it('gives this year a few percent more than last year up to the same day', () => {
		const thisYear = rows.filter(({ filed }) => inYear(filed)).length;
		const lastYear = rows.filter(({ filed }) => filed >= '2025-01-01' && filed < '2025-10-14').length;
		within(thisYear / lastYear, 1.02, 1.08);
	});

	it('lands the year’s figures: closing rate, average time, closing modes, recovery', () => {
		const old = enforcement.filter(({ filed, closed }) => !inYear(filed) && (closed === undefined || inYear(closed))).length;
		const received = enforcement.filter(({ filed }) => inYear(filed)).length;
		within(closedThisYear.length / (old + received), 0.83, 0.93);
		const total = closedThisYear.reduce((sum, { filed, closed }) => sum + daysBetween(filed, closed ?? filed), 0);
		within(total / closedThisYear.length, 52, 75);
		const share = (mode: string) => closedThisYear.filter((row) => row.mode === mode).length / closedThisYear.length;
		within(share('fully-performed'), 0.38, 0.52);
		within(share('round-ended'), 0.3, 0.42);
		const enterprise = closedThisYear.filter((row) => row.enterprise);
		within(enterprise.reduce((sum, row) => sum + row.recovered, 0) / enterprise.reduce((sum, row) => sum + row.claim, 0), 0.33, 0.48);
	});

	it('pays out nine tenths and more of what arrived this year', () => {
		const sum = (types: string) =>
			past
				.filter(({ type, occurredAt }) => types.includes(type) && inYear(occurredAt))
				.reduce((all, { data }) => all + Number(data['amountFen']), 0);
		within(sum('money-paid money-deposited') / sum('money-arrived'), 0.88, 1.03);
	});

	it('shows seals that run out within sixty days of the start', () => {
		const ends = new Map<string, string>();
		for (const { type, caseNumber, data } of [...past].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))) {
			const key = `${caseNumber}/${String(data['assetId'])}`;
			if ((type === 'asset-sealed' && data['rank'] === 1) || type === 'seal-renewed') ends.set(key, String(data['expiresOn']));
			if (['seal-released', 'deposit-transferred', 'asset-handed-over'].includes(type)) ends.delete(key);
		}
		within([...ends.values()].filter((day) => day >= START && day <= '2026-12-13').length, 15, 80);
	});

	it('leaves the National Day holiday and the Spring Festival empty of filings', () => {
		const filed = (from: string, to: string) => rows.filter((row) => row.filed >= from && row.filed <= to).length;
		expect(filed('2026-10-01', '2026-10-07')).toBe(0);
		expect(filed('2026-02-15', '2026-02-23')).toBe(0);
		expect(filed('2026-10-08', '2026-10-10')).toBeGreaterThan(0);
	});
});

describe('late cases', () => {
	const due = (from: string, to: string) => world.lateCases.filter(({ dueAround }) => dueAround >= from && dueAround <= to);

	it('lock 25 to 60 cases in the ninety days before the start, at least five in the last twenty', () => {
		within(due(world.replayFrom, '2026-10-12').length, 25, 60);
		expect(due('2026-09-24', '2026-10-12').length).toBeGreaterThanOrEqual(5);
	});

	it('leave some locked at the start, at least one of them more than a year old', () => {
		const locked = due(world.replayFrom, '2026-10-12').filter(({ unlockBy }) => unlockBy >= START);
		within(locked.length, 5, 25);
		const filed = new Map(past.filter(({ type }) => type === 'case-filed').map(({ caseNumber, occurredAt }) => [caseNumber, occurredAt]));
		expect(locked.some(({ caseNumber }) => (filed.get(caseNumber) ?? '9999') < '2025-10-12')).toBe(true);
	});

	it('lock some more under the eyes of the visitor in the first five court days', () => {
		within(due(START, '2026-10-20').length, 6, 12);
	});

	it('are spread unevenly and spare the clean court', () => {
		const count = new Map<string, number>();
		for (const { court } of world.lateCases) count.set(court, (count.get(court) ?? 0) + 1);
		expect(count.get(CLEAN_COURT)).toBeUndefined();
		expect(count.size).toBeGreaterThanOrEqual(7);
		within(Math.max(...count.values()) / world.lateCases.length, 0.15, 0.45);
	});

	it('tell only after the unlock what is held by the lock', () => {
		for (const late of world.lateCases) {
			expect(late.unlockBy > late.dueAround, late.caseNumber).toBe(true);
			expect(late.laterEvents.every(({ occurredAt }) => occurredAt > late.dueAround)).toBe(true);
			expect(late.laterEvents.length).toBeGreaterThan(0);
		}
	});
});
