import type { Principal } from '../core/access/may.ts';
import { subtreeOf } from '../core/directory/court-tree.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { courtName, readableBy, type ViewContext } from './view-context.ts';

/** Whose cases a list of supervision is about, and which courts there are to choose from. */
export interface SuperviseScope {
	readonly courts: readonly string[];
	readonly handler?: string;
	readonly today: CourtDate;
	readonly choice: { readonly courts: readonly { readonly code: string; readonly name: string }[]; readonly court?: string };
}

/** Readable courts (of one subtree, where one is asked for); a handler's own cases only. */
export function superviseScope(context: ViewContext, principal: Principal, court: string | undefined): SuperviseScope {
	const directory = context.directory();
	const { courts, ...own } = readableBy(principal, directory);
	const below = court === undefined ? undefined : new Set(subtreeOf(directory, court).map((item) => item.code));
	const zone = directory.courts.get(courts[0] ?? '')?.zone ?? 'Asia/Shanghai';
	return {
		courts: below ? courts.filter((code) => below.has(code)) : courts,
		...own,
		today: dayOfInstant(context.now(), zone),
		choice: { courts: courts.map((code) => ({ code, name: courtName(context, code) })), ...(court ? { court } : {}) },
	};
}

/** The place in a list that a cursor of pages by number names. */
export function offsetOf(cursor: string | undefined): number {
	return cursor !== undefined && /^\d{1,7}$/.test(cursor) ? Number(cursor) : 0;
}
