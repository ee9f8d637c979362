import type { GroundView, PeriodFormView, PeriodRequestInput, PeriodRequestView } from '../contract/periods.ts';
import type { PeriodKind } from '../contract/period-lists.ts';
import { formatDay } from '../format/day.ts';
import { daysBetween, isDay } from './days.ts';
import { textOf } from './form-data.ts';

/** The boxes of period requests. */
export const periodBoxes = ['inbox', 'sent', 'done'] as const;

/** A box of period requests. */
export function periodsHref(box: (typeof periodBoxes)[number] = 'inbox'): string {
	return `/desk/periods${box === 'inbox' ? '' : `?box=${box}`}`;
}

/** The page of a request. */
export function periodHref(requestId: string): string {
	return `/desk/periods/${encodeURIComponent(requestId)}`;
}

/** The form that asks for a change of a case's periods; with a ground chosen, or a returned request filed again. */
export function periodFormHref(caseId: number, asked: { readonly ground?: string; readonly returned?: string } = {}): string {
	const query = new URLSearchParams();
	if (asked.ground) query.set('ground', asked.ground);
	if (asked.returned) query.set('returned', asked.returned);
	const text = query.toString();
	return `/desk/cases/${caseId}/periods${text === '' ? '' : `?${text}`}`;
}

/** Days within a server's words as people write them: 「2026-07-06」 becomes 「2026年7月6日」. */
export function chineseDays(text: string): string {
	return text.replace(/\d{4}-\d{2}-\d{2}/g, (day) => (isDay(day) ? formatDay(day) : day));
}

/** Civil days from one day to another, both end days held; undefined while one is missing or they stand the wrong way round. */
export function spanDays(from: string, to: string): number | undefined {
	if (!isDay(from) || !isDay(to)) return undefined;
	const days = daysBetween(from, to) + 1;
	return days > 0 ? days : undefined;
}

/** An interval with both end days: 「2026年7月6日 至 2026年9月28日」. */
export function spanText(from: string, to: string | undefined): string {
	return `${formatDay(from)} 至 ${to === undefined ? '恢复计算之日' : formatDay(to)}`;
}

/** Whether a source mark says that the text has still to be checked against the law. */
export function isUnchecked(source: string): boolean {
	return source.split(/[,，、\s]+/).some((mark) => mark === 'M' || mark === 'X');
}

type FormGround = PeriodFormView['grounds'][number];

const kindOrder: readonly PeriodKind[] = ['extension', 'deduction', 'stop', 'pause', 'deferral', 'conversion'];

/** Grounds under the kinds of change, in the order of the form. */
export function groundGroups(
	grounds: readonly FormGround[],
): readonly { readonly kind: PeriodKind; readonly name: string; readonly grounds: readonly FormGround[] }[] {
	return kindOrder.flatMap((kind) => {
		const of = grounds.filter((ground) => ground.kind === kind);
		return of[0] ? [{ kind, name: of[0].kindName, grounds: of }] : [];
	});
}

/** Whether a kind takes an interval out of the clock. */
export function isExclusion(kind: PeriodKind): boolean {
	return kind !== 'extension' && kind !== 'conversion';
}

/** Nodes of the case that a ground may extend. */
export function nodesFor(ground: Pick<GroundView, 'kind' | 'nodes'>, view: Pick<PeriodFormView, 'nodes'>): PeriodFormView['nodes'] {
	if (ground.kind !== 'extension') return [];
	return view.nodes.filter(({ node }) => !ground.nodes || ground.nodes.includes(node));
}

/** Why a ground does not fit this case as it stands, where that can be seen beforehand. */
export function groundMisfit(ground: Pick<GroundView, 'kind' | 'nodes' | 'name'>, view: Pick<PeriodFormView, 'nodes' | 'case'>): string {
	if (ground.kind === 'extension' && nodesFor(ground, view).length === 0) return '本案没有可以据此延长的期限';
	const procedure = view.case.procedureName;
	if (ground.kind === 'conversion' && procedure && !ground.name.startsWith(procedure)) return `本案现适用${procedure}`;
	return '';
}

/** Properties, sums and receipts that a clock of the case is about. */
export function subjectsOf(view: Pick<PeriodFormView, 'nodes'>): readonly string[] {
	return [...new Set(view.nodes.flatMap(({ subject }) => (subject === undefined ? [] : [subject])))];
}

/** What the form holds, as typed. */
export interface PeriodTyped {
	readonly ground: string;
	/** `node` or `node|subject`. */
	readonly target: string;
	readonly amount: string;
	readonly unit: 'months' | 'days';
	readonly subject: string;
	readonly from: string;
	readonly to: string;
	readonly documentNo: string;
	readonly documentName: string;
	readonly reason: string;
	readonly override: boolean;
	readonly returnedId: string;
}

/** Reads the form. */
export function readPeriodForm(form: FormData): PeriodTyped {
	return {
		ground: textOf(form, 'ground'),
		target: textOf(form, 'target'),
		amount: textOf(form, 'amount'),
		unit: textOf(form, 'unit') === 'days' ? 'days' : 'months',
		subject: textOf(form, 'subject'),
		from: textOf(form, 'from'),
		to: textOf(form, 'to'),
		documentNo: textOf(form, 'documentNo'),
		documentName: textOf(form, 'documentName'),
		reason: textOf(form, 'reason'),
		override: form.has('override'),
		returnedId: textOf(form, 'returnedId'),
	};
}

/** A returned request as the form shows it to be put right. */
export function typedOf(request: PeriodRequestView): PeriodTyped {
	return {
		ground: request.ground,
		target: [request.node ?? '', request.subject ?? ''].filter((part) => part !== '').join('|'),
		amount: String(request.addMonths ?? request.addDays ?? ''),
		unit: request.addDays !== undefined && request.addMonths === undefined ? 'days' : 'months',
		subject: request.kind === 'extension' ? '' : (request.subject ?? ''),
		from: request.from ?? '',
		to: request.to ?? '',
		documentNo: request.documentNo,
		documentName: request.documentName ?? '',
		reason: request.reason,
		override: request.override,
		returnedId: request.id,
	};
}

/** What is sent of what was typed: the fields that the kind of the ground needs. */
export function periodInput(typed: PeriodTyped, kind: PeriodKind): PeriodRequestInput {
	const { ground, documentNo, documentName, reason, override, returnedId } = typed;
	const [node = '', about = ''] = typed.target.split('|');
	const amount = /^\d{1,4}$/.test(typed.amount) ? Number(typed.amount) : 0;
	const extension = {
		...(node ? { node } : {}),
		...(about ? { subject: about } : {}),
		...(typed.unit === 'months' ? { addMonths: amount } : { addDays: amount }),
	};
	const exclusion = {
		...(typed.subject ? { subject: typed.subject } : {}),
		...(typed.from ? { from: typed.from } : {}),
		...(typed.to ? { to: typed.to } : {}),
	};
	return {
		ground,
		documentNo,
		...(documentName ? { documentName } : {}),
		reason,
		...(override ? { override: true } : {}),
		...(returnedId ? { returnedId } : {}),
		...(kind === 'extension' ? extension : isExclusion(kind) ? exclusion : {}),
	};
}

/** What a person may say of a period request. */
export type PeriodVerdict = 'approve' | 'refuse' | 'return';

/** The verdict that a text names, if it names one. */
export function periodVerdictOf(text: string): PeriodVerdict | undefined {
	return text === 'approve' || text === 'refuse' || text === 'return' ? text : undefined;
}

/** One choice of the decision form. */
export interface PeriodChoice {
	readonly verdict: PeriodVerdict;
	readonly name: string;
	readonly deed: string;
	readonly effect: string;
	readonly phrases: readonly string[];
}

/** The choices of a step; `next` is the office after it, absent where this one has the last word. */
export function periodChoices(kindName: string, next: string | undefined): readonly PeriodChoice[] {
	const approve = next
		? { deed: `同意，送${next}`, effect: `送${next}审批；全部环节同意后期限才变更。` }
		: { deed: `批准${kindName}`, effect: '批准后立即变更期限，重新计算届满日。已经超过期限的，超期记录保留。' };
	return [
		{ verdict: 'approve', name: '同意', ...approve, phrases: ['经审查，事由属实，材料齐备，同意。'] },
		{
			verdict: 'refuse',
			name: '不同意',
			deed: '不予批准',
			effect: '申请到此为止，期限不变；可以另行申请。',
			phrases: ['所附材料不足以证明申请的事由，不予批准。', '不属于法定事由，不予批准。'],
		},
		{
			verdict: 'return',
			name: '退回补正',
			deed: '退回补正',
			effect: '退回申请人补正，期限不变；补正后重新走完全部环节。',
			phrases: ['请补充委托、裁定等文书的文号后重新提交。', '请写明起止日期的依据后重新提交。'],
		},
	];
}

const doneTexts: Readonly<Record<string, string>> = {
	filed: '申请已提交。',
	approve: '已提交：同意。',
	refuse: '已提交：不同意。',
	return: '已提交：退回补正。',
	withdrawn: '申请已撤回。',
	ended: '已恢复计算，各期限已重新计算。',
};

/** What was just done, by the word in the page's address. */
export function periodDone(word: string | null): string | undefined {
	return word !== null && Object.hasOwn(doneTexts, word) ? doneTexts[word] : undefined;
}

/** How far a due day moves: 「后移 92 天」. */
export function movedText(days: number): string {
	return days === 0 ? '不变' : days > 0 ? `后移 ${days} 天` : `前移 ${-days} 天`;
}
