import { isCourtDate } from '../time/civil.ts';

/** The type of one data field of an event. `?` after the kind means optional. */
export type FieldKind =
	'text' | 'code' | 'day' | 'integer' | 'boolean' | 'texts' | 'parties' | 'route' | 'days-by-node' | 'node-ids' | readonly string[];

/** One field: its kind and whether it may be absent. */
export interface Field {
	readonly kind: FieldKind;
	readonly optional: boolean;
}

/** A field that must be there. */
export const need = (kind: FieldKind): Field => ({ kind, optional: false });
/** A field that may be absent. */
export const may = (kind: FieldKind): Field => ({ kind, optional: true });

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Whether a text is whole: no NUL (no database column takes it) and no half of a surrogate pair (it would be stored as another text). */
const isWhole = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
/** Whether a text can be an id or a code: whole, and without control characters. */
export const isPlain = (text: string): boolean => !/\p{Cc}/u.test(text) && text.isWellFormed();
const isText = (value: unknown, max: number): value is string =>
	typeof value === 'string' && value.length > 0 && value.length <= max && isWhole(value);
const isDay = (value: unknown): boolean => typeof value === 'string' && isCourtDate(value);

const checks: Record<Exclude<FieldKind, readonly string[]>, (value: unknown) => boolean> = {
	text: (value) => isText(value, 4000),
	code: (value) => isText(value, 64) && isPlain(value),
	day: isDay,
	integer: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
	boolean: (value) => typeof value === 'boolean',
	texts: (value) => Array.isArray(value) && value.length <= 100 && value.every((item) => isText(item, 200)),
	parties: (value) =>
		Array.isArray(value) &&
		value.length <= 1000 &&
		value.every((item) => isObject(item) && isText(item.id, 64) && typeof item.role === 'string'),
	route: (value) => Array.isArray(value) && value.every(isObject),
	'days-by-node': (value) => isObject(value) && Object.values(value).every(isDay),
	'node-ids': (value) => Array.isArray(value) && value.every((item) => isText(item, 300)),
};

/** Whether a value is of the field's kind. */
export function fieldHolds(kind: FieldKind, value: unknown): boolean {
	return typeof kind === 'string' ? checks[kind](value) : typeof value === 'string' && kind.includes(value);
}

const jsonSchemas: Record<Exclude<FieldKind, readonly string[]>, object> = {
	text: { type: 'string', minLength: 1, maxLength: 4000 },
	code: { type: 'string', minLength: 1, maxLength: 64 },
	day: { type: 'string', format: 'date' },
	integer: { type: 'integer', minimum: 0 },
	boolean: { type: 'boolean' },
	texts: { type: 'array', items: { type: 'string' } },
	parties: {
		type: 'array',
		items: {
			type: 'object',
			required: ['id', 'role'],
			properties: { id: { type: 'string' }, role: { type: 'string' }, name: { type: 'string' }, kind: { type: 'string' } },
		},
	},
	route: { type: 'array', items: { type: 'object' } },
	'days-by-node': { type: 'object', additionalProperties: { type: 'string', format: 'date' } },
	'node-ids': { type: 'array', items: { type: 'string' } },
};

/** The JSON Schema of a field's kind, as answered by `GET /api/v1/event-types`. */
export function fieldSchema(kind: FieldKind): object {
	return typeof kind === 'string' ? jsonSchemas[kind] : { type: 'string', enum: kind };
}
