import { entryOf } from '../core/indicator/catalogue/index.ts';
import type { IndicatorEntry } from '../core/indicator/catalogue/types.ts';
import { placesAmong } from '../core/indicator/peers.ts';
import { customPeriod } from '../core/indicator/period.ts';
import { daysOfDated, judge } from '../core/indicator/targets.ts';
import type { Figure, FigureBoard, FigureGroup, IndicatorTarget, TargetState } from '../core/indicator/types.ts';
import { campaignPhase, type Campaign } from '../core/target/campaign.ts';
import { filterKey } from '../core/target/in-force.ts';
import type { CourtDate } from '../core/time/types.ts';
import type { FlowContext } from './context.ts';
import { todayAt } from './office-deed.ts';
import { readBoard } from './read-figures.ts';

/** A figure held against the target of a campaign. */
export interface CampaignJudged {
	readonly court: string;
	readonly name: string;
	readonly figure: Figure;
	readonly state: TargetState;
}

/** One target of a campaign: for all its courts together, and for each of them. */
export interface CampaignTargetFigures {
	readonly target: IndicatorTarget;
	readonly unit: string;
	/** Numerator and denominator are amounts in fen. */
	readonly inFen: boolean;
	readonly total: CampaignJudged;
	readonly courts: readonly CampaignJudged[];
}

/** Figures of a campaign from its first day to its last one, or to today. */
export interface CampaignFigures {
	/** The last day that is counted; absent before the campaign begins. */
	readonly asOf?: CourtDate;
	readonly rows: readonly CampaignTargetFigures[];
}

/** Figures of the targets of a campaign over its own period and its own cases, judged by its own targets. */
export async function readCampaignFigures(context: FlowContext, campaign: Campaign): Promise<CampaignFigures> {
	const today = todayAt(context, campaign.court, context.now());
	if (campaignPhase(campaign, today) === 'planned' || campaign.from > today) return { rows: [] };
	const asOf = campaign.to < today ? campaign.to : today;
	const filterOf = (target: IndicatorTarget) => target.filter ?? campaign.filter;
	const rows = new Map<IndicatorTarget, CampaignTargetFigures>();
	for (const targets of Map.groupBy(campaign.targets, (target) => filterKey(filterOf(target))).values()) {
		const boards = boardsOf(context, campaign, targets, filterOf(targets[0]!));
		for (const target of targets) {
			const row = await rowOf(context, target, boards, { from: campaign.from, asOf });
			if (row) rows.set(target, row);
		}
	}
	return { asOf, rows: campaign.targets.flatMap((target) => rows.get(target) ?? []) };
}

/** The board up to a day, read once for each day that is asked for. */
function boardsOf(
	context: FlowContext,
	{ court, from }: Campaign,
	targets: readonly IndicatorTarget[],
	filter: NonNullable<IndicatorTarget['filter']>,
): (to: CourtDate) => Promise<FigureBoard> {
	const known = new Map<CourtDate, Promise<FigureBoard>>();
	return (to) => {
		const board =
			known.get(to) ??
			readBoard(context, {
				court,
				reach: 'subtree',
				period: customPeriod(from < to ? from : to, to),
				by: 'court',
				codes: targets.map((target) => target.code),
				...(filterKey(filter) === '' ? {} : { filter }),
				compare: ['yoy'],
			});
		known.set(to, board);
		return board;
	};
}

async function rowOf(
	context: FlowContext,
	target: IndicatorTarget,
	boardTo: (to: CourtDate) => Promise<FigureBoard>,
	{ from, asOf }: { readonly from: CourtDate; readonly asOf: CourtDate },
): Promise<CampaignTargetFigures | undefined> {
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
		const place = rule.kind === 'rank' ? placeOf(context, entry, board, group) : undefined;
		const state = judge(entry, figure, target, {
			asOf,
			yearFrom: from,
			interval: context.directory().courts.get(group.court)?.settings.interval ?? true,
			...(figure.yoy ? { yoy: figure.yoy } : {}),
			...(place ? { place } : {}),
			...(then ? { newSince: (figure.value ?? 0) - (figureOf(before)?.value ?? 0) } : {}),
		});
		return { court: group.court, name: group.name, figure, state };
	};
	const total = judged(board.total, then?.total);
	const courts = board.groups.flatMap(
		(group) =>
			judged(
				group,
				then?.groups.find(({ key }) => key === group.key),
			) ?? [],
	);
	const inFen = [...entry.numerator, ...(entry.denominator ?? [])].some(({ of }) => of.endsWith('-fen'));
	return total && { target, unit: entry.unit, inFen, total, courts };
}

/** The place of a court among those of its level in the campaign. */
function placeOf(
	context: FlowContext,
	entry: IndicatorEntry,
	board: FigureBoard,
	group: FigureGroup,
): { readonly rank: number; readonly of: number } | undefined {
	const levelOf = (court: string) => context.directory().courts.get(court)?.level;
	const peers = board.groups.filter((peer) => levelOf(peer.court) === levelOf(group.court));
	const at = peers.findIndex((peer) => peer.key === group.key);
	const figures = peers.flatMap((peer) => peer.figures.find((figure) => figure.code === entry.code) ?? []);
	if (at < 0 || figures.length < peers.length) return undefined;
	const place = placesAmong(entry, figures)[at];
	return place && place.rank !== null ? { rank: place.rank, of: place.of } : undefined;
}
