import { textOf } from './form-data.ts';

/** What the form that ends an exclusion holds, as typed. */
export interface EndTyped {
	readonly exclusionId: string;
	readonly to: string;
	readonly documentNo: string;
}

/** Reads the form that ends an exclusion. */
export function readEnd(form: FormData): EndTyped {
	return { exclusionId: textOf(form, 'exclusionId'), to: textOf(form, 'to'), documentNo: textOf(form, 'documentNo') };
}
