import { describe, expect, it } from 'vitest';
import { accounts } from './accounts.ts';
import { directory } from './demo-world.fixture.ts';
import { buildDirectory } from './directory.ts';
import type { CourtDate } from '../../core/time/types.ts';

describe('the invented courts', () => {
	it('are one higher, two intermediate and eight basic courts in one tree', () => {
		const count = (level: string) => directory.courts.filter((court) => court.level === level).length;
		expect([count('higher'), count('intermediate'), count('basic')]).toEqual([1, 2, 8]);
		const codes = new Set(directory.courts.map(({ code }) => code));
		for (const { parent, level } of directory.courts) expect(level === 'higher' ? parent === null : codes.has(parent ?? '')).toBe(true);
		expect(new Set(directory.courts.map(({ designation }) => designation)).size).toBe(11);
	});

	it('have units and persons that point at one another', () => {
		const units = new Map(directory.units.map((unit) => [unit.code, unit.court]));
		for (const person of directory.persons) expect(units.get(person.unit), person.code).toBe(person.court);
		expect(new Set(directory.persons.map(({ code }) => code)).size).toBe(directory.persons.length);
		const kinds = new Set(directory.units.map(({ kind }) => kind));
		expect([...kinds].sort()).toEqual(['command', 'enforcement', 'filing', 'management', 'trial']);
	});

	it('have people who were on leave and people who left', () => {
		expect(directory.persons.some(({ onDuty }) => onDuty.length === 2)).toBe(true);
		expect(directory.persons.some(({ onDuty }) => onDuty.at(-1)?.to !== undefined)).toBe(true);
	});

	it('switch the locks on ninety days before the start', () => {
		expect(new Set(directory.courts.map(({ locksFrom }) => locksFrom))).toEqual(new Set(['2026-07-16']));
		const set = buildDirectory(1, '2024-10-14' as CourtDate, '2027-01-20' as CourtDate, '2026-01-01' as CourtDate);
		expect(set.courts[0]?.locksFrom).toBe('2026-01-01');
	});
});

describe('demo accounts', () => {
	const list = accounts(directory);
	const has = (username: string, role: string, scope: string) =>
		expect(list.find((account) => account.username === username)).toMatchObject({ role, scope });

	it('cover every role of the unlock route', () => {
		has('sf-0101-handler1', 'handler', 'self');
		has('sf-0101-chief', 'enforcement-chief', 'court');
		has('sf-0101-duty', 'duty-officer', 'court');
		has('sf-01-approver', 'unlock-approver', 'subtree');
		has('sf-higher-approver', 'unlock-approver', 'subtree');
		has('sf-01-trial-mgmt', 'trial-management', 'subtree');
		has('sf-0101-vice', 'vice-president', 'court');
		has('admin', 'system-admin', 'subtree');
	});

	it('give each court a chief, a president, a vice-president, a duty officer and a handler', () => {
		for (const { code } of directory.courts) {
			const roles = new Set(list.filter(({ court }) => court === code).map(({ role }) => role));
			for (const role of ['enforcement-chief', 'president', 'vice-president', 'duty-officer', 'handler', 'trial-management'])
				expect(roles.has(role), `${code} ${role}`).toBe(true);
		}
	});

	it('have unique names and people of the directory', () => {
		expect(new Set(list.map(({ username }) => username)).size).toBe(list.length);
		const persons = new Set(directory.persons.map(({ code }) => code));
		expect(list.every(({ personCode }) => persons.has(personCode))).toBe(true);
	});
});
