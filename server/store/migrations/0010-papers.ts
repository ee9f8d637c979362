import { sql, type Kysely } from 'kysely';
import { identity, text, type Engine } from './0001/columns.ts';

/** Drafts of publications, their files, receipts and runs. */
export async function paperSchema(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await drafts(db);
	await issued(db, engine);
	await heads(db, engine);
	await runs(db, engine);
}

async function drafts(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('paper_draft')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('period_from', text, (c) => c.notNull())
		.addColumn('period_to', text, (c) => c.notNull())
		.addColumn('version', 'integer', (c) => c.notNull())
		.addColumn('state', text, (c) => c.notNull())
		.addColumn('title', text, (c) => c.notNull())
		.addColumn('period_label', text, (c) => c.notNull())
		.addColumn('body', text, (c) => c.notNull())
		.addColumn('slots', text, (c) => c.notNull())
		.addColumn('revision', 'integer', (c) => c.notNull())
		.addColumn('cut_off_at', text, (c) => c.notNull())
		.addColumn('made_at', text, (c) => c.notNull())
		.addColumn('made_by', text, (c) => c.notNull())
		.addColumn('edited_by', text)
		.addColumn('edited_at', text)
		.addColumn('reviewed_by', text)
		.addColumn('reviewed_at', text)
		.addColumn('issued_by', text)
		.addColumn('issued_at', text)
		.addColumn('publication_id', text)
		.addColumn('corrects_id', text)
		.addColumn('reason', text)
		.execute();
	// One kind, court and period has one paper of each version, however many jobs or hands try; a dropped one makes room.
	await schema
		.createIndex('paper_draft_one')
		.unique()
		.on('paper_draft')
		.columns(['kind', 'court_code', 'period_from', 'period_to', 'version'])
		.where(sql.ref('state'), '<>', sql.lit('dropped'))
		.execute();
	await schema.createIndex('paper_draft_court').on('paper_draft').columns(['court_code', 'state', 'period_from']).execute();
	await schema
		.createTable('paper_step')
		.addColumn('draft_id', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('move', text, (c) => c.notNull())
		.addColumn('text', text, (c) => c.notNull())
		.addColumn('by_person', text, (c) => c.notNull())
		.addColumn('by_role', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('paper_step_pk', ['draft_id', 'position'])
		.execute();
}

async function issued(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('publication_file')
		.addColumn('publication_id', text, (c) => c.notNull())
		.addColumn('form', text, (c) => c.notNull())
		.addColumn('bytes', engine === 'sqlite' ? 'blob' : 'bytea', (c) => c.notNull())
		.addColumn('sha256', text, (c) => c.notNull())
		.addColumn('made_at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('publication_file_pk', ['publication_id', 'form'])
		.execute();
	await appendOnly(db, engine, 'publication_file');
	await schema
		.createTable('publication_receipt')
		.addColumn('publication_id', text, (c) => c.notNull())
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('role', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('signed_at', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('publication_receipt_pk', ['publication_id', 'person_code'])
		.execute();
}

async function appendOnly(db: Kysely<unknown>, engine: Engine, table: string): Promise<void> {
	for (const action of ['update', 'delete']) {
		const name = sql.ref(`${table}_no_${action}`);
		await (
			engine === 'sqlite'
				? sql`create trigger ${name} before ${sql.raw(action)} on ${sql.table(table)} begin select raise(abort, 'append-only'); end`
				: sql`create trigger ${name} before ${sql.raw(action)} on ${sql.table(table)} for each row execute function refuse_change()`
		).execute(db);
	}
}

/** What lists and the archive's search read of a publication, and the numbers given; neither is ever changed. */
async function heads(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await identity(schema.createTable('publication_head'), 'seq', engine)
		.addColumn('publication_id', text, (c) => c.notNull().unique())
		.addColumn('title', text, (c) => c.notNull())
		.addColumn('period_label', text, (c) => c.notNull())
		.addColumn('issued_at', text, (c) => c.notNull())
		.addColumn('issued_by', text, (c) => c.notNull())
		.addColumn('draft_id', text)
		.addColumn('corrects_id', text)
		.addColumn('reason', text)
		.execute();
	await schema
		.createTable('publication_number')
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('year', 'integer', (c) => c.notNull())
		.addColumn('ordinal', 'integer', (c) => c.notNull())
		.addColumn('publication_id', text, (c) => c.notNull().unique())
		.addPrimaryKeyConstraint('publication_number_pk', ['court_code', 'kind', 'year', 'ordinal'])
		.execute();
	await headsOfEarlier(db);
	for (const table of ['publication_head', 'publication_number']) await appendOnly(db, engine, table);
}

/** Records made before there were heads get theirs from what they froze. */
async function headsOfEarlier(db: Kysely<unknown>): Promise<void> {
	interface Earlier {
		readonly id: string;
		readonly made_at: string;
		readonly figures: string;
	}
	const { rows } = await sql<Earlier>`select id, made_at, figures from publication order by made_at, id`.execute(db);
	for (const { id, made_at, figures } of rows) {
		const { title } = JSON.parse(figures) as { readonly title: string };
		await sql`insert into publication_head (publication_id, title, period_label, issued_at, issued_by) values (${id}, ${title}, '', ${made_at}, 'system')`.execute(
			db,
		);
	}
}

async function runs(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { schema } = db;
	await identity(schema.createTable('paper_run'), 'seq', engine)
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('period_from', text, (c) => c.notNull())
		.addColumn('outcome', text, (c) => c.notNull())
		.addColumn('detail', text, (c) => c.notNull())
		.addColumn('took_ms', 'integer', (c) => c.notNull())
		.addColumn('at', text, (c) => c.notNull())
		.execute();
	await schema.createIndex('paper_run_court').on('paper_run').columns(['court_code', 'outcome', 'at']).execute();
}
