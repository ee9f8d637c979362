import type { LobbyFees, LobbyGuide, LobbySettings } from './types.ts';

/** What a lobby shows until the court says otherwise. Hearings also need the court's switch. */
export const shippedSettings: LobbySettings = {
	pages: [
		{ kind: 'figures', shown: true, seconds: 20 },
		{ kind: 'procedures', shown: true, seconds: 20 },
		{ kind: 'mediation', shown: true, seconds: 15 },
		{ kind: 'hearings', shown: true, seconds: 15 },
		{ kind: 'notices', shown: true, seconds: 15 },
		{ kind: 'guide', shown: true, seconds: 20 },
		{ kind: 'fees', shown: true, seconds: 20 },
	],
	contrast: 'normal',
	place: '诉讼服务大厅 · 诉讼信息公开',
	subtitles: {},
};

const item = (title: string, text: string) => ({ title, text });

/** Steps of a first-instance civil case, written down from memory: 待核 until a court confirms them. */
export const shippedGuide: LobbyGuide = {
	items: [
		item('提交材料', '准备起诉状、身份证明和证据，到诉讼服务窗口提交，也可以网上立案。'),
		item('登记立案', '符合条件的当场登记立案；不能当场判定的，七日内决定是否立案。'),
		item('交纳费用', '收到交费通知次日起七日内预交案件受理费；有困难的可以申请缓交、减交、免交。'),
		item('先行调解', '适宜调解的纠纷，双方同意的先行调解；调解不成的及时立案、审理。'),
		item('送达答辩', '立案之日起五日内发送起诉状副本；被告收到之日起十五日内提出答辩状。'),
		item('开庭审理', '开庭三日前通知当事人；请携带身份证件，提前到庭，接受安全检查。'),
		item('裁判送达', '小额诉讼二个月、简易程序三个月、普通程序六个月内审结。'),
		item('上诉', '不服一审判决的，收到判决书之日起十五日内上诉；不服裁定的，十日内上诉。'),
		item('申请强制执行', '对方不履行生效裁判的，履行期限届满之日起二年内申请。'),
	],
	source: '《中华人民共和国民事诉讼法》',
	pending: true,
};

const fixed = (name: string, fee: string, pending = true) => ({ name, fee, pending });

/**
 * Fees by 《诉讼费用交纳办法》 (国务院令第481号). The brackets of article 13, the fee of preservation (article 14) and the halving (articles 15 and 16)
 * were checked against reprints; the rest is from memory: 待核.
 */
export const shippedFees: LobbyFees = {
	brackets: [
		{ upTo: 10_000, flat: 50 },
		{ upTo: 100_000, rate: 250 },
		{ upTo: 200_000, rate: 200 },
		{ upTo: 500_000, rate: 150 },
		{ upTo: 1_000_000, rate: 100 },
		{ upTo: 2_000_000, rate: 90 },
		{ upTo: 5_000_000, rate: 80 },
		{ upTo: 10_000_000, rate: 70 },
		{ upTo: 20_000_000, rate: 60 },
		{ upTo: null, rate: 50 },
	],
	fixed: [
		fixed('离婚案件', '每件 50 元至 300 元；财产总额超过 20 万元的部分加收 0.5%'),
		fixed('侵害人格权案件', '每件 100 元至 500 元；赔偿超过 5 万元的部分另按 1%、0.5% 交纳'),
		fixed('其他非财产案件', '每件 50 元至 100 元'),
		fixed('劳动争议案件', '每件 10 元'),
		fixed('行政案件', '每件 50 元；商标、专利、海事行政案件 100 元'),
		fixed('管辖权异议不成立', '每件 50 元至 100 元'),
		fixed('申请财产保全', '1,000 元以下 30 元；至 10 万元的部分 1%；以上 0.5%，最多 5,000 元', false),
		fixed('申请支付令', '财产案件受理费的三分之一'),
		fixed('申请执行', '1 万元以下 50 元；至 50 万元 1.5%；至 500 万元 1%；至 1,000 万元 0.5%；以上 0.1%。执行后交纳'),
	],
	examples: [100_000, 1_000_000],
	notes: ['适用简易程序审理，以及以调解方式结案、申请撤诉的，减半交纳案件受理费。'],
	source: '《诉讼费用交纳办法》（国务院令第481号）第十三条至第十六条',
	pending: true,
};
