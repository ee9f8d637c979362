import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { correctPaper } from '../flows/paper-correct.ts';
import { issuePaper } from '../flows/paper-issue.ts';
import { editPaper, giveBackPaper, reviewPaper, type PaperActor } from '../flows/paper-life.ts';
import { signReceipt } from '../flows/paper-receipts.ts';
import { readHead } from '../store/publications.ts';
import { draftPage, draftsShown, publicationCourts, runRows } from '../views/paper-archive-view.ts';
import { receiptsView } from '../views/paper-receipts-view.ts';
import { draftView } from '../views/paper-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, page, plain, plainPage, problems } from './schemas.ts';

const tags = ['发布'];
const draftId = z.object({ id: z.string().max(200) });
const revision = z.number().int().min(1).openapi({ description: '办理人所见的修订号；已被他人修改的返回 409' });
const moved = answered('编号与修订号', z.object({ id: z.string(), revision: z.number() }));
const made = answered('编号', z.object({ id: z.string() }));
const body = <T extends z.ZodType>(schema: T) => ({ body: { required: true, content: { 'application/json': { schema } } } });
const reason = z.string().max(500);

/** Drafts of papers on their way to issue, their corrections, receipts, and the runs that made them. */
export function papersApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	const source = sourceOf(context);
	app.on(['GET', 'POST', 'PUT'], ['/publication-drafts', '/publication-drafts/*', '/publication-runs'], mustBePerson);
	const who = (c: Context<ApiEnv>): PaperActor => {
		const principal = c.get('caller').principal!;
		return { principal, actor: actorOf(principal, addressOf(c)) };
	};
	const refused = (c: Context<ApiEnv>, { code, message }: { readonly code: string; readonly message: string }): never =>
		problem(c, refusalStatus(code), code, message) as never;

	app.openapi(
		createRoute({
			method: 'get',
			path: '/publication-drafts',
			tags,
			summary: `拟稿中和待签发的文稿，待本人办理的在前，每页 ${draftsShown} 项`,
			request: { query: z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) }) },
			responses: {
				200: answered('文稿', page(anyObject).extend({ total: z.number(), mine: z.number(), page: z.number() })),
				...problems(400, 401),
			},
		}),
		async (c) => {
			const found = await draftPage(source, who(c).principal, c.req.valid('query').page);
			return c.json({ ...plainPage(found.rows), total: found.total, mine: found.mine, page: found.page }, 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/publication-runs',
			tags,
			summary: '近 30 日各期生成的结果，失败的在前',
			responses: { 200: answered('结果', page(anyObject)), ...problems(401) },
		}),
		async (c) => c.json(plainPage(await runRows(source, who(c).principal)), 200),
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/publication-drafts/{id}',
			tags,
			summary: '一份文稿：正文、可以填写的部分、可以引用的数字、办理经过',
			request: { params: draftId },
			responses: { 200: answered('文稿', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const found = await draftView(source, who(c).principal, c.req.valid('param').id);
			return found.ok ? c.json(plain(found.view), 200) : refused(c, { code: 'not-found', message: found.message });
		},
	);
	app.openapi(
		createRoute({
			method: 'put',
			path: '/publication-drafts/{id}/slots',
			tags,
			summary: '填写文稿中可以填写的部分；数字以 {{编号}} 引用',
			request: { params: draftId, ...body(z.object({ revision, slots: z.record(z.string().max(64), z.string().max(8000)) })) },
			responses: { 200: moved, ...problems(400, 401, 403, 404, 409, 422) },
		}),
		async (c) => {
			const done = await editPaper(context, who(c), c.req.valid('param').id, c.req.valid('json'));
			return done.ok ? c.json({ id: done.id, revision: done.revision }, 200) : refused(c, done);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/publication-drafts/{id}/review',
			tags,
			summary: '审核；有手填数字的须确认已逐一核对',
			request: {
				params: draftId,
				...body(z.object({ revision, opinion: z.string().max(500).default(''), numbersChecked: z.boolean().default(false) })),
			},
			responses: { 200: moved, ...problems(400, 401, 403, 404, 409, 422) },
		}),
		async (c) => {
			const done = await reviewPaper(context, who(c), c.req.valid('param').id, c.req.valid('json'));
			return done.ok ? c.json({ id: done.id, revision: done.revision }, 200) : refused(c, done);
		},
	);
	for (const [move, summary] of [
		['return', '退回拟稿人修改'],
		['drop', '作废；同一统计期可以另行生成'],
	] as const)
		app.openapi(
			createRoute({
				method: 'post',
				path: `/publication-drafts/{id}/${move}`,
				tags,
				summary,
				request: { params: draftId, ...body(z.object({ revision, reason })) },
				responses: { 200: moved, ...problems(400, 401, 403, 404, 409, 422) },
			}),
			async (c) => {
				const done = await giveBackPaper(context, who(c), c.req.valid('param').id, { move, ...c.req.valid('json') });
				return done.ok ? c.json({ id: done.id, revision: done.revision }, 200) : refused(c, done);
			},
		);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/publication-drafts/{id}/issue',
			tags,
			summary: '签发：编号、定稿、存档',
			request: { params: draftId, ...body(z.object({ revision })) },
			responses: {
				201: answered('编号与文号', z.object({ id: z.string(), number: z.string() })),
				...problems(400, 401, 403, 404, 409, 422),
			},
		}),
		async (c) => {
			const done = await issuePaper(context, api.papers.render, who(c), c.req.valid('param').id, c.req.valid('json'));
			return done.ok ? c.json({ id: done.id, number: done.number }, 201) : refused(c, done);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/publications/{id}/corrections',
			tags,
			summary: '更正：拟出下一版；anew 为按现有数据重新计算，否则沿用原数据、只改文字',
			request: { params: draftId, ...body(z.object({ reason, anew: z.boolean() })) },
			responses: { 201: made, ...problems(400, 401, 403, 404, 409, 422) },
		}),
		async (c) => {
			const done = await correctPaper(context, api.papers.build, who(c), c.req.valid('param').id, c.req.valid('json'));
			return done.ok ? c.json({ id: done.id }, 201) : refused(c, done);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/publications/{id}/receipts',
			tags,
			summary: '签收',
			request: { params: draftId },
			responses: { 201: made, ...problems(401, 404) },
		}),
		async (c) => {
			const done = await signReceipt(context, who(c), c.req.valid('param').id);
			return done.ok ? c.json({ id: done.id }, 201) : refused(c, done);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/publications/{id}/receipts',
			tags,
			summary: '签收情况：谁已签收，谁尚未签收',
			request: { params: draftId },
			responses: { 200: answered('签收情况', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const head = await readHead(context.store.read, c.req.valid('param').id);
			if (!head || !publicationCourts(reader(c)!, source).includes(head.court))
				return refused(c, { code: 'not-found', message: '没有这份文件，或无权查看' });
			return c.json(plain(await receiptsView(source, reader(c)!, head)), 200);
		},
	);
}
