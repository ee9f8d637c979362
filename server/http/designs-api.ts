import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { changeDesign, type DesignOutcome, type DesignWork } from '../flows/save-design.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, page, plain, plainPage, problems } from './schemas.ts';

const params = z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/) });
const ofCourt = z.object({ court: courtCode });
const base = z.coerce.number().int().min(0).openapi({ description: '编辑所依据的本院版本；本院从未保存过为 0' });
const saved = z.object({ id: z.string(), version: z.number() }).openapi('DesignSaved');
const body = z
	.object({
		data: z.unknown().openapi({ type: 'object', description: '画面或播放列表' }),
		base: z.number().int().min(0).openapi({ description: '编辑所依据的本院版本；本院从未保存过为 0' }),
		note: z.string().max(1000).default(''),
	})
	.openapi('DesignSave');
const sides = [
	{ kind: 'scene', path: 'scenes', name: '画面' },
	{ kind: 'playlist', path: 'playlists', name: '播放列表' },
] as const;

/** Scenes and playlists of a court: listed, saved as new versions, taken back. For whoever designs them. */
export function designsApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	for (const { path } of sides) for (const each of [`/${path}`, `/${path}/*`]) app.use(each, mustBePerson);
	for (const side of sides) designApi(app, api, side);
}

function designApi(app: OpenAPIHono<ApiEnv>, { context, designs }: Api, { kind, path, name }: (typeof sides)[number]): void {
	const { parts, views } = designs;
	const tags = ['画面与播放列表'];
	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const notHere = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', `没有这个${name}，或您无权为该法院设计`) as never;
	const said = (c: Context<ApiEnv>, outcome: DesignOutcome) => {
		if (outcome.ok) return c.json({ id: outcome.id, version: outcome.version }, 200);
		const { code, message, faults, conflict } = outcome;
		const extra = { ...(faults ? { problems: faults } : {}), ...(conflict ? { conflict } : {}) };
		return problem(c, code === 'conflict' ? 409 : refusalStatus(code), code, message, extra) as never;
	};
	const deed = async (c: Context<ApiEnv>, court: string, id: string, from: number, work: DesignWork) => {
		const who = person(c);
		return said(c, await changeDesign(context, parts, who, actorOf(who, addressOf(c)), { key: { kind, court, id }, base: from, work }));
	};

	app.openapi(
		createRoute({
			method: 'get',
			path: `/${path}`,
			tags,
			summary: `一个法院可用的${name}：本院的、上级法院的、系统内置的`,
			request: { query: ofCourt },
			responses: { 200: answered(name, page(anyObject)), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const view = await views.list(person(c), c.req.valid('query').court);
			if (!view) return notHere(c);
			return c.json(plainPage(kind === 'scene' ? view.scenes : view.playlists), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: `/${path}/{id}`,
			tags,
			summary: `一个${name}：内容、来源、正在使用它的屏幕`,
			request: { params, query: ofCourt },
			responses: { 200: answered(name, anyObject), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const view = await views.one(person(c), kind, c.req.valid('query').court, c.req.valid('param').id);
			if (!view) return notHere(c);
			const { versions: _versions, ...rest } = view;
			return c.json(plain(rest), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: `/${path}/{id}/versions`,
			tags,
			summary: `${name}在本院的历次版本，最近的在前`,
			request: { params, query: ofCourt },
			responses: { 200: answered('版本', page(anyObject)), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const versions = await views.versions(person(c), kind, c.req.valid('query').court, c.req.valid('param').id);
			return versions ? c.json(plainPage(versions), 200) : notHere(c);
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: `/${path}/{id}`,
			tags,
			summary: `保存${name}的新版本；他人已先保存的，不予覆盖（409）`,
			request: { params, query: ofCourt, body: { required: true, content: { 'application/json': { schema: body } } } },
			responses: { 200: answered('版本', saved), ...problems(400, 401, 403, 409, 422) },
		}),
		async (c) => {
			const { data, base: from, note } = c.req.valid('json');
			return deed(c, c.req.valid('query').court, c.req.valid('param').id, from, { kind: 'save', data, note });
		},
	);
	app.openapi(
		createRoute({
			method: 'delete',
			path: `/${path}/{id}`,
			tags,
			summary: `停用本院的${name}，恢复上级法院的或者系统内置的；正在使用且没有可以恢复的，不予停用（422）`,
			request: { params, query: ofCourt.extend({ base }) },
			responses: { 200: answered('版本', saved), ...problems(400, 401, 403, 404, 409, 422) },
		}),
		async (c) => {
			const { court, base: from } = c.req.valid('query');
			return deed(c, court, c.req.valid('param').id, from, { kind: 'retire' });
		},
	);
}
