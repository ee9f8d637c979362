import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockedCases, openSite, type Site } from '../support/site.ts';

interface Directory {
	readonly courts: readonly { code: string; name: string; parent?: string; locksFrom?: string; settings: object }[];
	readonly persons: readonly { code: string; name: string; court: string; onDuty: readonly object[] }[];
}

describe('the directory', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
	});
	afterAll(() => site.close());

	const put = (key: string, body: object) => site.call('PUT', 'directory', { key, body });
	const get = async (key: string) => (await site.call('GET', 'directory', { key })).body as unknown as Directory;

	it('takes courts, units and persons, and gives back the same', async () => {
		const courts = [
			{
				code: 'nb',
				name: '南泊县人民法院',
				level: 'basic',
				parent: 'zy',
				designation: '示0206',
				locksFrom: '2026-02-01',
				settings: { maxGrantDays: 10 },
			},
		];
		const units = [{ code: 'nb-zx', name: '执行局', court: 'nb', kind: 'enforcement' }];
		const persons = [
			{
				code: 'nb-1',
				name: '周某',
				court: 'nb',
				unit: 'nb-zx',
				postJudge: true,
				onDuty: [{ from: '2025-01-01', to: '2025-06-30' }, { from: '2026-01-01' }],
			},
		];
		expect(await put('gy', { courts, units, persons })).toMatchObject({ status: 200, body: { courts: 1, units: 1, persons: 1 } });
		const directory = await get('gy');
		expect(directory.courts.find((court) => court.code === 'nb')).toMatchObject(courts[0]!);
		expect(directory.persons.find((person) => person.code === 'nb-1')).toMatchObject(persons[0]!);
		expect(await put('gy', { courts, units, persons })).toMatchObject({ status: 200 });
		expect(await get('gy')).toEqual(directory);
		// What is not named stays as it was.
		await put('gy', { courts: [{ code: 'nb', name: '南泊县人民法院（新）', level: 'basic', parent: 'zy', designation: '示0206' }] });
		expect((await get('gy')).courts.find((court) => court.code === 'nb')).toMatchObject({
			name: '南泊县人民法院（新）',
			locksFrom: '2026-02-01',
			settings: { maxGrantDays: 10 },
		});
	});

	it('shows a key its own courts only', async () => {
		expect((await get('dc')).courts.map((court) => court.code)).toEqual(['dc']);
		expect((await get('dc')).persons.every((person) => person.court === 'dc')).toBe(true);
		expect((await get('zy')).courts.map((court) => court.code)).toEqual(['zy', 'dc', 'xl', 'nb']);
	});

	it.each([
		['another court', { courts: [{ code: 'xl', name: '改名的法院', level: 'basic', parent: 'zy', designation: '示0205' }] }],
		['the court above', { courts: [{ code: 'zy', name: '改名的法院', level: 'intermediate', parent: 'gy', designation: '示02' }] }],
		['itself out of its place', { courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', parent: 'xl', designation: '示0204' }] }],
		['itself to the top', { courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', parent: null, designation: '示0204' }] }],
		['a new court under another', { courts: [{ code: 'new', name: '新法院', level: 'basic', parent: 'xl' }] }],
		['a new court at the top', { courts: [{ code: 'new', name: '新法院', level: 'higher' }] }],
		['a person of another court', { persons: [{ code: 'x', name: '某', court: 'xl' }] }],
		['a person of another court to itself', { persons: [{ code: 'xl-handler', name: '某', court: 'dc' }] }],
		['a unit of another court', { units: [{ code: 'x', name: '某', court: 'xl' }] }],
		['a circle', { courts: [{ code: 'dc', name: '东川县人民法院', level: 'basic', parent: 'dc' }] }],
	])('does not let a key put %s', async (_what, body) => {
		const before = await get('gy');
		const answer = await put('dc', body);
		expect(answer.status, answer.text).toBe(422);
		expect(await get('gy')).toEqual(before);
	});

	it.each([
		['a parent that does not exist', { courts: [{ code: 'new', name: '新法院', level: 'basic', parent: 'nowhere' }] }],
		['a circle of two', { courts: [{ code: 'zy', name: '示范市中级人民法院', level: 'intermediate', parent: 'dc', designation: '示02' }] }],
		[
			'a circle of new courts',
			{
				courts: [
					{ code: 'aa', name: '甲法院', level: 'basic', parent: 'bb' },
					{ code: 'bb', name: '乙法院', level: 'basic', parent: 'aa' },
				],
			},
		],
		[
			'a designation that another court has',
			{ courts: [{ code: 'new', name: '新法院', level: 'basic', parent: 'zy', designation: '示0204' }] },
		],
		['a person of a court that does not exist', { persons: [{ code: 'x', name: '某', court: 'nowhere' }] }],
	])('refuses %s', async (_what, body) => {
		const answer = await put('gy', body);
		expect(answer).toMatchObject({ status: 422, body: { code: 'bad-directory' } });
		expect(answer.type).toContain('application/problem+json');
	});

	it.each([
		['a level that there is not', { courts: [{ code: 'new', name: '新法院', level: 'supreme' }] }],
		['a zone that there is not', { courts: [{ code: 'new', name: '新法院', level: 'basic', zone: 'Mars/Olympus' }] }],
		['a code with capitals', { courts: [{ code: 'New', name: '新法院', level: 'basic' }] }],
		['a day that is none', { courts: [{ code: 'new', name: '新法院', level: 'basic', parent: 'zy', locksFrom: '2026-02-30' }] }],
		['a list that is none', { courts: {} }],
	])('refuses %s as malformed', async (_what, body) => {
		expect((await put('gy', body)).status).toBe(400);
	});

	it('a setting of a court works at once', async () => {
		await lockedCases(site, [{ court: 'dc', caseNumber: '（2026）示0204执1号', handler: 'li' }]);
		const courts = [
			{ code: 'dc', name: '东川县人民法院', level: 'basic', parent: 'zy', designation: '示0204', settings: { maxGrantDays: 3 } },
		];
		expect((await put('zy', { courts })).status).toBe(200);
		const lock = await site.call('GET', `locks/${encodeURIComponent('(2026)示0204执1号-L1')}`, { as: 'li' });
		expect(lock.body.maxGrantDays).toBe(3);
		expect(site.unexpected).toEqual([]);
	});
});
