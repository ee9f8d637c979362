import {
	lobbyLanguages,
	lobbyPageKinds,
	subtitleKeys,
	type FeeBracket,
	type LobbyFees,
	type LobbyGuide,
	type LobbySettings,
	type Subtitle,
} from './types.ts';

const shortestPage = 5;
const longestPage = 300;
/** Characters of a notice, of a step of the guide, of a second line. */
export const longestNotice = 300;
const longestText = 120;
const longestSubtitle = 120;
const mostItems = 16;
const mostFixed = 24;
const mostMoney = 1_000_000_000_000;

const lengthOf = (text: string): number => [...text].length;
const isLine = (text: unknown, longest: number): boolean =>
	typeof text === 'string' && text.trim() !== '' && lengthOf(text) <= longest && !/[\p{Cc}]/u.test(text) && text.isWellFormed();

/** What is wrong with a second line, or undefined. */
export function subtitleFault(subtitle: Subtitle | undefined, where: string): string | undefined {
	if (subtitle === undefined) return undefined;
	if (!lobbyLanguages.includes(subtitle.lang)) return `${where}：请选择第二行的语言`;
	return isLine(subtitle.text, longestSubtitle) ? undefined : `${where}：第二行应为 1 至 ${longestSubtitle} 字`;
}

const present = (faults: readonly (string | false | undefined)[]): readonly string[] => faults.filter((fault) => typeof fault === 'string');

/** What is wrong with settings, in Chinese; empty where nothing is. */
export function settingsFaults({ pages, contrast, place, subtitles }: LobbySettings): readonly string[] {
	const kinds = pages.map(({ kind }) => kind);
	const wrongKinds = kinds.length !== lobbyPageKinds.length || lobbyPageKinds.some((kind) => !kinds.includes(kind));
	return present([
		wrongKinds && `应当逐项写明 ${lobbyPageKinds.length} 项内容，各一次`,
		...pages.map(
			({ seconds }, index) =>
				(!Number.isInteger(seconds) || seconds < shortestPage || seconds > longestPage) &&
				`第 ${index + 1} 项：停留时间应为 ${shortestPage} 至 ${longestPage} 秒`,
		),
		!pages.some(({ shown }) => shown) && '至少显示一项内容',
		contrast !== 'normal' && contrast !== 'high' && '对比度应为普通或者高对比',
		!isLine(place, 40) && '法院名称下的文字应为 1 至 40 字',
		...Object.keys(subtitles).map((key) => !(subtitleKeys as readonly string[]).includes(key) && '第二行只能用于所列的标题'),
		...Object.values(subtitles).map((subtitle) => subtitleFault(subtitle, '标题')),
	]);
}

/** What is wrong with a guide. */
export function guideFaults({ items, source }: LobbyGuide): readonly string[] {
	return present([
		(items.length === 0 || items.length > mostItems) && `办事指南应有 1 至 ${mostItems} 个步骤`,
		!isLine(source, 80) && '请写明依据，不超过 80 字',
		...items.flatMap(({ title, text, subtitle }, index) => [
			!isLine(title, 20) && `第 ${index + 1} 步：标题应为 1 至 20 字`,
			!isLine(text, longestText) && `第 ${index + 1} 步：说明应为 1 至 ${longestText} 字`,
			subtitleFault(subtitle, `第 ${index + 1} 步`),
		]),
	]);
}

const isMoney = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= mostMoney;

function bracketFault({ upTo, flat, rate }: FeeBracket, before: number, isLast: boolean): string | undefined {
	if (isLast ? upTo !== null : !isMoney(upTo)) return isLast ? '最后一段不写上限' : '上限应为整数元';
	if (upTo !== null && upTo <= before) return '上限应当逐段增大';
	if ((flat === undefined) === (rate === undefined)) return '应写明每件金额或者比例，只写一项';
	if (flat !== undefined && !isMoney(flat)) return '每件金额应为整数元';
	return rate !== undefined && !(Number.isInteger(rate) && rate > 0 && rate < 10_000) ? '比例应在 0 与 100% 之间，至多两位小数' : undefined;
}

/** What is wrong with a table of fees. */
export function feesFaults({ brackets, fixed, examples, notes, source }: LobbyFees): readonly string[] {
	return present([
		(brackets.length === 0 || brackets.length > 20) && '财产案件应有 1 至 20 段',
		...brackets.map((bracket, index) => {
			const fault = bracketFault(bracket, brackets[index - 1]?.upTo ?? 0, index === brackets.length - 1);
			return fault && `第 ${index + 1} 段：${fault}`;
		}),
		fixed.length > mostFixed && `其他费用最多 ${mostFixed} 项`,
		...fixed.map(
			({ name, fee }, index) => (!isLine(name, 30) || !isLine(fee, longestText)) && `其他费用第 ${index + 1} 项：请写明名称和标准`,
		),
		(examples.length > 3 || examples.some((claim) => !isMoney(claim))) && '举例最多三个，各为整数元',
		(notes.length > 4 || notes.some((note) => !isLine(note, longestText))) && `说明最多四条，每条不超过 ${longestText} 字`,
		!isLine(source, 80) && '请写明依据，不超过 80 字',
	]);
}

/** What is wrong with the text of a notice. */
export const noticeFault = (text: string): string | undefined =>
	isLine(text.replaceAll('\n', ' '), longestNotice) ? undefined : `公告应为 1 至 ${longestNotice} 字`;
