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

/** A court, alone or with those below it. */
export interface FrozenScope {
	readonly court: string;
	readonly reach: 'own' | 'subtree';
}

/**
 * The values that publications gave for an indicator of a court, with or without the courts below, the latest first. Changes, targets and
 * distances are cited under longer ids of their own; a value that is printed in two ways (`~`: in a table) is told once.
 */
export async function readFrozen(db: Db, code: string, of: FrozenScope, limit: number): Promise<readonly FrozenRow[]> {
	const { court, reach } = of;
	const stem = `${code}@${court}${reach === 'own' ? '.own' : ''}/`;
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
		.where('frozen_figure.figure_id', 'like', `${stem}%`)
		.where('frozen_figure.figure_id', 'not like', `${stem}%/%`)
		.orderBy('frozen_figure.to_day', 'desc')
		.orderBy('publication.made_at', 'desc')
		.orderBy('frozen_figure.figure_id')
		.limit(2 * limit)
		.execute();
	const first = new Map<string, (typeof rows)[number]>();
	for (const row of rows) {
		const key = `${row.publication_id}|${row.from_day}|${row.to_day}`;
		if (!first.has(key)) first.set(key, row);
	}
	return [...first.values()].slice(0, limit).map((row) => ({
		publicationId: row.publication_id,
		number: row.number,
		kind: row.kind,
		from: row.from_day as CourtDate,
		to: row.to_day as CourtDate,
		value: row.value,
		text: row.text,
	}));
}
