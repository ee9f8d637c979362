import { describe, expect, it } from 'vitest';
import {
	agoWords,
	buildWords,
	dataAgeWords,
	overrideWords,
	plainCode,
	playlistWords,
	sceneWords,
	sizeWords,
	toldWords,
} from './screen-words.ts';

const names = {
	scenes: [{ id: 'locks', name: '锁定与解锁' }],
	playlists: [{ id: 'standard', name: '标准轮播' }],
	courts: [{ id: 'dc', name: '东川县人民法院' }],
};
const zone = 'Asia/Shanghai';
const by = { by: '值班员', since: '2026-11-20T06:00:00.000Z' };

describe('words of screens', () => {
	it('tell how old a picture is, and when somebody should look', () => {
		expect(dataAgeWords(undefined).words).toBe('—');
		expect(dataAgeWords(59)).toEqual({ words: '实时', tone: 'tone-met' });
		expect(dataAgeWords(60)).toEqual({ words: '1 分钟前', tone: 'tone-warned' });
		expect(dataAgeWords(600).tone).toBe('tone-overdue');
	});

	it('tell when a screen was last heard of', () => {
		const now = Date.parse('2026-11-20T06:00:00Z');
		expect(agoWords(undefined, now)).toBe('—');
		expect(agoWords('2026-11-20T05:59:55Z', now)).toBe('刚刚');
		expect(agoWords('2026-11-20T06:00:05Z', now)).toBe('刚刚');
		expect(agoWords('2026-11-20T05:59:20Z', now)).toBe('40 秒前');
		expect(agoWords('2026-11-18T05:00:00Z', now)).toBe('2 天前');
	});

	it('tell what is on show, also on a screen that has no scenes', () => {
		expect(sceneWords('locks', names.scenes)).toBe('锁定与解锁');
		expect(sceneWords('lobby', names.scenes)).toBe('大厅公示');
		expect(sceneWords('gone', names.scenes)).toBe('gone');
	});

	it('tell size and build', () => {
		expect(sizeWords({})).toBe('—');
		expect(sizeWords({ width: 1920, height: 1080, pixelRatio: 1 })).toBe('1920×1080');
		expect(sizeWords({ width: 3840, height: 2160, pixelRatio: 1.25 })).toBe('3840×2160，像素比 1.25');
		expect(buildWords({})).toBe('—');
		expect(buildWords({ build: 'abc', buildIsCurrent: false })).toBe('abc，待更新');
		expect(buildWords({ build: 'abc' })).toBe('abc');
	});

	it('tell what is shown instead of the playlist', () => {
		expect(overrideWords({ kind: 'takeover', scene: 'locks', title: '', ...by }, names, zone)).toBe('接管：锁定与解锁');
		expect(overrideWords({ kind: 'freeze', at: '2026-11-20T06:32:00.000Z', ...by }, names, zone)).toBe('定格于 14:32');
		expect(overrideWords({ kind: 'redirect', court: 'dc', playlist: 'standard', ...by }, names, zone)).toBe(
			'改显：东川县人民法院，标准轮播',
		);
		expect(playlistWords('scene:locks', names)).toBe('只显示「锁定与解锁」');
		expect(playlistWords('gone', names)).toBe('gone');
	});

	it('tell who heard a command, and what becomes of the others', () => {
		const [a, b] = [
			{ id: '1', name: '一号屏' },
			{ id: '2', name: '二号屏' },
		];
		expect(toldWords('identify', { ok: true, sent: [a!], offline: [b!] })).toBe('已下发：一号屏。未连接或不受控：二号屏，本次未送达。');
		expect(toldWords('message', { ok: true, sent: [], offline: [a!, b!] })).toBe('未连接或不受控：一号屏、二号屏，接入后自动生效。');
		expect(toldWords('reload', { ok: true, sent: [], offline: [] })).toMatch(/没有屏幕/);
		const many = Array.from({ length: 9 }, (_, index) => ({ id: String(index), name: `${index}号` }));
		expect(toldWords('reload', { ok: true, sent: many, offline: [] })).toMatch(/等 9 块屏/);
	});

	it('read a code however it is typed', () => {
		expect(plainCode(' abcd-2345 ')).toBe('ABCD2345');
		expect(plainCode('ａｂＣＤ　２３４５')).toBe('ABCD2345');
		expect(plainCode('。')).toBe('');
	});
});
