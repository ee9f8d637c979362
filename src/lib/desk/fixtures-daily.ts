// Invented from end to end: courts, people, numbers.
import type { DailyPageView, PublicationLine } from '../contract/daily-page.ts';
import { worklistView } from './fixtures-lists.ts';

const lines: readonly PublicationLine[] = worklistView({ view: 'overdue' }).rows.map((row) => ({
	caseNumber: row.caseNumber,
	courtName: row.courtName,
	...(row.unitName ? { unitName: row.unitName } : {}),
	...(row.handlerName ? { handlerName: row.handlerName } : {}),
	nodeName: row.nodeName,
	...(row.dueOn ? { dueOn: row.dueOn } : {}),
	...(row.overdueDays ? { overdueDays: row.overdueDays } : {}),
	reminders: row.reminders,
	locked: !!row.lock,
	...(row.lock ? { decider: (row.overdueDays ?? 0) > 90 ? '示范省高级人民法院' : '示范市中级人民法院' } : {}),
	marks: [...(row.unconfirmed ? ['待核'] : []), ...(row.beforeLocks ? ['启用前超期'] : []), ...(row.awaitingFeed ? ['超期待核实'] : [])],
}));

const record: DailyPageView = {
	id: 'daily-sf-m1-2026-11-19',
	title: '示范市中级人民法院执行流程节点每日统计',
	number: '示中执统〔2026〕323号',
	draft: false,
	court: 'sf-m1',
	courtName: '示范市中级人民法院',
	day: '2026-11-19',
	cutOffAt: '2026-11-19T16:00:00.000Z',
	madeAt: '2026-11-19T16:10:00.000Z',
	rulebookVersion: '2026-11-20',
	hash: '9f3ac07e51b24d8891aa0c3f7e6d5b42c18f90aa77d3e1265b0f4c9d8e7a6b15',
	actions: [
		'锁死案件 16 件，其中 5 件解锁申请等待本院审批，1 件已超过审批时限：（2026）示0211执302号。',
		'东川县人民法院超期节点 21 个，占全市 27%，其中「启动拍卖」9 个，建议专项督办。',
		'3 日内到期节点 128 个，其中案款发放 31 笔，涉及 1,204 万元，承办人应于 11月23日前提交发放审批。',
	],
	figures: [
		{ label: '今年新收', value: '28,312', unit: '件', note: '同比 −4.2%' },
		{ label: '今年已结', value: '27,960', unit: '件', note: '同比 +3.1%' },
		{ label: '未结', value: '4,458', unit: '件', note: '旧存 4,106 件' },
		{ label: '当日到期', value: '46', unit: '个', note: '当日办结 31 个' },
		{ label: '超期节点', value: '78', unit: '个', note: '较前一日 −6' },
		{ label: '锁死案件', value: '16', unit: '件', note: '新增 2，解锁 3' },
		{ label: '在办解锁申请', value: '9', unit: '件', note: '超过审批时限 1 件' },
		{ label: '未发放案款', value: '4,386', unit: '万元', note: '212 笔' },
	],
	sections: [
		{ title: '超期节点', total: 78, empty: '当日没有超期节点。', lines: lines.filter(({ overdueDays }) => overdueDays) },
		{
			title: '锁死案件',
			total: lines.filter(({ locked }) => locked).length,
			empty: '当日没有锁死案件。',
			lines: lines.filter(({ locked }) => locked),
		},
		{ title: '次日到期', total: 0, empty: '次日没有到期节点。', lines: [] },
	],
	indicators: [
		{ name: '执行案件结案率', value: '86.25%', target: '≥ 96%', met: false, note: '再结 3,162 件' },
		{ name: '涉企案件实际执行到位率', value: '41.70%', target: '≥ 35%', met: true },
		{ name: '执行平均用时', value: '58.3 天', target: '< 55 天', met: false, note: '超 3.3 天' },
		{ name: '首次执行案件法定期限内结案率', value: '91.02%' },
	],
	notes: [
		'超期天数自届满日次日起算，按日历日计。',
		'「待核」为期限待本院确认的节点，只预警、不锁死。',
		'「启用前超期」为启用锁死之前届满的节点，不自动锁死。',
	],
};

/** A record, and the same layout of this moment. */
export function dailyView(draft: boolean): DailyPageView {
	if (!draft) return record;
	const { id: _id, number: _number, hash: _hash, ...rest } = record;
	return { ...rest, draft: true, day: '2026-11-20', cutOffAt: '2026-11-20T06:32:00.000Z', madeAt: '2026-11-20T06:32:00.000Z' };
}
