import { mayTakeStep, type Principal } from '../access/may.ts';
import { recipientOf, type RungNotice } from './types.ts';

/** Who signs, as notices know persons. */
export const signedBy = (principal: Principal): string => principal.personCode ?? principal.accountId;

function isAddressed(text: string, principal: Principal, handler: string | undefined): boolean {
	const { as, court, person } = recipientOf(text);
	const own = principal.personCode;
	if (person === signedBy(principal) || (own !== undefined && as === 'handler' && handler === own)) return true;
	// Sent to the office itself: whoever holds it by now. A handler's place is the case's, never that of all handlers of the court.
	return person === undefined && as !== 'handler' && mayTakeStep(principal, { court, role: as });
}

/** For which of the recipients of a notice a person stands; undefined for whoever it was not sent to. The present handler stands for an earlier one. */
export function placeOf(notice: RungNotice, principal: Principal, handler: string | undefined): number | undefined {
	const signed = new Set(notice.signed?.map((one) => one.for));
	const places = notice.to.flatMap((text, place) => (isAddressed(text, principal, handler) ? [place] : []));
	return places.find((place) => !signed.has(place)) ?? places[0];
}

/** Whether a notice opens its case to a person: to everybody whom it was sent to, but not to administrators, who see to the offices and to no case. */
export const opensCase = (notice: RungNotice, principal: Principal, handler: string | undefined): boolean =>
	notice.to.some((text) => recipientOf(text).as !== 'system-admin' && isAddressed(text, principal, handler));

/** Whether a person has signed for a notice. */
export const hasSigned = (notice: RungNotice, by: string): boolean => notice.signed?.some((one) => one.by === by) ?? false;
