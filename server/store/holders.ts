import type { Role, Scope } from '../core/access/may.ts';
import type { Db } from './schema.ts';

/** A person who holds a role at a court, by an account that is not disabled. */
export interface Holder {
	readonly accountId: string;
	/** Absent for an account that stands for no person of the directory. */
	readonly personCode?: string;
	readonly role: Role;
	readonly court: string;
	readonly scope: Scope;
}

/** Who holds roles now, in a stable order; `courts` absent: everywhere. */
export async function readHolders(db: Db, courts?: readonly string[]): Promise<readonly Holder[]> {
	let query = db
		.selectFrom('account_role')
		.innerJoin('account', 'account.id', 'account_role.account_id')
		.select(['account.id', 'account.person_code', 'account_role.role', 'account_role.court_code', 'account_role.scope'])
		.where('account.disabled_at', 'is', null);
	if (courts) query = query.where('account_role.court_code', 'in', courts.length > 0 ? [...courts] : ['']);
	const rows = await query.orderBy('account_role.court_code').orderBy('account_role.role').orderBy('account.username').execute();
	return rows.map((row) => ({
		accountId: row.id,
		...(row.person_code ? { personCode: row.person_code } : {}),
		role: row.role as Role,
		court: row.court_code,
		scope: row.scope as Scope,
	}));
}
