import type { DemandRowView, DemandsView } from '../../src/lib/contract/demands.ts';
import { may, type Principal } from '../core/access/may.ts';
import { paperKindNames } from '../core/report/paper-parts.ts';
import { factName } from '../core/report/papers/fact-names.ts';
import type { DemandRule } from '../core/report/papers/input.ts';
import { indicatorName } from '../core/target/known.ts';
import { readDemandSets } from '../store/demand-sets.ts';
import { ruleCourts } from './rules-view.ts';
import { courtName, personName, type ViewContext } from './view-context.ts';

/** What holds at a court; without `court` it is the program's. */
export interface HeldDemands {
	readonly court?: string;
	readonly text: string;
	readonly rules: readonly DemandRule[];
}

/** A rule in words. */
export function demandRow({ code, kinds, when, owner, days, text }: DemandRule): DemandRowView {
	const words = 'missed' in when ? `${indicatorName(when.missed)}未达标` : `${factName(when.fact)}不少于 ${when.atLeast}`;
	return { code, kinds: kinds.map((kind) => paperKindNames[kind]), when: words, owner, days, text };
}

/** The court whose demands are asked for, the person's own by default; undefined where it may not be read. */
export function demandCourt(context: ViewContext, principal: Principal, home: string, asked: string | undefined): string | undefined {
	const courts = ruleCourts(context, principal);
	if (asked !== undefined) return courts.find((court) => court === asked);
	return courts.includes(home) ? home : courts[0];
}

/** The demands of a court, whose they are, and who set them when. */
export async function demandsView(context: ViewContext, principal: Principal, court: string, held: HeldDemands): Promise<DemandsView> {
	const set = held.court === undefined ? undefined : (await readDemandSets(context.db, [held.court])).get(held.court);
	return {
		court,
		courtName: courtName(context, court),
		courts: ruleCourts(context, principal).map((code) => ({ code, name: courtName(context, code) })),
		of: held.court === undefined ? 'program' : held.court === court ? 'own' : 'above',
		...(held.court === undefined ? {} : { ofName: courtName(context, held.court) }),
		...(set ? { setAt: set.at, setByName: personName(context, set.by) ?? set.by } : {}),
		text: held.text,
		rules: held.rules.map(demandRow),
		mayManage: may(principal, 'office.manage', { court }, context.directory()),
	};
}
