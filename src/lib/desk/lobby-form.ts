import type { LobbyFees, LobbyGuide, LobbyLanguage, LobbyPageKind, LobbySettings, Subtitle, SubtitleKey } from '../contract/lobby.ts';
import type { LobbyNoticeTyped } from '../contract/lobby-desk.ts';
import { languageNames, pageTitles } from '../tiles/lobby/lobby-words.ts';
import { textOf } from './form-data.ts';

/** Contents in the order of the form. */
export const pageKinds = Object.keys(pageTitles) as readonly LobbyPageKind[];
/** Languages of second lines. */
export const languages = Object.keys(languageNames) as readonly LobbyLanguage[];

/** A form as it was typed, to be shown again where something was wrong with it. */
export type Typed = Readonly<Record<string, string>>;

/** Keeps the text fields of a form. */
export function typedOf(form: FormData): Typed {
	return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function subtitleOf(form: FormData, key: string): Subtitle | undefined {
	const text = textOf(form, `second:${key}`);
	const lang = languages.find((each) => each === textOf(form, `lang:${key}`));
	return text === '' ? undefined : { text, lang: lang ?? 'en' };
}

/** A number of a form; NaN where it is none, so that the server says what is wrong. */
function numberOf(form: FormData, name: string): number {
	const text = textOf(form, name).replaceAll(/[,，\s]/g, '');
	return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** Reads the form of what a lobby shows. Contents come in the order of the numbers; equal ones as they stand in the form. */
export function readLobbySettings(form: FormData): { readonly settings: LobbySettings; readonly hearings: boolean } {
	const order = (kind: LobbyPageKind): number => numberOf(form, `order:${kind}`) || 99;
	const pages = [...pageKinds]
		.sort((a, b) => order(a) - order(b))
		.map((kind) => ({ kind, shown: form.has(`shown:${kind}`), seconds: numberOf(form, `seconds:${kind}`) }));
	const keys: readonly SubtitleKey[] = ['place', ...pageKinds];
	const subtitles = Object.fromEntries(
		keys.flatMap((key) => {
			const subtitle = subtitleOf(form, key);
			return subtitle ? [[key, subtitle]] : [];
		}),
	);
	const contrast = form.has('contrast') ? 'high' : 'normal';
	return { settings: { pages, contrast, place: textOf(form, 'place'), subtitles }, hearings: form.has('hearings') };
}

/** Numbers of the rows that a form has under a name: `title:0`, `title:1` … */
function rowsOf(form: FormData, name: string): readonly number[] {
	const rows = [...form.keys()].flatMap((key) => {
		const [, row] = new RegExp(`^${name}:(\\d{1,2})$`).exec(key) ?? [];
		return row === undefined ? [] : [Number(row)];
	});
	return [...new Set(rows)].sort((a, b) => a - b);
}

/** Reads the form of the guide; rows left empty are left out. */
export function readGuide(form: FormData): LobbyGuide {
	const items = rowsOf(form, 'title').flatMap((row) => {
		const [title, text] = [textOf(form, `title:${row}`), textOf(form, `text:${row}`)];
		const subtitle = subtitleOf(form, String(row));
		return title === '' && text === '' ? [] : [{ title, text, ...(subtitle ? { subtitle } : {}) }];
	});
	return { items, source: textOf(form, 'source'), pending: false };
}

/** Reads the form of the fees; rows left empty are left out. The last bracket has no upper end. */
export function readFees(form: FormData): LobbyFees {
	const brackets = rowsOf(form, 'upTo').flatMap((row) => {
		const [upTo, flat, rate] = ['upTo', 'flat', 'rate'].map((name) => textOf(form, `${name}:${row}`));
		if (upTo === '' && flat === '' && rate === '') return [];
		return [
			{
				upTo: upTo === '' ? null : numberOf(form, `upTo:${row}`),
				...(flat === '' ? {} : { flat: numberOf(form, `flat:${row}`) }),
				...(rate === '' ? {} : { rate: Math.round(numberOf(form, `rate:${row}`) * 100) }),
			},
		];
	});
	const fixed = rowsOf(form, 'name').flatMap((row) => {
		const [name, fee] = [textOf(form, `name:${row}`), textOf(form, `fee:${row}`)];
		return name === '' && fee === '' ? [] : [{ name, fee, pending: false }];
	});
	const examples = rowsOf(form, 'example').flatMap((row) =>
		textOf(form, `example:${row}`) === '' ? [] : [numberOf(form, `example:${row}`)],
	);
	const notes = rowsOf(form, 'note').flatMap((row) => textOf(form, `note:${row}`) || []);
	return { brackets, fixed, examples, notes, source: textOf(form, 'source'), pending: false };
}

/** Reads the form of a notice. */
export function readLobbyNotice(form: FormData): LobbyNoticeTyped {
	const subtitle = subtitleOf(form, 'notice');
	return { text: textOf(form, 'text'), from: textOf(form, 'from'), to: textOf(form, 'to'), ...(subtitle ? { subtitle } : {}) };
}

/** Parts of the page, by their names in the address. */
export const lobbyParts = { notices: '公告', settings: '显示内容', guide: '办事指南', fees: '收费标准' } as const;
/** One of them. */
export type LobbyPart = keyof typeof lobbyParts;

const done: Readonly<Record<string, string>> = {
	notice: '公告已发布，按起止时间显示。',
	withdrawn: '公告已撤下，屏幕上不再显示。',
	settings: '显示内容已保存，屏幕随即更新。',
	guide: '办事指南已保存。',
	fees: '收费标准已保存。',
	reset: '已恢复为系统自带的内容，原有的版本保留。',
};

/** What is said after a deed; the address names it. */
export const lobbyDone = (name: string | null): string | undefined => (name !== null && Object.hasOwn(done, name) ? done[name] : undefined);
