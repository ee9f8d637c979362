import type { Instant } from '../core/time/types.ts';
import type { Db } from './schema.ts';

/** A layer of rules as it was loaded. */
export interface LayerRow {
	readonly seq: number;
	readonly court: string;
	readonly version: string;
	readonly document: string;
	readonly issued: string;
	readonly text: string;
	readonly loadedAt: Instant;
	readonly loadedBy: string;
	readonly projectedAt?: Instant;
}

/** Every layer ever loaded, oldest first; the last one of a court is in force. */
export async function readLayers(db: Db): Promise<readonly LayerRow[]> {
	const rows = await db.selectFrom('rule_layer').selectAll().orderBy('seq').execute();
	return rows.map((row) => ({
		seq: Number(row.seq),
		court: row.court_code,
		version: row.version,
		document: row.document,
		issued: row.issued,
		text: row.text,
		loadedAt: row.loaded_at as Instant,
		loadedBy: row.loaded_by,
		...(row.projected_at ? { projectedAt: row.projected_at as Instant } : {}),
	}));
}

/** Keeps a layer; what was in force before stays readable. */
export async function saveLayer(db: Db, layer: Omit<LayerRow, 'seq' | 'projectedAt'>): Promise<void> {
	const { court, loadedAt, loadedBy, ...rest } = layer;
	await db
		.insertInto('rule_layer')
		.values({ ...rest, court_code: court, loaded_at: loadedAt, loaded_by: loadedBy })
		.execute();
}

/** Layers by which open deadlines were not computed again yet: loaded by another process, or broken off. */
export async function readPendingLayers(
	db: Db,
): Promise<readonly { readonly seq: number; readonly court: string; readonly document: string }[]> {
	const rows = await db
		.selectFrom('rule_layer')
		.select(['seq', 'court_code', 'document'])
		.where('projected_at', 'is', null)
		.orderBy('seq')
		.execute();
	return rows.map((row) => ({ seq: Number(row.seq), court: row.court_code, document: row.document }));
}

/** Notes that a layer is in force in every open deadline. */
export async function markLayerProjected(db: Db, seq: number, at: Instant): Promise<void> {
	await db.updateTable('rule_layer').set({ projected_at: at }).where('seq', '=', seq).execute();
}
