import { sql, type RawBuilder } from 'kysely';
import type { Db } from './schema.ts';

/** How near a sealed immovable is to harm: 0 the seal has ended, 1 it ends soon, 2 locked or overdue, 3 idle for long, 4 none of these. */
export type SealedDanger = 0 | 1 | 2 | 3 | 4;

/** Which sealed immovables a list is about. */
export interface SealedQuery {
	readonly courts: readonly string[];
	readonly handler?: string;
	readonly today: string;
	/** The last day that counts as soon. */
	readonly soon: string;
	/** The last day of a last step that counts as idle. */
	readonly idle: string;
	/** Seals of closed cases instead of open ones. */
	readonly closed?: boolean;
	readonly danger?: SealedDanger;
}

const openPhases = ['pending', 'warning', 'overdue'];
const listOf = (codes: readonly string[]): string[] => (codes.length ? [...codes] : ['']);

/** One row for each seal that has not ended, with the clock of its end and what stands in the way of its case. */
function openSeals(db: Db, query: SealedQuery) {
	const seals = db
		.selectFrom('sealed_asset')
		.innerJoin('case_file', 'case_file.id', 'sealed_asset.case_id')
		.leftJoin('node_instance as seal', (join) =>
			join
				.onRef('seal.case_id', '=', 'sealed_asset.case_id')
				.onRef('seal.subject', '=', 'sealed_asset.asset_id')
				.on('seal.node', '=', 'seal-expiry-immovable')
				.on('seal.phase', 'in', openPhases),
		)
		.leftJoin('node_clock as expiry', (join) => join.onRef('expiry.node_id', '=', 'seal.id').on('expiry.binding', '=', 1))
		.where('sealed_asset.court_code', 'in', listOf(query.courts))
		.where('sealed_asset.ended_on', 'is', null)
		.where('case_file.closed_on', query.closed ? 'is not' : 'is', null)
		.select((eb) => [
			'sealed_asset.case_id',
			'sealed_asset.asset_id',
			'sealed_asset.sealed_on',
			'sealed_asset.rank',
			'sealed_asset.for_sale',
			'sealed_asset.last_step',
			'sealed_asset.last_step_on',
			'case_file.number_text',
			'case_file.court_code',
			'case_file.handler_code',
			'case_file.unit_code',
			eb.fn.coalesce('expiry.due_on', 'sealed_asset.expires_on').as('expires_on'),
			'expiry.unconfirmed as assumed',
			eb
				.selectFrom('case_lock')
				.select('case_lock.id')
				.whereRef('case_lock.case_id', '=', 'sealed_asset.case_id')
				.where('case_lock.released_at', 'is', null)
				.where('case_lock.state', 'in', ['active', 'review'])
				.as('lock_id'),
			eb
				.selectFrom('node_instance as late')
				.select((late) => late.fn.min('late.overdue_on').as('overdue_on'))
				.whereRef('late.case_id', '=', 'sealed_asset.case_id')
				.whereRef('late.subject', '=', 'sealed_asset.asset_id')
				.where('late.phase', '=', 'overdue')
				.as('overdue_on'),
		]);
	const own = query.handler ? seals.where('case_file.handler_code', '=', query.handler) : seals;
	return db.selectFrom(own.as('asset'));
}

function dangerOf({ today, soon, idle }: SealedQuery): RawBuilder<number> {
	return sql<number>`case when asset.expires_on < ${today} then 0 when asset.expires_on <= ${soon} then 1 when asset.lock_id is not null or asset.overdue_on is not null then 2 when asset.last_step_on <= ${idle} then 3 else 4 end`;
}

/** How many there are at each danger. */
export async function countSealed(db: Db, query: SealedQuery): Promise<readonly number[]> {
	const rows = await openSeals(db, query)
		.select([dangerOf(query).as('danger')])
		.execute();
	const counts = [0, 0, 0, 0, 0];
	for (const row of rows) counts[Number(row.danger)]! += 1;
	return counts;
}

/** A page of sealed immovables, the most endangered first. */
export async function readSealedAssets(db: Db, query: SealedQuery, page: { readonly offset: number; readonly limit: number }) {
	let select = openSeals(db, query).selectAll('asset').select(dangerOf(query).as('danger'));
	if (query.danger !== undefined) select = select.where(dangerOf(query), '=', query.danger);
	const rows = await select
		.orderBy('danger')
		.orderBy(sql`coalesce(asset.expires_on, '9999-12-31')`)
		.orderBy('asset.sealed_on')
		.orderBy('asset.case_id')
		.orderBy('asset.asset_id')
		.offset(page.offset)
		.limit(page.limit)
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id), danger: Number(row.danger) as SealedDanger }));
}

/** One row of `readSealedAssets`. */
export type SealedRow = Awaited<ReturnType<typeof readSealedAssets>>[number];

/** Open clocks of the disposal of assets (not of their seals), of some cases. */
export async function readDisposalClocks(db: Db, caseIds: readonly number[]) {
	if (caseIds.length === 0) return [];
	const rows = await db
		.selectFrom('node_instance')
		.innerJoin('node_clock', 'node_clock.node_id', 'node_instance.id')
		.select([
			'node_instance.id',
			'node_instance.case_id',
			'node_instance.subject',
			'node_instance.node',
			'node_clock.clock',
			'node_clock.due_on',
			'node_clock.frozen',
			'node_clock.provisional',
			'node_clock.unconfirmed',
		])
		.where('node_instance.case_id', 'in', [...caseIds])
		.where('node_instance.subject', '<>', '-')
		.where('node_instance.node', '<>', 'seal-expiry-immovable')
		.where('node_instance.phase', 'in', openPhases)
		.where('node_clock.open', '=', 1)
		.orderBy('node_clock.due_on')
		.execute();
	return rows.map((row) => ({ ...row, case_id: Number(row.case_id) }));
}
