import type { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { CourtDate } from '../../server/core/time/types.ts';
import { publishDaily } from '../../server/flows/publish-daily.ts';
import { paperSchema } from '../../server/store/migrations/0010-papers.ts';
import { readArchive } from '../../server/store/paper-archive.ts';
import { engines, openWorld } from '../support/world.ts';

const tables = [
	'paper_draft',
	'paper_step',
	'publication_file',
	'publication_receipt',
	'publication_head',
	'publication_number',
	'paper_run',
];

describe.each(engines)('records made before there were papers (%s)', (engine) => {
	it('stand in the archive with their titles, and are found by them', async () => {
		const world = await openWorld(engine, '2026-03-04');
		await world.send([{ type: 'case-filed', occurredAt: '2026-03-02', data: { handler: 'li' } }]);
		for (const day of ['2026-03-02', '2026-03-03']) await publishDaily(world.context, 'dc', day as CourtDate);
		await world.store.write(async ({ db }) => {
			for (const table of tables) await db.schema.dropTable(table).execute();
			await paperSchema(db as unknown as Kysely<unknown>, engine);
		});
		const { rows, total } = await readArchive(world.store.read, { courts: ['dc'], words: '3月2日', limit: 10, offset: 0 });
		expect(total).toBe(1);
		expect(rows).toMatchObject([
			{
				id: 'daily-dc-2026-03-02-v1',
				title: '东川县人民法院执行工作日统计（2026年3月2日）',
				issuedBy: 'system',
				issuedAt: '2026-03-04T01:00:00.000Z',
			},
		]);
		await expect(world.store.write(({ db }) => db.deleteFrom('publication_head').execute())).rejects.toThrow(/append-only/);
		await world.close();
	});
});
