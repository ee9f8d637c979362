// Invented from end to end: courts, documents, people. The gallery draws checks and back-tests of a layer from them.
import type { BackTestView, LayerPreview, RuleChangeView, RuleFault } from '../contract/rules-page.ts';
import { rulesView } from './fixtures-rules.ts';

const { court, courtName } = rulesView;
const document = '东川法院〔2026〕3号';

const changes: readonly RuleChangeView[] = [
	{ node: 'enf-auction-start', name: '启动拍卖', clockName: '法定期限', from: '2026-03-01', what: '期限', before: '10日', after: '7日' },
	{
		node: 'enf-quick-disposal',
		name: '查封房产处置总时限',
		clockName: '内控期限',
		from: '2026-03-01',
		what: '待核',
		before: '待核',
		after: '已确认',
	},
	{
		node: 'enf-filing-cross-region-complement-materials',
		name: rulesView.rules[1]!.name,
		from: '2026-03-01',
		what: '启用',
		before: '未启用',
		after: '启用',
	},
];

/** A layer without fault. */
export const goodPreview: LayerPreview = { ok: true, court, courtName, document, changes };

/** A layer with faults. */
export const badPreview: RuleFault = {
	ok: false,
	message: '规则文件有误，共 3 处',
	problems: [
		{ line: 6, message: '变更 enf-auction-start 的 limit：比上级规则宽，须写 why 说明理由' },
		{ line: 7, message: '上级规则中没有节点 fund-pay' },
		{ line: 9, message: '确认 enf-quick-disposal 的 from：应为存在的日期，写作 YYYY-MM-DD' },
	],
};

const rowOf = (index: number): BackTestView['rows'][number] => ({
	caseNumber: `（2026）示0204执${1100 + index * 37}号`,
	courtName,
	...(index % 5 === 4 ? {} : { handlerName: ['李见川', '钱仲谋', '赵以宁', '欧阳书珩'][index % 4]! }),
	nodeName: index % 3 === 0 ? '启动拍卖' : '查封房产处置总时限',
	clockName: index % 3 === 0 ? '法定期限' : '内控期限',
	startedOn: '2026-06-28',
	...(index % 4 === 1 ? {} : { endedOn: '2026-09-14' }),
	before: index % 3 === 0 ? '2026-09-08' : '2026-08-26',
	after: index % 3 === 0 ? '2026-09-05' : '2026-08-26',
	locks: index < 9,
	kind: index % 7 === 6 ? 'less' : 'more',
});

/** What a back-test found. */
export const backTest: BackTestView = {
	ok: true,
	court,
	courtName,
	from: '2026-07-01',
	to: '2026-09-30',
	cases: 1284,
	more: 1204,
	less: 3,
	casesLocked: 43,
	rows: Array.from({ length: 130 }, (_, index) => rowOf(index)),
	changes,
};

/** A back-test that found nothing. */
export const quietBackTest: BackTestView = { ...backTest, more: 0, less: 0, casesLocked: 0, rows: [] };
