import { describe, expect, it } from 'vitest';
import { screenSettingsSchema } from '../contract/screens.ts';
import { lookOf, readKiosk } from './kiosk.ts';

const read = (query: string) => readKiosk(new URLSearchParams(query));

describe('parameters in the address of a screen', () => {
	it('are read', () => {
		expect(read('kiosk=1&theme=light&page=3&dwell=45&scale=fill&court=sf-01')).toEqual({
			kiosk: true,
			theme: 'light',
			page: 3,
			dwellSeconds: 45,
			scale: 'fill',
			court: 'sf-01',
		});
		expect(read('kiosk').kiosk).toBe(true);
		expect(read('theme=%20Dark ').theme).toBe('dark');
	});

	it('are nothing where there are none', () => {
		expect(read('')).toEqual({ kiosk: false });
	});

	it.each([
		'kiosk=0',
		'kiosk=no',
		'theme=neon',
		'page=0',
		'page=-1',
		'page=31',
		'page=1.5',
		'page=1e1',
		'page=',
		'dwell=4',
		'dwell=3601',
		'dwell=NaN',
		'dwell=9999999999999999999',
		'scale=stretch',
		'court=../../etc',
		'court=',
		'court=%00',
		`court=${'a'.repeat(33)}`,
		'court=SF-01',
	])('%s is as if it were not there', (query) => {
		expect(read(query)).toEqual({ kiosk: false });
	});

	it('never throws, whatever the address holds', () => {
		const signs = ['%', '%E0', '\u0000', '＆', '💥', '=', '&', '?', '9'.repeat(400), '__proto__', 'constructor'];
		for (const name of ['kiosk', 'theme', 'page', 'dwell', 'scale', 'court', '__proto__'])
			for (const sign of signs) expect(() => read(`${name}=${sign}`)).not.toThrow();
	});

	it('the first of several counts', () => {
		expect(read('theme=light&theme=dark').theme).toBe('light');
	});
});

describe('the look of a screen', () => {
	it('is as the server says, whatever the address says', () => {
		const settings = screenSettingsSchema.parse({ theme: 'light', scale: 'none' });
		expect(lookOf(read('theme=dark&scale=fill'), settings)).toEqual({ theme: 'light', scale: 'none' });
	});

	it('is as the address says where no server says anything, else the usual', () => {
		expect(lookOf(read('theme=light'))).toEqual({ theme: 'light', scale: 'fit' });
		expect(lookOf(read('scale=fill'))).toEqual({ theme: 'dark', scale: 'fill' });
	});
});
