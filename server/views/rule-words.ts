import { vocabulary } from '../core/case/vocabulary.ts';
import { shortLimit } from '../core/rulebook/diff.ts';
import type { ClockRule, Filter, LayerMark, Limit, Requirement, Trigger } from '../core/rulebook/types.ts';
import { kindNames } from './words.ts';
import { courtName, type ViewContext } from './view-context.ts';

/** What the source marks of the domain catalogue mean. */
export const sourceNames: Readonly<Record<string, string>> = {
	L: '法律、司法解释原文',
	P: '公开网页',
	C: '公开系统代码',
	M: '凭记忆，未核对原文',
	X: '建议值',
	S0: '立项材料一',
	S1: '立项材料二',
	S2: '立项材料三',
	S3: '立项材料四',
	S4: '立项材料五',
};

/** Source marks in words: 「法律、司法解释原文；公开网页」. */
export const sourceText = (source: string): string =>
	source
		.split(',')
		.map((mark) => sourceNames[mark] ?? mark)
		.join('；');

const did: Readonly<Record<LayerMark['did'][number], string>> = {
	confirm: '确认',
	change: '改期限',
	lock: '改锁定',
	add: '增设',
	enable: '启用',
};

/** What a layer did to a clock: 「某中院：〔2026〕3号 确认」. */
export function layerText(context: ViewContext, layer: LayerMark): string {
	const why = layer.why ? `（${layer.why}）` : '';
	return `${courtName(context, layer.court)} ${layer.document} ${didText(layer)}${why}`;
}

/** The verbs of a layer in words. */
export const didText = (layer: LayerMark): string => layer.did.map((verb) => did[verb]).join('、');

const values: Readonly<Record<string, string>> = {
	...kindNames,
	civil: '民事',
	admin: '行政（非诉）',
	'criminal-property': '刑事裁判涉财产部分',
	arbitral: '仲裁裁决',
	notarial: '公证债权文书',
	simple: '简',
	complex: '繁',
	small: '小额',
	ordinary: '普通',
	onsite: '当场',
	online: '网上',
	'cross-region': '跨域',
	referral: '移送',
	deposit: '存款',
	movable: '动产',
	immovable: '不动产',
	'other-right': '其他财产权',
	'foreign-related': '涉外',
	'hmt-related': '涉港澳台',
	divorce: '离婚',
	minors: '未成年人',
	'state-secret': '涉密',
	'fast-track': '速裁',
	'over-one-year': '可能判处一年以上',
	'over-three-years': '可能判处三年以上',
	'private-prosecution': '自诉',
	'ruling-appeal': '裁定上诉',
	behaviour: '行为执行',
	'award-nonenforcement': '不予执行仲裁裁决',
	'notary-nonenforcement': '不予执行公证债权文书',
	bank: '涉商业银行',
	green: '涉绿色重点保护',
	micro: '涉小微',
	construction: '涉建筑工程',
	'micro-loan': '涉小额贷款',
	traditional: '传统方式',
	property: '有财产',
	'no-property': '无财产',
	'round-ended': '终本',
	true: '是',
	false: '否',
};

const fields: Readonly<Record<string, string>> = {
	kind: '案件',
	type: '案号类型',
	basis: '执行依据',
	track: '繁简',
	procedure: '程序',
	channel: '立案方式',
	enterpriseClass: '涉企',
	custody: '在押',
	tags: '标签',
	urgent: '紧急',
	rank: '查封顺位',
	forSale: '拟处置',
	assetKind: '财产种类',
	round: '第几次',
	mode: '方式',
	stage: '阶段',
	matter: '事项',
	branch: '有无财产',
	inCourt: '当庭',
	granted: '准许',
	measure: '措施',
	disposable: '可处置',
	node: '节点',
	detentionPossible: '可能拘留',
	final: '辩论终结',
	last: '最后一方',
};

/** Conditions in words: 「案件：首次执行、恢复执行；程序：简」. */
export function filterText(filter: Filter | undefined): string {
	return Object.entries(filter ?? {})
		.map(([field, allowed]) => `${fields[field] ?? field}：${allowed.map((value) => values[String(value)] ?? String(value)).join('、')}`)
		.join('；');
}

/** A trigger in words: 「流拍（第几次：1）」. */
export function triggerText(trigger: Trigger): string {
	const where = filterText(trigger.where);
	const name = vocabulary.get(trigger.event)?.name ?? trigger.event;
	return `${trigger.take === 'last' ? '最后一次' : ''}${name}${where === '' ? '' : `（${where}）`}`;
}

/** How a clock counts, where it is not the usual way. */
export function mannerText(clock: ClockRule): string | undefined {
	const parts = [
		...(clock.back ? ['倒算，不顺延'] : []),
		...(clock.days === 'criminal' ? ['刑事期间，在押的不顺延'] : []),
		...(clock.days === 'none' ? ['每日都算，不顺延'] : []),
		...(clock.rolls === false && !clock.back ? ['末日不顺延'] : []),
		...(clock.hours === 'working' ? ['只计工作时间'] : []),
		...(clock.unit === 'X' ? ['以文书载明之日为准，不顺延'] : []),
		...(clock.takesRecorded ? ['源系统记载的届满日优先'] : []),
	];
	return parts.length > 0 ? parts.join('；') : undefined;
}

const within = (limit: Limit | undefined): string => (limit ? `${shortLimit(limit)}内` : '事先');

/** A requirement in words. */
export function requirementText(require: Requirement, nodeName: (code: string) => string): string {
	switch (require.kind) {
		case 'not-before':
			return `自${triggerText(require.start)}起满${shortLimit(require)}后方可办理`;
		case 'done':
			return `${within(require.within)}须有${require.events.map(triggerText).join('或')}${require.least && require.least > 1 ? `至少${require.least}次` : ''}`;
		case 'at-most':
			return `至多${require.most}次`;
		case 'none-open':
			return `没有未办结的${nodeName(require.node)}`;
		default:
			return require satisfies never;
	}
}
