import { createHash, randomUUID } from 'node:crypto';
import { caseSubject, may, type Principal } from '../core/access/may.ts';
import { viewCase } from '../core/case/fold.ts';
import { holdingLock } from '../core/lock/apply.ts';
import { openPhases, type LockState } from '../core/lock/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { appendAudit } from '../store/audit.ts';
import { readCases, type StoredCase } from '../store/cases.ts';
import {
	bindDrafts,
	deleteDraft,
	insertDocument,
	readContent,
	readDocumentHead,
	readDocuments,
	type DocumentRow,
} from '../store/documents.ts';
import type { Db } from '../store/schema.ts';
import type { Actor, FlowContext } from './context.ts';

/** Kinds of document that may go with a request, told by their content. */
export type DocumentKind = 'pdf' | 'docx' | 'xlsx' | 'jpg' | 'png' | 'ofd';

/** Tells what a file is by its bytes; undefined for kinds that are not taken. */
export type KindOfFile = (bytes: Uint8Array) => Promise<DocumentKind | undefined>;

/** A file as it was put in. */
export interface FileInput {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** A document kept, or a refusal. */
export type DocumentOutcome = { readonly ok: true; readonly document: DocumentRow } | Refusal;

/** Bytes of one document, at most. */
export const largestDocument = 10 * 1024 * 1024;
/** Documents of one request, at most. */
export const mostDocuments = 10;
const longestName = 120;

const endings: Readonly<Record<DocumentKind, readonly string[]>> = {
	pdf: ['pdf'],
	docx: ['docx'],
	xlsx: ['xlsx'],
	jpg: ['jpg', 'jpeg'],
	png: ['png'],
	ofd: ['ofd'],
};

const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A name without path, control and direction signs, at most 120 characters with its ending kept. */
export function cleanName(name: string): string {
	const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
	const plain = last
		.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
		.replaceAll(/[<>:"|?*]/g, '_')
		.replace(/^[\s.]+/, '')
		.trim();
	const signs = [...plain];
	if (signs.length <= longestName) return plain;
	const ending = /\.[^.]{1,8}$/.exec(plain)?.[0] ?? '';
	return signs.slice(0, longestName - [...ending].length).join('') + ending;
}

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
const megabytes = (bytes: number): string => (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1);

/** What speaks against a file itself, before anybody asks who put it in. */
function checkFile(name: string, bytes: Uint8Array, kind: DocumentKind | undefined): Refusal | undefined {
	if (name === '') return refuse('bad-name', '附件没有可用的文件名，请改名后再上传');
	if (bytes.length === 0) return refuse('empty-document', `「${name}」是空文件，未保存`);
	if (bytes.length > largestDocument)
		return refuse('document-too-large', `「${name}」为 ${megabytes(bytes.length)} MB，每个附件不得超过 10 MB`);
	if (!kind) return refuse('unknown-kind', `「${name}」的内容不是 PDF、DOCX、XLSX、JPEG、PNG 或者 OFD，未保存`);
	if (!endings[kind].includes(endingOf(name)))
		return refuse('kind-mismatch', `「${name}」的扩展名与内容不符（内容是 ${kind.toUpperCase()}），未保存`);
	return undefined;
}

interface Place {
	readonly stored: StoredCase;
	readonly lock: LockState;
}

async function placeOf(db: Db, lockId: string): Promise<Place | undefined> {
	const key = lockId.replace(/-L\d+$/, '');
	const stored = (await readCases(db, [key])).get(key);
	const lock = stored?.state.locks.find((candidate) => candidate.id === lockId);
	return stored && lock ? { stored, lock } : undefined;
}

/** Whether this person may put documents to a request on this lock now. */
function checkPlace(context: FlowContext, principal: Principal, place: Place): Refusal | undefined {
	const { court } = place.stored.state;
	const handler = viewCase(place.stored.state)?.handler;
	if (!may(principal, 'unlock.request', caseSubject(court, handler), context.directory()))
		return refuse('forbidden', '只有可以申请解锁的人员可以上传附件');
	if (holdingLock([place.lock]) === undefined) return refuse('not-locked', '该案当前未被锁死，无需附件');
	const open = place.lock.requests.find((request) => openPhases.includes(request.phase));
	if (open && open.phase !== 'returned') return refuse('request-open', '申请已经提交，附件不再改动');
	return undefined;
}

/** Keeps a file as a draft of the next request on a lock. */
export async function addDocument(
	context: FlowContext,
	principal: Principal,
	actor: Actor,
	lockId: string,
	file: FileInput,
	kindOfFile: KindOfFile,
): Promise<DocumentOutcome> {
	const name = cleanName(file.name);
	const small = file.bytes.length <= largestDocument;
	const kind = small ? await kindOfFile(file.bytes) : undefined;
	const hash = small ? sha256(file.bytes) : '';
	return context.store.write(async ({ db }) => {
		const place = await placeOf(db, lockId);
		const found = async (): Promise<DocumentOutcome> => {
			if (!place) return refuse('not-found', '没有这个锁死记录');
			const problem = checkPlace(context, principal, place) ?? checkFile(name, file.bytes, kind);
			if (problem) return problem;
			const crowd = crowding(await readDocuments(db, lockId), place.lock, signedBy(principal), hash, name);
			if (crowd) return crowd;
			const document = {
				id: randomUUID(),
				lockId,
				court: place.stored.state.court,
				name,
				kind: kind!,
				size: file.bytes.length,
				sha256: hash,
				uploadedBy: signedBy(principal),
				uploadedAt: context.now(),
			};
			await insertDocument(db, document, file.bytes);
			return { ok: true, document };
		};
		return audited(context, db, actor, 'document.add', lockId, await found());
	});
}

function crowding(rows: readonly DocumentRow[], lock: LockState, by: string, hash: string, name: string): Refusal | undefined {
	const returned = lock.requests.find((request) => request.phase === 'returned');
	const mine = rows.filter((row) => (row.requestId ? row.requestId === returned?.id : row.uploadedBy === by));
	const same = mine.find((row) => row.sha256 === hash);
	if (same) return refuse('document-known', `「${name}」与已上传的「${same.name}」内容相同，未重复保存`);
	if (mine.length >= mostDocuments) return refuse('too-many-documents', `每次申请最多 ${mostDocuments} 个附件，「${name}」未保存`);
	return undefined;
}

/** Takes an own draft away; what was filed stays for good. */
export async function removeDocument(context: FlowContext, principal: Principal, actor: Actor, id: string): Promise<DocumentOutcome> {
	return context.store.write(async ({ db }) => {
		const found = async (): Promise<DocumentOutcome> => {
			const document = await readDocumentHead(db, id);
			if (!document || (!document.requestId && document.uploadedBy !== signedBy(principal))) return refuse('not-found', '没有这个附件');
			if (document.requestId) return refuse('document-filed', '附件已随申请提交，不得删除');
			await deleteDraft(db, id);
			return { ok: true, document };
		};
		return audited(context, db, actor, 'document.remove', id, await found());
	});
}

/** The bytes of a document, if they are still those that were put in; whether the person may read it is asked before. */
export async function takeDocument(
	context: FlowContext,
	actor: Actor,
	id: string,
): Promise<{ readonly ok: true; readonly document: DocumentRow; readonly bytes: Uint8Array<ArrayBuffer> } | Refusal> {
	const document = await readDocumentHead(context.store.read, id);
	const bytes = document && (await readContent(context.store.read, id));
	const found = (): { readonly ok: true; readonly document: DocumentRow; readonly bytes: Uint8Array<ArrayBuffer> } | Refusal => {
		if (!document || !bytes) return refuse('not-found', '没有这个附件');
		if (sha256(bytes) !== document.sha256) return refuse('document-damaged', '附件内容与上传时的校验值不一致，不予提供，请联系系统管理员');
		return { ok: true, document, bytes };
	};
	const outcome = found();
	await context.store.write(async ({ db }) => {
		await audited(context, db, actor, 'document.read', id, outcome.ok ? { ok: true, document: outcome.document } : outcome);
	});
	return outcome;
}

/** Whether a person may know of a document: a draft is its owner's; what was filed is for whoever may read the case, which is asked elsewhere. */
export function mayKnow(principal: Principal, document: DocumentRow): boolean {
	return document.requestId !== undefined || document.uploadedBy === signedBy(principal);
}

/** Binds a person's drafts to the request that is filed with them. Answers what the event of the filing keeps of them. */
export async function fileDocuments(
	db: Db,
	principal: Principal,
	filed: { readonly lockId: string; readonly requestId: string; readonly at: string },
): Promise<readonly { readonly id: string; readonly name: string; readonly sha256: string }[]> {
	const rows = await bindDrafts(db, { lockId: filed.lockId, uploadedBy: signedBy(principal) }, filed);
	return rows.map(({ id, name, sha256: hash }) => ({ id, name, sha256: hash }));
}

async function audited<T extends DocumentOutcome>(
	context: FlowContext,
	db: Db,
	actor: Actor,
	action: string,
	object: string,
	outcome: T,
): Promise<T> {
	await appendAudit(db, {
		at: context.now(),
		actor: actor.id,
		role: actor.role,
		court: actor.court,
		address: actor.address,
		action,
		object,
		after: outcome,
		result: outcome.ok ? 'ok' : outcome.code,
		requestId: actor.requestId,
	});
	return outcome;
}
