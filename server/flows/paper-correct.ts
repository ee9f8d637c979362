import { paperSchedules } from '../core/report/owed-papers.ts';
import { slotsOf } from '../core/report/paper-parts.ts';
import { mayMove } from '../core/report/paper-rights.ts';
import { faultOfSlot, type WrittenSlots } from '../core/report/paper-slots.ts';
import type { Paper } from '../core/report/paper.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { readCorrections } from '../store/paper-archive.ts';
import { findDraft, insertDraftStep, readDraftState, readDraftSteps } from '../store/papers.ts';
import { campaignOfSeries, readPaperById } from '../store/publications.ts';
import type { FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy } from './office-deed.ts';
import type { PaperActor } from './paper-life.ts';
import { computePaper, putDraft, type BuildPaper, type MadePaper } from './paper-make.ts';

/** How a correction begins: the figures computed anew, or the issued paper as it is with its free parts to be rewritten. */
export interface CorrectionInput {
	readonly reason: string;
	readonly anew: boolean;
}

const mostReason = 500;

/** The paper without what only an issued one carries. */
function unissued({ number: _number, issuedOn: _issuedOn, corrects: _corrects, ...paper }: Paper): Paper {
	return paper;
}

/** What persons wrote into the issued paper, as far as it can stand in the new one. */
function carriedOver(issued: Paper, next: Paper): WrittenSlots {
	const written = slotsOf(issued).filter(({ id, edited, paragraphs }) => edited && faultOfSlot(next, id, paragraphs) === undefined);
	return Object.fromEntries(written.map(({ id, paragraphs }) => [id, paragraphs]));
}

async function nextPaper(
	context: FlowContext,
	build: BuildPaper,
	stored: { readonly paper: Paper; readonly series: string },
	anew: boolean,
): Promise<{ readonly ok: true; readonly paper: Paper } | Refusal> {
	const { paper, series } = stored;
	if (!anew) return { ok: true, paper: unissued(paper) };
	const period = { kind: paperSchedules[paper.kind].period, from: paper.from, to: paper.to, label: paper.periodLabel };
	const campaign = campaignOfSeries(series);
	const ask = { kind: paper.kind, court: paper.court, period, ...(campaign === undefined ? {} : { campaign }) };
	return computePaper(context, build, ask);
}

const correctedAlready = refuse('corrected-already', '该文件已经更正，请更正其最新版本');

/**
 * Notes a further request for a correction that is being drafted: with its own reason and person, and what was asked for, as the draft may have been
 * begun otherwise. The same request of the same person again is the same request.
 */
async function noteRequest(context: FlowContext, by: PaperActor, draftId: string, { reason, anew }: CorrectionInput): Promise<MadePaper> {
	return officeDeed<MadePaper>(context, by.actor, { action: 'paper.request', object: draftId }, async ({ db, touch }, at) => {
		const outcome = { ok: true, id: draftId, made: false } as const;
		// Looked at again: it may have been issued or dropped since it was found.
		const state = await readDraftState(db, draftId);
		if (state === 'issued') return { outcome: correctedAlready };
		if (state === 'dropped') return { outcome: refuse('draft-dropped', '更正稿刚刚作废，请重新提出更正') };
		const who = signedBy(by.principal);
		const text = `${reason}（${anew ? '要求按现有数据重新计算' : '要求沿用原数据，只改文字'}）`;
		const steps = await readDraftSteps(db, draftId);
		const first = steps.find(({ move }) => move === 'make');
		const isKnown = (first?.by === who && first.text === reason) || steps.some((step) => step.by === who && step.text === text);
		if (isKnown) return { outcome };
		const { role, court } = by.actor;
		await insertDraftStep(db, draftId, { move: 'request', text, by: who, role, court, at });
		touch(court);
		return { outcome, after: { reason, anew } };
	});
}

/**
 * Begins the correction of an issued paper: a draft of the next version, with the reason. The issued one stays as it is and readable; once the
 * correction is issued it is marked 已更正. Only the last version can be corrected, and by one draft at a time: further requests are noted on it.
 */
export async function correctPaper(
	context: FlowContext,
	build: BuildPaper,
	by: PaperActor,
	publicationId: string,
	input: CorrectionInput,
): Promise<MadePaper> {
	const { read: db } = context.store;
	const stored = await readPaperById(db, publicationId);
	if (!stored) return refuse('not-found', '没有这份文件');
	if (!mayMove(by.principal, 'edit', stored.court, context.directory())) return refuse('forbidden', '更正由审管办或者指挥中心值班员拟稿');
	const reason = input.reason.trim();
	if (reason === '') return refuse('reason-missing', '请填写更正的理由');
	if (reason.length > mostReason) return refuse('reason-too-long', `理由最多 ${mostReason} 字`);
	if ((await readCorrections(db, [publicationId])).has(publicationId)) return correctedAlready;
	const asked = { reason, anew: input.anew };
	const { series, court } = stored;
	const { from, to } = stored.paper;
	const live = await findDraft(db, { series, court, from, to, version: stored.version + 1 });
	if (live !== undefined) return noteRequest(context, by, live, asked);
	const next = await nextPaper(context, build, stored, input.anew);
	if (!next.ok) return next;
	const paper: Paper = { ...next.paper, version: stored.version + 1, corrects: { number: stored.number, reason } };
	const slots = input.anew ? carriedOver(stored.paper, paper) : {};
	const put = await putDraft(context, { series, paper, slots, correctsId: publicationId, reason }, by);
	// Somebody else was faster while this one was computed.
	return put.ok && !put.made ? noteRequest(context, by, put.id, asked) : put;
}
