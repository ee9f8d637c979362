import type { CaseView } from '../core/case/case-state.ts';
import { sealedAssets, type SealedAsset } from '../core/sealed/assets.ts';
import { servicesOf, type ServiceState } from '../core/silent/services.ts';
import type { CaseChange, NumberedChange } from './cases.ts';
import { upsert } from './save-rows.ts';
import type { Db } from './schema.ts';

const hasMoved = ({ before, after }: CaseChange): boolean => before.state.court !== after.state.court;
/** Computed again only, and listed before: what is kept here depends on the facts alone. */
const isUntouched = ({ before, after }: CaseChange): boolean =>
	before.id !== undefined &&
	!before.unlisted &&
	before.state.facts === after.state.facts &&
	before.heldSeqs.length === after.heldSeqs.length &&
	before.heldSeqs.every((seq, index) => seq === after.heldSeqs[index]);

function serviceRow(caseId: number, court: string, row: ServiceState) {
	return {
		case_id: caseId,
		service: row.service,
		court_code: court,
		handler_code: row.handler ?? null,
		case_class: row.caseClass,
		filed_on: row.filedOn,
		closed: row.closed ? 1 : 0,
		able_on: row.ableOn,
		done_on: row.doneOn ?? null,
	};
}

function assetRow(caseId: number, court: string, row: SealedAsset) {
	return {
		case_id: caseId,
		asset_id: row.assetId,
		court_code: court,
		sealed_on: row.sealedOn,
		rank: row.rank,
		for_sale: row.forSale ? 1 : 0,
		expires_on: row.expiresOn ?? null,
		last_step: row.lastStep,
		last_step_on: row.lastStepOn,
		ended_on: row.endedOn ?? null,
	};
}

/** Rows to write and names of rows that are gone, by comparing what a case had with what it has. */
function difference<T>(before: readonly T[], after: readonly T[], whole: boolean, name: (row: T) => string) {
	const known = new Map(before.map((row) => [name(row), JSON.stringify(row)]));
	const rows = after.filter((row) => whole || known.get(name(row)) !== JSON.stringify(row));
	for (const row of after) known.delete(name(row));
	return { rows, gone: [...known.keys()] };
}

/** Saves which services a case has had and waits for, and its sealed immovables. */
export async function saveSilent(db: Db, changes: readonly NumberedChange[]): Promise<void> {
	const services: ReturnType<typeof serviceRow>[] = [];
	const assets: ReturnType<typeof assetRow>[] = [];
	for (const change of changes) {
		if (isUntouched(change)) continue;
		const { id, before, viewBefore: old, after, view } = change;
		// Of a case that an older program stored nothing is there yet, changed or not.
		const whole = hasMoved(change) || before.unlisted === true;
		const service = difference(listServices(old), listServices(view), whole, (row) => row.service);
		const asset = difference(listAssets(old), listAssets(view), whole, (row) => row.assetId);
		if (service.gone.length > 0)
			await db.deleteFrom('case_service').where('case_id', '=', id).where('service', 'in', service.gone).execute();
		if (asset.gone.length > 0) await db.deleteFrom('sealed_asset').where('case_id', '=', id).where('asset_id', 'in', asset.gone).execute();
		services.push(...service.rows.map((row) => serviceRow(id, after.state.court, row)));
		assets.push(...asset.rows.map((row) => assetRow(id, after.state.court, row)));
	}
	await upsert(db, 'case_service', ['case_id', 'service'], services);
	await upsert(db, 'sealed_asset', ['case_id', 'asset_id'], assets);
}

const listServices = (view: CaseView | undefined): readonly ServiceState[] => (view ? servicesOf(view) : []);
const listAssets = (view: CaseView | undefined): readonly SealedAsset[] => (view ? sealedAssets(view.facts) : []);

/** What the lists have of a case as it is stored. */
export function rowsOf(id: number, court: string, view: CaseView | undefined) {
	return {
		services: listServices(view).map((row) => serviceRow(id, court, row)),
		assets: listAssets(view).map((row) => assetRow(id, court, row)),
	};
}
