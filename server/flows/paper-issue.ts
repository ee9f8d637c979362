import { draftersOf } from '../core/report/paper-life.ts';
import { paperNumber } from '../core/report/paper-number.ts';
import { faultOfPaper } from '../core/report/paper-check.ts';
import { applySlots } from '../core/report/paper-slots.ts';
import type { Paper } from '../core/report/paper.ts';
import { yearOf } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import { canonicalJson } from '../store/hash.ts';
import type { Write } from '../store/open.ts';
import {
	insertFiles,
	insertFrozen,
	insertNumber,
	nextOrdinal,
	paperForms,
	type PaperForm,
	type RenderedFile,
} from '../store/paper-files.ts';
import { changeDraft, readDraft, readDraftSteps, type Draft } from '../store/papers.ts';
import { hasPublication, insertPaper, publicationId } from '../store/publications.ts';
import type { Db } from '../store/schema.ts';
import type { FlowContext } from './context.ts';
import { officeDeed, refuse, signedBy, todayAt } from './office-deed.ts';
import { checkMove, noteMove, type PaperActor } from './paper-life.ts';
import { wordsOfError } from './paper-runs.ts';

/** Makes a form of a paper; undefined where this form cannot be made here (PDF without Chromium). */
export type RenderPaper = (paper: Paper, form: PaperForm) => Promise<Uint8Array | undefined>;

/** A paper issued, with its number; or why not. */
export type IssueOutcome = { readonly ok: true; readonly id: string; readonly number: string } | Refusal;

/** How often a number that somebody else took meanwhile is replaced by the next one. */
const mostAttempts = 5;
const numberTaken = 'number-taken';

interface Prepared {
	readonly draft: Draft;
	readonly paper: Paper;
	readonly ordinal: number;
	readonly files: readonly RenderedFile[];
}

/** Why this person must not issue this draft although the office may; undefined where he may. */
export async function issuerFault(context: FlowContext, db: Db, by: PaperActor, draft: Draft): Promise<Refusal | undefined> {
	const { settings } = context.directory().courts.get(draft.court)!;
	if (!(settings.issuerMustDiffer ?? true)) return undefined;
	const drafters = draftersOf(await readDraftSteps(db, draft.id));
	return drafters.includes(signedBy(by.principal)) ? refuse('same-person', '签发人不得为本文稿的拟稿人，请由他人签发') : undefined;
}

/** The paper as it will stand: what persons wrote in its place, numbered and dated; in the very form in which it is read back from the record. */
function paperOf(context: FlowContext, draft: Draft, ordinal: number, issuedOn: CourtDate): Paper {
	const court = context.directory().courts.get(draft.court)!;
	const paper = { ...applySlots(draft.paper, draft.slots), number: paperNumber(court, draft.paper.kind, issuedOn, ordinal), issuedOn };
	return JSON.parse(canonicalJson(paper)) as Paper;
}

async function renderAll(render: RenderPaper, paper: Paper): Promise<readonly RenderedFile[]> {
	const files: RenderedFile[] = [];
	for (const form of paperForms) {
		const bytes = await render(paper, form);
		if (bytes?.length === 0) throw new Error(`${form} 文件为空`);
		if (bytes) files.push({ form, bytes });
	}
	return files;
}

async function check(
	context: FlowContext,
	db: Db,
	by: PaperActor,
	draft: Draft | undefined,
	revision: number,
): Promise<Refusal | undefined> {
	const checked = checkMove(context, by.principal, draft, 'issue', revision);
	return checked.ok ? issuerFault(context, db, by, draft!) : checked;
}

/** Everything that takes long, before the one transaction that issues: the number is the next one as of now. */
async function prepare(
	context: FlowContext,
	render: RenderPaper,
	by: PaperActor,
	id: string,
	revision: number,
	issuedOn: (court: string) => CourtDate,
): Promise<Prepared | Refusal> {
	const { read: db } = context.store;
	const draft = await readDraft(db, id);
	const refused = await check(context, db, by, draft, revision);
	if (refused || !draft) return refused ?? refuse('not-found', '没有这份文稿');
	const day = issuedOn(draft.court);
	const ordinal = await nextOrdinal(db, { court: draft.court, kind: draft.paper.kind, year: yearOf(day) });
	const paper = paperOf(context, draft, ordinal, day);
	const fault = faultOfPaper(paper);
	if (fault !== undefined) return refuse('paper-empty', `文稿不能签发：${fault}`);
	try {
		return { draft, paper, ordinal, files: await renderAll(render, paper) };
	} catch (error) {
		return refuse('render-failed', `文件未能生成，未签发、未占用文号：${wordsOfError(error)}`);
	}
}

/** Writes all that an issue is, in one transaction: a failure leaves neither a publication nor a number behind. */
async function putDown(write: Write, { draft, paper, ordinal, files }: Prepared, by: PaperActor, now: Instant): Promise<IssueOutcome> {
	const { db } = write;
	const id = publicationId(draft.series, draft.court, draft.from, draft.version);
	if (await hasPublication(db, id)) return refuse('issued-already', '同一种类、统计期和版本的文稿已经签发');
	const signer = signedBy(by.principal);
	await insertPaper(db, draft.series, paper, {
		issuedAt: now,
		issuedBy: signer,
		draftId: draft.id,
		...(draft.correctsId ? { correctsId: draft.correctsId } : {}),
		...(draft.reason ? { reason: draft.reason } : {}),
	});
	await insertNumber(db, { court: draft.court, kind: paper.kind, year: yearOf(paper.issuedOn!), ordinal, publicationId: id });
	await insertFiles(db, id, files, now);
	await insertFrozen(db, id, paper.figures);
	await changeDraft(db, draft.id, draft.revision, { state: 'issued', issued: { by: signer, at: now, publicationId: id } });
	await noteMove(write, draft, by, 'issue', paper.number!, now);
	return { ok: true, id, number: paper.number! };
}

const isRefusal = (value: Prepared | Refusal): value is Refusal => 'ok' in value;

/**
 * Issues a reviewed draft: numbers it by court, kind and year, freezes the paper as it reads with what persons wrote, stores its files with their
 * hashes and the values it cites. Exactly once; where a number was taken meanwhile, the next one is printed and the files are made anew.
 */
export async function issuePaper(
	context: FlowContext,
	render: RenderPaper,
	by: PaperActor,
	id: string,
	input: { readonly revision: number },
): Promise<IssueOutcome> {
	for (let attempt = 1; ; attempt += 1) {
		const issuedOn = (court: string): CourtDate => todayAt(context, court, context.now());
		const prepared = await prepare(context, render, by, id, input.revision, issuedOn);
		const done = await officeDeed<IssueOutcome>(context, by.actor, { action: 'paper.issue', object: id }, async (write, now) => {
			if (isRefusal(prepared)) return { outcome: prepared };
			const { draft, paper, ordinal } = prepared;
			const before = { state: draft.state, revision: draft.revision };
			const refused = await check(context, write.db, by, await readDraft(write.db, id), input.revision);
			if (refused) return { outcome: refused, before };
			const next = await nextOrdinal(write.db, { court: draft.court, kind: paper.kind, year: yearOf(paper.issuedOn!) });
			if (next !== ordinal) return { outcome: refuse(numberTaken, '文号已被同时签发的文稿占用，请稍后再试'), before };
			return { outcome: await putDown(write, prepared, by, now), before };
		});
		if (done.ok || done.code !== numberTaken || attempt === mostAttempts) return done;
	}
}
