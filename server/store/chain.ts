import type { CourtDate, Instant } from '../core/time/types.ts';
import { canonicalJson, chainStart, sha256 } from './hash.ts';

/** An event on its way into the log. */
export interface NewEvent {
	readonly source: string;
	readonly id: string;
	readonly court: string;
	readonly caseKey: string;
	readonly type: string;
	readonly on: CourtDate;
	readonly at?: Instant;
	readonly sourceSeq?: number;
	readonly data: Readonly<Record<string, unknown>>;
}

/** The hash of what an event says; the same content sent again has the same hash. */
export function contentHash(event: NewEvent): string {
	return sha256(canonicalEvent(event));
}

const quoted = JSON.stringify as (value: string | number) => string;

/** `canonicalJson` of what an event says. Its fields are the same for every event, and so need not be sorted for each. */
export function canonicalEvent({ source, id, court, caseKey, type, on, at, sourceSeq, data }: NewEvent): string {
	const first = at === undefined ? '' : `"at":${quoted(at)},`;
	const place = sourceSeq === undefined ? '' : `,"sourceSeq":${quoted(sourceSeq)}`;
	const named = `"caseKey":${quoted(caseKey)},"court":${quoted(court)},"data":${canonicalJson(data)},"id":${quoted(id)},"on":${quoted(on)}`;
	return `{${first}${named},"source":${quoted(source)}${place},"type":${quoted(type)}}`;
}

/** Where the chains of courts end. */
export type Heads = Map<string, { readonly courtSeq: number; readonly hash: string }>;

/** The hash of a link: of the one before it, its place, its content and when it was recorded. */
export const linkHash = (before: string, court: string, courtSeq: number, content: string, recordedAt: string): string =>
	sha256(`${before}|${court}|${courtSeq}|${content}|${recordedAt}`);

/** An event as the next link of the chain of its court, with what it says as a text. */
export function linked(event: NewEvent, data: string, heads: Heads, recordedAt: Instant) {
	const head = heads.get(event.court) ?? { courtSeq: 0, hash: chainStart };
	const content = contentHash(event);
	const courtSeq = head.courtSeq + 1;
	const hash = linkHash(head.hash, event.court, courtSeq, content, recordedAt);
	heads.set(event.court, { courtSeq, hash });
	return {
		court_code: event.court,
		court_seq: courtSeq,
		source: event.source,
		id: event.id,
		case_key: event.caseKey,
		type: event.type,
		occurred_on: event.on,
		occurred_at: event.at ?? null,
		source_seq: event.sourceSeq ?? null,
		data,
		recorded_at: recordedAt,
		content_hash: content,
		prev_hash: head.hash,
		hash,
	};
}
