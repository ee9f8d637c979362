import { textOf } from './form-data.ts';

/** What was typed about a stage. */
export interface StageTyped {
	readonly stageId: string;
	readonly kind: 'receive' | 'plan' | 'review';
	readonly text: string;
	readonly nextReviewOn: string;
	readonly leave: boolean;
}

/** Reads a form about a stage. */
export function readStage(form: FormData, kind: StageTyped['kind']): StageTyped {
	return {
		stageId: textOf(form, 'stageId'),
		kind,
		text: textOf(form, kind === 'plan' ? 'plan' : 'result'),
		nextReviewOn: textOf(form, 'nextReviewOn'),
		leave: form.get('leave') === 'on',
	};
}

const done: Readonly<Record<string, string>> = { receive: '已签收。', plan: '一案一策已记录。', review: '过堂结果已记录。' };

/** What a finished deed says. */
export function stageDone(code: string | null): string | undefined {
	return code === null ? undefined : done[code];
}

/** HTTP status of a refused deed of supervision. */
export function superviseStatus(code: string): number {
	if (code === 'forbidden' || code === 'same-person') return 403;
	if (code === 'not-found') return 404;
	return ['illegal-move', 'not-due', 'stage-left', 'stage-received'].includes(code) ? 409 : 400;
}
