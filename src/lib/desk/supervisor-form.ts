import { textOf } from './form-data.ts';

/** What the form of a post holds, as typed. */
export interface PostTyped {
	readonly person: string;
	readonly kind: 'unit' | 'node';
	readonly unit: string;
	readonly node: string;
	readonly from: string;
	readonly to: string;
}

/** Reads the form of a post. */
export function readPost(form: FormData): PostTyped {
	return {
		person: textOf(form, 'person'),
		kind: textOf(form, 'kind') === 'node' ? 'node' : 'unit',
		unit: textOf(form, 'unit'),
		node: textOf(form, 'node'),
		from: textOf(form, 'from'),
		to: textOf(form, 'to'),
	};
}

/** The post that a form asks for: one unit, or one node. */
export function postInput(court: string, typed: PostTyped) {
	const { person, kind, unit, node, from, to } = typed;
	return { court, person, ...(kind === 'unit' ? (unit ? { unit } : {}) : node ? { node } : {}), from, ...(to ? { to } : {}) };
}
