import { SOURCE, type DemoEvent } from './world/event.ts';

/** A person signed in through the public API. */
export interface Session {
	readonly username: string;
	readonly cookie: string;
}

/** What `POST /api/v1/events` answers, as far as the demo reads it. */
export interface BatchAnswer {
	readonly accepted: number;
	readonly duplicate: number;
	readonly rejected: number;
	readonly locked: number;
	readonly results: readonly { readonly id?: string; readonly status: string; readonly reason?: string; readonly detail?: string }[];
}

/** A lock as the API shows it, as far as the demo's people read it. */
export interface LockAnswer {
	readonly id: string;
	readonly state: string;
	readonly causes: readonly { readonly nodeId: string; readonly nodeName: string }[];
	readonly maxGrantDays: number;
	readonly route: readonly { readonly kind: string; readonly court: string; readonly roleName: string; readonly state: string }[];
	readonly requests: readonly {
		readonly id: string;
		readonly phase: string;
		readonly step: number;
		readonly at: string;
		readonly decisions: readonly { readonly at: string }[];
	}[];
}

/** The answer to what a person did. */
export interface Deed {
	readonly ok: boolean;
	readonly status: number;
	readonly body: Record<string, unknown>;
}

/** The demo's only way into the product: the public API, with its key and its people's sign-ins. */
export class ApiClient {
	readonly baseUrl: string;
	readonly #key: string;
	readonly #password: string;
	readonly #sessions = new Map<string, Promise<Session>>();

	constructor(baseUrl: string, key: string, password: string) {
		this.baseUrl = baseUrl;
		this.#key = key;
		this.#password = password;
	}

	async #call(method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Response> {
		return fetch(`${this.baseUrl}${path}`, {
			method,
			headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	}

	async #json<T>(response: Response, what: string): Promise<T> {
		if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	}

	/** Sends events with the key; the watermark of the demo's own source may go along. */
	async send(events: readonly DemoEvent[], completeThrough?: string): Promise<BatchAnswer> {
		const response = await this.#call(
			'POST',
			'/api/v1/events',
			{ authorization: `Bearer ${this.#key}` },
			{ events, ...(completeThrough ? { completeThrough, source: SOURCE } : {}) },
		);
		return this.#json(response, 'events');
	}

	async putDirectory(directory: unknown): Promise<void> {
		await this.#json(await this.#call('PUT', '/api/v1/directory', { authorization: `Bearer ${this.#key}` }, directory), 'directory');
	}

	async setClock(now: string | undefined, speed: number): Promise<void> {
		await this.#json(await this.#call('PUT', '/api/v1/clock', {}, { ...(now ? { now } : {}), speed }), 'clock');
	}

	async clock(): Promise<{ readonly now: string; readonly speed: number; readonly businessDay: string }> {
		return this.#json(await this.#call('GET', '/api/v1/clock', {}), 'clock');
	}

	async locks(
		state: string,
	): Promise<readonly { readonly id: string; readonly caseNumber: string; readonly court: string; readonly lockedAt: string }[]> {
		const items: { id: string; caseNumber: string; court: string; lockedAt: string }[] = [];
		for (let cursor = ''; ;) {
			const query = `?state=${state}&limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
			const page = await this.#json<{ items: typeof items; nextCursor?: string }>(
				await this.#call('GET', `/api/v1/locks${query}`, { authorization: `Bearer ${this.#key}` }),
				'locks',
			);
			items.push(...page.items);
			if (!page.nextCursor) return items;
			cursor = page.nextCursor;
		}
	}

	/** The id of a case by its number. */
	async caseId(caseNumber: string): Promise<number | undefined> {
		const path = `/api/v1/cases?caseNumber=${encodeURIComponent(caseNumber)}`;
		const { items } = await this.#json<{ items: readonly { id: number }[] }>(
			await this.#call('GET', path, { authorization: `Bearer ${this.#key}` }),
			'cases',
		);
		return items[0]?.id;
	}

	async lock(id: string): Promise<LockAnswer> {
		return this.#json(await this.#call('GET', `/api/v1/locks/${encodeURIComponent(id)}`, { authorization: `Bearer ${this.#key}` }), 'lock');
	}

	#session(username: string): Promise<Session> {
		const known = this.#sessions.get(username);
		if (known) return known;
		const signedIn = this.#call('POST', '/api/v1/sign-in', {}, { username, password: this.#password }).then(async (response) => {
			if (!response.ok) throw new Error(`sign-in ${username}: ${response.status}`);
			return { username, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0]! };
		});
		this.#sessions.set(username, signedIn);
		signedIn.catch(() => this.#sessions.delete(username));
		return signedIn;
	}

	/** Does a deed as a person; the answer's body, whatever the status. A lapsed sign-in is made anew. */
	async deed(username: string, path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<Deed> {
		for (let again = false; ; again = true) {
			const { cookie } = await this.#session(username);
			const response = await this.#call(method, path, { cookie }, body);
			if (response.status === 401 && !again) {
				this.#sessions.delete(username);
				continue;
			}
			return { ok: response.ok, status: response.status, body: (await response.json()) as Record<string, unknown> };
		}
	}
}
