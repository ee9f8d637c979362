/** What a decision form holds, as typed. */
export interface DecisionTyped {
	readonly step: number;
	readonly verdict: string;
	readonly opinion: string;
	readonly instruction: string;
	readonly newDueOn: Readonly<Record<string, string>>;
}

/** What a request form holds, as typed. */
export interface RequestTyped {
	readonly reason: string;
	readonly plan: string;
	readonly newDueOn: Readonly<Record<string, string>>;
}

const verdicts = ['approve', 'refuse', 'return', 'escalate'] as const;
const dayField = 'newDueOn:';

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

/** Reads a decision form. */
export function readDecision(form: FormData): DecisionTyped {
	return {
		step: /^\d{1,3}$/.test(textOf(form, 'step')) ? Number(textOf(form, 'step')) : -1,
		verdict: textOf(form, 'verdict'),
		opinion: textOf(form, 'opinion'),
		instruction: textOf(form, 'instruction'),
		newDueOn: daysOf(form),
	};
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
