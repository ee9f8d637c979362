import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { UnlockDeskPages } from '../../src/lib/contract/unlock-desk.ts';
import { batchMost, type DecisionInput, type UnlockMovePages } from '../../src/lib/contract/unlock-moves.ts';
import type { Principal } from '../core/access/may.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { Decision } from '../core/unlock/decide.ts';
import { endAbsence, setAbsence } from '../flows/absences.ts';
import type { Actor, FlowContext } from '../flows/context.ts';
import { addDocument, mayKnow, removeDocument, takeDocument, type DocumentOutcome, type KindOfFile } from '../flows/documents.ts';
import { addPhrase, movePhrase, removePhrase } from '../flows/phrases.ts';
import { decideMany, reassignStep, recuseFrom, urgeStep } from '../flows/unlock-moves.ts';
import type { DeedOutcome } from '../flows/unlock.ts';
import { readDocumentHead } from '../store/documents.ts';
import type { DeskViews } from '../views/desk.ts';

const unseen = { ok: false, code: 'not-found', message: '没有这个锁死记录或附件，或您无权办理。' } as const;
const noDocument = { ok: false, status: 404, message: '没有这个附件，或您无权查看。' } as const;

/** A decision as the flow takes it: days are the same text. */
export const decisionOf = ({ newDueOn, grant, ...said }: DecisionInput): Decision => ({
	...said,
	...(newDueOn ? { newDueOn: newDueOn as Record<string, CourtDate> } : {}),
	...(grant ? { grant: grant.map(({ newDueOn: day, ...one }) => ({ ...one, ...(day ? { newDueOn: day as CourtDate } : {}) })) } : {}),
});

/** The desk's pages on documents, phrases and the printed sheet; `read` and `deed` find out who asks, anew each time. */
export function createUnlockPages(parts: {
	readonly context: FlowContext;
	readonly views: DeskViews;
	readonly kindOfFile: KindOfFile;
	read<T>(account: Account, view: (who: Principal, actor: Actor) => Promise<PageResult<T>>, address?: string): Promise<PageResult<T>>;
	deed<T extends DeedOutcome>(
		account: Account,
		address: string,
		work: (who: Principal, actor: Actor) => Promise<T>,
	): Promise<T | { readonly ok: false; readonly code: string; readonly message: string }>;
	/** Who asks, where several answers are given at once. */
	who(account: Account, address: string): Promise<{ readonly who: Principal; readonly actor: Actor } | undefined>;
	onError(error: unknown): void;
}): UnlockDeskPages & UnlockMovePages {
	const { context, views, kindOfFile, read, deed, who: asks, onError } = parts;
	const kept = (outcome: DocumentOutcome): DeedOutcome => (outcome.ok ? { ok: true, id: outcome.document.id } : outcome);

	return {
		attach: (account, address, lockId, file) =>
			deed(account, address, async (who, actor): Promise<DeedOutcome> => {
				if (!(await views.lockOf(who, lockId))) return unseen;
				return kept(await addDocument(context, who, actor, lockId, file, kindOfFile));
			}),
		detach: (account, address, id) =>
			deed(account, address, async (who, actor): Promise<DeedOutcome> => kept(await removeDocument(context, who, actor, id))),
		document: (account, address, id) =>
			read(
				account,
				async (who, actor): ReturnType<UnlockDeskPages['document']> => {
					const head = await readDocumentHead(context.store.read, id);
					if (!head || !mayKnow(who, head) || !(await views.lockOf(who, head.lockId))) return noDocument;
					const taken = await takeDocument(context, actor, id);
					if (!taken.ok) return { ok: false, status: 403, message: taken.message };
					return { ok: true, view: { name: head.name, kind: head.kind, bytes: taken.bytes } };
				},
				address,
			),
		phrases: (account) => read(account, (who) => views.phrases(who)),
		addPhrase: (account, address, input) => deed(account, address, (who, actor) => addPhrase(context, who, actor, input)),
		movePhrase: (account, address, id, by) => deed(account, address, (who, actor) => movePhrase(context, who, actor, id, by)),
		removePhrase: (account, address, id) => deed(account, address, (who, actor) => removePhrase(context, who, actor, id)),
		reassign: (account, address, requestId, input) =>
			deed(account, address, (who, actor) => reassignStep(context, who, actor, requestId, input)),
		recuse: (account, address, requestId, input) =>
			deed(account, address, (who, actor) => recuseFrom(context, who, actor, requestId, input)),
		urge: (account, address, requestId) => deed(account, address, (who, actor) => urgeStep(context, who, actor, requestId)),
		decideMany: async (account, address, items) => {
			const asking = await asks(account, address);
			if (!asking) return items.map(({ id }) => ({ id, ok: false, code: 'sign-in-needed', message: '登录已失效，请重新登录。' }));
			const within = items.slice(0, batchMost).map(({ id, ...said }) => ({ id, ...decisionOf(said) }));
			const beyond = items.slice(batchMost).map(({ id }) => ({ id, ok: false, code: 'too-many', message: `一次最多办理 ${batchMost} 件` }));
			return [...(await decideMany(context, asking.who, asking.actor, within, onError)), ...beyond];
		},
		absences: (account) => read(account, (who) => views.absences(who)),
		setAbsence: (account, address, input) => deed(account, address, (who, actor) => setAbsence(context, who, actor, input)),
		endAbsence: (account, address, id) => deed(account, address, (who, actor) => endAbsence(context, who, actor, id)),
		unlockSheet: (account, requestId) => read(account, (who) => views.unlockSheet(who, requestId)),
	};
}
