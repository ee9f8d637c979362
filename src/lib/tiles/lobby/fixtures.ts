import type { LobbyPayload } from '../../contract/lobby.ts';

const step = (title: string, text: string) => ({ title, text });
const other = (name: string, fee: string, pending = true) => ({ name, fee, pending });

/** Everything that a lobby can show. */
export const full: LobbyPayload = {
	courtName: '示范市甲区人民法院',
	pages: (['figures', 'procedures', 'mediation', 'hearings', 'notices', 'guide', 'fees'] as const).map((kind) => ({ kind, seconds: 20 })),
	contrast: 'normal',
	place: '诉讼服务大厅 · 诉讼信息公开',
	subtitles: {},
	openPerJudge: {
		value: 68,
		openCases: 2_312,
		judges: 34,
		previous: 73,
		definition: '审判未结案件数除以当日在岗的审判员额法官人数，即每位法官平均正在办理的案件数。',
	},
	waitCycle: { value: 23, hearings: 418, previous: 23, definition: '近90日内首次开庭的案件，从立案到首次开庭平均等候的天数。' },
	byProcedure: [
		{ procedure: 'small', name: '小额诉讼', waitDays: 9, closeDays: 24, limit: '2 个月' },
		{ procedure: 'simple', name: '简易程序', waitDays: 14, closeDays: 37, limit: '3 个月' },
		{ procedure: 'ordinary', name: '普通程序', waitDays: 31, closeDays: 96, limit: '6 个月' },
		{ procedure: 'mediation', name: '诉前调解', waitDays: null, closeDays: 11, limit: '30 天' },
	],
	mediation: {
		ended: 1_204,
		succeeded: 799,
		percent: 66.3,
		days: 11,
		savedDays: 41,
		definition: '今年以来诉前调解成功的件数除以诉前调解结束的件数，由立案庭填报。',
	},
	guide: {
		items: [
			step('提交材料', '准备起诉状、身份证明和证据，到诉讼服务窗口提交，也可以网上立案。'),
			step('登记立案', '符合条件的当场登记立案；不能当场判定的，七日内决定是否立案。'),
			step('交纳费用', '收到交费通知次日起七日内预交案件受理费；有困难的可以申请缓交、减交、免交。'),
			step('先行调解', '适宜调解的纠纷，双方同意的先行调解；调解不成的及时立案、审理。'),
			step('送达答辩', '立案之日起五日内发送起诉状副本；被告收到之日起十五日内提出答辩状。'),
			step('开庭审理', '开庭三日前通知当事人；请携带身份证件，提前到庭，接受安全检查。'),
			step('裁判送达', '小额诉讼二个月、简易程序三个月、普通程序六个月内审结。'),
			step('上诉', '不服一审判决的，收到判决书之日起十五日内上诉；不服裁定的，十日内上诉。'),
			step('申请强制执行', '对方不履行生效裁判的，履行期限届满之日起二年内申请。'),
		],
		source: '《中华人民共和国民事诉讼法》',
		pending: true,
	},
	fees: {
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
			other('离婚案件', '每件 50 元至 300 元；财产总额超过 20 万元的部分加收 0.5%'),
			other('侵害人格权案件', '每件 100 元至 500 元；赔偿超过 5 万元的部分另按 1%、0.5% 交纳'),
			other('其他非财产案件', '每件 50 元至 100 元'),
			other('劳动争议案件', '每件 10 元'),
			other('行政案件', '每件 50 元；商标、专利、海事行政案件 100 元'),
			other('管辖权异议不成立', '每件 50 元至 100 元'),
			other('申请财产保全', '1,000 元以下 30 元；至 10 万元的部分 1%；以上 0.5%，最多 5,000 元', false),
			other('申请支付令', '财产案件受理费的三分之一'),
			other('申请执行', '1 万元以下 50 元；至 50 万元 1.5%；至 500 万元 1%；至 1,000 万元 0.5%；以上 0.1%。执行后交纳'),
		],
		examples: [
			{
				claimFen: 10_000_000,
				feeFen: 230_000,
				steps: [
					{ over: 0, upTo: 10_000, partFen: 1_000_000, feeFen: 5_000 },
					{ over: 10_000, upTo: 100_000, partFen: 9_000_000, rate: 250, feeFen: 225_000 },
				],
			},
			{ claimFen: 100_000_000, feeFen: 1_380_000, steps: [] },
		],
		notes: ['适用简易程序审理，以及以调解方式结案、申请撤诉的，减半交纳案件受理费。'],
		source: '《诉讼费用交纳办法》（国务院令第481号）第十三条至第十六条',
		pending: true,
	},
	hearings: {
		day: '2026-10-14',
		rows: [
			{ time: '08:40', room: '第一法庭', caseNumber: '（2026）示0101民初1207号', cause: '买卖合同纠纷', state: 'held' },
			{ time: '09:00', room: '第三法庭', caseNumber: '（2026）示0101民初1388号', cause: '民间借贷纠纷', state: 'held' },
			{ time: '09:30', room: '第二法庭', caseNumber: '（2026）示0101民初1402号', cause: '机动车交通事故责任纠纷', state: 'adjourned' },
			{ time: '10:00', room: '第一法庭', caseNumber: '（2026）示0101民初1419号', cause: '物业服务合同纠纷', state: 'moved' },
			{ time: '14:30', room: '第三法庭', caseNumber: '（2026）示0101民初1440号', cause: '劳动争议', state: 'due' },
			{ time: '15:00', room: '第五法庭', caseNumber: '（2026）示0101民初1451号', cause: '建设工程施工合同纠纷', state: 'due' },
			{ time: '15:40', room: '第二法庭', caseNumber: '（2026）示0101行初36号', cause: '不履行法定职责', state: 'cancelled' },
			{ caseNumber: '（2026）示0101民初1466号', cause: '侵权责任纠纷', state: 'due' },
		],
	},
	notices: [
		{
			id: 'n1',
			text: '本院 10 月 16 日（星期五）下午进行消防演练，诉讼服务大厅 14:00 至 15:30 暂停现场办理，网上立案照常。',
			from: '2026-10-12T00:00:00.000Z',
			to: '2026-10-16T08:00:00.000Z',
		},
		{
			id: 'n2',
			text: '二号、三号窗口办理网上缴费退费事项，请携带缴费凭证和银行卡。',
			from: '2026-10-01T00:00:00.000Z',
			to: '2026-10-31T16:00:00.000Z',
		},
	],
	asOf: '2026-10-14T06:00:00Z',
	declared: true,
	lateAfterMinutes: 120,
};

/** Nothing is known yet. */
export const missing: LobbyPayload = {
	...full,
	openPerJudge: { ...full.openPerJudge, value: null, judges: 0, previous: null },
	waitCycle: { ...full.waitCycle, value: null, hearings: 0, previous: null },
	byProcedure: full.byProcedure.slice(0, 3).map((row) => ({ ...row, waitDays: null, closeDays: null })),
	mediation: { ...full.mediation, ended: null, succeeded: null, percent: null, days: null, savedDays: null },
	hearings: { day: '2026-10-14', rows: [] },
	notices: [],
};

/** A small court: almost everything rests on fewer than five. */
export const few: LobbyPayload = {
	...full,
	courtName: '示范市甲区人民法院',
	openPerJudge: { ...full.openPerJudge, value: 'few', openCases: 61, judges: 'few', previous: null },
	waitCycle: { ...full.waitCycle, value: 19, hearings: 9, previous: null },
	byProcedure: [
		{ procedure: 'small', name: '小额诉讼', waitDays: 'few', closeDays: 'few', limit: '2 个月' },
		{ procedure: 'simple', name: '简易程序', waitDays: 'kept', closeDays: 31, limit: '3 个月' },
		{ procedure: 'ordinary', name: '普通程序', waitDays: null, closeDays: 'few', limit: '6 个月' },
	],
	mediation: { ...full.mediation, ended: 7, succeeded: 'few', percent: 'kept', days: null, savedDays: null },
};

/** Second lines, as data of a court; not all of them. */
export const bilingual: LobbyPayload = {
	...full,
	subtitles: {
		place: { text: 'Litigation Service Hall', lang: 'en' },
		figures: { text: 'Cases per judge and waiting time', lang: 'en' },
		procedures: { text: 'How long it takes, by procedure', lang: 'en' },
		mediation: { text: 'Mediation first', lang: 'en' },
		hearings: { text: 'Public hearings today', lang: 'en' },
		notices: { text: 'ئۇقتۇرۇش', lang: 'ug' },
		guide: { text: '소송 안내', lang: 'ko' },
		fees: { text: 'Court fees', lang: 'en' },
	},
	notices: full.notices.map((notice) => ({
		...notice,
		subtitle: { text: 'The hall is closed on Friday 16 October from 14:00 to 15:30. Online filing stays open.', lang: 'en' as const },
	})),
};

/** More of everything than a page has room for. */
export const much: LobbyPayload = {
	...full,
	courtName: '示范自治州示范蒙古族藏族自治县人民法院',
	hearings: {
		day: '2026-10-14',
		rows: Array.from({ length: 23 }, (_, index) => ({
			time: `${String(8 + Math.floor(index / 3)).padStart(2, '0')}:${['00', '20', '40'][index % 3]}`,
			room: '南岭人民法庭第二审判庭',
			caseNumber: `（2026）示0101民初${2_000 + index}号`,
			cause: '建设用地使用权转让合同以及房屋买卖合同纠纷',
			state: (['held', 'adjourned', 'due', 'moved', 'cancelled'] as const)[index % 5]!,
		})),
	},
	notices: Array.from({ length: 6 }, (_, index) => ({
		...full.notices[index % 2]!,
		id: `m${index}`,
		text: `${full.notices[0]!.text}${full.notices[1]!.text}${index % 2 === 0 ? full.notices[0]!.text : ''}`,
	})),
};
