import { expect, test } from 'vitest';
import { mayChange } from './origin-check.ts';

const post = { method: 'POST', secFetchSite: null, origin: null, host: 'court.local:3000', ownHost: 'court.local:3000' };

test('reading is always allowed', () => {
	expect(mayChange({ ...post, method: 'GET', origin: 'https://evil.example' })).toBe(true);
});

test('a form of this program is allowed, with or without Sec-Fetch-Site', () => {
	expect(mayChange({ ...post, secFetchSite: 'same-origin' })).toBe(true);
	expect(mayChange({ ...post, origin: 'http://court.local:3000' })).toBe(true);
	expect(mayChange({ ...post, origin: 'https://court.local:3000', ownHost: 'behind.proxy' })).toBe(true);
});

test.each([
	{ secFetchSite: 'cross-site' },
	{ secFetchSite: 'same-site' },
	{ secFetchSite: 'none' },
	{ secFetchSite: 'cross-site', origin: 'http://court.local:3000' },
	{ origin: 'http://evil.example' },
	{ origin: 'http://court.local:3001' },
	{ origin: 'null' },
	{},
])('refused: %j', (part) => {
	expect(mayChange({ ...post, ...part })).toBe(false);
	expect(mayChange({ ...post, ...part, method: 'DELETE' })).toBe(false);
});
