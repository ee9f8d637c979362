import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillIn, type EntryInput, type Filler } from '../../server/flows/measure-entries.ts';
import { entryContributions, readCorrections, readEntries } from '../../server/store/entry.ts';
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
		expect(await fill([row(12), row(3, { unit: 'dc-fine' }), row(5, { day: '2026-02-14' })])).toMatchObject({
			ok: true,
			added: 3,
			corrected: 0,
		});
		expect(await byDay()).toEqual(['dc  2026-02-14 filled|||| 5', 'dc  2026-02-28 filled|||| 12', 'dc dc-fine 2026-02-28 filled|||| 3']);
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
			'petition-received dc dc-fine 2026-02-28 3',
			'petition-received dc  2026-02-14 5',
		]);
		const corrections = await readCorrections(world.store.read, { courts: ['dc'], from: '2026-01-01', to: '2026-12-31' });
		expect(corrections).toMatchObject([{ before: 12, value: 10, source: '更正', by: 'mo' }]);
		expect((await auditLines(world)).slice(-2)).toEqual(['entry.fill ok', 'entry.fill ok']);
	});

	it('are what a rebuild of the rollup has to add again', async () => {
		await fill([row(12), row(3, { unit: 'dc-fine' }), row(7, { court: 'xl' })], { keyCourt: 'zy', keyId: 'k' });
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

	it('come from the office of the court, or from a system with a key that reaches the court', async () => {
		expect(await fill([row(1)], { principal: handler })).toMatchObject({ ok: false, code: 'bad-rows' });
		expect(await fill([row(1, { court: 'xl' })])).toMatchObject({ ok: false });
		expect(await fill([row(1)], { keyCourt: 'xl', keyId: 'k' })).toMatchObject({ ok: false });
		expect(await fill([row(1)], { keyCourt: 'zy', keyId: 'k' })).toMatchObject({ ok: true });
	});
});
