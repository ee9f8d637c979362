import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** RFC 9457 problem JSON: a code for machines, Chinese text for people. */
export interface Problem {
	readonly type: string;
	readonly title: string;
	readonly status: number;
	readonly code: string;
	readonly detail?: string;
	readonly [extension: string]: unknown;
}

/** Answers with a problem. */
export function problem(
	c: Context,
	status: ContentfulStatusCode,
	code: string,
	title: string,
	extra: Record<string, unknown> = {},
): Response {
	const body: Problem = { type: `urn:enforcement-wall:${code}`, title, status, code, ...extra };
	return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' });
}

/** The status of a refusal that law or route foresees. */
export function refusalStatus(code: string): ContentfulStatusCode {
	switch (code) {
		case 'not-found':
			return 404;
		case 'forbidden':
		case 'same-person':
		case 'recused':
			return 403;
		case 'step-decided':
		case 'request-open':
		case 'not-locked':
		case 'not-proposed':
		case 'proposed-first':
		case 'locks-off':
		case 'not-in-review':
		case 'lock-released':
		case 'no-upper-court':
		case 'case-locked':
		case 'case-closed':
		case 'case-transferred':
		case 'silence-open':
		case 'silence-over':
		case 'node-ended':
		case 'post-ended':
		case 'week-signed':
		case 'not-returned':
		case 'exclusion-ended':
		case 'illegal-move':
		case 'not-due':
		case 'stage-left':
		case 'stage-received':
		case 'step-assigned':
		case 'person-away':
		case 'urged-already':
		case 'absence-overlap':
		case 'absence-ended':
		case 'stale':
		case 'issued-already':
		case 'corrected-already':
		case 'number-taken':
		case 'document-known':
		case 'document-filed':
		case 'rectification-open':
		case 'rectification-closed':
		case 'campaign-ended':
		case 'withdrawn-already':
			return 409;
		default:
			return 422;
	}
}
