import { hash } from 'node:crypto';

/** SHA-256 of a text, in hex. */
export function sha256(text: string): string {
	return hash('sha256', text, 'hex');
}

/** JSON with sorted keys, so that the same content always gives the same text. */
export function canonicalJson(value: unknown): string {
	if (value === undefined) return 'null';
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	const fields = value as Readonly<Record<string, unknown>>;
	let text = '';
	for (const key of Object.keys(fields).sort()) {
		const item = fields[key];
		if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
	}
	return `{${text}}`;
}

/** The first link of every court's chain. */
export const chainStart = '0'.repeat(64);
