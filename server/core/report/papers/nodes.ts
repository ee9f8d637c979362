import { dayOfInstant } from '../../time/zone.ts';
import { daysBetween } from '../../time/civil.ts';
import type { OpenNode } from '../as-of.ts';
import { joined, words, type Ref, type Words } from '../cite.ts';
import { firstCause, handlerName, nodeName, requestLine } from '../lines.ts';
import type { PaperCell, PaperColumn } from '../paper.ts';
import { longDay } from '../wording.ts';
import { forCourts, inBody, isStep, nodeColumns, nodeRow, type AsOf } from './lines.ts';
import { column, thisOf, type CountSpec, type Scribe } from './scribe.ts';

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

/** Fourth section: counts per node, the list by case and person, locks and what was asked and decided. */
export function writeNodes(scribe: Scribe, now: AsOf, title: string): void {
	scribe.heading(1, title);
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
	/** Only as an annex. */
	readonly annexed?: true;
}

/** A list of nodes: the first of them in the paper, all of them in an annex where there are more. Nothing where there is none. */
export function nodeList(scribe: Scribe, now: AsOf, { id, title, nodes, first, columns = nodeColumns, annexed }: NodeList): void {
	if (nodes.length === 0) return;
	const { length: courts } = scribe.base.courts;
	const rows = nodes.map((node, at) => nodeRow(now, node, at));
	const more = rows.length > mostShown;
	const empty = `没有${title}。`;
	if (!annexed)
		scribe.table({
			...inBody(courts, columns, rows.slice(0, mostShown)),
			...{ id, title: more ? `${title}（${first}的前${mostShown}项）` : title, empty, persons: true },
			...(more ? { note: '全部清单见附件。' } : {}),
		});
	if (more || annexed)
		scribe.annex({
			...{ id: `${id}-all`, title: `${title}清单`, empty, landscape: true, persons: true },
			columns: forCourts(courts, columns),
			rows: rows.map((row) => forCourts(courts, row)),
		});
}

function writeLocks(scribe: Scribe, now: AsOf): void {
	const { base, input } = scribe;
	const { unlocks } = input.lists;
	const drill = (query: string): string => `/desk/locks?${query}&court=${encodeURIComponent(base.court.code)}`;
	const count = (code: string, label: string, value: number, definition: string, to?: string): Ref =>
		scribe.fact({ code, label, value, of: '件', definition, ...(to ? { drill: to } : {}) });
	const filed = count('unlock-filed', '提出解锁申请', unlocks.filed, '统计期内提出的解锁申请');
	const decided = words`同意${count('unlock-granted', '同意解锁', unlocks.granted, '统计期内作出同意决定的解锁申请')}、不同意${count('unlock-refused', '不同意解锁', unlocks.refused, '统计期内作出不同意决定的解锁申请')}、退回补正${count('unlock-returned', '退回补正', unlocks.returned, '统计期内退回补正的解锁申请')}`;
	scribe.heading(2, '锁死与解锁');
	if (
		now.set.length +
			now.released.length +
			now.held.length +
			now.waiting.length +
			unlocks.filed +
			unlocks.granted +
			unlocks.refused +
			unlocks.returned ===
		0
	) {
		scribe.para(words`${thisOf(base.period)}没有新锁死和解锁的案件，没有提出解锁申请；期末没有锁死案件和待审的解锁申请。`);
		return;
	}
	scribe.para(
		words`${thisOf(base.period)}新锁死${count('locks-set', '新锁死案件', now.set.length, '统计期内因节点超期锁死的案件', drill(`outcome=held&from=${base.period.from}&to=${base.period.to}`))}，解锁${count('locks-released', '解锁案件', now.released.length, '统计期内解除锁死的案件', drill(`state=released`))}；期末锁死在册${count('locks-held', '锁死在册案件', now.held.length, '截止时点仍锁死的案件', drill('state=standing'))}。${thisOf(base.period)}提出解锁申请${filed}，${decided}；期末待审${count('unlock-waiting', '待审解锁申请', now.waiting.length, '截止时点尚未作出决定的解锁申请')}。`,
	);
	lockTable(scribe, now);
	requestTable(scribe, now);
}

function lockTable(scribe: Scribe, now: AsOf): void {
	const { base, input } = scribe;
	const { day } = input.lists;
	if (now.held.length === 0) return;
	const rows = now.held
		.toSorted((a, b) => (a.lockedAt === b.lockedAt ? (a.lockId < b.lockId ? -1 : 1) : a.lockedAt < b.lockedAt ? -1 : 1))
		.map((lock, at): readonly PaperCell[] => {
			const cause = firstCause(lock);
			const lockedOn = dayOfInstant(lock.lockedAt, base.court.zone);
			return forCourts(base.courts.length, [
				{ number: at + 1 },
				{ caseId: lock.caseId, caseNumber: lock.caseNumber },
				base.directory.courts.get(lock.court)?.name ?? lock.court,
				lock.unit ? (base.directory.units.get(lock.unit)?.name ?? lock.unit) : '—',
				handlerName(base, lock.handler) ?? '—',
				cause ? nodeName(base, cause.nodeId.split('/')[1] ?? '', cause.dueOn) : '—',
				{ day: lockedOn },
				{ number: Math.max(0, daysBetween(lockedOn, day)) },
				{ number: lock.repeat + 1 },
			]);
		});
	scribe.table({
		id: 'locks',
		title: '锁死在册案件',
		columns: forCourts(base.courts.length, [
			column('序号', 5),
			column('案号', 21, 'left'),
			column('承办法院', 17, 'left'),
			column('部门', 15, 'left'),
			column('承办人', 9),
			column('锁死原因（节点）', 20, 'left'),
			column('锁死日期', 13),
			column('已锁天数', 8, 'right'),
			column('锁死次数', 8, 'right'),
		]),
		rows,
		empty: '期末没有锁死案件。',
		persons: true,
	});
}

function requestTable(scribe: Scribe, now: AsOf): void {
	const { base, input } = scribe;
	if (now.waiting.length === 0) return;
	scribe.table({
		id: 'unlock-waiting',
		title: '待审解锁申请',
		columns: [
			column('序号', 5),
			column('案号', 22, 'left'),
			column('承办法院', 19, 'left'),
			column('承办人', 9),
			column('提出日期', 13),
			column('已等天数', 8, 'right'),
			column('所处环节', 20, 'left'),
		],
		rows: now.waiting.map((waiting, at) => {
			const line = requestLine(now.context, waiting);
			const asked = dayOfInstant(waiting.request.requestedAt, base.court.zone);
			return [
				{ number: at + 1 },
				waiting.lock ? { caseId: waiting.lock.caseId, caseNumber: waiting.lock.caseNumber } : line.caseNumber,
				line.courtName,
				line.handlerName ?? '—',
				{ day: asked },
				{ number: Math.max(0, daysBetween(asked, input.lists.day)) },
				line.marks[0] ?? '—',
			];
		}),
		empty: '没有待审的解锁申请。',
		persons: true,
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
