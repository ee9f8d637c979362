import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { may } from '../core/access/may.ts';
import { addDays } from '../core/time/civil.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import { paperKinds, type PaperKind } from '../core/report/paper.ts';
import type { CourtDate } from '../core/time/types.ts';
import { issueBulletin } from '../flows/issue-bulletin.ts';
import { makePaper, paperPeriodAt } from '../flows/paper-make.ts';
import { dailyNow, publishDaily, readPublication } from '../flows/publish-daily.ts';
import { archivePage, archiveRows, publicationCourts } from '../views/paper-archive-view.ts';
import { issuedView } from '../views/paper-views.ts';
import { visitorsDaily } from '../views/paper-words.ts';
import { sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { publicationFilesApi } from './publication-files-api.ts';
import { anyObject, answered, courtCode, day, deedDone, page, plain, plainPage, problems } from './schemas.ts';

const asked = z.object({
	court: courtCode.optional(),
	kind: z.string().max(40).optional().openapi({ description: 'daily、overdue-bulletin 或文稿种类' }),
	q: z.string().max(100).optional().openapi({ description: '标题中的词，或者文号的一部分' }),
	from: day.optional(),
	to: day.optional(),
	page: z.coerce.number().int().min(1).max(10_000).default(1),
});

const daily = z.object({ kind: z.literal('daily').default('daily'), court: courtCode, day });
const paper = z.object({
	kind: z.enum(paperKinds),
	court: courtCode,
	day: day.openapi({ description: '统计期内的任一日' }),
	campaign: z.string().min(1).max(64).optional().openapi({ description: '专项行动通报所属的专项行动' }),
});

/** Publications: list, make, read, download. */
export function publicationsApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	const source = sourceOf(context);
	app.on('GET', ['/publications', '/publications/*'], mustRead);
	app.on('POST', ['/publications', '/publications/*'], mustBePerson);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/publications',
			tags: ['发布'],
			summary: `发布目录：日统计、通报、分析和材料，每页 ${archiveRows} 项`,
			request: { query: asked },
			responses: { 200: answered('目录', page(anyObject).extend({ total: z.number(), page: z.number() })), ...problems(400, 401) },
		}),
		async (c) => {
			const { q, ...filter } = c.req.valid('query');
			const found = await archivePage(source, reader(c)!, { ...filter, ...(q ? { words: q } : {}) } as Parameters<typeof archivePage>[2]);
			return c.json({ ...plainPage(found.rows), total: found.total, page: found.page }, 200);
		},
	);

	const makeDaily = async (c: Context<ApiEnv>, court: string, wanted: CourtDate) => {
		const principal = c.get('caller').principal!;
		const directory = context.directory();
		if (!directory.courts.has(court)) return problem(c, 404, 'not-found', '没有这个法院');
		if (!may(principal, 'publication.run', { court }, directory)) return problem(c, 403, 'forbidden', '日统计由审管办发布');
		const today = dayOfInstant(context.now(), directory.courts.get(court)!.zone);
		if (wanted >= today) return problem(c, 422, 'day-not-over', '当日尚未结束，请用即时统计');
		if (wanted < addDays(today, -366)) return problem(c, 422, 'too-old', '只能补发一年以内的日统计');
		return publishDaily(context, court, wanted);
	};
	const makeOne = async (c: Context<ApiEnv>, ask: { kind: PaperKind; court: string; day: string; campaign?: string | undefined }) => {
		const court = context.directory().courts.get(ask.court);
		if (!court) return problem(c, 404, 'not-found', '没有这个法院');
		const principal = c.get('caller').principal!;
		const period = paperPeriodAt(ask.kind, court, ask.day as CourtDate);
		const more = ask.campaign === undefined ? {} : { campaign: ask.campaign };
		const by = { principal, actor: actorOf(principal, addressOf(c)) };
		return makePaper(context, api.papers.build, { kind: ask.kind, court: ask.court, period, ...more }, by);
	};

	app.openapi(
		createRoute({
			method: 'post',
			path: '/publications',
			tags: ['发布'],
			summary: '补发某日的日统计，或者生成一份文稿（每院、每种、每期仅一份，已有的原样返回）',
			request: { body: { required: true, content: { 'application/json': { schema: z.union([paper, daily]) } } } },
			responses: { 201: answered('编号', z.object({ id: z.string(), made: z.boolean() })), ...problems(400, 401, 403, 404, 422) },
		}),
		async (c) => {
			const ask = c.req.valid('json');
			const made = await (ask.kind === 'daily' ? makeDaily(c, ask.court, ask.day as CourtDate) : makeOne(c, ask));
			if (made instanceof Response) return made as never;
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

	publicationFilesApi(app, api);

	app.openapi(
		createRoute({
			method: 'get',
			path: '/publications/{id}',
			tags: ['发布'],
			summary: '一份发布（now:<法院> 为即时统计）；edition=visitor 为参观版',
			request: { params: z.object({ id: z.string() }), query: z.object({ edition: z.enum(['internal', 'visitor']).default('internal') }) },
			responses: { 200: answered('统计或文稿', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const { id } = c.req.valid('param');
			const courts = publicationCourts(reader(c)!, source);
			const none = () => problem(c, 404, 'not-found', '没有这份统计，或无权查看') as never;
			if (id.startsWith('now:')) {
				const now = courts.includes(id.slice(4)) ? await dailyNow(context, id.slice(4)) : undefined;
				return now ? c.json(plain(now), 200) : none();
			}
			const record = await readPublication(context, id);
			const { edition } = c.req.valid('query');
			if (record && !courts.includes(record.court)) return none();
			if (record) return c.json(plain(edition === 'visitor' ? { ...record, ...visitorsDaily(source, record) } : record), 200);
			const found = await issuedView(source, reader(c)!, id, edition);
			return found.ok ? c.json(plain(found.view), 200) : none();
		},
	);
}
