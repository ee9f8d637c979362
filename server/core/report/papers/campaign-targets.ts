import { isRankUnjudged } from '../../indicator/targets.ts';
import type { FigureGroup, TargetState } from '../../indicator/types.ts';
import { joined, words, type Words } from '../cite.ts';
import { changeWords, figureIn, targetPhrase, targetWords, type CitePart } from '../findings.ts';
import type { PaperCell } from '../paper.ts';
import type { CampaignScopeBoard, CampaignTargetRow, PaperCampaign } from './input-analysis.ts';
import { coveredWords } from './kpis.ts';
import { column, type Scribe } from './scribe.ts';

/** The indicators of the targets of a scope, each once, as far as the catalogue and the board hold them. */
export const codesOf = (scribe: Scribe, { board, rows }: CampaignScopeBoard): readonly string[] =>
	[...new Set(rows.map(({ code }) => code))].filter((code) => scribe.info(code) && figureIn(board.total, code));

/** Cites what belongs to one of several targets of a figure under a name of its own. */
const nth =
	(cite: CitePart, at: number): CitePart =>
	(part, ...rest) =>
		cite(at === 0 ? part : `${part}-${at + 1}`, ...rest);

const numbered = ({ rows }: CampaignScopeBoard, code: string): readonly (readonly [CampaignTargetRow, number])[] =>
	rows.filter((row) => row.code === code).map((row, at) => [row, at] as const);

/** The sentence of an indicator of a campaign: its value, its change, and how it stands to each target for these cases. */
export function targetSentence(scribe: Scribe, scope: CampaignScopeBoard, code: string): Words {
	const { board } = scope;
	const info = scribe.info(code)!;
	const figure = figureIn(board.total, code)!;
	const cite = scribe.partsOf(board, board.total, code);
	const parts: readonly Words[] = [
		words`${scribe.nameOf(board, code)}${scribe.value(board, board.total, code)}${coveredWords(scribe, board, board.total, code)}`,
		figure.yoy ? changeWords(figure.yoy, info.unit, '同比', cite) : [],
		...numbered(scope, code).map(([{ state }, at]) => stateWords(scribe, code, state, nth(cite, at))),
	];
	return joined(
		parts.filter((part) => part.length > 0),
		'，',
	);
}

/** How a figure stands to a target, or why it cannot be said. */
function stateWords(scribe: Scribe, code: string, state: TargetState, cite: CitePart): Words {
	const { unit } = scribe.info(code)!;
	if (state.met !== null) return targetWords(state, unit, cite);
	if (isRankUnjudged(state)) return [state.words];
	const goal = targetPhrase(state.target.rule, unit, cite);
	return words`目标为${goal}，${state.target.rule.kind === 'dated' ? '期限尚未届满' : '暂不能评价'}`;
}

const metWords = ({ met }: TargetState): string => (met === null ? '—' : met ? '达标' : '未达标');

function gapOf(scribe: Scribe, { board }: CampaignScopeBoard, group: FigureGroup, code: string, state: TargetState, at: number): PaperCell {
	if (state.met !== false || !state.gap) return '—';
	return nth(scribe.partsOf(board, group, code), at)('gap', null, scribe.info(code)!.unit, state.gap.replaceAll(' ', ''));
}

/** Every target of a campaign: what it asks of which cases, how it stands, what is missing. */
export function targetTable(scribe: Scribe, campaign: PaperCampaign): void {
	const narrowed = campaign.scopes.length > 1;
	scribe.table({
		id: 'campaign-targets',
		title: '专项行动目标',
		columns: [
			column('指标', 30, 'left'),
			...(narrowed ? [column('范围', 18, 'left')] : []),
			column('目标', 22),
			column('目前', 14, 'right'),
			column('是否达标', 12),
			column('距目标', 18, 'left'),
		],
		rows: campaign.scopes.flatMap((scope) =>
			codesOf(scribe, scope).flatMap((code) =>
				numbered(scope, code).map(([{ state }, at]): readonly PaperCell[] => [
					scribe.info(code)!.name,
					...(narrowed ? [scope.name ?? '全部案件'] : []),
					state.words.replaceAll(' ', ''),
					scribe.valueCell(scope.board, scope.board.total, code),
					metWords(state),
					gapOf(scribe, scope, scope.board.total, code, state, at),
				]),
			),
		),
		...(narrowed ? { note: '范围一栏的“全部案件”指本行动范围内的全部案件；其余为其中的部分案件，按该部分案件单独计算。' } : {}),
		empty: '行动没有设定量化目标。',
	});
}

/** Where a target holds for some of the cases only: how each court or department stands to it. */
export function scopeTable(scribe: Scribe, scope: CampaignScopeBoard, at: number): void {
	const { board, name = '' } = scope;
	const targets = codesOf(scribe, scope).flatMap((code) => numbered(scope, code).map(([row, nthOf]) => ({ ...row, nthOf })));
	const groups = board.groups.filter((group) =>
		targets.some(({ code }) => {
			const figure = figureIn(group, code);
			return figure !== undefined && (figure.numerator !== 0 || (figure.denominator ?? 0) !== 0);
		}),
	);
	scribe.table({
		id: `campaign-scope-${at + 1}`,
		title: `${name}范围内的目标进展`,
		columns: [
			column(board.query.by === 'court' ? '法院' : '部门（团队）', 22, 'left'),
			column('指标', 26, 'left'),
			column('目标', 18),
			column('目前', 12, 'right'),
			column('是否达标', 10),
			column('距目标', 16, 'left'),
		],
		rows: groups.flatMap((group) =>
			targets.flatMap(({ code, groups: states, nthOf }): readonly (readonly PaperCell[])[] => {
				const state = states.get(`${group.court} ${group.key}`);
				if (!state) return [];
				return [
					[
						group.name,
						scribe.info(code)!.name,
						state.words.replaceAll(' ', ''),
						scribe.valueCell(board, group, code),
						metWords(state),
						gapOf(scribe, scope, group, code, state, nthOf),
					],
				];
			}),
		),
		empty: `${name}范围内没有可以计算的数据。`,
	});
}
