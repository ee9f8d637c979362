import { expect, test } from 'vitest';
import { loginPath, ownPath } from './next-path.ts';

test.each([
	['/desk/unlock', '/desk/unlock'],
	['/desk?view=locked&court=b1', '/desk?view=locked&court=b1'],
	['/wall/m1#top', '/wall/m1#top'],
])('%s is an own path', (asked, path) => {
	expect(ownPath(asked)).toBe(path);
});

test.each([
	null,
	undefined,
	'',
	'desk',
	'https://evil.example/',
	'//evil.example/',
	'/\\evil.example/',
	'/\t/evil.example/',
	'/.//evil.example',
	'javascript:alert(1)',
	'/login?next=/login',
])('%j leads to the desk', (asked) => {
	expect(ownPath(asked)).toBe('/desk');
});

test('the sign-in page keeps the way back', () => {
	expect(loginPath('/desk')).toBe('/login');
	expect(loginPath('/desk/cases/7?node=a/b')).toBe('/login?next=%2Fdesk%2Fcases%2F7%3Fnode%3Da%2Fb');
});
