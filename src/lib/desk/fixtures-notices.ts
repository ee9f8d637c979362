// Invented from end to end: courts, people, numbers.
import type { CaseNoticesView, NoticeBoxView, NoticeFilter, NoticeView, SilenceView } from '../contract/notices.ts';
import { caseNumber, nodes } from './fixtures-nodes.ts';
import { today } from './fixtures.ts';

/** The courts of the gallery's boxes. */
export const courts = [
	{ code: 'sf-m1', name: '示范市中级人民法院' },
	{ code: 'sf-b4', name: '东川县人民法院' },
	{ code: 'sf-b5', name: '西陵县人民法院' },
];
const node = nodes[5]!;

const base: NoticeView = {
	id: 'n-1',
	level: 4,
	levelName: '锁定',
	caseId: 1187,
	caseNumber,
	courtName: '东川县人民法院',
	handlerName: '李见川',
	nodeId: node.id,
	nodeName: '启动拍卖',
	subject: 'A1',
	clockName: '法定期限',
	dueOn: '2026-11-18',
	daysLeft: -2,
	raisedOn: '2026-11-19',
	replyBy: '2026-11-20',
	late: false,
	state: 'open',
	stateName: '待签收',
	recipients: [
		{ officeName: '承办人', name: '李见川' },
		{ officeName: '执行监管团队', name: '顾青禾' },
		{ officeName: '执行局长', name: '郑怀远' },
		{ officeName: '分管院领导', name: '赵启明' },
		{ officeName: '执行监管团队', name: '周柏衡', courtName: '示范市中级人民法院' },
	],
	maySign: true,
	mayAnswer: true,
};
const short = base.recipients.slice(0, 2);

const rows: readonly NoticeView[] = [
	base,
	{
		...base,
		id: 'n-2',
		level: 3,
		levelName: '督办',
		labelName: '逾期未签收',
		caseNumber: '（2026）示0204执2204号',
		nodeName: '财产线索核查',
		subject: 'X3',
		dueOn: '2026-11-21',
		daysLeft: 1,
		raisedOn: '2026-11-18',
		replyBy: '2026-11-19',
		late: true,
		recipients: [...short, { officeName: '庭长', name: '冯知行' }, { officeName: '执行局长', name: '郑怀远' }],
	},
	{
		...base,
		id: 'n-3',
		level: 2,
		levelName: '警告',
		labelName: '说明期满',
		caseNumber: '（2026）示0205执1029号',
		courtName: '西陵县人民法院',
		handlerName: '许若拙',
		nodeName: '执行结案',
		dueOn: '2026-11-25',
		daysLeft: 5,
		raisedOn: '2026-11-20',
		replyBy: '2026-11-24',
		recipients: [{ officeName: '承办人', name: '许若拙' }, { officeName: '执行监管团队' }, { officeName: '执行局长' }],
		maySign: false,
		mayAnswer: false,
	},
	{
		...base,
		id: 'n-4',
		level: 1,
		levelName: '提醒',
		caseNumber: '（2026）示0204执恢88号',
		nodeName: '案款发放',
		subject: 'R12',
		clockName: '内控期限',
		dueOn: '2026-11-24',
		daysLeft: 4,
		raisedOn: '2026-11-19',
		replyBy: '2026-11-24',
		state: 'signed',
		stateName: '已签收',
		signedOn: '2026-11-20',
		recipients: [{ ...short[0]!, signedOn: '2026-11-20' }, short[1]!],
		maySign: false,
	},
];

/** The notice box by a filter; `empty`: nothing in it. */
export function noticeBox(filter: NoticeFilter, empty: boolean): NoticeBoxView {
	return {
		filter,
		byState: empty
			? { open: 0, signed: 0, answered: 0, closed: 0, all: 0 }
			: { open: 38, signed: 12, answered: 9, closed: 1204, all: 1263 },
		byLevel: empty ? { 1: 0, 2: 0, 3: 0, 4: 0 } : { 1: 21, 2: 9, 3: 6, 4: 2 },
		rows: empty ? [] : rows,
		total: empty ? 0 : 38,
		...(empty ? {} : { nextCursor: '2026-11-19~1~n-4' }),
		courts,
		silenced: empty ? 0 : 2,
		ownOnly: false,
		today,
	};
}

/** Nodes that are explained. */
export const silenceRows: readonly SilenceView[] = [
	{
		id: 's-1',
		caseId: 1187,
		caseNumber,
		courtName: '东川县人民法院',
		handlerName: '李见川',
		nodeId: node.id,
		nodeName: '启动拍卖',
		reason: '案外人异议之诉正在审理，标的物权属待定，等待判决。',
		byName: '顾青禾',
		from: '2026-11-12',
		until: '2026-11-22',
		mayEnd: true,
	},
	{
		id: 's-2',
		caseId: 1188,
		caseNumber: '（2026）示0205执1029号',
		courtName: '西陵县人民法院',
		handlerName: '许若拙',
		nodeId: 'x',
		nodeName: '执行结案',
		reason: '双方正在履行执行和解协议，最后一期于本月末到期。',
		byName: '许执中',
		from: '2026-11-18',
		until: '2026-12-02',
		mayEnd: false,
	},
];

/** The section of the case page. */
export const caseNotices: CaseNoticesView = {
	notices: [
		{ ...base, recipients: base.recipients, answers: [] },
		{
			...base,
			id: 'n-0',
			level: 3,
			levelName: '督办',
			state: 'answered',
			stateName: '已回复',
			recipients: base.recipients.slice(0, 3).map((to, index) => (index === 0 ? { ...to, signedOn: '2026-11-19' } : to)),
			maySign: false,
			answers: [
				{ byName: '李见川', at: '2026-11-19T02:10:00.000Z', text: '辅助机构已重新确定，11月23日前完成现场勘验，随即发布拍卖公告。' },
			],
		},
		{
			...base,
			id: 'n-9',
			level: 2,
			levelName: '警告',
			state: 'closed',
			stateName: '已关闭',
			closedText: '期限已变动',
			maySign: false,
			mayAnswer: false,
			answers: [],
		},
	],
	silences: [silenceRows[0]!],
	maySilence: [{ nodeId: 'y', name: '执行结案' }],
	lastUntil: '2026-12-20',
};
