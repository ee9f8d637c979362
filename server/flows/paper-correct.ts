import { paperSchedules } from '../core/report/owed-papers.ts';
import { slotsOf } from '../core/report/paper-parts.ts';
import { mayMove } from '../core/report/paper-rights.ts';
import { faultOfSlot, type WrittenSlots } from '../core/report/paper-slots.ts';
import type { Paper } from '../core/report/paper.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { readCorrections } from '../store/paper-archive.ts';
import { campaignOfSeries, readPaperById } from '../store/publications.ts';
import type { FlowContext } from './context.ts';
import { refuse } from './office-deed.ts';
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

/**
 * Begins the correction of an issued paper: a draft of the next version, with the reason. The issued one stays as it is and readable; once the
 * correction is issued it is marked 已更正. Only the last version can be corrected, and by one draft at a time.
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
	if ((await readCorrections(db, [publicationId])).has(publicationId))
		return refuse('corrected-already', '该文件已经更正，请更正其最新版本');
	const next = await nextPaper(context, build, stored, input.anew);
	if (!next.ok) return next;
	const paper: Paper = { ...next.paper, version: stored.version + 1, corrects: { number: stored.number, reason } };
	const slots = input.anew ? carriedOver(stored.paper, paper) : {};
	return putDraft(context, { series: stored.series, paper, slots, correctsId: publicationId, reason }, by);
}
