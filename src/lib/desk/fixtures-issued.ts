// Invented from end to end: courts, people, numbers.
import type { DiffPageView, DraftPageView, IssuedPageView } from '../contract/papers.ts';
import { paperView } from './fixtures-paper.ts';
import { proposalsView } from './fixtures-proposals.ts';
import { escaped, tokenOf } from './slot-text.ts';

const hash = '9f3ac07e51b24d8891aa0c3f7e6d5b42c18f90aa77d3e1265b0f4c9d8e7a6b15';
const names: Readonly<Record<string, string>> = { dc: '东川县人民法院' };
const printed = (paragraphs: readonly (readonly (string | { readonly ref: string })[])[]): string =>
	paragraphs.map((parts) => parts.map((part) => (typeof part === 'string' ? escaped(part) : tokenOf(part.ref))).join('')).join('\n');

const asking = { courtName: '东川县人民法院' };
const requests = [
	{ ...asking, reason: '漏计恢复执行案件两件', byName: '谢清和', roleName: '审管办', at: '2026-11-20T03:05:00.000Z' },
	{
		...asking,
		reason: '第二部分表二的承办人姓名有误（要求沿用原数据，只改文字）',
		byName: '陆明远',
		roleName: '指挥中心值班员',
		at: '2026-11-20T04:40:00.000Z',
	},
];

/** A draft: `reviewed`, `issued`, `typed` (numbers by hand), `own` (its drafter may not issue), `correction`. */
export function draftPage(variant: string): DraftPageView {
	const paper = paperView('draft');
	const state = variant === 'reviewed' || variant === 'own' ? 'reviewed' : variant === 'issued' ? 'issued' : 'draft';
	const slots = paper.blocks.flatMap((block) => (block.kind === 'slot' ? [block] : []));
	const at = (hour: number): string => `2026-11-20T0${hour}:12:00.000Z`;
	const step = (move: string, name: string, hour: number, byName: string, roleName: string, text = '') => ({
		move,
		name,
		text,
		byName,
		roleName,
		courtName: '东川县人民法院',
		at: at(hour),
	});
	return {
		id: 'weekly-dc-2026-11-16-v1-1',
		revision: 3,
		state,
		stateName: { draft: '拟稿', reviewed: '已审核，待签发', issued: '已签发' }[state],
		kindName: '周通报',
		version: variant === 'correction' ? 2 : 1,
		paper,
		slots: slots.map(({ id, title, paragraphs }, index) => ({
			id,
			title,
			text: printed(paragraphs),
			computed: index === 0 ? printed(paragraphs) : '一要紧盯结案率。',
			edited: index > 0,
			typed: variant === 'typed' && index === 0 ? ['96%', '12'] : [],
		})),
		figures: paper.figures.map(({ id, text, label, definition }) => ({
			id,
			text,
			label,
			of: names['dc'] ?? '',
			...(definition ? { definition } : {}),
		})),
		steps: [
			step('make', '生成', 1, '系统', '自动'),
			step('edit', '修改', 2, '陆明远', '指挥中心值班员', '存在的问题、下周工作要求'),
			...(variant === 'typed' ? [step('return', '退回', 3, '沈立言', '分管院领导', '第二部分手填数字请改为引用')] : []),
			...(state === 'draft' ? [] : [step('review', '审核', 4, '谢清和', '执行局长')]),
			...(state === 'issued' ? [step('issue', '签发', 5, '沈立言', '分管院领导', '东川县法执通〔2026〕47号')] : []),
		],
		may: {
			edit: state === 'draft',
			review: state === 'draft',
			return: state === 'reviewed',
			issue: variant === 'reviewed',
			drop: state !== 'issued',
		},
		...(variant === 'own' ? { whyNotIssue: '签发人不得为本文稿的拟稿人，请由他人签发。' } : {}),
		...(state === 'issued' ? { publicationId: 'weekly-dc-2026-11-16-v1' } : { nextNumber: '东川县法执通〔2026〕47号' }),
		...(state === 'issued' ? {} : { waitsFor: '签发由审管办、执行局长或者院领导办理' }),
		...(variant === 'correction'
			? { corrects: { id: 'w1', number: '东川县法执通〔2026〕46号', reason: '漏计恢复执行案件两件', requests } }
			: {}),
		...(variant === 'proposals' ? { proposals: proposalsView } : {}),
	};
}

/** An issued paper: `corrected` (there is a later version), `correction` (it is one), `visitor`, `broken` (the hash does not hold). */
export function issuedPage(variant: string): IssuedPageView {
	const visitor = variant === 'visitor';
	const signed = ['陆明远', '谢清和', '李某某'].map((name, index) => ({
		name,
		roleName: ['指挥中心值班员', '执行局长', '承办人'][index] ?? '',
		courtName: '东川县人民法院',
		at: `2026-11-20T0${index + 1}:30:00.000Z`,
	}));
	return {
		id: 'weekly-dc-2026-11-16-v1',
		kindName: '周通报',
		number: '东川县法执通〔2026〕47号',
		version: variant === 'correction' ? 2 : 1,
		hash,
		intact: variant !== 'broken',
		issuedAt: '2026-11-20T02:20:00.000Z',
		issuedByName: '沈立言',
		edition: visitor ? 'visitor' : 'internal',
		paper: paperView(variant === 'correction' ? 'corrected' : ''),
		forms: (['docx', 'xlsx', 'html'] as const).map((form) => ({
			form,
			name: { docx: 'Word', xlsx: 'Excel', html: '网页' }[form],
			sha256: hash,
		})),
		...(variant === 'corrected' ? { correctedBy: { id: 'w2', number: '东川县法执通〔2026〕48号' } } : {}),
		...(variant === 'correction'
			? { corrects: { id: 'w1', number: '东川县法执通〔2026〕46号' }, reason: '漏计恢复执行案件两件', requests }
			: {}),
		...(variant === 'pending' ? { pending: { draftId: 'd4', requests } } : {}),
		receipts: {
			signed,
			missing: ['王某某', '赵某某', '孙某某', '周某某'].map((name) => ({ name, roleName: '承办人' })),
			...(variant === 'signed' ? { mine: '2026-11-20T05:00:00.000Z' } : {}),
			maySign: variant !== 'signed',
		},
		mayCorrect: !visitor && variant !== 'corrected',
		...(variant === 'proposals' ? { proposals: proposalsView } : {}),
	};
}

/** What a correction says otherwise; `same`: nothing. */
export function diffPage(variant: string): DiffPageView {
	const none = variant === 'same';
	return {
		before: { id: 'w1', number: '东川县法执通〔2026〕46号', version: 1 },
		after: { id: 'w2', number: '东川县法执通〔2026〕48号', version: 2, title: '关于2026年第47周执行工作情况的通报' },
		reason: '漏计恢复执行案件两件',
		correctedAt: '2026-11-20T05:05:00.000Z',
		byName: '沈立言',
		figures: none
			? []
			: [
					{ id: 'a', label: '执行案件结案率', of: '东川县人民法院', before: '95.99%', after: '96.06%' },
					{ id: 'b', label: '已结', of: '执行一团队', before: '128 件', after: '130 件' },
					{ id: 'c', label: '涉企案件实际执行到位率', of: '东川县人民法院', after: '61.20%' },
				],
		tables: none
			? []
			: [
					{
						id: 'late',
						title: '超期节点清单',
						columns: ['案号', '节点', '承办人', '应完成日', '超期天数'],
						removed: [['（2026）示0204执102号', '发出执行通知书', '李某某', '2026年11月12日', '3']],
						added: [['（2026）示0204执恢8号', '发起网络查控', '王某某', '2026年11月13日', '2']],
						changed: [
							{
								before: ['（2026）示0204执77号', '启动拍卖', '赵某某', '2026年11月10日', '5'],
								after: ['（2026）示0204执77号', '启动拍卖', '赵某某', '2026年11月9日', '6'],
							},
						],
					},
				],
		words: none
			? []
			: [
					{ under: '一、本周总体情况', before: '本周新收128件，已结1,141件。', after: '本周新收128件，已结1,143件。' },
					{ under: '存在的问题', after: '恢复执行案件登记不及时，致上版漏计。' },
				],
	};
}
