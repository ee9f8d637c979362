import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { may } from '../core/access/may.ts';
import { addDays } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { CourtDate } from '../core/time/types.ts';
import { issueBulletin } from '../flows/issue-bulletin.ts';
import { dailyNow, listPublications, publishDaily, readPublication } from '../flows/publish-daily.ts';
import { grantedCourts } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { anyObject, answered, courtCode, day, deedDone, page, plain, plainPage, problems } from './schemas.ts';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Publications: list, run, read, download; indicators. */
export function publicationsApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	app.on('GET', ['/publications', '/publications/*', '/indicators'], mustRead);
	app.on('POST', ['/publications', '/publications/*'], mustBePerson);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/publications',
			tags: ['发布'],
			summary: '日统计目录',
			request: { query: z.object({ court: courtCode.optional() }) },
			responses: { 200: answered('目录', page(anyObject)), ...problems(401) },
		}),
		async (c) => {
			const courts = grantedCourts(reader(c)!, context.directory());
			const { court } = c.req.valid('query');
			return c.json(plainPage(await listPublications(context, court ? courts.filter((code) => code === court) : courts)), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/publications',
			tags: ['发布'],
			summary: '补发某日的日统计（每院每日仅一份，已有的原样返回）',
			request: {
				body: {
					required: true,
					content: { 'application/json': { schema: z.object({ kind: z.literal('daily').default('daily'), court: courtCode, day }) } },
				},
			},
			responses: { 201: answered('编号', z.object({ id: z.string(), made: z.boolean() })), ...problems(401, 403, 404, 422) },
		}),
		async (c) => {
			const { court, day: wanted } = c.req.valid('json');
			const principal = c.get('caller').principal!;
			const directory = context.directory();
			if (!directory.courts.has(court)) return problem(c, 404, 'not-found', '没有这个法院') as never;
			if (!may(principal, 'publication.run', { court }, directory)) return problem(c, 403, 'forbidden', '日统计由审管办发布') as never;
			const today = dayOfInstant(context.now(), directory.courts.get(court)!.zone);
			if (wanted >= today) return problem(c, 422, 'day-not-over', '当日尚未结束，请用即时统计') as never;
			if (wanted < addDays(today, -366)) return problem(c, 422, 'too-old', '只能补发一年以内的日统计') as never;
			const made = await publishDaily(context, court, wanted as CourtDate);
			return made.ok
				? c.json({ id: made.id, made: made.made }, 201)
				: (problem(c, refusalStatus(made.code), made.code, made.message) as never);
		},
	);

	app.openapi(
		createRoute({
			method: 'post',
			path: '/publications/bulletins',
			tags: ['发布'],
			summary: '签发逾期节点通报（到案件、到人）',
			request: {
				body: {
					required: true,
					content: {
						'application/json': {
							schema: z.object({
								court: courtCode,
								requirement: z.string().min(1).max(500),
								replyBy: day,
								nodeName: z.string().max(100).optional(),
								handlerName: z.string().max(100).optional(),
							}),
						},
					},
				},
			},
			responses: { 201: answered('编号', deedDone), ...problems(401, 403, 404, 422) },
		}),
		async (c) => {
			const { replyBy, ...input } = c.req.valid('json');
			const principal = c.get('caller').principal!;
			const actor = actorOf(principal, addressOf(c));
			const issued = await issueBulletin(context, principal, actor, { ...input, replyBy: replyBy as CourtDate });
			return issued.ok ? c.json({ id: issued.id }, 201) : (problem(c, refusalStatus(issued.code), issued.code, issued.message) as never);
		},
	);

	/** A record, or 即时统计 of a court under the id `now:<court>`, where the caller may read it. */
	const find = async (courts: readonly string[], id: string) => {
		if (id.startsWith('now:')) return courts.includes(id.slice(4)) ? dailyNow(context, id.slice(4)) : undefined;
		const record = await readPublication(context, id);
		return record && courts.includes(record.court) ? record : undefined;
	};

	// Registered for the document only: the framework's own path cannot end in a suffix.
	app.openAPIRegistry.registerPath({
		method: 'get',
		path: '/publications/{id}.docx',
		tags: ['发布'],
		summary: '一份日统计的 Word 文档',
		request: { params: z.object({ id: z.string() }) },
		responses: { 200: { description: 'Word 文档', content: { [wordType]: { schema: z.string() } } }, ...problems(401, 404) },
	});
	app.get('/publications/:file{.+\\.docx}', async (c) => {
		const id = c.req.param('file').slice(0, -'.docx'.length);
		const record = await find(grantedCourts(reader(c)!, context.directory()), id);
		if (!record) return problem(c, 404, 'not-found', '没有这份统计，或无权查看');
		const bytes = await api.renderDaily(record);
		const name = encodeURIComponent(`${record.title}.docx`);
		return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
			'content-type': wordType,
			'content-disposition': `attachment; filename*=UTF-8''${name}`,
		});
	});
	app.openapi(
		createRoute({
			method: 'get',
			path: '/publications/{id}',
			tags: ['发布'],
			summary: '一份日统计（now:<法院> 为即时统计）',
			request: { params: z.object({ id: z.string() }) },
			responses: { 200: answered('统计', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const record = await find(grantedCourts(reader(c)!, context.directory()), c.req.valid('param').id);
			return record ? c.json(plain(record), 200) : (problem(c, 404, 'not-found', '没有这份统计，或无权查看') as never);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/indicators',
			tags: ['指标'],
			summary: '本年质效指标',
			request: { query: z.object({ court: courtCode }) },
			responses: { 200: answered('指标', page(anyObject)), ...problems(401, 404) },
		}),
		async (c) => {
			const { court } = c.req.valid('query');
			if (!grantedCourts(reader(c)!, context.directory()).includes(court))
				return problem(c, 404, 'not-found', '没有这个法院，或无权查看') as never;
			return c.json(plainPage(await api.indicators(court)), 200);
		},
	);
}
