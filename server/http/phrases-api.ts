import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addPhrase, movePhrase, phraseUses, removePhrase, type PhraseOutcome } from '../flows/phrases.ts';
import { readPhrases } from '../store/phrases.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, deedDone, page, plainPage, problems } from './schemas.ts';

const byId = z.object({ id: z.coerce.number().int().positive() });
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });

/** Phrases that a person keeps: nobody else sees or changes them. */
export function phrasesApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	app.on(['GET', 'POST', 'DELETE'], ['/phrases', '/phrases/*'], mustBePerson);

	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const who = (c: Context<ApiEnv>) => [person(c), actorOf(person(c), addressOf(c))] as const;
	const refused = (c: Context<ApiEnv>, { code, message }: Extract<PhraseOutcome, { ok: false }>) =>
		problem(c, refusalStatus(code), code, message) as never;

	app.openapi(
		createRoute({
			method: 'get',
			path: '/phrases',
			tags: ['常用语'],
			summary: '本人的常用语',
			responses: { 200: answered('常用语', page(anyObject)), ...problems(401) },
		}),
		async (c) => c.json(plainPage(await readPhrases(context.store.read, person(c).accountId)), 200),
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/phrases',
			tags: ['常用语'],
			summary: '保存一条常用语',
			request: body(z.object({ use: z.enum(phraseUses), text: z.string().min(1).max(2000) })),
			responses: { 201: answered('编号', deedDone), ...problems(400, 401, 422) },
		}),
		async (c) => {
			const outcome = await addPhrase(context, ...who(c), c.req.valid('json'));
			return outcome.ok ? c.json({ id: outcome.id }, 201) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/phrases/{id}/move',
			tags: ['常用语'],
			summary: '上移或下移一条常用语',
			request: { params: byId, ...body(z.object({ by: z.enum(['up', 'down']) })) },
			responses: { 200: answered('编号', deedDone), ...problems(400, 401, 404) },
		}),
		async (c) => {
			const outcome = await movePhrase(context, ...who(c), c.req.valid('param').id, c.req.valid('json').by);
			return outcome.ok ? c.json({ id: outcome.id }, 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'delete',
			path: '/phrases/{id}',
			tags: ['常用语'],
			summary: '删除一条常用语',
			request: { params: byId },
			responses: { 204: { description: '已删除' }, ...problems(401, 404) },
		}),
		async (c) => {
			const outcome = await removePhrase(context, ...who(c), c.req.valid('param').id);
			return outcome.ok ? c.body(null, 204) : refused(c, outcome);
		},
	);
}
