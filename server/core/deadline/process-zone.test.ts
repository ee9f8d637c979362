import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const program = `
import { calcDue, explainDue } from '${new URL('./due.ts', import.meta.url).href}';
import { addMonths, addDays } from '${new URL('../time/civil.ts', import.meta.url).href}';
import { parseMoment, startOfDay } from '${new URL('../time/zone.ts', import.meta.url).href}';
import { loadCalendar } from '${new URL('../../rulebooks/calendar.ts', import.meta.url).href}';
const calendar = loadCalendar();
const none = { stops: true, exclusions: [], extensions: [], grants: [], calendar, zone: 'Asia/Shanghai' };
const out = [];
for (let n = 0; n < 2000; n += 1) {
	const trigger = addDays('2021-01-01', n);
	const limits = [{ limit: 10, unit: 'D' }, { limit: 30, unit: 'WD' }, { limit: 6, unit: 'M' }, { limit: 24, unit: 'H' }, { limit: 15, unit: 'MIN' }];
	for (const limit of limits) out.push(calcDue({ ...none, trigger, limit }));
	out.push(startOfDay(trigger, 'Asia/Shanghai'), parseMoment(trigger + 'T23:30:00Z', 'Asia/Shanghai'), addMonths(trigger, 1));
}
out.push(explainDue({ ...none, trigger: '2026-06-28', limit: { limit: 10, unit: 'D' } }));
console.log(JSON.stringify(out));
`;

function outputUnder(zone: string): string {
	const env = { ...process.env, TZ: zone, NODE_OPTIONS: '' };
	return execFileSync(process.execPath, ['--input-type=module', '-e', program], { env, encoding: 'utf8', maxBuffer: 1 << 27 });
}

describe('the time zone of the process', () => {
	const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Europe/Rome'];

	it('changes no byte of what is computed', () => {
		const [expected = '', ...others] = zones.map(outputUnder);
		expect(expected.length).toBeGreaterThan(100_000);
		for (const other of others) expect(other === expected).toBe(true);
	});
});
