import type {
	CitableFigure,
	DiffPageView,
	DraftPageView,
	DraftStepView,
	IssuedPageView,
	ReceiptsView,
	SlotView,
} from '../../src/lib/contract/papers.ts';
import type { PageResult } from '../../src/lib/contract/pages.ts';
import { may, type Principal } from '../core/access/may.ts';
import { diffPapers } from '../core/report/paper-diff.ts';
import { afterMove, draftersOf, draftMoveNames, draftStateNames, type DraftMove } from '../core/report/paper-life.ts';
import { paperNumber } from '../core/report/paper-number.ts';
import { paperKindNames, slotsOf } from '../core/report/paper-parts.ts';
import { mayMove, maySeeDrafts, moveRights } from '../core/report/paper-rights.ts';
import { applySlots, printSlot } from '../core/report/paper-slots.ts';
import { typedNumbers } from '../core/report/paper-typed.ts';
import type { CitedFigure } from '../core/report/paper.ts';
import { yearOf } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { readIssuedFacts, type IssuedFacts } from '../store/paper-archive.ts';
import { nextOrdinal, readFileHeads } from '../store/paper-files.ts';
import { readDraft, readDraftSteps, type Draft, type DraftStep } from '../store/papers.ts';
import { readHead, readPaperById, readPublicationById, type PublicationHead } from '../store/publications.ts';
import { proposalsView } from './paper-proposals.ts';
import { requestsBeside, requestsOf } from './paper-requests.ts';
import { receiptsView } from './paper-receipts-view.ts';
import { doerName, formNames, kindNameOf, paperView, roleWords, visitorsDaily, visitorsPaper, visitorsText } from './paper-words.ts';
import { courtName, personName, unitName, type ViewContext } from './view-context.ts';

const noDraft = { ok: false, status: 404, message: '没有这份文稿，或您无权查看。' } as const;
const noPaper = { ok: false, status: 404, message: '没有这份文件，或您无权查看。' } as const;
const personOf = ({ personCode, accountId }: Principal): string => personCode ?? accountId;

/** Court, unit or person that a figure is about. */
function subjectOf(context: ViewContext, { court, unit, person }: Pick<CitedFigure, 'court' | 'unit' | 'person'>): string {
	return personName(context, person) ?? unitName(context, unit) ?? courtName(context, court);
}

function citable(context: ViewContext, figure: CitedFigure): CitableFigure {
	const { id, text, label, definition } = figure;
	return { id, text, label, of: subjectOf(context, figure), ...(definition ? { definition } : {}) };
}

function slotViews({ paper, slots }: Draft): readonly SlotView[] {
	const typed = typedNumbers(paper, slots);
	return slotsOf(paper).map(({ id, title, paragraphs }) => ({
		id,
		title,
		text: printSlot(slots[id] ?? paragraphs),
		computed: printSlot(paragraphs),
		edited: Object.hasOwn(slots, id),
		typed: typed.filter(({ slot }) => slot === id).map(({ text }) => text),
	}));
}

function stepView(context: ViewContext, { move, text, by, role, court, at }: DraftStep): DraftStepView {
	return {
		move,
		name: draftMoveNames[move as DraftMove | 'request'] ?? move,
		text,
		byName: doerName(context, by),
		roleName: roleWords(role),
		courtName: courtName(context, court),
		at,
	};
}

const nextMove = { draft: 'review', reviewed: 'issue' } as const;

/** One draft with everything that its page shows and offers. */
export async function draftView(context: ViewContext, principal: Principal, id: string): Promise<PageResult<DraftPageView>> {
	const draft = await readDraft(context.db, id);
	const directory = context.directory();
	if (!draft || !maySeeDrafts(principal, draft.court, directory)) return noDraft;
	const steps = await readDraftSteps(context.db, id);
	const court = directory.courts.get(draft.court)!;
	const can = (move: DraftMove): boolean => afterMove(draft.state, move) !== undefined && mayMove(principal, move, draft.court, directory);
	const isDrafter = (court.settings.issuerMustDiffer ?? true) && draftersOf(steps).includes(personOf(principal));
	const today = dayOfInstant(context.now(), court.zone);
	const { kind } = draft.paper;
	const open = draft.state === 'draft' || draft.state === 'reviewed' ? nextMove[draft.state] : undefined;
	const ordinal = await nextOrdinal(context.db, { court: draft.court, kind, year: yearOf(today) });
	const corrected = draft.correctsId ? await readHead(context.db, draft.correctsId) : undefined;
	const proposals = await proposalsView(context, principal, draft.paper);
	return {
		ok: true,
		view: {
			id,
			revision: draft.revision,
			state: draft.state,
			stateName: draftStateNames[draft.state],
			kindName: paperKindNames[kind],
			version: draft.version,
			paper: paperView(applySlots(draft.paper, draft.slots)),
			slots: slotViews(draft),
			figures: draft.paper.figures.map((figure) => citable(context, figure)),
			steps: steps.map((step) => stepView(context, step)),
			may: { edit: can('edit'), review: can('review'), return: can('return'), issue: can('issue') && !isDrafter, drop: can('drop') },
			...(can('issue') && isDrafter ? { whyNotIssue: '签发人不得为本文稿的拟稿人，请由他人签发。' } : {}),
			...(open ? { waitsFor: moveRights[open].words, nextNumber: paperNumber(court, kind, today, ordinal) } : {}),
			...(draft.publicationId ? { publicationId: draft.publicationId } : {}),
			...(corrected
				? {
						corrects: {
							...{ id: corrected.id, number: corrected.number, reason: draft.reason ?? '' },
							requests: requestsOf(context, steps),
						},
					}
				: {}),
			...(proposals ? { proposals } : {}),
		},
	};
}

async function numbered(
	context: ViewContext,
	id: string | undefined,
): Promise<{ readonly id: string; readonly number: string } | undefined> {
	const head = id === undefined ? undefined : await readHead(context.db, id);
	return head && { id: head.id, number: head.number };
}

/** What stands beside any publication. */
async function frame(
	context: ViewContext,
	principal: Principal,
	head: PublicationHead,
	facts: IssuedFacts,
): Promise<Omit<IssuedPageView, 'intact' | 'edition' | 'forms' | 'mayCorrect'>> {
	const [correctedBy, corrects] = [await numbered(context, facts.correctedBy), await numbered(context, facts.correctsId)];
	const receipts: ReceiptsView = await receiptsView(context, principal, head);
	return {
		id: head.id,
		kindName: kindNameOf(head.kind),
		number: head.number,
		version: head.version,
		hash: head.hash,
		issuedAt: facts.issuedAt,
		issuedByName: doerName(context, facts.issuedBy),
		...(correctedBy ? { correctedBy } : {}),
		...(corrects ? { corrects } : {}),
		...(facts.reason ? { reason: facts.reason } : {}),
		...(await requestsBeside(context, principal, head, facts)),
		receipts,
	};
}

/** What visitors may see beside it: the same without names of persons. */
function visitorsFrame<T extends Pick<IssuedPageView, 'issuedByName' | 'reason' | 'requests' | 'pending' | 'receipts'>>(
	context: ViewContext,
	{ requests: _requests, pending: _pending, ...beside }: T,
) {
	const named = <P extends { readonly name: string }>(list: readonly P[]): readonly P[] =>
		list.map((each) => ({ ...each, name: visitorsText(context, each.name) }));
	const { signed, missing, ...mine } = beside.receipts;
	return {
		...beside,
		issuedByName: visitorsText(context, beside.issuedByName),
		receipts: { ...mine, signed: named(signed), missing: named(missing) },
		...(beside.reason ? { reason: visitorsText(context, beside.reason) } : {}),
	};
}

/** One publication: a paper in an edition, or a record of a day with figures of its own kind. */
export async function issuedView(
	context: ViewContext,
	principal: Principal,
	id: string,
	edition: 'internal' | 'visitor',
): Promise<PageResult<IssuedPageView>> {
	const { db } = context;
	const head = await readHead(db, id);
	const facts = await readIssuedFacts(db, id);
	const directory = context.directory();
	if (!head || !facts || !may(principal, 'publication.read', { court: head.court }, directory)) return noPaper;
	const inside = await frame(context, principal, head, facts);
	const beside = edition === 'visitor' ? visitorsFrame(context, inside) : inside;
	const stored = await readPaperById(db, id);
	if (!stored) {
		const daily = (await readPublicationById(db, id))!;
		const figures = edition === 'visitor' ? visitorsDaily(context, daily.figures) : daily.figures;
		const record = { ...figures, id, hash: daily.hash, kind: daily.kind as 'daily' | 'overdue-bulletin' };
		return { ok: true, view: { ...beside, intact: daily.intact, edition, daily: record, forms: [], mayCorrect: false } };
	}
	const paper = edition === 'visitor' ? visitorsPaper(context, stored.paper) : stored.paper;
	const proposals = edition === 'visitor' ? undefined : await proposalsView(context, principal, stored.paper);
	const forms = (await readFileHeads(db, id)).map(({ form, sha256 }) => ({ form, sha256, name: formNames[form] }));
	return {
		ok: true,
		view: {
			...beside,
			intact: stored.intact,
			edition,
			paper: paperView(paper, stored.hash),
			forms,
			mayCorrect: facts.correctedBy === undefined && mayMove(principal, 'edit', head.court, directory),
			...(proposals ? { proposals } : {}),
		},
	};
}

/** What a corrected version says otherwise than the one before it. */
export async function diffView(context: ViewContext, principal: Principal, id: string): Promise<PageResult<DiffPageView>> {
	const after = await readPaperById(context.db, id);
	const facts = after && (await readIssuedFacts(context.db, id));
	const before = facts?.correctsId ? await readPaperById(context.db, facts.correctsId) : undefined;
	const mayRead = after && may(principal, 'publication.read', { court: after.court }, context.directory());
	if (!after || !facts || !before || !mayRead) return { ...noPaper, message: '没有这份更正，或您无权查看。' };
	const { figures, ...diff } = diffPapers(before.paper, after.paper);
	const cited = new Map([...before.paper.figures, ...after.paper.figures].map((figure) => [figure.id, figure]));
	return {
		ok: true,
		view: {
			before: { id: before.id, number: before.number, version: before.version },
			after: { id, number: after.number, version: after.version, title: after.paper.title },
			reason: facts.reason ?? '',
			correctedAt: facts.issuedAt,
			byName: doerName(context, facts.issuedBy),
			...diff,
			figures: figures.map(({ court: _court, ...change }) => ({ ...change, of: subjectOf(context, cited.get(change.id)!) })),
		},
	};
}
