// Invented from end to end: courts, people, numbers.
import type { PeriodCase, PeriodChangeView } from '../contract/period-lists.ts';
import type {
	ChainStepView,
	PeriodFormView,
	PeriodInboxRow,
	PeriodInboxView,
	PeriodRequestPage,
	PeriodRequestView,
} from '../contract/periods.ts';

const court = '示范自治州河口苗族瑶族自治县人民法院';
export const periodCase: PeriodCase = {
	id: 1,
	caseNumber: '（2026）示0204执恢1187号之一',
	court: 'sf-b4',
	courtName: court,
	handlerName: '欧阳慕云川',
	filedOn: '2026-03-02',
};

const change = (part: Partial<PeriodChangeView>): PeriodChangeView => ({
	kind: 'deduction',
	kindName: '扣除',
	groundName: '鉴定、审计、评估、资产清理期间',
	from: '2026-07-06',
	days: 85,
	long: false,
	...part,
});
export const changes: readonly PeriodChangeView[] = [
	change({ to: '2026-09-28', documentNo: '（2026）示0204委评41号', requestId: 'r-0' }),
	change({ from: '2026-10-12', days: 40, long: true, openExclusionId: 'x-1', documentNo: '（2026）示0204委评55号' }),
	change({
		kind: 'extension',
		kindName: '延长',
		groundName: '延长执行期限',
		from: '2026-08-28',
		days: 0,
		documentNo: '（2026）示0204延12号',
	}),
];

const chain: readonly ChainStepView[] = [
	{
		label: '庭长',
		courtName: court,
		state: 'done',
		decision: {
			step: 0,
			verdict: 'approve',
			verdictName: '同意',
			byName: '郑怀远',
			at: '2026-11-19T09:05:00.000Z',
			opinion: '拍卖程序确需时日，材料齐备，同意。',
		},
	},
	{ label: '分管审判管理的院领导', courtName: court, state: 'running' },
	{ label: '院长', courtName: court, state: 'ahead' },
];

export const periodRequest: PeriodRequestView = {
	id: 'r-1',
	kind: 'deduction',
	kindName: '扣除',
	ground: 'ded-dispute',
	groundName: '执行争议协调期间',
	basis: '最高人民法院关于适用民事诉讼法执行程序若干问题的解释（2020年修正）第十三条；法发〔2006〕35号第十三条（条文待核）',
	what: '2026-09-07 至 2026-11-13',
	from: '2026-09-07',
	to: '2026-11-13',
	documentNo: '（2026）示02执协7号',
	documentName: '执行争议协调通知书',
	reason: '与外省法院就同一不动产的首先查封顺位发生争议，9月7日报请中级法院协调，11月13日达成协调意见。\n附：报请协调函、协调会议纪要。',
	byName: '欧阳慕云川',
	at: '2026-11-18T08:20:00.000Z',
	phase: 'pending',
	phaseName: '审批中',
	override: false,
	step: 1,
	chain,
	decisions: [chain[0]!.decision!],
};

const row = (part: Partial<PeriodInboxRow>): PeriodInboxRow => ({
	requestId: 'r-1',
	caseId: 1,
	caseNumber: periodCase.caseNumber,
	court: 'sf-b4',
	courtName: court,
	handlerName: '欧阳慕云川',
	kind: 'deduction',
	kindName: '扣除',
	groundName: '执行争议协调期间',
	what: '2026-09-07 至 2026-11-13',
	phase: 'pending',
	phaseName: '审批中',
	requestedAt: '2026-11-18T08:20:00.000Z',
	stepLabel: '分管审判管理的院领导',
	override: false,
	mine: true,
	...part,
});
export const periodRows: readonly PeriodInboxRow[] = [
	row({}),
	row({
		requestId: 'r-2',
		caseNumber: '（2026）示0205执1029号',
		courtName: '北原市人民法院',
		handlerName: '吴青禾',
		kind: 'extension',
		kindName: '延长',
		groundName: '延长执行期限',
		what: '执行结案 延长3个月',
		stepLabel: '分管院领导',
		override: true,
	}),
	row({
		requestId: 'r-3',
		caseNumber: '（2026）示0203执恢560号',
		courtName: '丙区人民法院',
		handlerName: '孙允文',
		kind: 'stop',
		kindName: '中止',
		groundName: '一方当事人死亡，需要等待继承人继承权利或者承担义务',
		what: '2026-11-02 至 恢复之日',
		phase: 'returned',
		phaseName: '退回补正',
	}),
];

/** A box as the gallery shows it. */
export function periodInbox(box: PeriodInboxView['box'], empty: boolean): PeriodInboxView {
	if (empty) return { box, counts: { inbox: 0, sent: 0, done: 0 }, rows: [] };
	const done = periodRows.map((each, index): PeriodInboxRow => {
		const phases = [
			{ phase: 'granted', phaseName: '已批准' },
			{ phase: 'refused', phaseName: '不予批准' },
			{ phase: 'withdrawn', phaseName: '已撤回' },
		] as const;
		return { ...each, mine: false, ...phases[index % 3]! };
	});
	return { box, counts: { inbox: 3, sent: 3, done: 3 }, rows: box === 'done' ? done : periodRows };
}

/** A request's page as the gallery shows it: waiting for this person, somebody else's turn, returned, an override. */
export function periodPage(variant: string): PeriodRequestPage {
	const page: PeriodRequestPage = {
		case: periodCase,
		request: periodRequest,
		days: 68,
		newDays: 35,
		effects: [
			{
				nodeId: 'n-1',
				nodeName: '执行结案',
				clockName: '法定期限',
				before: '2026-11-24',
				after: '2026-12-29',
				beforeText: '2026-11-24',
				afterText: '2026-12-29',
				days: 35,
				missed: false,
			},
			{
				nodeId: 'n-2',
				nodeName: '启动拍卖',
				subject: '河口镇东风路18号3幢2单元1101室房产',
				clockName: '内控期限',
				before: '2026-10-08',
				after: '2026-11-12',
				beforeText: '2026-10-08',
				afterText: '2026-11-12',
				days: 35,
				missed: true,
			},
			{
				nodeId: 'n-3',
				nodeName: '案款发放',
				clockName: '法定期限',
				before: '2026-12-01',
				beforeText: '2026-12-01',
				afterText: '停',
				missed: false,
			},
		],
		mayDecide: true,
		mayWithdraw: false,
		earlier: changes,
		inbox: periodRows,
	};
	if (variant === 'aside')
		return { ...page, mayDecide: false, mayWithdraw: true, whyNot: '申请人不得审批本人的申请', inbox: [], earlier: [], effects: [] };
	if (variant === 'override') return { ...page, request: { ...periodRequest, override: true } };
	if (variant !== 'returned') return page;
	const said = {
		...chain[0]!.decision!,
		verdict: 'return',
		verdictName: '退回补正',
		opinion: '请补充协调会议纪要的文号后重新提交。',
	} as const;
	return {
		...page,
		request: {
			...periodRequest,
			phase: 'returned',
			phaseName: '退回补正',
			step: 0,
			chain: chain.map(({ decision: _said, ...step }) => ({ ...step, state: 'ahead' as const })),
			decisions: [said],
		},
		mayDecide: false,
		mayWithdraw: true,
		whyNot: '该申请退回补正，无需再作决定',
	};
}

type Ground = PeriodFormView['grounds'][number];
const ground = (code: string, kind: Ground['kind'], kindName: string, name: string, part: Partial<Ground> = {}): Ground => ({
	...{ code, kind, kindName, name },
	track: 'enforcement',
	basis: '最高人民法院关于严格执行案件审理期限制度的若干规定（2000年）第九条',
	source: 'L',
	needsDocument: true,
	repeated: false,
	chain: kind === 'extension' ? ['庭长', '分管院领导', '院长'] : ['分管审判管理的院领导'],
	...part,
});
const law = '民事诉讼法第二百六十七条';
export const grounds: readonly Ground[] = [
	ground('ext-enforcement', 'extension', '延长', '延长执行期限', { mostText: '3个月', source: 'L,P' }),
	ground('stop-applicant-defers', 'stop', '中止', '申请执行人表示可以延期执行', { basis: `${law}第一项` }),
	ground('stop-heir', 'stop', '中止', '一方当事人死亡，需要等待继承人继承权利或者承担义务', { basis: `${law}第三项` }),
	ground('pause', 'pause', '暂停', '暂停', { basis: '暂停无单独的法律规定，按扣除处理（建议）', source: 'S0,X' }),
	ground('ded-appraisal', 'deduction', '扣除', '鉴定、审计、评估、资产清理期间', {
		repeated: true,
		chain: ['分管审判管理的院领导', '院长'],
	}),
	ground('ded-dispute', 'deduction', '扣除', '执行争议协调期间', { basis: periodRequest.basis, source: 'L,M' }),
	ground('defer-security', 'deferral', '暂缓', '担保暂缓执行', {
		mostText: '12个月',
		basis: '最高人民法院关于执行担保若干问题的规定第十条',
	}),
];

/** The form as the gallery shows it: open, locked, with nothing behind it. */
export function periodForm(variant: string): PeriodFormView {
	const locked = variant === 'locked';
	const empty = variant === 'empty';
	return {
		case: periodCase,
		mayRequest: !locked,
		...(locked ? { whyNot: '案件程序已锁死：解锁前不得申请延长、扣除、暂缓或者转换程序' } : {}),
		locked,
		nodes: [
			{ node: 'enf-close', name: '执行结案', dueOn: '2026-11-24', frozen: false, overdue: false },
			{ node: 'enf-auction', subject: 'A1', name: '启动拍卖', dueOn: '2026-10-08', frozen: false, overdue: true },
		],
		grounds,
		earlier: empty ? [] : changes,
		open: empty ? [] : [periodRequest],
		returned: [],
		firstFrom: '2026-03-02',
		lastFrom: '2026-12-20',
		today: '2026-11-20',
		mayEnd: true,
	};
}
