import type { CauseVerdict } from '../contract/unlock-moves.ts';

/** What a decision form holds, as typed. */
export interface DecisionTyped {
	readonly step: number;
	readonly verdict: string;
	readonly opinion: string;
	readonly instruction: string;
	readonly newDueOn: Readonly<Record<string, string>>;
	/** Nodes that stay locked, with the reason. */
	readonly refused: Readonly<Record<string, string>>;
}

/** A move beside the decisions, as typed. */
export interface MoveTyped {
	readonly move: 'reassign' | 'recuse' | 'urge';
	readonly step: number;
	readonly to: string;
	readonly reason: string;
}

/** What a request form holds, as typed. */
export interface RequestTyped {
	readonly reason: string;
	readonly plan: string;
	readonly newDueOn: Readonly<Record<string, string>>;
}

const verdicts = ['approve', 'refuse', 'return', 'escalate'] as const;
const dayField = 'newDueOn:';
const grantField = 'grant:';

/** A text field without the space around it; empty where it is missing. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}

function daysOf(form: FormData): Record<string, string> {
	const days: Record<string, string> = {};
	for (const [name, value] of form)
		if (name.startsWith(dayField) && typeof value === 'string' && value !== '') days[name.slice(dayField.length)] = value;
	return days;
}

const refusedOf = (form: FormData): Record<string, string> =>
	Object.fromEntries(
		[...form]
			.filter(([name, value]) => name.startsWith(grantField) && value === 'no')
			.map(([name]) => [name.slice(grantField.length), textOf(form, `causeOpinion:${name.slice(grantField.length)}`)]),
	);

const stepOf = (form: FormData): number => (/^\d{1,3}$/.test(textOf(form, 'step')) ? Number(textOf(form, 'step')) : -1);

/** Reads a decision form. */
export function readDecision(form: FormData): DecisionTyped {
	return {
		step: stepOf(form),
		verdict: textOf(form, 'verdict'),
		opinion: textOf(form, 'opinion'),
		instruction: textOf(form, 'instruction'),
		newDueOn: daysOf(form),
		refused: refusedOf(form),
	};
}

/** Reads a move beside the decisions. */
export function readMove(form: FormData, move: MoveTyped['move']): MoveTyped {
	return { move, step: stepOf(form), to: textOf(form, 'to'), reason: textOf(form, 'moveReason') };
}

/** Cause by cause, where some stay locked; undefined where all are granted. */
export function grantOf({ newDueOn, refused }: Pick<DecisionTyped, 'newDueOn' | 'refused'>): readonly CauseVerdict[] | undefined {
	if (Object.keys(refused).length === 0) return undefined;
	const kept = Object.entries(refused).map(([nodeId, opinion]) => ({ nodeId, granted: false, opinion }));
	const given = Object.entries(newDueOn).filter(([nodeId]) => refused[nodeId] === undefined);
	return [...given.map(([nodeId, day]) => ({ nodeId, granted: true, newDueOn: day })), ...kept];
}

/** Reads a request form. */
export function readRequest(form: FormData): RequestTyped {
	return { reason: textOf(form, 'reason'), plan: textOf(form, 'plan'), newDueOn: daysOf(form) };
}

/** The verdict a text names, if it names one. */
export function verdictOf(text: string): (typeof verdicts)[number] | undefined {
	return verdicts.find((verdict) => verdict === text);
}

/** HTTP status of a refusal. */
export function refusalStatus(code: string): number {
	if (code === 'forbidden' || code === 'same-person') return 403;
	if (code === 'not-found') return 404;
	return ['step-decided', 'request-open', 'lock-released', 'not-locked'].includes(code) ? 409 : 400;
}

/** What the form of an absence holds, as typed. */
export interface AbsenceTyped {
	readonly person: string;
	readonly from: string;
	readonly to: string;
	readonly reason: string;
	readonly delegate: string;
}

/** Reads the form of an absence. */
export function readAbsence(form: FormData): AbsenceTyped {
	const [person, from, to] = [textOf(form, 'person'), textOf(form, 'from'), textOf(form, 'to')];
	return { person, from, to, reason: textOf(form, 'reason'), delegate: textOf(form, 'delegate') };
}
