import { expect, it } from 'vitest';
import { parseSupervision, sharePercent, supervisionHref } from './supervision-words.ts';

it('the address holds list, court and page, and comes back the same', () => {
	const asked = { tab: 'hidden', court: 'sf-01', cursor: '2026-07-01~x' } as const;
	expect(parseSupervision(new URL(supervisionHref(asked), 'http://x').searchParams)).toEqual(asked);
	expect(parseSupervision(new URLSearchParams('tab=other&court='))).toEqual({ tab: 'supervised' });
	expect(supervisionHref({ tab: 'supervised' })).toBe('/desk/supervision');
});

it.each([
	[30, 120, 25],
	[0, 10, 0],
	[12, 10, 100],
	[1, 0, 0],
])('%i of %i is a bar of %i per cent', (part, whole, percent) => expect(sharePercent(part, whole)).toBe(percent));
