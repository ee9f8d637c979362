import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { correctPaper } from '../../server/flows/paper-correct.ts';
import { bulletins } from '../../server/live/projections/bulletins.ts';
import { openScope, type LiveSource } from '../../server/live/scope.ts';
import { sourceOf } from '../../server/views/view-context.ts';
import { openOffice, trial, type Office } from '../support/paper-office.ts';
import { engines } from '../support/world.ts';

describe.each(engines)('bulletins on the wall (%s)', (engine) => {
	let office: Office;
	beforeEach(async () => {
		office = await openOffice(engine);
	});
	afterEach(() => office.world.close());

	const shown = async (court: string) => {
		const source: LiveSource = Object.assign(sourceOf(office.world.context), { ladderStages: [] });
		return bulletins((await openScope(source, court))!);
	};

	it('are what the court and the courts above it have issued, a corrected one as its correction only', async () => {
		const { world, facts } = office;
		expect(await shown('dc')).toEqual({ rows: [], total: 0 });
		const first = await office.issued(await office.made());
		expect(await shown('dc')).toMatchObject({
			total: 1,
			rows: [{ id: first, kindName: '周通报', number: '东川县法执通〔2026〕1号', version: 1 }],
		});
		// Neither the court beside nor the court above is told by it, and a draft is nobody's news.
		expect(await shown('xl')).toEqual({ rows: [], total: 0 });
		expect(await shown('zy')).toEqual({ rows: [], total: 0 });
		await office.made(trial, 'dc', 'monthly', '2026-02-01');
		expect((await shown('dc')).total).toBe(1);

		world.at('2026-03-11');
		facts.closed = 32;
		const correction = await correctPaper(world.context, office.build, trial, first, { reason: '漏计两件', anew: true });
		if (!correction.ok) throw new Error(correction.message);
		const second = await office.issued(correction.id);
		const { rows, total } = await shown('dc');
		expect([rows.map(({ id, version }) => [id, version]), total]).toEqual([[[second, 2]], 1]);
		expect(rows[0]!.lines.length).toBeGreaterThan(0);
		expect(rows[0]!.issuedAt).toBe(world.context.now());
	});

	it('stand in the order in which they were issued, the latest period first of those of one day', async () => {
		const { world } = office;
		const weekly = await office.issued(await office.made());
		world.at('2026-03-12');
		const monthly = await office.issued(await office.made(trial, 'dc', 'monthly', '2026-02-01'));
		expect((await shown('dc')).rows.map(({ id }) => id)).toEqual([monthly, weekly]);
		// What was owed for a while is issued on one day, in whatever order: the latest period is the news.
		const older = await office.issued(await office.made(trial, 'dc', 'monthly', '2026-01-01'));
		expect((await shown('dc')).rows.map(({ id }) => id)).toEqual([monthly, older, weekly]);
	});
});
