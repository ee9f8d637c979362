import { addMonths } from '../../core/time/civil.ts';
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

/** Renewals of one seal before each expiry, now and then forgotten, up to the end of the world or the day the seal ends. */
function renewals(last: Last, sealed: Draft, endsOn: number): Draft[] {
	const { days, random, frame } = last;
	const { assetId, assetKind } = sealed.data;
	const result: Draft[] = [];
	for (let expires = sealed.dates?.['expiresOn'] ?? Infinity; expires < Math.min(endsOn, frame.end);) {
		const on = days.previous(expires - random.int(1, 22));
		if (random.chance(0.04)) return result;
		const next = numberOf(addMonths(days.text(on), RENEWAL_MONTHS[String(assetKind)] ?? 36)) - 1;
		result.push(draft(on, 'seal-renewed', { assetId }, { effectiveOn: on, expiresOn: next }));
		expires = next;
	}
	return result;
}

/** Renews what stays sealed and releases what a finished case no longer needs. */
function settleSeals(last: Last): Draft[] {
	const closed = last.drafts.find(({ type }) => type === 'case-closed');
	const keeps = closed === undefined || closed.data['mode'] === 'round-ended' || last.filing.type === '执保';
	return last.drafts
		.filter(({ type, data }) => type === 'asset-sealed' && data['rank'] === 1)
		.flatMap((sealed) => {
			const gone = last.drafts.find(
				({ type, data }) => (type === 'deposit-transferred' || type === 'asset-handed-over') && data['assetId'] === sealed.data['assetId'],
			);
			if (gone) return renewals(last, sealed, gone.day);
			if (keeps) return renewals(last, sealed, Infinity);
			const released = draft(closed.day, 'seal-released', { assetId: sealed.data['assetId'] });
			return [...renewals(last, sealed, closed.day), released];
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
