import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp, type App } from '../../server/app.ts';
import { hashPassword, newSecret, secretHash } from '../../server/auth/secrets.ts';
import type { CourtClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import type { Grant, Role, Scope } from '../../server/core/access/may.ts';
import type { Instant } from '../../server/core/time/types.ts';
import { instantOfEpochMs } from '../../server/core/time/zone.ts';
import { putDirectory } from '../../server/flows/put-directory.ts';
import { sweepDeadlines } from '../../server/flows/sweep-deadlines.ts';
import { createLogger } from '../../server/log.ts';
import { apiKeys, saveAccount } from '../../server/store/accounts.ts';
import type { Store } from '../../server/store/open.ts';
import { screens } from '../../server/store/screens.ts';
import { courts, openEmpty, theCase, type engines, type TestEvent } from './world.ts';

/** What came back over HTTP. */
export interface Answer {
	readonly status: number;
	readonly type: string;
	readonly headers: Headers;
	readonly text: string;
	/** The JSON body; an empty object where there is none. */
	readonly body: Readonly<Record<string, unknown>>;
}

/** What a batch answers. */
export interface BatchAnswer {
	readonly accepted: number;
	readonly duplicate: number;
	readonly rejected: number;
	readonly locked: number;
	readonly results: readonly { readonly id?: string; readonly status: string; readonly reason?: string; readonly lockId?: string }[];
}

/** How a request is made. */
export interface Call {
	/** A person, by username; signs in the first time. */
	readonly as?: string;
	/** A key's secret, or the name of a court whose key is meant. */
	readonly key?: string;
	readonly body?: unknown;
	/** Sent as it is, with its content type in `headers`. */
	readonly raw?: string | Uint8Array | ReadableStream;
	readonly headers?: Readonly<Record<string, string>>;
}

/** The real application behind a real http server, with a court clock that the test moves. */
export interface Site {
	readonly app: App;
	readonly store: Store;
	readonly base: string;
	/** Errors that the application logged as unexpected. */
	readonly unexpected: readonly string[];
	at(moment: string): void;
	now(): string;
	call(method: string, path: string, call?: Call): Promise<Answer>;
	/** Sends events with the root key, defaults filled in. */
	send(events: readonly TestEvent[], completeThrough?: string): Promise<BatchAnswer>;
	cookie(username: string): Promise<string>;
	keyOf(court: string): string;
	screen(court: string, ceiling: 'internal' | 'public'): Promise<string>;
	sweep(): Promise<void>;
	close(): Promise<void>;
}

const password = 'a-password-for-tests';
const passwordHash = hashPassword(password);

/** Everybody who takes part, by username; the person code is the username too. */
export const people: Readonly<Record<string, Grant>> = {
	li: { role: 'handler', court: 'dc', scope: 'self' },
	wang: { role: 'handler', court: 'dc', scope: 'self' },
	'xl-handler': { role: 'handler', court: 'xl', scope: 'self' },
	'zy-handler': { role: 'handler', court: 'zy', scope: 'self' },
	'gy-handler': { role: 'handler', court: 'gy', scope: 'self' },
	chief: { role: 'enforcement-chief', court: 'dc', scope: 'court' },
	division: { role: 'division-chief', court: 'dc', scope: 'court' },
	vice: { role: 'vice-president', court: 'dc', scope: 'court' },
	president: { role: 'president', court: 'dc', scope: 'court' },
	'zy-chief': { role: 'enforcement-chief', court: 'zy', scope: 'court' },
	duty: { role: 'duty-officer', court: 'zy', scope: 'subtree' },
	supervisor: { role: 'supervisor', court: 'zy', scope: 'subtree' },
	approver: { role: 'unlock-approver', court: 'zy', scope: 'subtree' },
	higher: { role: 'unlock-approver', court: 'gy', scope: 'subtree' },
	trial: { role: 'trial-management', court: 'dc', scope: 'court' },
	admin: { role: 'system-admin', court: 'gy', scope: 'subtree' },
};

const names: Readonly<Record<string, string>> = { li: '李某某', wang: '王某某' };
const instant = (moment: string): Instant => instantOfEpochMs(Date.parse(moment.length === 10 ? `${moment}T09:00:00+08:00` : moment));
let counter = 0;

/** Fills in what a test event leaves out: source cms, court dc, the case everybody speaks of, a running id. */
export function eventOf(event: TestEvent): Required<Pick<TestEvent, 'id' | 'source' | 'court' | 'caseNumber'>> & TestEvent {
	counter += 1;
	return { id: `e${counter}`, source: 'cms', court: 'dc', caseNumber: theCase, data: {}, ...event };
}

async function openDoors(app: App, store: Store): Promise<ReadonlyMap<string, string>> {
	await putDirectory(app.context, {
		courts: [...courts],
		persons: Object.entries(people).map(([code, grant]) => ({ code, name: names[code] ?? code, court: grant.court, postJudge: true })),
	});
	const hash = await passwordHash;
	const keys = new Map(courts.map((court) => [court.code as string, newSecret('ecw')]));
	await store.write(async ({ db }) => {
		for (const [username, grant] of Object.entries(people))
			await saveAccount(db, { id: `account-${username}`, username, passwordHash: hash, personCode: username, grants: [grant] });
		for (const [court, secret] of keys) await apiKeys.create(db, { id: `key-${court}`, name: court, hash: secretHash(secret), court });
	});
	return keys;
}

/** Gives an account more grants than the one it has. */
export async function grant(site: Site, username: string, role: Role, court: string, scope: Scope = 'court'): Promise<void> {
	await site.store.write(async ({ db }) => {
		await db
			.insertInto('account_role')
			.values({ account_id: `account-${username}`, role, court_code: court, scope })
			.execute();
	});
}

function headersOf(call: Call, keys: ReadonlyMap<string, string>, cookie: string | undefined): Record<string, string> {
	return {
		...(call.key ? { authorization: `Bearer ${keys.get(call.key) ?? call.key}` } : {}),
		...(cookie ? { cookie } : {}),
		...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
		...call.headers,
	};
}

async function answerOf(response: Response): Promise<Answer> {
	const text = await response.text();
	const type = response.headers.get('content-type') ?? '';
	const body = /json/.test(type) && text ? (JSON.parse(text) as Record<string, unknown>) : {};
	return { status: response.status, type, headers: response.headers, text, body };
}

/** Starts the application on an empty store at a moment of court time; a day alone means 09:00 in Shanghai. */
export async function openSite(
	engine: (typeof engines)[number] = 'sqlite',
	start = '2026-03-02',
	opened = openEmpty(engine),
	settings: Readonly<Record<string, string>> = {},
): Promise<Site> {
	const { store, close } = await opened;
	let now = instant(start);
	const clock: CourtClock = { now: () => now, speed: 1, set: () => undefined };
	const unexpected: string[] = [];
	const log = createLogger('silent');
	log.error = ((details: { err?: Error }) => unexpected.push(details.err?.stack ?? '?')) as typeof log.error;
	const app = await createApp({ config: readConfig(settings), log, store, clock });
	const http = createServer((request, response) =>
		app.front(request, response, () => {
			response.statusCode = 404;
			response.end();
		}),
	);
	app.attach(http);
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	const keys = await openDoors(app, store);
	const cookies = new Map<string, Promise<string>>();

	const signIn = async (username: string): Promise<string> => {
		const answer = await fetch(`${base}/api/v1/sign-in`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ username, password }),
		});
		if (!answer.ok) throw new Error(`sign-in ${username}: ${answer.status}`);
		return (answer.headers.get('set-cookie') ?? '').split(';')[0]!;
	};
	const cookie = (username: string): Promise<string> => {
		const known = cookies.get(username) ?? signIn(username);
		cookies.set(username, known);
		return known;
	};
	const call = async (method: string, path: string, options: Call = {}): Promise<Answer> => {
		const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
		const init = {
			method,
			headers: headersOf(options, keys, options.as ? await cookie(options.as) : undefined),
			...(body === undefined ? {} : { body: body as string }),
			...(options.raw instanceof ReadableStream ? { duplex: 'half' as const } : {}),
		};
		return answerOf(await fetch(`${base}${path.startsWith('/') ? '' : '/api/v1/'}${path}`, init));
	};

	return {
		app,
		store,
		base,
		unexpected,
		at: (moment) => {
			now = instant(moment);
		},
		now: () => now,
		call,
		send: async (events, completeThrough) => {
			const body = { events: events.map(eventOf), ...(completeThrough ? { completeThrough } : {}) };
			const answer = await call('POST', 'events', { key: 'gy', body });
			if (answer.status !== 200) throw new Error(`events: ${answer.status} ${answer.text}`);
			return answer.body as unknown as BatchAnswer;
		},
		cookie,
		keyOf: (court) => keys.get(court)!,
		screen: async (court, ceiling) => {
			const token = newSecret('scr');
			await store.write(({ db }) =>
				screens.create(db, { id: token.slice(0, 12), court, name: court, ceiling, tokenHash: secretHash(token) }),
			);
			return token;
		},
		sweep: async () => {
			await sweepDeadlines(app.context);
		},
		close: async () => {
			const closed = new Promise((done) => http.close(done));
			await app.close();
			http.closeAllConnections();
			await closed;
			await close();
		},
	};
}

/** The password of every account. */
export const testPassword = password;

/** Files a case on 2026-03-02 whose notice is never issued, and locks it on 2026-03-13. */
export async function lockedCases(
	site: Site,
	cases: readonly { readonly court: string; readonly caseNumber: string; readonly handler: string }[],
	/** Done on 2026-03-02, when the cases are filed and not yet locked. */
	before?: () => Promise<void>,
): Promise<void> {
	site.at('2026-03-02');
	await site.send(
		cases.flatMap(({ court, caseNumber, handler }) => [
			{ court, caseNumber, type: 'case-filed', occurredAt: '2026-03-02', data: { handler, claimFen: 100_000 } },
			{ court, caseNumber, type: 'net-query-launched', occurredAt: '2026-03-02' },
		]),
	);
	await before?.();
	site.at('2026-03-13T07:30:00+08:00');
	await site.send([], '2026-03-13T07:00:00+08:00');
	await site.sweep();
	site.at('2026-03-13T08:00:00+08:00');
}
