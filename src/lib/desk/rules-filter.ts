import type { RuleClockView, RulesPageView, RuleView } from '../contract/rules-page.ts';

/** What the rule page can be narrowed to. */
export type RuleMark = 'unconfirmed' | 'locking' | 'optional' | 'layered';

/** The rule page's filter, as it stands in the address. */
export interface RulesFilter {
	readonly court?: string;
	readonly q: string;
	readonly section: string;
	readonly mark: RuleMark | '';
}

/** The narrowings in the order of their chips, with what each one means. */
export const ruleMarks = [
	{ mark: 'unconfirmed', name: '待核', hint: '至少一个时钟的期限待本院确认，只预警、不锁定' },
	{ mark: 'locking', name: '超期锁定', hint: '至少一个时钟超期即锁定' },
	{ mark: 'optional', name: '未启用', hint: '由本院或上级法院的规则启用之后才运行' },
	{ mark: 'layered', name: '有本院规则', hint: '本院或上级法院的规则作过确认、变更、启用或增设' },
] as const satisfies readonly { mark: RuleMark; name: string; hint: string }[];

/** Whether running out of this clock locks a case today. */
export const locksNow = (clock: RuleClockView): boolean => clock.locks && !clock.unconfirmed;

const marked: Readonly<Record<RuleMark, (rule: RuleView) => boolean>> = {
	unconfirmed: (rule) => rule.clocks.some((clock) => clock.unconfirmed),
	locking: (rule) => !rule.optional && rule.clocks.some(locksNow),
	optional: (rule) => rule.optional,
	layered: (rule) => rule.clocks.some((clock) => clock.layers.length > 0),
};

/** Whether a rule bears a mark. */
export const bearsMark = (rule: RuleView, mark: RuleMark): boolean => marked[mark](rule);

/** Reads the filter from a page's query; what is not understood is left out. */
export function parseRulesFilter(query: URLSearchParams): RulesFilter {
	const text = (name: string): string => query.get(name)?.trim().slice(0, 100) ?? '';
	const court = text('court');
	return {
		...(court === '' ? {} : { court }),
		q: text('q'),
		section: text('section'),
		mark: ruleMarks.find(({ mark }) => mark === text('mark'))?.mark ?? '',
	};
}

/** The rule page with a filter. */
export function rulesHref(filter: Partial<RulesFilter>, hash = ''): string {
	const query = new URLSearchParams();
	for (const name of ['court', 'q', 'section', 'mark'] as const) if (filter[name]) query.set(name, filter[name]);
	const text = query.toString();
	return `/desk/rules${text === '' ? '' : `?${text}`}${hash}`;
}

/** The editor of a court's layer. */
export const tryHref = (court: string): string => `/desk/rules/try?court=${encodeURIComponent(court)}`;

function holdsWords(text: string, q: string): boolean {
	const low = text.toLowerCase();
	return q
		.toLowerCase()
		.split(/\s+/)
		.every((word) => low.includes(word));
}

const ruleText = (rule: RuleView): string => [rule.name, rule.code, ...rule.clocks.map(({ basis }) => basis)].join('\n');

/** What a filter leaves of a rule page, with the number of rules that each section would show. */
export interface RulesShown {
	readonly sections: readonly { readonly name: string; readonly rules: RulesPageView['rules'] }[];
	readonly checks: RulesPageView['checks'];
	/** Rules of each section that meet words and mark, whatever section is chosen. */
	readonly counts: ReadonlyMap<string, number>;
	readonly total: number;
	readonly shown: number;
}

/** Narrows a rule page by words, section and mark; gates and counts are found by words and section. */
export function filterRules(view: RulesPageView, filter: RulesFilter): RulesShown {
	const { q, section, mark } = filter;
	const fitting = view.rules.filter((rule) => (mark === '' || bearsMark(rule, mark)) && holdsWords(ruleText(rule), q));
	const counts = new Map(view.sections.map((name) => [name, fitting.filter((rule) => rule.section === name).length]));
	const inSection = (row: { readonly section: string }): boolean => section === '' || row.section === section;
	const shown = fitting.filter(inSection);
	const checks = view.checks.filter(
		(check) =>
			inSection(check) &&
			(mark === '' || (mark === 'unconfirmed' && check.unconfirmed)) &&
			holdsWords([check.name, check.code, check.basis].join('\n'), q),
	);
	return {
		sections: view.sections
			.map((name) => ({ name, rules: shown.filter((rule) => rule.section === name) }))
			.filter(({ rules }) => rules.length > 0),
		checks,
		counts,
		total: fitting.length,
		shown: shown.length,
	};
}

/** Whether running out of a clock locks, in words: never more than the rule itself says. */
export function lockWords(clock: Pick<RuleClockView, 'locks' | 'lockable' | 'unconfirmed'>): string {
	if (clock.locks) return clock.unconfirmed ? '确认后超期锁定' : '超期锁定';
	return clock.lockable ? '不锁定，本院可打开' : '不锁定';
}

/** 「一、立案」 as the short heading 「立案」 with its numeral apart. */
export function sectionParts(section: string): { readonly numeral: string; readonly words: string } {
	const at = section.indexOf('、');
	return at < 0 ? { numeral: '', words: section } : { numeral: section.slice(0, at), words: section.slice(at + 1) };
}

/** Source marks with what each one means: 「公开网页（P）；立项材料五（S4）」. */
export function sourceMarks({ source, sourceName }: Pick<RuleClockView, 'source' | 'sourceName'>): string {
	const names = sourceName.split('；');
	return source
		.split(',')
		.map((mark, index) => (names[index] === undefined || names[index] === mark ? mark : `${names[index]}（${mark}）`))
		.join('；');
}

/** What a node with subjects is counted for. */
export const subjectNames: Readonly<Record<string, string>> = {
	assetId: '财产',
	partyId: '当事人',
	receiptId: '到账案款',
	clueId: '线索',
	requestId: '申请',
	objectionId: '异议',
	documentId: '文书',
	hearingId: '庭次',
	auctionId: '拍卖',
	appealId: '上诉',
	messageId: '留言',
	orderId: '督促令',
	claimId: '债权',
};
