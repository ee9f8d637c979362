import { describe, expect, it } from 'vitest';
import { placeAt, waysOf } from './desk-ways.ts';

const nameAt = (path: string, seesCases = true): string | undefined => placeAt(waysOf(seesCases, ['duty-officer']), path)?.place.name;

describe('the ways of the desk', () => {
	it.each([
		['/desk', '节点清单'],
		['/desk/cases/12', '节点清单'],
		['/desk/cases/12/periods', '期限变更'],
		['/desk/locks', '锁死台账'],
		['/desk/locks/2026-L1/request', '解锁审批'],
		['/desk/unlock/2026-L1-R1/sheet', '解锁审批'],
		['/desk/supervision', '期限监管'],
		['/desk/supervisors', '专人监管'],
		['/desk/rules/try', '规则'],
		['/desk/orders/new', '督办'],
		['/desk/screens', '屏幕'],
		['/desk/screens/pair', '屏幕'],
	])('%s belongs to %s', (path, name) => {
		expect(nameAt(path)).toBe(name);
	});

	it('offers no pages of cases to those who only run the system', () => {
		const places = waysOf(false).flatMap((way) => way.places.map((place) => place.href));
		expect(places).toContain('/desk/rules');
		expect(places).toContain('/desk/notices');
		expect(places).not.toContain('/desk/weekly');
		expect(places).not.toContain('/desk/silent');
	});

	it('offers the screens to those who manage them and to nobody else', () => {
		const offers = (roles: readonly string[]): boolean =>
			waysOf(true, roles).some((way) => way.places.some(({ href }) => href === '/desk/screens'));
		expect(offers(['system-admin'])).toBe(true);
		expect(offers(['handler', '指挥中心值班员'])).toBe(true);
		expect(offers(['handler', 'president'])).toBe(false);
		expect(offers([])).toBe(false);
	});
});
