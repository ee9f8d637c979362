import { monthOf, yearOf } from '../../time/civil.ts';
import { words, type Words } from '../cite.ts';
import type { Paper } from '../paper.ts';
import { writeCaseload } from './caseload.ts';
import { writeChanges } from './changes.ts';
import { writeEnterprise } from './enterprise.ts';
import type { PaperInput } from './input.ts';
import { indicatorTable, writeIndicators, coreCodes } from './kpis.ts';
import { figureIn, leastCases } from '../findings.ts';
import { asOf, type AsOf } from './lines.ts';
import { writeLongPending, type LongPending } from './long-pending.ts';
import { writeMoney } from './money.ts';
import { writeNodes } from './nodes.ts';
import { writeNotes } from './notes.ts';
import { writePeople } from './people.ts';
import { writeNextQuota, writeQuota } from './plan.ts';
import { problemWords, writeProblems, writeRectifications } from './problems.ts';
import { writeProposals } from './proposals.ts';
import { writeDisposal, writeRounds } from './rounds.ts';
import { scribeOf, type Scribe } from './scribe.ts';
import { monthChart, writeStructure } from './structure.ts';
import { writeTimes } from './times.ts';
import { addresseesOf } from './weekly.ts';
import { nodeName } from '../lines.ts';

/** Indicators of the month's table: the whole catalogue, as far as there is a value or a target. */
export function toldCodes(scribe: Scribe, groups: readonly string[]): readonly string[] {
	const { year } = scribe.input.boards;
	return [...scribe.base.catalogue.values()]
		.filter((info) => groups.includes(info.group))
		.filter(({ code }) => {
			const figure = figureIn(year.total, code);
			return figure !== undefined && (figure.value !== null || figure.target !== undefined);
		})
		.map(({ code }) => code);
}

/** What lies behind: where nodes run late, where the time goes, why cases are locked. One sentence each. */
function causes(scribe: Scribe, now: AsOf, long: LongPending): readonly Words[] {
	const list: Words[] = [];
	const late = [...Map.groupBy(now.overdue, (node) => node.node)].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0];
	if (late && now.overdue.length >= leastCases) {
		const [code, nodes] = late;
		const name = nodeName(scribe.base, code, nodes[0]!.startedOn);
		const ref = scribe.count({
			code: `overdue.${code}`,
			label: `${name}超期`,
			value: nodes.length,
			of: '项',
			part: 'cause',
			definition: '截止时点超期未办结的该节点',
		});
		const share = scribe.count({
			code: 'overdue-share',
			label: `${name}占全部超期节点`,
			value: (nodes.length * 100) / now.overdue.length,
			of: '%',
			part: code,
		});
		list.push(words`从节点看，超期最集中的是${name}，${ref}，占全部超期节点的${share}。`);
	}
	const times = (scribe.input.analysis?.times ?? [])
		.filter((time) => time.count >= leastCases && !time.whole)
		.toSorted((a, b) => b.p90Days - a.p90Days || (a.code < b.code ? -1 : 1));
	const slow = times[0];
	if (slow) {
		const cite = (part: string, label: string, value: number) =>
			scribe.count({
				code: `cycle.${slow.code}`,
				label: `${slow.name}${label}`,
				value,
				of: '天',
				text: `${value}天`,
				part: `cause-${part}`,
			});
		list.push(
			words`从用时看，差异最大的是${slow.name}，中位${cite('median', '中位用时', slow.medianDays)}，而最慢的一成案件超过${cite('p90', '第九十百分位用时', slow.p90Days)}。`,
		);
	}
	const repeated = scribe.input.analysis?.repeated ?? [];
	if (repeated.length > 0) {
		const ref = scribe.count({ code: 'changes-repeated', label: '同一事由再次变更', value: repeated.length, of: '件', part: 'cause' });
		list.push(words`从期限管理看，同一案件以同一事由再次变更期限${ref}，期限变更审核把关不严。`);
	}
	const unplanned = long.open.filter((spell) => spell.stage > 1 && !spell.plan).length;
	if (unplanned > 0)
		list.push(
			words`从长期未结案件看，六个月以上未结而未制定“一案一策”${scribe.count({ code: 'long-unplanned', label: '六个月以上未制定一案一策', value: unplanned, of: '件', part: 'cause' })}，督办措施未落到个案。`,
		);
	return list;
}

/** 月分析. */
export function buildMonthly(input: PaperInput): Paper {
	const scribe = scribeOf(input);
	const { base, analysis } = input;
	const now = asOf(input);
	writeCaseload(scribe, '基本情况');
	if (analysis) monthChart(scribe, analysis.months);
	writeStructure(scribe, '收案结构');
	writeIndicators(scribe, '质效指标完成情况', coreCodes);
	// What was received stands in the table of the caseload.
	const told = [...coreCodes, 'enf.received'];
	const others = toldCodes(scribe, ['enforcement', 'funds', 'trial', 'service', 'plan']).filter((code) => !told.includes(code));
	if (others.length > 0) indicatorTable(scribe, 'other-indicators', '其他指标完成情况', others);
	writeTimes(scribe, '节点用时分析');
	writeNodes(scribe, now);
	writeDisposal(scribe, '财产处置与网络拍卖');
	writeMoney(scribe, '执行案款');
	writeRounds(scribe, '终本与恢复执行');
	writeEnterprise(scribe, '涉企案件');
	const long = writeLongPending(scribe, '长期未结与审限变更', '长期未结案件');
	writeChanges(scribe, '审限变更');
	writePeople(scribe, '团队与人员');
	const problems = problemWords(scribe, now, long, coreCodes);
	scribe.slot('causes', '问题原因', orNone(causes(scribe, now, long)));
	writeProblems(scribe, problems, { problems: '存在的问题', demands: '对策与下月任务' });
	writeQuota(scribe, '结案任务');
	writeNextQuota(scribe);
	writeRectifications(scribe, '整改落实情况');
	writeProposals(scribe, coreCodes);
	writeNotes(scribe, { sealed: true });
	return scribe.finish(`${yearOf(base.period.from)}年${monthOf(base.period.from)}月执行工作运行分析`, addresseesOf(base));
}

const orNone = (list: readonly Words[]): readonly Words[] => (list.length > 0 ? list : [['本月没有按规则应予分析的突出问题。']]);
