import { PGliteDialect } from 'kysely';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal, Role, Scope } from '../../server/core/access/may.ts';
import { parseEvent } from '../../server/core/case/parse-event.ts';
import { vocabulary } from '../../server/core/case/vocabulary.ts';
import type { Rulebook } from '../../server/core/rulebook/types.ts';
import type { Instant } from '../../server/core/time/types.ts';
import { instantOfEpochMs } from '../../server/core/time/zone.ts';
import type { Actor, FlowContext } from '../../server/flows/context.ts';
import { makeContext } from '../../server/flows/make-context.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { recordEvents, type EventResult } from '../../server/flows/record-events.ts';
import { readCalendarTables } from '../../server/rulebooks/calendar.ts';
import { layerParts } from '../../server/rulebooks/layer-parts.ts';
import { loadRulebook } from '../../server/rulebooks/load.ts';
import { openPostgresDialect, openSqlite, type Store } from '../../server/store/open.ts';
import { emptySqlite, givePostgres, keptOpen, takePostgres } from './templates.ts';

/** Both engines that every store test runs on. */
export const engines = ['sqlite', 'postgres'] as const;

/** A scripted world: a real database, the real rulebook and calendar, and a clock that the test moves. */
export interface World {
	readonly context: FlowContext;
	readonly store: Store;
	/** Moves court time; a day alone means 09:00 of that day in Shanghai. */
	at(moment: string): void;
	send(events: readonly TestEvent[], completeThrough?: string): Promise<readonly EventResult[]>;
	close(): Promise<void>;
}

/** An event with defaults: the basic court dc, a running id. */
export interface TestEvent {
	readonly id?: string;
	readonly source?: string;
	readonly court?: string;
	readonly caseNumber?: string;
	readonly type: string;
	readonly occurredAt: string;
	readonly seq?: number;
	readonly data?: Record<string, unknown>;
}

/** An event of one of the cases of dc, by its number. */
export const factOf = (n: number, type: string, occurredAt: string, data: Record<string, unknown> = {}): TestEvent => ({
	caseNumber: `（2026）示0204执${n}号`,
	type,
	occurredAt,
	data,
});

/** One higher court, one intermediate court, two basic courts; locks on from 2026-01-01. */
export const courts = [
	{ code: 'gy', name: '示范省高级人民法院', level: 'higher', designation: '示', locksFrom: '2026-01-01' },
	{ code: 'zy', name: '示范市中级人民法院', level: 'intermediate', parent: 'gy', designation: '示02', locksFrom: '2026-01-01' },
	{ code: 'dc', name: '东川县人民法院', level: 'basic', parent: 'zy', designation: '示0204', locksFrom: '2026-01-01' },
	{ code: 'xl', name: '西陵县人民法院', level: 'basic', parent: 'zy', designation: '示0205', locksFrom: '2026-01-01' },
] as const;

/** The case that tests speak of unless they name another. */
export const theCase = '（2026）示0204执1号';

/** The store of one engine, empty. */
export async function openEmpty(engine: (typeof engines)[number]): Promise<{ store: Store; close: () => Promise<void> }> {
	if (engine === 'postgres') {
		const pglite = await takePostgres();
		const store = await openPostgresDialect(new PGliteDialect({ pglite: keptOpen(pglite) }));
		return {
			store,
			close: async () => {
				await store.close();
				await givePostgres(pglite);
			},
		};
	}
	const folder = mkdtempSync(join(tmpdir(), 'wall-'));
	copyFileSync(await emptySqlite(), join(folder, 'test.db'));
	const store = await openSqlite(join(folder, 'test.db'));
	return {
		store,
		close: async () => {
			await store.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

const instant = (moment: string): Instant => instantOfEpochMs(Date.parse(moment.length === 10 ? `${moment}T09:00:00+08:00` : moment));

const knownEvents = new Set(vocabulary.keys());
let rulebook: Rulebook | undefined;

/** Opens a world at a moment of court time. */
export async function openWorld(engine: (typeof engines)[number], start: string): Promise<World> {
	const { store, close } = await openEmpty(engine);
	let now = instant(start);
	let counter = 0;
	const context = await makeContext({
		store,
		rulebook: (rulebook ??= loadRulebook({ knownEvents })),
		tables: readCalendarTables(),
		...layerParts(knownEvents),
		now: () => now,
		yield: () => new Promise((resolve) => setImmediate(resolve)),
		monotonicMs: () => performance.now(),
	});
	await putDirectory(context, { courts: [...courts], persons: [{ code: 'li', name: '李某某', court: 'dc', postJudge: true }] });
	return {
		context,
		store,
		at: (moment) => {
			now = instant(moment);
		},
		send: async (events, completeThrough) => {
			const rows = events.map((event) => {
				counter += 1;
				const full = { id: `e${counter}`, source: 'cms', court: 'dc', caseNumber: theCase, data: {}, ...event };
				return { raw: JSON.stringify(full), parsed: parseEvent(full, { directory: context.directory(), keyCourt: 'gy', now }) };
			});
			const outcome = await recordEvents(context, {
				rows,
				keyId: 'test',
				keyCourt: 'gy',
				...(completeThrough ? { completeThrough: instant(completeThrough) } : {}),
			});
			if (outcome.failed) throw outcome.failed;
			return outcome.results;
		},
		close,
	};
}

/** A person with one role. */
export function person(code: string, role: Role, court: string, scope: Scope = 'court'): Principal {
	return { accountId: `account-${code}`, personCode: code, grants: [{ role, court, scope }] };
}

/** The actor of a person, for the audit. */
export function actorOf(principal: Principal): Actor {
	const grant = principal.grants[0]!;
	return {
		id: principal.accountId,
		personCode: principal.personCode,
		role: grant.role,
		court: grant.court,
		address: '127.0.0.1',
		requestId: 'test',
	};
}
