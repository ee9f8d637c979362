import { daysBetween } from '../../time/civil.ts';
import type { OpenNode } from '../as-of.ts';
import { joined, words, type Ref, type Words } from '../cite.ts';
import { handlerName, nodeName } from '../lines.ts';
import type { PaperColumn } from '../paper.ts';
import { longDay } from '../wording.ts';
import { writeLocks } from './locks.ts';
import { forCourts, inBody, isStep, nodeColumns, nodeRow, type AsOf } from './lines.ts';
import { column, type CountSpec, type Scribe } from './scribe.ts';

/** Rows of a list in the paper itself; all of them stand in the annex. */
export const mostShown = 15;

const listDrill = (scribe: Scribe, view: string, more: Readonly<Record<string, string>> = {}): string =>
	`/desk?${new URLSearchParams({ view, court: scribe.base.court.code, ...more }).toString()}`;

type NodeCount = Omit<CountSpec, 'of' | 'value' | 'definition'> & { readonly nodes: readonly OpenNode[] };

const countNodes = (scribe: Scribe, { nodes, ...spec }: NodeCount): Ref =>
	scribe.fact({ ...spec, value: nodes.length, of: '项', definition: '截止时点已过应完成日次日零时而未办结的节点，以有约束力的期限为准' });

/** Overdue nodes by rule, with cases and persons. */
interface ByNode {
	readonly code: string;
	readonly name: string;
	readonly nodes: readonly OpenNode[];
}

function byNode(scribe: Scribe, nodes: readonly OpenNode[]): readonly ByNode[] {
	return [...Map.groupBy(nodes, (node) => node.node)]
		.map(([code, list]) => ({ code, name: nodeName(scribe.base, code, list[0]!.startedOn), nodes: list }))
		.sort((a, b) => b.nodes.length - a.nodes.length || (a.code < b.code ? -1 : 1));
}

const cases = (nodes: readonly OpenNode[]): number => new Set(nodes.map((node) => node.caseId)).size;
const persons = (nodes: readonly OpenNode[]): number =>
	new Set(nodes.flatMap((node) => (node.handler ? [`${node.court}/${node.handler}`] : []))).size;

/** Counts per node (a section of its own, or parts of one where no title is given), the list by case and person, locks and what was asked and decided. */
export function writeNodes(scribe: Scribe, now: AsOf, title?: string): void {
	if (title) scribe.heading(1, title);
	writeOverdue(scribe, now);
	writeLocks(scribe, now);
}

function writeOverdue(scribe: Scribe, now: AsOf): void {
	const { overdue } = now;
	scribe.heading(2, '超期节点');
	if (overdue.length === 0) {
		scribe.para(words`期末没有超期节点。`);
		return;
	}
	const total = countNodes(scribe, { code: 'overdue', label: '超期节点', nodes: overdue, drill: listDrill(scribe, 'overdue') });
	const count = (code: string, label: string, value: number, of: '件' | '人' | '日', definition: string): Ref =>
		scribe.count({ code, label, value, of, definition });
	const locked = new Set(now.held.map((lock) => lock.caseId));
	const inLocked = overdue.filter((node) => locked.has(node.caseId));
	const longest = overdue[0]!;
	scribe.para(
		words`期末超期节点${total}，涉及案件${count('overdue-cases', '超期节点涉及案件', cases(overdue), '件', '有超期节点的案件')}、承办人${count('overdue-persons', '超期节点涉及承办人', persons(overdue), '人', '有超期节点的承办人')}${inLocked.length > 0 ? words`，其中所在案件已锁死的${countNodes(scribe, { code: 'overdue-locked', label: '已锁死案件的超期节点', nodes: inLocked })}` : undefined}。超期最长的是${describe(scribe, longest)}，应于${longDay(longest.dueOn)}完成，已超期${count('overdue-longest', '最长超期', longest.overdueDays, '日', '应完成日次日起至截止日的自然日')}。`,
	);
	nodeCounts(scribe, now, byNode(scribe, overdue));
	nodeList(scribe, now, { id: 'overdue-list', title: '超期节点', nodes: overdue, first: '超期最长' });
}

/** A node in a sentence: its case, what it is, and whose. */
export function describe(scribe: Scribe, node: OpenNode): string {
	const who = node.handler ? `（承办人${handlerName(scribe.base, node.handler)}）` : '';
	return `${node.caseNumber}${nodeName(scribe.base, node.node, node.startedOn)}${who}`;
}

function nodeCounts(scribe: Scribe, now: AsOf, rows: readonly ByNode[]): void {
	const locked = new Set(now.held.map((lock) => lock.caseId));
	const spec = (row: ByNode, part: string, label: string, nodes: number): CountSpec => ({
		...{ code: `overdue.${row.code}`, label: `${row.name}${label}`, value: nodes, of: '项', part },
		definition: '截止时点已过应完成日次日零时而未办结的节点，以有约束力的期限为准',
		...(part === '' ? { drill: listDrill(scribe, 'overdue', { node: row.code }) } : {}),
	});
	scribe.table({
		id: 'overdue-by-node',
		title: '各节点超期情况',
		columns: [
			column('节点', 34, 'left'),
			column('超期（项）', 13, 'right'),
			column('涉及案件（件）', 15, 'right'),
			column('涉及承办人（人）', 16, 'right'),
			column('已锁死（项）', 13, 'right'),
			column('最长超期（天）', 15, 'right'),
		],
		rows: rows.map((row) => [
			row.name,
			scribe.cell(spec(row, '', '超期', row.nodes.length)),
			scribe.cell({ ...spec(row, 'cases', '超期涉及案件', cases(row.nodes)), of: '件' }),
			scribe.cell({ ...spec(row, 'persons', '超期涉及承办人', persons(row.nodes)), of: '人' }),
			scribe.cell(spec(row, 'locked', '超期已锁死', row.nodes.filter((node) => locked.has(node.caseId)).length)),
			{ number: Math.max(...row.nodes.map((node) => node.overdueDays)) },
		]),
		empty: '没有超期节点。',
	});
}

interface NodeList {
	readonly id: string;
	readonly title: string;
	readonly nodes: readonly OpenNode[];
	/** By what the first ones are chosen where there are many: 超期最长, 到期最早. */
	readonly first: string;
	readonly columns?: readonly PaperColumn[];
}

/** A list of nodes: the first of them in the paper, all of them in an annex where there are more. Nothing where there is none. */
export function nodeList(scribe: Scribe, now: AsOf, { id, title, nodes, first, columns = nodeColumns }: NodeList): void {
	if (nodes.length === 0) return;
	const { length: courts } = scribe.base.courts;
	const rows = nodes.map((node, at) => nodeRow(now, node, at));
	const more = rows.length > mostShown;
	const empty = `没有${title}。`;
	scribe.table({
		...inBody(courts, columns, rows.slice(0, mostShown)),
		...{ id, title: more ? `${title}（${first}的前${mostShown}项）` : title, empty, persons: true },
		...(more ? { note: '全部清单见附件。' } : {}),
	});
	if (more)
		scribe.annex({
			...{ id: `${id}-all`, title: `${title}清单`, empty, landscape: true, persons: true },
			columns: forCourts(courts, columns),
			rows: rows.map((row) => forCourts(courts, row)),
		});
}

/** Units or courts that have most overdue nodes: 「…（12项）、…（9项）」; ties together. */
export function worstOwners(scribe: Scribe, nodes: readonly OpenNode[], code: string, most = 3): Words {
	const { base } = scribe;
	const below = base.courts.length > 1;
	const counts = [...Map.groupBy(nodes, (node) => (below ? node.court : (node.unit ?? '')))]
		.filter(([key]) => key !== '')
		.map(([key, list]) => ({ key, count: list.length }))
		.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
	const least = counts[most - 1]?.count;
	const named = counts.filter(({ count }, at) => at < most || count === least);
	return joined(
		named.map(({ key, count }) => {
			const name = (below ? base.directory.courts.get(key)?.name : base.directory.units.get(key)?.name) ?? key;
			const owner = below ? { court: key } : { unit: key };
			const ref = scribe.count({
				...owner,
				code,
				label: `${name}超期节点`,
				value: count,
				of: '项',
				part: 'owner',
				definition: '截止时点超期未办结的节点',
			});
			return words`${name}${ref}`;
		}),
		'、',
	);
}

/** Fifth section: what falls due in the next days, seals among it. */
export function writeDue(
	scribe: Scribe,
	now: AsOf,
	title: string,
	reach: { readonly near: number; readonly far: number; readonly seals: number },
): void {
	const { day } = scribe.input.lists;
	const within = (days: number, seals: boolean): readonly OpenNode[] =>
		now.open.filter((node) => isStep(node) !== seals && node.dueOn > day && daysBetween(day, node.dueOn) <= days);
	const near = within(reach.near, false);
	const far = within(reach.far, false);
	const seals = within(reach.seals, true);
	const ended = now.open.filter((node) => !isStep(node) && node.dueOn <= day);
	const count = (code: string, label: string, nodes: readonly OpenNode[], definition: string): Ref =>
		scribe.fact({ code, label, value: nodes.length, of: '项', definition });
	scribe.heading(1, title);
	scribe.para(
		words`截止日后七日内到期节点${count('due-7', '七日内到期节点', near, '截止日后七日内到期、尚未办结的节点，不含查封、冻结')}，十五日内到期${count('due-15', '十五日内到期节点', far, '截止日后十五日内到期、尚未办结的节点，不含查封、冻结')}；三十日内查封、冻结届满${count('seals-30', '三十日内查封届满', seals, '截止日后三十日内届满、尚未续封或解除的查封、扣押、冻结')}${ended.length > 0 ? words`，已届满而未续封或解除${count('seals-ended', '已届满的查封', ended, '截止时点已届满、尚未续封或解除的查封、扣押、冻结')}` : undefined}。`,
	);
	nodeList(scribe, now, { id: 'due-list', title: '十五日内到期节点', nodes: far, first: '到期最早' });
	const columns = nodeColumns.map((each) => (each.title === '应完成日' ? { ...each, title: '届满日' } : each));
	nodeList(scribe, now, { id: 'seals', title: '查封、冻结已届满和三十日内届满', nodes: [...ended, ...seals], first: '届满最早', columns });
}
