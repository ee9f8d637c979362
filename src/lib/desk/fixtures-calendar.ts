// Invented from end to end, but for the days of 2026.
import type { CalendarDay, CalendarMonth, CalendarMovedView, CalendarPageData, CalendarSource } from '../contract/calendar-page.ts';
import type { CalendarOutcome, CalendarTyped } from './calendar-words.ts';
import { dayNumber, dayText } from './days.ts';

type Special = readonly [from: string, to: string, kind: 'rest' | 'makeup', name: string, own?: true];
const specials: readonly Special[] = [
	['2026-01-01', '2026-01-03', 'rest', '元旦'],
	['2026-01-04', '2026-01-04', 'makeup', '元旦'],
	['2026-02-15', '2026-02-23', 'rest', '春节'],
	['2026-02-14', '2026-02-14', 'makeup', '春节'],
	['2026-02-28', '2026-02-28', 'makeup', '春节'],
	['2026-04-04', '2026-04-06', 'rest', '清明节'],
	['2026-05-01', '2026-05-05', 'rest', '劳动节'],
	['2026-05-09', '2026-05-09', 'makeup', '劳动节'],
	['2026-06-19', '2026-06-21', 'rest', '端午节'],
	['2026-09-25', '2026-09-27', 'rest', '中秋节'],
	['2026-10-01', '2026-10-07', 'rest', '国庆节'],
	['2026-09-20', '2026-09-20', 'makeup', '国庆节'],
	['2026-10-10', '2026-10-10', 'makeup', '国庆节'],
	['2026-03-12', '2026-03-13', 'rest', '审判综合楼供电线路改造，全院停止对外办公', true],
	['2026-03-14', '2026-03-14', 'makeup', '补3月13日', true],
];

function dayOf(day: string, court: boolean): CalendarDay {
	const found = specials.find(([from, to, , , own]) => day >= from && day <= to && (court || !own));
	if (found) return { day, kind: found[2], name: found[3], own: found[4] === true };
	const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
	return { day, kind: weekend ? 'weekend' : 'work', own: false };
}

function monthsOf(year: number, court: boolean): readonly CalendarMonth[] {
	return Array.from({ length: 12 }, (_, index) => {
		const first = dayNumber(`${year}-${String(index + 1).padStart(2, '0')}-01`);
		const next = dayNumber(index === 11 ? `${year + 1}-01-01` : `${year}-${String(index + 2).padStart(2, '0')}-01`);
		const days = Array.from({ length: next - first }, (_day, offset) => dayOf(dayText(first + offset), court));
		return { month: index + 1, days, workingDays: days.filter(({ kind }) => kind === 'work' || kind === 'makeup').length };
	});
}

const sources: readonly CalendarSource[] = [
	{
		seq: 2,
		courtName: '示范自治州河口苗族瑶族自治县人民法院',
		year: 2026,
		kind: 'closure',
		document: '河法办〔2026〕9号',
		days: 3,
		moved: 41,
		projected: true,
		loadedByName: '何知微',
		loadedAt: '2026-03-02T02:00:00.000Z',
	},
	{
		seq: 1,
		year: 2026,
		kind: 'notice',
		document: '国办发明电〔2025〕7号',
		days: 39,
		moved: 1204,
		projected: false,
		loadedByName: '吕敏颀',
		loadedAt: '2025-11-05T02:00:00.000Z',
	},
];

/** The calendar as the gallery shows it: of the country, of one court, of a year that nobody has announced. */
export function calendarView(variant: string): CalendarPageData {
	const unknown = variant === 'unknown';
	const court = variant === 'court';
	const months = monthsOf(unknown ? 2027 : 2026, court);
	return {
		year: unknown ? 2027 : 2026,
		...(court ? { court: 'sf-b4', courtName: '示范自治州河口苗族瑶族自治县人民法院' } : {}),
		unknown,
		today: '2026-11-20',
		workingDays: months.reduce((sum, month) => sum + month.workingDays, 0),
		months,
		years: [
			...Array.from({ length: 22 }, (_, index) => ({ year: 2004 + index, from: 'package' as const })),
			{
				year: 2026,
				from: 'source',
				seq: 1,
				document: '国办发明电〔2025〕7号',
				loadedByName: '吕敏颀',
				loadedAt: '2025-11-05T02:00:00.000Z',
			},
		],
		nextUnknownYear: 2027,
		sources: unknown ? [] : sources.filter(({ courtName }) => court || !courtName),
		courts: [
			{ code: 'sf-m1', name: '示范市中级人民法院', mayLoad: true },
			{ code: 'sf-b4', name: '示范自治州河口苗族瑶族自治县人民法院', mayLoad: true },
		],
		mayLoadCountry: variant !== 'reader',
	};
}

/** What the load form holds in the gallery. */
export const calendarTyped: CalendarTyped = {
	year: '2027',
	kind: 'notice',
	court: '',
	document: '',
	text: '国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2026〕8号\n一、元旦：1月1日（周五）至3日（周日）放假，共4天。\n二、春节：2月5日（周五）至12日（周五）放假调休，共8天。',
};

/** An outcome of the load form: faults, changes, the question before loading. */
export function calendarOutcome(variant: string): CalendarOutcome | undefined {
	const after = { kind: 'rest', name: '元旦' } as const;
	const check = {
		ok: true,
		year: 2027,
		document: '国办发明电〔2026〕8号',
		stated: 6,
		added: ['2027-01-01', '2027-01-02', '2027-01-03'].map((day) => ({ day, after })),
		removed: [{ day: '2027-02-13', before: { kind: 'work', name: '春节' } as const }],
		changed: [{ day: '2027-05-01', before: { kind: 'work', name: '劳动节' } as const, after: { kind: 'rest', name: '劳动节' } as const }],
		announces: true,
	} as const;
	if (variant === 'check' || variant === 'ask') return { step: variant, check };
	if (variant !== 'refused') return undefined;
	const problems = [
		{ line: 3, message: '1月1日至3日共3天，写的是共4天' },
		{ line: 1, message: '通知不完整：没有国庆节' },
	];
	return { step: 'refused', check: { ok: false, code: 'bad-calendar', message: '未导入任何日期', problems } };
}

/** The deadlines that a source moved. */
export function movedView(variant: string): CalendarMovedView {
	const source = sources[1]!;
	if (variant === 'empty') return { source: { ...source, moved: 0, projected: true }, rows: [] };
	const row = { caseId: 1, caseNumber: '（2026）示0204执恢1187号之一', courtName: '示范自治州河口苗族瑶族自治县人民法院' };
	return {
		source,
		rows: [
			{ ...row, nodeId: 'a', nodeName: '执行结案', clockName: '法定期限', from: '2027-02-08', to: '2027-02-13', provisional: false },
			{
				...row,
				nodeId: 'b',
				nodeName: '启动拍卖',
				subject: 'A1',
				clockName: '内控期限',
				from: '2027-01-04',
				to: '2027-01-05',
				provisional: true,
			},
		],
		nextCursor: 51,
	};
}
