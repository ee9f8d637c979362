import { expect, test as base, type APIRequestContext, type Browser, type BrowserContext, type Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { existsSync, readFileSync } from 'node:fs';

/** What the demo writes for its visitors. */
export interface Access {
	readonly baseUrl: string;
	readonly apiKey: string;
	readonly accounts: readonly { readonly username: string; readonly password: string; readonly role: string; readonly court: string }[];
	readonly wall: string;
	readonly lobby: string;
}

const folder = 'data/e2e/demo';
/** The court of the wall and the basic court below it that the story plays at. */
export const wallCourt = 'sf-01';
export const storyCourt = 'sf-0101';
/** A case number in any of its forms: what must never reach a lobby. */
export const anyCaseNumber = /[（(〔]20\d{2}[）)〕]\s*[\u4e00-\u9fff]\d{0,4}[\u4e00-\u9fff]{1,4}\d+\s*号/;

async function readAccess(): Promise<Access> {
	// The server listens before the world is built; this file is written when it is.
	for (let waited = 0; !existsSync(`${folder}/access.json`); waited += 1) {
		if (waited > 600) throw new Error('the demo world did not become ready');
		await new Promise((done) => setTimeout(done, 100));
	}
	return JSON.parse(readFileSync(`${folder}/access.json`, 'utf8')) as Access;
}

/** The API as a court system uses it. */
export class Feed {
	readonly #request: APIRequestContext;
	readonly #key: string;

	constructor(request: APIRequestContext, key: string) {
		this.#request = request;
		this.#key = key;
	}

	async get<T>(path: string): Promise<T> {
		const answer = await this.#request.get(`/api/v1/${path}`, { headers: { authorization: `Bearer ${this.#key}` } });
		if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
		return (await answer.json()) as T;
	}

	async now(): Promise<string> {
		return (await this.get<{ now: string }>('clock')).now;
	}

	/** Sends events as the demo's own court system; a second source would have to declare watermarks of its own. */
	async send(events: readonly { caseNumber: string; type: string; occurredAt: string; data?: object; court?: string }[]): Promise<void> {
		const full = events.map((event) => ({ id: `e2e-${crypto.randomUUID()}`, source: 'demo-cms', court: storyCourt, data: {}, ...event }));
		const answer = await this.#request.post('/api/v1/events', {
			headers: { authorization: `Bearer ${this.#key}` },
			data: { events: full },
		});
		const body = (await answer.json()) as { accepted?: number };
		if (body.accepted !== events.length) throw new Error(JSON.stringify(body));
	}
}

/** One number from the database behind the wall, read beside the running server. */
export function sqlNumber(query: string): number {
	const database = new Sqlite(`${folder}/wall.db`, { readonly: true });
	try {
		return Number(database.prepare<[], { n: number }>(query).get()?.n);
	} finally {
		database.close();
	}
}

/** The courts of the wall, as a list for SQL. */
export const wallCourts = `(select code from court where code = '${wallCourt}' or parent_code = '${wallCourt}')`;

interface Fixtures {
	readonly access: Access;
	readonly feed: Feed;
	/** Signs a context in as a person, without the page. */
	readonly signIn: (context: BrowserContext, username: string) => Promise<void>;
	readonly onlyLocalhost: undefined;
}

/** Every test: a ready world, and not one request that leaves this machine. */
export const test = base.extend<Fixtures>({
	access: async ({ request: _request }, use) => use(await readAccess()),
	feed: async ({ request, access }, use) => use(new Feed(request, access.apiKey)),
	signIn: async ({ access }, use) =>
		use(async (context, username) => {
			const account = access.accounts.find((candidate) => candidate.username === username)!;
			const answer = await context.request.post('/api/v1/sign-in', { data: { username, password: account.password } });
			if (!answer.ok()) throw new Error(`sign-in ${username}: ${answer.status()}`);
		}),
	onlyLocalhost: [
		async ({ context }, use) => {
			const outside: string[] = [];
			const isOurs = (url: string): boolean => ['localhost', '127.0.0.1'].includes(new URL(url).hostname) || /^(data|blob):/.test(url);
			context.on('request', (request) => {
				if (!isOurs(request.url())) outside.push(request.url());
			});
			const watch = (page: Page): void => {
				page.on('websocket', (socket) => {
					if (!isOurs(socket.url())) outside.push(socket.url());
				});
				page.on('pageerror', (error) => outside.push(`error in the page: ${error.message}`));
			};
			context.pages().forEach(watch);
			context.on('page', watch);
			await context.route(
				(url) => !isOurs(url.href),
				(route) => route.abort(),
			);
			await use(undefined);
			if (outside.length > 0) throw new Error(`left this machine, or failed in the page: ${outside.join(', ')}`);
		},
		{ auto: true },
	],
});

/** The handler of the cases that the tests file. */
export const storyHandler = 'sf-0101-handler1';

/** Files a case whose notice is long overdue, and waits until it is locked. Answers the lock's id. */
export async function lockedCase(feed: Feed, number: number): Promise<{ readonly caseNumber: string; readonly lockId: string }> {
	const caseNumber = `（2026）示0201执${number}号`;
	const filedOn = new Date(Date.parse(await feed.now()) + (8 - 24 * 24) * 3_600_000).toISOString().slice(0, 10);
	await feed.send([
		{ caseNumber, type: 'case-filed', occurredAt: filedOn, data: { handler: storyHandler, claimFen: 8_800_000 } },
		{ caseNumber, type: 'net-query-launched', occurredAt: filedOn },
	]);
	const gate = `gate?caseNumber=${encodeURIComponent(caseNumber)}&action=notice-issued`;
	await expect.poll(async () => (await feed.get<{ allowed: boolean }>(gate)).allowed, { timeout: 20_000 }).toBe(false);
	return { caseNumber, lockId: `(2026)示0201执${number}号-L1` };
}

/** A locked case whose request the chief has endorsed: it waits for the court above. Answers the request's id. */
export async function waitingRequest(feed: Feed, browser: Browser, signIn: Fixtures['signIn'], number: number): Promise<string> {
	const { lockId } = await lockedCase(feed, number);
	const lock = await feed.get<{ causes: readonly { nodeId: string }[] }>(`locks/${encodeURIComponent(lockId)}`);
	const day = new Date(Date.parse(await feed.now()) + 7 * 86_400_000).toISOString().slice(0, 10);
	const newDueOn = Object.fromEntries(lock.causes.map(({ nodeId }) => [nodeId, day]));
	const deed = async (username: string, path: string, data: object): Promise<void> => {
		const context = await browser.newContext();
		await signIn(context, username);
		const answer = await context.request.post(`/api/v1/${path}`, { data });
		if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
		await context.close();
	};
	await deed(storyHandler, `locks/${encodeURIComponent(lockId)}/requests`, { reason: '文书签批延误。', plan: '三日内发出。', newDueOn });
	const request = `${lockId}-R1`;
	await deed('sf-0101-chief', `unlock-requests/${encodeURIComponent(request)}/decisions`, {
		step: 0,
		verdict: 'approve',
		opinion: '同意上报。',
	});
	return request;
}

/** The number that a figure of a tile shows. */
export async function figure(page: Page, tile: string, name: string): Promise<number> {
	const text = await page.locator(`[data-tile="${tile}"] [data-figure="${name}"]`).first().innerText();
	return Number(text.replaceAll(/[,，\s]/g, ''));
}

/** Waits until the page hears the server. */
export const live = (page: Page): Promise<void> => page.locator('[data-connection="live"]').first().waitFor();

/** Keeps the scripts of the pages that follow on their way until the answer is called: as on a slow line. */
export async function holdScripts(page: Page): Promise<() => void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await promise;
		await route.continue();
	});
	return resolve;
}
