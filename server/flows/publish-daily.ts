import { buildDaily, cutOffOf } from '../core/report/daily.ts';
import { paperKindNames } from '../core/report/paper-parts.ts';
import type { DailyFigures } from '../core/report/types.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { Refusal } from '../core/unlock/decide.ts';
import {
	hasPublication,
	insertPublication,
	isDaily,
	publicationId,
	readPublicationById,
	readPublications,
	type PublicationHead,
} from '../store/publications.ts';
import type { FlowContext } from './context.ts';
import { readDailyInput } from './publish-input.ts';

/** A record that is there; `made` says whether this call made it. */
export type Published = { readonly ok: true; readonly id: string; readonly made: boolean } | Refusal;

/** Makes the record of a court's day, once: numbered, frozen, hashed. Called again, or twice at once, it answers with the record there is. */
export async function publishDaily(context: FlowContext, court: string, day: CourtDate): Promise<Published> {
	const found = context.directory().courts.get(court);
	if (!found) return { ok: false, code: 'not-found', message: '没有这个法院' };
	if (context.now() < cutOffOf(day, found.zone)) return { ok: false, code: 'period-open', message: '当日尚未结束，日统计于次日零时后制作' };
	const id = publicationId('daily', court, day);
	if (await hasPublication(context.store.read, id)) return { ok: true, id, made: false };
	const figures = buildDaily(await readDailyInput(context, found, day, undefined));
	const made = await context.store.write((write) => {
		write.touch(court);
		return insertPublication(write.db, 'daily', figures);
	});
	return { ok: true, id, made };
}

/** What the record of a past day would say with all that is known now: restated figures, numbered like the record and not kept. */
export async function restateDaily(context: FlowContext, court: string, day: CourtDate): Promise<DailyFigures | undefined> {
	const found = context.directory().courts.get(court);
	return found && buildDaily(await readDailyInput(context, found, day, undefined));
}

/** 即时统计: the same layout as of now, 未定稿, without a number, not kept. */
export async function dailyNow(context: FlowContext, court: string): Promise<DailyFigures | undefined> {
	const found = context.directory().courts.get(court);
	if (!found) return undefined;
	const now = context.now();
	return buildDaily(await readDailyInput(context, found, dayOfInstant(now, found.zone), now));
}

/** A record as pages and documents show it. */
export type PublishedDaily = DailyFigures & {
	readonly id: string;
	readonly kind: 'daily' | 'overdue-bulletin';
	readonly hash: string;
	readonly version: number;
	/** Whether the frozen figures still give the hash that was stored with them. */
	readonly intact: boolean;
};

/** One record with its frozen figures. */
export async function readPublication(context: FlowContext, id: string): Promise<PublishedDaily | undefined> {
	const row = await readPublicationById(context.store.read, id);
	return row && isDaily(row.kind)
		? { ...row.figures, id: row.id, kind: row.kind, hash: row.hash, version: row.version, intact: row.intact }
		: undefined;
}

/** One line of the list of publications. */
export interface PublicationLine extends PublicationHead {
	readonly kindName: string;
	readonly courtName: string;
}

const mostListed = 400;
/** Chinese names of all kinds of publication. */
export const publicationKindNames: Readonly<Record<PublicationHead['kind'], string>> = {
	daily: '日统计',
	'overdue-bulletin': '逾期节点通报',
	...paperKindNames,
};

/** The records of some courts, newest day first. */
export async function listPublications(
	context: FlowContext,
	courts: readonly string[],
	limit = mostListed,
): Promise<readonly PublicationLine[]> {
	const { courts: known } = context.directory();
	const rows = await readPublications(context.store.read, courts, limit);
	return rows.map((row) => ({ ...row, kindName: publicationKindNames[row.kind], courtName: known.get(row.court)?.name ?? row.court }));
}
