import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { readAccount, readAccountByName, signIns, type AccountRow } from '../store/accounts.ts';
import type { Store } from '../store/open.ts';
import { passwordHolds, secretHash } from './secrets.ts';

/** A cookie as it is set. */
export interface SessionCookie {
	readonly name: string;
	readonly value: string;
	readonly attributes: {
		readonly path: string;
		readonly httpOnly: boolean;
		readonly secure: boolean;
		readonly sameSite: 'lax' | 'strict';
		readonly maxAge?: number;
	};
}

/** Signing in and out. Sign-ins run on real time, never on court time. */
export interface SignIn {
	signIn(
		username: string,
		password: string,
		address: string,
	): Promise<{ readonly ok: true; readonly cookie: SessionCookie } | { readonly ok: false; readonly message: string }>;
	signOut(sessionId: string): Promise<SessionCookie>;
	/** Who a session belongs to, without prolonging it: an open socket must not keep a sign-in alive. */
	peek(sessionId: string | undefined): Promise<AccountRow | undefined>;
	/** Who a session cookie belongs to, or undefined; a session in use is prolonged. */
	session(sessionId: string | undefined): Promise<{ readonly account: AccountRow; readonly id: string } | undefined>;
}

/** Lucia's adapter over our tables; only a hash of the session id is stored, so that a stolen backup opens no session. */
function adapterOver(store: Store, realMs: () => number): Adapter {
	const sessionOf = (row: { accountId: string; expiresAtMs: number }, id: string) => ({
		id,
		userId: row.accountId,
		expiresAt: new Date(row.expiresAtMs),
		attributes: {},
	});
	return {
		async getSessionAndUser(id) {
			const row = await signIns.read(store.read, secretHash(id));
			const account = row && (await readAccount(store.read, row.accountId));
			if (!row || !account || account.disabledAt) return [null, null];
			return [sessionOf(row, id), { id: account.id, attributes: {} }];
		},
		async getUserSessions(accountId) {
			return (await signIns.ofAccount(store.read, accountId)).map((row) => sessionOf(row, row.idHash));
		},
		setSession: (session) =>
			store.write(({ db }) =>
				signIns.create(db, { idHash: secretHash(session.id), accountId: session.userId, expiresAtMs: session.expiresAt.getTime() }),
			),
		updateSessionExpiration: (id, expiresAt) => store.write(({ db }) => signIns.extend(db, secretHash(id), expiresAt.getTime())),
		deleteSession: (id) => store.write(({ db }) => signIns.end(db, secretHash(id))),
		deleteUserSessions: (accountId) => store.write(({ db }) => signIns.endAll(db, accountId)),
		deleteExpiredSessions: () => store.write(({ db }) => signIns.endExpired(db, realMs())),
	};
}

/** Wrong passwords slow the next try of the same name from the same address down; they never lock an account. */
class Backoff {
	readonly #tries = new Map<string, { count: number; until: number }>();
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	isWaiting(key: string): boolean {
		return (this.#tries.get(key)?.until ?? 0) > this.#now();
	}

	failed(key: string): void {
		const count = (this.#tries.get(key)?.count ?? 0) + 1;
		if (this.#tries.size > 10_000) this.#tries.clear();
		this.#tries.set(key, { count, until: this.#now() + (count < 5 ? 0 : Math.min(60_000, 1000 * 2 ** (count - 5))) });
	}

	succeeded(key: string): void {
		this.#tries.delete(key);
	}
}

const wrong = '用户名或密码不正确';

/** Makes sign-in over a store. Secure cookies where the product is reached by https. */
export function createSignIn(store: Store, options: { readonly secure: boolean; readonly realMs: () => number }): SignIn {
	const lucia = new Lucia(adapterOver(store, options.realMs), {
		sessionExpiresIn: new TimeSpan(12, 'h'),
		sessionCookie: { name: 'session', expires: false, attributes: { secure: options.secure, sameSite: 'lax', path: '/' } },
	});
	const backoff = new Backoff(options.realMs);
	const cookieOf = (cookie: { name: string; value: string; attributes: { maxAge?: number } }): SessionCookie => ({
		name: cookie.name,
		value: cookie.value,
		attributes: {
			path: '/',
			httpOnly: true,
			secure: options.secure,
			sameSite: 'lax',
			...(cookie.attributes.maxAge !== undefined ? { maxAge: cookie.attributes.maxAge } : {}),
		},
	});
	return {
		async signIn(username, password, address) {
			const key = `${username}|${address}`;
			if (backoff.isWaiting(key)) return { ok: false, message: '尝试次数过多，请稍后再试' };
			const account = await readAccountByName(store.read, username);
			const holds = await passwordHolds(account?.passwordHash, password);
			if (!account || !holds || account.disabledAt) {
				backoff.failed(key);
				return { ok: false, message: wrong };
			}
			backoff.succeeded(key);
			const session = await lucia.createSession(account.id, {});
			return { ok: true, cookie: cookieOf(lucia.createSessionCookie(session.id)) };
		},
		async signOut(sessionId) {
			await lucia.invalidateSession(sessionId);
			return cookieOf(lucia.createBlankSessionCookie());
		},
		async peek(sessionId) {
			const row = sessionId ? await signIns.read(store.read, secretHash(sessionId)) : undefined;
			if (!row || row.expiresAtMs <= options.realMs()) return undefined;
			const account = await readAccount(store.read, row.accountId);
			return account?.disabledAt ? undefined : account;
		},
		async session(sessionId) {
			if (!sessionId) return undefined;
			const { session, user } = await lucia.validateSession(sessionId);
			const account = user && (await readAccount(store.read, user.id));
			return session && account ? { account, id: session.id } : undefined;
		},
	};
}
