import { sql } from 'kysely';
import type { CaseEvent } from '../core/case/case-event.ts';
import type { CourtDate, Instant } from '../core/time/types.ts';
import { isMarking } from './migrations/0019-wall-log.ts';
import { isOverdueNode } from './open-nodes.ts';
import type { Db } from './schema.ts';
import { courtOfCase } from './wall-log.ts';

/** Cases of some kinds of some courts that are open, or were filed or closed since a day. */
export interface MarksAsked {
	readonly courts: readonly string[];
	readonly kinds: readonly string[];
	readonly since: CourtDate;
}

/** A case that carried marks at some time, with the events that told so. */
export interface MarkedCase {
	readonly court: string;
	readonly caseId: number;
	readonly filedOn: CourtDate;
	readonly closedOn?: CourtDate;
	readonly events: readonly CaseEvent[];
}

/** Cases that were told to have marks. What was taken back of it is left out. */
export async function readMarked(db: Db, { courts, kinds, since }: MarksAsked): Promise<readonly MarkedCase[]> {
	if (courts.length === 0) return [];
	const marked = db
		.selectFrom('case_event')
		.innerJoin('case_file', 'case_file.case_key', 'case_event.case_key')
		.select(['case_file.court_code', 'case_file.id as case_id', 'case_file.case_key', 'case_file.filed_on', 'case_file.closed_on'])
		.select(['case_event.source', 'case_event.id', 'case_event.type', 'case_event.occurred_on', 'case_event.occurred_at'])
		.select(['case_event.source_seq', 'case_event.data'])
		.where(isMarking('case_event.type', 'case_event.data'))
		.where(courtOfCase, 'in', courts)
		.where('case_file.kind', 'in', kinds)
		.where((eb) => eb.or([eb('case_file.closed_on', 'is', null), eb('case_file.closed_on', '>=', since)]));
	const own = await marked.where('case_event.court_code', 'in', courts).execute();
	// Cases that were marked at another court, before they came: few, and looked up one by one.
	const moved = await marked.where('case_event.case_key', 'in', movedKeys(db)).where('case_event.court_code', 'not in', courts).execute();
	const rows = [...own, ...moved];
	const withdrawn = await readTakenBack(db, [...new Set(rows.map((row) => row.case_key))]);
	const cases = Map.groupBy(rows, (row) => row.case_key);
	return [...cases.values()].map((list) => {
		const [{ court_code, case_id, filed_on, closed_on }] = list as [(typeof list)[number]];
		return {
			court: court_code,
			caseId: Number(case_id),
			filedOn: filed_on as CourtDate,
			...(closed_on === null ? {} : { closedOn: closed_on as CourtDate }),
			events: list
				.filter((row) => !withdrawn.has(`${row.source} ${row.id}`))
				.map((row) => ({
					seq: 0,
					source: row.source,
					id: row.id,
					type: row.type,
					on: row.occurred_on as CourtDate,
					...(row.occurred_at === null ? {} : { at: row.occurred_at as Instant }),
					...(row.source_seq === null ? {} : { sourceSeq: Number(row.source_seq) }),
					data: JSON.parse(row.data) as CaseEvent['data'],
				})),
		};
	});
}

/** Keys of the cases that ever went to another court. */
const movedKeys = (db: Db) => db.selectFrom('case_event as m').select('m.case_key').where('m.type', '=', sql.lit('case-transferred'));

const mostKeys = 500;

async function readTakenBack(db: Db, keys: readonly string[]): Promise<ReadonlySet<string>> {
	const found = new Set<string>();
	for (let at = 0; at < keys.length; at += mostKeys) {
		const rows = await db
			.selectFrom('case_event')
			.select('data')
			.where('case_key', 'in', keys.slice(at, at + mostKeys))
			.where('type', '=', 'event-withdrawn')
			.execute();
		for (const row of rows) {
			const { source, id } = JSON.parse(row.data) as { readonly source: string; readonly id: string };
			found.add(`${source} ${id}`);
		}
	}
	return found;
}

/** Open cases with a node past its limit, with their enterprise class. */
export async function readOverdueCases(
	db: Db,
	{ courts, kinds }: Pick<MarksAsked, 'courts' | 'kinds'>,
): Promise<readonly { readonly court: string; readonly caseId: number; readonly enterpriseClass: string }[]> {
	if (courts.length === 0) return [];
	const rows = await db
		.selectFrom('case_file')
		.select(['court_code', 'id', 'enterprise_class'])
		.where('closed_on', 'is', null)
		.where('kind', 'in', kinds)
		.where('id', 'in', (eb) =>
			eb
				.selectFrom('node_instance')
				.select('case_id')
				.where('node_instance.court_code', 'in', courts)
				.where(isOverdueNode('node_instance')),
		)
		.where('court_code', 'in', courts)
		.execute();
	return rows.map((row) => ({ court: row.court_code, caseId: Number(row.id), enterpriseClass: row.enterprise_class ?? '' }));
}
