import { isPlain } from './data-fields.ts';
import { badField, vocabulary } from './vocabulary.ts';
import { parseCaseNumber, type CaseNumber } from './case-number.ts';
import { courtByDesignation, isWithin } from '../directory/court-tree.ts';
import type { Directory } from '../directory/types.ts';
import { parseMoment, plusMinutes } from '../time/zone.ts';
import type { CourtDate, Instant } from '../time/types.ts';

/** Why a row goes to quarantine (contract §2). */
export type RejectReason =
	| 'unknown-court'
	| 'out-of-scope'
	| 'unknown-type'
	| 'bad-case-number'
	| 'unknown-case'
	| 'court-mismatch'
	| 'bad-time'
	| 'future-time'
	| 'impossible-date'
	| 'bad-data'
	| 'identity-conflict';

/** A row that can be recorded. */
export interface ParsedEvent {
	readonly source: string;
	readonly id: string;
	readonly court: string;
	readonly number: CaseNumber;
	readonly type: string;
	readonly on: CourtDate;
	readonly at?: Instant;
	readonly sourceSeq?: number;
	readonly data: Readonly<Record<string, unknown>>;
}

/** A row that cannot, with the reason and what is wrong in Chinese. */
export interface RejectedRow {
	readonly reason: RejectReason;
	readonly detail: string;
	readonly source?: string;
	readonly id?: string;
	readonly court?: string;
	readonly caseKey?: string;
}

/** The outcome of reading one row. */
export type ParsedRow = { readonly ok: true; readonly event: ParsedEvent } | ({ readonly ok: false } & RejectedRow);

/** What a row is read against. */
export interface ParseContext {
	readonly directory: Directory;
	/** The court whose subtree the key may send for. */
	readonly keyCourt: string;
	readonly now: Instant;
}

const sourcePattern = /^[a-z0-9-]{1,64}$/;
/** Facts older than this are typing errors, not facts. */
const firstPossibleDay = '1990-01-01';
/** Clocks of a source may run a little ahead of ours. */
const futureMinutes = 10;

type Row = Readonly<Record<string, unknown>>;

/** Deeper data than this is no data of a court system; it would exhaust whatever walks it. */
const mostDepth = 32;

function isTooDeep(value: unknown, left = mostDepth): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return left === 0 || Object.values(value).some((item) => isTooDeep(item, left - 1));
}

function envelope(row: Row): string | undefined {
	if (typeof row.id !== 'string' || row.id.length === 0 || row.id.length > 200) return 'id 应为 1 至 200 个字符';
	if (!isPlain(row.id)) return 'id 不得含控制字符或残缺字符';
	if (typeof row.source !== 'string' || !sourcePattern.test(row.source)) return 'source 应为 1 至 64 个小写字母、数字或连字符';
	if (row.source === 'system') return 'source “system” 为本系统保留';
	if (row.seq !== undefined && row.seq !== null && (!Number.isSafeInteger(row.seq) || (row.seq as number) < 0)) return 'seq 应为非负整数';
	if (row.data !== undefined && (typeof row.data !== 'object' || row.data === null || Array.isArray(row.data))) return 'data 应为对象';
	if (isTooDeep(row.data)) return `data 嵌套超过 ${mostDepth} 层`;
	return undefined;
}

/** An optional field that is sent as null is absent: it must not be taken for a value (a stop with `subject: null` stops every clock). */
function withoutNulls(data: Row): Row {
	return Object.values(data).includes(null) ? Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)) : data;
}

/** Reads one row of a batch against vocabulary, directory and clock; never throws. */
export function parseEvent(value: unknown, context: ParseContext): ParsedRow {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return { ok: false, reason: 'bad-data', detail: '事件应为 JSON 对象' };
	const row = value as Row;
	const text = (field: string): string | undefined => (typeof row[field] === 'string' ? row[field].slice(0, 300) : undefined);
	const known = { source: text('source'), id: text('id'), court: text('court') };
	const reject = (reason: RejectReason, detail: string, caseKey?: string): ParsedRow => ({
		ok: false,
		reason,
		detail,
		...known,
		...(caseKey ? { caseKey } : {}),
	});

	const broken = envelope(row);
	if (broken) return reject('bad-data', broken);
	const court = context.directory.courts.get(known.court ?? '');
	if (!court) return reject('unknown-court', `法院目录中没有代码 ${known.court ?? '（缺）'}`);
	if (!isWithin(context.directory, court.code, context.keyCourt)) return reject('out-of-scope', `密钥无权报送 ${court.name} 的数据`);
	const type = vocabulary.get(text('type') ?? '');
	if (!type || type.group === 'system') return reject('unknown-type', `没有事件类型 ${text('type') ?? '（缺）'}`);
	const number = typeof row.caseNumber === 'string' ? parseCaseNumber(row.caseNumber) : undefined;
	if (!number) return reject('bad-case-number', `案号无法识别：${text('caseNumber') ?? '（缺）'}`);
	const named = courtByDesignation(context.directory, number.designation);
	if (!named) return reject('bad-case-number', `案号中的法院代字 ${number.designation} 不在法院目录中`, number.key);
	const mismatch = type.type === 'case-filed' && named.code !== court.code;
	if (mismatch) return reject('court-mismatch', `案号属于 ${named.name}，报送法院为 ${court.name}`, number.key);

	const moment = typeof row.occurredAt === 'string' ? parseMoment(row.occurredAt, court.zone) : undefined;
	if (!moment) return reject('bad-time', `occurredAt 应为带时区的时刻或日期：${text('occurredAt') ?? '（缺）'}`, number.key);
	if (moment.on < firstPossibleDay) return reject('impossible-date', `日期早于 1990 年：${moment.on}`, number.key);
	const latest = plusMinutes(context.now, futureMinutes);
	const ahead = moment.at ? moment.at > latest : moment.on > dayAt(latest, court.zone);
	if (ahead) return reject('future-time', `时间晚于当前法院时间：${text('occurredAt')}`, number.key);

	const data = withoutNulls((row.data ?? {}) as Row);
	const bad = badField(type, data);
	if (bad) return reject('bad-data', `data.${bad} 缺失或类型不符`, number.key);
	if (type.type === 'case-transferred' && !context.directory.courts.has(data.toCourt as string))
		return reject('bad-data', `法院目录中没有移送法院 ${data.toCourt as string}`, number.key);
	return {
		ok: true,
		event: {
			source: known.source!,
			id: known.id!,
			court: court.code,
			number,
			type: type.type,
			on: moment.on,
			...(moment.at ? { at: moment.at } : {}),
			...(typeof row.seq === 'number' ? { sourceSeq: row.seq } : {}),
			data,
		},
	};
}

function dayAt(instant: Instant, zone: string): CourtDate {
	return parseMoment(instant, zone)!.on;
}
