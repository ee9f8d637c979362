import type { PeriodKind, Procedure } from './types.ts';

/** Which cases a ground is for. */
export type GroundTrack = 'enforcement' | 'trial' | 'both';

/** A statutory ground of a period change. Only these may be asked for; free text is explanation (S0, S1: 非法定事由的不予审批). */
export interface Ground {
	readonly code: string;
	readonly kind: PeriodKind;
	/** Chinese name, as on papers and in the facts. */
	readonly name: string;
	readonly track: GroundTrack;
	/** Legal basis as text. */
	readonly basis: string;
	/** Source mark of the domain catalogue: L law read, M from memory (待核), X proposal, S0 to S4 seed. */
	readonly source: string;
	/** The most that one request may add (extension) or exclude (deferral). */
	readonly mostMonths?: number;
	readonly mostDays?: number;
	readonly needsDocument: boolean;
	/** Extension: the nodes it is for; absent: every node of the case that can be extended. */
	readonly nodes?: readonly string[];
	/** Conversion: from which procedure to which. */
	readonly convert?: { readonly from: Procedure; readonly to: Procedure };
}

type Row = readonly [code: string, name: string, track: GroundTrack, basis: string, source: string, more?: Partial<Ground>];

const cpl = '民事诉讼法';
const interpretation = '最高人民法院关于适用民事诉讼法的解释';
const limits2000 = '最高人民法院关于严格执行案件审理期限制度的若干规定（2000年）';
const limits2006 = '法发〔2006〕35号第十三条（条文待核）';
const procedure = '最高人民法院关于适用民事诉讼法执行程序若干问题的解释（2020年修正）第十三条';

/** An upper court's further extension (民事诉讼法第一百五十二条后段) is no ground here: it arrives as that court's decision, from the feed. */
const extensions: readonly Row[] = [
	['ext-ordinary', '普通程序延长审限', 'trial', `${cpl}第一百五十二条`, 'L', { mostMonths: 6, nodes: ['tri-close-ordinary'] }],
	['ext-simple', '简易程序延长审限', 'trial', `${cpl}第一百六十四条`, 'L', { mostMonths: 1, nodes: ['tri-close-simple'] }],
	['ext-small', '小额诉讼程序延长审限', 'trial', `${cpl}第一百六十八条`, 'L', { mostMonths: 1, nodes: ['tri-close-small'] }],
	[
		'ext-special',
		'特别程序延长审限',
		'trial',
		`${cpl}第一百八十七条；${limits2000}第二条（三十日上限待核）`,
		'L,M',
		{ mostDays: 30, nodes: ['tri-close-special', 'tri-close-special-notice'] },
	],
	[
		'ext-appeal',
		'第二审程序延长审限',
		'trial',
		`${cpl}第一百八十三条；${limits2000}第二条（三个月上限待核）`,
		'L,M',
		{ mostMonths: 3, nodes: ['tri-close-appeal'] },
	],
	['ext-enforcement', '延长执行期限', 'enforcement', `${limits2000}第五条；法发〔2006〕35号第一条`, 'L,P', { mostMonths: 3 }],
];

const stopEnforcement = `${cpl}第二百六十七条`;
const stopTrial = `${cpl}第一百五十三条`;
const stops: readonly Row[] = [
	['stop-applicant-defers', '申请执行人表示可以延期执行', 'enforcement', `${stopEnforcement}第一项`, 'L'],
	['stop-outsider-objects', '案外人对执行标的提出确有理由的异议', 'enforcement', `${stopEnforcement}第二项`, 'L'],
	['stop-heir', '一方当事人死亡，需要等待继承人继承权利或者承担义务', 'enforcement', `${stopEnforcement}第三项`, 'L'],
	['stop-successor', '法人或者其他组织终止，尚未确定权利义务承受人', 'enforcement', `${stopEnforcement}第四项`, 'L'],
	['stop-other', '人民法院认为应当中止执行的其他情形', 'enforcement', `${stopEnforcement}第五项`, 'L'],
	['stop-trial-heir', '一方当事人死亡，需要等待继承人表明是否参加诉讼', 'trial', `${stopTrial}第一项`, 'M'],
	['stop-trial-capacity', '一方当事人丧失诉讼行为能力，尚未确定法定代理人', 'trial', `${stopTrial}第二项`, 'M'],
	['stop-trial-successor', '作为当事人的法人或者其他组织终止，尚未确定权利义务承受人', 'trial', `${stopTrial}第三项`, 'M'],
	['stop-trial-force', '一方当事人因不可抗拒的事由不能参加诉讼', 'trial', `${stopTrial}第四项`, 'M'],
	['stop-trial-other-case', '本案须以另一案的审理结果为依据，而另一案尚未审结', 'trial', `${stopTrial}第五项`, 'M'],
	['stop-trial-other', '其他应当中止诉讼的情形', 'trial', `${stopTrial}第六项`, 'M'],
];

/** 暂停 stands beside 中止 and 扣除 in S0 and has no statutory meaning of its own: it is deducted. */
const pauses: readonly Row[] = [['pause', '暂停', 'both', '暂停无单独的法律规定，按扣除处理（建议）', 'S0,X']];

const enforcementSpells = `${limits2000}第九条`;
const trialSpells = `${interpretation}第二百四十三条`;
const deductions: readonly Row[] = [
	['ded-publication', '公告送达期间', 'enforcement', `${procedure}；${limits2006}`, 'L,M'],
	['ded-appraisal', '鉴定、审计、评估、资产清理期间', 'enforcement', `${enforcementSpells}；${procedure}`, 'L'],
	['ded-sale', '拍卖、变卖被查封、扣押财产期间', 'enforcement', enforcementSpells, 'L'],
	['ded-settlement', '执行和解或者提供担保后暂缓期间', 'enforcement', enforcementSpells, 'L'],
	['ded-advice', '就法律适用问题请示上级法院期间', 'enforcement', limits2006, 'M'],
	['ded-dispute', '执行争议协调期间', 'enforcement', `${procedure}；${limits2006}`, 'L,M'],
	['ded-jurisdiction', '管辖权争议期间', 'enforcement', procedure, 'L'],
	['ded-trial-publication', '公告期间', 'trial', trialSpells, 'L'],
	['ded-trial-appraisal', '鉴定期间', 'trial', trialSpells, 'L'],
	['ded-trial-settlement', '双方当事人和解期间', 'trial', trialSpells, 'L'],
	['ded-trial-objection', '审理管辖异议期间', 'trial', trialSpells, 'L'],
	['ded-trial-jurisdiction', '处理人民法院之间的管辖争议期间', 'trial', trialSpells, 'L'],
];

const deferrals: readonly Row[] = [
	['defer-security', '担保暂缓执行', 'enforcement', '最高人民法院关于执行担保若干问题的规定第十条', 'L', { mostMonths: 12 }],
	[
		'defer-upper',
		'上级法院通知暂缓执行',
		'enforcement',
		'最高人民法院关于人民法院执行工作若干问题的规定（2020年修正）第七十七条',
		'L',
		{ mostMonths: 3 },
	],
];

const conversions: readonly Row[] = [
	[
		'conv-simple-ordinary',
		'简易程序转为普通程序',
		'trial',
		`${interpretation}第二百五十八条`,
		'L',
		{ convert: { from: 'simple', to: 'ordinary' } },
	],
	[
		'conv-small-simple',
		'小额诉讼程序转为简易程序',
		'trial',
		`${cpl}第一百六十九条（条文待核）`,
		'M',
		{ convert: { from: 'small', to: 'simple' } },
	],
	[
		'conv-small-ordinary',
		'小额诉讼程序转为普通程序',
		'trial',
		`${cpl}第一百六十九条（条文待核）`,
		'M',
		{ convert: { from: 'small', to: 'ordinary' } },
	],
];

const rows: Readonly<Record<PeriodKind, readonly Row[]>> = {
	extension: extensions,
	stop: stops,
	pause: pauses,
	deduction: deductions,
	deferral: deferrals,
	conversion: conversions,
};

/** Every ground, in the order in which forms list them. S1 asks for written material with each of them. */
export const grounds: readonly Ground[] = Object.entries(rows).flatMap(([kind, list]) =>
	list.map(([code, name, track, basis, source, more]): Ground => ({
		code,
		kind: kind as PeriodKind,
		name,
		track,
		basis,
		source,
		needsDocument: true,
		...more,
	})),
);

const byCode = new Map(grounds.map((ground) => [ground.code, ground]));
const byName = new Map(grounds.map((ground) => [ground.name, ground]));

/** The ground of a code, or undefined. */
export function groundOf(code: string): Ground | undefined {
	return byCode.get(code);
}

/** The ground that a fact names: by its code where it carries one, else by its exact name; other texts of a feed are no ground of ours. */
export function groundOfFact(data: Readonly<Record<string, unknown>>): Ground | undefined {
	const { groundCode, ground } = data;
	if (typeof groundCode === 'string') return byCode.get(groundCode);
	return typeof ground === 'string' ? (byName.get(ground) ?? byCode.get(ground)) : undefined;
}

/** The name of a ground by its code; a text that is no code stands for itself. */
export function groundName(codeOrText: string): string {
	return byCode.get(codeOrText)?.name ?? (codeOrText === '' ? '未注明' : codeOrText);
}

const enforcementKinds = ['enforcement-first', 'enforcement-resumed', 'preservation', 'objection', 'reconsideration', 'supervision'];

/** Whether the grounds of enforcement or those of trial apply to a kind of case. */
export function trackOf(caseKind: string): 'enforcement' | 'trial' {
	return enforcementKinds.includes(caseKind) ? 'enforcement' : 'trial';
}

/** The grounds that may be asked for in a kind of case. */
export function groundsFor(caseKind: string): readonly Ground[] {
	const track = trackOf(caseKind);
	return grounds.filter((ground) => ground.track === 'both' || ground.track === track);
}
