import type { DocumentView, PhraseUse, PhraseView } from '../../src/lib/contract/unlock-desk.ts';
import type { Principal } from '../core/access/may.ts';
import { readDocuments, type DocumentRow } from '../store/documents.ts';
import { readPhrases } from '../store/phrases.ts';
import { personName, type ViewContext } from './view-context.ts';

const documentView = (context: ViewContext, row: DocumentRow): DocumentView => ({
	id: row.id,
	name: row.name,
	kind: row.kind,
	size: row.size,
	sha256: row.sha256,
	uploadedByName: personName(context, row.uploadedBy) ?? row.uploadedBy,
	uploadedAt: row.uploadedAt,
	filed: row.requestId !== undefined,
});

/** Documents of a request. */
export async function documentsOf(context: ViewContext, lockId: string, requestId: string): Promise<readonly DocumentView[]> {
	const rows = await readDocuments(context.db, lockId);
	return rows.filter((row) => row.requestId === requestId).map((row) => documentView(context, row));
}

/** What would go with a person's next request on a lock: what went with the returned one, and own drafts. */
export async function draftsOf(
	context: ViewContext,
	principal: Principal,
	lockId: string,
	returnedId: string | undefined,
): Promise<readonly DocumentView[]> {
	const me = principal.personCode ?? principal.accountId;
	const rows = await readDocuments(context.db, lockId);
	return rows
		.filter((row) => (row.requestId ? row.requestId === returnedId : row.uploadedBy === me))
		.map((row) => documentView(context, row));
}

/** A person's phrases in his own order. */
export async function phraseViews(context: ViewContext, principal: Principal): Promise<readonly PhraseView[]> {
	const rows = await readPhrases(context.db, principal.accountId);
	return rows.map((row) => ({ id: row.id, use: row.use as PhraseUse, text: row.text }));
}
