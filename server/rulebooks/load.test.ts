import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vocabulary } from '../core/case/vocabulary.ts';
import { loadRulebook, parseRulebook } from './load.ts';

const knownEvents = new Set(vocabulary.keys());
const folder = new URL('./national/', import.meta.url);
const national = readdirSync(folder)
	.sort()
	.map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
const head = 'issued: 2026-11-20\nnodes:\n';
const node = `  - code: enf-x
    name: 某节点
    basis: 某规定第一条
    from: 2020-01-01
    source: L
    clocks:
      - { kind: limit, start: case-filed, limit: 10, unit: D, warn: [3, 1], lock: true }
    ends: [case-closed]
`;
const parse = (text: string): unknown => parseRulebook([{ name: 'x.yaml', text }], knownEvents);

/** Contract §4. */
const contractNodes = [
	'enf-allocate',
	'enf-notice',
	'enf-first-reception',
	'enf-net-query-first',
	'enf-split',
	'enf-trad-query-done',
	'enf-clue-verify',
	'enf-price-start',
	'enf-auction-start',
	'enf-auction-second',
	'enf-quick-disposal',
	'enf-pay-start',
	'enf-pay-done',
	'seal-expiry-deposit',
	'seal-expiry-movable',
	'seal-expiry-immovable',
	'enf-close-simple',
	'enf-close-complex',
	'enf-close',
];

describe('the national rulebook', () => {
	const rulebook = loadRulebook({ knownEvents });

	const first = rulebook.nodes.filter((each) => contractNodes.includes(each.code));

	it('holds every node of the first contract, in full', () => {
		expect(first.map((each) => each.code).sort()).toEqual([...contractNodes].sort());
	});

	it('has limits, stops and locks as the contract fixes them', () => {
		const rows = first.flatMap(({ code, clocks }) =>
			clocks.map((clock) => {
				const marks = `${clock.stops ? ' S' : ''}${clock.unconfirmed ? ' 待核' : ''}${clock.locks ? ' 锁' : ''}`;
				return `${code} ${clock.kind} ${clock.limit} ${clock.unit}${clock.extraDays ? `+${clock.extraDays}` : ''}${marks}`;
			}),
		);
		expect(rows).toMatchInlineSnapshot(`
			[
			  "enf-allocate management 3 D",
			  "enf-allocate limit 7 D",
			  "enf-first-reception management 3 WD 待核",
			  "enf-split management 1 WD 待核",
			  "enf-notice management 3 D",
			  "enf-notice limit 10 D 锁",
			  "enf-net-query-first management 0 D",
			  "enf-net-query-first limit 10 D 锁",
			  "enf-trad-query-done management 1 M",
			  "enf-trad-query-done limit 60 D 待核 锁",
			  "enf-clue-verify limit 7 D 锁",
			  "seal-expiry-deposit limit 1 X",
			  "seal-expiry-movable limit 2 X",
			  "seal-expiry-immovable limit 3 X",
			  "enf-price-start limit 30 D S 锁",
			  "enf-auction-start limit 10 D S 锁",
			  "enf-auction-second limit 30 D 锁",
			  "enf-quick-disposal management 90 D S 待核 锁",
			  "enf-pay-start management 5 D 待核",
			  "enf-pay-done management 15 D S 锁",
			  "enf-pay-done limit 30 D S 待核",
			  "enf-close-simple management 30 WD S",
			  "enf-close-complex management 3 M+15 S",
			  "enf-close limit 6 M S 锁",
			]
		`);
	});

	it('keeps money and seals open after closing', () => {
		const open = first.filter((each) => each.survivesClosing).map((each) => each.code);
		expect([...open].sort()).toEqual(
			['enf-pay-start', 'enf-pay-done', 'seal-expiry-deposit', 'seal-expiry-movable', 'seal-expiry-immovable'].sort(),
		);
	});

	it('has a version of date and content', () => {
		expect(rulebook.version).toMatch(/^2026-11-2\d-[0-9a-f]{12}$/);
		expect(parseRulebook([{ ...national[0]!, text: `${national[0]!.text}\n# x\n` }, ...national.slice(1)], knownEvents).version).not.toBe(
			rulebook.version,
		);
	});
});

describe('a rulebook with a fault', () => {
	it('is taken while it has none', () => {
		expect(() => parse(head + node)).not.toThrow();
	});

	it.each([
		['a misspelt key', node.replace('warn:', 'warm:'), 'x.yaml 第 9 行：节点 enf-x 的 clocks.0：出现未知的键'],
		['a negative limit', node.replace('limit: 10', 'limit: -1'), 'x.yaml 第 9 行：节点 enf-x 的 clocks.0.limit：数值过小'],
		['an unknown unit', node.replace('unit: D', 'unit: Q'), 'x.yaml 第 9 行：节点 enf-x 的 clocks.0.unit：无效选项'],
		['an unknown event', node.replace('case-closed', 'case-shut'), 'x.yaml 第 10 行：节点 enf-x 的 ends.0：未知的事件类型 case-shut'],
		['an impossible date', node.replace('2020-01-01', '2020-02-30'), 'x.yaml 第 6 行：节点 enf-x 的 from：应为存在的日期'],
		['a missing name', node.replace('    name: 某节点\n', ''), 'x.yaml 第 3 行：节点 enf-x 的 name：'],
		['warnings out of order', node.replace('[3, 1]', '[1, 3]'), 'clocks.0.warn：预警日数应由大到小'],
		['an X limit without its unit', node.replace('unit: D', 'unit: X'), 'clocks.0.unit：X 须写 lengthUnit'],
		['a stopped X limit', node.replace('unit: D', 'unit: X, lengthUnit: Y, stops: true'), 'clocks.0.stops：X、H、MIN 不能扣除期间'],
		['a lock from memory', node.replace('source: L', 'source: M'), 'clocks.0.lock：来源只有 M 或 X 的期限未经确认不得锁定'],
		['an unknown source mark', node.replace('source: L', 'source: Q'), '来源标记应为'],
		['a rule written twice', node + node, 'x.yaml 第 11 行：节点 enf-x 的 code：节点 enf-x 自 2020-01-01 起用的规则写了两次'],
		[
			'an unknown case kind',
			node.replace('source: L', 'source: L\n    when: { kind: [enforcement] }'),
			'x.yaml 第 8 行：节点 enf-x 的 when.kind.0：无效选项',
		],
		['broken YAML', node.replace('ends: [', 'ends: [['), 'x.yaml 第 '],
		['a key written twice', node.replace('    name: 某节点\n', '    name: 甲\n    name: 乙\n'), 'x.yaml 第 5 行：不是合格的 YAML'],
	])('names file, line and fault: %s', (_title, rows, message) => {
		expect(() => parse(head + rows)).toThrow(message);
	});

	it('names all faults at once', () => {
		expect(() => parse(head + node.replace('limit: 10', 'limit: x').replace('2020-01-01', '2020'))).toThrow('共 2 处');
	});

	it.each(['', 'nodes: []', '- 1', 'issued: 2026-11-20\nnodes: []'])('refuses %j', (text) => {
		expect(() => parse(text)).toThrow('规则文件有误');
	});
});
