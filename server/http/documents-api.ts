import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addDocument, mayKnow, removeDocument, takeDocument, type DocumentOutcome } from '../flows/documents.ts';
import { readDocumentHead } from '../store/documents.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, problems } from './schemas.ts';

const byId = z.object({ id: z.string().max(64) });
const upload = z.object({
	lockId: z.string().min(1).max(200).openapi({ description: '锁的编号' }),
	file: z.custom<File>((value) => value instanceof File, '请选择文件').openapi({ type: 'string', format: 'binary' }),
});
const kept = z
	.object({ id: z.string(), name: z.string(), kind: z.string(), size: z.number(), sha256: z.string(), uploadedAt: z.string() })
	.openapi('Document');

/** Documents of unlock requests: put in, read, and, before the request is filed, taken away. */
export function documentsApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context, views } = api;
	app.on('GET', '/documents/*', mustRead);
	app.on(['POST', 'DELETE'], ['/documents', '/documents/*'], mustBePerson);

	const person = (c: Context<ApiEnv>) => c.get('caller').principal!;
	const unseen = (c: Context<ApiEnv>) => problem(c, 404, 'not-found', '没有该锁死记录或附件，或无权办理') as never;
	const refused = (c: Context<ApiEnv>, { code, message }: Extract<DocumentOutcome, { ok: false }>) =>
		code === 'not-found' ? unseen(c) : (problem(c, code === 'document-damaged' ? 409 : refusalStatus(code), code, message) as never);

	app.openapi(
		createRoute({
			method: 'post',
			path: '/documents',
			tags: ['附件'],
			summary: '上传解锁申请的附件：提交申请时随申请固定',
			description: 'PDF、DOCX、XLSX、JPEG、PNG、OFD，按内容识别；每个不超过 10 MB，每次申请最多 10 个。',
			request: { body: { required: true, content: { 'multipart/form-data': { schema: upload } } } },
			responses: { 201: answered('附件', kept), ...problems(400, 401, 403, 404, 409, 413, 422) },
		}),
		async (c) => {
			const { lockId, file } = c.req.valid('form');
			if (!(await views.lockOf(person(c), lockId))) return unseen(c);
			const input = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
			const outcome = await addDocument(context, person(c), actorOf(person(c), addressOf(c)), lockId, input, api.kindOfFile);
			if (!outcome.ok) return refused(c, outcome);
			const { id, name, kind, size, sha256, uploadedAt } = outcome.document;
			return c.json({ id, name, kind, size, sha256, uploadedAt }, 201);
		},
	);
	// Registered for the document only: bytes are answered in another type than the framework's JSON.
	app.openAPIRegistry.registerPath({
		method: 'get',
		path: '/documents/{id}',
		tags: ['附件'],
		summary: '下载一个附件：内容与上传时的校验值一致才提供',
		request: { params: byId },
		responses: {
			200: { description: '附件', content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
			...problems(401, 404, 409),
		},
	});
	app.get('/documents/:id', async (c) => {
		const head = await readDocumentHead(context.store.read, c.req.param('id'));
		const who = reader(c)!;
		if (!head || !mayKnow(who, head) || !(await views.lockOf(who, head.lockId))) return unseen(c);
		const taken = await takeDocument(context, actorOf(who, addressOf(c)), head.id);
		if (!taken.ok) return refused(c, taken);
		return c.body(taken.bytes, 200, {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename*=UTF-8''${encodeName(head.name)}`,
			'content-security-policy': "default-src 'none'; sandbox",
		});
	});
	app.openapi(
		createRoute({
			method: 'delete',
			path: '/documents/{id}',
			tags: ['附件'],
			summary: '删除本人尚未随申请提交的附件',
			request: { params: byId },
			responses: { 204: { description: '已删除' }, ...problems(401, 403, 404, 409) },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const head = await readDocumentHead(context.store.read, id);
			if (!head || !(await views.lockOf(person(c), head.lockId))) return unseen(c);
			const outcome = await removeDocument(context, person(c), actorOf(person(c), addressOf(c)), id);
			return outcome.ok ? c.body(null, 204) : refused(c, outcome);
		},
	);
}

/** A file name as RFC 5987 takes it. */
function encodeName(name: string): string {
	return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
