import type { CourtDate } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** A figure of a court as an issued publication froze it. */
export interface FrozenRow {
	readonly publicationId: string;
	readonly number: string;
	readonly kind: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	readonly value: number | null;
	readonly text: string;
}

/** What publications said of an indicator of a court, the latest first. */
export async function readFrozen(db: Db, code: string, court: string, limit: number): Promise<readonly FrozenRow[]> {
	const rows = await db
		.selectFrom('frozen_figure')
		.innerJoin('publication', 'publication.id', 'frozen_figure.publication_id')
		.select([
			...(['frozen_figure.publication_id', 'publication.number', 'publication.kind', 'frozen_figure.from_day'] as const),
			...(['frozen_figure.to_day', 'frozen_figure.value', 'frozen_figure.text'] as const),
		])
		.where('frozen_figure.code', '=', code)
		.where('frozen_figure.court_code', '=', court)
		.where('frozen_figure.unit_code', '=', '')
		.where('frozen_figure.person_code', '=', '')
		.orderBy('frozen_figure.to_day', 'desc')
		.orderBy('publication.made_at', 'desc')
		.orderBy('frozen_figure.figure_id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		publicationId: row.publication_id,
		number: row.number,
		kind: row.kind,
		from: row.from_day as CourtDate,
		to: row.to_day as CourtDate,
		value: row.value,
		text: row.text,
	}));
}
