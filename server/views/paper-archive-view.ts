import type { ArchiveAsked, ArchiveRow, DraftRow, MakingView, PublicationsView, RunRow } from '../../src/lib/contract/publications.ts';
import { may, type Principal } from '../core/access/may.ts';
import { draftStateNames, type DraftMove } from '../core/report/paper-life.ts';
import { mayMove, maySeeDrafts } from '../core/report/paper-rights.ts';
import { isWithin } from '../core/directory/court-tree.ts';
import { addDays, isCourtDate } from '../core/time/civil.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { dayOfInstant, plusMinutes } from '../core/time/zone.ts';
import { readArchive, type ArchiveRow as StoredRow } from '../store/paper-archive.ts';
import { readCampaigns } from '../store/campaign.ts';
import { readSigned } from '../store/paper-receipts.ts';
import { readLastRuns, type LastRun } from '../store/paper-runs.ts';
import { countOpenDrafts, readOpenDrafts } from '../store/paper-shelves.ts';
import type { DraftHead } from '../store/papers.ts';
import { kindOfSeries } from '../store/publications.ts';
import { allKinds, doerName, handKinds, kindNameOf } from './paper-words.ts';
import { courtName, grantedCourts, type ViewContext } from './view-context.ts';

/** Rows of a page of the archive. */
export const archiveRows = 50;
/** Rows of a page of drafts. */
export const draftsShown = 20;
const mostRuns = 60;
const runDays = 30;
const outcomeNames = { made: '已生成', empty: '无数据', failed: '失败' } as const;

/** Courts whose publications a person may read. */
export function publicationCourts(principal: Principal, context: Pick<ViewContext, 'directory'>): readonly string[] {
	const directory = context.directory();
	return grantedCourts(principal, directory).filter((court) => may(principal, 'publication.read', { court }, directory));
}

/** Who a person is under his own name in receipts. */
const personOf = ({ personCode, accountId }: Principal): string => personCode ?? accountId;

function archiveRow(context: ViewContext, row: StoredRow, mine: ReadonlySet<string>): ArchiveRow {
	const { issuedBy: _issuedBy, madeAt: _madeAt, ...rest } = row;
	return { ...rest, kindName: kindNameOf(row.kind), courtName: courtName(context, row.court), mine: mine.has(row.id) };
}

/** A page of the archive for a person, or of one of the courts that he may read. */
export async function archivePage(
	context: ViewContext,
	principal: Principal,
	asked: ArchiveAsked,
): Promise<{ readonly rows: readonly ArchiveRow[]; readonly total: number; readonly page: number }> {
	const courts = publicationCourts(principal, context);
	const page = Math.max(1, Math.floor(asked.page ?? 1));
	const day = (text: string | undefined): CourtDate | undefined => (text !== undefined && isCourtDate(text) ? text : undefined);
	const [from, to] = [day(asked.from), day(asked.to)];
	const { rows, total } = await readArchive(context.db, {
		courts: asked.court ? courts.filter((code) => code === asked.court) : courts,
		...(asked.kind ? { kind: asked.kind } : {}),
		...(asked.words ? { words: asked.words } : {}),
		...(from ? { from } : {}),
		...(to ? { to } : {}),
		limit: archiveRows,
		offset: (page - 1) * archiveRows,
	});
	const mine = await readSigned(
		context.db,
		personOf(principal),
		rows.map(({ id }) => id),
	);
	return { rows: rows.map((row) => archiveRow(context, row, mine)), total, page };
}

const nextMoves: Readonly<Record<'draft' | 'reviewed', DraftMove>> = { draft: 'review', reviewed: 'issue' };

function draftRow(context: ViewContext, principal: Principal, draft: DraftHead): DraftRow {
	const state = draft.state as DraftRow['state'];
	return {
		id: draft.id,
		kindName: kindNameOf(kindOfSeries(draft.series)),
		courtName: courtName(context, draft.court),
		title: draft.title,
		periodLabel: draft.periodLabel,
		version: draft.version,
		state,
		stateName: draftStateNames[state],
		madeAt: draft.madeAt,
		madeByName: doerName(context, draft.madeBy),
		...(draft.editedAt ? { editedAt: draft.editedAt } : {}),
		...(draft.editedBy ? { editedByName: doerName(context, draft.editedBy) } : {}),
		mine: mayMove(principal, nextMoves[state], draft.court, context.directory()),
	};
}

/** A page of drafts, with how many there are and how many of them wait for the person who asks. */
export interface DraftPage {
	readonly rows: readonly DraftRow[];
	readonly total: number;
	readonly mine: number;
	readonly page: number;
	readonly pages: number;
}

/** Drafts that a person may see: those first that wait for him, then those of his own court, the reviewed before the others, the newest first. */
export async function draftPage(context: ViewContext, principal: Principal, asked: number | undefined): Promise<DraftPage> {
	const { db } = context;
	const directory = context.directory();
	const own = new Set(principal.grants.map(({ court }) => court));
	const places = [...directory.courts.keys()]
		.filter((court) => maySeeDrafts(principal, court, directory))
		.flatMap((court) =>
			(['reviewed', 'draft'] as const).map((state) => {
				const mine = mayMove(principal, nextMoves[state], court, directory);
				return { court, state, mine, rank: (mine ? 0 : 4) + (own.has(court) ? 0 : 2) + (state === 'reviewed' ? 0 : 1) };
			}),
		);
	const shelves = [...Map.groupBy(places, ({ rank }) => rank)]
		.sort(([a], [b]) => a - b)
		.map(([, list]) => ({ state: list[0]!.state, mine: list[0]!.mine, courts: list.map(({ court }) => court) }));
	const [total, mine] = [
		await countOpenDrafts(db, shelves),
		await countOpenDrafts(
			db,
			shelves.filter((shelf) => shelf.mine),
		),
	];
	const pages = Math.max(1, Math.ceil(total / draftsShown));
	// A page that has emptied meanwhile is the last one that has not.
	const page = Math.min(pages, Math.max(1, Math.floor(asked ?? 1)));
	const found = await readOpenDrafts(db, shelves, { limit: draftsShown, offset: (page - 1) * draftsShown });
	return { rows: found.map((draft) => draftRow(context, principal, draft)), total, mine, page, pages };
}

function runRow(context: ViewContext, run: LastRun): RunRow {
	return {
		kindName: kindNameOf(kindOfSeries(run.series)),
		courtName: courtName(context, run.court),
		from: run.from,
		outcome: run.outcome,
		outcomeName: outcomeNames[run.outcome],
		detail: run.detail,
		at: run.at,
		tookMs: run.tookMs,
		tries: run.tries,
	};
}

/** The last run of each kind, court and period of the last days, those that failed first; for those who see drafts. */
export async function runRows(context: ViewContext, principal: Principal): Promise<readonly RunRow[]> {
	const directory = context.directory();
	const courts = [...directory.courts.keys()].filter((court) => maySeeDrafts(principal, court, directory));
	const since: Instant = plusMinutes(context.now(), -runDays * 24 * 60);
	return (await readLastRuns(context.db, courts, since, mostRuns)).map((run) => runRow(context, run));
}

const campaignDays = 366;

/** Campaigns of which a bulletin can be made by hand: begun, carried out, ordered by one of some courts or above them; the latest first. */
async function makingCampaigns(context: ViewContext, courts: readonly string[], lastDay: CourtDate): Promise<MakingView['campaigns']> {
	const directory = context.directory();
	return (await readCampaigns(context.db, {})).flatMap(({ id, name, court, from, to, cancelled }) => {
		const of = courts.filter((code) => isWithin(directory, code, court));
		return of.length === 0 || cancelled || from > lastDay || to < addDays(lastDay, -campaignDays)
			? []
			: [{ id, name, from, to, courts: of }];
	});
}

/** Archive, drafts and runs for the page. */
export async function publicationsView(context: ViewContext, principal: Principal, asked: ArchiveAsked): Promise<PublicationsView> {
	const directory = context.directory();
	const named = (codes: readonly string[]) => codes.map((code) => ({ code, name: courtName(context, code) }));
	const courts = publicationCourts(principal, context);
	const { rows, total, page } = await archivePage(context, principal, asked);
	const runs = await runRows(context, principal);
	const making = [...directory.courts.keys()].filter((court) => may(principal, 'paper.draft', { court }, directory));
	const zone = directory.courts.get(making[0] ?? courts[0] ?? '')?.zone ?? 'Asia/Shanghai';
	const lastDay = addDays(dayOfInstant(context.now(), zone), -1);
	return {
		asked: { ...asked, page },
		rows,
		total,
		pages: Math.max(1, Math.ceil(total / archiveRows)),
		drafts: await draftPage(context, principal, asked.drafts),
		runs,
		failed: runs.filter(({ outcome }) => outcome !== 'made').length,
		courts: named(courts),
		kinds: allKinds,
		making: { courts: named(making), kinds: handKinds, lastDay, campaigns: await makingCampaigns(context, making, lastDay) },
	};
}
