import type { ScoreRow } from '../../src/lib/contract/indicators.ts';
import { isUnsettled } from '../core/indicator/catalogue/index.ts';
import { groupNames, type IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { placesAmong, type PeerPlace } from '../core/indicator/peers.ts';
import { distanceText, isBetter, valueText } from '../core/indicator/text.ts';
import type { Figure } from '../core/indicator/types.ts';
import { figureView, meanWords } from './indicator-rows.ts';

/** Share of the mean by which a figure must differ to count as better or worse than its peers, where no target is missed or met. */
const marginShare = 0.05;

/** Fewer cases than these say nothing of a unit or person. */
const fewestCases = 5;

/**
 * 优势强项: the target is met (or there is none) and the figure is better than the mean of the peers by a twentieth of it. 短板弱项: the target
 * is missed, or there is none and the figure is worse than the mean by a twentieth of it.
 */
function verdictOf(
	entry: IndicatorEntry,
	figure: Figure,
	place: PeerPlace,
): { readonly verdict: ScoreRow['verdict']; readonly why: string } {
	if (figure.value === null) return { verdict: null, why: figure.unfilled ? '未填报' : '没有可计算的案件' };
	if (entry.denominator && !entry.denominator.some(({ of }) => of.endsWith('-fen')) && (figure.denominator ?? 0) < fewestCases)
		return { verdict: null, why: `基数不足 ${fewestCases}，不作评价` };
	const better = isBetter(entry, place.toMean);
	const isFar = place.of > 1 && place.mean !== null && Math.abs(place.toMean ?? 0) > Math.abs(place.mean) * marginShare;
	const beside =
		place.of > 1
			? `${better === null ? '与同类均值持平' : `${better ? '优于' : '劣于'}同类均值 ${distanceText(entry.unit, place.toMean).slice(1)}`}`
			: '没有同类可比';
	const met = figure.target?.met ?? null;
	if (met === false) return { verdict: 'weak', why: ['未达到目标', figure.target?.gap, beside].filter(Boolean).join('，') };
	const toTarget = met === true ? '达到目标' : figure.target ? '目标未评价' : '没有目标';
	if (isFar && better === true) return { verdict: 'strong', why: `${toTarget}，${beside}` };
	if (isFar && better === false && met === null) return { verdict: 'weak', why: `${toTarget}，${beside}` };
	return { verdict: null, why: `${toTarget}，${beside}` };
}

/** The scorecard of one among its peers. Counts of a whole court say nothing beside those of another: only rates and times are held against peers. */
export function scoreRows(
	entries: readonly IndicatorEntry[],
	peers: readonly (readonly Figure[])[],
	at: number,
	ranking: boolean,
): readonly ScoreRow[] {
	return entries.flatMap((entry, index): readonly ScoreRow[] => {
		const isRate = entry.denominator !== undefined || entry.parts !== undefined || entry.method !== undefined;
		const figure = peers[at]![index]!;
		if (!isRate && !figure.target) return [];
		const others = isRate ? peers.map((figures) => figures[index]!) : [figure];
		const place = placesAmong(entry, others)[isRate ? at : 0]!;
		const shown = figureView(entry, figure);
		const told = isRate ? meanWords(others) : undefined;
		return [
			{
				code: entry.code,
				name: entry.name,
				group: groupNames[entry.group],
				text: shown.text,
				unsettled: isUnsettled(entry),
				...(shown.target ? { target: shown.target } : {}),
				...(shown.yoy ? { yoy: shown.yoy } : {}),
				mean: isRate ? valueText(place.mean, entry.unit) : '—',
				...(told ? { meanOf: told } : {}),
				toMean: isRate ? distanceText(entry.unit, place.toMean) : '—',
				better: isRate ? isBetter(entry, place.toMean) : null,
				rank: ranking && isRate ? place.rank : null,
				of: place.of,
				...verdictOf(entry, figure, place),
			},
		];
	});
}
