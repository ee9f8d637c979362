import type { DraftState } from '../core/report/paper-life.ts';
import type { Paper } from '../core/report/paper.ts';
import type { WrittenSlots } from '../core/report/paper-slots.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { canonicalJson } from './hash.ts';
import type { Db } from './schema.ts';

/** A draft without its paper, for lists. */
export interface DraftHead {
	readonly id: string;
	/** Kind, and the campaign where there is one. */
	readonly series: string;
	readonly court: string;
	readonly from: CourtDate;
	readonly to: CourtDate;
	readonly version: number;
	readonly state: DraftState;
	readonly title: string;
	readonly periodLabel: string;
	/** Counts up with every change; who changes a draft names the one he saw. */
	readonly revision: number;
	readonly madeAt: Instant;
	readonly madeBy: string;
	readonly editedBy?: string;
	readonly editedAt?: Instant;
	readonly reviewedBy?: string;
	readonly publicationId?: string;
	readonly correctsId?: string;
	readonly reason?: string;
}

/** A draft with its paper as computed, and what persons wrote into it. */
export interface Draft extends DraftHead {
	readonly paper: Paper;
	readonly slots: WrittenSlots;
}

/** What was done to a draft, by whom. */
export interface DraftStep {
	readonly move: string;
	readonly text: string;
	readonly by: string;
	readonly role: string;
	readonly court: string;
	readonly at: Instant;
}

/** Columns of a draft's head. */
export const headColumns = [
	'id',
	'kind',
	'court_code',
	'period_from',
	'period_to',
	'version',
	'state',
	'title',
	'period_label',
	'revision',
	'made_at',
	'made_by',
	'edited_by',
	'edited_at',
	'reviewed_by',
	'publication_id',
	'corrects_id',
	'reason',
] as const;

type HeadRow = { readonly [C in (typeof headColumns)[number]]: C extends 'version' | 'revision' ? number : string | null };

const given = <K extends string>(name: K, value: string | null) =>
	(value === null ? {} : { [name]: value }) as { readonly [P in K]?: string };

/** A draft's head as lists read it. */
export function headOf(row: HeadRow): DraftHead {
	return {
		id: row.id!,
		series: row.kind!,
		court: row.court_code!,
		from: row.period_from as CourtDate,
		to: row.period_to as CourtDate,
		version: row.version,
		state: row.state as DraftState,
		title: row.title!,
		periodLabel: row.period_label!,
		revision: row.revision,
		madeAt: row.made_at as Instant,
		madeBy: row.made_by!,
		...given('editedBy', row.edited_by),
		...(row.edited_at === null ? {} : { editedAt: row.edited_at as Instant }),
		...given('reviewedBy', row.reviewed_by),
		...given('publicationId', row.publication_id),
		...given('correctsId', row.corrects_id),
		...given('reason', row.reason),
	};
}

/** What a new draft is made of. */
export interface NewDraft {
	readonly series: string;
	readonly paper: Paper;
	readonly slots: WrittenSlots;
	readonly madeAt: Instant;
	readonly madeBy: string;
	readonly correctsId?: string;
	readonly reason?: string;
}

/** Puts a draft down, unless its kind, court, period and version has one that was not dropped. Answers its id, and whether this call made it. */
export async function insertDraft(db: Db, draft: NewDraft): Promise<{ readonly id: string; readonly made: boolean }> {
	const { series, paper, slots, madeAt, madeBy } = draft;
	const { court, from, to, version } = paper;
	const known = await db
		.selectFrom('paper_draft')
		.select(['id', 'state'])
		.where('kind', '=', series)
		.where('court_code', '=', court)
		.where('period_from', '=', from)
		.where('period_to', '=', to)
		.where('version', '=', version)
		.execute();
	const live = known.find(({ state }) => state !== 'dropped');
	if (live) return { id: live.id, made: false };
	const id = `${series}-${court}-${from}-v${version}-${known.length + 1}`;
	await db
		.insertInto('paper_draft')
		.values({
			id,
			kind: series,
			court_code: court,
			period_from: from,
			period_to: to,
			version,
			state: 'draft',
			title: paper.title,
			period_label: paper.periodLabel,
			body: canonicalJson(paper),
			slots: canonicalJson(slots),
			revision: 1,
			cut_off_at: paper.cutOffAt,
			made_at: madeAt,
			made_by: madeBy,
			corrects_id: draft.correctsId ?? null,
			reason: draft.reason ?? null,
		})
		.execute();
	return { id, made: true };
}

/** The live draft, or issued paper, of a kind, court, period and version. */
export async function findDraft(
	db: Db,
	of: { readonly series: string; readonly court: string; readonly from: CourtDate; readonly to: CourtDate; readonly version: number },
): Promise<string | undefined> {
	const row = await db
		.selectFrom('paper_draft')
		.select('id')
		.where('kind', '=', of.series)
		.where('court_code', '=', of.court)
		.where('period_from', '=', of.from)
		.where('period_to', '=', of.to)
		.where('version', '=', of.version)
		.where('state', '<>', 'dropped')
		.executeTakeFirst();
	return row?.id;
}

/** How far a draft is on its way. */
export async function readDraftState(db: Db, id: string): Promise<string | undefined> {
	const row = await db.selectFrom('paper_draft').select('state').where('id', '=', id).executeTakeFirst();
	return row?.state;
}

/** One draft with its paper. */
export async function readDraft(db: Db, id: string): Promise<Draft | undefined> {
	const row = await db
		.selectFrom('paper_draft')
		.select([...headColumns, 'body', 'slots'])
		.where('id', '=', id)
		.executeTakeFirst();
	return row && { ...headOf(row), paper: JSON.parse(row.body) as Paper, slots: JSON.parse(row.slots) as WrittenSlots };
}

/** Changes a draft that is still as it was seen; false where somebody else was faster, and then nothing is written. */
export async function changeDraft(
	db: Db,
	id: string,
	revision: number,
	set: {
		readonly state: DraftState;
		readonly slots?: WrittenSlots;
		readonly edited?: { readonly by: string; readonly at: Instant };
		readonly reviewed?: { readonly by: string; readonly at: Instant } | null;
		readonly issued?: { readonly by: string; readonly at: Instant; readonly publicationId: string };
	},
): Promise<boolean> {
	const { state, slots, edited, reviewed, issued } = set;
	const changed = await db
		.updateTable('paper_draft')
		.set({
			state,
			revision: revision + 1,
			...(slots ? { slots: canonicalJson(slots) } : {}),
			...(edited ? { edited_by: edited.by, edited_at: edited.at } : {}),
			...(reviewed === undefined ? {} : { reviewed_by: reviewed?.by ?? null, reviewed_at: reviewed?.at ?? null }),
			...(issued ? { issued_by: issued.by, issued_at: issued.at, publication_id: issued.publicationId } : {}),
		})
		.where('id', '=', id)
		.where('revision', '=', revision)
		.returning('id')
		.execute();
	return changed.length > 0;
}

/** Notes what was done to a draft. */
export async function insertDraftStep(db: Db, draftId: string, step: DraftStep): Promise<void> {
	const last = await db
		.selectFrom('paper_step')
		.select('position')
		.where('draft_id', '=', draftId)
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();
	await db
		.insertInto('paper_step')
		.values({
			draft_id: draftId,
			position: (last?.position ?? 0) + 1,
			move: step.move,
			text: step.text,
			by_person: step.by,
			by_role: step.role,
			court_code: step.court,
			at: step.at,
		})
		.execute();
}

/** What was done to a draft, in order. */
export async function readDraftSteps(db: Db, draftId: string): Promise<readonly DraftStep[]> {
	const rows = await db.selectFrom('paper_step').selectAll().where('draft_id', '=', draftId).orderBy('position').execute();
	return rows.map((row) => ({
		move: row.move,
		text: row.text,
		by: row.by_person,
		role: row.by_role,
		court: row.court_code,
		at: row.at as Instant,
	}));
}
