import type { DailyFigures } from '../core/report/types.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { canonicalJson, sha256 } from './hash.ts';
import type { Db } from './schema.ts';

/** Kinds of publication: 日统计, 逾期节点通报. */
export type PublicationKind = 'daily' | 'overdue-bulletin';

/** A publication without its figures, for lists. */
export interface PublicationHead {
	readonly id: string;
	readonly kind: PublicationKind;
	readonly court: string;
	readonly periodFrom: CourtDate;
	readonly periodTo: CourtDate;
	readonly version: number;
	readonly number: string;
	readonly cutOffAt: Instant;
	readonly madeAt: Instant;
	readonly hash: string;
}

/** A publication as it was frozen. */
export interface StoredPublication extends PublicationHead {
	readonly rulebookVersion: string;
	readonly figures: DailyFigures;
	/** Whether the figures still give the stored hash. */
	readonly intact: boolean;
}

/** The identity of a record: kind, court, day and version. */
export const publicationId = (kind: PublicationKind, court: string, day: CourtDate, version = 1): string =>
	`${kind}-${court}-${day}-v${version}`;

const hashOf = (kind: string, version: number, figures: string): string => sha256(`${kind}\n${version}\n${figures}`);

const headColumns = ['id', 'kind', 'court_code', 'period_from', 'period_to', 'version', 'number', 'cut_off_at', 'made_at', 'hash'] as const;

/** Freezes a record; where one is there already, nothing is written. Answers whether this call made it. */
export async function insertPublication(db: Db, kind: PublicationKind, figures: DailyFigures, version = 1): Promise<boolean> {
	const json = canonicalJson(figures);
	const made = await db
		.insertInto('publication')
		.values({
			id: publicationId(kind, figures.court, figures.day, version),
			kind,
			court_code: figures.court,
			period_from: figures.day,
			period_to: figures.day,
			version,
			number: figures.number!,
			state: 'published',
			cut_off_at: figures.cutOffAt,
			made_at: figures.madeAt,
			rulebook_version: figures.rulebookVersion,
			figures: json,
			hash: hashOf(kind, version, json),
		})
		.onConflict((on) => on.doNothing())
		.returning('id')
		.execute();
	return made.length > 0;
}

/** How many publications of a kind a court has whose period begins within some days. */
export async function countPublications(db: Db, kind: PublicationKind, court: string, from: CourtDate, to: CourtDate): Promise<number> {
	const row = await db
		.selectFrom('publication')
		.select((eb) => eb.fn.countAll().as('count'))
		.where('kind', '=', kind)
		.where('court_code', '=', court)
		.where('period_from', '>=', from)
		.where('period_from', '<=', to)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Whether a record is kept under an id. */
export async function hasPublication(db: Db, id: string): Promise<boolean> {
	return (await db.selectFrom('publication').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** One publication with its figures, checked against its hash. */
export async function readPublicationById(db: Db, id: string): Promise<StoredPublication | undefined> {
	const row = await db.selectFrom('publication').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) return undefined;
	return {
		...headOf(row),
		rulebookVersion: row.rulebook_version,
		figures: JSON.parse(row.figures) as DailyFigures,
		intact: hashOf(row.kind, row.version, row.figures) === row.hash,
	};
}

/** Publications of some courts, newest period first. */
export async function readPublications(db: Db, courts: readonly string[], limit: number): Promise<readonly PublicationHead[]> {
	if (courts.length === 0) return [];
	const rows = await db
		.selectFrom('publication')
		.select(headColumns)
		.where('court_code', 'in', courts)
		.orderBy('period_from', 'desc')
		.orderBy('court_code')
		.orderBy('version', 'desc')
		.limit(limit)
		.execute();
	return rows.map(headOf);
}

function headOf(row: {
	id: string;
	kind: string;
	court_code: string;
	period_from: string;
	period_to: string;
	version: number;
	number: string;
	cut_off_at: string;
	made_at: string;
	hash: string;
}): PublicationHead {
	return {
		id: row.id,
		kind: row.kind as PublicationKind,
		court: row.court_code,
		periodFrom: row.period_from as CourtDate,
		periodTo: row.period_to as CourtDate,
		version: row.version,
		number: row.number,
		cutOffAt: row.cut_off_at as Instant,
		madeAt: row.made_at as Instant,
		hash: row.hash,
	};
}
