import { may, type Principal } from '../access/may.ts';
import type { Directory } from '../directory/types.ts';
import type { RectificationActor } from './decide.ts';
import type { Rectification } from './types.ts';

/** What somebody may do with an item, from grants and from the directory. */
export function actorFor(directory: Directory, principal: Principal, { court, unit }: Rectification): RectificationActor {
	const own = principal.personCode === undefined ? undefined : directory.persons.get(principal.personCode);
	const leads = principal.grants.some(
		(grant) =>
			grant.court === court &&
			(grant.role === 'enforcement-chief' || (grant.role === 'division-chief' && unit !== undefined && own?.unit === unit)),
	);
	return {
		code: principal.personCode ?? principal.accountId,
		manages: may(principal, 'office.manage', { court }, directory),
		accounts: may(principal, 'rectify.account', { court }, directory),
		leads,
	};
}
