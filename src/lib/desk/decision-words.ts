import type { RouteStepView } from '../contract/case-page.ts';
import type { DecisionPageView } from '../contract/desk.ts';
import type { StepTakersView } from '../contract/unlock-moves.ts';
import { formatWeekday } from '../format/day.ts';
import { daysBetween } from './days.ts';

/** What a person may say at a step. */
export type Verdict = DecisionPageView['verdicts'][number];

/** One choice of a decision form. */
export interface VerdictChoice {
	readonly verdict: Verdict;
	/** On the choice. */
	readonly name: string;
	/** On the button: what pressing it does. */
	readonly deed: string;
	/** What follows, in one sentence. */
	readonly effect: string;
	/** Opinions to start from. */
	readonly phrases: readonly string[];
}

const returned = { name: '退回补正', deed: '退回补正', effect: '退回申请人补正，案件继续锁死；补正后重新走完全部环节。' };
const returnPhrases = ['逾期原因说明不具体，请逐段说明时间和事由后重新申请。', '请补充异议裁定、评估委托等文书编号后重新申请。'];

type Step = Pick<RouteStepView, 'kind' | 'level' | 'roleName' | 'courtName'>;

function approveChoice(step: Step, next: Step | undefined): VerdictChoice {
	if (step.kind === 'endorse')
		return {
			verdict: 'approve',
			name: '同意上报',
			deed: '同意上报',
			effect: `报${next ? `${next.courtName}${next.roleName}` : '上级法院'}。核签不解锁。`,
			phrases: ['情况属实，整改措施可行，同意上报。', '已当面核实逾期原因，责成承办人按整改措施办理，同意上报。'],
		};
	if (step.kind === 'forward')
		return {
			verdict: 'approve',
			name: '转报',
			deed: '转报',
			effect: `附意见转报${next?.courtName ?? '上级法院'}决定。转报不解锁。`,
			phrases: ['经审查，逾期原因属实，整改措施可行，建议同意解锁。', '经审查，逾期主要因怠于推进，建议从严掌握新期限。'],
		};
	const phrases = ['同意解锁。逾期原因属实，整改措施可行，限新期限内办结。', '同意解锁。新期限届满未完成的，再次锁死并通报。'];
	if (next)
		return {
			verdict: 'approve',
			name: '同意',
			deed: `同意，送${next.roleName}`,
			effect: `送${next.courtName}${next.roleName}决定；新期限以最后一步批准的为准，此前案件仍锁死。`,
			phrases,
		};
	return {
		verdict: 'approve',
		name: '同意',
		deed: '同意解锁',
		effect: '立即解锁，锁定期间操作按发生日期入账。超期记录保留；新期限届满未完成的，再次锁死。',
		phrases,
	};
}

function refuseChoice(step: Step): VerdictChoice {
	const phrases = ['逾期无正当理由，整改措施不具体，不予解锁。', '未说明如何在新期限内办结，不予解锁。'];
	if (step.kind === 'endorse')
		return {
			verdict: 'refuse',
			name: '不同意',
			deed: '不同意上报',
			effect: '申请到此为止，案件继续锁死；承办人可以重新申请。',
			phrases: ['逾期原因不属实，不同意上报。'],
		};
	const upward = step.level === 'intermediate' ? '中级法院两次不予解锁的，再申请由高级法院决定。' : '';
	return { verdict: 'refuse', name: '不同意', deed: '不予解锁', effect: `案件继续锁死，承办人可以重新申请。${upward}`, phrases };
}

/** The choices of a step in the order of the form. `next`: the step after it, absent when this one has the last word. */
export function verdictChoices(step: Step, next: Step | undefined, verdicts: readonly Verdict[]): readonly VerdictChoice[] {
	return verdicts.map((verdict) => {
		switch (verdict) {
			case 'approve':
				return approveChoice(step, next);
			case 'refuse':
				return refuseChoice(step);
			case 'return':
				return { verdict, ...returned, phrases: returnPhrases };
			case 'escalate':
				return {
					verdict,
					name: '报高院',
					deed: '报高院',
					effect: '改由高级法院决定，三个工作日内作出；案件继续锁死。',
					phrases: ['案情重大、社会关注，报请高级法院决定。', '超出本院掌握的尺度，报请高级法院决定。'],
				};
			default:
				return verdict satisfies never;
		}
	});
}

/** The step that runs, and the one after it. */
export function runningStep(route: readonly RouteStepView[]): {
	readonly index: number;
	readonly step?: RouteStepView;
	readonly next?: RouteStepView;
} {
	const index = route.findIndex(({ state }) => state === 'running');
	const step = route[index];
	const next = route.slice(index + 1).find(({ state }) => state !== 'skipped');
	return { index, ...(step ? { step } : {}), ...(step && next ? { next } : {}) };
}

/** Puts a stored phrase into an opinion: another stored one it replaces, what a person wrote it follows. */
export function addPhrase(text: string, phrase: string, stored: readonly string[] = []): string {
	const kept = text.trim();
	if (kept === '' || stored.includes(kept)) return phrase;
	return kept.includes(phrase) ? kept : `${kept}${/[。；！？]$/.test(kept) ? '' : '。'}${phrase}`;
}

/** How far a day is: 「周五 14天」. */
export function dayDistance(today: string, day: string): string {
	const left = day === '' ? Number.NaN : daysBetween(today, day);
	if (Number.isNaN(left)) return '';
	return `${formatWeekday(day).replace('星期', '周')} ${left === 0 ? '今日' : `${left}天`}`;
}

/** Those who can take a step, with their capacity where it is not their own office. */
export function takerNames({ takers }: Pick<StepTakersView, 'takers'>): string {
	return takers.map((taker) => (taker.capacity === 'role' ? taker.name : `${taker.name}（${taker.text}）`)).join('、');
}

/** The opinion that stays when the verdict changes: a stored phrase of another verdict does not. */
export function keptOpinion(text: string, verdict: Verdict, choices: readonly VerdictChoice[]): string {
	const foreign = choices.filter((choice) => choice.verdict !== verdict).flatMap(({ phrases }) => phrases);
	return foreign.includes(text.trim()) ? '' : text;
}

const doneTexts: Readonly<Record<string, string>> = {
	approve: '已提交：同意。',
	refuse: '已提交：不同意。',
	return: '已提交：退回补正。',
	escalate: '已提交：报高级法院决定。',
	filed: '申请已提交。',
	withdrawn: '申请已撤回。',
	reassigned: '已转办。',
	recused: '已回避，由其他审批人办理。',
	urged: '已催办。',
	partial: '已提交：部分同意。',
};

/** What was just done, by the word in the page's address. */
export function doneWords(done: string | undefined): string | undefined {
	return done !== undefined && Object.hasOwn(doneTexts, done) ? doneTexts[done] : undefined;
}
