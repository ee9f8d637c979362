import type { Principal } from '../core/access/may.ts';
import { afterMove, draftMoveNames, draftStateNames, type DraftMove, type DraftState } from '../core/report/paper-life.ts';
import { slotsOf } from '../core/report/paper-parts.ts';
import { mayMove, maySeeDrafts, moveRights } from '../core/report/paper-rights.ts';
import { faultOfSlot, parseSlot, printSlot, type WrittenSlots } from '../core/report/paper-slots.ts';
import { typedNumbers } from '../core/report/paper-typed.ts';
import type { Instant } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import type { Write } from '../store/open.ts';
import { changeDraft, insertDraftStep, readDraft, type Draft } from '../store/papers.ts';
import type { Actor, FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy } from './office-deed.ts';

/** A deed on a draft done, with the revision that stands now; or why not. */
export type PaperOutcome = { readonly ok: true; readonly id: string; readonly revision: number } | Refusal;

/** Who does something to a draft. */
export interface PaperActor {
	readonly principal: Principal;
	readonly actor: Actor;
}

const notFound = refuse('not-found', '没有这份文稿，或无权办理');

/** The state after a move by this person on the draft as he saw it; or why it cannot be made. */
export function checkMove(
	context: FlowContext,
	principal: Principal,
	draft: Draft | undefined,
	move: DraftMove,
	revision: number,
): { readonly ok: true; readonly state: DraftState } | Refusal {
	const directory = context.directory();
	if (!draft || !maySeeDrafts(principal, draft.court, directory)) return notFound;
	if (!mayMove(principal, move, draft.court, directory)) return refuse('forbidden', moveRights[move].words);
	const state = afterMove(draft.state, move);
	if (state === undefined) return refuse('illegal-move', `文稿现为「${draftStateNames[draft.state]}」，不能${draftMoveNames[move]}`);
	if (draft.revision !== revision)
		return refuse('stale', '文稿已被他人修改，尚未保存您的办理；请核对最新内容后再办理，您填写的内容仍在页面上');
	return { ok: true, state };
}

/** Notes a move that was made. */
export async function noteMove(write: Write, draft: Draft, by: PaperActor, move: DraftMove, text: string, at: Instant): Promise<void> {
	const { role, court } = by.actor;
	await insertDraftStep(write.db, draft.id, { move, text, by: signedBy(by.principal), role, court, at });
	write.touch(draft.court);
}

async function onDraft(
	context: FlowContext,
	by: PaperActor,
	what: { readonly id: string; readonly move: DraftMove; readonly revision: number },
	deed: (draft: Draft, state: DraftState, write: Write, now: Instant) => Promise<PaperOutcome>,
): Promise<PaperOutcome> {
	const { id, move, revision } = what;
	return officeDeed<PaperOutcome>(context, by.actor, { action: `paper.${move}`, object: id }, async (write, now) => {
		const draft = await readDraft(write.db, id);
		const checked = checkMove(context, by.principal, draft, move, revision);
		const outcome = checked.ok ? await deed(draft!, checked.state, write, now) : checked;
		const before = draft && { state: draft.state, revision: draft.revision, slots: draft.slots };
		return { outcome, ...(before ? { before } : {}) };
	});
}

/** What persons wrote, after an edit: slots that read again as computed count as not written. */
function mergedSlots(draft: Draft, texts: Readonly<Record<string, string>>): WrittenSlots | Refusal {
	const merged: Record<string, WrittenSlots[string]> = { ...draft.slots };
	for (const [id, text] of Object.entries(texts)) {
		const paragraphs = parseSlot(text);
		const fault = faultOfSlot(draft.paper, id, paragraphs);
		if (fault !== undefined) return refuse('bad-slot', fault);
		const computed = slotsOf(draft.paper).find((slot) => slot.id === id)!.paragraphs;
		if (printSlot(computed) === printSlot(paragraphs)) delete merged[id];
		else merged[id] = paragraphs;
	}
	return merged;
}

const isRefusal = (value: WrittenSlots | Refusal): value is Refusal => 'ok' in value && value.ok === false;

/** Writes into the free parts of a draft: each as the editor's text, with figures as references. */
export async function editPaper(
	context: FlowContext,
	by: PaperActor,
	id: string,
	input: { readonly revision: number; readonly slots: Readonly<Record<string, string>> },
): Promise<PaperOutcome> {
	const { revision } = input;
	return onDraft(context, by, { id, move: 'edit', revision }, async (draft, state, write, now) => {
		const slots = mergedSlots(draft, input.slots);
		if (isRefusal(slots)) return slots;
		const titles = slotsOf(draft.paper).filter((slot) => printSlot(slots[slot.id] ?? []) !== printSlot(draft.slots[slot.id] ?? []));
		if (titles.length === 0) return { ok: true, id, revision };
		await changeDraft(write.db, id, revision, { state, slots, edited: { by: signedBy(by.principal), at: now } });
		await noteMove(write, draft, by, 'edit', titles.map(({ title }) => title).join('、'), now);
		return { ok: true, id, revision: revision + 1 };
	});
}

/** What is said with a review: numbers that were typed must have been checked by somebody. */
export interface ReviewInput {
	readonly revision: number;
	readonly opinion: string;
	/** 「手填数字已逐一核对」. */
	readonly numbersChecked?: boolean;
}

const mostOpinion = 500;

/** Reviews a draft: it may be issued from now on. */
export async function reviewPaper(context: FlowContext, by: PaperActor, id: string, input: ReviewInput): Promise<PaperOutcome> {
	const { revision, opinion } = input;
	return onDraft(context, by, { id, move: 'review', revision }, async (draft, state, write, now) => {
		const typed = typedNumbers(draft.paper, draft.slots);
		if (typed.length > 0 && !input.numbersChecked) {
			const named = typed.map(({ title, text }) => `${title}「${text}」`).join('、');
			return refuse('numbers-typed', `数字应引用，不得手填：${named}。请改为引用，或在审核时确认已逐一核对`);
		}
		if (opinion.length > mostOpinion) return refuse('opinion-too-long', `审核意见最多 ${mostOpinion} 字`);
		await changeDraft(write.db, id, revision, { state, reviewed: { by: signedBy(by.principal), at: now } });
		const checked = typed.length > 0 ? `手填数字 ${typed.length} 处已核对` : '';
		await noteMove(write, draft, by, 'review', [opinion.trim(), checked].filter(Boolean).join('；'), now);
		return { ok: true, id, revision: revision + 1 };
	});
}

/** Gives a reviewed draft back with a reason, or drops a draft for good: the period may then be made again. */
export async function giveBackPaper(
	context: FlowContext,
	by: PaperActor,
	id: string,
	input: { readonly move: 'return' | 'drop'; readonly revision: number; readonly reason: string },
): Promise<PaperOutcome> {
	const { move, revision } = input;
	return onDraft(context, by, { id, move, revision }, async (draft, state, write, now) => {
		const reason = input.reason.trim();
		if (reason === '') return refuse('reason-missing', `请填写${draftMoveNames[move]}的理由`);
		if (reason.length > mostOpinion) return refuse('reason-too-long', `理由最多 ${mostOpinion} 字`);
		await changeDraft(write.db, id, revision, { state, ...(move === 'return' ? { reviewed: null } : {}) });
		await noteMove(write, draft, by, move, reason, now);
		return { ok: true, id, revision: revision + 1 };
	});
}
