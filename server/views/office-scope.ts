import type { CourtChoiceView } from '../../src/lib/contract/targets.ts';
import type { Principal } from '../core/access/may.ts';
import { catalogue } from '../core/indicator/catalogue/index.ts';
import type { CourtDate } from '../core/time/types.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { courtName, readableCourts, type ViewContext } from './view-context.ts';

/** The court that is asked for, the own one by default, among those that a person may see; undefined where it is none of them. */
export function officeCourt(
	context: ViewContext,
	principal: Principal,
	asked: string | undefined,
): { readonly court: string; readonly courts: readonly CourtChoiceView[] } | undefined {
	const { courts } = readableCourts(principal, context.directory());
	const own = principal.grants.find((grant) => courts.includes(grant.court))?.court;
	const court = asked === undefined ? (own ?? courts[0]) : courts.find((code) => code === asked);
	return court === undefined ? undefined : { court, courts: courts.map((code) => courtChoice(context, code)) };
}

/** A court to choose. */
export const courtChoice = (context: ViewContext, code: string): CourtChoiceView => ({ code, name: courtName(context, code) });

/** Court time's day at a court. */
export const officeToday = (context: ViewContext, court: string): CourtDate =>
	dayOfInstant(context.now(), context.directory().courts.get(court)?.zone ?? 'Asia/Shanghai');

/** Indicators to choose, in the order of the catalogue. */
export const indicatorChoices = (): readonly { readonly code: string; readonly name: string; readonly unit: string }[] =>
	catalogue.map(({ code, name, unit }) => ({ code, name, unit }));
