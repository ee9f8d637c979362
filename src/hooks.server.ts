import type { Handle, RequestEvent } from '@sveltejs/kit';
import { loginPath } from '#lib/desk/next-path.ts';
import { mayChange } from '#lib/desk/origin-check.ts';

const isDesk = (path: string): boolean => path === '/desk' || path.startsWith('/desk/');
const isScreen = (path: string): boolean => /^\/(wall|screen)(\/|$)/.test(path);
/** Pages that hang on a wall with nobody beside them. */
const hangsOnWall = (path: string): boolean => isScreen(path) || /^\/lobby(\/|$)/.test(path);
/** Nothing of these is kept by browsers or proxies; what a paired screen keeps of its own page, its service worker keeps. */
const isPrivate = (path: string): boolean => isDesk(path) || isScreen(path) || path === '/login' || path === '/';

/** Pages that show invented data or words only, and so need no running application. */
const needsNoApp = (path: string): boolean => path === '/gallery' || path.startsWith('/gallery/');

/** A refusal before any page is chosen: plain words, no page of its own. */
function plainPage(status: number, title: string, words: string, againSeconds?: number): Response {
	const again = againSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${againSeconds}">`;
	const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">${again}<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head><body style="max-width:32em;margin:20vh auto;padding:0 24px;font:17px/1.7 sans-serif;color:#1b2430"><h1 style="font-size:24px">${title}</h1><p>${words}</p></body></html>`;
	return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
}

function isOwnRequest({ request, url }: RequestEvent): boolean {
	return mayChange({
		method: request.method,
		secFetchSite: request.headers.get('sec-fetch-site'),
		origin: request.headers.get('origin'),
		host: request.headers.get('host'),
		ownHost: url.host,
	});
}

async function takeSession(event: RequestEvent): Promise<void> {
	const cookie = event.cookies.get('session');
	if (cookie === undefined) return;
	const session = await event.locals.app.session(cookie);
	if (!session) return;
	event.locals.account = session.account;
	event.locals.sessionId = session.id;
}

async function answer(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
	const path = event.url.pathname;
	if (!isOwnRequest(event)) return plainPage(403, '请求被拒绝', '该操作不是从本系统的页面发出的，未作任何改动。请回到本系统页面重新操作。');
	const app = event.platform?.req.app;
	if (!app) {
		if (needsNoApp(path)) return resolve(event);
		// A screen that starts together with the server has nobody who would refresh it.
		return hangsOnWall(path)
			? plainPage(503, '服务正在启动', '系统尚未就绪，本页会自动重试。', 5)
			: plainPage(503, '服务正在启动', '系统尚未就绪，请稍后刷新。');
	}
	event.locals.app = app;
	await takeSession(event);
	if (isDesk(path) && !event.locals.account) {
		const next = event.request.method === 'GET' ? `${path}${event.url.search}` : path;
		// A fetch for a page's data must be told in SvelteKit's own words, or the browser shows nothing.
		if (event.isDataRequest) {
			const body = JSON.stringify({ type: 'redirect', location: loginPath(next) });
			return new Response(body, { headers: { 'content-type': 'application/json' } });
		}
		return new Response(null, { status: 303, headers: { location: loginPath(next) } });
	}
	return resolve(event);
}

/** A proxy takes 4 kB of headers at least, and answers 502 to more: so many characters of the `Link` header go to each kind of file. */
const announced: Readonly<Record<string, number>> = { css: 1000, js: 2200 };
/** What stands around a path in that header, at most. */
const aroundPath = 40;

/** Which files a page announces in its `Link` header. All of its styles stand in its head as well, dozens on a wall. */
function preloads(): (file: { readonly type: string; readonly path: string }) => boolean {
	const left = { ...announced };
	return ({ type, path }) => (left[type] = (left[type] ?? 0) - path.length - aroundPath) >= 0;
}

/** Door of every page: who asks, from where, and what a browser may keep of the answer. */
export const handle: Handle = async ({ event, resolve }) => {
	const response = await answer(event, (of, options) => resolve(of, { preload: preloads(), ...options }));
	const { headers } = response;
	headers.set('X-Content-Type-Options', 'nosniff');
	headers.set('Referrer-Policy', 'same-origin');
	if (isPrivate(event.url.pathname)) headers.set('Cache-Control', 'no-store');
	return response;
};
