import type { IssuedForm } from '../contract/papers.ts';
import type { ArchiveAsked } from '../contract/publications.ts';
import { publicationHref } from './links.ts';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the query of the archive; what cannot be read narrows nothing. */
export function parseArchive(query: URLSearchParams): ArchiveAsked {
	const text = (name: string): string | undefined => query.get(name)?.trim().slice(0, 100) || undefined;
	const day = (name: string): string | undefined => {
		const value = text(name);
		return value !== undefined && dayPattern.test(value) ? value : undefined;
	};
	const number = (name: string): number => {
		const value = Number(text(name) ?? 1);
		return Number.isInteger(value) && value > 0 && value <= 10_000 ? value : 1;
	};
	const drafts = number('drafts');
	const [words, kind, court, from, to] = [text('q'), text('kind'), text('court'), day('from'), day('to')];
	return {
		...(words ? { words } : {}),
		...(kind ? { kind } : {}),
		...(court ? { court } : {}),
		...(from ? { from } : {}),
		...(to ? { to } : {}),
		page: number('page'),
		...(drafts > 1 ? { drafts } : {}),
	};
}

/** The archive with a filter, at a page. */
export function archiveHref({ words, kind, court, from, to, page, drafts }: ArchiveAsked): string {
	const query = new URLSearchParams();
	if (words) query.set('q', words);
	if (kind) query.set('kind', kind);
	if (court) query.set('court', court);
	if (from) query.set('from', from);
	if (to) query.set('to', to);
	if (page !== undefined && page > 1) query.set('page', String(page));
	if (drafts !== undefined && drafts > 1) query.set('drafts', String(drafts));
	const text = query.toString();
	return `/desk/publications${text === '' ? '' : `?${text}`}`;
}

/** Whether an archive is narrowed by anything but the page. */
export const isNarrowed = ({ words, kind, court, from, to }: ArchiveAsked): boolean => [words, kind, court, from, to].some(Boolean);

/** A draft's page. */
export const draftHref = (id: string): string => `/desk/publications/drafts/${encodeURIComponent(id)}`;

/** What a corrected version says otherwise. */
export const diffHref = (id: string): string => `${publicationHref(id)}/diff`;

/** The edition for visitors. */
export const visitorHref = (id: string): string => `${publicationHref(id)}?edition=visitor`;

/** A file of a publication, as it was issued or for visitors. */
export const fileHref = (id: string, form: IssuedForm['form'], visitor = false): string =>
	`/api/v1/publications/${encodeURIComponent(id)}.${form}${visitor ? '?edition=visitor' : ''}`;

/** How long a run took: 「0.8 秒」「1 分 5 秒」. */
export function tookWords(ms: number): string {
	if (ms < 60_000) return `${(ms / 1000).toFixed(1)} 秒`;
	const seconds = Math.round(ms / 1000);
	return `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`;
}

/** Status of a refused deed on papers. */
export function paperStatus(code: string): number {
	if (code === 'sign-in-needed') return 401;
	if (code === 'forbidden' || code === 'same-person') return 403;
	if (code === 'not-found') return 404;
	return ['stale', 'illegal-move', 'issued-already', 'corrected-already', 'number-taken'].includes(code) ? 409 : 400;
}
