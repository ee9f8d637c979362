import type { Account } from '../../src/lib/contract/pages.ts';
import { roleNames, type Principal } from '../core/access/may.ts';
import type { FlowContext } from '../flows/context.ts';
import type { AccountRow } from '../store/accounts.ts';

/** A signed-in person as pages know them. */
export function accountView(context: FlowContext, row: AccountRow): Account {
	const directory = context.directory();
	const person = row.personCode ? directory.persons.get(row.personCode) : undefined;
	const court = person?.court ?? row.grants[0]?.court ?? '';
	return {
		id: row.id,
		username: row.username,
		personName: person?.name ?? row.username,
		court,
		courtName: directory.courts.get(court)?.name ?? court,
		roles: [...new Set(row.grants.map((grant) => roleNames[grant.role] ?? grant.role))],
	};
}

/** A signed-in person for permission checks. */
export function principalOf(row: AccountRow): Principal {
	return { accountId: row.id, ...(row.personCode ? { personCode: row.personCode } : {}), grants: row.grants };
}
