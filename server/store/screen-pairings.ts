import type { Db } from './schema.ts';

/** How far a pairing is. `collected`: its token has been given; nothing more comes of it. */
export type PairingState = 'waiting' | 'approved' | 'refused' | 'collected';

/** What the device told when it asked, and from where. */
export interface PairingInfo {
	readonly address: string;
	readonly width: number;
	readonly height: number;
	readonly userAgent?: string;
}

/** A device that asked to be paired. Times are real time in milliseconds. */
export interface PairingRow {
	readonly id: string;
	readonly codeHash: string;
	readonly secretHash: string;
	readonly askedAtMs: number;
	readonly expiresAtMs: number;
	readonly state: PairingState;
	readonly screen?: string;
	readonly info: PairingInfo;
}

type Selected = {
	id: string;
	code_hash: string;
	secret_hash: string;
	asked_at: number;
	expires_at: number;
	state: string;
	screen_id: string | null;
	info: string;
};

const pairingOf = (row: Selected): PairingRow => ({
	id: row.id,
	codeHash: row.code_hash,
	secretHash: row.secret_hash,
	askedAtMs: Number(row.asked_at),
	expiresAtMs: Number(row.expires_at),
	state: row.state as PairingState,
	...(row.screen_id === null ? {} : { screen: row.screen_id }),
	info: JSON.parse(row.info) as PairingInfo,
});

/** Devices that asked to be paired. */
export const pairings = {
	async create(db: Db, row: Omit<PairingRow, 'state' | 'screen'>): Promise<void> {
		await db
			.insertInto('screen_pairing')
			.values({
				...{ id: row.id, code_hash: row.codeHash, secret_hash: row.secretHash, asked_at: row.askedAtMs, expires_at: row.expiresAtMs },
				...{ state: 'waiting', screen_id: null, info: JSON.stringify(row.info) },
			})
			.execute();
	},
	async read(db: Db, id: string): Promise<PairingRow | undefined> {
		const row = await db.selectFrom('screen_pairing').selectAll().where('id', '=', id).executeTakeFirst();
		return row && pairingOf(row);
	},
	/** Those that wait now, in the order in which they asked. */
	async waiting(db: Db, nowMs: number): Promise<readonly PairingRow[]> {
		const rows = await db
			.selectFrom('screen_pairing')
			.selectAll()
			.where('state', '=', 'waiting')
			.where('expires_at', '>', nowMs)
			.orderBy('asked_at')
			.orderBy('id')
			.execute();
		return rows.map(pairingOf);
	},
	async move(
		db: Db,
		id: string,
		to: { readonly state: PairingState; readonly screen?: string; readonly expiresAtMs?: number },
	): Promise<void> {
		await db
			.updateTable('screen_pairing')
			.set({
				state: to.state,
				...(to.screen === undefined ? {} : { screen_id: to.screen }),
				...(to.expiresAtMs === undefined ? {} : { expires_at: to.expiresAtMs }),
			})
			.where('id', '=', id)
			.execute();
	},
	/** Approvals for a record that were never collected come to nothing: another device takes its place, or it is revoked. */
	async dropApproved(db: Db, screen: string): Promise<void> {
		await db
			.updateTable('screen_pairing')
			.set({ state: 'refused' })
			.where('screen_id', '=', screen)
			.where('state', '=', 'approved')
			.execute();
	},
	async dropBefore(db: Db, expiredBeforeMs: number): Promise<void> {
		await db.deleteFrom('screen_pairing').where('expires_at', '<', expiredBeforeMs).execute();
	},
};
