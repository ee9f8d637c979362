import { describe, expect, it } from 'vitest';
import type { Frame } from '../../contract/topics.ts';
import { full, missing, much } from './fixtures.ts';
import { keptName, laterFrame, packLobby, unpackLobby } from './lobby-keep.ts';
import { fillPages, pagesOf, turnFrom } from './lobby-pages.ts';
import {
	bracketWords,
	changeWords,
	countWords,
	cutOffWords,
	meanWords,
	missingJudges,
	missingMediation,
	missingWait,
	rateWords,
	shownWords,
	yuan,
} from './lobby-words.ts';

describe('words', () => {
	it('tells the change against last month, and nothing where a month is unknown or kept back', () => {
		expect(changeWords(68, 73, '件')).toEqual({ kind: 'less', text: '较上月减少 5 件' });
		expect(changeWords(23.4, 22, '天')).toEqual({ kind: 'more', text: '较上月增加 1.4 天' });
		expect(changeWords(23, 23, '天')).toEqual({ kind: 'same', text: '与上月持平' });
		for (const value of [null, 'few', 'kept'] as const) expect(changeWords(value, 23, '天')).toBeUndefined();
		expect(changeWords(23, null, '天')).toBeUndefined();
	});

	it('says why a figure is missing', () => {
		expect(missingJudges({ ...missing.openPerJudge, judges: 0 })).toContain('员额法官');
		expect(missingJudges({ ...full.openPerJudge, value: 'few' })).toContain('少于 5');
		expect(missingWait({ ...full.waitCycle, value: 'few' })).toContain('少于 5');
		expect(missingMediation(missing.mediation)).toContain('尚未填报');
	});

	it('never shows unknown, few or kept back as a number', () => {
		expect([null, 'few', 'kept', 0, 7].map((value) => shownWords(value as never).text)).toEqual(['—', '少于 5', '不公布', '0', '7']);
		expect(meanWords('few').text).toBe('不足 5 件');
		expect([countWords(null), countWords('few'), countWords(2312)]).toEqual(['—', '少于 5', '2,312']);
	});

	it('tells until when the figures hold, and that they are late, by the clock alone', () => {
		const said = (change: object, at: string) => cutOffWords({ ...full, ...change }, Date.parse(at), 'Asia/Shanghai');
		expect(said({}, '2026-10-14T08:00:00Z')).toEqual({ late: false, text: '数据截至 14:00' });
		expect(said({}, '2026-10-14T08:01:00Z')).toMatchObject({
			late: true,
			text: expect.stringMatching(/^数据更新延迟 .+ · 数据截至 14:00$/),
		});
		expect(said({ declared: false }, '2026-10-14T06:01:00Z').text).toBe('数据更新于 14:00');
		expect(said({ lateAfterMinutes: 30 }, '2026-10-14T06:31:00Z').late).toBe(true);
		expect(said({ asOf: null }, '2026-10-14T06:31:00Z')).toEqual({ late: true, text: '尚未收到办案数据' });
	});

	it('writes amounts, rates and brackets as people say them', () => {
		expect([yuan(230_000), yuan(1_350), yuan(100_000_000)]).toEqual(['2,300', '13.50', '1,000,000']);
		expect([rateWords(250), rateWords(90), rateWords(200)]).toEqual(['2.5%', '0.9%', '2%']);
		expect(bracketWords(0, 10_000)).toBe('不超过 1 万元');
		expect(bracketWords(10_000, 100_000)).toBe('1 万元至 10 万元的部分');
		expect(bracketWords(20_000_000, null)).toBe('超过 2,000 万元的部分');
		expect(bracketWords(0, 8_500)).toBe('不超过 8,500 元');
	});
});

describe('pages', () => {
	const now = Date.parse('2026-10-14T06:32:00Z');

	it('come in the order of the court, long ones in parts; nothing is lost or shown twice', () => {
		for (const layout of ['portrait', 'landscape'] as const) {
			const pages = pagesOf(much, layout, now);
			expect([...new Set(pages.map(({ kind }) => kind))]).toEqual(much.pages.map(({ kind }) => kind));
			const rows = pages.flatMap((page) => (page.kind === 'hearings' ? page.rows : []));
			expect(rows).toEqual(much.hearings!.rows);
			expect(pages.flatMap((page) => (page.kind === 'guide' ? page.rows : []))).toEqual(much.guide.items);
			expect(pages.flatMap((page) => (page.kind === 'fees' ? page.rows : []))).toEqual(much.fees.fixed);
			expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
		}
	});

	it('a court without notices has no page of them; one without hearings today says so', () => {
		const pages = pagesOf(missing, 'portrait', now);
		expect(pages.some(({ kind }) => kind === 'notices')).toBe(false);
		expect(pages.find(({ kind }) => kind === 'hearings')).toMatchObject({ rows: [], part: 1, parts: 1 });
	});

	it('a notice goes off at its time, though the server may be away', () => {
		const shown = (at: string): number =>
			pagesOf(full, 'portrait', Date.parse(at)).flatMap((page) => (page.kind === 'notices' ? page.rows : [])).length;
		expect([shown('2026-10-16T07:59:59.999Z'), shown('2026-10-16T08:00:00.000Z')]).toEqual([2, 1]);
		expect([shown('2026-10-31T15:59:59.999Z'), shown('2026-10-31T16:00:00.000Z')]).toEqual([1, 0]);
	});

	it('are filled evenly, and an item that is too large has one to itself', () => {
		expect(fillPages([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], (n) => n, 9).map((page) => page.length)).toEqual([5, 5]);
		expect(fillPages([20, 1], (n) => n, 9)).toEqual([[20], [1]]);
		expect(fillPages([], () => 1, 9)).toEqual([]);
	});

	it('turn round and round, and begin again where a page is gone', () => {
		const pages = pagesOf(full, 'portrait', now);
		const seen = [pages[0]!.id];
		while (seen.length <= pages.length) seen.push(turnFrom(pages, seen.at(-1)!));
		expect(seen).toEqual([...pages.map(({ id }) => id), pages[0]!.id]);
		expect(turnFrom(pages, pages[0]!.id, -1)).toBe(pages.at(-1)!.id);
		expect(turnFrom(pages, 'notices-9')).toBe(pages[0]!.id);
		expect(turnFrom([], 'x')).toBe('');
	});
});

describe('what a page keeps of itself', () => {
	const frame: Frame<'lobby'> = {
		topic: 'lobby',
		scope: 'dc',
		revision: 4,
		asOf: '2026-10-14T06:32:00Z',
		feed: { state: 'live' },
		payload: full,
	};
	const clock = { now: '2026-10-14T06:32:00Z', speed: 1, businessDay: '2026-10-14', zone: 'Asia/Shanghai' };
	const text = packLobby({ court: 'dc', frame, clock, keptAt: 1_000_000 });

	it('comes back whole for its court', () => {
		expect(unpackLobby(text, 'dc', 1_000_500)).toMatchObject({ court: 'dc', frame, clock });
		expect(keptName('dc')).not.toBe(keptName('xl'));
	});

	it.each([
		['nothing', null],
		['damaged', text.slice(0, -9)],
		['another version', text.replace('"version":3', '"version":2')],
		['no frame', '{"version":3,"court":"dc","keptAt":1000000}'],
		['another topic', text.replace('"topic":"lobby"', '"topic":"locks"')],
		['an array', '[]'],
	])('%s is not read', (_what, kept) => expect(unpackLobby(kept, 'dc', 1_000_500)).toBeUndefined());

	it('is not read for another court, after a week, or from the future', () => {
		expect(unpackLobby(text, 'xl', 1_000_500)).toBeUndefined();
		expect(unpackLobby(text, 'dc', 1_000_000 + 8 * 86_400_000)).toBeUndefined();
		expect(unpackLobby(text, 'dc', 0)).toBeUndefined();
	});

	it('wins only where it is later than what the page was made with', () => {
		const earlier = { ...frame, asOf: '2026-10-14T06:00:00Z' };
		expect(laterFrame(earlier, frame)).toBe(frame);
		expect(laterFrame(frame, earlier)).toBe(frame);
		expect(laterFrame(frame, undefined)).toBe(frame);
	});
});
