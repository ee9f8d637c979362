import { customPeriod } from '../core/indicator/period.ts';
import type { CaseFilter, FigureBoard, FigureGroup } from '../core/indicator/types.ts';
import type { CampaignScopeBoard, PaperCampaign } from '../core/report/papers/input-analysis.ts';
import type { PaperBase } from '../core/report/papers/input.ts';
import { filterNames, filterWords } from '../core/target/check.ts';
import { filterKey } from '../core/target/in-force.ts';
import { longDay } from '../core/report/wording.ts';
import { readCampaigns } from '../store/campaign.ts';
import { readCampaignCases } from '../store/paper-readers-analysis.ts';
import { readCampaignFigures, type CampaignTargetFigures } from './campaign-figures.ts';
import type { FlowContext } from './context.ts';
import { lastDay } from './paper-input-figures.ts';
import { PaperEmptyError } from './paper-input.ts';
import { readBoard } from './read-figures.ts';

const namesOf = (names: Readonly<Record<string, string>>, codes: readonly string[]): string =>
	codes.map((code) => (names[code] ?? code).replace(/案件$/, '')).join('、');

/** A campaign's cases in words: 「首次执行、恢复执行的涉企案件」「首次执行案件（限于速执、简易程序）」. */
function scopeWords({ kinds = [], courses = [], enterprise, contractOnly }: CaseFilter): string {
	const what = `${enterprise === undefined ? '' : '涉企'}${contractOnly ? '合同纠纷' : ''}`;
	const cases = kinds.length > 0 ? `${namesOf(filterNames.kinds, kinds)}${what ? '的' : ''}` : what ? '' : '全部';
	const limits = [
		...(Array.isArray(enterprise) ? [`涉企类别为${namesOf(filterNames.enterprise, enterprise as readonly string[])}`] : []),
		...(courses.length > 0 ? [namesOf(filterNames.courses, courses)] : []),
	];
	return `${cases}${what}案件${limits.length > 0 ? `（限于${limits.join('；')}）` : ''}`;
}

/** A campaign with its figures from its first day on, by its own targets: those of its page. */
export async function readCampaign(context: FlowContext, base: PaperBase, id: string): Promise<PaperCampaign> {
	const { read: db } = context.store;
	const campaign = (await readCampaigns(db, { id }))[0];
	if (!campaign) throw new PaperEmptyError('没有这个专项行动');
	if (campaign.cancelled) throw new PaperEmptyError('专项行动在开始前已经停止，没有实施');
	const last = lastDay(base);
	const to = campaign.to < last ? campaign.to : last;
	if (to < campaign.from) throw new PaperEmptyError(`专项行动自${longDay(campaign.from)}起，尚未开始`);
	const by = base.courts.length > 1 ? 'court' : 'unit';
	const whole = await readBoard(context, {
		...{ court: base.court.code, reach: 'subtree', by, filter: campaign.filter, compare: ['yoy'] },
		period: customPeriod(campaign.from, to),
	});
	await context.yield();
	const { rows } = await readCampaignFigures(context, campaign, { court: base.court.code, by, until: to });
	await context.yield();
	const byScope = Map.groupBy(rows, ({ filter }) => filterKey(filter));
	const own = filterKey(campaign.filter);
	const scopes = [...byScope].filter(([key]) => key !== own).map(([, list]) => scopeOf(list[0]!.board, list, scopeName(list[0]!)));
	return {
		name: campaign.name,
		...(campaign.document ? { document: campaign.document } : {}),
		...{ from: campaign.from, to: campaign.to, filter: campaign.filter },
		scope: scopeWords(campaign.filter),
		scopes: [scopeOf(whole, byScope.get(own) ?? []), ...scopes],
		open: await readCampaignCases(db, base.courts, campaign.filter, to),
	};
}

const scopeName = ({ target, filter }: CampaignTargetFigures): string => filterWords(target.filter) ?? scopeWords(filter);

/** The figures of one selection of the campaign's cases with its targets; each figure carries how it stands to the first target of its code. */
function scopeOf(board: FigureBoard, rows: readonly CampaignTargetFigures[], name?: string): CampaignScopeBoard {
	// Where there is a bound and a rank, the bound is the one that a figure is printed against.
	const ordered = rows.toSorted((a, b) => Number(a.target.rule.kind === 'rank') - Number(b.target.rule.kind === 'rank'));
	const first = new Map(ordered.toReversed().map((row) => [row.target.code, row]));
	const held = (group: FigureGroup, isTotal: boolean): FigureGroup => ({
		...group,
		figures: group.figures.map(({ target: _target, targets: _targets, ...figure }) => {
			const row = first.get(figure.code);
			const judged = isTotal ? row?.total : row?.courts.find(({ key, court }) => key === group.key && court === group.court);
			return judged ? { ...figure, target: judged.state } : figure;
		}),
	});
	return {
		...(name === undefined ? {} : { name }),
		board: { ...board, total: held(board.total, true), groups: board.groups.map((group) => held(group, false)) },
		rows: ordered.map(({ target, total, courts }) => ({
			code: target.code,
			state: total.state,
			groups: new Map(courts.map(({ key, court, state }) => [`${court} ${key}`, state])),
		})),
	};
}
