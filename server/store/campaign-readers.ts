import { sql } from 'kysely';
import type { CaseFilter } from '../core/indicator/types.ts';
import type { Db } from './schema.ts';

/** Which cases of a campaign are asked for. */
export interface CampaignCases {
	readonly courts: readonly string[];
	readonly filter: CaseFilter;
	readonly from: string;
	/** Last day that counts: the campaign's, or today. */
	readonly to: string;
	/** Cases of one handler only. */
	readonly handler?: string;
}

/** A case of a campaign as a row. */
export interface CampaignCaseRow {
	readonly id: number;
	readonly number: string;
	readonly court: string;
	readonly handler: string | null;
	readonly filedOn: string;
	readonly closedOn: string | null;
	readonly locked: boolean;
	readonly overdue: number;
}

/** Cases open at its start or filed since: what `readBoard` counts as 受理 over the same period. */
function casesOf(db: Db, { courts, filter, from, to, handler }: CampaignCases) {
	let query = db
		.selectFrom('case_file')
		.where('court_code', 'in', courts.length > 0 ? [...courts] : [''])
		.where('filed_on', '<=', to)
		.where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', from)]));
	if (handler !== undefined) query = query.where('handler_code', '=', handler);
	if (filter.kinds) query = query.where('kind', 'in', [...filter.kinds]);
	if (filter.courses) query = query.where((eb) => eb(eb.fn.coalesce('track', 'procedure'), 'in', [...filter.courses!]));
	if (filter.enterprise === 'any') query = query.where('enterprise_class', 'is not', null);
	else if (filter.enterprise) query = query.where('enterprise_class', 'in', [...filter.enterprise]);
	return query;
}

/** How many cases a campaign has, and how many of them are closed by its last day. */
export async function countCampaignCases(db: Db, of: CampaignCases): Promise<{ readonly all: number; readonly closed: number }> {
	const row = await casesOf(db, of)
		.select((eb) => [eb.fn.countAll().as('n'), eb.fn.countAll().filterWhere('closed_on', '<=', of.to).as('closed')])
		.executeTakeFirstOrThrow();
	return { all: Number(row.n), closed: Number(row.closed) };
}

/** A page of the cases of a campaign in the order of their filing; `after`: the place of the last one of the page before. */
export async function readCampaignCases(
	db: Db,
	of: CampaignCases & {
		readonly closed: boolean;
		readonly after?: { readonly filedOn: string; readonly id: number };
		readonly limit: number;
	},
): Promise<readonly CampaignCaseRow[]> {
	let query = casesOf(db, of);
	query = of.closed
		? query.where('closed_on', '<=', of.to)
		: query.where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', of.to)]));
	const { after } = of;
	if (after)
		query = query.where((eb) =>
			eb.or([eb('filed_on', '>', after.filedOn), eb.and([eb('filed_on', '=', after.filedOn), eb('case_file.id', '>', after.id)])]),
		);
	const rows = await query
		.select((eb) => [
			'case_file.id',
			'number_text',
			'court_code',
			'handler_code',
			'filed_on',
			'closed_on',
			eb
				.selectFrom('case_lock')
				.whereRef('case_lock.case_id', '=', 'case_file.id')
				.where('case_lock.released_at', 'is', null)
				.where('case_lock.state', '<>', sql.lit('proposed'))
				.select((count) => count.fn.countAll().as('n'))
				.as('locks'),
			eb
				.selectFrom('node_instance')
				.whereRef('node_instance.case_id', '=', 'case_file.id')
				.where('node_instance.phase', '=', sql.lit('overdue'))
				.select((count) => count.fn.countAll().as('n'))
				.as('overdue'),
		])
		.orderBy('filed_on')
		.orderBy('case_file.id')
		.limit(of.limit)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		number: row.number_text,
		court: row.court_code,
		handler: row.handler_code,
		filedOn: row.filed_on ?? '',
		closedOn: row.closed_on,
		locked: Number(row.locks) > 0,
		overdue: Number(row.overdue),
	}));
}
