import { getRequestListener } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api } from './api-parts.ts';
import { limitBody } from './body-limit.ts';
import { absenceApi } from './absence-api.ts';
import { calendarApi } from './calendar-api.ts';
import { gateApi } from './gate-api.ts';
import { identify, type ApiEnv } from './caller.ts';
import { casesApi } from './cases-api.ts';
import { cyclesApi } from './cycles-api.ts';
import { demandsApi } from './demands-api.ts';
import { designsApi } from './designs-api.ts';
import { directoryApi } from './directory-api.ts';
import { dutyApi } from './duty-api.ts';
import { documentsApi } from './documents-api.ts';
import { docsPage } from './docs-page.ts';
import { eventsApi } from './events-api.ts';
import { ladderApi } from './ladder-api.ts';
import { lobbyApi } from './lobby-api.ts';
import { noticesApi } from './notices-api.ts';
import { metricsApi } from './metrics-api.ts';
import { lockRegisterApi } from './lock-register-api.ts';
import { ordersApi } from './orders-api.ts';
import { papersApi } from './papers-api.ts';
import { indicatorsApi } from './indicators-api.ts';
import { periodApi } from './period-api.ts';
import { phrasesApi } from './phrases-api.ts';
import { playbackApi } from './playback-api.ts';
import { problem } from './problem.ts';
import { publicationsApi } from './publications-api.ts';
import { pairingApi } from './pairing-api.ts';
import { quarantineApi } from './quarantine-api.ts';
import { rulesApi } from './rules-api.ts';
import { screensApi } from './screens-api.ts';
import { sessionApi } from './session-api.ts';
import { silentApi } from './silent-api.ts';
import { supervisorsApi } from './supervisors-api.ts';
import { campaignApi } from './campaign-api.ts';
import { targetApi } from './target-api.ts';
import { unlockApi } from './unlock-api.ts';
import { webhooksApi } from './webhooks-api.ts';
import { unlockMovesApi } from './unlock-moves-api.ts';

function versionOne(api: Api, onError: (error: unknown) => void): OpenAPIHono<ApiEnv> {
	const app = new OpenAPIHono<ApiEnv>({
		defaultHook: (result, c) => {
			if (result.success) return undefined;
			const issue = result.error.issues[0];
			return problem(c, 400, 'malformed', '请求内容不符合接口格式', { detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
		},
	});
	app.use('*', limitBody);
	app.use('*', identify(api));
	app.use('*', async (c, next) => {
		await next();
		c.header('cache-control', 'no-store');
		c.header('x-content-type-options', 'nosniff');
	});
	eventsApi(app, api, onError);
	directoryApi(app, api);
	quarantineApi(app, api, onError);
	casesApi(app, api);
	cyclesApi(app, api);
	gateApi(app, api);
	rulesApi(app, api);
	demandsApi(app, api);
	dutyApi(app, api);
	unlockApi(app, api);
	webhooksApi(app, api);
	lockRegisterApi(app, api);
	unlockMovesApi(app, api, onError);
	absenceApi(app, api);
	documentsApi(app, api);
	phrasesApi(app, api);
	indicatorsApi(app, api);
	periodApi(app, api);
	noticesApi(app, api);
	supervisorsApi(app, api);
	ladderApi(app, api);
	silentApi(app, api);
	ordersApi(app, api);
	publicationsApi(app, api);
	papersApi(app, api);
	targetApi(app, api);
	lobbyApi(app, api);
	campaignApi(app, api);
	pairingApi(app, api);
	screensApi(app, api);
	designsApi(app, api);
	playbackApi(app, api);
	sessionApi(app, api);
	calendarApi(app, api);
	app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer', description: '接口密钥' });
	app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
		type: 'apiKey',
		in: 'cookie',
		name: 'session',
		description: '登录会话',
	});
	app.doc31('/openapi.json', {
		openapi: '3.1.0',
		info: {
			title: '执行指挥大屏接口',
			version: api.version,
			description: '报送事件、查询节点与锁死、申请与审批解锁、读取统计。错误以 RFC 9457 problem+json 返回。',
		},
		servers: [{ url: '/api/v1' }],
	});
	app.notFound((c) => problem(c, 404, 'not-found', '没有这个接口'));
	app.onError((error, c) => {
		if (error instanceof SyntaxError) return problem(c, 400, 'malformed', '请求正文不是有效的 JSON');
		const { status } = error as { status?: number };
		if (status === 400) return problem(c, 400, 'malformed', '请求正文不符合接口格式');
		onError(error);
		return problem(c, 500, 'internal', '服务内部错误');
	});
	return app;
}

/** The front door: machine API, health and documentation answered here, everything else handed on to the pages. */
export function createFront(
	api: Api,
	onError: (error: unknown) => void,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
	const root = new OpenAPIHono<ApiEnv>();
	root.route('/api/v1', versionOne(api, onError));
	root.get('/api/docs', (c) => docsPage(c));
	root.get('/healthz', (c) => c.json({ status: 'ok' }));
	root.get('/readyz', async (c) => {
		const { ok, checks } = await api.ready();
		return c.json({ status: ok ? 'ok' : 'fail', checks }, ok ? 200 : 503);
	});
	metricsApi(root, api);
	root.notFound((c) => problem(c, 404, 'not-found', '没有这个接口'));
	const listener = getRequestListener(root.fetch, { overrideGlobalObjects: false });
	return (request, response, next) => {
		const path = (request.url ?? '/').split('?')[0]!;
		if (path.startsWith('/api/') || ['/healthz', '/readyz', '/metrics'].includes(path)) void listener(request, response);
		else next();
	};
}
