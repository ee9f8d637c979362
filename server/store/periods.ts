import type { CaseState } from '../core/case/case-state.ts';
import { periodChanges, type PeriodChange } from '../core/period/changes.ts';
import type { PeriodRequest } from '../core/period/types.ts';
import type { NumberedChange } from './cases.ts';
import { insertNew, upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

/** Saves period requests, their decisions, and the period changes in force, of cases where any of them changed. */
export async function savePeriods(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	await saveRequests(db, changes);
	await saveChanges(db, changes);
}

const hasMoved = ({ before, after }: NumberedChange): boolean => before.state.court !== after.state.court;

async function saveRequests(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const requests = changes.flatMap((change) => changedRequests(change).map((request) => ({ change, request })));
	await upsert(
		db,
		'period_request',
		['id'],
		requests.map(({ change, request }) => requestRow(change, request)),
	);
	await insertNew(
		db,
		'period_decision',
		['request_id', 'position'],
		requests.flatMap(({ request }) =>
			request.decisions.map((decision, index) => ({
				request_id: request.id,
				position: index + 1,
				step: decision.step,
				verdict: decision.verdict,
				decided_by: decision.by,
				court_code: decision.court,
				decided_at: decision.at,
				opinion: decision.opinion,
			})),
		),
	);
}

function changedRequests(change: NumberedChange): readonly PeriodRequest[] {
	const { periods } = change.after.state;
	if (periods.length === 0 || hasMoved(change)) return periods;
	const known = new Map(change.before.state.periods.map((request) => [request.id, JSON.stringify(request)]));
	return periods.filter((request) => known.get(request.id) !== JSON.stringify(request));
}

function requestRow(change: NumberedChange, request: PeriodRequest) {
	const { id, kind, ground, by, at, chain, step, phase, decisions: _decisions, decidedBefore: _before, ...body } = request;
	return {
		id,
		case_id: change.id,
		court_code: change.after.state.court,
		state: phase,
		kind,
		ground,
		requested_by: by,
		requested_at: at,
		chain: JSON.stringify(chain),
		step,
		body: JSON.stringify(body),
	};
}

const changesOf = (state: CaseState): readonly PeriodChange[] => periodChanges(state.key, state.facts);

/** Rows are kept in step with the facts by difference, so that a withdrawn fact takes its row along. */
async function saveChanges(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const gone: string[] = [];
	const rows: ReturnType<typeof changeRow>[] = [];
	for (const change of changes) {
		if (change.before.state.facts === change.after.state.facts && !hasMoved(change)) continue;
		const after = changesOf(change.after.state);
		const known = new Map(changesOf(change.before.state).map((row) => [row.id, row]));
		for (const row of after) {
			const before = known.get(row.id);
			known.delete(row.id);
			if (!before || hasMoved(change) || JSON.stringify(before) !== JSON.stringify(row)) rows.push(changeRow(change, row));
		}
		gone.push(...known.keys());
	}
	if (gone.length > 0) await db.deleteFrom('period_change').where('id', 'in', gone).execute();
	await upsert(db, 'period_change', ['id'], rows);
}

function changeRow(change: NumberedChange, row: PeriodChange) {
	return {
		id: row.id,
		case_id: change.id,
		court_code: change.after.state.court,
		kind: row.kind,
		ground: row.ground,
		from_day: row.from,
		to_day: row.to ?? null,
		days: row.days,
		document_no: row.documentNo ?? null,
		decided_on: row.decidedOn ?? null,
		request_id: row.requestId ?? null,
		subject: row.subject ?? null,
	};
}
