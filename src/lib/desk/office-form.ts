import type { CampaignTyped } from '../contract/campaigns.ts';
import type { EntryTyped } from '../contract/entries.ts';
import type { QuotaTyped } from '../contract/quotas.ts';
import type { RectificationMoveTyped, RectificationTyped } from '../contract/rectifications.ts';
import type { CaseFilterView, TargetTyped } from '../contract/targets.ts';
import { textOf } from './form-data.ts';

const textsOf = (form: FormData, name: string): readonly string[] =>
	form.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : ''));

function filterOf(text: string | undefined): CaseFilterView | undefined {
	if (!text) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Rows of the form of targets; a row without an indicator or a rule is a deleted or an empty one. */
export function readTargetRows(form: FormData): readonly TargetTyped[] {
	const [codes, rules, words, filters] = [textsOf(form, 'code'), textsOf(form, 'rule'), textsOf(form, 'words'), textsOf(form, 'filter')];
	return codes.flatMap((code, index) => {
		const rule = rules[index] ?? '';
		if (code === '' || rule === '') return [];
		const filter = filterOf(filters[index]);
		return [{ code, rule, words: words[index] ?? '', ...(filter ? { filter } : {}) }];
	});
}

/** The year that a form names; 0 where it names none. */
export const yearOf = (form: FormData): number => (/^\d{4}$/.test(textOf(form, 'year')) ? Number(textOf(form, 'year')) : 0);

/** Reads the form of quotas. */
export function readQuota(form: FormData): QuotaTyped {
	const months = Object.fromEntries(
		Array.from({ length: 12 }, (_, index) => index + 1)
			.filter((month) => form.has(`month-${month}`))
			.map((month) => [month, textOf(form, `month-${month}`)]),
	);
	const goal = textOf(form, 'way') === 'shares' ? textOf(form, 'goal') || '0' : '';
	return { court: textOf(form, 'court'), unit: textOf(form, 'unit'), year: yearOf(form), document: textOf(form, 'document'), months, goal };
}

/** Reads the form of one filled-in value. */
export function readEntry(form: FormData): EntryTyped {
	const of = (name: string): string => textOf(form, name);
	return { measure: of('measure'), unit: of('unit'), day: of('day'), value: of('value'), source: of('source') };
}

/** Reads the form of a campaign. */
export function readCampaign(form: FormData): CampaignTyped {
	const of = (name: string): string => textOf(form, name);
	const rules = textsOf(form, 'rule');
	return {
		id: of('id'),
		court: of('court'),
		name: of('name'),
		from: of('from'),
		to: of('to'),
		document: of('document'),
		kinds: textsOf(form, 'kind').filter(Boolean),
		enterprise: of('enterprise'),
		contractOnly: false,
		targets: textsOf(form, 'code').flatMap((code, index) => (code && rules[index] ? [{ code, rule: rules[index] }] : [])),
	};
}

/** Reads the form of a new rectification. */
export function readRectification(form: FormData): RectificationTyped {
	const of = (name: string): string => textOf(form, name);
	return {
		court: of('court'),
		unit: of('unit'),
		code: of('code'),
		title: of('title'),
		foundIn: of('foundIn'),
		owner: of('owner'),
		dueOn: of('dueOn'),
		measures: of('measures'),
	};
}

/** Reads the form of a move. */
export function readMoveOf(form: FormData): RectificationMoveTyped {
	return { id: textOf(form, 'id'), move: textOf(form, 'move'), text: textOf(form, 'text'), dueOn: textOf(form, 'dueOn') };
}

const mostBytes = 2_000_000;

/** The text of an uploaded file; UTF-8 is expected, what is not shows as replacement characters and is refused further on. */
export async function readFile(form: FormData): Promise<{ readonly name: string; readonly text: string }> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size > mostBytes) return { name: '', text: '' };
	return { name: file.name, text: await file.text() };
}
