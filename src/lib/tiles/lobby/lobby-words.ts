import type { LobbyHearing, LobbyLanguage, LobbyPageKind, LobbyPayload, Shown } from '../../contract/lobby.ts';
import { formatMoment } from '../../format/day.ts';
import { formatAge } from '../../format/duration.ts';
import { formatCount, formatValue, unknownFigure } from '../../format/number.ts';

/** A change against last month in words; shorter queues and fewer cases are the good direction. */
export interface ChangeWords {
	readonly kind: 'less' | 'more' | 'same';
	readonly text: string;
}

/** Words for the change against last month; undefined where either month is unknown or kept back. */
export function changeWords(value: Shown, previous: number | null, unit: string): ChangeWords | undefined {
	if (typeof value !== 'number' || previous === null) return undefined;
	const difference = Math.round((value - previous) * 10) / 10;
	if (difference === 0) return { kind: 'same', text: '与上月持平' };
	const size = formatValue(Math.abs(difference), 1);
	return difference < 0 ? { kind: 'less', text: `较上月减少 ${size} ${unit}` } : { kind: 'more', text: `较上月增加 ${size} ${unit}` };
}

/** A figure as the public sees it: digits, or why there are none. */
export interface ShownWords {
	/** `words` stand in the place of the figure and are set smaller. */
	readonly kind: 'figure' | 'words' | 'unknown';
	readonly text: string;
}

/** 「少于 5」 for what rests on fewer than five, 「不公布」 for what would tell such a figure, 「—」 for what is unknown. */
export function shownWords(value: Shown): ShownWords {
	if (value === 'few') return { kind: 'words', text: '少于 5' };
	if (value === 'kept') return { kind: 'words', text: '不公布' };
	if (value === null) return { kind: 'unknown', text: unknownFigure };
	return { kind: 'figure', text: formatValue(value, 1) };
}

/** A mean that is kept back: it is not itself under five. */
export const meanWords = (value: Shown): ShownWords => (value === 'few' ? { kind: 'words', text: '不足 5 件' } : shownWords(value));

/** A count inside a sentence. */
export function countWords(value: Shown): string {
	if (typeof value !== 'number') return shownWords(value).text;
	const { figure, unit } = formatCount(value);
	return `${figure}${unit}`;
}

/** Why the first figure is missing. */
export function missingJudges({ judges, value }: LobbyPayload['openPerJudge']): string {
	if (value === 'few') return '人数或者件数少于 5，不单独公布。';
	return judges === 0 ? '暂无数据：尚未登记在岗员额法官。' : '暂无数据：尚未收到本院审判案件信息。';
}

/** Why the second figure is missing. */
export function missingWait({ hearings, value }: LobbyPayload['waitCycle']): string {
	if (value === 'few') return '统计期内首次开庭的案件少于 5 件，不单独公布。';
	return hearings === 0 ? '暂无数据：统计期内没有首次开庭的案件。' : '暂无数据：排期信息正在核对。';
}

/** Why the success of mediation is missing. */
export function missingMediation({ percent, ended }: LobbyPayload['mediation']): string {
	if (percent === 'few' || percent === 'kept') return '涉及的件数少于 5，不单独公布。';
	return ended === 0 ? '今年以来尚无结束的诉前调解。' : '暂无数据：今年的诉前调解情况尚未填报。';
}

/** What has become of a hearing, in words. */
export const hearingWords: Readonly<Record<LobbyHearing['state'], string>> = {
	due: '待开庭',
	held: '已开庭',
	adjourned: '延期开庭',
	moved: '改期开庭',
	cancelled: '不再开庭',
};

/** Until when the figures hold, and whether that is too long ago; it ages by the clock, though no frame comes. */
export function cutOffWords(
	{ asOf, declared, lateAfterMinutes }: Pick<LobbyPayload, 'asOf' | 'declared' | 'lateAfterMinutes'>,
	now: number,
	zone: string,
): { readonly late: boolean; readonly text: string } {
	if (asOf === null) return { late: true, text: '尚未收到办案数据' };
	const until = `${declared === false ? '数据更新于' : '数据截至'} ${formatMoment(asOf, now, zone)}`;
	const ageMs = now - Date.parse(asOf);
	return ageMs > lateAfterMinutes * 60_000
		? { late: true, text: `数据更新延迟 ${formatAge(ageMs)} · ${until}` }
		: { late: false, text: until };
}

/** Titles of the contents. */
export const pageTitles: Readonly<Record<LobbyPageKind, string>> = {
	figures: '办案情况',
	procedures: '按程序查看',
	mediation: '先行调解',
	hearings: '今日公开开庭',
	notices: '公告',
	guide: '办事指南',
	fees: '收费标准',
};

/** Languages of second lines by name; those written from right to left say so. */
export const languageNames: Readonly<Record<LobbyLanguage, string>> = {
	en: '英文',
	bo: '藏文',
	ug: '维吾尔文',
	mn: '蒙古文',
	kk: '哈萨克文',
	ko: '朝鲜文',
	ii: '彝文',
	za: '壮文',
};

/** An amount of a fee, in fen, as yuan with its separators: 「2,300」「13.50」. */
export function yuan(fen: number): string {
	const [whole = '0', cents = '00'] = (fen / 100).toFixed(2).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	return cents === '00' ? grouped : `${grouped}.${cents}`;
}

/** An amount in whole yuan as people say it: 「1 万」「1,000 万」「8,500」. */
export function yuanWords(amount: number): string {
	return amount >= 10_000 && amount % 10_000 === 0 ? `${yuan(amount / 100)} 万` : `${yuan(amount * 100)} `;
}

/** 「2.5%」 of hundredths of a percent. */
export const rateWords = (rate: number): string => `${formatValue(rate / 100, 2)}%`;

/** 「不超过 1 万元」「1 万元至 10 万元的部分」「超过 2,000 万元的部分」. */
export function bracketWords(over: number, upTo: number | null): string {
	if (upTo === null) return over === 0 ? '不论金额' : `超过 ${yuanWords(over)}元的部分`;
	return over === 0 ? `不超过 ${yuanWords(upTo)}元` : `${yuanWords(over)}元至 ${yuanWords(upTo)}元的部分`;
}
