import type { Db } from './schema.ts';

/** A document without its content. */
export interface DocumentRow {
	readonly id: string;
	readonly lockId: string;
	readonly court: string;
	/** Absent for a draft: nobody but its owner sees it, and its owner may take it away. */
	readonly requestId?: string;
	readonly name: string;
	readonly kind: string;
	/** Bytes. */
	readonly size: number;
	readonly sha256: string;
	readonly uploadedBy: string;
	readonly uploadedAt: string;
}

const heads = ['id', 'lock_id', 'court_code', 'request_id', 'name', 'kind', 'size', 'sha256', 'uploaded_by', 'uploaded_at'] as const;

type Head = {
	id: string;
	lock_id: string;
	court_code: string;
	request_id: string | null;
	name: string;
	kind: string;
	size: number;
	sha256: string;
	uploaded_by: string;
	uploaded_at: string;
};

const documentOf = (row: Head): DocumentRow => ({
	id: row.id,
	lockId: row.lock_id,
	court: row.court_code,
	...(row.request_id === null ? {} : { requestId: row.request_id }),
	name: row.name,
	kind: row.kind,
	size: Number(row.size),
	sha256: row.sha256,
	uploadedBy: row.uploaded_by,
	uploadedAt: row.uploaded_at,
});

/** Documents of a lock in the order they came: those of its requests, and every draft. */
export async function readDocuments(db: Db, lockId: string): Promise<readonly DocumentRow[]> {
	const rows = await db.selectFrom('document').select(heads).where('lock_id', '=', lockId).orderBy('seq').execute();
	return rows.map(documentOf);
}

/** One document without its content. */
export async function readDocumentHead(db: Db, id: string): Promise<DocumentRow | undefined> {
	const row = await db.selectFrom('document').select(heads).where('id', '=', id).executeTakeFirst();
	return row && documentOf(row);
}

/** The bytes of a document. */
export async function readContent(db: Db, id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const row = await db.selectFrom('document').select('content').where('id', '=', id).executeTakeFirst();
	return row && Uint8Array.from(row.content);
}

/** Keeps a draft. */
export async function insertDocument(db: Db, row: Omit<DocumentRow, 'requestId'>, content: Uint8Array): Promise<void> {
	await db
		.insertInto('document')
		.values({
			id: row.id,
			lock_id: row.lockId,
			court_code: row.court,
			request_id: null,
			filed_at: null,
			name: row.name,
			kind: row.kind,
			size: row.size,
			sha256: row.sha256,
			uploaded_by: row.uploadedBy,
			uploaded_at: row.uploadedAt,
			content,
		})
		.execute();
}

/** Takes a draft away; what was filed stays. */
export async function deleteDraft(db: Db, id: string): Promise<void> {
	await db.deleteFrom('document').where('id', '=', id).where('request_id', 'is', null).execute();
}

/** Binds a person's drafts of a lock to the request that is filed with them, for good. */
export async function bindDrafts(
	db: Db,
	draft: { readonly lockId: string; readonly uploadedBy: string },
	filed: { readonly requestId: string; readonly at: string },
): Promise<readonly DocumentRow[]> {
	const drafts = (await readDocuments(db, draft.lockId)).filter((row) => !row.requestId && row.uploadedBy === draft.uploadedBy);
	if (drafts.length > 0)
		await db
			.updateTable('document')
			.set({ request_id: filed.requestId, filed_at: filed.at })
			.where(
				'id',
				'in',
				drafts.map((row) => row.id),
			)
			.execute();
	return drafts;
}

/** The last place of the log, for the foot of printed sheets. */
export async function readLastPlace(db: Db): Promise<number> {
	const row = await db.selectFrom('case_event').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
	return Number(row?.seq ?? 0);
}
