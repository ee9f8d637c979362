import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linedText, parseArrangement } from './arrangement.ts';
import { parseNotice } from './notice.ts';
import { settleDays, type SourceReading } from './source.ts';

interface Sentence {
	readonly year: number;
	readonly description: string;
	readonly expected: readonly { readonly date: string; readonly isOffDay: boolean }[];
}

const file = new URL('../../tests/data/holiday-cn/description_parsing_cases.json', import.meta.url);
const sentences = JSON.parse(readFileSync(file, 'utf8')) as readonly Sentence[];

/** The notice on 2026, as it was published. */
const notice2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置。
国务院办公厅
2025年11月4日
（此件公开发布）`;

const read = (text: string, year = 2026): SourceReading => parseNotice(text, { year });
const daysOf = (reading: SourceReading): readonly string[] =>
	reading.ok ? reading.days.map(({ day, kind, name }) => `${day} ${kind} ${name}`) : [];
const problemsOf = (reading: SourceReading): readonly string[] =>
	reading.ok ? [] : reading.problems.map(({ line, message }) => `${line} ${message}`);
const swap = (from: string, to: string): string => {
	expect(notice2026).toContain(from);
	return notice2026.replace(from, to);
};

describe('a sentence of a notice', () => {
	it('there are 49 of them', () => expect(sentences).toHaveLength(49));

	it.each(sentences)('of $year: $description', ({ year, description, expected }) => {
		const { stated, problems } = parseArrangement(linedText(description), year, '');
		const { days, problems: unsettled } = settleDays(stated, { year });
		expect([...problems, ...unsettled]).toEqual([]);
		const wanted = expected.map(({ date, isOffDay }) => ({ day: date, kind: isOffDay ? 'rest' : 'work', name: '' }));
		expect(days).toEqual(wanted.sort((a, b) => (a.day < b.day ? -1 : 1)));
	});

	it.each([
		['２月６日（星期六）至８日放假，共３天。', ['2027-02-06', '2027-02-07', '2027-02-08']],
		['2027 年 1 月 1 日 放 假 1 天，不调休。', ['2027-01-01']],
		['1月30日至2月2日放假，共4天。', ['2027-01-30', '2027-01-31', '2027-02-01', '2027-02-02']],
		['2月6日(星期六)放假。鼓励各单位安排职工在除夕（2月5日）休息。', ['2027-02-06']],
	])('%s', (text, days) => {
		const { stated, problems } = parseArrangement(linedText(text), 2027, '春节');
		expect(problems).toEqual([]);
		expect(stated.map(({ day }) => day)).toEqual(days);
	});

	it.each([
		['12月31日至1月2日放假，共3天。', '元旦', ['2026-12-31', '2027-01-01', '2027-01-02']],
		['2026年12月31日至2027年1月2日放假，共3天。', '元旦', ['2026-12-31', '2027-01-01', '2027-01-02']],
		['12月31日放假。', '岁末', ['2027-12-31']],
	])('%s (%s)', (text, name, days) => {
		expect(parseArrangement(linedText(text), 2027, name).stated.map(({ day }) => day)).toEqual(days);
	});
});

describe('a whole notice', () => {
	it('gives every day with its festival, and the number of the document', () => {
		const reading = read(notice2026);
		expect(problemsOf(reading)).toEqual([]);
		expect(reading).toMatchObject({ ok: true, year: 2026, document: '国办发明电〔2025〕7号' });
		expect(daysOf(reading)).toHaveLength(39);
		expect(daysOf(reading)).toContain('2026-02-14 work 春节');
		expect(daysOf(reading)).toContain('2026-10-07 rest 国庆节');
	});

	it('reads the same from one line, with full-width digits and with line ends inside sentences', () => {
		const days = daysOf(read(notice2026));
		const wide = notice2026.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
		expect(daysOf(read(notice2026.replaceAll('\n', '')))).toEqual(days);
		expect(daysOf(read(wide))).toEqual(days);
		expect(daysOf(read(notice2026.replaceAll('放假调休，', '放假调休，\r\n')))).toEqual(days);
	});

	const october = '七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。';
	it.each([
		['a title of another year', ['2026年\n', '2025年\n'], ['1 标题为 2025 年，要导入的是 2026 年']],
		['no title', ['国务院办公厅关于2026年\n部分节假日安排的通知', ''], ['1 没有标题“国务院办公厅关于……年部分节假日安排的通知”']],
		['no National Day', [october, ''], ['1 通知不完整：没有国庆节']],
		[
			'a lost festival',
			['一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n', ''],
			['1 通知不完整：没有元旦', '7 序号不连续：此处应为“一、”，写作“二、”'],
		],
		['a wrong weekday', ['4月4日（周六）', '4月4日（周五）'], ['9 2026-04-04 是星期六，通知写作“4月4日（周五）”']],
		[
			'a wrong weekday of a make-up day',
			['5月9日（周六）上班', '5月9日（周日）上班'],
			['10 2026-05-09 是星期六，通知写作“5月9日（周日）”'],
		],
		[
			'a make-up day that is a working day',
			['5月9日（周六）上班', '5月8日（周五）上班'],
			['10 2026-05-08（星期五）本是工作日，不能列为上班日'],
		],
		['a day both ways', ['5月9日（周六）上班', '5月2日（周六）上班'], ['10 2026-05-02 既写放假又写上班（另见第 10 行）']],
		['a wrong count', ['放假，共3天。\n四', '放假，共4天。\n四'], ['9 写明放假 4 天，所列日期为 3 天']],
		[
			'a day that does not exist',
			['6月19日（周五）至21日（周日）', '6月19日（周五）至31日'],
			['11 没有这一天：31日', '11 写明放假 3 天，所列日期为 1 天'],
		],
		[
			'a range that ends before it starts',
			['6月19日（周五）至21日（周日）', '6月19日（周五）至18日'],
			['11 起止日期有误：2026-06-19 至 2026-06-18', '11 写明放假 3 天，所列日期为 1 天'],
		],
		['a day of which nothing is said', ['5月9日（周六）上班', '5月9日（周六）'], ['10 没有写明 2026-05-09 放假还是上班']],
		['a day of another year', ['5月9日（周六）上班', '2024年5月11日（周六）上班'], ['10 2024-05-11 不属于 2026 年的安排']],
		['no festival at all', [notice2026.slice(notice2026.indexOf('一、元旦')), ''], ['1 没有读到节日安排（应写作“一、元旦：……放假”）']],
	] as const)('with %s is refused, with line and fault', (_name, [from, to], problems) => {
		expect(problemsOf(read(swap(from, to)))).toEqual(problems);
	});

	it('takes a weekday as a make-up day where it rests by the calendar in force', () => {
		const text = swap('5月9日（周六）上班', '5月8日（周五）上班');
		expect(parseNotice(text, { year: 2026, rests: (day) => day === '2026-05-08' }).ok).toBe(true);
	});
});
