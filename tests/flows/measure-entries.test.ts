import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillIn, type EntryInput, type Filler } from '../../server/flows/measure-entries.ts';
import { entryContributions, readCorrections, readEntries, saveEntries } from '../../server/store/entry.ts';
import { entriesView } from '../../server/views/entry-views.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { auditLines, handler, management, staffOffice } from '../support/office.ts';
import { actorOf, engines, openWorld, type World } from '../support/world.ts';

describe.each(engines)('filled-in measures (%s)', (engine) => {
	let world: World;
	beforeEach(async () => {
		world = await openWorld(engine, '2026-03-02');
		await staffOffice(world);
	});
	afterEach(() => world.close());

	const row = (value: number, more: Partial<EntryInput> = {}): EntryInput => ({
		measure: 'petition-received',
		court: 'dc',
		day: '2026-02-28',
		value,
		source: '信访系统二月报表',
		...more,
	});
	const fill = (rows: readonly EntryInput[], filler: Filler = { principal: management }) =>
		fillIn(world.context, filler, actorOf(management), rows);
	const values = async () =>
		(await readEntries(world.store.read, { courts: ['dc', 'xl'], from: '2026-01-01', to: '2026-12-31' })).map(
			(entry) => `${entry.measure} ${entry.court} ${entry.unit} ${entry.day} ${entry.value}`,
		);
	const measure = 'petition-received';
	const byDay = async () => {
		const rows = await world.store.read
			.selectFrom('measure_rollup')
			.selectAll()
			.where('measure', '=', measure)
			.where('value', '<>', 0)
			.execute();
		return rows.map((each) => `${each.court_code} ${each.unit_code} ${each.day} ${each.dims} ${Number(each.value)}`).sort();
	};
	const byMonth = async () => {
		const rows = await world.store.read
			.selectFrom('measure_month')
			.selectAll()
			.where('measure', '=', measure)
			.where('value', '<>', 0)
			.execute();
		return rows.map((each) => `${each.court_code} ${each.unit_code} ${each.month} ${each.dims} ${Number(each.value)}`).sort();
	};

	it('stand in the rollup by the difference, so that a correction corrects the figure; what stood before stays on record', async () => {
		expect(await fill([row(12), row(3, { unit: 'dc-fine', day: '2026-02-27' }), row(5, { day: '2026-02-14' })])).toMatchObject({
			ok: true,
			added: 3,
			corrected: 0,
		});
		expect(await byDay()).toEqual(['dc  2026-02-14 filled|||| 5', 'dc  2026-02-28 filled|||| 12', 'dc dc-fine 2026-02-27 filled|||| 3']);
		expect(await byMonth()).toEqual(['dc  2026-02 filled|||| 17', 'dc dc-fine 2026-02 filled|||| 3']);
		expect(await fill([row(10, { source: '更正' }), row(5, { day: '2026-02-14' })])).toMatchObject({
			ok: true,
			added: 0,
			corrected: 1,
			same: 1,
		});
		expect(await byMonth()).toEqual(['dc  2026-02 filled|||| 15', 'dc dc-fine 2026-02 filled|||| 3']);
		expect(await values()).toEqual([
			'petition-received dc  2026-02-28 10',
			'petition-received dc dc-fine 2026-02-27 3',
			'petition-received dc  2026-02-14 5',
		]);
		const corrections = await readCorrections(world.store.read, { courts: ['dc'], from: '2026-01-01', to: '2026-12-31' });
		expect(corrections).toMatchObject([{ before: 12, value: 10, source: '更正', by: 'mo' }]);
		expect((await auditLines(world)).slice(-2)).toEqual(['entry.fill ok', 'entry.fill ok']);
	});

	it('are what a rebuild of the rollup has to add again', async () => {
		await fill([row(12), row(3, { unit: 'dc-fine', day: '2026-02-27' }), row(7, { court: 'xl' })], { keyCourt: 'zy', keyId: 'k' });
		await fill([row(10)]);
		const again = (await entryContributions(world.store.read))
			.map((each) => `${each.court} ${each.unit} ${each.day} ${each.dims} ${each.value}`)
			.sort();
		expect(again).toEqual(await byDay());
		expect(await entryContributions(world.store.read, ['xl'])).toHaveLength(1);
	});

	it('are refused as a whole when one row is wrong: which row, and why', async () => {
		const wrong = await fill([row(1), row(-1, { day: '2026-02-01' }), row(1, { day: '2026-03-03' }), row(1, { measure: 'case-closed' })]);
		expect(wrong).toMatchObject({
			ok: false,
			code: 'bad-rows',
			problems: [
				{ row: 2, message: '数值应为 0 以上的整数（金额以分计）' },
				{ row: 3, message: '不得填报以后的日期' },
				{ row: 4, message: '没有填报项 case-closed' },
			],
		});
		expect(await fill([row(1), row(2)])).toMatchObject({ ok: false, problems: [{ row: 2, message: '同一项数据写了两次' }] });
		expect(await fill([row(1, { unit: 'xl-one' })])).toMatchObject({
			ok: false,
			message: '填报数据有误，共 1 处；第 1 行：该院没有部门 xl-one',
		});
		expect(await fill([row(1, { source: ' ' })])).toMatchObject({ ok: false });
		expect(await fill([])).toMatchObject({ ok: false, code: 'no-rows' });
		expect(await values()).toEqual([]);
		expect(await byDay()).toEqual([]);
	});

	it('two rows of one file that count the same twice are told by their rows, not as if one stood already', async () => {
		const found = await fill([row(12), row(5, { unit: 'dc-fine' })]);
		expect(found).toMatchObject({ ok: false, code: 'double-count' });
		const [problem] = found.ok ? [] : found.problems!;
		expect(problem).toEqual({
			row: 2,
			message: '2026年2月28日的执行信访件数在本次填报中既有“全院”又有“精执团队”，会重复计算；请只保留一种填报方式',
		});
		expect(await values()).toEqual([]);
	});

	it('two offices at once that would count the same twice: one of them is refused', async () => {
		const outcomes = await Promise.all([fill([row(12)]), fill([row(5, { unit: 'dc-fine' })]), fill([row(3, { person: 'li' })])]);
		expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, false]);
	});

	it('of the whole court and of its parts on one day would count twice: the later is refused, and how to correct it is said', async () => {
		const said = (mine: string, theirs: string) =>
			`2026年2月28日的执行信访件数已按“${theirs}”填报，再按“${mine}”填报会重复计算；要改按“${mine}”填报的，请先将“${theirs}”的数值更正为 0`;
		await fill([row(12)]);
		for (const part of [{ unit: 'dc-fine' }, { person: 'li' }, { unit: 'dc-fine', person: 'li' }])
			expect(await fill([row(3, part)], { keyCourt: 'zy', keyId: 'k' })).toMatchObject({ ok: false, code: 'double-count' });
		expect(await fill([row(3, { unit: 'dc-fine' })])).toMatchObject({ problems: [{ row: 1, message: said('精执团队', '全院') }] });
		// Another day, another measure, another court: nothing is counted twice.
		expect(
			await fill(
				[row(3, { unit: 'dc-fine', day: '2026-02-27' }), row(3, { unit: 'dc-fine', measure: 'petition-closed' }), row(2, { court: 'xl' })],
				{
					keyCourt: 'zy',
					keyId: 'k',
				},
			),
		).toMatchObject({ ok: true, added: 3 });
		// What stands is told again: nothing changes, and the row beside it is refused all the same.
		expect(await fill([row(12)])).toMatchObject({ ok: true, same: 1 });
		expect(await fill([row(3, { unit: 'dc-fine' }), row(12)])).toMatchObject({ ok: false, problems: [{ row: 1 }] });
		// Given up by correcting it to nought, in one call as well as in two.
		expect(await fill([row(4, { unit: 'dc-fine' }), row(8, { unit: 'dc-fast' }), row(0)])).toMatchObject({
			ok: true,
			added: 2,
			corrected: 1,
		});
		expect(await byMonth()).toEqual(expect.arrayContaining(['dc dc-fast 2026-02 filled|||| 8', 'dc dc-fine 2026-02 filled|||| 7']));
		expect((await byMonth()).some((line) => line.startsWith('dc  '))).toBe(false);
		expect(await fill([row(11)])).toMatchObject({ ok: false, message: expect.stringContaining(said('全院', '速执团队')) as string });
		// A unit and a person of it, wherever his unit is said; persons of other units stand beside it.
		expect(await fill([row(1, { person: 'li' })])).toMatchObject({ ok: false, problems: [{ message: said('li', '精执团队') }] });
		expect(await fill([row(1, { day: '2026-02-20', person: 'li' }), row(1, { day: '2026-02-20', unit: 'dc-fast' })])).toMatchObject({
			ok: true,
		});
		expect(await fill([row(1, { day: '2026-02-19' }), row(1, { day: '2026-02-19', unit: 'dc-fast' })])).toMatchObject({
			ok: false,
			problems: [{ row: 2, message: expect.stringContaining('“全院”') as string }],
		});
		expect((await values()).some((line) => line.includes('2026-02-19'))).toBe(false);
	});

	it('that stood twice before keep their rows and are shown as a conflict, until one of them is nought', async () => {
		const at = {
			measure: 'petition-received' as const,
			court: 'dc',
			day: '2026-02-28' as never,
			person: '',
			source: '旧报表',
			by: 'mo',
			at: '2026-03-01T01:00:00.000Z',
		};
		await world.store.write(({ db }) =>
			saveEntries(db, [
				{ ...at, unit: '', value: 12 },
				{ ...at, unit: 'dc-fine', value: 5 },
				{ ...at, unit: 'dc-fast', value: 7 },
			]),
		);
		const shown = async () =>
			(await entriesView(sourceOf(world.context), management, { court: 'dc', month: '2026-02' }))!.rows.map(
				({ unitName, text, conflict }) => `${unitName ?? '全院'} ${text} ${conflict ?? ''}`,
			);
		expect(await shown()).toEqual([
			'全院 12 件 与同日“速执团队”“精执团队”重复计算，请将多余的更正为 0',
			'速执团队 7 件 与同日“全院”重复计算，请将多余的更正为 0',
			'精执团队 5 件 与同日“全院”重复计算，请将多余的更正为 0',
		]);
		expect(await fill([row(6, { unit: 'dc-fine' })])).toMatchObject({ ok: false, code: 'double-count' });
		expect(await fill([row(0)])).toMatchObject({ ok: true, corrected: 1 });
		expect(await shown()).toEqual(['全院 0 件 ', '速执团队 7 件 ', '精执团队 5 件 ']);
	});

	it('come from the office of the court, or from a system with a key that reaches the court', async () => {
		expect(await fill([row(1)], { principal: handler })).toMatchObject({ ok: false, code: 'bad-rows' });
		expect(await fill([row(1, { court: 'xl' })])).toMatchObject({ ok: false });
		expect(await fill([row(1)], { keyCourt: 'xl', keyId: 'k' })).toMatchObject({ ok: false });
		expect(await fill([row(1)], { keyCourt: 'zy', keyId: 'k' })).toMatchObject({ ok: true });
	});
});
