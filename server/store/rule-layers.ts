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
	}));
}

/** Keeps a layer; what was in force before stays readable. */
export async function saveLayer(db: Db, layer: Omit<LayerRow, 'seq'>): Promise<void> {
	const { court, loadedAt, loadedBy, ...rest } = layer;
	await db
		.insertInto('rule_layer')
		.values({ ...rest, court_code: court, loaded_at: loadedAt, loaded_by: loadedBy })
		.execute();
}
