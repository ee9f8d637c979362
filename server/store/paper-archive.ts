import { sql } from 'kysely';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { headOf, type PublicationHead } from './publications.ts';
import type { Db } from './schema.ts';

/** What is looked for in the archive; absent parts narrow nothing. */
export interface ArchiveFilter {
	readonly courts: readonly string[];
	readonly kind?: string;
	/** Words of the title, or a part of the number. */
	readonly words?: string;
	/** The period touches these days. */
	readonly from?: CourtDate;
	readonly to?: CourtDate;
	/** What a wall tells: without versions that were corrected, and those of the last day of issue first; of one day, the latest period. */
	readonly inForce?: true;
	readonly limit: number;
	readonly offset: number;
}

/** A line of the archive. */
export interface ArchiveRow extends PublicationHead {
	readonly title: string;
	readonly periodLabel: string;
	readonly issuedAt: Instant;
	readonly issuedBy: string;
	/** The version that corrects this one, where there is one. */
	readonly correctedBy?: string;
	/** Receipts so far. */
	readonly signed: number;
}

/** A text as a part to look for, with the signs that LIKE would take for its own. */
const anywhere = (words: string): string => `%${words.replaceAll(/[\\%_]/gu, '\\$&')}%`;

function matching(db: Db, filter: ArchiveFilter) {
	let query = db
		.selectFrom('publication')
		.innerJoin('publication_head', 'publication_head.publication_id', 'publication.id')
		.where('publication.court_code', 'in', filter.courts);
	if (filter.kind)
		query = query.where((eb) => eb.or([eb('publication.kind', '=', filter.kind!), eb('publication.kind', 'like', `${filter.kind}.%`)]));
	if (filter.from) query = query.where('publication.period_to', '>=', filter.from);
	if (filter.inForce)
		query = query.where(({ not, exists, selectFrom }) =>
			not(exists(selectFrom('publication_head as later').select('later.seq').whereRef('later.corrects_id', '=', 'publication.id'))),
		);
	if (filter.to) query = query.where('publication.period_from', '<=', filter.to);
	for (const word of (filter.words ?? '').split(/\s+/u).filter((part) => part !== '')) {
		const like = anywhere(word);
		query = query.where(sql<boolean>`(publication_head.title like ${like} escape '\\' or publication.number like ${like} escape '\\')`);
	}
	return query;
}

/** The archive, newest period first, with the number of all that match. */
export async function readArchive(
	db: Db,
	filter: ArchiveFilter,
): Promise<{ readonly rows: readonly ArchiveRow[]; readonly total: number }> {
	if (filter.courts.length === 0) return { rows: [], total: 0 };
	const { total } = await matching(db, filter)
		.select((eb) => eb.fn.countAll().as('total'))
		.executeTakeFirstOrThrow();
	const found = await (
		filter.inForce ? matching(db, filter).orderBy(sql`substr(publication_head.issued_at, 1, 10)`, 'desc') : matching(db, filter)
	)
		.select([
			'publication.id',
			'publication.kind',
			'publication.court_code',
			'publication.period_from',
			'publication.period_to',
			'publication.version',
			'publication.number',
			'publication.cut_off_at',
			'publication.made_at',
			'publication.hash',
			'publication_head.title',
			'publication_head.period_label',
			'publication_head.issued_at',
			'publication_head.issued_by',
		])
		.orderBy('publication.period_to', 'desc')
		.orderBy('publication_head.seq', 'desc')
		.limit(filter.limit)
		.offset(filter.offset)
		.execute();
	const ids = found.map(({ id }) => id);
	const [later, signed] = [await readCorrections(db, ids), await countReceipts(db, ids)];
	const rows = found.map((row): ArchiveRow => {
		const correctedBy = later.get(row.id);
		return {
			...headOf(row),
			title: row.title,
			periodLabel: row.period_label,
			issuedAt: row.issued_at as Instant,
			issuedBy: row.issued_by,
			...(correctedBy ? { correctedBy } : {}),
			signed: signed.get(row.id) ?? 0,
		};
	});
	return { rows, total: Number(total) };
}

/** The version that corrects each of some publications. */
export async function readCorrections(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('publication_head').select(['publication_id', 'corrects_id']).where('corrects_id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.corrects_id!, row.publication_id]));
}

async function countReceipts(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('publication_receipt')
		.select(['publication_id', (eb) => eb.fn.countAll().as('count')])
		.where('publication_id', 'in', ids)
		.groupBy('publication_id')
		.execute();
	return new Map(rows.map((row) => [row.publication_id, Number(row.count)]));
}

/** Who issued a publication, when, what it corrects, and what corrects it. */
export interface IssuedFacts {
	readonly title: string;
	readonly issuedAt: Instant;
	readonly issuedBy: string;
	readonly draftId?: string;
	readonly correctsId?: string;
	readonly correctedBy?: string;
	readonly reason?: string;
}

/** The facts beside one publication. */
export async function readIssuedFacts(db: Db, id: string): Promise<IssuedFacts | undefined> {
	const row = await db.selectFrom('publication_head').selectAll().where('publication_id', '=', id).executeTakeFirst();
	if (!row) return undefined;
	const correctedBy = (await readCorrections(db, [id])).get(id);
	return {
		title: row.title,
		issuedAt: row.issued_at as Instant,
		issuedBy: row.issued_by,
		...(row.draft_id ? { draftId: row.draft_id } : {}),
		...(row.corrects_id ? { correctsId: row.corrects_id } : {}),
		...(correctedBy ? { correctedBy } : {}),
		...(row.reason ? { reason: row.reason } : {}),
	};
}
