import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { HookMessage } from '../flows/webhooks.ts';
import { mayCall } from './addresses.ts';

/** What a call came to: the receiver's status, or why there is none. */
export type Sent = { readonly status: number } | { readonly error: string };

/** How a message is sent. */
export interface SendParts {
	readonly allowLoopback: boolean;
	/** Real milliseconds from the first step to the receiver's status line. */
	readonly timeoutMs: number;
	/** Real time, for the signature. */
	realMs(): number;
	/** Resolves a name; the system's own unless a test says otherwise. */
	readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const systemResolve = async (host: string): Promise<readonly string[]> => (await lookup(host, { all: true })).map(({ address }) => address);

/** Every address that a host stands for, or why none may be called. One bad address is enough: which of them is used is not ours to say. */
async function addressesOf(host: string, parts: SendParts): Promise<readonly string[] | string> {
	const bare = host.replace(/^\[|\]$/g, '');
	const found = isIP(bare) ? [bare] : await (parts.resolve ?? systemResolve)(bare);
	if (found.length === 0) return '域名没有地址';
	const bad = found.find((address) => !mayCall(address, parts.allowLoopback));
	return bad === undefined ? found : `地址 ${bad} 属于本机、链路本地或者元数据地址，不允许推送`;
}

/** Calls with addresses that were checked, and no others: the name is not resolved again. */
function pinned(addresses: readonly string[]): LookupFunction {
	const all = addresses.map((address) => ({ address, family: isIP(address) }));
	return (_host, options, done) => {
		if (options.all) done(null, all);
		else done(null, all[0]!.address, all[0]!.family);
	};
}

/** The headers of a message after Standard Webhooks. */
export function signedHeaders(message: Pick<HookMessage, 'id' | 'secret' | 'body'>, nowMs: number): Readonly<Record<string, string>> {
	const at = new Date(nowMs);
	return {
		'content-type': 'application/json; charset=utf-8',
		'user-agent': 'enforcement-wall',
		'webhook-id': message.id,
		'webhook-timestamp': String(Math.floor(nowMs / 1000)),
		'webhook-signature': new Webhook(message.secret).sign(message.id, at, message.body),
	};
}

/** Sends one message once: no redirect is followed, the answer's body is not read. Never throws. */
export async function send(message: Pick<HookMessage, 'url' | 'id' | 'secret' | 'body'>, parts: SendParts): Promise<Sent> {
	const signal = AbortSignal.timeout(parts.timeoutMs);
	const late = new Promise<Sent>((done) => {
		signal.addEventListener('abort', () => done({ error: `${parts.timeoutMs / 1000} 秒内没有回应` }), { once: true });
	});
	const call = (async (): Promise<Sent> => {
		const url = new URL(message.url);
		const addresses = await addressesOf(url.hostname, parts);
		if (typeof addresses === 'string') return { error: addresses };
		return post(url, addresses, message.body, signedHeaders(message, parts.realMs()), signal);
	})().catch((error: unknown): Sent => ({ error: wordsFor(error as NodeJS.ErrnoException) }));
	return Promise.race([call, late]);
}

function post(
	url: URL,
	addresses: readonly string[],
	body: string,
	headers: Readonly<Record<string, string>>,
	signal: AbortSignal,
): Promise<Sent> {
	const client = url.protocol === 'https:' ? https : http;
	return new Promise((done, fail) => {
		const request = client.request(
			url,
			{
				method: 'POST',
				agent: false,
				lookup: pinned(addresses),
				signal,
				headers: { ...headers, 'content-length': Buffer.byteLength(body) },
			},
			(response) => {
				done({ status: response.statusCode ?? 0 });
				response.destroy();
			},
		);
		request.on('error', fail);
		request.end(body);
	});
}

const words: Readonly<Record<string, string>> = {
	ECONNREFUSED: '接收方拒绝连接',
	ECONNRESET: '接收方中断连接',
	ENOTFOUND: '域名无法解析',
	EAI_AGAIN: '域名暂时无法解析',
	EHOSTUNREACH: '接收方不可达',
	ENETUNREACH: '网络不可达',
	ETIMEDOUT: '连接超时',
	EPROTO: '安全连接失败',
};

function wordsFor(error: NodeJS.ErrnoException): string {
	const code = error.code ?? '';
	return words[code] ?? (/CERT|SSL|TLS/.test(code) ? `证书不被信任（${code}）` : `推送失败（${code || error.name}）`);
}
