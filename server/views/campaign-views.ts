import type { CampaignFigure, CampaignRow, CampaignsView, CampaignView, FilterChoices } from '../../src/lib/contract/campaigns.ts';
import { may, type Principal } from '../core/access/may.ts';
import { isWithin, subtreeOf } from '../core/directory/court-tree.ts';
import { coverageWords } from '../core/indicator/coverage.ts';
import { isRankUnjudged } from '../core/indicator/targets.ts';
import type { Figure, IndicatorTarget, TargetState } from '../core/indicator/types.ts';
import { campaignPhase, type Campaign } from '../core/target/campaign.ts';
import { filterNames, filterWords } from '../core/target/check.ts';
import { daysBetween } from '../core/time/civil.ts';
import { readCampaigns } from '../store/campaign.ts';
import { countCampaignCases, readCampaignCases, type CampaignCases } from '../store/campaign-readers.ts';
import { courtChoice, indicatorChoices, officeToday } from './office-scope.ts';
import { targetView } from './target-views.ts';
import { courtName, personName, readableBy, readableCourts, type ViewContext } from './view-context.ts';

/** What the figures of a campaign are made of. */
export interface JudgedFigures {
	readonly asOf?: string;
	readonly rows: readonly {
		readonly target: IndicatorTarget;
		readonly unit: string;
		/** Numerator and denominator are amounts. */
		readonly inFen: boolean;
		readonly total: Judged;
		readonly courts: readonly Judged[];
	}[];
}

interface Judged {
	readonly court: string;
	readonly name: string;
	readonly figure: Figure;
	readonly state: TargetState;
}

const choices = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([code, name]) => ({ code, name }));

const filterChoices: FilterChoices = { kinds: choices(filterNames.kinds), enterprise: choices(filterNames.enterprise) };

function rowOf(context: ViewContext, campaign: Campaign): CampaignRow {
	const today = officeToday(context, campaign.court);
	const phase = campaignPhase(campaign, today);
	const scope = filterWords(campaign.filter);
	const { id, court, name, from, to, targets, document } = campaign;
	return {
		id,
		court,
		courtName: courtName(context, court),
		name,
		from,
		to,
		phase,
		...(phase === 'running' ? { days: daysBetween(today, to) + 1 } : phase === 'planned' ? { days: daysBetween(today, from) } : {}),
		...(scope ? { scope } : {}),
		targets: targets.length,
		...(document ? { document } : {}),
		...(campaign.cancelled ? { cancelled: true as const } : {}),
	};
}

/** Whether a campaign concerns one of some courts: it is theirs, or of a court above. */
const concerns = (context: ViewContext, courts: readonly string[], campaign: Campaign): boolean =>
	courts.some((court) => isWithin(context.directory(), court, campaign.court));

const phases: readonly CampaignRow['phase'][] = ['running', 'planned', 'ended'];

/** Campaigns of the courts that a person may see and of the courts above them; running ones first. */
export async function campaignsView(
	context: ViewContext,
	principal: Principal,
	asked: { readonly court?: string },
): Promise<CampaignsView | undefined> {
	const directory = context.directory();
	const { courts } = readableCourts(principal, directory);
	if (courts.length === 0 || (asked.court !== undefined && !courts.includes(asked.court))) return undefined;
	const wanted = asked.court === undefined ? courts : [asked.court];
	const all = (await readCampaigns(context.db, {})).filter((campaign) => concerns(context, wanted, campaign));
	const rows = all.map((campaign) => rowOf(context, campaign));
	return {
		...(asked.court === undefined ? {} : { court: asked.court }),
		courts: courts.map((code) => courtChoice(context, code)),
		rows: phases.flatMap((phase) => rows.filter((row) => row.phase === phase)),
		mayManage: courts.filter((court) => may(principal, 'office.manage', { court }, directory)).map((code) => courtChoice(context, code)),
		today: officeToday(context, wanted[0]!),
		indicators: indicatorChoices(),
		filters: filterChoices,
	};
}

/** A campaign that a person may see, or undefined. */
export async function seenCampaign(context: ViewContext, principal: Principal, id: string): Promise<Campaign | undefined> {
	const { courts } = readableCourts(principal, context.directory());
	const [campaign] = await readCampaigns(context.db, { id });
	return campaign && concerns(context, courts, campaign) ? campaign : undefined;
}

const grouped = (value: number, digits: number): string =>
	value.toFixed(digits).replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));

/** A value as printed: rates and times with two decimals, counts whole; 「—」 where there is none. */
export function figureText(value: number | null, unit: string): string {
	if (value === null) return '—';
	if (unit === '%') return `${grouped(value, 2)}%`;
	return `${grouped(value, Number.isInteger(value) ? 0 : 2)} ${unit}`;
}

const fenPerMyriad = 1_000_000;

/** What a ratio is made of; amounts are kept in fen and shown in 万元. */
function basisOf({ total, inFen }: JudgedFigures['rows'][number]): string | undefined {
	const { numerator, denominator, value } = total.figure;
	if (denominator === null || value === null) return undefined;
	if (inFen) return `${grouped(numerator / fenPerMyriad, 1)} ÷ ${grouped(denominator / fenPerMyriad, 1)} 万元`;
	return `${grouped(numerator, 0)} ÷ ${grouped(denominator, 0)}`;
}

function figureView(row: JudgedFigures['rows'][number], courts: ReadonlySet<string>): CampaignFigure {
	const of = ({ figure, state }: Judged) => ({
		value: figureText(figure.value, row.unit),
		met: state.met,
		...(state.gap ? { gap: state.gap } : {}),
	});
	const basis = basisOf(row);
	const coverage = coverageWords(row.total.figure.coverage);
	return {
		...targetView(row.target),
		unit: row.unit,
		...of(row.total),
		...(basis ? { basis } : {}),
		...(coverage ? { coverage } : {}),
		...(isRankUnjudged(row.total.state) ? { note: row.total.state.words } : {}),
		courts:
			row.courts.length > 1
				? row.courts.filter(({ court }) => courts.has(court)).map((each) => ({ code: each.court, name: each.name, ...of(each) }))
				: [],
	};
}

const pageSize = 100;

function placeAfter(cursor: string | undefined): { filedOn: string; id: number } | undefined {
	const found = /^(\d{4}-\d{2}-\d{2})_(\d{1,15})$/.exec(cursor ?? '');
	return found ? { filedOn: found[1]!, id: Number(found[2]) } : undefined;
}

/** One campaign with its figures and a page of those of its cases that the person may see. */
export async function campaignView(
	context: ViewContext,
	principal: Principal,
	campaign: Campaign,
	figures: JudgedFigures,
	asked: { readonly shown?: string; readonly cursor?: string },
): Promise<CampaignView> {
	const directory = context.directory();
	const today = officeToday(context, campaign.court);
	const { courts, handler } = readableBy(principal, directory);
	// What was never carried out has no cases.
	const within = (campaign.cancelled ? [] : subtreeOf(directory, campaign.court))
		.map(({ code }) => code)
		.filter((code) => courts.includes(code));
	const shown = asked.shown === 'closed' ? 'closed' : 'open';
	const of: CampaignCases = { courts: within, filter: campaign.filter, from: campaign.from, to: campaign.to < today ? campaign.to : today };
	const after = placeAfter(asked.cursor);
	const own = { ...of, ...(handler === undefined ? {} : { handler }) };
	const counts = await countCampaignCases(context.db, own);
	const rows = await readCampaignCases(context.db, {
		...own,
		closed: shown === 'closed',
		...(after ? { after } : {}),
		limit: pageSize + 1,
	});
	const page = rows.slice(0, pageSize);
	const last = page.at(-1);
	return {
		row: rowOf(context, campaign),
		filter: campaign.filter,
		figures:
			figures.rows.length > 0
				? figures.rows.map((row) => figureView(row, new Set(within)))
				: campaign.targets.map((target) => ({ ...targetView(target), unit: '', value: '—', met: null, courts: [] })),
		cases: page.map((row) => {
			const name = personName(context, row.handler);
			return {
				id: row.id,
				caseNumber: row.number,
				courtName: courtName(context, row.court),
				...(name ? { handlerName: name } : {}),
				filedOn: row.filedOn,
				...(row.closedOn ? { closedOn: row.closedOn } : {}),
				days: daysBetween(row.filedOn as never, (row.closedOn ?? today) as never),
				locked: row.locked,
				overdue: row.overdue,
			};
		}),
		counts: { all: counts.all, open: counts.all - counts.closed, closed: counts.closed },
		shown,
		...(rows.length > pageSize && last ? { nextCursor: `${last.filedOn}_${last.id}` } : {}),
		...(figures.asOf ? { asOf: figures.asOf } : {}),
		mayManage: may(principal, 'office.manage', { court: campaign.court }, directory),
		today,
		indicators: indicatorChoices(),
		filters: filterChoices,
	};
}
