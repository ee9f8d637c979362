import { numberOf, textOf, type CaseEvent } from '../case/case-event.ts';
import type { CourtDate } from '../time/types.ts';

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
const endings = ['seal-released', 'asset-handed-over', 'set-off-ruled'];

/** A sealed immovable (查封房产) and how far its disposal has come. */
export interface SealedAsset {
	readonly assetId: string;
	readonly sealedOn: CourtDate;
	/** 1: first seal; above: waiting (轮候). */
	readonly rank: number;
	readonly forSale: boolean;
	/** As the document states it. */
	readonly expiresOn?: CourtDate;
	/** Event type of the last step of its disposal; `asset-sealed` where there was none. */
	readonly lastStep: string;
	readonly lastStepOn: CourtDate;
	/** Released, handed over, or set off. */
	readonly endedOn?: CourtDate;
}

/** Every immovable of a case that was ever sealed, by its facts. A waiting seal that takes effect is sealed anew, with rank 1. */
export function sealedAssets(facts: readonly CaseEvent[]): readonly SealedAsset[] {
	const assets = new Map<string, SealedAsset>();
	for (const event of facts) {
		const { type, on, data } = event;
		const assetId = textOf(data, 'assetId');
		if (!assetId) continue;
		const known = assets.get(assetId);
		if (type === 'asset-sealed') {
			if (data.assetKind === 'immovable' && (!known || known.endedOn || known.rank !== data.rank)) assets.set(assetId, sealedBy(event));
		} else if (!known || known.endedOn) continue;
		else if (type === 'seal-renewed') assets.set(assetId, withExpiry(known, data));
		else {
			const step = disposalSteps.includes(type) ? { lastStep: type, lastStepOn: on } : {};
			assets.set(assetId, { ...known, ...step, ...(endings.includes(type) ? { endedOn: on } : {}) });
		}
	}
	return [...assets.values()];
}

function sealedBy({ on, data }: CaseEvent): SealedAsset {
	const asset = {
		assetId: textOf(data, 'assetId')!,
		sealedOn: (textOf(data, 'effectiveOn') as CourtDate | undefined) ?? on,
		rank: numberOf(data, 'rank'),
		forSale: data.forSale === undefined ? data.rank === 1 : data.forSale === true,
		lastStep: 'asset-sealed',
		lastStepOn: on,
	};
	return withExpiry(asset, data);
}

function withExpiry(asset: SealedAsset, data: CaseEvent['data']): SealedAsset {
	const { expiresOn: _before, ...kept } = asset;
	const expiresOn = textOf(data, 'expiresOn') as CourtDate | undefined;
	return expiresOn ? { ...kept, expiresOn } : kept;
}
