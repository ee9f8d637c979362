import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertFrozen } from '../../server/store/paper-files.ts';
import type { ScorecardView } from '../../src/lib/contract/indicators.ts';
import type { Account } from '../../src/lib/contract/pages.ts';
import { parseIndicators, subjectHref } from '../../src/lib/desk/indicator-words.ts';
import { openSite, type Site } from '../support/site.ts';
import { day, eventsOf, stories, today } from '../support/figures.ts';
import { engines } from '../support/world.ts';

describe.each(engines)('pages of indicators (%s)', (engine) => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite(engine);
		await site.send(stories.flatMap((story) => eventsOf(story, today)));
	});
	afterAll(() => site.close());

	const account = async (name: string): Promise<Account> => {
		const row = await site.app.context.store.read
			.selectFrom('account')
			.innerJoin('account_role', 'account_role.account_id', 'account.id')
			.select(['account.id', 'account.username', 'account_role.court_code'])
			.where('account.username', '=', name)
			.executeTakeFirstOrThrow();
		return { id: row.id, username: row.username, personName: row.username, court: row.court_code, courtName: '', roles: [] };
	};

	it('the catalogue shows every indicator with its definition, and marks what is not settled', async () => {
		const page = await site.app.indicators.indicators(await account('chief'), {});
		if (!page.ok) throw new Error(page.message);
		const rows = page.view.groups.flatMap((group) => group.rows);
		expect(rows.length).toBeGreaterThan(70);
		expect(rows.every(({ definition, source }) => definition.length > 5 && source.length > 3)).toBe(true);
		expect(rows.find(({ code }) => code === 'tri.accept_first')).toMatchObject({
			unsettled: true,
			mark: expect.stringContaining('口径待核') as string,
		});
		expect(rows.find(({ code }) => code === 'enf.close_rate')).toMatchObject({
			unsettled: false,
			parts: expect.stringContaining('÷') as string,
		});
	});

	it('beside the value of today stand values of the same scope that were published, not the changes and distances cited with them', async () => {
		const of = { label: '执行案件结案率', code: 'enf.close_rate', court: 'dc', from: day('2025-01-01'), to: day('2025-12-31') };
		const stem = 'enf.close_rate@dc/ytd-2025-01-01-2025-12-31';
		await site.app.context.store.write(async ({ db }) => {
			await db
				.insertInto('publication')
				.values({
					...{ id: 'monthly-dc-2025', kind: 'monthly', court_code: 'dc', version: 1, number: '测试〔2026〕1号', state: 'issued' },
					...{ period_from: of.from, period_to: of.to, cut_off_at: '2026-01-01T00:00:00.000Z', made_at: '2026-01-01T00:00:00.000Z' },
					...{ rulebook_version: 'test', figures: '{}', hash: '-' },
				})
				.execute();
			await insertFrozen(db, 'monthly-dc-2025', [
				{ ...of, id: stem, value: 50, text: '50.00%' },
				{ ...of, id: `${stem}~`, value: 50, text: '50.00%' },
				{ ...of, id: `${stem}/yoy`, value: 1.6, text: '1.60个百分点' },
				{ ...of, id: `${stem}/gap`, value: null, text: '再结35件达96%' },
				{ ...of, id: `${stem}/filter.kind`, value: 12, text: '12.00%' },
				{ ...of, id: stem.replace('@dc/', '@dc.own/'), value: 40, text: '40.00%' },
			]);
		});
		const frozen = async (reach: 'own' | 'subtree') => {
			const page = await site.app.indicators.indicator(await account('chief'), 'enf.close_rate', { court: 'dc', reach });
			if (!page.ok) throw new Error(page.message);
			return page.view.frozen.map(({ text }) => text);
		};
		expect([await frozen('subtree'), await frozen('own')]).toEqual([['50.00%'], ['40.00%']]);
	});

	it('one indicator: trend, breakdown, forecast, and the very cases', async () => {
		const choice = { by: 'person', side: 'numerator', period: 'custom', from: '2025-01-01', to: '2025-12-31' };
		const page = await site.app.indicators.indicator(await account('chief'), 'enf.close_rate', choice);
		if (!page.ok) throw new Error(page.message);
		const { view } = page;
		expect(view.trend).toHaveLength(12);
		expect(view.by).toBe('person');
		expect(view.ranking).toBe(false);
		expect(view.breakdown.every(({ rank }) => rank === null)).toBe(true);
		expect(view.forecast?.method).toContain('按目前进度推算');
		expect(view.cases?.items).toHaveLength(view.row.numerator);
		expect(await site.app.indicators.indicator(await account('chief'), 'no.such', {})).toMatchObject({ ok: false, status: 404 });
		expect(await site.app.indicators.indicators(await account('chief'), { court: 'gy' })).toMatchObject({ ok: false, status: 404 });
		const wrong = await site.app.indicators.indicators(await account('chief'), { period: 'custom', from: '2026-02-30', to: '2026-03-01' });
		expect(wrong).toMatchObject({
			ok: true,
			view: { problem: expect.stringContaining('日期应为实有的日期') as string, period: { kind: 'ytd' } },
		});
	});

	it('rows of one person at two courts list the cases of their own court; places are among peers', async () => {
		const choice = { by: 'person', period: 'custom', from: '2025-01-01', to: '2025-12-31', side: 'numerator' };
		const whole = await site.app.indicators.indicator(await account('duty'), 'enf.close_rate', choice);
		if (!whole.ok) throw new Error(whole.message);
		const rows = whole.view.breakdown.filter(({ key }) => key === 'li');
		expect(rows.map(({ court }) => court)).toEqual(['dc', 'xl']);
		for (const { court, key, name, numerator } of rows) {
			const listed = await site.app.indicators.indicator(await account('duty'), 'enf.close_rate', { ...choice, key: `${court}/${key}` });
			if (!listed.ok) throw new Error(listed.message);
			expect(listed.view.of).toEqual({ key: `${court}/${key}`, name, kind: 'person' });
			expect(listed.view.cases!.items.map((item) => item.courtName)).toEqual(
				Array<string>(numerator).fill(rows.find((row) => row.court === court)!.courtName!),
			);
		}
		const { settings } = site.app.context.directory().courts.get('zy')!;
		Object.assign(settings, { ranking: true });
		const among = await site.app.indicators.indicator(await account('duty'), 'enf.unclosed_rate', { ...choice, by: 'court' });
		Object.assign(settings, { ranking: false });
		if (!among.ok) throw new Error(among.message);
		const ranks = new Map(among.view.breakdown.map(({ key, rank }) => [key, rank]));
		expect([...ranks.keys()]).toEqual(['zy', 'dc', 'xl']);
		expect([ranks.get('dc'), ranks.get('xl')].sort()).toEqual([1, 2]);
	});

	it('a handler sees no other person; a scorecard says why', async () => {
		const mine = await site.app.indicators.indicator(await account('li'), 'enf.close_rate', {
			by: 'court',
			period: 'custom',
			from: '2025-01-01',
			to: '2025-12-31',
		});
		expect(mine).toMatchObject({ ok: true, view: { by: 'person', bys: ['person'] } });
		if (mine.ok) expect(mine.view.breakdown.every(({ key }) => key === 'li')).toBe(true);
		const card = await site.app.indicators.scorecard(await account('chief'), {
			by: 'court',
			period: 'custom',
			from: '2025-01-01',
			to: '2025-12-31',
		});
		if (!card.ok) throw new Error(card.message);
		expect(card.view.peers).toContain('2 个同级法院');
		const days = card.view.rows.find(({ code }) => code === 'enf.avg_days')!;
		expect(days.why).toMatch(/同类均值/);
		expect(days.verdict === 'weak' ? days.better : true).not.toBe(days.verdict === 'weak');
		expect(card.view.rows.filter(({ verdict }) => verdict !== null).every(({ text }) => text !== '—')).toBe(true);
	});

	it('cases of nobody yet are in the totals, and no peer of those who have some', async () => {
		const days = { period: 'custom', from: '2025-01-01', to: '2025-12-31' };
		const chief = await account('chief');
		const page = async () => {
			const found = await site.app.indicators.indicator(chief, 'enf.close_rate', { ...days, by: 'person', reach: 'own' });
			if (!found.ok) throw new Error(found.message);
			return found.view;
		};
		const card = async () => {
			const found = await site.app.indicators.scorecard(chief, { ...days, by: 'person', key: 'li' });
			if (!found.ok) throw new Error(found.message);
			return found.view;
		};
		const [before, cardBefore] = [await page(), await card()];
		// Nine cases that nobody has been given: none of them closed.
		await site.send(
			Array.from({ length: 9 }, (_, n) => ({
				...{ id: `nobody-${n}`, court: 'dc', caseNumber: `（2025）示0204执${900 + n}号`, type: 'case-filed', occurredAt: '2025-06-02' },
				data: { claimFen: 1_000 },
			})),
		);
		const { settings } = site.app.context.directory().courts.get('dc')!;
		Object.assign(settings, { ranking: true });
		const [after, cardAfter] = [await page(), await card()];
		Object.assign(settings, { ranking: false });
		const nobody = after.breakdown.find(({ key }) => key === '')!;
		expect(nobody).toMatchObject({ name: '未定承办人', value: 0, denominator: 9, rank: null, toMean: '—', toFirst: '—' });
		// In the total they count; the mean and the places are those of the persons.
		expect(after.row.denominator).toBe(before.row.denominator! + 9);
		expect(after.mean).toBe(before.mean);
		const ranks = after.breakdown.filter(({ key }) => key !== '').map(({ rank }) => rank);
		expect([...ranks].sort()).toEqual(ranks.map((_, index) => index + 1));
		expect(cardAfter.subjects.map(({ key }) => key)).toEqual(cardBefore.subjects.map(({ key }) => key));
		const rate = (view: ScorecardView) => view.rows.find(({ code }) => code === 'enf.close_rate')!;
		expect([rate(cardAfter).mean, rate(cardAfter).of]).toEqual([rate(cardBefore).mean, rate(cardBefore).of]);
	});

	it('exports numbers as numbers, with the definition of each', async () => {
		const file = await site.app.indicators.indicatorFile(
			await account('chief'),
			'127.0.0.1',
			{ by: 'person', code: 'enf.close_rate' },
			'csv',
		);
		if (!file.ok) throw new Error(file.message);
		const lines = new TextDecoder().decode(file.view.bytes).split('\r\n');
		expect(lines[0]).toContain('口径');
		expect(lines[1]).toContain('已结÷（旧存＋新收）');
		expect(file.view.fileName).toMatch(/质效指标.*\.csv$/);
	});

	it('no 环比 of a year so far or a whole year, on no page and in no file; of other periods as before', async () => {
		const chief = await account('chief');
		for (const [period, told] of [
			['ytd', false],
			['year', false],
			['month', true],
			['quarter', true],
		] as const) {
			const choice = { court: 'dc', period, on: '2025-12-31' };
			const list = await site.app.indicators.indicators(chief, choice);
			if (!list.ok) throw new Error(list.message);
			const rows = list.view.groups.flatMap((group) => group.rows);
			expect([period, rows.some(({ mom }) => mom !== undefined)]).toEqual([period, told]);
			expect(rows.every(({ yoy }) => yoy !== undefined)).toBe(true);
			const page = await site.app.indicators.indicator(chief, 'enf.close_rate', { ...choice, by: 'person' });
			if (!page.ok) throw new Error(page.message);
			expect([page.view.row, ...page.view.breakdown].map(({ mom }) => mom !== undefined)).toEqual(
				Array<boolean>(page.view.breakdown.length + 1).fill(told),
			);
			const file = await site.app.indicators.indicatorFile(chief, '127.0.0.1', { ...choice, code: 'enf.close_rate' }, 'csv');
			if (!file.ok) throw new Error(file.message);
			expect(new TextDecoder().decode(file.view.bytes).includes('累计不作环比')).toBe(!told);
		}
	});

	it('the scorecard of a court without cases is of the courts below that have some, each of which can be chosen', async () => {
		const days = { by: 'court', period: 'custom', from: '2025-01-01', to: '2025-12-31' };
		const card = async (name: string, choice: object): Promise<ScorecardView> => {
			const found = await site.app.indicators.scorecard(await account(name), { ...days, ...choice });
			if (!found.ok) throw new Error(found.message);
			return found.view;
		};
		const above = await card('higher', { court: 'gy' });
		expect(above.subjects.length).toBeGreaterThan(1);
		expect(above.subject.key).toBe(above.subjects[0]!.key);
		expect(above.subjects.map(({ key }) => key)).not.toContain('gy');
		expect(above.rows.some(({ text }) => text !== '—')).toBe(true);
		const chosen = await card('higher', { court: 'gy', key: 'xl' });
		expect([chosen.court, chosen.subject, chosen.peers]).toEqual([
			'gy',
			{ key: 'xl', name: '西陵县人民法院', court: 'xl' },
			'与示范市中级人民法院辖区 2 个同级法院相比',
		]);
		const own = await card('chief', {});
		expect([own.subject.key, own.subjects]).toEqual(['dc', []]);
		// Its own figures, not those of another, stand behind the links of the card.
		const row = chosen.rows.find(({ code }) => code === 'enf.close_rate')!;
		const { pathname, searchParams } = new URL(subjectHref('enf.close_rate', chosen), 'http://desk');
		const page = await site.app.indicators.indicator(await account('higher'), pathname.split('/').at(-1)!, parseIndicators(searchParams));
		expect(page).toMatchObject({ ok: true, view: { court: 'xl', row: { text: row.text } } });
		const person = await card('chief', { by: 'person', key: 'li' });
		const mine = await site.app.indicators.indicator(
			await account('chief'),
			'enf.close_rate',
			parseIndicators(new URL(subjectHref('enf.close_rate', person), 'http://desk').searchParams),
		);
		expect(mine).toMatchObject({
			ok: true,
			view: { narrowing: { owner: 'person' }, row: { text: person.rows.find(({ code }) => code === 'enf.close_rate')!.text } },
		});
		const alone = await card('higher', { court: 'zy', from: '2024-01-01', to: '2024-01-02' });
		expect(alone.peers).toBe('没有同级法院可比');
	});
});
