import type { DailyFigures } from '../core/report/types.ts';
import type { Paper, PaperKind } from '../core/report/paper.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { canonicalJson, sha256 } from './hash.ts';
import type { Db } from './schema.ts';

/** Kinds of publication: 日统计, 逾期节点通报, and papers. */
export type PublicationKind = 'daily' | 'overdue-bulletin' | PaperKind;

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

interface Stored extends PublicationHead {
	readonly rulebookVersion: string;
	/** Whether the figures still give the stored hash. */
	readonly intact: boolean;
}

/** A record of one day as it was frozen. */
export interface StoredPublication extends Stored {
	readonly figures: DailyFigures;
}

/** A paper as it was issued. */
export interface StoredPaper extends Stored {
	readonly paper: Paper;
}

/** What stands beside a publication for lists: who issued it and when, and what it corrects. */
export interface HeadFacts {
	readonly title: string;
	readonly periodLabel: string;
	readonly issuedAt: Instant;
	readonly issuedBy: string;
	readonly draftId?: string;
	readonly correctsId?: string;
	readonly reason?: string;
}

/** The identity of a record: kind (of a campaign with its own id), court, first day and version. */
export const publicationId = (series: string, court: string, day: CourtDate, version = 1): string =>
	`${series}-${court}-${day}-v${version}`;

/** What papers of one kind follow each other under: the kind, and for bulletins of a campaign the campaign as well. */
export const seriesOf = (kind: PaperKind, campaign?: string): string => (campaign === undefined ? kind : `${kind}.${campaign}`);

/** The kind in a series. */
export const kindOfSeries = (series: string): PublicationKind => series.split('.')[0] as PublicationKind;

/** The campaign in a series. */
export const campaignOfSeries = (series: string): string | undefined => series.split('.').slice(1).join('.') || undefined;

/** Whether a publication is a record of one day with figures of its own kind. */
export const isDaily = (kind: PublicationKind): kind is 'daily' | 'overdue-bulletin' => kind === 'daily' || kind === 'overdue-bulletin';

const hashOf = (series: string, version: number, figures: string): string => sha256(`${series}\n${version}\n${figures}`);

const headColumns = ['id', 'kind', 'court_code', 'period_from', 'period_to', 'version', 'number', 'cut_off_at', 'made_at', 'hash'] as const;

interface Frozen {
	readonly series: string;
	readonly court: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	readonly version: number;
	readonly number: string;
	readonly cutOffAt: Instant;
	readonly madeAt: Instant;
	readonly rulebookVersion: string;
	readonly figures: DailyFigures | Paper;
}

async function freeze(db: Db, frozen: Frozen, head: HeadFacts): Promise<boolean> {
	const { series, court, from, to, version, figures } = frozen;
	const json = canonicalJson(figures);
	const id = publicationId(series, court, from, version);
	const made = await db
		.insertInto('publication')
		.values({
			id,
			kind: series,
			court_code: court,
			period_from: from,
			period_to: to,
			version,
			number: frozen.number,
			state: 'published',
			cut_off_at: frozen.cutOffAt,
			made_at: frozen.madeAt,
			rulebook_version: frozen.rulebookVersion,
			figures: json,
			hash: hashOf(series, version, json),
		})
		.onConflict((on) => on.doNothing())
		.returning('id')
		.execute();
	if (made.length === 0) return false;
	await db
		.insertInto('publication_head')
		.values({
			publication_id: id,
			title: head.title,
			period_label: head.periodLabel,
			issued_at: head.issuedAt,
			issued_by: head.issuedBy,
			draft_id: head.draftId ?? null,
			corrects_id: head.correctsId ?? null,
			reason: head.reason ?? null,
		})
		.execute();
	return true;
}

/** Freezes a record; where one is there already, nothing is written. Answers whether this call made it. */
export async function insertPublication(
	db: Db,
	kind: 'daily' | 'overdue-bulletin',
	figures: DailyFigures,
	version = 1,
	issuedBy = 'system',
): Promise<boolean> {
	const { court, day, cutOffAt, madeAt, rulebookVersion, title } = figures;
	const frozen = { series: kind, court, from: day, to: day, version, number: figures.number!, cutOffAt, madeAt, rulebookVersion, figures };
	return freeze(db, frozen, { title, periodLabel: '', issuedAt: madeAt, issuedBy });
}

/** Freezes an issued paper; false where this version is there already. */
export async function insertPaper(db: Db, series: string, paper: Paper, head: Omit<HeadFacts, 'title' | 'periodLabel'>): Promise<boolean> {
	const { court, from, to, version, cutOffAt, madeAt, rulebookVersion, title, periodLabel } = paper;
	const frozen = { series, court, from, to, version, number: paper.number!, cutOffAt, madeAt, rulebookVersion, figures: paper };
	return freeze(db, frozen, { ...head, title, periodLabel });
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

/** A publication without its figures. */
export async function readHead(db: Db, id: string): Promise<PublicationHead | undefined> {
	const row = await db.selectFrom('publication').select(headColumns).where('id', '=', id).executeTakeFirst();
	return row && headOf(row);
}

async function readRow(db: Db, id: string): Promise<(Stored & { readonly json: string; readonly series: string }) | undefined> {
	const row = await db.selectFrom('publication').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) return undefined;
	const intact = hashOf(row.kind, row.version, row.figures) === row.hash;
	return { ...headOf(row), rulebookVersion: row.rulebook_version, intact, json: row.figures, series: row.kind };
}

/** One record of a day with its figures, checked against its hash. */
export async function readPublicationById(db: Db, id: string): Promise<StoredPublication | undefined> {
	const row = await readRow(db, id);
	if (!row || !isDaily(row.kind)) return undefined;
	const { json, series: _series, ...stored } = row;
	return { ...stored, figures: JSON.parse(json) as DailyFigures };
}

/** One issued paper, checked against its hash, with the series it stands in. */
export async function readPaperById(db: Db, id: string): Promise<(StoredPaper & { readonly series: string }) | undefined> {
	const row = await readRow(db, id);
	if (!row || isDaily(row.kind)) return undefined;
	const { json, ...stored } = row;
	return { ...stored, paper: JSON.parse(json) as Paper };
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

/** A publication's head as lists read it. */
export function headOf(row: {
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
		kind: kindOfSeries(row.kind),
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
