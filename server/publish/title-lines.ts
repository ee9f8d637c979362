/** Words that a title is never broken within. */
const words =
	'人民法院 高级 中级 执行 工作 情况 通报 关于 统计 分析 问题 清单 材料 专项 行动 长期 未结 案件 调度 营商 环境 党组 周例会 季度 月份 部门 指标 办理 解锁 逾期 节点'.split(
		' ',
	);
const periods = /\d+年(?:第\d+(?:周|季度)|\d+月(?:\d+日)?|第[一二三四]季度|[上下]半年)?/g;
const closing = /^[的、，。：；！？）》〉”’】〕]/;
const opening = /[（《〈“‘【〔]$/;
const inRun = /[\w.%]$/;
const beginsRun = /^[\w.%]/;

/** Width in characters: a Latin letter or digit takes half of one. */
export const widthIn = (text: string): number => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? 1 : 0.5), 0);

/** Places inside of words and of periods: to break there costs much. */
function insides(text: string): ReadonlySet<number> {
	const found = new Set<number>();
	const within = (start: number, length: number): void => {
		for (let at = start + 1; at < start + length; at += 1) found.add(at);
	};
	for (const word of words) for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) within(at, word.length);
	for (const match of text.matchAll(periods)) within(match.index, match[0].length);
	return found;
}

function costAt(text: string, at: number, within: ReadonlySet<number>): number {
	const [left, right] = [text.slice(0, at), text.slice(at)];
	if (closing.test(right) || opening.test(left) || (inRun.test(left) && beginsRun.test(right))) return 1000;
	return within.has(at) ? 60 : 0;
}

/**
 * A title in lines of about the same length, none longer than `most` characters, broken between words (GB/T 9704-2012 §7.3.1: 词意完整, 排列对称,
 * 长短适宜). Titles are short: all ways to break are weighed.
 */
export function balancedLines(text: string, most: number): readonly string[] {
	const count = Math.max(1, Math.ceil(widthIn(text) / most));
	if (count === 1) return [text];
	const ideal = widthIn(text) / count;
	const within = insides(text);
	let best: { cost: number; lines: readonly string[] } = { cost: Number.POSITIVE_INFINITY, lines: [text] };
	const seek = (from: number, left: number, cost: number, lines: readonly string[]): void => {
		if (cost >= best.cost) return;
		const rest = text.slice(from);
		if (left === 1) {
			const whole = cost + lineCost(rest, ideal, most);
			if (whole < best.cost) best = { cost: whole, lines: [...lines, rest] };
			return;
		}
		for (let at = from + 1; at < text.length; at += 1) {
			const part = text.slice(from, at);
			if (widthIn(part) > most) break;
			seek(at, left - 1, cost + lineCost(part, ideal, most) + costAt(text, at, within), [...lines, part]);
		}
	};
	seek(0, count, 0, []);
	return best.lines;
}

const lineCost = (line: string, ideal: number, most: number): number => (widthIn(line) > most ? 5000 : (widthIn(line) - ideal) ** 2);
