import { describe, expect, it } from 'vitest';
import { archiveHref, draftHref, fileHref, parseArchive, tookWords } from './publication-words.ts';

describe('addresses of publications', () => {
	it('the query of the archive reads back, and nonsense narrows nothing', () => {
		const asked = { words: '执通〔2026〕1号', kind: 'weekly', court: 'dc', from: '2026-03-01', to: '2026-03-31', page: 3, drafts: 2 };
		expect(parseArchive(new URL(`http://x${archiveHref(asked)}`).searchParams)).toEqual(asked);
		expect(parseArchive(new URLSearchParams('q=++&from=3月&page=-2&drafts=x'))).toEqual({ page: 1 });
		expect(archiveHref({ page: 1 })).toBe('/desk/publications');
	});
	it('ids of campaigns with signs of their own stay one part of the path', () => {
		expect(draftHref('campaign.a/b-dc')).toBe('/desk/publications/drafts/campaign.a%2Fb-dc');
		expect(fileHref('weekly-dc', 'docx', true)).toBe('/api/v1/publications/weekly-dc.docx?edition=visitor');
	});
	it.each([
		[840, '0.8 秒'],
		[65_000, '1 分 5 秒'],
	])('%d ms read %s', (ms, words) => {
		expect(tookWords(ms)).toBe(words);
	});
});
