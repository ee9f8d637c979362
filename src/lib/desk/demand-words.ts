import type { DemandsChecked, DemandsView } from '../contract/demands.ts';

/** What came of checking a text, or of saving one that was refused. */
export type DemandsOutcome = DemandsChecked;

/** Whose demands hold, in one sentence. */
export function heldWords({ of, ofName }: Pick<DemandsView, 'of' | 'ofName'>): string {
	if (of === 'own') return '本院自行设定的规则有效';
	return of === 'above' ? `沿用${ofName ?? '上级法院'}设定的规则` : '沿用系统自带的规则';
}

/** What is said after a deed that the address names; undefined for anything else. */
export function demandsDone(name: string | undefined): string | undefined {
	if (name === 'saved') return '已保存，此后生成的通报按此规则提出工作要求；已生成的文稿不变。';
	return name === 'reset' ? '已恢复，本院不再有自己的规则；原文本保留在审计记录中。' : undefined;
}

/** The text of the form. It keeps its own line breaks: line numbers depend on them. */
export function readDemandsText(form: FormData): string {
	const value = form.get('text');
	return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}
