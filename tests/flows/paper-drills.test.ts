import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../server/core/access/may.ts';
import { entryOf } from '../../server/core/indicator/catalogue/index.ts';
import { whyNoCases } from '../../server/core/indicator/drill.ts';
import { periodOf } from '../../server/core/indicator/period.ts';
import type { CitedFigure } from '../../server/core/report/paper.ts';
import type { CourtDate, Instant } from '../../server/core/time/types.ts';
import { buildPaper } from '../../server/flows/build-paper.ts';
import { figureCases } from '../../server/flows/figure-cases.ts';
import { createIndicatorPages } from '../../server/pages/indicator-pages.ts';
import { saveAccount } from '../../server/store/accounts.ts';
import { saveCampaign } from '../../server/store/campaign.ts';
import { filterAsked } from '../../server/views/indicator-narrowing.ts';
import type { IndicatorPageView } from '../../src/lib/contract/indicators.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import { hrefOf, keptOf, lifted, parseIndicators } from '../../src/lib/desk/indicator-words.ts';
import { fillPapers } from '../support/paper-world.ts';
import { engines, openWorld, type World } from '../support/world.ts';

const on = (day: string): CourtDate => day as CourtDate;
const week = periodOf('week', on('2026-03-12'));
const month = periodOf('month', on('2026-02-10'));
const running = periodOf('month', on('2026-03-12'));

describe.each(engines)('every figure of a paper leads to its own cases (%s)', (engine) => {
	let world: World;
	let pages: ReturnType<typeof createIndicatorPages>;
	const accounts = new Map<string, Account>();

	beforeAll(async () => {
		world = await openWorld(engine, '2026-02-28');
		await fillPapers(world);
		pages = createIndicatorPages(world.context);
		await world.store.write(async ({ db }) => {
			await saveCampaign(db, {
				...{ id: 'spring', court: 'zy', name: '“春季攻坚”专项行动', from: on('2026-02-01'), to: on('2026-04-30'), stopped: false },
				filter: { kinds: ['enforcement-first', 'enforcement-resumed'] },
				targets: [
					{ code: 'enf.close_rate', rule: { kind: 'bound', operator: '≥', value: 50 }, document: '行动方案（虚构）' },
					{
						...{ code: 'enf.close_rate', document: '行动方案（虚构）', filter: { enterprise: 'any', contractOnly: true } },
						rule: { kind: 'bound', operator: '≥', value: 60 },
					},
				],
				...{ document: '行动方案（虚构）', by: 'cheng', at: '2026-01-28T01:00:00.000Z' as Instant },
			});
			for (const [username, role, court, scope, personCode] of [
				['city', 'trial-management', 'zy', 'subtree', 'city'],
				['office', 'trial-management', 'dc', 'court', 'office'],
				['li', 'handler', 'dc', 'self', 'li'],
			] as const) {
				const grants = [{ role: role as Role, court, scope }];
				await saveAccount(db, { id: `a-${username}`, username, passwordHash: '-', personCode, grants });
				accounts.set(username, { id: `a-${username}`, username, personName: username, court, courtName: '', roles: [] });
			}
		});
	}, 60_000);
	afterAll(() => world.close());

	const ask = (who: string, address: string): Promise<PageResult<IndicatorPageView>> => {
		const { pathname, searchParams } = new URL(address, 'http://desk');
		return pages.indicator(accounts.get(who)!, decodeURIComponent(pathname.split('/').at(-1)!), parseIndicators(searchParams));
	};
	const shown = async (who: string, address: string): Promise<IndicatorPageView> => {
		const page = await ask(who, address);
		if (!page.ok) throw new Error(`${address}: ${page.message}`);
		return page.view;
	};
	/** The cases behind the page of an address, all of them, as the list of the page goes on. */
	async function summed(address: string, side: 'numerator' | 'denominator'): Promise<number | undefined> {
		let sum = 0;
		for (let cursor = ''; ;) {
			const { cases } = await shown('city', `${address.replace(/&side=\w+/u, '')}&side=${side}${cursor}`);
			if (cases?.problem) return undefined;
			for (const { caseId } of cases!.items) sum += contribution.get(`${address} ${side} ${caseId}`) ?? Number.NaN;
			if (cases!.nextCursor === undefined) return sum;
			cursor = `&cursor=${cases!.nextCursor}`;
		}
	}
	const contribution = new Map<string, number>();
	/** What each listed case adds, exactly: the page prints it rounded. */
	async function weigh(address: string, side: 'numerator' | 'denominator'): Promise<void> {
		const { pathname, searchParams } = new URL(address, 'http://desk');
		const { court, reach, unit, person, ...choice } = parseIndicators(searchParams);
		const filter = filterAsked(choice);
		const found = await figureCases(
			world.context,
			{
				...{ code: decodeURIComponent(pathname.split('/').at(-1)!), side, court: court! },
				reach: unit === undefined && person === undefined ? (reach ?? 'subtree') : 'own',
				period: { kind: 'custom', from: on(choice.from!), to: on(choice.to!), label: '' },
				...(filter && typeof filter !== 'string' ? { filter } : {}),
				...(person !== undefined ? { person } : unit === undefined ? {} : { unit }),
			},
			{ limit: 1_000 },
		);
		if (found.ok) for (const { caseId, value } of found.items) contribution.set(`${address} ${side} ${caseId}`, value);
	}

	/** Indicators with their parts, and counts whose link names the side that counts them; changes and distances lead where their figure does. */
	const isWhole = ({ numerator, drill }: CitedFigure): boolean =>
		drill?.startsWith('/desk/indicators/') === true && (numerator !== undefined || drill.includes('side='));

	it.each([
		['weekly', 'dc', week],
		['weekly', 'zy', week],
		['monthly', 'dc', month],
		['monthly', 'zy', month],
		// A month that still runs, compared with as much of the one before.
		['monthly', 'zy', running],
		['campaign', 'zy', week],
		['campaign', 'dc', week],
	] as const)('%s of %s: the page shows the numbers of the figure, and its cases sum to them', async (kind, court, period) => {
		const paper = await buildPaper(world.context, kind, court, period, kind === 'campaign' ? { campaign: 'spring' } : {});
		const addresses = new Map(paper.figures.filter(isWhole).map((figure) => [figure.drill!.split('#')[0]!, figure]));
		let listed = 0;
		for (const [address, figure] of addresses) {
			if (figure.numerator === undefined) {
				await weigh(address, 'numerator');
				expect([figure.id, await summed(address, 'numerator')]).toEqual([figure.id, figure.value]);
				continue;
			}
			const { row } = await shown('city', address);
			expect([figure.id, row.numerator, row.denominator]).toEqual([figure.id, figure.numerator, figure.denominator ?? null]);
			for (const side of ['numerator', 'denominator'] as const) {
				const entry = entryOf(figure.code)!;
				if (entry.parts || whyNoCases(entry, side)) continue;
				await weigh(address, side);
				expect([figure.id, side, await summed(address, side)]).toEqual([figure.id, side, figure[side]]);
				listed += 1;
			}
		}
		expect(listed).toBeGreaterThan(kind === 'campaign' ? 5 : 20);
		const asked = [...addresses.keys()].map((address) => new URL(address, 'http://desk').searchParams);
		if (kind === 'campaign') {
			expect(asked.some((search) => search.get('kinds') && search.get('enterprise') === 'any' && search.get('contract'))).toBe(true);
			expect(asked.every((search) => search.get('kinds'))).toBe(true);
		}
		if (court === 'dc') expect(asked.some((search) => search.has('unit') || search.has('person'))).toBe(true);
	});
	const paper = '/desk/indicators/enf.close_rate?court=dc&from=2026-01-01&to=2026-03-15';

	it('says the narrowing in words, keeps it in every address of the page, and lifts it', async () => {
		const narrowed = await shown('office', `${paper}&kinds=enforcement-first&enterprise=micro,bank&contract=true&unit=dc-fine`);
		expect(narrowed.narrowing).toEqual({
			words: '执行局精执团队，小微企业、商业银行、合同纠纷、首次执行',
			asked: { kinds: 'enforcement-first', enterprise: 'micro,bank', contract: 'true', unit: 'dc-fine' },
			owner: 'unit',
		});
		expect([narrowed.by, narrowed.breakdown, narrowed.reach]).toEqual(['unit', [], 'own']);
		const again = await shown('office', hrefOf('/desk/indicators/enf.close_rate', keptOf(narrowed)));
		expect([again.row.numerator, again.row.denominator]).toEqual([narrowed.row.numerator, narrowed.row.denominator]);
		const all = await shown('office', hrefOf('/desk/indicators/enf.close_rate', keptOf(narrowed), { ...lifted, reach: undefined }));
		expect(all.narrowing).toBeUndefined();
		expect(all.row.denominator).toBeGreaterThan(narrowed.row.denominator!);
		expect(narrowed.row.denominator).toBeGreaterThan(0);
	});

	it('the months, the breakdown and the list of indicators are of the same part', async () => {
		const micro = await shown('city', '/desk/indicators/enf.close_rate?court=zy&from=2026-02-01&to=2026-02-28&enterprise=micro&by=court');
		const all = await shown('city', '/desk/indicators/enf.close_rate?court=zy&from=2026-02-01&to=2026-02-28');
		expect(micro.row.denominator).toBeGreaterThan(0);
		expect(micro.row.denominator).toBeLessThan(all.row.denominator!);
		const february = micro.trend.find(({ month: name }) => name === '2026-02')!;
		expect(february.value).toBeCloseTo(micro.row.value!);
		expect(micro.breakdown.reduce((sum, { denominator }) => sum + denominator!, 0)).toBe(micro.row.denominator);
		const unit = await shown('city', '/desk/indicators/enf.close_rate?court=dc&from=2026-02-01&to=2026-02-28&unit=dc-fine');
		expect(unit.trend.find(({ month: name }) => name === '2026-02')!.value).toBeCloseTo(unit.row.value!);
		const list = await pages.indicators(
			accounts.get('city')!,
			parseIndicators(new URLSearchParams({ ...keptOf(unit) } as Record<string, string>)),
		);
		if (!list.ok) throw new Error(list.message);
		const row = list.view.groups.flatMap(({ rows }) => rows).find(({ code }) => code === 'enf.close_rate')!;
		expect([row.numerator, row.denominator]).toEqual([unit.row.numerator, unit.row.denominator]);
	});

	it('the file holds what the page shows, and names the part in its title', async () => {
		const choice = {
			court: 'dc',
			from: '2026-01-01',
			to: '2026-03-15',
			unit: 'dc-fine',
			kinds: 'enforcement-first',
			code: 'enf.close_rate',
		};
		const page = await shown('office', `${paper}&unit=dc-fine&kinds=enforcement-first`);
		const file = await pages.indicatorFile(accounts.get('office')!, '127.0.0.1', choice, 'csv');
		if (!file.ok) throw new Error(file.message);
		expect(file.view.fileName).toContain('东川县人民法院（执行局精执团队，首次执行）质效指标');
		const [, line, ...rest] = new TextDecoder().decode(file.view.bytes).trim().split(/\r?\n/u);
		expect(rest).toEqual([]);
		expect(line).toContain(`,%,${page.row.numerator},${page.row.denominator},`);
	});

	it('shows nobody of another court, and a handler only himself', async () => {
		expect(await ask('office', `${paper}&unit=xl-one`)).toMatchObject({ ok: false, status: 404 });
		expect(await ask('office', `${paper}&person=xu`)).toMatchObject({ ok: false, status: 404 });
		expect(await ask('office', `${paper}&person=nobody`)).toMatchObject({ ok: false, status: 404 });
		expect(await ask('office', paper.replace('court=dc', 'court=xl'))).toMatchObject({ ok: false, status: 404 });
		expect(await ask('city', `${paper}&unit=xl-one`)).toMatchObject({ ok: false, status: 404 });
		expect(await ask('li', `${paper}&person=wang`)).toMatchObject({ ok: false, status: 403 });
		expect(await ask('li', `${paper}&unit=dc-fine`)).toMatchObject({ ok: false, status: 403 });
		const own = await shown('li', `${paper}&person=li&side=denominator`);
		expect(own.row.denominator).toBeGreaterThan(0);
		expect(own.cases!.items).toHaveLength(own.row.denominator!);
		expect((await shown('office', `${paper}&person=feng`)).row).toMatchObject({ numerator: 0, value: null });
	});

	it('says what cannot be read, and counts all cases instead', async () => {
		const view = await shown('office', `${paper}&kinds=murder`);
		expect([view.problem, view.narrowing]).toEqual(['没有案件种类 murder，以下为全部案件。', undefined]);
	});
});
