import type { BackTestView, LayerPreview, RuleFault } from '../contract/rules-page.ts';
import { formatDay } from '../format/day.ts';
import { isDay } from './days.ts';

/** What the form of the layer page holds, as typed. */
export interface LayerTyped {
	readonly text: string;
	readonly from: string;
	readonly to: string;
}

/** What came of pressing a button on the layer page. */
export type LayerOutcome =
	| { readonly kind: 'check' | 'ask'; readonly preview: LayerPreview }
	| { readonly kind: 'test'; readonly test: BackTestView | RuleFault }
	| { readonly kind: 'refused'; readonly by: 'test' | 'load'; readonly message: string };

/** A text to begin with where a court has no layer yet: every verb, none of them switched on. */
export function layerTemplate(court: string, courtName: string, today: string): string {
	return `# ${courtName}的规则。效力及于该院及其下级法院，在上级规则之上增改。
# 以「#」开头的行是说明，不起作用；需要的删去行首的「#」。
# 每一行都写 from：触发日在此日或之后的适用，此前的不受影响。
court: ${court}
issued: ${today}
document: 文号待填

# 确认待核期限：确认之后才可能锁定。
# confirm:
#   - { node: enf-quick-disposal, clock: management, from: ${today} }

# 变更期限：比上级规则宽的，须写 why 说明理由。
# change:
#   - { node: enf-notice, clock: limit, from: ${today}, limit: 7 }

# 打开或关闭锁定：关闭上级规则的锁定，须写 why 说明理由。
# lock:
#   - { node: enf-transfer-file, clock: limit, from: ${today}, on: true }

# 启用默认不运行的节点。
# enable:
#   - { node: enf-notify-clue, from: ${today} }
`;
}

/** Where a line (from 1) begins and ends in a text. */
export function lineRange(text: string, line: number): { readonly start: number; readonly end: number } {
	const lines = text.split('\n');
	const at = Math.max(0, Math.min(lines.length - 1, line - 1));
	const start = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
	return { start, end: start + (lines[at]?.length ?? 0) };
}

/** The words of a line (from 1), for a list of faults; empty where there is no such line. */
export const lineText = (text: string, line: number): string => text.split('\n')[line - 1]?.trim() ?? '';

/** How many lines a text has. */
export const lineCount = (text: string): number => text.split('\n').length;

/** The whole quarter before the one a day lies in. */
export function lastQuarter(today: string): { readonly from: string; readonly to: string } {
	const year = Number(today.slice(0, 4));
	const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
	const [of, index] = quarter === 0 ? [year - 1, 3] : [year, quarter - 1];
	const two = (month: number): string => String(month).padStart(2, '0');
	const lastDay = ['31', '30', '30', '31'][index];
	return { from: `${of}-${two(index * 3 + 1)}-01`, to: `${of}-${two(index * 3 + 3)}-${lastDay}` };
}

/** A period in words, the year once where it is the same: 「2026年7月1日至9月30日」. */
export function periodWords(from: string, to: string): string {
	const end = formatDay(to);
	return `${formatDay(from)}至${from.slice(0, 4) === to.slice(0, 4) ? end.slice(end.indexOf('年') + 1) : end}`;
}

/** What a back-test found, in one sentence. */
export function backTestWords({ from, to, casesLocked, more, less }: BackTestView): string {
	const count = (value: number): string => value.toLocaleString('en-US');
	return `按此规则，${periodWords(from, to)}有 ${count(casesLocked)} 件案件会被锁定，新增超期 ${count(more)} 个节点，不再超期 ${count(less)} 个。`;
}

/** Reads the layer form. The text keeps its own line breaks: line numbers depend on them. */
export function readLayerForm(form: FormData): LayerTyped {
	const field = (name: string): string => {
		const value = form.get(name);
		return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
	};
	return { text: field('text'), from: field('from').trim(), to: field('to').trim() };
}

/** Why a period cannot be tried, before the server is asked. */
export function periodFault({ from, to }: LayerTyped): string | undefined {
	if (!isDay(from) || !isDay(to)) return '请填写回测的起止日期。';
	return from > to ? '截止日早于起始日。' : undefined;
}
