import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { HttpBindings } from '@hono/node-server';
import { randomUUID } from 'node:crypto';
import type { Principal } from '../core/access/may.ts';
import type { Actor } from '../flows/context.ts';
import type { ApiKeyRow } from '../store/accounts.ts';
import type { Api } from './api-parts.ts';
import { clientAddress, originIsOurs } from './origin.ts';
import { problem } from './problem.ts';

/** Who calls: a system by its key, or a person by the sign-in. */
export interface Caller {
	readonly key?: ApiKeyRow;
	readonly principal?: Principal;
	readonly sessionId?: string;
}

/** Hono environment of the API. */
export interface ApiEnv {
	Bindings: HttpBindings;
	Variables: { caller: Caller; address: string };
}

/** Finds out who calls, and refuses requests from foreign pages that would change something. */
export function identify(api: Api): MiddlewareHandler<ApiEnv> {
	return async (c, next) => {
		c.set('address', clientAddress(c.env.incoming, api.trustsProxy ?? false));
		const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
		if (changes && !originIsOurs(c.env.incoming.headers, api.origin)) return problem(c, 403, 'foreign-origin', '请求来自其他站点，已拒绝');
		const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
		if (bearer) {
			const key = await api.keyOf(bearer);
			if (!key) return problem(c, 401, 'bad-key', '接口密钥无效、已过期或已吊销');
			c.set('caller', { key });
		} else {
			const session = await api.session(getCookie(c, 'session'));
			c.set('caller', session ? { principal: session.principal, sessionId: session.id } : {});
		}
		return next();
	};
}

/** The person or system that reads: a key reads what lies in its subtree. */
export function reader(c: Context<ApiEnv>): Principal | undefined {
	const { key, principal } = c.get('caller');
	if (principal) return principal;
	return key && { accountId: `key:${key.id}`, grants: [{ role: 'supervisor', court: key.court, scope: 'subtree' }] };
}

/** Refuses whoever is neither signed in nor has a key. */
export const mustRead: MiddlewareHandler<ApiEnv> = async (c, next) =>
	reader(c) ? next() : problem(c, 401, 'sign-in-needed', '请先登录，或提供接口密钥');

/** Refuses whoever has no API key. */
export const mustHaveKey: MiddlewareHandler<ApiEnv> = async (c, next) =>
	c.get('caller').key ? next() : problem(c, 401, 'key-needed', '请在 Authorization 中提供接口密钥');

/** Refuses whoever is not a signed-in person: deeds are done by people. */
export const mustBePerson: MiddlewareHandler<ApiEnv> = async (c, next) =>
	c.get('caller').principal ? next() : problem(c, 401, 'sign-in-needed', '该操作须由本人登录后办理');

/** The address a request comes from. */
export function addressOf(c: Context<ApiEnv>): string {
	return c.get('address');
}

/** The actor of a request, for the audit. */
export function actorOf(principal: Principal, address: string): Actor {
	const grant = principal.grants[0];
	return {
		id: principal.accountId,
		...(principal.personCode ? { personCode: principal.personCode } : {}),
		role: grant?.role ?? '-',
		court: grant?.court ?? '-',
		address,
		requestId: randomUUID(),
	};
}
