import type { OvertakenRow, SelectiveView, SilentLevel, SilentRow, SilentView } from '../../src/lib/contract/silent.ts';
import type { Principal } from '../core/access/may.ts';
import { eventType } from '../core/case/vocabulary.ts';
import type { CourtSettings } from '../core/directory/types.ts';
import { selectiveDaysOf, serviceNames, services, type Service } from '../core/silent/services.ts';
import { silentDaysOf, silentLevel, silentSince, type SilentDays } from '../core/silent/steps.ts';
import { addDays, daysBetween } from '../core/time/civil.ts';
import type { CourtDate } from '../core/time/types.ts';
import {
	countSilentIn,
	readOvertaken,
	readOvertakenCases,
	readOvertakers,
	readSilent,
	type SelectiveScope,
	type SilentScope,
} from '../store/silent-readers.ts';
import { offsetOf, superviseScope } from './supervise-scope.ts';
import { courtName, personName, type ViewContext } from './view-context.ts';

const pageRows = 100;
const overtakersShown = 5;

/** Names of the levels. */
export const silentLevelNames: Readonly<Record<SilentLevel, string>> = {
	remind: '提醒',
	warn: '警告',
	supervise: '督办',
	frozen: '停止计算',
};
const levels = ['remind', 'warn', 'supervise'] as const;
/** Not steps, though silence is counted from them. */
const beginnings = ['case-filed', 'case-transferred', 'transfer-received', 'case-reopened'];

/** What a list of silent cases is asked for. */
export interface SilentFilter {
	readonly court?: string;
	readonly cursor?: string;
	readonly limit?: number;
}

/** Everything that pages and API read of cases that lie still or were passed over, for one person at a time. */
export class SilentViews {
	readonly #context: ViewContext;

	constructor(context: ViewContext) {
		this.#context = context;
	}

	/** Courts by what they have set. */
	#groups<T>(
		courts: readonly string[],
		of: (settings: CourtSettings | undefined) => T,
	): readonly { readonly courts: readonly string[]; readonly value: T }[] {
		const directory = this.#context.directory();
		const values = new Map<string, T>();
		const groups = Map.groupBy(courts, (code) => {
			const value = of(directory.courts.get(code)?.settings);
			const key = JSON.stringify(value);
			values.set(key, value);
			return key;
		});
		return [...groups].map(([key, list]) => ({ courts: list, value: values.get(key)! }));
	}

	async silent(principal: Principal, filter: SilentFilter & { readonly level?: SilentLevel }): Promise<SilentView> {
		const { courts, choice, today, ...own } = superviseScope(this.#context, principal, filter.court);
		const { level, limit = pageRows } = filter;
		const groups = this.#groups(courts, silentDaysOf);
		const scope: SilentScope = {
			groups: groups.map((group) => ({ courts: group.courts, since: silentSince(group.value, today) })),
			...own,
			today,
		};
		const { db } = this.#context;
		const offset = offsetOf(filter.cursor);
		const found = groups.length === 0 ? [] : await readSilent(db, { ...scope, ...(level ? { level } : {}), offset, limit: limit + 1 });
		const [first] = groups;
		return {
			rows: found
				.slice(0, limit)
				.map((row) => this.#row(row, groups.find((group) => group.courts.includes(row.court_code))!.value, level, today)),
			counts: await countSilentIn(db, scope),
			...(first && groups.length === 1 ? { days: first.value } : {}),
			...(level ? { level } : {}),
			...(found.length > limit ? { nextCursor: String(offset + limit) } : {}),
			...choice,
		};
	}

	#row(row: Awaited<ReturnType<typeof readSilent>>[number], days: SilentDays, asked: SilentLevel | undefined, today: CourtDate): SilentRow {
		const handlerName = personName(this.#context, row.handler_code);
		const idleDays = daysBetween(row.last_step_on as CourtDate, today);
		const level = asked === 'frozen' ? 'frozen' : levels[silentLevel(idleDays, days) - 1]!;
		const lastStep = row.last_step ?? 'case-filed';
		return {
			caseId: row.id,
			caseNumber: row.number_text,
			court: row.court_code,
			courtName: courtName(this.#context, row.court_code),
			...(handlerName ? { handlerName } : {}),
			filedOn: row.filed_on ?? '',
			lastStepOn: row.last_step_on ?? '',
			lastStepName: eventType(lastStep).name,
			never: beginnings.includes(lastStep),
			idleDays,
			level,
			levelName: silentLevelNames[level],
			locked: row.lock_id !== null,
		};
	}

	async selective(principal: Principal, filter: SilentFilter & { readonly service?: string }): Promise<SelectiveView> {
		const { courts, choice, today, ...own } = superviseScope(this.#context, principal, filter.court);
		const groups = this.#groups(courts, selectiveDaysOf);
		const scope: SelectiveScope = {
			groups: groups.map((group) => ({ courts: group.courts, before: addDays(today, -(group.value + 1)) })),
			...own,
			today,
		};
		const { db } = this.#context;
		const all = await readOvertaken(db, scope);
		const list = filter.service ? all.filter((row) => row.service === filter.service) : all;
		const offset = offsetOf(filter.cursor);
		const limit = filter.limit ?? pageRows;
		const shown = list.slice(offset, offset + limit);
		const cases = new Map((await readOvertakenCases(db, [...new Set(shown.map((row) => row.caseId))])).map((row) => [row.id, row]));
		const rows: OvertakenRow[] = [];
		for (const row of shown) {
			const older = cases.get(row.caseId);
			if (!older) continue;
			const others = await readOvertakers(
				db,
				scope,
				{ caseId: row.caseId, court: older.court_code, service: row.service },
				overtakersShown,
			);
			const handlerName = personName(this.#context, older.handler_code);
			const ableOn = (others[0]?.able_on ?? older.filed_on ?? today) as CourtDate;
			rows.push({
				caseId: row.caseId,
				caseNumber: older.number_text,
				courtName: courtName(this.#context, older.court_code),
				...(handlerName ? { handlerName } : {}),
				filedOn: older.filed_on ?? '',
				service: row.service,
				serviceName: serviceNames[row.service as Service],
				ableOn,
				waitingDays: daysBetween(ableOn, today),
				count: row.count,
				overtakers: others.map((other) => ({
					caseId: other.id,
					caseNumber: other.number_text,
					filedOn: other.filed_on,
					doneOn: other.done_on ?? '',
				})),
			});
		}
		const [first] = groups;
		return {
			rows,
			cases: new Set(list.map((row) => row.caseId)).size,
			total: list.length,
			services: services.map((code) => ({ code, name: serviceNames[code], count: all.filter((row) => row.service === code).length })),
			...(filter.service ? { service: filter.service } : {}),
			...(first && groups.length === 1 ? { days: first.value } : {}),
			...(offset + limit < list.length ? { nextCursor: String(offset + limit) } : {}),
			...choice,
		};
	}
}
