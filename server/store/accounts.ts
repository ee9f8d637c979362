import type { Grant, Role, Scope } from '../core/access/may.ts';
import type { Db } from './schema.ts';

/** An account with its grants. */
export interface AccountRow {
	readonly id: string;
	readonly username: string;
	readonly passwordHash: string;
	readonly personCode?: string;
	readonly disabledAt?: string;
	readonly grants: readonly Grant[];
}

async function withGrants(
	db: Db,
	row: { id: string; username: string; password_hash: string; person_code: string | null; disabled_at: string | null } | undefined,
): Promise<AccountRow | undefined> {
	if (!row) return undefined;
	const grants = await db.selectFrom('account_role').selectAll().where('account_id', '=', row.id).orderBy('role').execute();
	return {
		id: row.id,
		username: row.username,
		passwordHash: row.password_hash,
		...(row.person_code ? { personCode: row.person_code } : {}),
		...(row.disabled_at ? { disabledAt: row.disabled_at } : {}),
		grants: grants.map((grant) => ({ role: grant.role as Role, court: grant.court_code, scope: grant.scope as Scope })),
	};
}

/** An account by its name. */
export async function readAccountByName(db: Db, username: string): Promise<AccountRow | undefined> {
	return withGrants(db, await db.selectFrom('account').selectAll().where('username', '=', username).executeTakeFirst());
}

/** An account by its id. */
export async function readAccount(db: Db, id: string): Promise<AccountRow | undefined> {
	return withGrants(db, await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst());
}

/** Makes an account, or gives an existing name a new password and new grants. */
export async function saveAccount(db: Db, account: Omit<AccountRow, 'disabledAt'>): Promise<void> {
	const row = {
		id: account.id,
		username: account.username,
		password_hash: account.passwordHash,
		person_code: account.personCode ?? null,
		disabled_at: null,
	};
	await db
		.insertInto('account')
		.values(row)
		.onConflict((on) =>
			on.column('username').doUpdateSet({ password_hash: row.password_hash, person_code: row.person_code, disabled_at: null }),
		)
		.execute();
	const { id } = await db.selectFrom('account').select('id').where('username', '=', account.username).executeTakeFirstOrThrow();
	await db.deleteFrom('account_role').where('account_id', '=', id).execute();
	for (const grant of account.grants)
		await db.insertInto('account_role').values({ account_id: id, role: grant.role, court_code: grant.court, scope: grant.scope }).execute();
}

/** Gives an account a new password and ends all its sign-ins; false where there is no such account. */
export async function setPassword(db: Db, username: string, passwordHash: string): Promise<boolean> {
	const row = await db.selectFrom('account').select('id').where('username', '=', username).executeTakeFirst();
	if (!row) return false;
	await db.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', row.id).execute();
	await db.deleteFrom('sign_in').where('account_id', '=', row.id).execute();
	return true;
}

/** A sign-in by the hash of its id; the id itself is never stored. */
export interface SignInRow {
	readonly idHash: string;
	readonly accountId: string;
	readonly expiresAtMs: number;
}

/** Sign-ins: read, made, extended and ended. */
export const signIns = {
	async read(db: Db, idHash: string): Promise<SignInRow | undefined> {
		const row = await db.selectFrom('sign_in').selectAll().where('id', '=', idHash).executeTakeFirst();
		return row && { idHash: row.id, accountId: row.account_id, expiresAtMs: Number(row.expires_at) };
	},
	async ofAccount(db: Db, accountId: string): Promise<readonly SignInRow[]> {
		const rows = await db.selectFrom('sign_in').selectAll().where('account_id', '=', accountId).execute();
		return rows.map((row) => ({ idHash: row.id, accountId: row.account_id, expiresAtMs: Number(row.expires_at) }));
	},
	async create(db: Db, row: SignInRow): Promise<void> {
		await db.insertInto('sign_in').values({ id: row.idHash, account_id: row.accountId, expires_at: row.expiresAtMs }).execute();
	},
	async extend(db: Db, idHash: string, expiresAtMs: number): Promise<void> {
		await db.updateTable('sign_in').set({ expires_at: expiresAtMs }).where('id', '=', idHash).execute();
	},
	async end(db: Db, idHash: string): Promise<void> {
		await db.deleteFrom('sign_in').where('id', '=', idHash).execute();
	},
	async endAll(db: Db, accountId: string): Promise<void> {
		await db.deleteFrom('sign_in').where('account_id', '=', accountId).execute();
	},
	async endExpired(db: Db, nowMs: number): Promise<void> {
		await db.deleteFrom('sign_in').where('expires_at', '<', nowMs).execute();
	},
};

/** An API key as stored: only its hash. */
export interface ApiKeyRow {
	readonly id: string;
	readonly name: string;
	readonly hash: string;
	readonly court: string;
	readonly expiresAt?: string;
	readonly revokedAt?: string;
}

/** API keys: found by hash, made, revoked. */
export const apiKeys = {
	async read(db: Db, hash: string): Promise<ApiKeyRow | undefined> {
		const row = await db.selectFrom('api_key').selectAll().where('hash', '=', hash).executeTakeFirst();
		if (!row) return undefined;
		return {
			id: row.id,
			name: row.name,
			hash: row.hash,
			court: row.court_code,
			...(row.expires_at ? { expiresAt: row.expires_at } : {}),
			...(row.revoked_at ? { revokedAt: row.revoked_at } : {}),
		};
	},
	async create(db: Db, row: ApiKeyRow): Promise<void> {
		await db
			.insertInto('api_key')
			.values({
				id: row.id,
				name: row.name,
				hash: row.hash,
				court_code: row.court,
				expires_at: row.expiresAt ?? null,
				revoked_at: null,
				last_used_at: null,
			})
			.execute();
	},
	async revoke(db: Db, id: string, at: string): Promise<boolean> {
		const result = await db.updateTable('api_key').set({ revoked_at: at }).where('id', '=', id).executeTakeFirst();
		return Number(result.numUpdatedRows) > 0;
	},
};
