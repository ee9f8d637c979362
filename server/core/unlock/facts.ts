import type { CaseView } from '../case/case-state.ts';
import type { LockState } from '../lock/types.ts';
import { daysBetween } from '../time/civil.ts';
import type { CourtDate } from '../time/types.ts';
import type { RouteFacts } from './route.ts';

/** Steps that count as disposing of a sealed asset. */
const disposalSteps = [
	'price-started',
	'price-fixed',
	'auction-started',
	'auction-failed',
	'auction-sold',
	'set-off-ruled',
	'sale-ruling-served',
	'asset-handed-over',
];

/** Sealed immovables (rank 1, for sale) that are neither disposed of nor released, with the day of the last step. */
export function openImmovables(view: CaseView): readonly {
	readonly assetId: string;
	readonly sealedOn: CourtDate;
	readonly lastStepOn: CourtDate;
	readonly lastStep: string;
	readonly expiresOn?: CourtDate;
}[] {
	const seals = new Map<string, { sealedOn: CourtDate; lastStepOn: CourtDate; lastStep: string; expiresOn?: CourtDate }>();
	for (const { type, on, data } of view.facts) {
		const assetId = data.assetId as string | undefined;
		if (!assetId) continue;
		const seal = seals.get(assetId);
		if (type === 'asset-sealed' && data.assetKind === 'immovable' && data.rank === 1 && data.forSale !== false && !seal)
			seals.set(assetId, {
				sealedOn: (data.effectiveOn as CourtDate | undefined) ?? on,
				lastStepOn: on,
				lastStep: type,
				expiresOn: data.expiresOn as CourtDate | undefined,
			});
		else if (!seal) continue;
		else if (type === 'seal-released' || type === 'asset-handed-over' || type === 'set-off-ruled') seals.delete(assetId);
		else if (type === 'seal-renewed') seal.expiresOn = data.expiresOn as CourtDate | undefined;
		else if (disposalSteps.includes(type)) Object.assign(seal, { lastStepOn: on, lastStep: type });
	}
	return [...seals].map(([assetId, seal]) => ({ assetId, ...seal }));
}

/** What the route of a lock is chosen by on a day. */
export function routeFacts(view: CaseView, lock: LockState, today: CourtDate, refusals: number): RouteFacts {
	const firstDue = lock.causes.reduce<CourtDate>((first, cause) => (cause.dueOn < first ? cause.dueOn : first), lock.causes[0]!.dueOn);
	const idle = openImmovables(view).map((asset) => asset.lastStepOn);
	return {
		court: view.state.court,
		today,
		filedOn: view.filedOn,
		overdueDays: Math.max(0, daysBetween(firstDue, today)),
		...(idle.length > 0 ? { idleSince: idle.reduce((first, day) => (day < first ? day : first)) } : {}),
		refusals,
		repeat: lock.repeat,
	};
}

/** How often upper courts have refused to release this lock. */
export function refusalsOf(lock: LockState): number {
	return lock.requests.filter(
		(request) =>
			request.phase === 'refused' &&
			request.decisions.at(-1)?.step !== undefined &&
			request.route[request.decisions.at(-1)!.step]?.kind === 'decide',
	).length;
}
