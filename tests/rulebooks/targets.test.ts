import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, catalogueByCode } from '../../server/core/indicator/catalogue/index.ts';
import type { TargetRule } from '../../server/core/indicator/types.ts';
import { filterKey } from '../../server/core/target/in-force.ts';
import { knownIndicator } from '../../server/core/target/known.ts';
import { parseRule, ruleText } from '../../server/core/target/rule-text.ts';
import { loadExampleTargets, parseTargetFile } from '../../server/rulebooks/targets.ts';

const enterprise = { enterprise: 'any' } as const;

/** Every number that the seeds give as a target, by document: indicator, rule as printed, selection of cases. */
const seeds: Readonly<Record<string, readonly (readonly [code: string, rule: string, filter?: object])[]>> = {
	s0: [
		['tri.avg_days', '≤ 45 天', { kinds: ['civil-first'], ...enterprise, contractOnly: true }],
		['enf.avg_days', '≤ 70 天', { kinds: ['enforcement-first'], ...enterprise, contractOnly: true }],
		['enf.recovery_rate', '≥ 30%', enterprise],
		['biz.contract_total_days', '< 120 天', { ...enterprise, contractOnly: true }],
		['tri.mediate_success', '≥ 60%'],
	],
	s1: [
		['tri.divert_rate', '≥ 70%'],
		['tri.mediate_success', '≥ 65%'],
		['tri.accept_yoy', '同比 ≤ -5%'],
		['tri.close_rate', '≥ 97%'],
		['enf.close_rate', '≥ 96%'],
		['tri.in_limit_close_rate', '≥ 97%'],
		['enf.in_limit_rate', '≥ 97%'],
		['tri.in_limit_open_rate', '≥ 97%'],
		['tri.avg_days', '< 36 天'],
		['tri.long_pending', '4月30日前清零，3月31日后不再新增'],
		['tri.appeal_transfer_in_time', '= 100%'],
		['tri.simple_rate', '≥ 93%'],
		['tri.small_rate', '≥ 35%'],
		['tri.close_to_new', '≥ 99%'],
		['tri.in_court_rate', '全市前 3 名'],
		['tri.accept_first', '≥ 92%'],
		['tri.accept_final', '≥ 99.9%'],
		['tri.retrial_entry', '= 0%'],
		['tri.reverse_rate', '< 1.5%'],
		['tri.change_rate', '< 0.2%'],
		['tri.settle_rate', '≥ 52%'],
		['tri.auto_perform', '≥ 55%'],
		['tri.auto_perform', '全市前 3 名'],
		['enf.petition_ratio', '= 0%'],
		['enf.avg_days', '< 55 天'],
		['enf.property_in_limit_rate', '= 100%'],
		['enf.zb_qualified_rate', '= 100%'],
		['enf.recovery_rate', '≥ 35%', enterprise],
		['fund.pay_in_limit_rate', '= 100%'],
		['svc.net_pay', '≥ 95%'],
		['svc.e_service', '≥ 95%'],
		['svc.e_cover', '≥ 95%'],
		['svc.tech_court', '= 100%'],
		['svc.live', '≥ 45%'],
		['svc.efile_ok', '≥ 95%'],
		['enf.auction_success_rate', '≥ 90%'],
		['enf.query_launch_rate', '= 100%'],
		['fund.pay_rate', '≥ 90%'],
		['fund.double_zero', '= 0 笔'],
		['fund.off_system', '= 0 笔'],
	],
	s2: [
		['tri.settle_rate', '≥ 60%', { courses: ['small', 'simple'], ...enterprise }],
		['biz.cost_ratio', '< 14.91%'],
		['svc.online_use', '≥ 40%'],
		['svc.e_service', '≥ 70%'],
		['enf.reply_in_limit_rate', '= 100%'],
		['svc.fee_refund', '= 100%'],
	],
	s3: [
		['enf.simple_in_limit_rate', '= 100%'],
		['fund.off_system', '= 0 笔'],
	],
};

describe('example target sets', () => {
	const examples = new Map(loadExampleTargets(knownIndicator).map((document) => [document.id!, document]));

	it('are those of the four documents with targets, each named as it is cited', () => {
		expect([...examples.keys()]).toEqual(Object.keys(seeds));
		for (const [id, { document, year }] of examples) {
			expect.soft([id, document]).toEqual([id, expect.stringMatching(/^《.+》(?:（.*\d{4}年.*）)?$/u)]);
			expect(year).toBeGreaterThan(2021);
		}
	});

	it.each(Object.entries(seeds))('%s holds every number of its document, strict where the document is', (id, wanted) => {
		const shown = examples
			.get(id)!
			.targets.map(({ code, rule, filter }) => `${code} ${ruleText(rule, knownIndicator(code)!.unit)} ${filterKey(filter)}`);
		for (const [code, rule, filter] of wanted) expect(shown).toContain(`${code} ${rule} ${filterKey(filter)}`);
	});

	it('quote the number in the words of the document, where it has one', () => {
		for (const { targets } of examples.values())
			for (const { code, rule, words } of targets) {
				expect(words, code).toBeTruthy();
				if (rule.kind === 'bound' && ![0, 100].includes(rule.value)) expect(words).toContain(String(rule.value));
			}
	});

	it('meet the selections that the catalogue counts under names of their own', () => {
		const bases = catalogue.flatMap((entry) => (entry.base ? [`${entry.base.code} ${filterKey(entry.base.filter)}`] : []));
		const targets = [...examples.values()].flatMap((document) =>
			document.targets.map(({ code, filter }) => `${code} ${filterKey(filter)}`),
		);
		for (const base of bases) expect(targets).toContain(base);
	});
});

describe('a file of targets', () => {
	const file = (row: string) => parseTargetFile({ name: 'x.yaml', text: `document: 文件\ntargets:\n  - { ${row} }\n` }, knownIndicator);

	it.each([
		['code: enf.nothing, rule: ≥ 1', '第 3 行', '没有指标 enf.nothing'],
		['code: enf.close_rate, rule: 约 96', '第 3 行', '读不懂目标「约 96」'],
		['code: enf.close_rate, rule: 95 至 90', '第 3 行', '下限应当小于上限'],
		['code: enf.close_rate, rule: ≥ 101', '第 3 行', '不得大于 100'],
		['code: enf.close_rate, rule: ≥ -1', '第 3 行', '不得为负数'],
		['code: enf.close_rate, rule: 全市前 0 名', '第 3 行', '名次应为 1 以上的整数'],
		['code: tri.long_pending, rule: 2月30日前清零', '第 3 行', '没有 02-30 这一天'],
		['code: enf.close_rate, rule: ≥ 96, filter: { enterprise: [bakery] }', '第 3 行', '没有涉企类别 bakery'],
		['code: enf.close_rate, rule: ≥ 96, filter: { kinds: [trial] }', '第 3 行', '没有案件种类 trial'],
	])('%s is refused with its line', (row, _line, message) => {
		const parsed = file(row);
		expect(parsed.ok).toBe(false);
		if (parsed.ok) return;
		expect(parsed.problems[0]!.line).toBe(3);
		expect(parsed.problems[0]!.message).toContain(message);
	});

	it('may not give one indicator two targets of one kind, but a bound and a rank', () => {
		const of = (...rules: readonly string[]) =>
			parseTargetFile(
				{
					name: 'x.yaml',
					text: `document: 文件\ntargets:\n${rules.map((rule) => `  - { code: tri.auto_perform, rule: ${rule} }`).join('\n')}\n`,
				},
				knownIndicator,
			);
		expect(of('≥ 55', '全市前 3 名').ok).toBe(true);
		expect(of('≥ 55', '≥ 60')).toMatchObject({ ok: false, problems: [{ line: 4 }] });
	});

	it('that is no YAML is refused', () => {
		expect(parseTargetFile({ name: 'x.yaml', text: 'document: [' }, knownIndicator)).toMatchObject({ ok: false });
	});
});

describe('the notation of rules', () => {
	const value = fc.integer({ min: 0, max: 99_999 }).map((n) => n / 100);
	const day = fc.integer({ min: 0, max: 364 }).map((n) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(5, 10));
	const rule: fc.Arbitrary<TargetRule> = fc.oneof(
		fc.record({ kind: fc.constant('bound' as const), operator: fc.constantFrom('≥', '>', '≤', '<', '=' as const), value }),
		fc.record({ kind: fc.constant('interval' as const), min: value, max: value }),
		fc.record({ kind: fc.constant('rank' as const), atMost: fc.integer({ min: 1, max: 200 }), among: fc.constantFrom('city', 'province') }),
		fc.record({
			kind: fc.constant('relative' as const),
			operator: fc.constantFrom('≥', '≤' as const),
			percent: fc.integer({ min: -99, max: 300 }),
		}),
		fc.record({ kind: fc.constant('dated' as const), value, by: day }),
		fc.record({ kind: fc.constant('dated' as const), value, by: day, noneNewAfter: day }),
	) as fc.Arbitrary<TargetRule>;

	it('is read back as it is printed, with or without its unit', () => {
		fc.assert(
			fc.property(rule, fc.constantFrom('', '%', '天', '件'), (each, unit) => {
				expect(parseRule(ruleText(each, unit))).toEqual(each);
			}),
		);
	});

	it('tells strict from non-strict, and takes full-width and ASCII signs alike', () => {
		expect(parseRule('＜ 36')).toEqual({ kind: 'bound', operator: '<', value: 36 });
		expect(parseRule('<= 36天')).toEqual({ kind: 'bound', operator: '≤', value: 36 });
		expect(parseRule('>=96%')).toEqual({ kind: 'bound', operator: '≥', value: 96 });
		expect(parseRule('同比>=-5')).toEqual({ kind: 'relative', operator: '≥', percent: -5 });
		for (const text of ['', '96', '大于 96', '≥', '≥ 9 6x', '前三名', '清零']) expect(parseRule(text)).toBeUndefined();
		expect(catalogueByCode.size).toBeGreaterThan(60);
	});
});
