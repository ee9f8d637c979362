import { describe, expect, it } from 'vitest';
import { figureFilter, lockExportHref, lockQuery, lockRegisterHref, parseLockFilter, quickPeriods } from './lock-register-words.ts';

const parse = (text: string) => parseLockFilter(new URLSearchParams(text));

describe('the filter of the lock register', () => {
	it('is its address, there and back', () => {
		const filter = {
			...({ state: 'released', outcome: 'real', court: 'dc', node: 'enf-notice', handler: '李', from: '2026-01-01' } as const),
			...{ to: '2026-03-31', repeat: true, decidedBy: 'zy', lateAt: 'dc', cursor: '2026-03-12T23:30:00.000Z~(2026)示0204执1号-L1' },
		};
		expect(parse(lockQuery(filter).slice(1))).toEqual(filter);
		expect(lockRegisterHref({})).toBe('/desk/locks');
	});

	it('leaves out what it does not understand', () => {
		expect(parse('state=open&outcome=x&from=2026-02-30&to=tomorrow&repeat=yes&court=%20')).toEqual({});
	});

	it('a figure keeps courts, people and days and drops the rest; a file drops the page', () => {
		const filter = parse('state=released&court=dc&handler=li&from=2026-01-01&node=enf-close&cursor=x~y');
		expect(figureFilter(filter, { repeat: true })).toEqual({ court: 'dc', handler: 'li', from: '2026-01-01', repeat: true });
		expect(lockExportHref({ cursor: 'x~y' }, 'csv')).toBe('/desk/locks/export?format=csv');
		expect(lockExportHref({ state: 'standing', cursor: 'x~y' }, 'xlsx')).toBe('/desk/locks/export?state=standing&format=xlsx');
	});

	it('knows the month, the quarter, the year and twelve months', () => {
		expect(quickPeriods('2026-11-20').map(({ from }) => from)).toEqual(['2026-11-01', '2026-10-01', '2026-01-01', '2025-11-21']);
		expect(quickPeriods('2026-03-31').map(({ from }) => from)).toEqual(['2026-03-01', '2026-01-01', '2026-01-01', '2025-04-01']);
	});
});
