import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
	loadCalendar,
	mayManageCalendar,
	previewCalendar,
	sourceKinds,
	type CalendarInput,
	type CalendarRefusal,
} from '../flows/load-calendar.ts';
import { readCalendarSource, readCalendarSources, readMoved } from '../store/calendar.ts';
import { calendarPage, sourceView } from '../views/calendar-view.ts';
import { readableBy, sourceOf } from '../views/view-context.ts';
import type { Api } from './api-parts.ts';
import { actorOf, addressOf, mustBePerson, mustRead, reader, type ApiEnv } from './caller.ts';
import { problem, refusalStatus } from './problem.ts';
import { answered, anyObject, courtCode, numberedPaging, page, plain, plainPage, problems } from './schemas.ts';

const year = z.coerce.number().int().min(2000).max(2100);
const bySeq = z.object({ seq: z.coerce.number().int().positive() });
const input = z.object({
	court: courtCode.optional().openapi({ description: '本院休班安排所属法院；全国安排不填' }),
	year: z.number().int().min(2000).max(2100),
	kind: z.enum(sourceKinds).openapi({ description: 'notice 国务院办公厅通知全文，holiday-cn 年度文件，closure 本院休班安排' }),
	text: z.string().min(1).max(200_000),
	document: z.string().max(200).optional().openapi({ description: '文号或文件名称；不填则取文本中的文号' }),
});
const body = { body: { required: true, content: { 'application/json': { schema: input } } } };
const noCourt = '没有这个法院';

/** A refusal with the faults of the text, each with its line. */
function refused(c: Context<ApiEnv>, { code, message, problems: faults }: CalendarRefusal): never {
	return problem(c, refusalStatus(code), code, message, faults ? { problems: faults } : {}) as never;
}

/** The calendar: read by everybody, loaded by administrators. */
export function calendarApi(app: OpenAPIHono<ApiEnv>, api: Api): void {
	const { context } = api;
	const views = sourceOf(context);
	app.on('GET', ['/calendar', '/calendar/*'], mustRead);
	app.on('POST', ['/calendar', '/calendar/*'], mustBePerson);

	/** Refuses whoever is no administrator of the court, or for the country of the highest one, before anything is read. */
	const stranger = (c: Context<ApiEnv>, { court }: CalendarInput): CalendarRefusal | undefined =>
		mayManageCalendar(c.get('caller').principal!, court, context.directory())
			? undefined
			: { ok: false, code: 'forbidden', message: '日历由系统管理员维护，全国日历限最上级法院的系统管理员' };

	app.openapi(
		createRoute({
			method: 'get',
			path: '/calendar',
			tags: ['日历'],
			summary: '一年的日历：逐日、依据、已公布的年份',
			request: { query: z.object({ year: year.optional(), court: courtCode.optional() }) },
			responses: { 200: answered('日历', anyObject), ...problems(401, 404) },
		}),
		async (c) => {
			const query = c.req.valid('query');
			if (query.court !== undefined && !context.directory().courts.has(query.court)) return problem(c, 404, 'not-found', noCourt) as never;
			return c.json(plain(await calendarPage(views, query.year, query.court)), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/calendar/preview',
			tags: ['日历'],
			summary: '试读一份放假安排：将新增、取消、变更哪些日期；不保存',
			request: body,
			responses: { 200: answered('变化', anyObject), ...problems(400, 401, 403, 404, 422) },
		}),
		async (c) => {
			const sent = c.req.valid('json') as CalendarInput;
			const outcome = stranger(c, sent) ?? (await previewCalendar(context, sent));
			return outcome.ok ? c.json(plain(outcome), 200) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'post',
			path: '/calendar',
			tags: ['日历'],
			summary: '导入一份放假安排，并重新计算未结期限；有任何错误则不保存',
			request: body,
			responses: { 201: answered('来源序号', z.object({ seq: z.number() })), ...problems(400, 401, 403, 404, 422) },
		}),
		async (c) => {
			const principal = c.get('caller').principal!;
			const outcome = await loadCalendar(context, principal, actorOf(principal, addressOf(c)), c.req.valid('json') as CalendarInput);
			return outcome.ok ? c.json({ seq: outcome.seq }, 201) : refused(c, outcome);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/calendar/sources',
			tags: ['日历'],
			summary: '导入过的放假安排，新的在前',
			request: { query: numberedPaging },
			responses: { 200: answered('来源', page(anyObject)), ...problems(401) },
		}),
		async (c) => {
			const { cursor, limit } = c.req.valid('query');
			const rows = await readCalendarSources(context.store.read, { limit, ...(cursor ? { before: cursor } : {}) });
			return c.json(plainPage(rows.map(sourceView), rows.length === limit ? String(rows.at(-1)!.seq) : undefined), 200);
		},
	);
	app.openapi(
		createRoute({
			method: 'get',
			path: '/calendar/sources/{seq}/moved',
			tags: ['日历'],
			summary: '一份放假安排使哪些期限变动（可见范围内；一页可能不满或为空，以 nextCursor 为准）',
			request: { params: bySeq, query: numberedPaging },
			responses: { 200: answered('变动的期限', page(anyObject)), ...problems(401, 404) },
		}),
		async (c) => {
			const { seq } = c.req.valid('param');
			const { cursor, limit } = c.req.valid('query');
			if (!(await readCalendarSource(context.store.read, seq))) return problem(c, 404, 'not-found', '没有这份放假安排') as never;
			const scope = readableBy(reader(c)!, context.directory());
			const { rows, next } = await readMoved(context.store.read, String(seq), { ...scope, limit, ...(cursor ? { after: cursor } : {}) });
			return c.json(plainPage(rows, next === undefined ? undefined : String(next)), 200);
		},
	);
}
