import { addMonths } from '../../core/time/civil.ts';
import { latenessOf } from './courts.ts';
import { numberOf, type Days } from './days.ts';
import type { Draft } from './event.ts';
import type { Filing, Frame } from './filings.ts';
import type { Random } from './random.ts';
import type { Staff } from './staff.ts';

interface Last {
	readonly drafts: readonly Draft[];
	readonly filing: Filing;
	readonly days: Days;
	readonly frame: Frame;
	readonly random: Random;
	readonly staff: Staff;
}

const draft = (day: number, type: string, data: Draft['data'], dates?: Record<string, number>): Draft => ({
	...{ day, type, data, free: true },
	...(dates ? { dates } : {}),
});

const RENEWAL_MONTHS: Readonly<Record<string, number>> = { deposit: 12, movable: 24 };

/** Renewals of one seal before each expiry, now and then some days too late, up to the end of the world or the day the seal ends. */
function renewals(last: Last, sealed: Draft, endsOn: number): Draft[] {
	const { days, random, frame, filing } = last;
	const { assetId, assetKind } = sealed.data;
	const result: Draft[] = [];
	for (let expires = sealed.dates?.['expiresOn'] ?? Infinity; expires < Math.min(endsOn, frame.end);) {
		const forgotten = random.chance(0.04 * latenessOf(filing.court));
		const on = forgotten ? days.next(expires + random.int(2, 25)) : days.previous(expires - random.int(1, 22));
		if (on >= endsOn) return result;
		const next = numberOf(addMonths(days.text(on), RENEWAL_MONTHS[String(assetKind)] ?? 36)) - 1;
		result.push(draft(on, 'seal-renewed', { assetId }, { effectiveOn: on, expiresOn: next }));
		expires = next;
	}
	return result;
}

/** The day on which a seal that outlives its case comes to an end: mostly within the year, now and then some months after it. */
function keptUntil({ days, random, filing }: Last, sealed: Draft, closedOn: number): number {
	const year = numberOf(addMonths(days.text(sealed.day), 12));
	const late = random.chance(0.035 * latenessOf(filing.court));
	return Math.max(days.next(late ? year + random.int(5, 110) : year - random.int(2, 30)), days.plusWorking(closedOn, 1));
}

const ends: ReadonlySet<string> = new Set(['deposit-transferred', 'asset-handed-over', 'seal-released']);

/** Renews what stays sealed and releases what a finished case no longer needs. */
function settleSeals(last: Last): Draft[] {
	const closed = last.drafts.find(({ type }) => type === 'case-closed');
	const keeps = closed?.data['mode'] === 'round-ended' || last.filing.type === '执保';
	return last.drafts
		.filter(({ type, data }) => type === 'asset-sealed' && data['rank'] === 1)
		.flatMap((sealed) => {
			const gone = last.drafts.find(({ type, data }) => ends.has(type) && data['assetId'] === sealed.data['assetId']);
			if (gone) return renewals(last, sealed, gone.day);
			if (!closed) return renewals(last, sealed, Infinity);
			const until = keeps ? keptUntil(last, sealed, closed.day) : closed.day;
			return [...renewals(last, sealed, until), draft(until, 'seal-released', { assetId: sealed.data['assetId'] })];
		});
}

/** A new handler where the first one left for good before the case was closed. */
function reassign(last: Last): Draft[] {
	const { drafts, filing, days, random, staff } = last;
	const assigned = drafts.find(({ type }) => type === 'handler-assigned');
	const left = staff.leftOn(String(assigned?.data['handler']));
	const closed = drafts.find(({ type }) => type === 'case-closed')?.day ?? Infinity;
	if (!assigned || left === undefined) return [];
	const day = days.plusWorking(left, 1);
	if (day <= assigned.day || day >= closed) return [];
	const person = staff.assign(filing.court, filing.type === '民初', day, random);
	return [draft(day, 'handler-assigned', { handler: person.code, unit: person.unit, mode: 'designated' })];
}

/** What hangs on the final days of a case: seals renewed or released, a new handler; nothing after the end of the world. */
export function finishLife(last: Last): Draft[] {
	return [...last.drafts, ...settleSeals(last), ...reassign(last)].filter(({ day }) => day <= last.frame.end);
}
