import type { WorklistFilter } from '../contract/desk.ts';
import { filterQuery } from './worklist-filter.ts';

// Ids hold Chinese signs, brackets and slashes: every one is encoded here, and nowhere else.

/** A case page, with a node selected. */
export function caseHref(id: number, node?: string): string {
	return `/desk/cases/${id}${node === undefined ? '' : `?node=${encodeURIComponent(node)}`}`;
}

/** The form that asks for an unlock. */
export function requestFormHref(lockId: string): string {
	return `/desk/locks/${encodeURIComponent(lockId)}/request`;
}

/** The approval page of a request. */
export function decisionHref(requestId: string): string {
	return `/desk/unlock/${encodeURIComponent(requestId)}`;
}

/** A publication's page. */
export function publicationHref(id: string): string {
	return `/desk/publications/${encodeURIComponent(id)}`;
}

/** A publication as a Word document. */
export function documentHref(id: string): string {
	return `/api/v1/publications/${encodeURIComponent(id)}.docx`;
}

/** The same statistics as of now. */
export function dailyNowHref(court: string): string {
	return `/desk/publications/now?court=${encodeURIComponent(court)}`;
}

/** The worklist with a filter. */
export function worklistHref(filter: WorklistFilter): string {
	return `/desk${filterQuery(filter)}`;
}

/** The worklist as a file, by the query of its page. */
export function exportHref(query: string, format: 'csv' | 'xlsx'): string {
	return `/desk/export${query === '' ? '?' : `${query}&`}format=${format}`;
}

/** A file that goes with an unlock request. */
export function documentFileHref(id: string): string {
	return `/desk/documents/${encodeURIComponent(id)}`;
}

/** 解锁审批单. */
export function sheetHref(requestId: string): string {
	return `${decisionHref(requestId)}/sheet`;
}
