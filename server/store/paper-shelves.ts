import type { ExpressionBuilder } from 'kysely';
import { headColumns, headOf, type DraftHead } from './papers.ts';
import type { Database, Db } from './schema.ts';

/** The draft on its way that corrects a publication. */
export async function findCorrecting(db: Db, publicationId: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('paper_draft')
		.select('id')
		.where('corrects_id', '=', publicationId)
		.where('state', 'in', ['draft', 'reviewed'])
		.executeTakeFirst();
	return row?.id;
}

/** Drafts in one state at some courts. */
export interface DraftShelf {
	readonly courts: readonly string[];
	readonly state: 'draft' | 'reviewed';
}

const onShelf = (eb: ExpressionBuilder<Database, 'paper_draft'>, { courts, state }: DraftShelf) =>
	eb.and([eb('state', '=', state), eb('court_code', 'in', [...courts])]);

/** A page of drafts that are on their way: shelf by shelf in the order given, on each of them those of the latest periods first. */
export async function readOpenDrafts(
	db: Db,
	shelves: readonly DraftShelf[],
	page: { readonly limit: number; readonly offset: number },
): Promise<readonly DraftHead[]> {
	const filled = shelves.filter(({ courts }) => courts.length > 0);
	if (filled.length === 0) return [];
	const rows = await db
		.selectFrom('paper_draft')
		.select(headColumns)
		.where((eb) => eb.or(filled.map((shelf) => onShelf(eb, shelf))))
		.orderBy((eb) => {
			const [first, ...rest] = filled.map((shelf, at) => ({ is: onShelf(eb, shelf), at }));
			return rest
				.reduce((so, { is, at }) => so.when(is).then(at), eb.case().when(first!.is).then(first!.at))
				.else(filled.length)
				.end();
		})
		.orderBy('period_to', 'desc')
		.orderBy('made_at', 'desc')
		.orderBy('id')
		.limit(page.limit)
		.offset(page.offset)
		.execute();
	return rows.map(headOf);
}

/** How many drafts stand on some shelves. */
export async function countOpenDrafts(db: Db, shelves: readonly DraftShelf[]): Promise<number> {
	const filled = shelves.filter(({ courts }) => courts.length > 0);
	if (filled.length === 0) return 0;
	const { count } = await db
		.selectFrom('paper_draft')
		.select((eb) => eb.fn.countAll().as('count'))
		.where((eb) => eb.or(filled.map((shelf) => onShelf(eb, shelf))))
		.executeTakeFirstOrThrow();
	return Number(count);
}
