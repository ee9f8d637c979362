import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { checkPublication, readIssuedFile, readIssuedPaper } from '../flows/paper-read.ts';
import { noteDownload } from '../flows/note-download.ts';
import { dailyNow, readPublication } from '../flows/publish-daily.ts';
import { paperForms, type PaperForm } from '../store/paper-files.ts';
import { publicationCourts } from '../views/paper-archive-view.ts';
import { visitorsDaily, visitorsPaper } from '../views/paper-words.ts';
import { diffView } from '../views/paper-views.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, reader, type ApiEnv } from './caller.ts';
import { problem } from './problem.ts';
import { problems } from './schemas.ts';

const mediaTypes: Readonly<Record<PaperForm, string>> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	html: 'text/html; charset=utf-8',
	pdf: 'application/pdf',
};

interface Download {
	readonly bytes: Uint8Array;
	readonly title: string;
	/** The numbered publication it belongs to, for the audit. */
	readonly object: string;
}

/** What can be said instead of a file. */
interface NoFile {
	readonly status: 404 | 500;
	readonly code: string;
	readonly message: string;
}

const notFound: NoFile = { status: 404, code: 'not-found', message: '没有这份统计，或无权查看' };

/** The files of publications: stored bytes of papers as they were issued, Word of the daily statistics, and whether all of it still holds. */
export function publicationFilesApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	const source = sourceOf(context);

	/** Word of a record of a day, or of 即时统计 under the id `now:<court>`. */
	const dailyFile = async (courts: readonly string[], id: string, visitor: boolean): Promise<Download | undefined> => {
		const now = id.startsWith('now:') ? id.slice(4) : undefined;
		const record = now === undefined ? await readPublication(context, id) : courts.includes(now) ? await dailyNow(context, now) : undefined;
		if (!record || !courts.includes(record.court)) return undefined;
		const shown = visitor ? visitorsDaily(source, record) : record;
		return { bytes: await api.renderDaily(shown), title: `${record.title}${visitor ? '（参观版）' : ''}`, object: id };
	};

	const paperFile = async (courts: readonly string[], id: string, form: PaperForm, visitor: boolean): Promise<Download | NoFile> => {
		const issued = await readIssuedPaper(context, id);
		if (!issued || !courts.includes(issued.court)) return notFound;
		const { title } = issued.paper;
		if (visitor) {
			const bytes = await api.papers.render(visitorsPaper(source, issued.paper), form);
			return bytes ? { bytes, title: `${title}（参观版）`, object: id } : { status: 404, code: 'no-form', message: '没有这种格式的文件' };
		}
		const stored = await readIssuedFile(context, id, form);
		if (!stored) return { status: 404, code: 'no-form', message: '该文件签发时没有生成这种格式' };
		if (!stored.intact || !issued.intact)
			return { status: 500, code: 'not-intact', message: '存档与签发时的校验值不符，已停止下载，请联系系统管理员' };
		return { bytes: stored.bytes, title, object: id };
	};

	const send = async (c: Context<ApiEnv>, form: PaperForm, file: Download): Promise<Response> => {
		const principal = c.get('caller').principal;
		if (principal && !file.object.startsWith('now:'))
			await noteDownload(context, actorOf(principal, addressOf(c)), file.object, { rows: 1, format: form, filter: {} });
		const name = encodeURIComponent(`${file.title}.${form}`);
		return c.body(file.bytes as Uint8Array<ArrayBuffer>, 200, {
			'content-type': mediaTypes[form],
			'content-disposition': `attachment; filename*=UTF-8''${name}`,
			// The page is for reading; nothing in it may run in the name of this server.
			...(form === 'html' ? { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:" } : {}),
		});
	};

	for (const form of paperForms) {
		// Registered for the document only: the framework's own path cannot end in a suffix.
		app.openAPIRegistry.registerPath({
			method: 'get',
			path: `/publications/{id}.${form}`,
			tags: ['发布'],
			summary: `一份发布的 ${form} 文件：签发时存档的原件（edition=visitor 为参观版）${form === 'docx' ? '；日统计按定稿数据生成' : ''}`,
			request: { params: z.object({ id: z.string() }), query: z.object({ edition: z.enum(['internal', 'visitor']).optional() }) },
			responses: { 200: { description: '文件', content: { [mediaTypes[form]]: { schema: z.string() } } }, ...problems(401, 404) },
		});
		app.get(`/publications/:file{.+\\.${form}}`, async (c) => {
			const id = c.req.param('file').slice(0, -(form.length + 1));
			const courts = publicationCourts(reader(c)!, source);
			const visitor = c.req.query('edition') === 'visitor';
			const found = (form === 'docx' ? await dailyFile(courts, id, visitor) : undefined) ?? (await paperFile(courts, id, form, visitor));
			return 'status' in found ? problem(c, found.status, found.code, found.message) : send(c, form, found);
		});
	}

	app.openAPIRegistry.registerPath({
		method: 'get',
		path: '/publications/{id}/check',
		tags: ['发布'],
		summary: '校验一份发布：定稿数据、存档文件与校验值是否一致，按定稿数据重新生成是否逐字节相同',
		request: { params: z.object({ id: z.string() }) },
		responses: {
			200: {
				description: '校验结果',
				content: {
					'application/json': {
						schema: z.object({ ok: z.boolean(), items: z.array(z.object({ name: z.string(), ok: z.boolean(), words: z.string() })) }),
					},
				},
			},
			...problems(401, 404),
		},
	});
	app.get('/publications/:id/check', async (c) => {
		const id = c.req.param('id');
		const record = (await readPublication(context, id)) ?? (await readIssuedPaper(context, id));
		if (!record || !publicationCourts(reader(c)!, source).includes(record.court))
			return problem(c, notFound.status, notFound.code, notFound.message);
		const items = (await checkPublication(context, api.papers.render, id))!;
		return c.json({ ok: items.every((item) => item.ok), items });
	});

	app.openAPIRegistry.registerPath({
		method: 'get',
		path: '/publications/{id}/diff',
		tags: ['发布'],
		summary: '更正版与前一版的差异：数字、名单、文字',
		request: { params: z.object({ id: z.string() }) },
		responses: { 200: { description: '差异', content: { 'application/json': { schema: z.object({}).loose() } } }, ...problems(401, 404) },
	});
	app.get('/publications/:id/diff', async (c) => {
		const found = await diffView(source, reader(c)!, c.req.param('id'));
		return found.ok ? c.json(found.view) : problem(c, 404, 'not-found', found.message);
	});
}
