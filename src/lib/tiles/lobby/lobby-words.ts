import type { LobbyPayload } from '../../contract/topics.ts';
import { formatValue } from '../../format/number.ts';

/** A change against last month in words; shorter queues and fewer cases are the good direction. */
export interface ChangeWords {
	readonly kind: 'less' | 'more' | 'same';
	readonly text: string;
}

/** Words for the change against last month; undefined where either month is unknown. */
export function changeWords(value: number | null, previous: number | null, unit: string): ChangeWords | undefined {
	if (value === null || previous === null) return undefined;
	const difference = Math.round((value - previous) * 10) / 10;
	if (difference === 0) return { kind: 'same', text: '与上月持平' };
	const size = formatValue(Math.abs(difference), 1);
	return difference < 0 ? { kind: 'less', text: `较上月减少 ${size} ${unit}` } : { kind: 'more', text: `较上月增加 ${size} ${unit}` };
}

/** Why the first figure is missing. */
export function missingJudges(figure: LobbyPayload['openPerJudge']): string {
	return figure.judges === 0 ? '暂无数据：尚未登记在岗员额法官。' : '暂无数据：尚未收到本院审判案件信息。';
}

/** Why the second figure is missing. */
export function missingWait(figure: LobbyPayload['waitCycle']): string {
	return figure.hearings === 0 ? '暂无数据：统计期内没有首次开庭的案件。' : '暂无数据：排期信息正在核对。';
}
