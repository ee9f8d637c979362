import { sql } from 'kysely';
import type { Instant } from '../core/time/types.ts';
import { isDaily, kindOfSeries } from './publications.ts';
import type { Db } from './schema.ts';

/** A publication as a wall announces it. */
export interface IssueRow {
	readonly seq: number;
	readonly court: string;
	readonly number: string;
	readonly title: string;
	readonly issuedAt: Instant;
}

/** Candidates looked at for one wall; the records of a day of all courts below are among them. */
const mostSeen = 60;

/** What was issued since a moment by some courts, newest first: of the courts below only papers, as each of them makes a record every day. */
export async function readRecentIssues(
	db: Db,
	scope: { readonly court: string; readonly courts: readonly string[] },
	since: Instant,
	limit: number,
): Promise<readonly IssueRow[]> {
	const rows = await db
		.selectFrom('publication_head')
		.innerJoin('publication', 'publication.id', 'publication_head.publication_id')
		.select([
			'publication_head.seq',
			'publication_head.title',
			'publication_head.issued_at',
			'publication.kind',
			'publication.court_code',
			'publication.number',
		])
		.where('publication_head.issued_at', '>=', since)
		// Expressions, so that no planner begins with all that the courts have ever issued, or with the newest of all courts.
		.where(sql<boolean>`publication.court_code || '' in (${sql.join(scope.courts)})`)
		.orderBy(sql`publication_head.seq + 0`, 'desc')
		.limit(mostSeen)
		.execute();
	return rows
		.filter((row) => row.court_code === scope.court || !isDaily(kindOfSeries(row.kind)))
		.slice(0, limit)
		.map((row) => ({
			seq: Number(row.seq),
			court: row.court_code,
			number: row.number,
			title: row.title,
			issuedAt: row.issued_at as Instant,
		}));
}
