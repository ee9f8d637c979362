/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { keptAtAttribute, keptAtHeader, keptCache, keptKey, shellPrefix, type KeeperMessage } from './lib/live/kept.ts';

// Keeps the shell and the last page of a paired screen or a lobby, so that a reload without network shows the last good data with its
// age. It never answers for the desk or the API, and never with another court's page: keys hold path and holder.

const worker = self as unknown as ServiceWorkerGlobalScope;
const shellCache = `${shellPrefix}${version}`;
/** Fonts are kept as they are used: nobody needs all their pieces. */
const shell = [...build.filter((path) => /\.(js|css)$/.test(path)), ...files];
const startScript = build
	.find((path) => path.includes('/entry/start.'))
	?.split('/')
	.pop();
/** A screen does not wait longer than this for a server that does not answer, if it has something to show. */
const patienceMs = 8_000;

const isPart = (url: URL): boolean => url.pathname.startsWith('/_app/immutable/') || files.includes(url.pathname);

/** Puts a file into the shell: from what an earlier build kept under the same name, else from the server. */
async function addPart(address: string): Promise<void> {
	const cache = await caches.open(shellCache);
	if (await cache.match(address)) return;
	const isImmutable = new URL(address, worker.location.href).pathname.startsWith('/_app/immutable/');
	const part = (isImmutable ? await caches.match(address) : undefined) ?? (await fetch(address));
	if (part.ok) await cache.put(address, part);
}

async function fillShell(): Promise<void> {
	for (const path of shell) await addPart(path);
}

/** Older builds' files go when a page of this build has been kept: until then the kept page needs them. */
async function dropOlderShells(): Promise<void> {
	for (const name of await caches.keys()) if (name.startsWith(shellPrefix) && name !== shellCache) await caches.delete(name);
}

/** Keeps a page that the server has just rendered. A device shows one screen: whatever else was kept is forgotten. */
async function keepPage(key: string, response: Response): Promise<void> {
	if (!response.ok || response.redirected || !response.headers.get('content-type')?.includes('text/html')) return;
	const html = await response.text();
	const headers = new Headers(response.headers);
	for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name);
	headers.set(keptAtHeader, String(Date.now()));
	const cache = await caches.open(keptCache);
	for (const { url } of await cache.keys()) {
		const path = new URL(url).pathname + new URL(url).search;
		if (path !== key && path !== `${key}.frames` && path !== '/kept/screen') await cache.delete(url);
	}
	await cache.put(key, new Response(html, { headers }));
	if (startScript !== undefined && html.includes(startScript)) await dropOlderShells();
}

/** A kept page, which says at its root when it was rendered. */
async function keptPage(key: string): Promise<Response | undefined> {
	const cache = await caches.open(keptCache);
	const kept = await cache.match(key);
	if (!kept) return key === '/kept/screen' ? keptScreen(cache) : undefined;
	const html = (await kept.text()).replace('<html ', `<html ${keptAtAttribute}="${kept.headers.get(keptAtHeader) ?? '0'}" `);
	return new Response(html, { headers: kept.headers });
}

/** A paired device that starts at the pairing page goes to the screen that it is, as the server would send it. */
async function keptScreen(cache: Cache): Promise<Response | undefined> {
	for (const { url } of await cache.keys()) {
		const [, path] = /\/kept(\/screen\/[^/.]+)$/.exec(new URL(url).pathname) ?? [];
		if (path !== undefined) return Response.redirect(path, 302);
	}
	return undefined;
}

/** The server's page; the kept one while the server is away or fails. A server that says no is believed, and what was kept is forgotten. */
async function openPage(event: FetchEvent, key: string): Promise<Response> {
	const fromServer = fetch(event.request);
	const tooLong = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs));
	const first = await Promise.race([fromServer, tooLong]).catch(() => undefined);
	const answer = first === undefined || first.status >= 500 ? ((await keptPage(key)) ?? (await fromServer)) : first;
	if (answer !== first) return answer;
	const sentAway = answer.type === 'opaqueredirect' && key !== '/kept/screen';
	if (sentAway || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) event.waitUntil(caches.delete(keptCache));
	else if (answer.ok) event.waitUntil(keepPage(key, answer.clone()));
	return answer;
}

async function openPart(request: Request): Promise<Response> {
	const kept = await caches.match(request, { ignoreVary: true });
	if (kept) return kept;
	const response = await fetch(request);
	if (response.ok && response.type === 'basic') {
		const cache = await caches.open(shellCache);
		await cache.put(request, response.clone());
	}
	return response;
}

async function keep({ page, parts }: KeeperMessage): Promise<void> {
	const own = parts.filter((part) => new URL(part).origin === worker.location.origin && isPart(new URL(part)));
	for (const part of own) await addPart(part).catch(() => undefined);
	const key = await keptKey(page);
	if (key === undefined) return;
	const response = await fetch(page, { credentials: 'same-origin', cache: 'no-store' });
	await keepPage(key, response);
}

async function answerNavigation(event: FetchEvent): Promise<Response> {
	const key = await keptKey(event.request.url);
	return key === undefined ? fetch(event.request) : openPage(event, key);
}

worker.addEventListener('install', (event) => event.waitUntil(fillShell().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event) => {
	const message = event.data as KeeperMessage;
	if (message.kind === 'keep') event.waitUntil(keep(message).catch(() => undefined));
});
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (isPart(url)) return event.respondWith(openPart(request));
	// Only pages that are kept; everything else goes to the server as if there were no service worker.
	if (request.mode === 'navigate' && /^\/(wall|screen|lobby)(\/|$)/.test(url.pathname)) event.respondWith(answerNavigation(event));
});
