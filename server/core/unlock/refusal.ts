/** A refusal that law or route foresees: a code for machines, a sentence for people. */
export interface Refusal {
	readonly ok: false;
	readonly code: string;
	readonly message: string;
}

/** Makes a refusal. */
export const refuse = (code: string, message: string): Refusal => ({ ok: false, code, message });
