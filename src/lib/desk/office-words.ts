import type { CampaignPhaseView } from '../contract/campaigns.ts';
import type { RectificationMoveView, RectificationShown } from '../contract/rectifications.ts';

/** What is said after a deed; the address names it. */
const done: Readonly<Record<string, string>> = {
	targets: '目标已保存。',
	on: '已启用。',
	off: '已停用，目标保留在历史中。',
	example: '示例目标已装入并启用。',
	file: '文件已装入。',
	quota: '结案任务已下达。',
	entry: '数据已填报。',
	entries: '文件中的数据已填报。',
	campaign: '专项行动已保存。',
	stopped: '专项行动已提前结束。',
	opened: '已立项。',
	progress: '进展已记录。',
	extend: '已延期。',
	close: '已销号。',
	reopen: '已重新整改。',
	urge: '督促已记录。',
	talk: '约谈已记录。',
	circulate: '通报已记录。',
};

/** The words for a deed that an address names; undefined for anything else. */
export const officeDone = (name: string | null): string | undefined =>
	name !== null && Object.hasOwn(done, name) ? done[name] : undefined;

/** Names of the phases of a campaign. */
export const campaignPhases: Readonly<Record<CampaignPhaseView, string>> = { planned: '尚未开始', running: '进行中', ended: '已结束' };

/** Names of the lists of rectifications. */
export const shownNames: Readonly<Record<RectificationShown, string>> = {
	open: '整改中',
	late: '逾期',
	mine: '由我负责',
	closed: '已销号',
};

/** What is asked for beside each move. */
export const moveForms: Readonly<
	Record<Exclude<RectificationMoveView, 'opened'>, { readonly name: string; readonly label: string; readonly dated: boolean }>
> = {
	progress: { name: '报告进展', label: '进展', dated: false },
	extend: { name: '延期', label: '延期理由', dated: true },
	close: { name: '销号', label: '整改结果', dated: false },
	reopen: { name: '重新整改', label: '理由', dated: true },
	urge: { name: '督促', label: '督促内容', dated: false },
	talk: { name: '约谈', label: '约谈内容', dated: false },
	circulate: { name: '通报', label: '通报内容', dated: false },
};

/** 「2026年3月」 of a month. */
export function monthText(month: string): string {
	const [year, number] = month.split('-');
	return `${year}年${Number(number)}月`;
}

/** A month further on or back. */
export function monthAway(month: string, by: number): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	const at = year * 12 + number - 1 + by;
	return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** An address with its parts; empty ones are left out. */
export function addressOf(path: string, parts: Readonly<Record<string, string | number | undefined>>): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(parts)) if (value !== undefined && value !== '') query.set(name, String(value));
	const text = query.toString();
	return text === '' ? path : `${path}?${text}`;
}

/** The address of a deed on a page, with what the page is to show if it is refused. */
export function deedOf(path: string, deed: string, parts: Readonly<Record<string, string | number | undefined>> = {}): string {
	const query = addressOf('', parts).slice(1);
	return `${path}?/${deed}${query === '' ? '' : `&${query}`}`;
}

const count = new Intl.NumberFormat('en-US');

/** A number with its separators; 「—」 where there is none. */
export const countText = (value: number | null | undefined): string => (value === null || value === undefined ? '—' : count.format(value));

/** A rate with one decimal, or 「—」; never rounded up to 100. */
export const percentText = (value: number | null): string => (value === null ? '—' : `${(Math.floor(value * 10) / 10).toFixed(1)}%`);
