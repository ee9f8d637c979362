import { entryOf } from '../core/indicator/catalogue/index.ts';
import type { IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { placesAmong } from '../core/indicator/peers.ts';
import { customPeriod } from '../core/indicator/period.ts';
import { daysOfDated, judge } from '../core/indicator/targets.ts';
import type { CaseFilter, Figure, FigureBoard, FigureGroup, IndicatorTarget, TargetState } from '../core/indicator/types.ts';
import { campaignPhase, targetFilter, type Campaign } from '../core/target/campaign.ts';
import { filterKey } from '../core/target/in-force.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { FlowContext } from './context.ts';
import { todayAt } from './office-deed.ts';
import { isRanking, readBoard } from './read-figures.ts';

/** A figure held against the target of a campaign. */
export interface CampaignJudged {
	/** Key of its group: a court, or a unit where the campaign is told of by units. */
	readonly key: string;
	readonly court: string;
	readonly name: string;
	readonly figure: Figure;
	readonly state: TargetState;
}

/** One target of a campaign: for all its courts together, and for each of them. */
export interface CampaignTargetFigures {
	readonly target: IndicatorTarget;
	/** The cases that it counts: the campaign's, or those of them that it names. */
	readonly filter: CaseFilter;
	readonly unit: string;
	/** Numerator and denominator are amounts in fen. */
	readonly inFen: boolean;
	readonly total: CampaignJudged;
	readonly courts: readonly CampaignJudged[];
	/** The board that it was read from. */
	readonly board: FigureBoard;
}

/** Figures of a campaign from its first day to its last one, or to today. */
export interface CampaignFigures {
	/** The last day that is counted; absent before the campaign begins, and where it was given up before. */
	readonly asOf?: CourtDate;
	readonly rows: readonly CampaignTargetFigures[];
}

/** Whose figures of a campaign: a court of it with those below, by courts or units, up to a day. */
export interface CampaignScope {
	readonly court: string;
	readonly by: 'court' | 'unit';
	readonly until: CourtDate;
}

/**
 * Figures of the targets of a campaign over its own period and its own cases, judged by its own targets; the page and the paper of a campaign say both
 * what comes of this. Without a scope: of the court that ordered it, up to today.
 */
export async function readCampaignFigures(context: FlowContext, campaign: Campaign, scope?: CampaignScope): Promise<CampaignFigures> {
	const today = todayAt(context, campaign.court, context.now());
	const { court, by, until } = scope ?? { court: campaign.court, by: 'court', until: today };
	if (campaign.cancelled || campaignPhase(campaign, today) === 'planned' || campaign.from > until) return { rows: [] };
	const asOf = campaign.to < until ? campaign.to : until;
	const rows = new Map<IndicatorTarget, CampaignTargetFigures>();
	for (const targets of Map.groupBy(campaign.targets, (target) => filterKey(targetFilter(campaign, target))).values()) {
		const filter = targetFilter(campaign, targets[0]!);
		const boardTo = boardsOf(context, { court, by, from: campaign.from, filter, codes: targets.map(({ code }) => code) });
		for (const target of targets) {
			const row = await rowOf(context, { target, filter, boardTo, from: campaign.from, asOf });
			if (row) rows.set(target, row);
		}
	}
	return { asOf, rows: campaign.targets.flatMap((target) => rows.get(target) ?? []) };
}

type BoardTo = (to: CourtDate) => Promise<FigureBoard>;

/** The board up to a day, read once for each day that is asked for. */
function boardsOf(
	context: FlowContext,
	of: Pick<CampaignScope, 'court' | 'by'> & { readonly from: CourtDate; readonly filter: CaseFilter; readonly codes: readonly string[] },
): BoardTo {
	const { from, filter, ...query } = of;
	const known = new Map<CourtDate, Promise<FigureBoard>>();
	return (to) => {
		const board =
			known.get(to) ??
			readBoard(context, {
				...query,
				reach: 'subtree',
				period: customPeriod(from < to ? from : to, to),
				...(filterKey(filter) === '' ? {} : { filter }),
				compare: ['yoy'],
			});
		known.set(to, board);
		return board;
	};
}

interface RowAsk {
	readonly target: IndicatorTarget;
	readonly filter: CaseFilter;
	readonly boardTo: BoardTo;
	readonly from: CourtDate;
	readonly asOf: CourtDate;
}

async function rowOf(context: FlowContext, { target, filter, boardTo, from, asOf }: RowAsk): Promise<CampaignTargetFigures | undefined> {
	const entry = entryOf(target.code);
	if (!entry) return undefined;
	const board = await boardTo(asOf);
	const figureOf = (group: FigureGroup | undefined) => group?.figures.find((figure) => figure.code === entry.code);
	const { rule } = target;
	const lastFree = rule.kind === 'dated' ? daysOfDated(from, rule).noneNewAfter : undefined;
	const then = lastFree && entry.moment && asOf > lastFree ? await boardTo(lastFree) : undefined;
	const judged = (group: FigureGroup, before: FigureGroup | undefined): CampaignJudged | undefined => {
		const figure = figureOf(group);
		if (!figure) return undefined;
		const ranking = isRanking(context, board.query.court, group.court);
		const place = ranking && rule.kind === 'rank' ? placeOf(context, entry, board, group) : undefined;
		const state = judge(entry, figure, target, {
			...{ asOf, yearFrom: from, ranking },
			interval: context.directory().courts.get(group.court)?.settings.interval ?? true,
			...(figure.yoy ? { yoy: figure.yoy } : {}),
			...(place ? { place } : {}),
			...(then ? { newSince: (figure.value ?? 0) - (figureOf(before)?.value ?? 0) } : {}),
		});
		return { key: group.key, court: group.court, name: group.name, figure, state };
	};
	const total = judged(board.total, then?.total);
	const courts = board.groups.flatMap(
		(group) =>
			judged(
				group,
				then?.groups.find(({ key, court }) => key === group.key && court === group.court),
			) ?? [],
	);
	const inFen = [...entry.numerator, ...(entry.denominator ?? [])].some(({ of }) => of.endsWith('-fen'));
	return total && { ...{ target, filter, board }, unit: entry.unit, inFen, total, courts };
}

/** The place of a court among those of its level in the campaign. */
function placeOf(
	context: FlowContext,
	entry: IndicatorEntry,
	board: FigureBoard,
	group: FigureGroup,
): { readonly rank: number; readonly of: number } | undefined {
	const levelOf = (court: string) => context.directory().courts.get(court)?.level;
	const peers = board.groups.filter((peer) => peer.unit === undefined && levelOf(peer.court) === levelOf(group.court));
	const at = peers.findIndex((peer) => peer.key === group.key);
	const figures = peers.flatMap((peer) => peer.figures.find((figure) => figure.code === entry.code) ?? []);
	if (at < 0 || figures.length < peers.length) return undefined;
	const place = placesAmong(entry, figures)[at];
	return place && place.rank !== null ? { rank: place.rank, of: place.of } : undefined;
}
