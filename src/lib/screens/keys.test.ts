import { describe, expect, it } from 'vitest';
import { deedOfKey, screenKeys, type KeyPress } from './keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	repeat: false,
	isComposing: false,
	...more,
});

describe('keys of a screen', () => {
	it.each([
		['f', 'full-screen'],
		['F', 'full-screen'],
		['ArrowRight', 'next'],
		['ArrowLeft', 'previous'],
		['PageDown', 'next'],
		['PageUp', 'previous'],
		[' ', 'pause'],
		['t', 'theme'],
		['m', 'freeze'],
		['i', 'identify'],
		['?', 'help'],
		['？', 'help'],
		['Escape', 'out'],
	])('%s: %s', (key, deed) => {
		expect(deedOfKey(press(key))).toBe(deed);
	});

	it('says nothing to others', () => {
		for (const key of ['q', 'Enter', 'Tab', 'Shift', '', 'Process', 'Dead']) expect(deedOfKey(press(key))).toBeUndefined();
	});

	it('leaves the keys of the browser alone', () => {
		expect(deedOfKey(press('f', { ctrlKey: true }))).toBeUndefined();
		expect(deedOfKey(press('t', { metaKey: true }))).toBeUndefined();
		expect(deedOfKey(press('ArrowLeft', { altKey: true }))).toBeUndefined();
	});

	it('takes nothing from a field or an input method, and no space from a button', () => {
		expect(deedOfKey(press('m'), 'text')).toBeUndefined();
		expect(deedOfKey(press('Escape'), 'text')).toBe('out');
		expect(deedOfKey(press('m', { isComposing: true }))).toBeUndefined();
		expect(deedOfKey(press(' '), 'control')).toBeUndefined();
		expect(deedOfKey(press('ArrowRight'), 'control')).toBe('next');
	});

	it('a key held down turns scenes, and does nothing else twice', () => {
		expect(deedOfKey(press('ArrowRight', { repeat: true }))).toBe('next');
		for (const key of ['f', ' ', 't', 'm', 'i']) expect(deedOfKey(press(key, { repeat: true })), key).toBeUndefined();
	});

	it('no key does two things, and every deed is listed once', () => {
		const keys = screenKeys.flatMap((entry) => entry.keys);
		expect(new Set(keys).size).toBe(keys.length);
		expect(new Set(screenKeys.map(({ deed }) => deed)).size).toBe(screenKeys.length);
	});
});
