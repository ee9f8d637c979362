import { daysBetween } from '../../time/civil.ts';
import { words, type Ref } from '../cite.ts';
import { figureIn } from '../findings.ts';
import { codesOf, scopeTable, targetSentence, targetTable } from './campaign-targets.ts';
import { handlerName } from '../lines.ts';
import type { Paper, PaperCell } from '../paper.ts';
import { longDay } from '../wording.ts';
import type { PaperCampaign } from './input-analysis.ts';
import type { PaperInput } from './input.ts';
import { groupTable } from './kpis.ts';
import { asOf, forCourts, type AsOf } from './lines.ts';
import { monthsOpen } from './long-pending.ts';
import { mostShown } from './nodes.ts';
import { writeNotes } from './notes.ts';
import { problemWords, writeProblems, writeRectifications } from './problems.ts';
import { column, scribeOf, wholeOf, type Scribe } from './scribe.ts';
import { addresseesOf } from './weekly.ts';

/** 专项行动通报: its own period and scope, its targets, every court's or unit's share, the cases that are left. */
export function buildCampaign(input: PaperInput): Paper {
	const scribe = scribeOf(input);
	const { base, campaign } = input;
	if (!campaign) throw new Error('a campaign paper needs its campaign');
	const [whole, ...parts] = campaign.scopes;
	const codes = codesOf(scribe, whole);
	scribe.heading(1, '行动进展');
	scribe.para(
		words`${campaign.name}自${longDay(campaign.from)}起至${longDay(campaign.to)}止，范围为${campaign.scope}${campaign.document ? words`，依据${campaign.document}` : undefined}。${leftWords(scribe, campaign)}`,
	);
	const load = figureIn(whole.board.total, 'enf.close_rate');
	if (load) {
		const count = (code: string, label: string, value: number): Ref =>
			scribe.fact({ code: `campaign-${code}`, label, value, of: '件', definition: `${campaign.scope}，自行动开始之日起` });
		scribe.para(
			words`范围内受理案件${count('accepted', '受理', load.denominator ?? 0)}，已结${count('closed', '已结', load.numerator)}，未结${count('open', '未结', (load.denominator ?? 0) - load.numerator)}。`,
		);
	}
	scribe.heading(1, '目标完成情况');
	for (const scope of campaign.scopes)
		for (const code of codesOf(scribe, scope)) scribe.para(words`${targetSentence(scribe, scope, code)}。`);
	targetTable(scribe, campaign);
	scribe.heading(1, base.courts.length > 1 ? '各院进展' : '各部门进展');
	groupTable(scribe, whole.board, 'groups', '专项行动进展', codes.length > 0 ? codes : ['enf.close_rate']);
	parts.forEach((scope, at) => scopeTable(scribe, scope, at));
	scribe.heading(1, '未结案件');
	caseTable(scribe, campaign);
	const all = [...new Set(campaign.scopes.flatMap((scope) => codesOf(scribe, scope)))];
	const boards = campaign.scopes.map(({ board }) => board);
	writeProblems(scribe, problemWords(scribe, within(asOf(input), campaign), undefined, all, boards), {
		problems: '存在的问题',
		demands: '下一步工作要求',
	});
	writeRectifications(scribe, '整改落实情况');
	writeNotes(scribe, { year: false });
	return scribe.finish(`关于${campaign.name}进展情况的通报`, addresseesOf(base));
}

/** Nodes and locks of the campaign's own cases. */
function within(now: AsOf, { open }: PaperCampaign): AsOf {
	const cases = new Set(open.map(({ caseId }) => caseId));
	const own = <T extends { readonly caseId: number }>(list: readonly T[]): readonly T[] => list.filter(({ caseId }) => cases.has(caseId));
	return { ...now, open: own(now.open), overdue: own(now.overdue), held: own(now.held), set: own(now.set), released: own(now.released) };
}

function leftWords(scribe: Scribe, campaign: PaperCampaign) {
	const left = daysBetween(scribe.input.lists.day, campaign.to);
	// The paper is of the end of its last day, and the last day of a campaign belongs to it.
	if (left <= 0) return '行动已结束。';
	return words`距行动结束还有${scribe.count({ code: 'campaign-left', label: '距行动结束', value: left, of: '日', part: 'left' })}。`;
}

function caseTable(scribe: Scribe, campaign: PaperCampaign): void {
	const { base, input } = scribe;
	const { length: courts } = base.courts;
	const columns = forCourts(courts, [
		column('序号', 6),
		column('案号', 28, 'left'),
		column('承办法院', 22, 'left'),
		column('承办人', 12),
		column('立案日期', 16),
		column('未结月数', 10, 'right'),
	]);
	const rows = campaign.open.map((each, at) =>
		forCourts<PaperCell>(courts, [
			{ number: at + 1 },
			{ caseId: each.caseId, caseNumber: each.caseNumber },
			base.directory.courts.get(each.court)?.name ?? each.court,
			handlerName(base, each.handler) ?? '—',
			{ day: each.filedOn },
			{ number: monthsOpen(each.filedOn, input.lists.day) },
		]),
	);
	const more = rows.length > mostShown;
	const spec = { columns, empty: `${wholeOf(base)}范围内没有未结案件。`, persons: true as const };
	scribe.table({
		...spec,
		id: 'campaign-open',
		title: more ? `未结案件（立案最早的前${mostShown}件）` : '未结案件',
		rows: rows.slice(0, mostShown),
		...(more ? { note: '全部清单见附件。' } : {}),
	});
	if (more) scribe.annex({ ...spec, id: 'campaign-open-all', title: '专项行动未结案件清单', rows });
}
