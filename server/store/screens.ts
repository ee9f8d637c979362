import type { Updateable } from 'kysely';
import type { Database, Db } from './schema.ts';

/** What a screen's token opens: its court and what it may show at most. */
export interface ScreenRow {
	readonly id: string;
	readonly court: string;
	readonly name: string;
	readonly ceiling: 'internal' | 'public';
	readonly purpose: 'wall' | 'lobby';
}

/** `waiting`: approved, the device has not collected its token yet. */
export type ScreenRecordState = 'approved' | 'waiting' | 'revoked';

/** What a screen shows instead of its playlist; instants are court time. */
export type StoredOverride =
	| { readonly kind: 'takeover'; readonly scene: string; readonly title: string; readonly by: string; readonly since: string }
	| { readonly kind: 'redirect'; readonly court?: string; readonly playlist?: string; readonly by: string; readonly since: string }
	| { readonly kind: 'freeze'; readonly at: string; readonly by: string; readonly since: string };

/** A line over the picture, until an instant of court time. */
export interface StoredMessage {
	readonly text: string;
	readonly urgent: boolean;
	readonly until: string;
	readonly by: string;
}

/** A screen's record, whole. Instants of devices are real time. */
export interface ScreenRecord extends ScreenRow {
	readonly place: string;
	readonly groups: readonly string[];
	/** As the operator set them; read with the contract's schema. */
	readonly settings: Readonly<Record<string, unknown>>;
	readonly state: ScreenRecordState;
	readonly override?: StoredOverride;
	readonly message?: StoredMessage;
	readonly createdAt?: string;
	readonly revokedAt?: string;
	readonly lastSeenAt?: string;
	/** What it last said of itself, and when. */
	readonly report?: Readonly<Record<string, unknown>>;
	readonly reportAt?: string;
	readonly revision: number;
}

/** What of a record may be changed. `null` ends an override or a message. */
export interface ScreenChange {
	readonly name?: string;
	readonly court?: string;
	readonly place?: string;
	readonly purpose?: string;
	readonly ceiling?: string;
	readonly groups?: readonly string[];
	readonly settings?: object;
	readonly state?: ScreenRecordState;
	readonly override?: StoredOverride | null;
	readonly message?: StoredMessage | null;
	readonly revokedAt?: string | null;
	readonly tokenHash?: string;
}

type Selected = {
	id: string;
	court_code: string;
	name: string;
	ceiling: string;
	last_seen_at: string | null;
	place: string;
	purpose: string;
	groups: string;
	settings: string;
	state: string;
	created_at: string;
	override: string | null;
	message: string | null;
	revoked_at: string | null;
	report: string | null;
	report_at: string | null;
	revision: number;
};

const parsed = <T>(text: string | null): T | undefined => (text === null ? undefined : (JSON.parse(text) as T));

function recordOf(row: Selected): ScreenRecord {
	const override = parsed<StoredOverride>(row.override);
	const message = parsed<StoredMessage>(row.message);
	const report = parsed<Record<string, unknown>>(row.report);
	return {
		...headOf(row),
		place: row.place,
		groups: JSON.parse(row.groups) as string[],
		settings: JSON.parse(row.settings) as Record<string, unknown>,
		state: row.state as ScreenRecordState,
		...(override ? { override } : {}),
		...(message ? { message } : {}),
		...(row.created_at ? { createdAt: row.created_at } : {}),
		...(row.revoked_at ? { revokedAt: row.revoked_at } : {}),
		...(row.last_seen_at ? { lastSeenAt: row.last_seen_at } : {}),
		...(report ? { report } : {}),
		...(row.report_at ? { reportAt: row.report_at } : {}),
		revision: Number(row.revision),
	};
}

const headOf = (row: Pick<Selected, 'id' | 'court_code' | 'name' | 'ceiling' | 'purpose'>): ScreenRow => ({
	id: row.id,
	court: row.court_code,
	name: row.name,
	ceiling: row.ceiling === 'public' ? 'public' : 'internal',
	purpose: row.purpose === 'lobby' ? 'lobby' : 'wall',
});

function columnsOf(change: ScreenChange): Updateable<Database['screen']> {
	const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
	return {
		...(change.name === undefined ? {} : { name: change.name }),
		...(change.court === undefined ? {} : { court_code: change.court }),
		...(change.place === undefined ? {} : { place: change.place }),
		...(change.purpose === undefined ? {} : { purpose: change.purpose }),
		...(change.ceiling === undefined ? {} : { ceiling: change.ceiling }),
		...(change.groups === undefined ? {} : { groups: JSON.stringify(change.groups) }),
		...(change.settings === undefined ? {} : { settings: JSON.stringify(change.settings) }),
		...(change.state === undefined ? {} : { state: change.state }),
		...(change.override === undefined ? {} : { override: json(change.override) }),
		...(change.message === undefined ? {} : { message: json(change.message) }),
		...(change.revokedAt === undefined ? {} : { revoked_at: change.revokedAt }),
		...(change.tokenHash === undefined ? {} : { token_hash: change.tokenHash }),
	};
}

/** What says that a record has changed, and whose token it is: looked at every second while screens are connected. */
export interface ScreenHead {
	readonly id: string;
	readonly tokenHash: string;
	readonly state: ScreenRecordState;
	readonly revision: number;
}

/** Screens: found by the hash of their token, made, changed. */
export const screens = {
	/** What a token opens; revoked screens and those that have not collected their token open nothing. */
	async read(db: Db, tokenHash: string): Promise<ScreenRow | undefined> {
		const row = await db
			.selectFrom('screen')
			.select(['id', 'court_code', 'name', 'ceiling', 'purpose'])
			.where('token_hash', '=', tokenHash)
			.where('state', '=', 'approved')
			.executeTakeFirst();
		return row && headOf(row);
	},
	/** Whose token this is or was, whatever its state. */
	async headOf(db: Db, tokenHash: string): Promise<ScreenHead | undefined> {
		const row = await db.selectFrom('screen').select(['id', 'state', 'revision']).where('token_hash', '=', tokenHash).executeTakeFirst();
		return row && { id: row.id, tokenHash, state: row.state as ScreenRecordState, revision: Number(row.revision) };
	},
	async heads(db: Db): Promise<readonly ScreenHead[]> {
		const rows = await db.selectFrom('screen').select(['id', 'token_hash', 'state', 'revision']).execute();
		return rows.map((row) => ({
			id: row.id,
			tokenHash: row.token_hash,
			state: row.state as ScreenRecordState,
			revision: Number(row.revision),
		}));
	},
	async record(db: Db, id: string): Promise<ScreenRecord | undefined> {
		const row = await db.selectFrom('screen').selectAll().where('id', '=', id).executeTakeFirst();
		return row && recordOf(row);
	},
	/** All records, in the order of court and name. */
	async records(db: Db): Promise<readonly ScreenRecord[]> {
		const rows = await db.selectFrom('screen').selectAll().orderBy('court_code').orderBy('name').orderBy('id').execute();
		return rows.map(recordOf);
	},
	async create(
		db: Db,
		row: Omit<ScreenRow, 'purpose'> & { readonly tokenHash: string; readonly createdAt?: string } & Pick<
				ScreenChange,
				'place' | 'purpose' | 'groups' | 'settings' | 'state'
			>,
	): Promise<void> {
		const { id, court, name, ceiling, tokenHash, createdAt = '', ...more } = row;
		await db
			.insertInto('screen')
			.values({
				...{ id, court_code: court, name, token_hash: tokenHash, ceiling, last_seen_at: null, created_at: createdAt },
				...columnsOf(more),
			})
			.execute();
	},
	/** Changes a record and counts its revision up. */
	async change(db: Db, id: string, change: ScreenChange): Promise<void> {
		await db
			.updateTable('screen')
			.set((eb) => ({ ...columnsOf(change), revision: eb('revision', '+', 1) }))
			.where('id', '=', id)
			.execute();
	},
	/** Keeps what a screen said of itself. The record stays as it is: its revision does not move. */
	async keepReport(db: Db, id: string, report: object, at: string): Promise<void> {
		await db
			.updateTable('screen')
			.set({ report: JSON.stringify(report), report_at: at, last_seen_at: at })
			.where('id', '=', id)
			.execute();
	},
};
