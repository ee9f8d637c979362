import type { DeedResult } from './desk.ts';
import type { Account, PageResult } from './pages.ts';
import type { UnlockSheetView } from './unlock-sheet.ts';

/** A file that goes with an unlock request. */
export interface DocumentView {
	readonly id: string;
	readonly name: string;
	/** pdf docx xlsx jpg png ofd. */
	readonly kind: string;
	/** Bytes. */
	readonly size: number;
	readonly sha256: string;
	readonly uploadedByName: string;
	readonly uploadedAt: string;
	/** It went with a request and stays for good; a draft is seen by its owner only. */
	readonly filed: boolean;
}

/** Fields that a phrase is kept for: those of a request, an opinion by its verdict, what an approver demands. */
export const phraseUses = ['reason', 'plan', 'approve', 'refuse', 'return', 'escalate', 'instruction'] as const;

/** A field that a phrase is kept for. */
export type PhraseUse = (typeof phraseUses)[number];

/** A sentence that the person keeps; those of the house have no number and cannot be changed. */
export interface PhraseView {
	readonly id?: number;
	readonly use: PhraseUse;
	readonly text: string;
}

/** Filters of the unlock box: they are the query string of the page. */
export interface InboxFilter {
	readonly court?: string;
	readonly node?: string;
	readonly phase?: string;
	/** Part of a case number, or of a handler's name. */
	readonly text?: string;
}

/** A lock that a late fact puts in doubt: reviewed, not decided. */
export interface ReviewRow {
	readonly lockId: string;
	readonly caseId: number;
	readonly caseNumber: string;
	readonly courtName: string;
	readonly handlerName?: string;
	/** Nodes that the late fact speaks for. */
	readonly nodeNames: readonly string[];
	readonly overdueDays: number;
	readonly lockedAt: string;
}

/** What the desk's pages call for documents, phrases and the printed sheet. */
export interface UnlockDeskPages {
	/** Keeps a file as a draft of the person's next request on a lock. */
	attach(account: Account, address: string, lockId: string, file: { name: string; bytes: Uint8Array }): Promise<DeedResult>;
	detach(account: Account, address: string, documentId: string): Promise<DeedResult>;
	document(
		account: Account,
		address: string,
		documentId: string,
	): Promise<PageResult<{ readonly name: string; readonly kind: string; readonly bytes: Uint8Array<ArrayBuffer> }>>;
	phrases(account: Account): Promise<PageResult<readonly PhraseView[]>>;
	addPhrase(account: Account, address: string, input: { use: PhraseUse; text: string }): Promise<DeedResult>;
	movePhrase(account: Account, address: string, id: number, by: 'up' | 'down'): Promise<DeedResult>;
	removePhrase(account: Account, address: string, id: number): Promise<DeedResult>;
	unlockSheet(account: Account, requestId: string): Promise<PageResult<UnlockSheetView>>;
}
