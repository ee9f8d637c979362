import type { FigureBoard } from '../../indicator/types.ts';
import { daysBetween } from '../../time/civil.ts';
import { joined, words, type Words } from '../cite.ts';
import { figureIn, targetPhrase, worstOf } from '../findings.ts';
import type { PaperCell } from '../paper.ts';
import { longDay, shortDay } from '../wording.ts';
import type { DemandRule } from './input.ts';
import { behindWords, heldCodes } from './kpis.ts';
import type { AsOf } from './lines.ts';
import { longOwners, type LongPending } from './long-pending.ts';
import { describe, worstOwners } from './nodes.ts';
import { chineseNumber, column, dayAfter, type Scribe } from './scribe.ts';

/** Most problems that are put into the slot; the rest stands in the tables. */
const mostProblems = 8;
/** Of these, about indicators. */
const mostIndicators = 5;
/** Persons named in the slot, and from how many overdue nodes on. */
const personsNamed = 3;
const nodesToName = 3;
/** Overdue nodes that are all named by case and person, where there are no more. */
const nodesListed = 3;
/** Days past the limit from which a case is named by itself; 「以上」 holds the number itself. */
const longOverdue = 30;

const ordinals = (at: number): string => `${chineseNumber(at + 1)}是`;

/** 存在的问题: units, persons and cases named by rule. Each sentence is one paragraph. */
export function problemWords(
	scribe: Scribe,
	now: AsOf,
	long: LongPending | undefined,
	codes: readonly string[],
	boards: readonly FigureBoard[] = [scribe.input.boards.groups],
): readonly Words[] {
	const list: Words[] = [];
	for (const groups of boards)
		for (const code of heldCodes(scribe, groups, codes)) {
			const behind = behindWords(scribe, groups, code);
			if (behind.length > 0 && isShortfall(groups, code) && list.length < mostIndicators) list.push(behind);
		}
	list.push(...nodeProblems(scribe, now));
	if (long) list.push(...longProblems(scribe, long));
	return list.slice(0, mostProblems).map((parts, at) => words`${ordinals(at)}${parts}。`);
}

/** Only what has a target is a problem; what is merely below the mean stands in the table. */
function isShortfall({ total, groups }: FigureBoard, code: string): boolean {
	return [total, ...groups].some((group) => figureIn(group, code)?.target?.met === false);
}

function nodeProblems(scribe: Scribe, now: AsOf): readonly Words[] {
	const { overdue } = now;
	if (overdue.length === 0) return [];
	const list: Words[] = [];
	if (overdue.length <= nodesListed)
		list.push(words`未按期办结的节点有：${overdue.map((node) => `${describe(scribe, node)}，应于${longDay(node.dueOn)}完成`).join('；')}`);
	const owners = overdue.length > nodesListed ? worstOwners(scribe, overdue, 'overdue') : [];
	if (owners.length > 0) list.push(words`超期节点主要在${owners}`);
	const long = overdue.filter((node) => node.overdueDays >= longOverdue);
	if (long.length > 0 && overdue.length > nodesListed) {
		const total = scribe.fact({
			code: 'overdue-30',
			label: '超期三十日以上的节点',
			value: long.length,
			of: '项',
			definition: '截止时点超期三十日以上而未办结的节点',
		});
		list.push(
			words`超期${chineseNumber(longOverdue)}日以上的节点${total}${long.length > 1 ? '，其中最长的是' : '，即'}${describe(scribe, long[0]!)}，应于${longDay(long[0]!.dueOn)}完成`,
		);
	}
	const persons = personWords(scribe, now);
	if (persons.length > 0) list.push(persons);
	const waiting = new Set(now.waiting.map(({ request }) => request.lockId));
	const unasked = now.held.filter((lock) => !waiting.has(lock.lockId));
	if (unasked.length > 0)
		list.push(
			words`锁死案件中${scribe.fact({ code: 'locks-unasked', label: '未提出解锁申请的锁死案件', value: unasked.length, of: '件', definition: '截止时点仍锁死而没有待审解锁申请的案件' })}未提出解锁申请${unasked.length <= nodesListed ? words`：${unasked.map((lock) => `${lock.caseNumber}${lock.handler ? `（承办人${scribe.base.directory.persons.get(lock.handler)?.name ?? lock.handler}）` : ''}`).join('、')}` : undefined}`,
		);
	return list;
}

/** Persons with most overdue nodes; those with the same number are named together. */
function personWords(scribe: Scribe, { overdue }: AsOf): Words {
	const { base } = scribe;
	const counts = [...Map.groupBy(overdue, (node) => (node.handler ? `${node.court} ${node.handler}` : ''))]
		.filter(([key, list]) => key !== '' && list.length >= nodesToName)
		.map(([, list]) => ({ court: list[0]!.court, person: list[0]!.handler!, count: list.length }))
		.sort((a, b) => b.count - a.count || (a.person < b.person ? -1 : 1));
	if (counts.length === 0) return [];
	const least = counts[personsNamed - 1]?.count;
	const named = counts.filter(({ count }, at) => at < personsNamed || count === least);
	const list = joined(
		named.map(({ court, person, count }) => {
			const name = base.directory.persons.get(person)?.name ?? person;
			const where = base.courts.length > 1 ? `${base.directory.courts.get(court)?.name ?? court}` : '';
			const ref = scribe.count({
				code: 'overdue',
				label: `${name}超期节点`,
				value: count,
				of: '项',
				court,
				person,
				part: 'owner',
				definition: '截止时点超期未办结的节点',
			});
			return words`${where}${name}${ref}`;
		}),
		'、',
	);
	return words`个人超期节点较多的有：${list}`;
}

function longProblems(scribe: Scribe, { open }: LongPending): readonly Words[] {
	const owners = longOwners(scribe, open);
	return owners.length > 0 ? [words`六个月以上未结案件主要在${owners}`] : [];
}

/** 工作要求: the sentences of the rules whose condition holds, numbered 一要、二要, with owner and date. */
export function demandWords(scribe: Scribe): readonly Words[] {
	const { base } = scribe;
	const held = base.demands.flatMap((rule) => {
		if (!rule.kinds.includes(base.kind)) return [];
		const parts = 'missed' in rule.when ? missedParts(scribe, rule.when.missed) : factParts(scribe, rule.when.fact, rule.when.atLeast);
		return parts ? [{ rule, parts }] : [];
	});
	return held.map(
		({ rule, parts }, at) =>
			words`${chineseNumber(at + 1)}要${fill(scribe, rule, parts)}。（责任单位：${rule.owner}；完成时限：${longDay(dayAfter(base, rule.days))}）`,
	);
}

type Parts = (name: string) => Words | undefined;

function factParts(scribe: Scribe, fact: string, atLeast: number): Parts | undefined {
	const found = scribe.facts.get(fact);
	return found && found.value >= atLeast ? (name) => factWords(scribe, name) : undefined;
}

function factWords(scribe: Scribe, name: string): Words | undefined {
	const found = scribe.facts.get(name);
	return found && [found.ref];
}

function missedParts(scribe: Scribe, code: string): Parts | undefined {
	const { year, groups } = scribe.input.boards;
	const figure = figureIn(year.total, code);
	const info = scribe.info(code);
	if (!info || !figure?.target || figure.target.met !== false) return undefined;
	const cite = scribe.partsOf(year, year.total, code);
	return (name) => {
		if (name === 'value') return [scribe.value(year, year.total, code)];
		if (name === 'target') return targetPhrase(figure.target!.target.rule, info.unit, cite);
		if (name === 'gap') return figure.target?.gap ? [cite('gap', null, info.unit, figure.target.gap.replaceAll(' ', ''))] : undefined;
		if (name === 'worst') {
			const named = info.direction === 'none' ? [] : worstOf(groups.groups, figure, code, { direction: info.direction });
			return named.length > 0 ? [named.map(({ group }) => group.name).join('、')] : undefined;
		}
		return factWords(scribe, name);
	};
}

/** Fills a sentence: a part in brackets 〔 〕 falls away where something in it is not known. */
function fill(scribe: Scribe, rule: DemandRule, parts: Parts): Words {
	const due = (name: string): Words | undefined =>
		name === 'due' ? [shortDay(dayAfter(scribe.base, rule.days), scribe.base.period.to)] : parts(name);
	const write = (text: string): Words | undefined => {
		const list = text.split(/\{([a-z0-9-]+)\}/u).map((piece, at): Words | undefined => (at % 2 === 0 ? [piece] : due(piece)));
		return list.some((each) => each === undefined) ? undefined : words`${list.flatMap((each) => each!)}`;
	};
	return words`${rule.text.split(/〔([^〕]*)〕/u).flatMap((piece, at) => write(piece) ?? (at % 2 === 0 ? [piece.replaceAll(/\{[^}]*\}/gu, '')] : []))}`;
}

/** Eighth section: problems and demands, both written on by the office; and what is being put right. */
export function writeProblems(
	scribe: Scribe,
	problems: readonly Words[],
	titles: { readonly problems: string; readonly demands: string },
): void {
	const none: Words = ['期末没有发现按规则应予指出的问题。'];
	scribe.slot('problems', titles.problems, problems.length > 0 ? problems : [none]);
	const demands = demandWords(scribe);
	scribe.slot('demands', titles.demands, demands.length > 0 ? demands : [['继续按期办理各流程节点，保持各项指标达标。']]);
}

/** What was found short and is not put right yet: carried in each issue until it is closed. */
export function writeRectifications(scribe: Scribe, title: string, level: 1 | 2 = 1): void {
	const { base, input } = scribe;
	const { rectifications } = base;
	const { day } = input.lists;
	const late = rectifications.filter((item) => item.dueOn < day);
	scribe.heading(level, title);
	const count = (code: string, label: string, value: number, definition: string) =>
		scribe.fact({ code, label, value, of: '项', definition, drill: `/desk/rectification?court=${encodeURIComponent(base.court.code)}` });
	scribe.para(
		rectifications.length === 0
			? words`没有未销号的整改事项。`
			: words`未销号的整改事项${count('rectifications', '未销号整改事项', rectifications.length, '截止时点尚未销号的整改事项')}${late.length > 0 ? words`，其中已过整改期限${count('rectifications-late', '已过期限的整改事项', late.length, '已过整改期限尚未销号的整改事项')}` : '，均在整改期限以内'}。`,
	);
	if (rectifications.length === 0) return;
	scribe.table({
		id: 'rectifications',
		title: '未销号整改事项',
		columns: [
			column('序号', 5),
			column('整改事项', 26, 'left'),
			column('单位', 17, 'left'),
			column('责任人', 11),
			column('提出日期', 13),
			column('整改期限', 13),
			column('超期天数', 8, 'right'),
			column('进展', 20, 'left'),
		],
		rows: rectifications
			.toSorted((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
			.map((item, at): readonly PaperCell[] => [
				{ number: at + 1 },
				item.title,
				(item.unit ? base.directory.units.get(item.unit)?.name : undefined) ?? base.directory.courts.get(item.court)?.name ?? item.court,
				item.owner,
				{ day: item.foundOn },
				{ day: item.dueOn },
				item.dueOn < day ? { number: daysBetween(item.dueOn, day) } : '—',
				item.standing,
			]),
		empty: '没有未销号的整改事项。',
		persons: true,
	});
}
